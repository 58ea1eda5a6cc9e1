"""Questions of members: sent in before a meeting, taken onto its agenda, answered, refused, minuted.

No words of a question stand in the ledger: they may be about what is kept from the public, and its row never changes
them.

Source: "Questions on matters relating to the work of the Committee", agenda of 2 May 2018 of the Safeguarding Sub
(Community & Children's Services) Committee.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.committee.commands.agenda import check_open
from goldenthread.committee.commands.asking import tell_clerk, tell_who_asked
from goldenthread.committee.commands.minuting import add_exchange, check_draft
from goldenthread.committee.commands.resolving import promise
from goldenthread.committee.kinds import ItemKind, ItemState, MeetingState, Part
from goldenthread.committee.minuting import NO_QUESTIONS
from goldenthread.committee.models import (
    AgendaItem,
    CommitteeMeeting,
    Exchange,
    MemberQuestion,
    Minute,
    Promise,
    QuestionState,
)
from goldenthread.committee.policy import require_asked, require_may_ask, require_may_keep_meetings
from goldenthread.committee.queries.deadlines import questions_due
from goldenthread.committee.questions import check_move
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record

MOST_QUESTIONS = 100
MOST_LETTERS = 2_000
LONGEST_ANSWER = 20_000
TO_COME = (MeetingState.PLANNED, MeetingState.ISSUED)


@transaction.atomic
def ask_question(
    *, meeting: CommitteeMeeting, text: str, to: str, by: Actor, at: datetime, about: AgendaItem | None = None
) -> MemberQuestion:
    """Send a question in for a meeting to come; one that comes after the committee's day is kept and said to be late.

    It is asked about an item that its asker reads, or about none.
    """
    require_may_ask(by, meeting.committee.body, on=timezone.localdate(at))
    hold_writing()
    meeting.refresh_from_db()
    if meeting.state not in TO_COME or meeting.on < timezone.localdate(at):
        raise RuleBroken("Questions are sent in for a meeting to come; this one is none.")
    if meeting.questions.count() >= MOST_QUESTIONS:
        raise RuleBroken(f"A meeting takes {MOST_QUESTIONS} questions at the most; ask the clerk.")
    text = text.strip()
    if not text:
        raise RuleBroken("Write the question.", about="text")
    if len(text) > MOST_LETTERS:
        raise RuleBroken(f"Keep a question to {MOST_LETTERS:,} letters.", about="text")
    if about is not None and not _reads(by.acting, about, meeting, at=at):
        raise RuleBroken("Choose an item of this agenda that you read.", about="about")
    last = meeting.questions.aggregate(last=Max("number"))["last"] or 0
    made = MemberQuestion.objects.create(
        meeting=meeting, number=last + 1, asked_by=by.acting, asked_at=at, text=text, about=about,
        to=tidy(to, what="to whom the question is put", most=200),
        is_late=timezone.localdate(at) > questions_due(meeting),
    )  # fmt: skip
    record(
        "committee.question_asked", by=by, subject=made.subject, at=at, is_late=made.is_late,
        about=about.subject if about else None,
    )  # fmt: skip
    tell_clerk(made, by=by, at=at)
    return made


def _reads(person: Person, item: AgendaItem, meeting: CommitteeMeeting, *, at: datetime) -> bool:
    return AgendaItem.objects.opened_to(person, at=at).filter(pk=item.pk, meeting=meeting).exists()


def is_kept_back(item: AgendaItem) -> bool:
    """Whether an item stands in Part 2 or is kept from the public."""
    return item.part == Part.NON_PUBLIC or item.exemptions.filter(lifted_at=None).exists()


@transaction.atomic
def withdraw_question(*, question: MemberQuestion, by: Actor, at: datetime) -> None:
    """Withdraw one's own question, until the meeting has begun; that it was asked stays told."""
    require_asked(by, question.asked_by)
    hold_writing()
    if question.meeting.state not in TO_COME:
        raise RuleBroken("The meeting has begun; tell the clerk instead.")
    _move(question, QuestionState.WITHDRAWN, by=by, at=at, decides=False)


@transaction.atomic
def accept_question(*, question: MemberQuestion, by: Actor, at: datetime, under: AgendaItem | None = None) -> None:
    """Take a question onto the agenda: under the questions of a part, or under the item it is about.

    One about what is kept from the public is taken under that item itself, so that it is kept with it.
    """
    require_may_keep_meetings(by)
    hold_writing()
    meeting = question.meeting
    check_open(meeting)
    place = under or _usual_place(question)
    if place is None:
        raise RuleBroken("This agenda has no item for questions in Part 1; add one, or choose where it is taken.")
    if place.meeting_id != meeting.pk or place.state != ItemState.ON:
        raise RuleBroken("Choose an item that this meeting takes.", about="under")
    about = question.about
    if about is not None and is_kept_back(about) and place.pk != about.pk:
        raise RuleBroken("The item it is about is kept from the public, so it is taken under that item.", about="under")
    if place.kind != ItemKind.QUESTIONS and (about is None or place.pk != about.pk):
        raise RuleBroken("A question is taken under the questions, or under the item it is about.", about="under")
    _move(question, QuestionState.ACCEPTED, by=by, at=at, under=place)
    tell_who_asked(question, by=by, at=at)


