"""Forms of committees and their meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.kinds import MeetingKind, Way
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role


def sentence(
    label: str, *, hint: str = "", most: int = 2000, rows: int = 3, required: str = "", long: bool = False
) -> forms.CharField:
    """A field for a sentence or more; ``required`` is what is said where it is left blank."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows} | ({"class": "long"} if long else {})),
        error_messages={"required": required, "max_length": f"Keep this to {most:,} letters."},
    )  # fmt: skip


def version_field() -> forms.IntegerField:
    """The version that was read, carried unseen."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


def time_field(label: str, *, hint: str = "Such as 14:30") -> forms.TimeField:
    """A time of day that may stay blank."""
    return forms.TimeField(
        label=label, required=False, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], help_text=hint,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": "Give the time like 14:30."},
    )  # fmt: skip


def _number(label: str, most: int, *, hint: str, least: int = 0) -> forms.IntegerField:
    said = f"Give a number from {least} to {most}."
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, help_text=hint,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={name: said for name in ("required", "invalid", "min_value", "max_value")},
    )  # fmt: skip


class ClerkField(forms.ModelChoiceField[Person]):
    """A democratic-services officer."""

    def label_from_instance(self, person: Any) -> str:
        """The name."""
        return str(person.name)


class CommitteeForm(forms.Form):
    """The terms of a committee: what it is for, who serves it, how its agendas are issued."""

    terms = sentence("Terms of reference", most=20_000, rows=6, long=True)
    terms_agreed_on = DayField(label="Agreed on", required=False)
    quorum = _number("Quorum", 200, hint="So many members have to be there", least=1)
    clerk = ClerkField(
        label="Clerk", queryset=Person.objects.none(), required=False, empty_label="Nobody yet", to_field_name="key",
        help_text="Who keeps its papers, and is named for enquiries",
        error_messages={"invalid_choice": "Choose somebody of the list."},
    )  # fmt: skip
    issued_by_name = forms.CharField(
        label="Its agendas are issued in the name of", max_length=200, required=False, help_text="A name"
    )
    issued_by_post = forms.CharField(
        label="Their post", max_length=200, required=False, help_text="Such as: Town Clerk and Chief Executive"
    )
    usual_place = forms.CharField(label="Usual place", max_length=200, required=False)
    usual_time = time_field("Usual time")
    notice_days = _number("Clear days before a meeting", 60, hint="Five by law")
    drafts_before = _number("Drafts are due", 60, hint="Working days before the agenda is published")
    cleared_before = _number("Papers are cleared", 60, hint="Working days before the agenda is published")
    questions_before = _number("Members' questions are due", 60, hint="Working days before the meeting")
    minutes_run_on = forms.BooleanField(label="Minutes are numbered on through the council's year", required=False)
    minutes_pattern = forms.CharField(
        label="How the number of a minute is written", max_length=40, required=False,
        help_text="Such as {dd}.{mm}.{n} or R{yyyy}-{nnn}; left blank it is the count alone",
    )  # fmt: skip
    version = version_field()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        clerks = Person.objects.filter(roles_held__role=Role.DEMOCRATIC_SERVICES, is_active=True)
        offer(self, "clerk", clerks.order_by("name").distinct())


def bodies_to_set_up() -> QuerySet[Body]:
    """The committees and sub-committees that are known here and not set up yet."""
    return Body.objects.filter(ended_on=None, committee=None, kind__in=(Kind.COMMITTEE, Kind.SUB_COMMITTEE))


class SetUpForm(CommitteeForm):
    """Which body becomes a committee, and its terms."""

    body = forms.ModelChoiceField(
        label="Committee", queryset=Body.objects.none(), to_field_name="key", empty_label="Choose a committee",
        help_text="A committee or sub-committee that is known here and not set up yet",
        error_messages={"required": "Choose a committee.", "invalid_choice": "Choose a committee of the list."},
    )  # fmt: skip
    field_order = ("body",)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "body", bodies_to_set_up())
        del self.fields["version"]


class MeetingForm(forms.Form):
    """When and where a committee meets."""

    on = DayField(label="Day")
    starts_at = time_field("Time", hint="Such as 14:30; the usual time where this stays blank")
    starts_words = forms.CharField(
        label="Or when it begins in words",
        max_length=200,
        required=False,
        help_text="Such as: at the rising of Council",
    )
    place = forms.CharField(
        label="Place", max_length=300, required=False, help_text="The usual place where this stays blank"
    )
    kind = forms.ChoiceField(label="Kind", choices=MeetingKind.choices, initial=MeetingKind.ORDINARY)
    way = forms.ChoiceField(label="How people attend", choices=Way.choices, initial=Way.IN_PERSON)


class ChangeMeetingForm(MeetingForm):
    """Day, time and place, and the dates by which papers are due where they are not the computed ones."""

    note = forms.CharField(
        label="Note on the agenda", max_length=500, required=False, help_text="Such as: lunch is served at one"
    )
    drafts_due = DayField(label="Drafts are due", required=False, help_text="Computed where this stays blank")
    cleared_by = DayField(label="Papers are cleared", required=False, help_text="Computed where this stays blank")
    publish_on = DayField(label="Published on", required=False, help_text="The last lawful day where this stays blank")
    short_notice_why = sentence(
        "Why it is convened at shorter notice", most=500, rows=2,
        hint="Only where the clear days cannot be given any more; printed with the agenda",
    )  # fmt: skip
    why = sentence("Why it is moved", most=500, rows=2, hint="Needed once the agenda was issued; printed with it")
    version = version_field()


class WhyForm(forms.Form):
    """A reason that is kept and printed."""

    why = sentence("Why", most=500, rows=2, required="Give the reason.")
