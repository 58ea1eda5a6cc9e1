"""Questions of members as pages show them: to who asked them, to the clerk, and on the agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from goldenthread.bodies.models import Membership
from goldenthread.committee.kinds import MeetingState, Part
from goldenthread.committee.models import (
    AgendaIssue,
    AgendaItem,
    CommitteeMeeting,
    Exemption,
    MemberQuestion,
    Minutes,
    QuestionState,
)
from goldenthread.committee.models.questions import MemberQuestionQuerySet
from goldenthread.committee.queries.deadlines import questions_due
from goldenthread.committee.readers import SITS
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question as one reader reads it, with what became of it."""

    number: int
    meeting: CommitteeMeeting
    under: int
    asked_by: str
    to: str
    about: str
    text: str
    is_late: bool
    state: str
    says: str
    why: str = ""
    answer: str = ""
    answered_by: str = ""
    supplementary: str = ""
    supplementary_answer: str = ""
    owed: str = ""
    written: str = ""
    is_own: bool = False

    @property
    def waits(self) -> bool:
        """Whether something is still to be done with it."""
        return self.state in (QuestionState.ASKED, QuestionState.ACCEPTED)


ASKED = Prepared(lambda meeting: MemberQuestion.objects.filter(meeting=meeting).order_by().values_list("pk")[:1], int)
"""Whether anybody asked anything: asked by every page of an agenda."""


