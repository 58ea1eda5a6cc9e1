"""What a meeting resolves and what it is promised: findings of the meeting, with owner and day, until discharged.

The loop closes here: a resolution that asks for something, a promised answer and a direction become findings like
those of an inspection, so a plan can answer them and shows the meeting in its thread without knowing committees.

Sources: minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee, items 3, 7 and
9; Local Government Act 1972, Schedule 12, paragraph 39.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.committee.commands.minuting import LONGEST_TEXT, check_entry, is_quorate
from goldenthread.committee.kinds import Part
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Exemption, Minute, Minutes, Promise, Resolution
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor, system
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.sources.commands import add_source, decide_finding, raise_finding
from goldenthread.sources.kinds import Answer, SourceKind
from goldenthread.sources.models import Finding, Source


@transaction.atomic
def resolve(
    *,
    minute: Minute,
    text: str,
    by: Actor,
    at: datetime,
    verb: str = Resolution.Verb.RESOLVED,
    to_body: str = "",
    reason: str = "",
    alternatives: str = "",
    mark: str = "",
    came: str = Resolution.Came.UNSAID,
    asks: bool = False,
    owner: Person | None = None,
    due_on: date | None = None,
) -> Resolution:
    """Minute one part of what was resolved under an item; one that asks for something becomes a finding.

    It is raised when the minutes are put to the next meeting: until then they are a draft that nobody else reads.

    An inquorate meeting resolves nothing.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_entry(minute)
    text = text.strip()
    meeting = minute.minutes.meeting
    if not text:
        raise RuleBroken("Write what was resolved.", about="text")
    if len(text) + len(reason) + len(alternatives) > LONGEST_TEXT:
        raise RuleBroken(f"Keep a resolution to {LONGEST_TEXT:,} letters.", about="text")
    if verb not in Resolution.Verb.values:
        raise RuleBroken("Choose how it is put.", about="verb")
    if came not in Resolution.Came.values:
        raise RuleBroken("Choose how it came about.", about="came")
    mark = " ".join(mark.split())[:12]
    if mark and minute.resolutions.filter(mark=mark).exists():
        raise RuleBroken(f"There is a part {mark} already.", about="mark")
    if verb == Resolution.Verb.RECOMMENDED and not to_body.strip():
        raise RuleBroken("Name the body to which it is recommended.", about="to_body")
    if not is_quorate(meeting):
        raise RuleBroken(
            f"Fewer than {meeting.committee.quorum} who vote were there: an inquorate meeting resolves nothing. Note "
            "who was there, or defer the item."
        )
    if (owner or due_on) and not asks:
        raise RuleBroken("What asks for nothing has no owner and no day; say that it asks for something.", about="asks")
    _check_day(meeting, due_on)
    number = (minute.resolutions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Resolution.objects.create(
        minute=minute, number=number, verb=verb, text=text, to_body=" ".join(to_body.split())[:200],
        reason=reason.strip(), alternatives=alternatives.strip(), mark=mark, came=came, owner=owner,
        due_on=due_on, asks=asks,
    )  # fmt: skip
    record(
        "committee.resolved", by=by, subject=minute.item.subject, at=at, text=text, verb=str(verb), number=number,
        asks=asks, owner=owner.key if owner else None, due_on=due_on,
    )  # fmt: skip
    return made


@transaction.atomic
def promise(
    *,
    minute: Minute,
    text: str,
    by: Actor,
    at: datetime,
    owner: Person | None = None,
    owner_name: str = "",
    due_on: date | None = None,
) -> Promise:
    """Enter a promise, an answer that is owed or a direction given under an item, with who owes it: a finding."""
    require_may_keep_meetings(by)
    hold_writing()
    check_entry(minute)
    text = text.strip()
    if not text:
        raise RuleBroken("Write what was promised.", about="text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(f"Keep a promise to {LONGEST_TEXT:,} letters.", about="text")
    name = owner.name if owner else tidy(owner_name, what="who owes it", most=200)
    meeting = minute.minutes.meeting
    _check_day(meeting, due_on)
    number = (minute.promises.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Promise.objects.create(minute=minute, number=number, text=text, owner=owner, owner_name=name, due_on=due_on)
    record(
        "committee.promised", by=by, subject=minute.item.subject, at=at, text=text,
        owner=name, due_on=due_on,
    )  # fmt: skip
    return made


@transaction.atomic
def discharge(*, promise: Promise, words: str, on: date, by: Actor, under: AgendaItem | None = None) -> None:
    """Discharge what was promised, with what became of it, and under which item of a later meeting that was told."""
    require_may_keep_meetings(by)
    words = words.strip()
    if not words:
        raise RuleBroken("Say what became of it.", about="words")
    meeting = promise.minute.minutes.meeting
    if on < meeting.on:
        raise RuleBroken("It cannot have been discharged before the meeting.", about="on")
    values = {"discharged_on": on, "discharged_by": words[:LONGEST_TEXT], "discharged_under": under}
    if not Promise.objects.filter(pk=promise.pk, discharged_on=None).update(**values):
        raise RuleBroken("It was discharged already.")
    reason = _told(promise.minute.item, words, "Discharged at the committee")
    if promise.finding is not None:
        decide_finding(finding=promise.finding, answer=Answer.DISCHARGED, reason=reason, by=_directing(by))
    record(
        "committee.promise_discharged", by=by, subject=promise.minute.item.subject, why=words, on=on,
        under=under.subject if under else None,
    )  # fmt: skip


def raise_what_was_asked(minutes: Minutes, *, by: Actor, at: datetime) -> None:
    """Raise as findings what the minutes ask for and what was promised in them, as they are put to the next meeting."""
    require_may_keep_meetings(by)
    for entry in minutes.entries.select_related("item").order_by("position"):
        for one in entry.resolutions.filter(asks=True, finding=None).select_related("owner"):
            number = f"{entry.item.printed}({one.number})"
            told = _told(entry.item, one.text, f"What was resolved under item {entry.item.printed}")
            one.finding = _raise(minutes.meeting, told, number=number, owner=one.owner, due_on=one.due_on, by=by, at=at)
            one.save(update_fields=["finding"])
        for owed in entry.promises.filter(finding=None).select_related("owner"):
            number = f"{entry.item.printed}/{owed.number}"
            told = _told(entry.item, owed.text, f"What was promised under item {entry.item.printed}")
            owed.finding = _raise(
                minutes.meeting, told, number=number, owner=owed.owner, due_on=owed.due_on, by=by, at=at
            )
            owed.save(update_fields=["finding"])
            if owed.discharged_on is not None:
                reason = _told(entry.item, owed.discharged_by, "Discharged at the committee")
                decide_finding(finding=owed.finding, answer=Answer.DISCHARGED, reason=reason, by=_directing(by))


def raise_brought(owed: Promise, *, paragraph: str, by: Actor, at: datetime) -> Finding:
    """Raise as a finding what was promised in minutes that a paper brought, with its place in that paper.

    A part of a command that asks and enters; of an item that is not public it says no words.
    """
    item = owed.minute.item
    told = _told(item, owed.text, f"What was promised under item {item.printed or owed.minute.number}")
    number = f"{owed.minute.number or item.printed}/{owed.number}"
    owed.finding = _raise(
        owed.minute.minutes.meeting, told, number=number, owner=None, due_on=None, by=by, at=at, paragraph=paragraph
    )
    owed.save(update_fields=["finding"])
    return owed.finding


def _check_day(meeting: CommitteeMeeting, due_on: date | None) -> None:
    if due_on is not None and due_on < meeting.on:
        raise RuleBroken("An answer cannot be due before the meeting.", about="due_on")


def _told(item: AgendaItem, text: str, instead: str) -> str:
    """The words of a finding: as they were said in public; of a restricted item only that there are such words.

    A finding is read by whoever answers for improvement, who may not be entitled to what was said behind closed doors.
    """
    kept = Exemption.objects.filter(item=item, lifted_at=None).exists() or item.part == Part.NON_PUBLIC
    if not kept:
        return text
    return f"{instead} ({item.public_title or 'not open to the public'}). Its words stand in the non-public minutes."


def _directing(by: Actor) -> Actor:
    """Who enters what a committee asks for: the person at the keyboard, with the right of the committee."""
    return Actor(by.person, system("committees", "A committee").person)


def _raise(
    meeting: CommitteeMeeting,
    text: str,
    *,
    number: str,
    owner: Person | None,
    due_on: date | None,
    by: Actor,
    at: datetime,
    paragraph: str = "",
) -> Finding:
    """Raise a finding of the meeting, which is a source of its own from the first one on."""
    acts = _directing(by)
    source = Source.objects.filter(committee_meeting=meeting).first()
    if source is None:
        source = add_source(
            kind=SourceKind.DIRECTION, title=f"{meeting.committee.body.name}, meeting of {day(meeting.on)}",
            dated=day(meeting.on), publisher=meeting.committee.body.name, address=meeting.get_absolute_url(),
            body=meeting.committee.body, by=acts, at=at,
        )  # fmt: skip
        CommitteeMeeting.objects.filter(pk=meeting.pk).update(source=source)
    return raise_finding(
        source=source, text=text, number=number, owner=owner, due_on=due_on, paragraph=paragraph, by=acts, at=at
    )
