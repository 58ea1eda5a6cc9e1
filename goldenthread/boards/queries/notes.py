"""Achievements and pressures of a round, and the pressures of the round before that wait for a word."""

from dataclasses import dataclass

from django.db.models import Q

from goldenthread.boards.models import MonitoringRound, RoundNote
from goldenthread.boards.policy import require_may_withdraw_note
from goldenthread.boards.states import AT_WORK
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.queries.line_of_years import plans_behind
from goldenthread.plan.queries.plan_header import named_with_its_year


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
    """A pressure of an earlier round, with its place among the plan's earlier notes, which no longer change.

    ``where`` names the round, with its plan where that is the plan of the year before.
    """

    place: int
    note: RoundNote
    where: str = ""


def pressures_before(round: MonitoringRound) -> list[PressureBefore]:
    """The pressures of earlier rounds of the plan that were not gone, and of which nothing was said since.

    What was named in the plan's year before, and is not gone, is asked about in its next year too.
    """
    years = [round.plan_id, *plans_behind(round.plan_id)]
    here = Q(round__plan=round.plan_id, round__number__lt=round.number)
    earlier = RoundNote.objects.filter(here | Q(round__plan__in=years[1:]))
    earlier = earlier.filter(round__closings__isnull=False).distinct().order_by("pk")
    standing = RoundNote.objects.filter(round__plan__in=years, follows__isnull=False, withdrawn_at=None)
    answered = set(standing.values_list("follows", flat=True))
    return [
        PressureBefore(place, note, _where(note, round))
        for place, note in enumerate(earlier.select_related("by", "round__plan"), start=1)
        if note.kind == RoundNote.Kind.PRESSURE
        and note.withdrawn_at is None
        and note.standing != RoundNote.Standing.GONE
        and note.pk not in answered
    ]


def _where(note: RoundNote, round: MonitoringRound) -> str:
    """The round in which a pressure was named, and of which plan where that is another one."""
    named = f"round {note.round.number}"
    if note.round.plan_id == round.plan_id:
        return named
    return f"{named} of {named_with_its_year(note.round.plan, beside=round.plan.name)}"