def questions_of(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[QuestionShown]:
    """The questions sent in for a meeting that a reader reads, in the order in which they came."""
    if not ASKED.rows(meeting.pk):
        return []
    return _shown(
        MemberQuestion.objects.opened_to(reader, at=at).filter(meeting=meeting).order_by("number"), reader, at
    )


def on_the_agenda(questions: Iterable[QuestionShown]) -> list[QuestionShown]:
    """Those that were taken onto the agenda."""
    return [one for one in questions if one.under and one.state != QuestionState.WITHDRAWN]


def accepted_in_public(meeting: CommitteeMeeting) -> MemberQuestionQuerySet:
    """The questions taken onto an agenda whose words are public: what an issued agenda says will be asked.

    One taken under, or about, an item of Part 2 or one that is kept from the public is not among them.
    """
    kept = Exemption.objects.filter(lifted_at__isnull=True, item__meeting=meeting).order_by().values("item")
    rows = MemberQuestion.objects.filter(meeting=meeting, state=QuestionState.ACCEPTED, under__part=Part.PUBLIC)
    rows = rows.exclude(about__part=Part.NON_PUBLIC).exclude(under__in=kept).exclude(about__in=kept)
    return rows.select_related("asked_by", "about").order_by("number")


def is_asked_since_issue(meeting: CommitteeMeeting) -> bool:
    """Whether a question with public words came onto an agenda since it, or its last supplement, was issued."""
    if not ASKED.rows(meeting.pk):
        return False
    last = AgendaIssue.objects.filter(meeting=meeting).order_by("-number").values_list("at", flat=True).first()
    return last is not None and accepted_in_public(meeting).filter(decided_at__gt=last).exists()


def my_questions(reader: Person, *, at: datetime) -> list[QuestionShown]:
    """What somebody asked of committees, newest first, with what became of it."""
    rows = MemberQuestion.objects.opened_to(reader, at=at).filter(asked_by=reader)
    return _shown(rows.order_by("-meeting__on", "-number")[:MOST_SHOWN], reader, at)


def _shown(rows: Iterable[MemberQuestion], reader: Person, at: datetime) -> list[QuestionShown]:
    found = list(rows.select_related(  # type: ignore[attr-defined]
        "meeting__committee__body", "asked_by", "about", "under", "exchange", "supplementary", "promise"
    ))  # fmt: skip
    items = {pk for one in found for pk in (one.about_id, one.under_id) if pk}
    opened = set(
        AgendaItem.objects.opened_to(reader, at=at).filter(pk__in=items).order_by().values_list("pk", flat=True)
    )
    minutes = Minutes.objects.visible_to(reader).filter(meeting__in={one.meeting_id for one in found})
    minuted = set(minutes.values_list("meeting", flat=True))
    return [_one(one, reader, opened, minuted) for one in found]


def _one(one: MemberQuestion, reader: Person, opened: set[int], minuted: set[int]) -> QuestionShown:
    """A question with as much of its answer as its reader may read: of a restricted item, and of draft minutes, none.

    Who asked it reads her own words always.
    """
    is_open = {pk for pk in (one.about_id, one.under_id) if pk and _is_issued(one, pk)} <= opened
    taken = is_open and one.meeting_id in minuted
    owed, written = _written(one) if is_open else ("", "")
    return QuestionShown(
        number=one.number,
        meeting=one.meeting,
        under=one.under.number if one.under else 0,
        asked_by=one.asked_by.name,
        to=one.to,
        about=_about(one, opened),
        text=one.text,
        is_late=one.is_late,
        state=one.state,
        says=_says(one, taken=taken),
        why=one.why,
        answer=one.answer if one.answer and is_open else one.exchange.answer if one.exchange and taken else "",
        answered_by=one.answered_by,
        supplementary=one.supplementary.question if one.supplementary and taken else "",
        supplementary_answer=one.supplementary.answer if one.supplementary and taken else "",
        owed=owed,
        written=written,
        is_own=one.asked_by_id == reader.pk,
    )


def _is_issued(one: MemberQuestion, pk: int) -> bool:
    """Whether an item of a question is issued: an item that is none yet closes nothing."""
    return any(item is not None and item.pk == pk and item.issued_at is not None for item in (one.about, one.under))


def _about(one: MemberQuestion, opened: set[int]) -> str:
    if one.about is None:
        return ""
    item = one.about
    title = item.title if item.pk in opened else item.public_title or "Item not open to the public"
    return f"item {item.printed}, {title}" if item.printed else title


def _says(one: MemberQuestion, *, taken: bool) -> str:
    if one.state == QuestionState.TAKEN and not taken:
        return "Taken at the meeting; what was answered stands in its minutes once they are put to the next meeting"
    if one.state == QuestionState.ACCEPTED and one.under and one.under.printed:
        return f"On the agenda, under item {one.under.printed}"
    return one.get_state_display()


def _written(one: MemberQuestion) -> tuple[str, str]:
    """Who owes an answer in writing until when; and the answer, once it was given."""
    owed = one.promise
    if owed is None:
        return "", ""
    if owed.discharged_on is not None:
        return f"Answered in writing on {day(owed.discharged_on)}", owed.discharged_by
    until = f" by {day(owed.due_on)}" if owed.due_on else ""
    return f"{owed.owner_name} owes an answer in writing{until}", ""


@dataclass(frozen=True, slots=True)
class MayAsk:
    """A meeting to come for which somebody may send questions in, and until when without their being late."""

    meeting: CommitteeMeeting
    due_on: date
    is_late: bool


def may_ask_for(reader: Person, *, at: datetime, meeting: CommitteeMeeting | None = None) -> Sequence[MayAsk]:
    """The meetings to come of the committees on which somebody sits as a member, soonest first."""
    today = timezone.localdate(at)
    bodies = Membership.objects.current(on=today).filter(person=reader, office__in=SITS).order_by().values("body")
    rows = CommitteeMeeting.objects.visible_to(reader).filter(
        committee__body__in=bodies, on__gte=today, state__in=(MeetingState.PLANNED, MeetingState.ISSUED)
    )
    if meeting is not None:
        rows = rows.filter(pk=meeting.pk)
    found = []
    for one in rows.select_related("committee__body").order_by("on", "pk")[:20]:
        due = questions_due(one)
        found.append(MayAsk(one, due, today > due))
    return found
