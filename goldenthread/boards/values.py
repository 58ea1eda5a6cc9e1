"""Frozen lines as light values: whole for the closing a page is about, and what is compared of an earlier one.

A page of a plan of 1,000 actions reads 2,000 frozen lines. Taken as rows of a
model they cost half of the page; as named tuples a sixth.
"""

from typing import NamedTuple


class Line(NamedTuple):
    """An action as it stood when a round was closed, whole. The names are those of ``RoundLine``."""

    action: str
    ref: str
    priority_number: str
    priority_title: str
    wording: str
    ends: str
    first_due: str
    leads: str
    senior_lead: str
    state: str
    declared: str
    word: str
    derived: str
    because: str
    said: str
    extensions: int
    extended_why: str
    sources: str
    next_step: str
    look_at: str
    needs: str
    despite: str
    returned: str
    board_word: str
    board_colour: str
    board_why: str

    @property
    def name(self) -> str:
        """How a sentence names it."""
        return self.ref or self.action

    @property
    def priority(self) -> str:
        """Its priority in words."""
        number, title = self.priority_number, self.priority_title
        return f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title


class ThenLine(NamedTuple):
    """What is compared of an earlier closing."""

    action: str
    state: str
    declared: str
    word: str
    derived: str
    ends: str
    extensions: int
