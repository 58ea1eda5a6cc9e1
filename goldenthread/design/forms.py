"""Forms in our markup: label, help, error and control, the same wherever a form is drawn.

``{% field form.name %}`` draws one field, ``{{ form }}`` a whole form with its
summary of errors. The browser's own bubbles are not used: they cannot be read
again, styled or translated, so a required field says so when the form comes
back, beside the field and in the summary.

Rules: GOV.UK Design System, "Error message" and "Error summary" (the same
words in both, the summary takes the focus, its links lead to the fields);
WCAG 2.2, success criteria 1.3.1, 3.3.1, 3.3.2 and 4.1.2.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from goldenthread.design.parts import Mistake

AnyForm: TypeAlias = "forms.BaseForm | BaseFormSet[Any] | Iterable[forms.BaseForm]"


class DesignRenderer(DjangoTemplates):
    """Draws every form of the product, and of the packages it uses, in our markup: set as ``FORM_RENDERER``."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"


class RatingChoice(forms.RadioSelect):
    """Radio buttons that show the shape of each rating; ``shapes`` maps a value to a colour or "waiting"."""

    def __init__(self, shapes: Mapping[str, str] | None = None, meanings: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.shapes = dict(shapes or {})
        self.meanings = dict(meanings or {})

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """The option, with the shape and the meaning that belong to its value."""
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        option["shape"] = self.shapes.get(str(value), "")
        option["meaning"] = self.meanings.get(str(value), "")
        return option


def render_field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    width: str = "",
    after: str = "",
    label_hidden: bool = False,
) -> SafeString:
    """One field with its label, help, errors and control, tied together for those who cannot see the page.

    ``width`` is "short", "medium" or blank; ``after`` follows the control
    ("of 40"). A field whose two texts already stand in a conflict above is not
    drawn a second time.
    """
    if bound.name in getattr(bound.form, "settled_above", ()):
        return SafeString("")
    bound.form.use_required_attribute = False
    widget = bound.field.widget
    if widget.is_hidden:
        return SafeString(bound.as_hidden())
    hint = hint or str(bound.help_text)
    described = " ".join(
        name
        for name in (
            f"{bound.auto_id}_error" if bound.errors and bound.auto_id else "",
            f"{bound.auto_id}_helptext" if hint and bound.auto_id else "",
        )
        if name
    )
    context = {
        "bound": bound,
        "label": label or bound.label,
        "label_hidden": label_hidden,
        "hint": hint,
        "after": after,
        "described": described,
        "errors": sentences(bound),
        "kind": _kind(bound),
        "control": "" if bound.use_fieldset else bound.as_widget(attrs=_attributes(bound, width, described)),
    }
    return render_to_string("design/components/field.html", context)


INCOMPLETE = "The page came back incomplete. Load it again and send it once more."


def sentences(bound: BoundField) -> list[str]:
    """The errors of a field as sentences; what Django says of every field alike is said of this one.

    A form's own sentence is kept: only the framework's standing texts are
    replaced, because in a summary "This field is required." says nothing.
    """
    if bound.is_hidden and bound.errors:
        return [INCOMPLETE]
    found = []
    for error in bound.errors.as_data():
        message = str(next(iter(error)))
        is_own = message not in {str(text) for text in _standing_texts(bound)} and error.code != "max_length"
        found.append(message if is_own else _standing_sentence(bound, error) or message)
    return found


def _standing_texts(bound: BoundField) -> Iterator[Any]:
    for kind in type(bound.field).__mro__:
        yield from getattr(kind, "default_error_messages", {}).values()


def _standing_sentence(bound: BoundField, error: ValidationError) -> str:
    name = f"“{bound.label}”"
    params = error.params or {}
    match error.code:
        case "required" if isinstance(bound.field, forms.FileField):
            return f"Choose a file for {name}."
        case "required" if isinstance(bound.field.widget, forms.CheckboxInput):
            return f"Tick {name} to go on."
        case "required" if isinstance(bound.field.widget, ChoiceWidget):
            return f"Choose an answer to {name}."
        case "required":
            return f"Fill in {name}."
        case "max_length" if "limit_value" in params and "show_value" in params:
            return f"{name} may have {params['limit_value']:,} characters; it has {params['show_value']:,}."
    return ""


def _kind(bound: BoundField) -> str:
    """Which of the four arrangements a field has: a tick, choices, parts of one answer, or a line."""
    if bound.use_fieldset:
        return "choices" if isinstance(bound.field.widget, ChoiceWidget) else "parts"
    return "tick" if isinstance(bound.field.widget, forms.CheckboxInput) else "line"


def _attributes(bound: BoundField, width: str, described: str) -> dict[str, Any]:
    css = " ".join(name for name in (bound.field.widget.attrs.get("class", ""), width) if name)
    attributes: dict[str, Any] = {}
    if css:
        attributes["class"] = css
    if described:
        attributes["aria-describedby"] = described
    return attributes


def mistakes_of(*given: AnyForm) -> list[Mistake]:
    """Every error of the forms, in the order of their fields, each with the address of its control.

    A form that is one of several says what it is about in an attribute
    ``about`` ("1.2"), and the summary puts it before the sentence.
    """
    found: list[Mistake] = []
    for form in _each_form(given):
        about = str(getattr(form, "about", ""))
        found += [Mistake(str(text), about=about) for text in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            found += [Mistake(text, _address(bound), about) for text in sentences(bound)]
    return found


def _each_form(given: Iterable[AnyForm]) -> Iterator[forms.BaseForm]:
    for one in given:
        if isinstance(one, forms.BaseForm):
            yield one
        elif one:
            yield from one


def _address(bound: BoundField) -> str:
    """Where the link of the summary leads: the control, or the first of several."""
    if not bound.auto_id or bound.is_hidden:
        return ""
    return f"#{bound.auto_id}_0" if bound.use_fieldset else f"#{bound.id_for_label}"
