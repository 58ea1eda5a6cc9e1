"""Minutes while the meeting runs: begun from the agenda, who was there, what was said, asked, voted and resolved.

Source: minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee; Local
Government Act 1972, Schedule 12, paragraphs 39 to 41.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from goldenthread.bodies.models import Membership
from goldenthread.committee.commands.entitling import write_declarations
from goldenthread.committee.commands.taken_order import write_order
from goldenthread.committee.kinds import ItemKind, ItemState, MeetingState, Voting
from goldenthread.committee.minuting import (
    Apology,
    Count,
    ItemDrafted,
    apologies,
    check_count,
    declarations,
    drafted,
)
from goldenthread.committee.models import (
    AgendaItem,
    Attendee,
    CommitteeMeeting,
    Exchange,
    Minute,
    Minutes,
    Motion,
    NamedVote,
    Passage,
)
from goldenthread.committee.models.attendance import Capacity, Presence
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.agenda import earlier_meeting
from goldenthread.committee.queries.excluding import kept_of, public_is_still_there
from goldenthread.committee.readers import SITS
from goldenthread.committee.voting import Voter, not_their_business, who_may_vote
from goldenthread.design.words import clock
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record

LONGEST_TEXT = 40_000
CASTS = (NamedVote.Cast.FOR, NamedVote.Cast.AGAINST, NamedVote.Cast.ABSTAINED)
LABELS = {"text": "Minute", "summary": "Public summary"}


@transaction.atomic
def begin_meeting(*, meeting: CommitteeMeeting, by: Actor, at: datetime) -> Minutes:
    """Begin a meeting on its issued agenda: its members are expected, and each item is minuted in its formula."""
    require_may_keep_meetings(by)
    hold_writing()
    meeting.refresh_from_db()
    if meeting.state != MeetingState.ISSUED:
        raise RuleBroken("A meeting begins on an agenda that was issued, once.")
    if timezone.localdate(at) < meeting.on:
        raise RuleBroken("This meeting is still to come.")
    if not update_if_unchanged(meeting, version=meeting.version, values={"state": MeetingState.UNDER_WAY}):
        raise RuleBroken("Somebody else changed this meeting in the meantime; look at it again.")
    made = Minutes.objects.create(meeting=meeting, began_at=meeting.starts_at)
    Attendee.objects.bulk_create(_expected(meeting))
    earlier = earlier_meeting(meeting)
    excludes = bool(kept_of(meeting))
    taken = F("taken_at").asc(nulls_last=True)
    rows = list(meeting.items.select_related("deferred_to").order_by("part", taken, "position", "pk"))
    Minute.objects.bulk_create(
        Minute(minutes=made, item=item, position=place, text=_draft(item, earlier, rows, excludes=excludes))
        for place, item in enumerate(rows, start=1)
    )
    write_order(made)
    write_declarations(meeting, before=declarations([]))
    record("committee.meeting_begun", by=by, subject=meeting.subject, at=at)
    return made


def _draft(item: AgendaItem, earlier: CommitteeMeeting | None, among: Sequence[AgendaItem], *, excludes: bool) -> str:
    return drafted(
        ItemDrafted(
            kind=item.kind,
            part=item.part,
            state=item.state,
            state_why=item.state_why,
            deferred_to=item.deferred_to.on if item.deferred_to else None,
            report_of=item.report_of,
            title=item.title,
            earlier=earlier.on if earlier else None,
            circumstances=item.circumstances,
            admitted_by=item.admitted_by,
            excludes=excludes,
            urgent=[
                one.printed
                for one in among
                if one.part == item.part and one.state == ItemState.ON and one.circumstances and one.printed
            ],
        )
    )


def _expected(meeting: CommitteeMeeting) -> list[Attendee]:
    """Who sits on the committee on its day, in the order minutes name them: the chair first, officers last."""
    rows = meeting.committee.body.memberships.current(on=meeting.on).select_related("person", "seat")
    order = list(Membership.Office)
    found: dict[int, Membership] = {}
    for seat in sorted(rows, key=lambda seat: (order.index(Membership.Office(seat.office)), seat.person.name)):
        found.setdefault(seat.person_id, seat)
    return [_attendee(meeting, seat, place) for place, seat in enumerate(found.values(), start=1)]


def _attendee(meeting: CommitteeMeeting, seat: Membership, place: int) -> Attendee:
    sits = seat.office in SITS
    is_co_opted = seat.office == Membership.Office.CO_OPTED
    kept = getattr(seat, "seat", None)
    voting = getattr(kept, "voting", Voting.ALL)
    plain = (Membership.Office.MEMBER, Membership.Office.OFFICER, Membership.Office.CO_OPTED)
    return Attendee(
        meeting=meeting, person=seat.person, name=seat.person.name, position=place,
        capacity=Capacity.CO_OPTED if is_co_opted else Capacity.MEMBER if sits else Capacity.OFFICER,
        office="" if seat.office in plain else seat.get_office_display(),
        department="" if sits else seat.person.job_title, votes=sits and voting != Voting.NONE,
        votes_on=kept.votes_on if kept is not None else "",
    )  # fmt: skip


def check_draft(minutes: Minutes) -> None:
    """Refuse a change to minutes that were put to the next meeting: what is corrected then is approved there."""
    if minutes.stage != Stage.DRAFT:
        raise RuleBroken(
            "These minutes were put to the next meeting; what is wrong is corrected when it approves them."
        )


def check_entry(minute: Minute, *, words_alone: bool = False) -> None:
    """Refuse a change to what is no draft, and to what would be taken in private while the public is still there."""
    check_draft(minute.minutes)
    if said := public_is_still_there(minute.item, words_alone=words_alone):
        raise RuleBroken(said)


@transaction.atomic
def note_presence(
    *,
    attendee: Attendee,
    presence: str,
    by: Actor,
    apology: str = "",
    will_be_late: bool = False,
    presided: bool = False,
    version: int | None = None,
) -> bool:
    """Note whether somebody was there, with their apology, and whether they took the chair; one person presides."""
    require_may_keep_meetings(by)
    meeting = attendee.meeting
    check_draft(meeting.minutes)
    if presence not in Presence.values:
        raise RuleBroken("Choose whether they were there.")
    stand_in = attendee.substituted_by.first()
    if presence == Presence.PRESENT and stand_in is not None:
        raise RuleBroken(f"{stand_in.name} stands in for {attendee.name}; both cannot be there as members.")
    if presided and presence != Presence.PRESENT:
        raise RuleBroken("Only somebody who was there presided.", about="presided")
    if presided and meeting.attendees.filter(presided=True).exclude(pk=attendee.pk).exists():
        raise RuleBroken("Somebody else presided; take that away first, or note the change under its item.")
    values = {
        "presence": presence, "apology": " ".join(apology.split())[:500], "will_be_late": will_be_late,
        "presided": presided,
    }  # fmt: skip
    changed = save_changed(
        attendee, version=version, values=values, labels={}, subject=meeting.subject,
        what="committee.presence_noted", by=by, why=attendee.name,
    )  # fmt: skip
    _write_apologies(meeting)
    return changed


def _write_apologies(meeting: CommitteeMeeting) -> None:
    """Write the sentence of apologies anew, as long as the clerk has not written another in its place."""
    minute = Minute.objects.filter(minutes=meeting.minutes, item__kind=ItemKind.APOLOGIES).first()
    if minute is None or not (minute.text == "" or minute.text.startswith(("Apologies ", "There were no apologies."))):
        return
    rows = meeting.attendees.filter(presence=Presence.APOLOGIES) | meeting.attendees.filter(will_be_late=True)
    said = apologies(Apology(one.name, one.apology, one.will_be_late) for one in rows.order_by("position"))
    Minute.objects.filter(pk=minute.pk).update(text=said)


@transaction.atomic
def add_attendee(
    *,
    meeting: CommitteeMeeting,
    name: str,
    capacity: str,
    by: Actor,
    person: Person | None = None,
    office: str = "",
    department: str = "",
    stands_for: Attendee | None = None,
) -> Attendee:
    """Add somebody who is there: a substitute for a member who is not, an officer, a guest. Nobody stands twice."""
    require_may_keep_meetings(by)
    hold_writing()
    check_draft(meeting.minutes)
    if capacity not in Capacity.values:
        raise RuleBroken("Choose as what they are there.")
    name = tidy(name, what="the name", most=200)
    if person is not None and meeting.attendees.filter(person=person).exists():
        raise RuleBroken(f"{person.name} stands in the list already.", about="person")
    if meeting.attendees.filter(name__iexact=name).exists():
        raise RuleBroken(f"{name} stands in the list already.", about="name")
    if capacity == Capacity.SUBSTITUTE:
        _check_substitute(meeting, stands_for)
    place = (meeting.attendees.aggregate(last=Max("position"))["last"] or 0) + 1
    votes = capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE) and (stands_for is None or stands_for.votes)
    votes_on = stands_for.votes_on if stands_for else ""
    made = Attendee.objects.create(
        meeting=meeting, person=person, name=name, position=place, capacity=capacity, office=office[:120],
        department=department[:200], presence=Presence.PRESENT, stands_for=stands_for, votes=votes,
        votes_on=votes_on,
    )  # fmt: skip
    record("committee.attendee_added", by=by, subject=meeting.subject, name=name, capacity=str(capacity))
    return made


def _check_substitute(meeting: CommitteeMeeting, stands_for: Attendee | None) -> None:
    if stands_for is None or stands_for.meeting_id != meeting.pk:
        raise RuleBroken("Name the member for whom they stand in.", about="stands_for")
    if stands_for.presence == Presence.PRESENT:
        raise RuleBroken(f"{stands_for.name} is there, so nobody stands in for them.", about="stands_for")
    if stands_for.substituted_by.exists():
        raise RuleBroken(f"Somebody stands in for {stands_for.name} already.", about="stands_for")


@transaction.atomic
def note_passage(
    *, attendee: Attendee, way: str, by: Actor, item: AgendaItem | None = None, at: time | None = None, why: str = ""
) -> Passage:
    """Note that somebody arrived, left or came back, and during which item."""
    require_may_keep_meetings(by)
    hold_writing()
    check_draft(attendee.meeting.minutes)
    if way not in Passage.Way.values:
        raise RuleBroken("Choose whether they arrived, left or came back.")
    last = attendee.passages.order_by("position").last()
    if way == Passage.Way.RETURNED and (last is None or last.way != Passage.Way.LEFT):
        raise RuleBroken(f"{attendee.name} has not left, so they do not come back.")
    if way == Passage.Way.LEFT and last is not None and last.way == Passage.Way.LEFT:
        raise RuleBroken(f"{attendee.name} has left already.")
    made = Passage.objects.create(
        attendee=attendee, way=way, item=item, at=at, why=" ".join(why.split())[:300],
        position=(last.position if last else 0) + 1,
    )  # fmt: skip
    record(
        "committee.passage_noted", by=by, subject=(item or attendee.meeting).subject, name=attendee.name, way=str(way),
        why=made.why,
    )  # fmt: skip
    return made


@transaction.atomic
def write_minute(*, minute: Minute, by: Actor, text: str, summary: str = "", version: int | None = None) -> bool:
    """Write what the minutes say under an item, and what the public record says where the public was excluded."""
    require_may_keep_meetings(by)
    check_entry(minute, words_alone=True)
    values = {"text": text.strip(), "summary": summary.strip()}
    for name, value in values.items():
        if len(value) > LONGEST_TEXT:
            raise RuleBroken(f"Keep this to {LONGEST_TEXT:,} letters.", about=name)
    return save_changed(
        minute, version=version, values=values, labels=LABELS, subject=minute.item.subject,
        what="committee.minute_written", by=by,
    )  # fmt: skip


@transaction.atomic
def add_exchange(*, minute: Minute, question: str, by: Actor, answer: str = "", asked_by: str = "") -> Exchange:
    """Minute a question with its answer; who asked stands only where the council minutes it."""
    require_may_keep_meetings(by)
    hold_writing()
    check_entry(minute)
    question = question.strip()
    if not question:
        raise RuleBroken("Write the question.", about="question")
    if len(question) + len(answer) > LONGEST_TEXT:
        raise RuleBroken(f"Keep a question and its answer to {LONGEST_TEXT:,} letters.", about="question")
    place = (minute.exchanges.aggregate(last=Max("position"))["last"] or 0) + 1
    made = Exchange.objects.create(
        minute=minute, position=place, question=question, answer=answer.strip(),
        asked_by=" ".join(asked_by.split())[:200],
    )  # fmt: skip
    record("committee.question_minuted", by=by, subject=minute.item.subject, question=question, answer=made.answer)
    return made


@transaction.atomic
def add_motion(
    *,
    minute: Minute,
    text: str,
    outcome: str,
    by: Actor,
    moved_by: str = "",
    seconded_by: str = "",
    amends: Motion | None = None,
    how: str = Motion.How.VOICE,
    count: Count | None = None,
    named: Mapping[int, str] | None = None,
    business: str = "",
) -> Motion:
    """Minute a motion or an amendment with its vote; a vote that does not add up is refused.

    Whose vote is for some business alone has one where ``business`` names it.

    ``named`` maps attendees to how they voted where votes are taken by name; its counts are counted here.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_entry(minute)
    text = text.strip()[:LONGEST_TEXT]
    if not text:
        raise RuleBroken("Write the motion.", about="text")
    if outcome not in Motion.Outcome.values or how not in Motion.How.values:
        raise RuleBroken("Choose how it was voted on and what became of it.")
    meeting = minute.minutes.meeting
    business = " ".join(business.split())[:200]
    there = meeting.attendees.filter(presence=Presence.PRESENT, votes=True)
    voters, others = who_may_vote((Voter(one.pk, one.name, one.votes_on) for one in there), business=business)
    if how == Motion.How.NAMED:
        if cast := next((one for one in others if (named or {}).get(one.key) in CASTS), None):
            raise RuleBroken(not_their_business(cast), about="named")
        silent = {one.key for one in others}
        named = {key: said for key, said in (named or {}).items() if key not in silent}
        count = _counted(named, {one.key for one in voters}, casting=count.casting if count else "")
    if how != Motion.How.VOICE and outcome in (Motion.Outcome.CARRIED, Motion.Outcome.LOST):
        if count is None:
            raise RuleBroken("Give the votes.", about="votes_for")
        seen = Count(count.votes_for, count.against, count.abstained, len(voters), count.casting)
        check_count(seen, carried=outcome == Motion.Outcome.CARRIED)
    counted = count if how != Motion.How.VOICE else None
    place = (minute.motions.aggregate(last=Max("position"))["last"] or 0) + 1
    made = Motion.objects.create(
        minute=minute, position=place, text=text, outcome=outcome, how=how, amends=amends,
        moved_by=" ".join(moved_by.split())[:200], seconded_by=" ".join(seconded_by.split())[:200],
        votes_for=counted.votes_for if counted else None, votes_against=counted.against if counted else None,
        abstained=counted.abstained if counted else None, casting_vote=counted.casting if counted else "",
        business=business,
    )  # fmt: skip
    if how == Motion.How.NAMED:
        NamedVote.objects.bulk_create(
            NamedVote(motion=made, attendee_id=key, cast=cast) for key, cast in sorted((named or {}).items())
        )
    record(
        "committee.motion_minuted", by=by, subject=minute.item.subject, text=text, outcome=str(outcome), how=str(how)
    )
    return made


