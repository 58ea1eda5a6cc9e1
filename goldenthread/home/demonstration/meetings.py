"""The meetings the demonstration's committees have held: three each, with minutes that were approved at the next."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from goldenthread.committee.commands.agenda import add_item
from goldenthread.committee.commands.approving import approve, circulate, sign
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.minuting import (
    add_attendee,
    add_exchange,
    begin_meeting,
    close_meeting,
    note_presence,
    write_minute,
)
from goldenthread.committee.commands.questions import Reply, accept_question, ask_question, minute_question
from goldenthread.committee.commands.resolving import discharge, promise, resolve
from goldenthread.committee.kinds import ItemKind, ItemPurpose
from goldenthread.committee.models import Committee, CommitteeMeeting, Minute, Minutes, Promise
from goldenthread.home.demonstration.calendar import Calendar, working_day
from goldenthread.home.demonstration.cast import Cast
from goldenthread.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member sent in before a meeting, what was answered there, and who owes an answer in writing."""

    by: str
    to: str
    text: str
    answer: str
    owner: str


@dataclass(frozen=True, slots=True)
class Business:
    """What a meeting took: a presentation with its question, and what was promised by whom."""

    title: str
    presenter: str
    said: str
    question: str
    answer: str
    promised: str = ""
    by_whom: str = ""
    became: str = ""
    asked: Asked | None = None


COMMITTEE = (
    Business(
        "Waiting for a first visit", "Devika Rao, team manager, early help",
        "Members heard how long families wait for a first visit, and what shortens it.",
        "Do families without a telephone wait longer?",
        "They do, by some days. Letters now go out on the day of the referral.",
        "Officers agreed to tell members how many families wait longer than ten working days.", "Devika Rao",
        "Eleven families waited longer than ten working days in the quarter; each was visited since.",
    ),
    Business(
        "Foster carers who left", "Kofi Nartey, head of commissioning",
        "Members heard why six carers have left since the spring, and what those who stayed ask for.",
        "What would have kept them?", "Most named nights without anybody to ring. A line is tried out from autumn.",
        "Officers agreed to bring what carers say of the line to a later meeting.", "Kofi Nartey",
    ),
    Business(
        "School places for children in care", "Leila Sandu, virtual head",
        "Members heard that every child in care had a school place at the start of term.",
        "How many changed school in the year?", "Nine, seven of them because they moved home.",
    ),
)  # fmt: skip
SUB_COMMITTEE = (
    Business(
        "What children in care say of their reviews", "Rosa Keane, participation worker",
        "Members heard what eighteen children wrote after their reviews.",
        "What do they ask for first?", "That somebody tells them afterwards what was decided.",
        "Officers agreed to show members the letter that children are sent after a review.", "Rosa Keane",
        "The letter was shown; members asked for shorter words, and it was changed.",
    ),
    Business(
        "Leaving care: keys and a front door", "Petra Toms, personal adviser",
        "Members heard where young people live in the year after they leave care.",
        "Is anybody without a home?", "Nobody was on the last day of the quarter.",
    ),
    Business(
        "Savings accounts of children in care", "Kofi Nartey, head of commissioning",
        "Members heard that each child in care has an account in their own name.",
        "Do they learn what stands in it?", "From sixteen on they are told at each review.",
        "Officers agreed to find out how many accounts are not paid into.", "Kofi Nartey",
        asked=Asked(
            "Cllr Anjali Mistry", "Director of Children's Services",
            "How many children in care travel for more than three quarters of an hour to school?",
            "Five that the virtual school knows of; the journeys of the others are being asked for.", "Leila Sandu",
        ),
    ),
)  # fmt: skip


def hold_meetings(
    cast: Cast, when: Calendar, committee: Committee, story: tuple[Business, ...], days: list[int]
) -> None:
    """Hold meetings so many days ago each, the first first; every one approves and signs the minutes of the last."""
    clerk = cast.actor("Tom Hallworth")
    before: CommitteeMeeting | None = None
    for business, ago in zip(story, days, strict=True):
        meeting = _issued(when, committee, business, ago, clerk)
        at = _at(meeting)
        if business.asked is not None:
            _sent_in(cast, meeting, business.asked, clerk, at=at - timedelta(days=9))
        minutes = begin_meeting(meeting=meeting, by=clerk, at=at)
        minutes.meeting = meeting
        _attended(meeting, clerk, absent=days.index(ago))
        if before is not None:
            _approved(before, meeting, clerk, at)
        _minuted(cast, minutes, business, clerk, at)
        if business.asked is not None:
            _answered(cast, meeting, business.asked, clerk, at)
        close_meeting(meeting=meeting, closed_at=time(15, 40), by=clerk, at=at)
        minutes.refresh_from_db()
        circulate(minutes=minutes, by=clerk, at=at + timedelta(days=6))
        before = meeting


