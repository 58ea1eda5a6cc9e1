"""Forms for the structure of a plan: priorities, aims, the first action, where an action stands, rows pasted."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.plan.commands.structure import date_values
from goldenthread.plan.forms.action import place_of, places_of
from goldenthread.plan.forms.choosing import (
    LeadField,
    lead_choices,
    line,
    refuse_dates_at_their_fields,
    version,
    when,
    words,
)
from goldenthread.plan.models import Action, Aim, Plan, Priority
from goldenthread.plan.queries.pasting import LONGEST, TAKEN
from goldenthread.plan.reading.values import Column


class PriorityForm(forms.Form):
    """A priority of a plan."""

    title = line("Priority", hint="For example: Early help that families can find", most=1000)
    number = line("Number", hint="Left blank, it gets the next one.", width="short", most=20)
    notes = words("Notes under its heading", rows=2)


class ChangePriorityForm(forms.Form):
    """The words of a priority; its number is part of keys and stays."""

    version = version()
    title = line("Priority", most=1000)
    notes = words("Notes under its heading", rows=2)


class AimForm(forms.Form):
    """An aim of a priority, or a recommendation in its place."""

    text = words("Aim", hint="What will be so once its actions are done.", rows=2)
    kind = forms.ChoiceField(label="It is", choices=Aim.Kind.choices, initial=Aim.Kind.AIM, widget=forms.RadioSelect)
    section = line("Title row above it", hint="Where the paper groups aims under a title. It may be blank.")


class ChangeAimForm(forms.Form):
    """The words of an aim, for all its actions."""

    version = version()
    text = words("Aim", rows=2)


class BeginForm(forms.Form):
    """The first priority and its first action, so that a plan stands in one go."""

    title = line("First priority", hint="For example: Early help that families can find", most=1000)
    aim = words("Its aim", hint="What will be so once its actions are done. It may wait.", rows=2)
    wording = words("First action", hint="A verb and what will be done, for example: Ring each family within two days.")
    ends = when("End date")
    measure = words("Measure", hint="How one will know, with a number if there is one.", rows=2)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        lead = LeadField(label="Lead", empty="Nobody yet")
        lead.offer(lead_choices())
        self.fields["lead"] = lead
        self.order_fields(["title", "aim", "wording", "ends", "lead", "measure"])

    def clean(self) -> dict[str, Any]:
        """What is missing is said beside each field at once; the commands ask again."""
        data = super().clean() or {}
        if not data.get("title"):
            self.add_error("title", "Give the priority a title.")
        if not data.get("wording"):
            self.add_error("wording", "Write the action: a verb and what will be done.")
        refuse_dates_at_their_fields(self, date_values)
        return data


class PlaceForm(forms.Form):
    """Where an action stands: before another action, or at the end of a priority or aim."""

    def __init__(self, action: Action, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.places = places_of(action.plan)
        others = Action.objects.filter(plan=action.plan_id).exclude(pk=action.pk).in_paper_order()
        before = [(f"before:{row.key}", _short(f"{row.ref or row.key} {row.wording}")) for row in others]
        ends = [(f"end:{key}", label) for key, label, _, _ in self.places]
        field = forms.ChoiceField(
            label="Where should it stand?",
            choices=[("At the end of", ends), ("Before", before)],
            widget=forms.Select(attrs={"class": "long"}),
        )
        self.fields["place"] = field

    @property
    def before(self) -> str:
        """The key of the action it should stand before, if that was chosen."""
        chosen: str = self.cleaned_data["place"]
        return chosen.removeprefix("before:") if chosen.startswith("before:") else ""

    def end_of(self) -> tuple[Priority, Aim | None]:
        """The priority and aim at whose end it should stand."""
        return place_of(self.places, self.cleaned_data["place"].removeprefix("end:"))


class PasteForm(forms.Form):
    """Rows from a spreadsheet, and where they go."""

    text = forms.CharField(
        label="Rows from a spreadsheet",
        help_text="Mark the rows in the spreadsheet, copy them, and paste them here.",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"required": "Paste at least one row."},
    )

    def __init__(self, plan: Plan, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.places = places_of(plan)
        self.fields["place"] = forms.ChoiceField(
            label="Under",
            choices=[(key, label) for key, label, _, _ in self.places],
            widget=forms.Select(attrs={"class": "long"}),
        )
        self.order_fields(["place", "text"])

    def chosen_place(self) -> tuple[Priority, Aim | None]:
        """Where the rows go."""
        return place_of(self.places, self.cleaned_data["place"])


COLUMN_NAMES = {
    Column.ACTION: "Action",
    Column.REF: "Ref",
    Column.STARTS: "Start",
    Column.ENDS: "End date",
    Column.MEASURE: "Measure",
    Column.LEADS: "Lead",
}


def column_choices() -> list[tuple[str, str]]:
    """What a column of a paste can be."""
    return [("", "Leave it out"), *((column.value, COLUMN_NAMES[column]) for column in TAKEN)]


def read_columns(data: Any, guessed: Sequence[str]) -> list[str]:
    """What the reader says the columns are; where she says nothing, what was guessed. A column counts once."""
    taken = {column.value for column in TAKEN}
    found: list[str] = []
    for place, guess in enumerate(guessed):
        said = data.get(f"column-{place}", guess)
        found.append(said if said in taken and said not in found else "")
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
