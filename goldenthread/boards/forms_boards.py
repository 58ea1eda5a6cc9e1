"""Forms of boards and their meetings."""

from typing import Any

from django import forms

from goldenthread.boards.commands.boards import MONTHS
from goldenthread.boards.commands.meetings import title_of
from goldenthread.boards.models import Board, BoardDecision, BoardMeeting, Capacity, Closing, MeetingPaper
from goldenthread.boards.standing import every_in_words
from goldenthread.bodies.models import Body, Membership
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.plan.forms.progress import address_field, file_field
from goldenthread.plan.models import Plan
from goldenthread.plan.models.plan import Stage

Becomes = BoardDecision.Becomes
MOST_ROUNDS = 60


def _sentence(label: str, *, hint: str = "", most: int = 2000, rows: int = 3, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows}),
        required=bool(required), error_messages={"required": required},
    )  # fmt: skip


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


class PurposeForm(forms.Form):
    """What a board is for."""

    purpose = _sentence(
        "Purpose", hint="One sentence, as the terms of reference have it", most=500,
        required="Say in a sentence what the board is for.",
    )  # fmt: skip
    version = _version()


class SetUpForm(forms.Form):
    """Which body becomes a board, and what it is for."""

    body = forms.ModelChoiceField(
        label="Body", queryset=Body.objects.none(), to_field_name="key", empty_label="Choose a body",
        help_text="A board, committee, forum or group of any kind that is known here",
        error_messages={"required": "Choose a body.", "invalid_choice": "Choose a body of the list."},
    )  # fmt: skip
    purpose = _sentence(
        "Purpose", hint="One sentence, as the terms of reference have it", most=500,
        required="Say in a sentence what the board is for.",
    )  # fmt: skip

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "body", Body.objects.filter(ended_on=None, board=None))


class IntervalForm(forms.Form):
    """How often a board monitors a plan."""

    months = forms.TypedChoiceField(label="How often", choices=list(MONTHS.items()), coerce=int)
    words = forms.CharField(
        label="In the board's own words", max_length=80, required=False, help_text="Such as: each term. May stay blank"
    )