def _usual_place(question: MemberQuestion) -> AgendaItem | None:
    """Where a question is taken where nobody says otherwise."""
    if question.about is not None and is_kept_back(question.about):
        return question.about
    taken = question.meeting.items.filter(state=ItemState.ON, kind=ItemKind.QUESTIONS, part=Part.PUBLIC)
    return taken.order_by("position").first()


@transaction.atomic
def answer_question(*, question: MemberQuestion, answer: str, answered_by: str, by: Actor, at: datetime) -> None:
    """Answer a question in writing; it is not taken at the meeting then, and who asked reads the answer."""
    require_may_keep_meetings(by)
    hold_writing()
    answer = answer.strip()
    if not answer:
        raise RuleBroken("Write the answer.", about="answer")
    if len(answer) > LONGEST_ANSWER:
        raise RuleBroken(f"Keep an answer to {LONGEST_ANSWER:,} letters.", about="answer")
    name = tidy(answered_by, what="who answers", most=200)
    _move(question, QuestionState.ANSWERED, by=by, at=at, answer=answer, answered_by=name)
    tell_who_asked(question, by=by, at=at)


@transaction.atomic
def refuse_question(*, question: MemberQuestion, why: str, by: Actor, at: datetime) -> None:
    """Say why a question is not taken; who asked it reads the reason."""
    require_may_keep_meetings(by)
    hold_writing()
    _move(question, QuestionState.NOT_TAKEN, by=by, at=at, why=tidy(why, what="the reason", most=500))
    tell_who_asked(question, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered at the meeting, what was asked and answered further, and who owes an answer in writing."""

    answer: str = ""
    supplementary: str = ""
    supplementary_answer: str = ""
    owner: Person | None = None
    owner_name: str = ""
    due_on: date | None = None

    @property
    def is_owed(self) -> bool:
        """Whether an answer in writing is owed."""
        return self.owner is not None or bool(self.owner_name.strip())


@transaction.atomic
def minute_question(*, question: MemberQuestion, reply: Reply, by: Actor, at: datetime) -> None:
    """Put a question into the minutes with its answer and what was asked further; a written answer owed is a promise.

    It stands under the item it was taken under, or under the item it is about where that is kept from the public.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_move(question.state, QuestionState.TAKEN)
    if not reply.answer.strip() and not reply.is_owed:
        raise RuleBroken("Write what was answered, or who owes an answer in writing.", about="answer")
    if reply.due_on is not None and not reply.is_owed:
        raise RuleBroken("Say who owes the answer in writing.", about="owner_name")
    if reply.supplementary_answer.strip() and not reply.supplementary.strip():
        raise RuleBroken("Write what was asked further.", about="supplementary")
    minute = _minute_for(question)
    check_draft(minute.minutes)
    if minute.text == NO_QUESTIONS:
        Minute.objects.filter(pk=minute.pk).update(text="")
    asked = question.asked_by.name
    values: dict[str, Any] = {
        "exchange": add_exchange(minute=minute, question=question.text, answer=reply.answer, asked_by=asked, by=by)
    }
    if reply.supplementary.strip():
        values["supplementary"] = add_exchange(
            minute=minute, question=reply.supplementary, answer=reply.supplementary_answer, asked_by=asked, by=by
        )
    if reply.is_owed:
        values["promise"] = _owe(question, minute, reply, by=by, at=at)
    _move(question, QuestionState.TAKEN, by=by, at=at, under=minute.item, **values)


def _minute_for(question: MemberQuestion) -> Minute:
    """What is minuted under the item a question is taken under; of what is kept from the public, under that item."""
    item = question.under
    if question.about is not None and is_kept_back(question.about):
        item = question.about
    found = Minute.objects.filter(item=item).select_related("item", "minutes__meeting").first()
    if found is None:
        raise RuleBroken("The meeting has not begun; a question is minuted once it has.")
    return found


def _owe(question: MemberQuestion, minute: Minute, reply: Reply, *, by: Actor, at: datetime) -> Promise:
    text = f"An answer in writing to the question of {question.asked_by.name}: {reply.supplementary or question.text}"
    return promise(
        minute=minute, text=text, owner=reply.owner, owner_name=reply.owner_name, due_on=reply.due_on, by=by, at=at
    )


def check_none_waits(meeting: CommitteeMeeting) -> None:
    """Refuse to put minutes to the next meeting while nobody has said what became of a question that was sent in."""
    waits = meeting.questions.waiting().select_related("asked_by").first()
    if waits is not None:
        raise RuleBroken(
            f"Question {waits.number} of {waits.asked_by.name} waits: minute it, answer it in writing, or say why it "
            "was not taken."
        )


def _move(
    question: MemberQuestion,
    to: QuestionState,
    *,
    by: Actor,
    at: datetime,
    decides: bool = True,
    **values: AgendaItem | Exchange | Promise | str,
) -> None:
    """Take a question a step on, once, and enter that without its words."""
    before = question.state
    check_move(before, to)
    decided = {"decided_by": by.acting, "decided_at": at} if decides else {}
    if not update_if_unchanged(question, version=question.version, values={"state": to, **decided, **values}):
        raise RuleBroken("Somebody else changed this question in the meantime; look at it again.")
    question.refresh_from_db()
    under = question.under.subject if question.under else None
    record(
        "committee.question_moved_on", by=by, subject=question.subject, at=at, under=under,
        changes={"state": (str(before), str(to))},
    )  # fmt: skip
