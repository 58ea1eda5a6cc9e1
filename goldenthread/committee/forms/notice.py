"""Forms of notices: which meeting, which days the council is closed, when its office closes."""

from typing import Any

from django import forms

from goldenthread.committee.clear_days import MOST_DAYS, Basis
from goldenthread.identity.forms.people import DayField

BASES = [(Basis.WORKING, "Working days"), (Basis.CALENDAR, "Every day of the calendar")]


class NoticeForm(forms.Form):
    """The meeting, how many clear days before it, and which days count."""

    meeting = DayField(label="The meeting is on")
    days = forms.IntegerField(
        label="Clear days", min_value=0, max_value=MOST_DAYS, initial=5,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={name: f"Give a number from 0 to {MOST_DAYS}."
                        for name in ("required", "invalid", "min_value", "max_value")},
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="Which days count", choices=BASES, initial=Basis.WORKING,
        error_messages={name: "Choose which days count." for name in ("required", "invalid_choice")},
    )  # fmt: skip


class ClosedForm(forms.Form):
    """From when to when the council is closed, and why."""

    first = DayField(label="First day")
    last = DayField(label="Last day", required=False, help_text="Leave it open for a single day")
    why = forms.CharField(
        label="Why", max_length=200, help_text="Such as: Christmas closure",
        error_messages={"required": "Say why the council is closed.", "max_length": "Keep the reason to 200 letters."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A single day is its own last."""
        given = super().clean() or self.cleaned_data
        if given.get("first") and not given.get("last") and "last" not in self.errors:
            given["last"] = given["first"]
        return given


class OfficeForm(forms.Form):
    """When the office closes, and the version that was read."""

    closes_at = forms.TimeField(
        label="The office closes at", widget=forms.TimeInput(attrs={"type": "time", "class": "medium"}, format="%H:%M"),
        error_messages={"required": "Give the time.", "invalid": "Give a time, such as 17:00."},
        help_text="What is published later counts as published on the next day",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