def _at(meeting: CommitteeMeeting) -> datetime:
    return timezone.make_aware(datetime.combine(meeting.on, time(14, 30)))


def _issued(when: Calendar, committee: Committee, business: Business, ago: int, clerk: Actor) -> CommitteeMeeting:
    on = working_day(when.on(ago), 2)
    at = timezone.make_aware(datetime.combine(on - timedelta(days=20), time(10)))
    meeting = plan_meeting(committee=committee, on=on, by=clerk, at=at)
    add_item(
        meeting=meeting, title=business.title, kind=ItemKind.PRESENTATION, purpose=ItemPurpose.INFORMATION,
        presenters=business.presenter, by=clerk, at=at,
    )  # fmt: skip
    issue_agenda(meeting=meeting, by=clerk, at=at + timedelta(days=4))
    meeting.refresh_from_db()
    return meeting


def _attended(meeting: CommitteeMeeting, clerk: Actor, *, absent: int) -> None:
    """Everybody came but one ordinary member, another one each time."""
    rows = list(meeting.attendees.order_by("position"))
    plain = [row for row in rows if row.votes and not row.office]
    away = plain[absent % len(plain)] if len(plain) > 2 else None
    for row in rows:
        is_away = away is not None and row.pk == away.pk
        note_presence(
            attendee=row, presence="apologies" if is_away else "present", presided=row.office == "Chair", by=clerk
        )
    add_attendee(
        meeting=meeting, name="Ruth Lindqvist", capacity="officer", department="Director of Children's Services",
        by=clerk,
    )  # fmt: skip


def _minuted(cast: Cast, minutes: Minutes, business: Business, clerk: Actor, at: datetime) -> None:
    entry = Minute.objects.select_related("item").get(minutes=minutes, item__title=business.title)
    entry.minutes = minutes
    write_minute(minute=entry, text=business.said, by=clerk)
    add_exchange(minute=entry, question=business.question, answer=business.answer, by=clerk)
    resolve(minute=entry, text="the presentation be noted.", by=clerk, at=at)
    if business.promised:
        promise(
            minute=entry, text=business.promised, owner=cast.people[business.by_whom],
            due_on=minutes.meeting.on + timedelta(days=42), by=clerk, at=at,
        )  # fmt: skip
    for other in minutes.entries.filter(text=""):
        write_minute(minute=other, text="There was nothing under this item.", by=clerk)


def _sent_in(cast: Cast, meeting: CommitteeMeeting, asked: Asked, clerk: Actor, *, at: datetime) -> None:
    question = ask_question(meeting=meeting, text=asked.text, to=asked.to, by=cast.actor(asked.by), at=at)
    accept_question(question=question, by=clerk, at=at + timedelta(hours=2))


def _answered(cast: Cast, meeting: CommitteeMeeting, asked: Asked, clerk: Actor, at: datetime) -> None:
    """The question is minuted with what could be said of it; the rest is owed in writing."""
    question = meeting.questions.select_related("meeting", "asked_by", "under", "about").get()
    reply = Reply(answer=asked.answer, owner=cast.people[asked.owner], due_on=meeting.on + timedelta(days=63))
    minute_question(question=question, reply=reply, by=clerk, at=at)


def _approved(before: CommitteeMeeting, meeting: CommitteeMeeting, clerk: Actor, at: datetime) -> None:
    """The minutes of the last meeting are approved and signed, and what was kept of its promises is told."""
    minutes = Minutes.objects.get(meeting=before)
    minutes.meeting = before
    approve(minutes=minutes, at_meeting=meeting, by=clerk, at=at)
    chair = meeting.attendees.get(presided=True)
    sign(minutes=minutes, signed_by=chair.name, on=meeting.on, by=clerk, at=at)
    told = {one.promised: one.became for one in (*COMMITTEE, *SUB_COMMITTEE) if one.became}
    for owed in Promise.objects.filter(minute__minutes=minutes, text__in=told):
        discharge(promise=owed, words=told[owed.text], on=meeting.on, by=clerk)
