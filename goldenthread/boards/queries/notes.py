"""Achievements and pressures of a round, and the pressures of the round before that wait for a word."""

from dataclasses import dataclass

from goldenthread.boards.models import MonitoringRound, RoundNote
from goldenthread.boards.policy import require_may_withdraw_note
from goldenthread.boards.states import AT_WORK
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note, and whether this reader may take it back."""

    note: RoundNote
    may_withdraw: bool


def notes_shown(round: MonitoringRound, reader: Actor) -> list[NoteShown]:
    """The notes of a round, achievements first."""
    notes = round.notes.filter(withdrawn_at=None).select_related("by", "follows", "round__plan")
    return [NoteShown(note, round.state in AT_WORK and _may_withdraw(reader, note)) for note in notes]


def _may_withdraw(reader: Actor, note: RoundNote) -> bool:
    try:
        require_may_withdraw_note(reader, note)
    except NotAllowed:
        return False
    return True


@dataclass(frozen=True, slots=True)
class PressureBefore:
    """A pressure of an earlier round, with its place among the plan's earlier notes, which no longer change."""

    place: int
    note: RoundNote


def pressures_before(round: MonitoringRound) -> list[PressureBefore]:
    """The pressures of earlier rounds of the plan that were not gone, and of which nothing was said since."""
    earlier = RoundNote.objects.filter(round__plan=round.plan_id, round__number__lt=round.number)
    earlier = earlier.filter(round__closings__isnull=False).distinct().order_by("pk")
    standing = RoundNote.objects.filter(round__plan=round.plan_id, follows__isnull=False, withdrawn_at=None)
    answered = set(standing.values_list("follows", flat=True))
    return [
        PressureBefore(place, note)
        for place, note in enumerate(earlier.select_related("by", "round"), start=1)
        if note.kind == RoundNote.Kind.PRESSURE
        and note.withdrawn_at is None
        and note.standing != RoundNote.Standing.GONE
        and note.pk not in answered
    ]
