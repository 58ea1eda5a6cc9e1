"""Who may vote on an item: members on everything, a co-opted member only on the business their vote is for.

The council writes in the seat what a limited vote is for ("education"), and the clerk names with a motion which
business it is; nothing is guessed from titles.

Sources: Local Government and Housing Act 1989, section 13 (voting rights of co-opted members); Local Government Act
2000, Schedule A1, paragraphs 7 and 8 (church and parent governor representatives vote on education functions alone).
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who was there and has a vote, and what it is for where it is limited."""

    key: int
    name: str
    votes_on: str = ""


def is_for(votes_on: str, business: str) -> bool:
    """Whether a limited vote is for some business; of a motion of which nobody has named the business it is not.

    Both may name several, with commas between them; capitals make no difference.
    """
    wanted = {word.strip().casefold() for word in votes_on.split(",")}
    return bool(wanted & {word.strip().casefold() for word in business.split(",")} - {""})


def who_may_vote(voters: Iterable[Voter], *, business: str) -> tuple[list[Voter], list[Voter]]:
    """Those who may vote on some business, and those whose vote is for other business alone."""
    may: list[Voter] = []
    not_now: list[Voter] = []
    for one in voters:
        (may if not one.votes_on or is_for(one.votes_on, business) else not_now).append(one)
    return may, not_now


def not_their_business(one: Voter) -> str:
    """What is said where somebody's vote is for other business."""
    return (
        f"{one.name} votes on {one.votes_on} alone: leave their vote out, or name that business where the motion is it."
    )