def _counted(named: dict[int, str], voters: set[int], *, casting: str) -> Count:
    """The counts of votes taken by name; somebody without a vote, or who was not there, casts none."""
    if set(named) - voters:
        raise RuleBroken("Somebody is named who was not there or has no vote.", about="named")
    if any(cast not in NamedVote.Cast.values for cast in named.values()):
        raise RuleBroken("Choose how each member voted.", about="named")
    cast = list(named.values())
    return Count(
        cast.count(NamedVote.Cast.FOR), cast.count(NamedVote.Cast.AGAINST), cast.count(NamedVote.Cast.ABSTAINED),
        len(voters), casting,
    )  # fmt: skip


@transaction.atomic
def close_meeting(*, meeting: CommitteeMeeting, closed_at: time, by: Actor, at: datetime) -> None:
    """Close a meeting: who was there is noted, somebody presided, and what was not taken says so."""
    require_may_keep_meetings(by)
    hold_writing()
    meeting.refresh_from_db()
    if meeting.state != MeetingState.UNDER_WAY:
        raise RuleBroken("This meeting is not under way.")
    waiting = meeting.attendees.filter(presence=Presence.EXPECTED).values_list("name", flat=True)
    if waiting:
        raise RuleBroken(f"Note first whether {waiting[0]} was there.")
    if not meeting.attendees.filter(presided=True).exists():
        raise RuleBroken("Note first who presided.")
    if meeting.starts_at is not None and closed_at <= meeting.starts_at:
        raise RuleBroken(f"It began at {clock(meeting.starts_at)}, so it closed later than that.", about="closed_at")
    values = {"state": MeetingState.HELD}
    if not update_if_unchanged(meeting, version=meeting.version, values=values):
        raise RuleBroken("Somebody else changed this meeting in the meantime; look at it again.")
    Minutes.objects.filter(meeting=meeting).update(closed_at=closed_at)
    record("committee.meeting_closed", by=by, subject=meeting.subject, at=at, closed_at=closed_at)


def is_quorate(meeting: CommitteeMeeting) -> bool:
    """Whether enough of those who vote were there, as it is noted now."""
    there = meeting.attendees.filter(presence=Presence.PRESENT, votes=True).count()
    return there >= meeting.committee.quorum
