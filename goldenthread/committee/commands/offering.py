"""Taking and declining the findings that a paper offers: promises in minutes, priorities, what a survey recommends.

What is taken becomes a finding of a source of its kind, with its place in the document, and is offered to plans as any
finding is. What is declined is remembered for the document.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.committee.commands.bringing import reading_of
from goldenthread.committee.commands.resolving import raise_brought
from goldenthread.committee.models import CommitteeMeeting, Minute, OfferAnswer, Promise
from goldenthread.committee.policy import require_may_answer_offer
from goldenthread.committee.queries.bringing import find_meeting
from goldenthread.committee.queries.offered import KINDS, Offer, offers_of_paper
from goldenthread.committee.reading.placing import folded
from goldenthread.committee.reading.values import MinutesRead, OfferKind, PackReading, PromiseRead
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.models import Finding, Source

MOST_AT_ONCE = 300
NOT_PUBLIC = "Its words stand in a paper that is not public, at {where} of {name}."


@transaction.atomic
def answer_offers(*, of: Import, take: bool, keys: Collection[str], by: Actor, at: datetime) -> int:
    """Take or decline findings that a paper offers, one or several at once; how many it were.

    What was answered already stays as it is. A promise is taken once the minutes it stands in were.
    """
    hold_writing()
    reading = reading_of(of)
    chosen = [one for one in offers_of_paper(of, reading) if one.key in keys and one.is_open]
    if of.state not in (State.STAGED, State.ACCEPTED):
        raise RuleBroken("This paper was dropped or taken back, so nothing of it can be taken.")
    if not chosen:
        raise RuleBroken("Choose at least one finding that nobody has answered yet.")
    if len(chosen) > MOST_AT_ONCE:
        raise RuleBroken(f"At most {MOST_AT_ONCE} findings can be answered at once; these are {len(chosen):,}.")
    for one in chosen:
        require_may_answer_offer(by, KINDS[one.read.kind][0])
    sources: dict[str, Source] = {}
    for one in chosen:
        finding = _take(of, one, reading, sources, by=by, at=at) if take else None
        OfferAnswer.objects.create(
            of=of, sha256=of.sha256, digest=one.key, taken=take, finding=finding, by=by.acting, at=at
        )
    what = "committee.offers_taken" if take else "committee.offers_declined"
    record(what, by=by, subject=of.subject, at=at, places=[one.read.where for one in chosen], count=len(chosen))
    return len(chosen)


def _take(
    of: Import, offer: Offer, reading: PackReading, sources: dict[str, Source], *, by: Actor, at: datetime
) -> Finding:
    """The finding that an offer becomes."""
    if offer.read.kind is OfferKind.PROMISE:
        return _promise(offer, reading, by=by, at=at)
    kind, finding_kind = KINDS[offer.read.kind]
    source = sources.get(kind) or _source(of, kind, reading, by=by, at=at)
    sources[kind] = source
    one = offer.read
    words = f"{one.text} ({one.plan})" if one.plan else one.text
    theme = one.of
    if one.part != 1:
        words, theme = NOT_PUBLIC.format(where=one.where, name=of.name), ""
    return raise_finding(
        source=source, text=words, kind=finding_kind, paragraph=one.where[:60], theme=theme[:120], by=by, at=at
    )


def _source(of: Import, kind: str, reading: PackReading, *, by: Actor, at: datetime) -> Source:
    """The source of a kind that this document is: the one it is already, or a new one that says which pack it was."""
    earlier = OfferAnswer.objects.filter(sha256=of.sha256, finding__source__kind=kind).select_related("finding__source")
    known = earlier.first()
    if known is not None and known.finding is not None:
        return known.finding.source
    agenda = next((one for one in reading.agendas if one.on and one.committee), None)
    label = {"self_evaluation": "Self-evaluation", "survey": "Survey"}.get(kind, "Report")
    where = f"the pack of {agenda.committee}" if agenda else of.name
    dated = day(agenda.on) if agenda and agenda.on else ""
    return add_source(
        kind=kind, title=f"{label} in {where}"[:300], dated=dated, publisher=agenda.committee[:200] if agenda else "",
        by=by, at=at,
    )  # fmt: skip


def _promise(offer: Offer, reading: PackReading, *, by: Actor, at: datetime) -> Finding:
    """A promise under its item, a finding of its meeting: it stands under matters arising until it is discharged."""
    found = _promise_read(offer, reading)
    entry = _entry(*found) if found else None
    if found is None or entry is None:
        raise RuleBroken("Take the minutes first: a promise is a finding of the meeting in which it was made.")
    number = (entry.promises.aggregate(last=Max("number"))["last"] or 0) + 1
    owed = Promise.objects.create(minute=entry, number=number, text=found[1].text, owner_name=_owner(found[1].who))
    return raise_brought(owed, paragraph=found[1].where[:60], by=by, at=at)


def _owner(who: str) -> str:
    """Who owes it as the minutes call them, without "the" in front."""
    name = " ".join(who.split()).removeprefix("the ").removeprefix("The ")
    return (name[:1].upper() + name[1:])[:200] or "Not named"


def _promise_read(offer: Offer, reading: PackReading) -> tuple[MinutesRead, PromiseRead] | None:
    """The promise that is offered, with the minutes it stands in."""
    every: Sequence[tuple[MinutesRead, PromiseRead]] = [
        (minutes, promise) for minutes in reading.minutes for promise in minutes.promises
    ]
    same = (one for one in every if one[1].where == offer.read.where and one[1].text == offer.read.text)
    return next(same, None)


def _entry(minutes: MinutesRead, promise: PromiseRead) -> Minute | None:
    """What is minuted here under the item of a promise."""
    meeting: CommitteeMeeting | None = find_meeting(minutes)
    if meeting is None:
        return None
    rows = Minute.objects.filter(minutes__meeting=meeting, minutes__brought__isnull=False).select_related("item")
    titled = [one for one in rows.order_by("position") if folded(one.item.title) == folded(promise.title)]
    numbered = [one for one in titled if one.number == promise.item]
    return next(iter(numbered or titled), None)
