"""What waits on a row goes along to where its work goes on: a request, a contradiction, a disowning.

A year's refresh decides what becomes of actions. It decides neither on a date that somebody asked for and somebody
else approves, nor on a finding that nobody has answered, nor on a lead's word that an action is not theirs; so each
waits on, on the successor, before the same people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.identity.actor import Actor
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.telling import tell_end_settled
from goldenthread.plan.models import Action, Contradiction, EndDateChange, Plan
from goldenthread.plan.queries.waiting import DISOWNED_BEFORE, disowned_lines, said_by
from goldenthread.plan.refresh import Fate


@dataclass(frozen=True, slots=True)
class Onward:
    """An old row and where it went: ``heir`` is the row its work goes on in, ``ends_on`` the end it was given anew.

    ``has_new_lead`` says that the lead of the heir was named anew on the way.
    """

    old: Action
    heir: Action | None
    how: Fate
    ends_on: date | None = None
    has_new_lead: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the heir is a row of its own, and not that of another action."""
        return self.heir is not None and self.how != Fate.MERGE


@dataclass(frozen=True, slots=True)
class Settled:
    """A request for a new end that the press answered: on which row that is told, and with what words."""

    change: EndDateChange
    action: Action
    how: str


def take_along(rows: Iterable[Onward], *, into: Plan, by: Actor, at: datetime) -> list[Settled]:
    """Move what waits on old rows to their heirs; a part of the command that sends them there.

    ``into`` is the new plan. A request is decided here only where the refresh gave the end itself, or where no row
    of its own is left on which it could wait: these are returned, so that whoever asked is told once she may see the
    row.
    """
    settled = []
    onward = {row.old.pk: row for row in rows}
    asked = EndDateChange.objects.filter(action__in=onward, decision=EndDateChange.Decision.ASKED)
    for change in asked.select_related("asked_by").order_by("asked_at", "pk"):
        row = onward[change.action_id]
        if row.is_own and row.ends_on is None and row.heir is not None:
            _request_goes_along(change, row.old, row.heir, by=by, at=at)
        else:
            settled.append(_settle_request(change, row, into, by=by, at=at))
    _contradictions_go_along(list(onward.values()), by=by, at=at)
    disowned_go_along([row for row in onward.values() if not row.has_new_lead], by=by, at=at)
    return settled


def tell_settled(settled: Iterable[Settled], *, by: Actor, at: datetime) -> None:
    """Tell whoever asked for a new end, and the leads, what it was answered with."""
    for one in settled:
        tell_end_settled(one.change, one.action, how=one.how, by=by, at=at)


def _request_goes_along(change: EndDateChange, old: Action, heir: Action, *, by: Actor, at: datetime) -> None:
    EndDateChange.objects.filter(pk=change.pk).update(action=heir)
    for subject, what in (
        (old.subject, "plan.end_date_went_along"),
        (heir.subject, "plan.end_date_came_along"),
    ):
        record(
            what,
            by=by,
            subject=subject,
            at=at,
            why=change.reason,
            end=change.after_written,
            from_=change.asked_by.key,
        )


def _settle_request(change: EndDateChange, row: Onward, into: Plan, *, by: Actor, at: datetime) -> Settled:
    """What was asked for is given where the refresh gave it; else it is answered with what became of the action."""
    given = row.is_own and row.ends_on == change.after_on
    decision = EndDateChange.Decision.APPROVED if given else EndDateChange.Decision.DECLINED
    note = {
        Fate.MERGE: f"It was merged into another action of {into.name}; ask there if that needs a later end.",
        Fate.WITHDRAW: "The action was withdrawn.",
        Fate.WATCH: "The action is complete.",
    }.get(row.how, f"Its end was set as it went into {into.name}.")
    EndDateChange.objects.filter(pk=change.pk).update(
        decision=decision, decided_by=by.acting, decided_at=at, decision_note=note
    )
    end, asker = change.after_written, change.asked_by.key
    record(f"plan.end_date_{decision}", by=by, subject=row.old.subject, at=at, why=note, end=end, from_=asker)
    if row.is_own and row.heir is not None:
        _name_asker(change, row.heir, given=given)
        why, subject = change.reason, row.heir.subject
        record("plan.end_date_settled", by=by, subject=subject, at=at, why=why, end=end, from_=asker)
    return Settled(change, row.heir or row.old, _answered_with(change, row, given=given, note=note))


def _answered_with(change: EndDateChange, row: Onward, *, given: bool, note: str) -> str:
    """What the request was answered with, for whoever asked: the end it has now, or why there is none to give."""
    if row.heir is None or not row.is_own or row.ends_on is None:
        return f"does not move to {change.after_written}. {note}"
    asked = "" if given else f" {change.after_written} was asked for."
    return f"now ends {row.heir.ends_written}.{asked} {note}"


def _name_asker(change: EndDateChange, heir: Action, *, given: bool) -> None:
    """The end that the new row was given says who had asked for one, and for which."""
    moved = EndDateChange.objects.filter(action=heir, decision=EndDateChange.Decision.APPROVED).order_by("-pk").first()
    if moved is None:
        return
    said = f"{change.asked_by} asked for {change.after_written}: {change.reason}"
    EndDateChange.objects.filter(pk=moved.pk).update(
        decision_note=f"{moved.decision_note} {said}".strip(), **({"asked_by": change.asked_by} if given else {})
    )


def disowned_go_along(rows: Iterable[Onward], *, by: Actor, at: datetime) -> None:
    """A lead who said that an action is not theirs has said it of the row its work goes on in; a part of commands.

    A row of its own has the same leads. A row that others were merged into took on their work, so whoever manages it
    hears of which of them it was said; a word on the row itself is entered after those, because the last one counts.
    """
    onward = {row.old.subject: row for row in rows if row.heir is not None}
    for one in sorted(disowned_lines(onward), key=lambda one: onward[one.subject].is_own):
        row = onward[one.subject]
        if row.heir is not None:
            why = one.why if row.is_own else f"Said of {row.old.ref or row.old.key}, now merged into this: {one.why}"
            record(DISOWNED_BEFORE, by=by, subject=row.heir.subject, at=at, why=why, from_=said_by(one))


def _contradictions_go_along(rows: Sequence[Onward], *, by: Actor, at: datetime) -> None:
    """A finding that nobody has answered stands against the row in which the work goes on, once."""
    heirs = {row.old.pk: row.heir for row in rows if row.heir is not None}
    open_ones = Contradiction.objects.filter(action__in=heirs, outcome="").select_related("finding__source")
    standing: set[tuple[int, int]] = set()
    for one in open_ones.order_by("raised_at", "pk"):
        heir = heirs[one.action_id]
        if (heir.pk, one.finding_id) in standing:
            continue
        standing.add((heir.pk, one.finding_id))
        Contradiction.objects.filter(pk=one.pk).update(action=heir)
        one.finding.source.scopes.add(heir.plan.scope)
        record(
            "plan.contradiction_came_along", by=by, subject=heir.subject, at=at, why=one.said, finding=one.finding.key
        )
