"""Achievements and pressures of a round that are tied to no one action, and what became of pressures named before."""

from datetime import datetime

from django.db import IntegrityError, transaction

from goldenthread.boards.models import MonitoringRound, RoundNote
from goldenthread.boards.policy import require_may_note, require_may_withdraw_note
from goldenthread.boards.states import RoundState
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.queries.line_of_years import plans_behind


@transaction.atomic
def add_note(*, round: MonitoringRound, kind: str, text: str, by: Actor, at: datetime, theme: str = "") -> RoundNote:
    """Name an achievement, or a pressure with what it is about; the round's closing keeps it."""
    require_may_note(by, round)
    _require_at_work(round)
    if len(text.split()) < 3:
        raise RuleBroken("Say it in a sentence: the board reads it.", about="text")
    if kind == RoundNote.Kind.PRESSURE and not theme:
        raise RuleBroken("Say what the pressure is about.", about="theme")
    if round.notes.filter(kind=kind, text=text.strip(), withdrawn_at=None).exists():
        raise RuleBroken("This stands here already.", about="text")
    note = RoundNote.objects.create(
        round=round,
        kind=RoundNote.Kind(kind),
        theme=RoundNote.Theme(theme) if kind == RoundNote.Kind.PRESSURE else "",
        text=text.strip(),
        by=by.acting,
        at=at,
    )
    record("boards.note_added", by=by, subject=round.subject, at=at, kind=kind, theme=note.theme, note=note.text)
    return note


@transaction.atomic
def answer_pressure(
    *, round: MonitoringRound, pressure: RoundNote, standing: str, text: str, by: Actor, at: datetime
) -> RoundNote:
    """Say what has become of a pressure that was named in the round before: still there, eased, or gone.

    The rounds of the plan's years before are earlier rounds too.
    """
    require_may_note(by, round)
    _require_at_work(round)
    is_earlier = pressure.round.plan_id == round.plan_id and pressure.round.number < round.number
    if not is_earlier and pressure.round.plan_id not in plans_behind(round.plan_id):
        raise RuleBroken("Only a pressure of an earlier round of this plan is asked about.")
    if standing != RoundNote.Standing.STILL and len(text.split()) < 3:
        raise RuleBroken("Say in a sentence what has changed.", about="text")
    try:
        with transaction.atomic():
            note = RoundNote.objects.create(
                round=round,
                kind=RoundNote.Kind.PRESSURE,
                theme=pressure.theme,
                text=text.strip() or pressure.text,
                by=by.acting,
                at=at,
                follows=pressure,
                standing=RoundNote.Standing(standing),
            )
    except IntegrityError:
        raise RuleBroken("Somebody has said already what became of this pressure.") from None
    record(
        "boards.pressure_answered", by=by, subject=round.subject, at=at, theme=note.theme, standing=standing,
        note=note.text,
    )  # fmt: skip
    return note


@transaction.atomic
def withdraw_note(*, note: RoundNote, by: Actor, at: datetime) -> None:
    """Take a note back while its round is at work: whoever wrote it, or who manages the plan."""
    require_may_withdraw_note(by, note)
    _require_at_work(note.round)
    if not RoundNote.objects.filter(pk=note.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise RuleBroken("This was taken back already.")
    record("boards.note_withdrawn", by=by, subject=note.round.subject, at=at, note=note.text)


def _require_at_work(round: MonitoringRound) -> None:
    if round.state not in (RoundState.OPEN, RoundState.MODERATION):
        raise RuleBroken("Achievements and pressures are named while a round is open or in moderation.")
