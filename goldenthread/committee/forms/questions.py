"""Forms of members' questions: asked before a meeting, decided by the clerk, minuted."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q

from goldenthread.committee.commands.questions import Reply
from goldenthread.committee.forms.agenda import ItemField
from goldenthread.committee.forms.meetings import sentence
from goldenthread.committee.forms.minutes import people_of, who
from goldenthread.committee.kinds import ItemKind, ItemState
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, MemberQuestion
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.identity.models import Person


class AskForm(forms.Form):
    """A question of a member for a meeting."""

    text = sentence("Your question", most=2000, rows=5, long=True, required="Write the question.")
    to = forms.CharField(
        label="Whom you ask", max_length=200, help_text="Such as: the Chair, or the Director of Children's Services",
        error_messages={"required": "Say whom you ask."},
    )  # fmt: skip
    about = ItemField(
        label="About the item", queryset=AgendaItem.objects.none(), required=False, to_field_name="number",
        empty_label="None: about the work of the committee",
        help_text="A question about what is not open to the public is not open to the public either",
        error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: CommitteeMeeting, reader: Person, at: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        items = AgendaItem.objects.opened_to(reader, at=at).taken().filter(meeting=meeting)
        offer(self, "about", items.order_by("part", "position"))


class AcceptForm(forms.Form):
    """Under which item a question is taken."""

    under = ItemField(
        label="Taken under", queryset=AgendaItem.objects.none(), required=False, to_field_name="number",
        empty_label="The usual place", help_text="The questions of Part 1; or the item it is about, where that is "
        "kept from the public", error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip

    def __init__(self, *args: Any, question: MemberQuestion, **named: Any) -> None:
        super().__init__(*args, **named)
        places = Q(kind=ItemKind.QUESTIONS) | Q(pk=question.about_id)
        items = question.meeting.items.filter(places, state=ItemState.ON)
        offer(self, "under", items.order_by("part", "position"))


class AnswerForm(forms.Form):
    """An answer in writing to a question that is not taken."""

    answer = sentence("Answer", most=20_000, rows=6, long=True, required="Write the answer.")
    answered_by = forms.CharField(
        label="Answered by", max_length=200, help_text="Who was asked, or who answers for them",
        error_messages={"required": "Say who answers."},
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What was answered at the meeting, what was asked further, and what is owed in writing."""

    answer = sentence("What was answered", most=20_000, rows=5, long=True)
    supplementary = sentence("What was asked further", most=20_000, rows=2, long=True)
    supplementary_answer = sentence("The answer to that", most=20_000, rows=3, long=True)
    owner = who("An answer in writing is owed by", hint="It becomes a promise of this meeting until it was given")
    owner_name = forms.CharField(
        label="Or by somebody without an account", max_length=200, required=False, help_text="A name or an office"
    )
    due_on = DayField(label="By when", required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        people_of(self, "owner")

    def reply(self) -> Reply:
        """What was given, as the command takes it."""
        return Reply(**{name: self.cleaned_data[name] for name in self.base_fields})
