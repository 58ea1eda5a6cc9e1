"""Forms that say how an action goes: update, complete, assure, send back, reopen, pause or withdraw, new end date."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.bodies.models import Body
from goldenthread.design.words import day
from goldenthread.kernel.dates import Precision, read_date
from goldenthread.plan.assurance import Strength, first_recheck
from goldenthread.plan.forms.choosing import LONGEST_NOTE, line, ratings, version, when, words
from goldenthread.plan.forms.finding_choice import FindingField
from goldenthread.plan.models import Action, EndDateChange
from goldenthread.plan.queries.mine import unrated
from goldenthread.plan.states import BLUE, State

SAY = "Say what was done and what it changed. Names of children and families stay out."


def file_field() -> forms.FileField:
    """A file that is kept as it is and handed out as a download."""
    return forms.FileField(
        label="File",
        required=False,
        help_text="Up to 25 MB. It is kept as it is and handed out as a download only.",
        max_length=255,
        allow_empty_file=False,
    )


def address_field() -> forms.URLField:
    """Where something can be seen."""
    return forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"class": "long", "inputmode": "url"}),
        help_text="For example a page of the council, or a place in the document store.",
    )


def update_fields(action: Action) -> dict[str, forms.Field]:
    """What a lead says of an action: how it goes, what changed, and on which day where it was not today.

    Nothing is chosen beforehand for an action that was reopened and not rated since.
    """
    may_report = action.state not in BLUE and action.state != State.REPORTED_COMPLETE
    rating = ratings(action.plan, label="How does it go?", complete=may_report)
    if action.rating is not None and action.state not in BLUE and not unrated([action]):
        rating.initial = str(action.rating.pk)
    return {
        "rating": rating,
        "note": words("What has changed?", hint=SAY, rows=4, most=LONGEST_NOTE),
        "dated": DayField(label="On which day, if not today", help_text="For example: 13 March 2026"),
    }


class DayField(forms.CharField):
    """A day as people write it; its value is the ``date``, or none where nothing was written."""

    def __init__(self, **named: Any) -> None:
        widget = forms.TextInput(attrs={"class": "medium", "autocomplete": "off"})
        super().__init__(required=named.pop("required", False), max_length=120, widget=widget, **named)

    def clean(self, value: Any) -> date | None:
        """The day, which must be one."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        read = read_date(text)
        if read.first is None or read.precision != Precision.DAY:
            raise ValidationError("Give the day, for example 13 March 2026.")
        return read.first


class DayOfForm(forms.Form):
    """On which day the dates are read; blank, today."""

    on = DayField(label="Read the dates as on", help_text="For example: 2 May 2026. Left blank, today.")


class CompleteForm(forms.Form):
    """That an action is done, with the evidence at hand."""

    version = version()
    note = words(
        "What was done, and what is different?",
        hint="For example: All four teams were trained in March, 31 of 33 people attended.",
        rows=4,
        most=LONGEST_NOTE,
    )
    title = line("Title of the evidence", hint="For example: Attendance sheet, 14 March")
    file = file_field()
    address = address_field()


class AssureForm(forms.Form):
    """That somebody else has seen the evidence, and what is different now."""

    version = version()
    difference = words(
        "What is different now for children and families?",
        hint="One sentence. It is printed with the action.",
        most=LONGEST_NOTE,
    )
    strength = forms.ChoiceField(
        label="How strong is the evidence?",
        choices=Strength.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="What you saw yourself counts, not what could be seen.",
    )
    why_no_evidence = words("Why there is no evidence here", rows=2)
    recheck_on = DayField(
        label="Look again on", help_text="Left blank, in three months. Two looks that find it still holds: embedded."
    )
    why_no_recheck = words("Why nobody needs to look again", hint="Only where that is so: then no day is set.", rows=2)

    def __init__(self, *args: Any, has_evidence: bool, on: date, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["recheck_on"].initial = day(first_recheck(on))
        if has_evidence:
            del self.fields["why_no_evidence"]


class SendBackForm(forms.Form):
    """What is missing before an action can be assured."""

    version = version()
    reason = words("What is missing?", hint="The lead reads this and knows what to do.")


class ReopenForm(forms.Form):
    """The finding that shows that a completed action needs more work, and what is to be done."""

    version = version()
    finding = FindingField("Which finding shows that it needs more work?", hint="By source, the newest first.")
    note = words("What is to be done now?", rows=4, most=LONGEST_NOTE)

    def __init__(self, action: Action, *args: Any, findings: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["finding"].queryset = findings  # type: ignore[attr-defined]
        self.fields["rating"] = ratings(action.plan, label="Its rating from now on")
        self.order_fields(["version", "finding", "rating", "note"])


class SetAsideForm(forms.Form):
    """That an action is paused, taken up again or withdrawn, and why."""

    version = version()
    reason = words("Why?", hint="The board reads this beside the action.")
    body = forms.ModelChoiceField(
        queryset=Body.objects.filter(ended_on=None),
        label="Decided by",
        required=False,
        to_field_name="key",
        empty_label="Me, or somebody named in the reason",
        widget=forms.Select(attrs={"class": "long"}),
    )
    on = DayField(label="Decided on", help_text="Left blank, today.")

    def __init__(self, action: Action, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(State.PAUSED.value, "Pause it"), (State.WITHDRAWN.value, "Withdraw it")]
        if action.state == State.UNDER_WATCH:
            choices = [(State.WITHDRAWN.value, "Withdraw it: nobody looks at it again")]
        if action.state in (State.PAUSED, State.WITHDRAWN):
            choices = [(State.IN_PROGRESS.value, "Take it up again")]
            if action.state == State.PAUSED:
                choices.append((State.WITHDRAWN.value, "Withdraw it"))
        self.fields["state"] = forms.ChoiceField(
            label="What becomes of it?", choices=choices, widget=forms.RadioSelect, initial=choices[0][0]
        )
        self.order_fields(["version", "state", "reason"])
        if all(value != State.WITHDRAWN for value, _ in choices):
            del self.fields["body"], self.fields["on"]


class EndDateForm(forms.Form):
    """A new end date with the reason for it."""

    end = when("New end date")
    reason = words("Why it has to move", hint="The board reads this beside the old date.")


class DecideForm(forms.Form):
    """Whether a new end date is approved, with a word to the lead."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=[
            (EndDateChange.Decision.APPROVED.value, "Approve the new date"),
            (EndDateChange.Decision.DECLINED.value, "Keep the old date"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the date moves."},
    )
    note = words("A word to the lead", hint="Needed where the old date is kept.", rows=2)


class EvidenceForm(forms.Form):
    """What shows that something was done or made a difference."""

    title = line("Title", hint="For example: Attendance sheet, 14 March")
    description = words("What it shows")
    file = file_field()
    address = address_field()


class ReasonForm(forms.Form):
    """Why: for what needs no more than a reason."""

    def __init__(self, *args: Any, label: str = "Why?", hint: str = "", **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["reason"] = words(label, hint=hint)
