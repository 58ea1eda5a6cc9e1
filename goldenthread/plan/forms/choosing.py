"""Fields that choose people, posts, bodies, dates and ratings: the same wherever a form of the plan asks for one."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.design.forms import RatingChoice
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.examples import AN_END_OR_DAY
from goldenthread.plan.models import Action, Plan, RatingWord
from goldenthread.plan.states import Colour

LONGEST_NOTE = 10_000
LONGEST_WORDS = 5_000
COMPLETE = "complete"


class Words(forms.CharField):
    """A few sentences: a line break counts as one character, as a browser shows it, and nothing is cut without a word.

    A browser cuts a paste at ``maxlength`` in silence; what is too long is refused here instead, and stands as typed.
    """

    def to_python(self, value: Any) -> Any:
        """The text with line breaks as they are stored; a browser sends two characters for each."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What its box is told; not how long the text may be."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


def words(
    label: str, *, hint: str = "", rows: int = 3, required: bool = False, most: int = LONGEST_WORDS
) -> forms.CharField:
    """A field for a few sentences."""
    return Words(
        label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


def line(
    label: str, *, hint: str = "", width: str = "long", required: bool = False, most: int = 300
) -> forms.CharField:
    """A field for one line."""
    widget = forms.TextInput(attrs={"class": width, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=widget)


def when(label: str, *, hint: str = AN_END_OR_DAY, required: bool = False) -> forms.CharField:
    """A field for a date as people write it: a month or a day."""
    return line(label, hint=hint, width="medium", required=required, most=120)


def refuse_dates_at_their_fields(form: forms.Form, check: Callable[[str, str], object]) -> None:
    """Put what a rule says against a start or an end beside that field, before the command is asked.

    ``check`` takes both as they were typed and raises ``RuleBroken``; asked with one of them blank it judges the other.
    """
    starts, ends = (str(form.cleaned_data.get(name) or "") for name in ("starts", "ends"))
    for asked, field in (((starts, ""), "starts"), (("", ends), "ends"), ((starts, ends), "ends")):
        try:
            check(*asked)
        except RuleBroken as refusal:
            form.add_error(field, str(refusal))
            return


def version() -> forms.IntegerField:
    """The version that what is typed was based on."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


def ratings(plan: Plan, *, label: str = "Rating", complete: bool = False, keep: str = "") -> forms.ChoiceField:
    """The ratings somebody may choose on a plan: its own words but blue, and "reported complete" where offered.

    ``keep`` adds a choice that leaves the rating as it is.
    """
    offered = [word for word in plan.rating_words.all() if word.is_offered and word.colour != Colour.BLUE]
    choices = [("", keep)] if keep else []
    choices += [(str(word.pk), word.word) for word in offered]
    shapes = {str(word.pk): word.colour for word in offered}
    if complete:
        choices.append((COMPLETE, "Reported complete"))
        shapes[COMPLETE] = "waiting"
    meanings = {str(word.pk): word.meaning for word in offered if word.meaning}
    field = forms.ChoiceField(label=label, required=False, choices=choices, widget=RatingChoice(shapes, meanings))
    field.choices = choices
    return field


def rating_of(plan: Plan, chosen: str) -> RatingWord | None:
    """The rating word behind a choice; none where nothing, or "reported complete", was chosen."""
    return plan.rating_words.filter(pk=int(chosen)).first() if chosen.isdecimal() else None


class LeadField(forms.ChoiceField):
    """Chooses a person, or a post with whoever holds it; its value is the ``Person`` or ``Post``."""

    def __init__(self, *, posts: bool = True, empty: str = "Nobody", **named: Any) -> None:
        self.empty, self.has_posts = empty, posts
        super().__init__(required=named.pop("required", False), widget=forms.Select(attrs={"class": "long"}), **named)

    def offer(self, choices: Iterable[tuple[str, Any]]) -> None:
        """Set what can be chosen; read once for all the fields of a form."""
        self.choices = [("", self.empty), *choices]

    def clean(self, value: Any) -> Person | Post | None:
        """The person or post that was chosen, if any."""
        chosen = str(super().clean(value) or "")
        if not chosen:
            return None
        kind, _, key = chosen.partition(":")
        model: type[Person] | type[Post] = Post if kind == "post" else Person
        found = model.objects.filter(key=key).first()
        if found is None:
            raise ValidationError("Choose one of the names.")
        return found


def lead_choices(*, posts: bool = True) -> list[tuple[str, Any]]:
    """Everybody who works here and, in a group of their own, the posts: two queries."""
    people = [
        (f"person:{key}", f"{name}, {title}" if title else name)
        for key, name, title in Person.objects.working().order_by("name").values_list("key", "name", "job_title")
    ]
    if not posts:
        return people
    held = [(f"post:{key}", title) for key, title in Post.objects.filter(ended_on=None).values_list("key", "title")]
    return [("People", people), ("Posts", held)] if held else people


def chosen_key(lead: Person | Post | None) -> str:
    """How a lead is chosen in a form."""
    if lead is None:
        return ""
    return f"post:{lead.key}" if isinstance(lead, Post) else f"person:{lead.key}"


def by_priority(rows: Iterable[Action], *, empty: str) -> list[tuple[str, Any]]:
    """Actions to choose from, a group for each priority; the plan is named where there is more than one.

    Pass them with ``plan`` and ``priority``, in the order in which they are to stand.
    """
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for action in rows:
        wording = action.wording if len(action.wording) <= 90 else f"{action.wording[:87]}…"
        place = (action.plan.name, str(action.priority))
        groups.setdefault(place, []).append((str(action.pk), f"{action.ref or action.key} {wording}"))
    several = len({plan for plan, _ in groups}) > 1
    return [
        ("", empty),
        *((f"{plan}: {priority}" if several else priority, found) for (plan, priority), found in groups.items()),
    ]
