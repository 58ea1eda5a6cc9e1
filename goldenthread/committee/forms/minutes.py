"""Forms of minutes: who was there, what was said, asked, moved and resolved, what was promised."""

from typing import Any

from django import forms

from goldenthread.committee.forms.meetings import sentence, time_field, version_field
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import Attendee, CommitteeMeeting, Motion, NamedVote, Passage, Resolution
from goldenthread.committee.models.attendance import Capacity, Presence
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.identity.models import Person


class PersonField(forms.ModelChoiceField[Person]):
    """Somebody who has an account or is known here."""

    def label_from_instance(self, person: Any) -> str:
        """The name, with the job."""
        return f"{person.name}, {person.job_title}" if person.job_title else str(person.name)


def who(label: str, *, hint: str = "") -> PersonField:
    """A field for somebody known here, or nobody; ``people_of`` fills it."""
    return PersonField(
        label=label, queryset=Person.objects.none(), required=False, empty_label="Nobody", to_field_name="key",
        help_text=hint, error_messages={"invalid_choice": "Choose somebody of the list."},
    )  # fmt: skip


def people_of(form: forms.BaseForm, name: str) -> None:
    """Offer everybody known here in a field."""
    offer(form, name, Person.objects.filter(is_active=True, is_system=False).order_by("name"))


class AttendeeField(forms.ModelChoiceField[Attendee]):
    """Somebody in the list of those at a meeting."""

    def label_from_instance(self, attendee: Any) -> str:
        """The name."""
        return str(attendee.name)


class PresenceForm(forms.Form):
    """Whether somebody was there."""

    presence = forms.ChoiceField(label="Were they there?", choices=Presence.choices[1:], widget=forms.RadioSelect)
    apology = forms.CharField(
        label="Why they sent apologies", max_length=500, required=False, help_text="Printed with the apologies"
    )
    will_be_late = forms.BooleanField(label="Apologies for lateness", required=False)
    presided = forms.BooleanField(label="They presided", required=False)
    version = version_field()


class AttendeeForm(forms.Form):
    """Somebody who is there beside those who were expected."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Give the name."})
    capacity = forms.ChoiceField(label="As what", choices=Capacity.choices, initial=Capacity.OFFICER)
    stands_for = AttendeeField(
        label="Stands in for", queryset=Attendee.objects.none(), required=False, empty_label="Nobody",
        help_text="Only of a substitute",
    )  # fmt: skip
    office = forms.CharField(label="Office", max_length=120, required=False)
    department = forms.CharField(label="Department or organisation", max_length=200, required=False)

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        absent = meeting.attendees.filter(capacity=Capacity.MEMBER).exclude(presence=Presence.PRESENT)
        offer(self, "stands_for", absent)


class PassageForm(forms.Form):
    """That somebody came or left during an item."""

    attendee = AttendeeField(
        label="Who", queryset=Attendee.objects.none(), error_messages={"required": "Choose who."},
    )  # fmt: skip
    way = forms.ChoiceField(label="What they did", choices=Passage.Way.choices, widget=forms.RadioSelect)
    why = forms.CharField(label="Why", max_length=300, required=False, help_text="Such as: declared an interest")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "attendee", meeting.attendees.filter(presence=Presence.PRESENT))


class MinuteForm(forms.Form):
    """What the minutes say under an item."""

    text = sentence("Minute", most=40_000, rows=8, long=True, hint="A blank line begins a paragraph")
    summary = sentence(
        "Public summary", most=40_000, rows=3, long=True,
        hint="Only of an item taken while the public was excluded: what the public record says of it",
    )  # fmt: skip
    version = version_field()


class ExchangeForm(forms.Form):
    """A question and its answer."""

    question = sentence("Question", most=20_000, rows=3, long=True, required="Write the question.")
    answer = sentence("Answer", most=20_000, rows=4, long=True)
    asked_by = forms.CharField(label="Asked by", max_length=200, required=False, help_text="Where you minute names")


def _business() -> forms.CharField:
    return forms.CharField(
        label="Business it is", max_length=200, required=False,
        help_text="Such as education: named where somebody votes on some business alone, as their seat says",
    )  # fmt: skip


class MotionForm(forms.Form):
    """A motion with its vote."""

    text = sentence("Motion", most=20_000, rows=3, long=True, required="Write the motion.")
    business = _business()
    amends = forms.ModelChoiceField(
        label="Amends", queryset=Motion.objects.none(), required=False, empty_label="Nothing: a motion of its own"
    )
    moved_by = forms.CharField(label="Moved by", max_length=200, required=False)
    seconded_by = forms.CharField(label="Seconded by", max_length=200, required=False)
    how = forms.ChoiceField(
        label="How it was voted on", choices=Motion.How.choices[:2], initial=Motion.How.VOICE, widget=forms.RadioSelect
    )
    votes_for = forms.IntegerField(label="For", min_value=0, max_value=500, required=False)
    against = forms.IntegerField(label="Against", min_value=0, max_value=500, required=False)
    abstained = forms.IntegerField(label="Abstained", min_value=0, max_value=500, required=False)
    casting_vote = forms.ChoiceField(
        label="Casting vote", choices=[("", "None"), ("for", "For"), ("against", "Against")], required=False
    )
    outcome = forms.ChoiceField(label="What became of it", choices=Motion.Outcome.choices, widget=forms.RadioSelect)

    def clean(self) -> dict[str, Any]:
        """Votes are given where they were counted, and nowhere else."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        counts = [given.get(name) for name in ("votes_for", "against", "abstained")]
        if given.get("how") == Motion.How.VOICE and any(one is not None for one in counts):
            self.add_error("how", "Votes were counted, so it did not go by general assent.")
        return given

    def count(self) -> Count | None:
        """The votes that were counted; none where it went by general assent."""
        given = self.cleaned_data
        if given["how"] == Motion.How.VOICE:
            return None
        return Count(
            given["votes_for"] or 0, given["against"] or 0, given["abstained"] or 0, casting=given["casting_vote"]
        )


