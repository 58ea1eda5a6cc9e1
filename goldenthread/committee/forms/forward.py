"""Forms of what is to come: the forward plan and the work programme."""

from datetime import date
from typing import Any

from django import forms

from goldenthread.committee.forms.meetings import sentence, version_field
from goldenthread.committee.forms.minutes import people_of, who
from goldenthread.committee.kinds import ItemPurpose, Part
from goldenthread.committee.models import Committee, CommitteeMeeting, Every, ForwardItem
from goldenthread.identity.forms.people import offer
from goldenthread.identity.models import Person
from goldenthread.kernel.dates import add_months
from goldenthread.reports.models import Report

MONTHS_AHEAD = 24


def month_field(label: str, *, empty: str = "", hint: str = "") -> forms.TypedChoiceField:
    """A month, chosen from those to come; ``offer_months`` fills it."""
    return forms.TypedChoiceField(
        label=label, coerce=date.fromisoformat, empty_value=None, required=not empty, help_text=hint,
        choices=[("", empty)] if empty else [],
        error_messages={"required": "Choose a month.", "invalid_choice": "Choose a month of the list."},
    )  # fmt: skip


def offer_months(form: forms.BaseForm, name: str, *, on: date, kept: date | None = None) -> None:
    """Offer the months from this one on, and the one that is kept."""
    months = {add_months(on.replace(day=1), n) for n in range(MONTHS_AHEAD)} | ({kept} if kept else set())
    field: Any = form.fields[name]
    field.choices = [*field.choices, *((one.isoformat(), f"{one:%B %Y}") for one in sorted(months))]


class MeetingField(forms.ModelChoiceField[CommitteeMeeting]):
    """A meeting to come."""

    def label_from_instance(self, meeting: Any) -> str:
        """Its committee and day."""
        return str(meeting)


class WhenForm(forms.Form):
    """On which meeting something is expected, or in which month."""

    meeting = MeetingField(
        label="Expected on the meeting", queryset=CommitteeMeeting.objects.none(), required=False,
        to_field_name="key", empty_label="No meeting yet",
        error_messages={"invalid_choice": "Choose a meeting of the list."},
    )  # fmt: skip
    month = month_field("Or in the month", empty="No month yet", hint="Where no meeting is planned yet")

    def __init__(self, *args: Any, committee: Committee, on: date, kept: date | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "meeting", committee.meetings.standing().filter(on__gte=on).select_related("committee__body"))
        offer_months(self, "month", on=on, kept=kept)


class ExpectedForm(WhenForm):
    """What is expected."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Give it a title."},
    )  # fmt: skip
    report_of = forms.CharField(
        label="Report of", max_length=200, required=False, help_text="Such as: Independent Reviewing Officer"
    )
    owner = who("Who brings it")
    report = forms.ModelChoiceField(
        label="Its report here", queryset=Report.objects.none(), required=False, empty_label="None yet",
        to_field_name="key", help_text="Comes onto the agenda with it once it is issued",
        widget=forms.Select(attrs={"class": "long"}),
    )  # fmt: skip
    purpose = forms.ChoiceField(label="For decision or information", choices=ItemPurpose.choices, required=False)
    part = forms.TypedChoiceField(label="Expected in", choices=Part.choices, coerce=int, initial=Part.PUBLIC)
    public_title = forms.CharField(
        label="Public title", max_length=300, required=False, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="What everybody reads of what is expected in Part 2",
    )  # fmt: skip
    is_key = forms.BooleanField(
        label="It is a key decision", required=False, help_text="Noticed 28 clear days before it is taken"
    )
    documents = forms.CharField(
        label="Documents put in", max_length=500, required=False, help_text="Of a key decision: what is submitted"
    )
    exception_why = sentence(
        "Why 28 clear days were impracticable", most=500, rows=2, hint="Only of a key decision noticed later than that"
    )
    version = version_field()
    field_order = ("title", "meeting", "month", "report_of", "owner", "report", "purpose", "part", "public_title")

    def __init__(self, *args: Any, has_key: bool, reader: Person, **named: Any) -> None:
        super().__init__(*args, **named)
        people_of(self, "owner")
        offer(self, "report", Report.objects.visible_to(reader).order_by("-pk"))
        if not has_key:
            for name in ("is_key", "documents", "exception_why"):
                del self.fields[name]


class AlsoForm(forms.Form):
    """Which other committee gets the same report, and when."""

    committee = forms.ModelChoiceField(
        label="Committee", queryset=Committee.objects.none(), empty_label="Choose a committee",
        error_messages={"required": "Choose a committee.", "invalid_choice": "Choose a committee of the list."},
    )  # fmt: skip
    month = month_field("Expected in", empty="No month yet", hint="The meeting can be chosen afterwards")

    def __init__(self, *args: Any, planned: ForwardItem, on: date, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "committee", Committee.objects.exclude(pk=planned.committee_id).select_related("body"))
        offer_months(self, "month", on=on)


class OwedForm(forms.Form):
    """A report that is owed again and again."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Give it a title."},
    )  # fmt: skip
    every = forms.ChoiceField(label="How often", choices=Every.choices, initial=Every.YEAR)
    first_due = month_field("Due first in")
    report_of = forms.CharField(
        label="Owed by", max_length=200, help_text="An office, such as: Independent Reviewing Officer",
        error_messages={"required": "Say who owes it."},
    )  # fmt: skip
    owner = who("Who holds it now")
    purpose = forms.ChoiceField(label="For decision or information", choices=ItemPurpose.choices, required=False)

    def __init__(self, *args: Any, on: date, **named: Any) -> None:
        super().__init__(*args, **named)
        people_of(self, "owner")
        offer_months(self, "first_due", on=on)