class StandingItemForm(forms.Form):
    """A standing item."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Give the item a title."})
    brought_by = forms.CharField(
        label="Who brings it", max_length=200, required=False, help_text="An office or a name, such as Service manager"
    )
    every = forms.TypedChoiceField(
        label="At which meetings", coerce=int, initial=1,
        choices=[(number, every_in_words(number).capitalize()) for number in (1, 2, 3, 4, 6, 12)],
    )  # fmt: skip
    version = _version()


class CapacityForm(forms.Form):
    """In what capacity somebody sits."""

    kind = forms.ChoiceField(
        label="Capacity", choices=Capacity.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose in what capacity this member sits."},
    )  # fmt: skip
    organisation = forms.CharField(
        label="Organisation", max_length=200, required=False, help_text="Only of a partner agency"
    )


class LineForm(forms.Form):
    """What a body reports to another, and how often."""

    what = forms.CharField(
        label="What is reported", max_length=300, error_messages={"required": "Say what is reported."},
        help_text="Such as: progress of the plan, and what needs a decision",
    )  # fmt: skip
    how_often = forms.CharField(
        label="How often", max_length=80, error_messages={"required": "Say how often."}, help_text="Such as: quarterly"
    )
    version = _version()


class NewLineForm(LineForm):
    """A line between two bodies."""

    body = forms.ModelChoiceField(
        label="This body reports", queryset=Body.objects.none(), to_field_name="key", empty_label="Choose a body",
        error_messages={"required": "Choose the body that reports."},
    )  # fmt: skip
    to = forms.ModelChoiceField(
        label="To this body", queryset=Body.objects.none(), to_field_name="key", empty_label="Choose a body",
        error_messages={"required": "Choose the body that is reported to."},
    )  # fmt: skip
    field_order = ("body", "to", "what", "how_often")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("body", "to"):
            offer(self, name, Body.objects.filter(ended_on=None))
        del self.fields["version"]


class MeetingForm(forms.Form):
    """When and where a board meets."""

    on = DayField(label="Day")
    starts_at = forms.TimeField(
        label="Time", required=False, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], help_text="Such as 14:30",
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": "Give the time like 14:30."},
    )  # fmt: skip
    place = forms.CharField(label="Place", max_length=200, required=False, help_text="A room, or how to join")
    version = _version()


class WhyForm(forms.Form):
    """A reason that is kept and shown."""

    why = _sentence("Why", most=500, rows=2, required="Give the reason.")


class SeatsField(forms.ModelMultipleChoiceField[Membership]):
    """Some of those who sit on a board."""

    def label_from_instance(self, seat: Any) -> str:
        """The name and the office."""
        return f"{seat.person.name}, {seat.get_office_display().lower()}"


class AttendanceForm(forms.Form):
    """Who was at a meeting."""

    there = SeatsField(
        label="Who was there", queryset=Membership.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    apologies = SeatsField(
        label="Who sent apologies", queryset=Membership.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    others = forms.CharField(
        label="Others who were there", max_length=1000, required=False, help_text="Names and what they came for"
    )

    def __init__(self, *args: Any, meeting: BoardMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        seats = Membership.objects.current(on=meeting.on).filter(body=meeting.board.body_id).select_related("person")
        for name in ("there", "apologies"):
            offer(self, name, seats.order_by("person__name", "pk"))


class ClosingField(forms.ModelChoiceField[Closing]):
    """A closed round, as a paper names it."""

    def label_from_instance(self, closing: Any) -> str:
        """Its number, plan, period and the day it shows."""
        return title_of(closing)


class PaperForm(forms.Form):
    """A paper: a closed round, a link or a file."""

    closing = ClosingField(
        label="A closed round", queryset=Closing.objects.none(), required=False, empty_label="None",
        help_text="Of a plan that the board monitors, as it was closed",
        widget=forms.Select(attrs={"class": "long"}),
    )  # fmt: skip
    address = address_field()
    file = file_field()
    title = forms.CharField(
        label="Title", max_length=300, required=False,
        help_text="As the agenda has it; a round and a file have their own where this stays blank",
        widget=forms.TextInput(attrs={"class": "long"}),
    )  # fmt: skip

    def __init__(self, *args: Any, board: Board, **named: Any) -> None:
        super().__init__(*args, **named)
        plans = Plan.objects.filter(boards__body=board.body_id).exclude(stage=Stage.DRAFT).order_by().values("pk")
        latest = Closing.objects.filter(round__plan__in=plans).order_by("-closed_at", "-number")
        found = Closing.objects.filter(pk__in=list(latest.values_list("pk", flat=True)[:MOST_ROUNDS]))
        offer(self, "closing", found.select_related("round__plan").order_by("-closed_at", "-number"))


class DecisionForm(forms.Form):
    """A decision and what becomes of it."""

    text = _sentence(
        "What was decided", hint="As the board said it. It cannot be altered afterwards, only corrected.", most=5000,
        rows=4, required="Write what was decided.",
    )  # fmt: skip
    paper = forms.ModelChoiceField(
        label="On which paper", queryset=MeetingPaper.objects.none(), required=False, empty_label="None of them",
        to_field_name="number",
    )  # fmt: skip
    becomes = forms.ChoiceField(
        label="What becomes of it", choices=Becomes.choices, widget=forms.RadioSelect, initial=Becomes.INFORMATION
    )
    plan = forms.ModelChoiceField(
        label="Plan of the action", queryset=Plan.objects.none(), required=False, empty_label="Choose a plan",
        to_field_name="key", help_text="Only of an instruction",
    )  # fmt: skip
    action = forms.CharField(
        label="Ref of the action", max_length=80, required=False, widget=forms.TextInput(attrs={"class": "medium"}),
        help_text="As the plan prints it, such as 1.5; or its key, such as p1-1.5. Only of an instruction",
    )  # fmt: skip
    due_on = DayField(label="To be answered by", required=False, help_text="Not of what is for information only")

    def __init__(self, *args: Any, meeting: BoardMeeting, plans: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "paper", meeting.papers.filter(withdrawn_at=None))
        offer(self, "plan", plans)

    def clean(self) -> dict[str, Any]:
        """Say beside the field what an instruction still needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("becomes") == Becomes.INSTRUCTION:
            if "plan" in cleaned and not cleaned["plan"]:
                self.add_error("plan", "Choose the plan of the action.")
            if "action" in cleaned and not cleaned["action"].strip():
                self.add_error("action", "Give the ref of the action.")
        return cleaned


class CorrectionOfDecisionForm(DecisionForm):
    """A decision that corrects another, with the reason."""

    why = _sentence(
        "Why it is corrected", hint="Printed with the decision", most=2000, rows=2,
        required="Say in a sentence what is corrected and why.",
    )  # fmt: skip
