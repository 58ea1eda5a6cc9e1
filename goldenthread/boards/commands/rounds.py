"""Every change to rounds: planned, opened, put into moderation, closed and frozen, taken up again for a correction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from goldenthread.boards.commands.asking import ask_for_answers
from goldenthread.boards.freezing import header_of, lines_of, notes_of, priorities_of
from goldenthread.boards.models import Closing, MonitoringRound, RoundLine
from goldenthread.boards.policy import require_may_keep_rounds
from goldenthread.boards.queries.owed import still_out
from goldenthread.boards.queries.returns import owed_to
from goldenthread.boards.states import RoundState, check_move
from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.notices.commands import call_back
from goldenthread.plan.models import Plan, Refresh

_BATCH = 500


@dataclass(frozen=True, slots=True)
class RoundDates:
    """The days of a round; all but the period may be left open."""

    period_starts_on: date
    period_ends_on: date
    opens_on: date | None = None
    returns_due_on: date | None = None
    moderated_until: date | None = None
    closes_on: date | None = None
    meets_on: date | None = None

    def check(self) -> None:
        """Refuse days that do not follow one another: open, returns due, moderation until, closes, the meeting."""
        if self.period_ends_on < self.period_starts_on:
            raise RuleBroken("The period ends before it starts.")
        days = [self.opens_on, self.returns_due_on, self.moderated_until, self.closes_on, self.meets_on]
        known = [day for day in days if day is not None]
        if known != sorted(known):
            raise RuleBroken("The days must follow one another: opens, returns due, moderation, closes, meeting.")


@transaction.atomic
def plan_round(*, plan: Plan, board: Body | None, dates: RoundDates, by: Actor) -> MonitoringRound:
    """Plan the next round of a plan, for a board."""
    require_may_keep_rounds(by, plan)
    dates.check()
    last = MonitoringRound.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    values = {name: getattr(dates, name) for name in RoundDates.__dataclass_fields__}
    made = MonitoringRound.objects.create(plan=plan, board=board, number=last + 1, **values)
    record("boards.round_planned", by=by, subject=made.subject, board=board.key if board else None, **values)
    return made


@transaction.atomic
def open_round(*, round: MonitoringRound, by: Actor, at: datetime) -> None:
    """Open a round, write down what is owed by whom, and ask. A plan has one round at work at a time."""
    require_may_keep_rounds(by, round.plan)
    at_work = MonitoringRound.objects.filter(plan=round.plan, state__in=[RoundState.OPEN, RoundState.MODERATION])
    if at_work.exclude(pk=round.pk).exists():
        raise RuleBroken("Another round of this plan is at work; close it first.")
    _move(round, RoundState.OPEN, by=by, at=at, values={"opened_at": at})
    ask_for_answers(round=round, by=by, at=at)


@transaction.atomic
def moderate_round(*, round: MonitoringRound, by: Actor, at: datetime) -> None:
    """Put an open round into moderation: what was said is weighed before it is frozen."""
    require_may_keep_rounds(by, round.plan)
    _move(round, RoundState.MODERATION, by=by, at=at)


@transaction.atomic
def close_round(
    *, round: MonitoringRound, by: Actor, at: datetime, position_on: date | None = None, missing_why: str = ""
) -> Closing:
    """Close a round: every row, word, meaning and colour is copied, in one transaction, and never changes again.

    ``position_on`` is the day by which dates are judged, the day of closing where none is given. A round that was
    taken up again gets a further closing with the reason for it. While something that was asked for is missing, or a
    rating better than its dates has no sentence, the round is closed only with ``missing_why``, which is printed.
    """
    require_may_keep_rounds(by, round.plan)
    hold_writing()  # a return that is being saved is wholly in this closing or wholly after it
    why = _why_taken_up(round)
    on = position_on or timezone.localdate(at)
    owed = owed_to(round, on=on)
    missing = still_out(owed)
    if missing and len(missing_why.split()) < 3:
        who = "the board" if round.board_id else "the round"
        raise RuleBroken(
            f"{len(missing)} {'answer' if len(missing) == 1 else 'answers'} {who} asked for "
            f"{'is' if len(missing) == 1 else 'are'} missing. Say in a sentence why it is closed without.",
            about="missing_why",
        )
    _move(round, RoundState.CLOSED, by=by, at=at)
    plan = Plan.objects.get(pk=round.plan_id)
    closing = Closing.objects.create(
        round=round,
        number=round.closings.count() + 1,
        position_on=on,
        closed_at=at,
        closed_by=str(by),
        why=why,
        plan_name=plan.name,
        board_name=round.board.name if round.board else "",
        words=[
            {"word": word, "colour": colour, "meaning": meaning}
            for word, colour, meaning in plan.rating_words.values_list("word", "colour", "meaning")
        ],
        missing=missing,
        missing_why=missing_why.strip() if missing else "",
        notes=notes_of(round),
        header=header_of(plan),
        priorities=priorities_of(plan),
    )
    lines = RoundLine.objects.bulk_create(lines_of(closing, plan, owed=owed, on=on), batch_size=_BATCH)
    call_back(prefix=f"{round.subject}:", by=by, at=at)
    record(
        "boards.round_frozen", by=by, subject=round.subject, at=at, closing=closing.number, position_on=on,
        lines=len(lines), missing=len(missing), why=missing_why.strip() if missing else "",
    )  # fmt: skip
    return closing


@transaction.atomic
def reopen_round(*, round: MonitoringRound, why: str, by: Actor, at: datetime) -> None:
    """Take up a closed round for a correction, with the reason; the closing that was made stays as it is."""
    require_may_keep_rounds(by, round.plan)
    if refusal := why_not_corrected(round):
        raise RuleBroken(refusal)
    if len(why.split()) < 3:
        raise RuleBroken("Say in a sentence what has to be corrected: it is printed with the new closing.")
    _move(round, RoundState.MODERATION, by=by, at=at, why=why.strip())


def why_not_corrected(round: MonitoringRound) -> str:
    """Why a closed round can not be taken up for a correction, whatever the reason is; blank where it can."""
    later = Q(plan=round.plan_id, number__gt=round.number)
    next_year = Q(plan__made_by__plan=round.plan_id, plan__made_by__stage=Refresh.Stage.DONE)
    if MonitoringRound.objects.filter(later | next_year, closings__isnull=False).exists():
        return "A later round was closed already; correct what is wrong in the next one."
    if MonitoringRound.objects.filter(plan=round.plan, state__in=[RoundState.OPEN, RoundState.MODERATION]).exists():
        return "Another round of this plan is at work; close it first."
    return ""


def _move(
    round: MonitoringRound,
    after: RoundState,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    hold_writing()  # first the ledger, then the round, in every move: in another order two would stop each other
    before = round.state
    check_move(before, after)
    values = {"state": after, **(values or {})} | ({"correction": why} if after == RoundState.MODERATION else {})
    if not update_if_unchanged(round, version=round.version, values=dict(values)):
        raise RuleBroken("Somebody else moved this round in the meantime; look at it again.")
    record("boards.round_moved", by=by, subject=round.subject, at=at, why=why, changes={"state": (before, after)})


def _why_taken_up(round: MonitoringRound) -> str:
    """Why a round that was closed before was taken up again."""
    return round.correction if round.closings.exists() else ""
