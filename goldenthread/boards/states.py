"""How far a round is, and which step may follow which.

Source: quarterly monitoring by a named board, header block of the plan printed
with the report of 2 May 2018 ("Frequency of monitoring/reporting: Quarterly").
"""

from django.db.models import TextChoices

from goldenthread.kernel.errors import RuleBroken


class RoundState(TextChoices):
    """How far a round is."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    MODERATION = "moderation", "In moderation"
    CLOSED = "closed", "Closed"


class Returned(TextChoices):
    """What became of something that a round asked for."""

    RETURNED = "returned", "Returned"
    LATE = "late", "Returned late"
    MISSING = "missing", "Missing"
    DECLINED = "declined", "Declined"


AT_WORK = (RoundState.OPEN, RoundState.MODERATION)
"""States in which a round still takes answers."""


MOVES: dict[RoundState, frozenset[RoundState]] = {
    RoundState.PLANNED: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.MODERATION, RoundState.CLOSED}),
    RoundState.MODERATION: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.MODERATION}),
}
"""What may follow: a closed round is taken up again for a correction, which makes a further closing."""


def check_move(before: str, after: RoundState) -> None:
    """Refuse a step that does not follow on where the round stands."""
    if after not in MOVES[RoundState(before)]:
        raise RuleBroken(
            f"This round is {RoundState(before).label.lower()}; it cannot become {after.label.lower()} now."
        )
