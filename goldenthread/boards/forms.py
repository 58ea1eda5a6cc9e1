"""Forms of rounds."""

from datetime import date
from typing import Any

from django import forms

from goldenthread.boards.commands.rounds import RoundDates
from goldenthread.bodies.models import Body
from goldenthread.design.words import day
from goldenthread.identity.forms.people import DayField, offer

IN_ORDER = ("opens_on", "returns_due_on", "moderated_until", "closes_on", "meets_on")
"""The days of a round, each of which may not lie before the one that stands before it."""


class RoundForm(forms.Form):
    """A round: the board it is for, its period, and its days."""

    board = forms.ModelChoiceField(
        label="Board", queryset=Body.objects.none(), required=False, to_field_name="key", empty_label="No board",
        help_text="The body that the round is reported to",
    )  # fmt: skip
    period_starts_on = DayField(label="Period from")
    period_ends_on = DayField(label="Period until")
    opens_on = DayField(label="Opens on", required=False)
    returns_due_on = DayField(label="Returns due on", required=False)
    moderated_until = DayField(label="Moderation until", required=False)
    closes_on = DayField(label="Closes on", required=False)
    meets_on = DayField(label="The board meets on", required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "board", Body.objects.filter(ended_on=None))

    def clean(self) -> dict[str, Any]:
        """Say beside each day that lies before the one it follows; what is no day is left to its own field."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("period_starts_on"), cleaned.get("period_ends_on")
        if starts and ends and ends < starts:
            self.add_error("period_ends_on", "The period ends before it starts.")
        latest = ""
        for name in IN_ORDER:
            if not cleaned.get(name):
                continue
            if latest and cleaned[name] < cleaned[latest]:
                before = f"This lies before “{self.fields[latest].label}”, {day(cleaned[latest])}."
                self.add_error(name, f"{before} The days must follow one another, as they stand here.")
            else:
                latest = name
        return cleaned


class CorrectionForm(forms.Form):
    """Why a closed round is taken up again."""

    why = forms.CharField(
        label="What has to be corrected", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is printed with the new closing; the one that was made stays as it is",
        error_messages={"required": "Say what has to be corrected."},
    )  # fmt: skip


def dates_of(cleaned: dict[str, Any]) -> RoundDates:
    """The days that were typed."""
    days: dict[str, date] = {name: cleaned.get(name) for name in RoundDates.__dataclass_fields__}  # type: ignore[misc]
    return RoundDates(**days)