class NamedVoteForm(forms.Form):
    """A motion voted on by name: one choice for each who votes and was there."""

    text = sentence("Motion", most=20_000, rows=3, long=True, required="Write the motion.")
    business = _business()
    outcome = forms.ChoiceField(label="What became of it", choices=Motion.Outcome.choices, widget=forms.RadioSelect)
    casting_vote = forms.ChoiceField(
        label="Casting vote", choices=[("", "None"), ("for", "For"), ("against", "Against")], required=False
    )

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        self.voters = list(meeting.attendees.filter(presence=Presence.PRESENT, votes=True))
        for one in self.voters:
            self.fields[f"vote_{one.pk}"] = forms.ChoiceField(
                label=f"{one.name} (votes on {one.votes_on})" if one.votes_on else one.name,
                choices=NamedVote.Cast.choices,
                initial=NamedVote.Cast.NOT_CAST if one.votes_on else NamedVote.Cast.FOR,
            )

    def named(self) -> dict[int, str]:
        """How each voted."""
        return {one.pk: self.cleaned_data[f"vote_{one.pk}"] for one in self.voters}


class ResolutionForm(forms.Form):
    """One part of what was resolved."""

    verb = forms.ChoiceField(label="How it is put", choices=Resolution.Verb.choices, initial=Resolution.Verb.RESOLVED)
    text = sentence("What was resolved", most=20_000, rows=4, long=True, required="Write what was resolved.")
    to_body = forms.CharField(
        label="Recommended to", max_length=200, required=False, help_text="Only of a recommendation: which body"
    )
    mark = forms.CharField(
        label="Mark of the part",
        max_length=12,
        required=False,
        help_text="Such as (A) or ii); left blank it is numbered",
    )
    came = forms.ChoiceField(label="How it came about", choices=Resolution.Came.choices, required=False)
    reason = sentence("Reason for the decision", rows=2)
    alternatives = sentence("Alternatives considered", rows=2)
    asks = forms.BooleanField(
        label="It asks for something", required=False,
        help_text="Then it becomes a finding of this meeting, until somebody has answered it",
    )  # fmt: skip
    owner = who("Who does it")
    due_on = DayField(label="By when", required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        people_of(self, "owner")


class PromiseForm(forms.Form):
    """A promise, an answer that is owed, a direction."""

    text = sentence("What was promised", most=20_000, rows=3, long=True, required="Write what was promised.")
    owner = who("By whom")
    owner_name = forms.CharField(
        label="Or by somebody without an account", max_length=200, required=False, help_text="A name or an office"
    )
    due_on = DayField(label="By when", required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        people_of(self, "owner")


class DischargeForm(forms.Form):
    """What became of a promise."""

    words = sentence("What became of it", most=20_000, rows=4, long=True, required="Say what became of it.")
    on = DayField(label="On")


class CloseForm(forms.Form):
    """When a meeting closed."""

    closed_at = time_field("The meeting closed at")

    def clean_closed_at(self) -> Any:
        """A time is needed here."""
        found = self.cleaned_data["closed_at"]
        if found is None:
            raise forms.ValidationError("Say when the meeting closed, such as 15:30.")
        return found


class ApproveForm(forms.Form):
    """At which meeting minutes were approved, and with which corrections."""

    at_meeting = forms.ModelChoiceField(
        label="Approved at", queryset=CommitteeMeeting.objects.none(), to_field_name="key", empty_label="Choose",
        error_messages={"required": "Choose the meeting.", "invalid_choice": "Choose a meeting of the list."},
    )  # fmt: skip
    corrections = sentence("Subject to these corrections", rows=3, hint="They stand beside the text they correct")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        begun = (MeetingState.UNDER_WAY, MeetingState.HELD)
        offer(self, "at_meeting", meeting.committee.meetings.filter(on__gt=meeting.on, state__in=begun))


class SignForm(forms.Form):
    """Who signed minutes, and when."""

    signed_by = forms.CharField(
        label="Signed by", max_length=200, help_text="Who presided", error_messages={"required": "Say who signed."}
    )
    on = DayField(label="On")
