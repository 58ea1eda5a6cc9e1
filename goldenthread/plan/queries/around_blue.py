"""The end of an action's thread: how it was reported and assured, looked at again, contradicted, and what stands.

What was said at an earlier blue stays on the page when an action was taken up again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.design.words import counted, day
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.assurance import SHORT, Strength
from goldenthread.plan.models import Action, Assurance, Contradiction, Recheck
from goldenthread.plan.states import COMPLETE, OUT


@dataclass(frozen=True, slots=True)
class Outcome:
    """A stage at the end of the thread: done, to come or missing, with the way to it or why it is refused."""

    name: str
    state: str
    heading: str
    when: str = ""
    text: str = ""
    url: str = ""
    link: str = ""
    refused: str = ""
    also_url: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One time an action was given blue."""

    by: str
    on: date
    difference: str
    strength: str
    why_no_evidence: str
    ended_on: date | None
    because: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """One re-check, done or to come."""

    due_on: date
    why: str
    result: str
    by: str | None
    on: date | None
    looked_at: str
    records: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Told:
    """One finding that contradicts the action, and what became of it."""

    pk: int
    finding: str
    text: str
    source: str
    said: str
    by: str
    at: datetime
    outcome: str
    settled_by: str | None
    settled_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class AroundBlue:
    """Everything that assurance said of one action."""

    acts: tuple[Act, ...]
    looks: tuple[Look, ...]
    told: tuple[Told, ...]

    @property
    def standing(self) -> Act | None:
        """The blue that stands."""
        return next((act for act in self.acts if act.ended_on is None), None)

    @property
    def unanswered(self) -> tuple[Told, ...]:
        """The findings nobody has answered."""
        return tuple(one for one in self.told if not one.outcome)


ACTS = Prepared(
    lambda action: (
        Assurance.objects.filter(action=action, outcome=Assurance.Outcome.GIVEN)
        .order_by("on", "pk")
        .values_list("by__name", "on", "difference", "strength", "why_no_evidence", "ended_on", "ended_because__text")
    ),
    int,
)
LOOKS = Prepared(
    lambda action: (
        Recheck.objects.filter(action=action)
        .exclude(result=Recheck.Result.CALLED_OFF)
        .order_by("due_on", "pk")
        .values_list("due_on", "why", "result", "done_by__name", "done_on", "looked_at", "records", "said")
    ),
    int,
)
TOLD = Prepared(
    lambda action: (
        Contradiction.objects.filter(action=action)
        .order_by("raised_at", "pk")
        .values_list(
            "pk", "finding__key", "finding__text", "finding__source__title", "said", "raised_by__name", "raised_at",
            "outcome", "settled_by__name", "settled_at", "reason",
        )
    ),
    int,
)  # fmt: skip


def around_blue(action: Action) -> AroundBlue:
    """Read what assurance said of an action: three prepared queries."""
    return AroundBlue(
        acts=tuple(Act(*row) for row in ACTS.rows(action.pk)),
        looks=tuple(Look(*row) for row in LOOKS.rows(action.pk)),
        told=tuple(Told(*row) for row in TOLD.rows(action.pk)),
    )


def vouched(act: Act | None) -> str:
    """How strong the evidence was when blue was given, and why none is kept here, in a sentence each."""
    if act is None:
        return ""
    strength = f"Evidence: {SHORT[Strength(act.strength)]}." if act.strength else ""
    none_kept = f"None is kept here: {act.why_no_evidence}" if act.why_no_evidence else ""
    return " ".join(part for part in (strength, none_kept) if part)


def earlier(around: AroundBlue) -> Iterator[Outcome]:
    """Each blue that has ended, with what was said then and the finding that ended it."""
    for act in around.acts:
        if act.ended_on is None:
            continue
        because = f" because of a finding: {act.because}" if act.because else "."
        text = " ".join(part for part in (act.difference, vouched(act)) if part)
        text = f"{text} It ended on {day(act.ended_on)}{because}"
        yield Outcome("Blue before", "on record", f"Was assured by {act.by}", day(act.on), text)


def contradictions(action: Action, around: AroundBlue, *, reopens: bool, settles: bool) -> Iterator[Outcome]:
    """Each finding against the action, with what became of it or the way to answer it."""
    if action.state in OUT:
        return
    base = action.get_absolute_url()
    for one in around.told:
        if one.outcome == Contradiction.Outcome.REOPENED:
            continue  # its thread says above which finding it was taken up again for
        text = " ".join(part for part in (one.said, f"{one.source}; said by {one.by}.") if part)
        when = day(one.at)
        if one.outcome == Contradiction.Outcome.STANDS:
            text = f"{text} {one.settled_by} says that the action stands: {one.reason}"
        elif one.outcome:
            text = f"{text} Answered on {day(one.settled_at)} by {one.settled_by}."
        if one.outcome:
            yield Outcome("Contradicted", "on record", one.text, when, text)
            continue
        ways = [
            (f"{base}reopen/?finding={one.finding}", "Reopen it") if reopens and action.state in COMPLETE else None,
            (f"{base}stands/{one.pk}/", "Say why it stands") if settles else None,
        ]
        (url, link), (also_url, also) = ([way for way in ways if way] + [("", ""), ("", "")])[:2]
        also = also[:1].lower() + also[1:]
        heading = f"A finding says otherwise: {one.text}"
        yield Outcome("Contradicted", "on record", heading, when, text, url, link, also_url=also_url, also=also)


def looks(action: Action, around: AroundBlue, *, on: date, checks: bool, watches: bool) -> Iterator[Outcome]:
    """Each re-check that was done, the one to come, and that the action is embedded."""
    base = action.get_absolute_url()
    for one in around.looks:
        if one.result:
            heading = "It still held" if one.result == Recheck.Result.HOLDS else "It had slipped"
            seen = one.looked_at + (f" ({counted(one.records, 'record')})" if one.records else "")
            yield Outcome("Looked again", "on record", heading, day(one.on), f"{one.by}, {seen}: {one.said}")
    if action.state not in COMPLETE:
        return
    if action.is_embedded:
        text = "Two looks in a row found that it holds."
        yield Outcome("Embedded", "on record", "It is how things are done now", day(action.embedded_on), text)
    yield from _to_come(base, around, on=on, checks=checks, watches=watches)


def _to_come(base: str, around: AroundBlue, *, on: date, checks: bool, watches: bool) -> Iterator[Outcome]:
    moves = f"{base}recheck/date/" if watches else ""
    for one in around.looks:
        if not one.result:
            is_due = one.due_on <= on
            heading = "It is due to be looked at again" if is_due else f"To be looked at again on {day(one.due_on)}"
            yield Outcome(
                "Looked again",
                "to come",
                heading,
                f"since {day(one.due_on)} " if is_due else "",
                one.why,
                f"{base}recheck/" if checks else "",
                "Look again",
                also_url=moves,
                also="move the day" if checks else "Move the day",
            )


def watch_link(action: Action, around: AroundBlue, *, watches: bool) -> bool:
    """Whether a day for a re-check can be set: the action is complete and none is to come."""
    return watches and action.state in COMPLETE and all(one.result for one in around.looks)
