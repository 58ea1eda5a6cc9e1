"""The form of a template: what reports to a body begin with, their wording, the implications wanted, their limits."""

from dataclasses import replace
from typing import Any

from django import forms

from goldenthread.plan.forms.choosing import line, version, words
from goldenthread.reports.states import SectionKind
from goldenthread.reports.wording import FORMULAE, SectionBegun, TemplateValues

ROWS = 10
LIMITED = (SectionKind.SUMMARY, SectionKind.RECOMMENDATIONS, SectionKind.BODY, SectionKind.CONCLUSION)
LABELS = {
    "asked_to": "What members are asked",
    "note": "What they are asked of a report for information",
    "telephone": "Before the telephone",
    "email": "Before the e-mail",
    "blue": "Counted as blue",
    "red": "Counted as red",
    "amber": "Counted as amber",
    "green": "Counted as green",
}
"""What a formula is called on the form; the others by their own words."""


class TemplateForm(forms.Form):
    """A template: its sections as rows, its formulae, one implication a line, and the most words of a part."""

    name = line("Name", required=True, most=200, hint="Such as: Reports to committees")
    implications = words("Implications that are wanted", rows=4, hint="One a line, such as: Financial")
    version = version()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["name"].error_messages["required"] = "Give the template a name."
        kinds = [
            ("", "Nothing"),
            *((kind.value, kind.label) for kind in SectionKind if kind != SectionKind.IMPLICATIONS),
        ]
        for row in range(1, ROWS + 1):
            self.fields[f"kind_{row}"] = forms.ChoiceField(label="Part", choices=kinds, required=False)
            self.fields[f"heading_{row}"] = line("Heading", width="medium", most=200)
            self.fields[f"text_{row}"] = words("Begins with", rows=1, most=10_000)
            self.fields[f"required_{row}"] = forms.BooleanField(label="Must be written", required=False)
        for name, default in FORMULAE.items():
            label = LABELS.get(name) or f"Instead of “{default}”"
            self.fields[f"wording_{name}"] = line(label, width="broad", most=300)
        for kind in LIMITED:
            self.fields[f"limit_{kind.value}"] = forms.IntegerField(
                label=f"{kind.label}: most words", required=False, min_value=1, max_value=100_000,
                widget=forms.NumberInput(attrs={"class": "short"}),
            )  # fmt: skip

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each section."""
        names = ("kind", "heading", "text", "required")
        return [[self[f"{name}_{row}"] for name in names] for row in range(1, ROWS + 1)]

    @property
    def formulae(self) -> list[forms.BoundField]:
        """The fields of the wording."""
        return [self[f"wording_{name}"] for name in FORMULAE]

    @property
    def limits(self) -> list[forms.BoundField]:
        """The fields of the limits."""
        return [self[f"limit_{kind.value}"] for kind in LIMITED]

    def clean(self) -> dict[str, Any]:
        """A heading or a text belongs to a part; a part of which a report has one stands once."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for row in range(1, ROWS + 1):
            kind = cleaned.get(f"kind_{row}") or ""
            if not kind and (cleaned.get(f"heading_{row}") or cleaned.get(f"text_{row}")):
                self.add_error(f"kind_{row}", "Say what part this is.")
            if kind and kind in seen and kind != SectionKind.BODY:
                self.add_error(f"kind_{row}", "A report has this part once.")
            seen.add(kind)
        return cleaned

    @property
    def values(self) -> TemplateValues:
        """What the form says, as templates hold it; a formula left as the default is not kept."""
        given = self.cleaned_data
        sections = tuple(
            SectionBegun(given[f"kind_{row}"], given[f"heading_{row}"], 1, given[f"text_{row}"],
                         is_required=given[f"required_{row}"])
            for row in range(1, ROWS + 1)
            if given[f"kind_{row}"]
        )  # fmt: skip
        wording = {name: given[f"wording_{name}"] for name in FORMULAE}
        limits = {kind.value: given[f"limit_{kind.value}"] for kind in LIMITED}
        return TemplateValues(
            sections=sections,
            wording={name: text for name, text in wording.items() if text and text != FORMULAE[name]},
            implications=tuple(one.strip()[:200] for one in given["implications"].splitlines() if one.strip()),
            limits={kind: most for kind, most in limits.items() if most},
        )


def initial_of_template(values: TemplateValues) -> dict[str, Any]:
    """What the form shows of a template."""
    found: dict[str, Any] = {"implications": "\n".join(values.implications)}
    for row, one in enumerate(list(values.sections)[:ROWS], start=1):
        found |= {
            f"kind_{row}": one.kind, f"heading_{row}": one.heading, f"text_{row}": one.text,
            f"required_{row}": one.is_required,
        }  # fmt: skip
    found |= {f"wording_{name}": values.said(name) for name in FORMULAE}
    return found | {f"limit_{kind}": most for kind, most in values.limits.items()}


def with_levels(values: TemplateValues, before: TemplateValues) -> TemplateValues:
    """The levels of headings, which the form does not ask, as they were."""
    levels = {one.heading: one.level for one in before.sections}
    return replace(
        values, sections=tuple(replace(one, level=levels.get(one.heading, one.level)) for one in values.sections)
    )
