"""How actions are named by their refs where the words do not follow: two that print alike are told apart.

A ref may stand twice in a plan, under two priorities or under one: the first are told apart by their priority, the
second by the first words of the action.

Source: the plan of 2 May 2018 prints 1.4 under two priorities, and some refs twice under one.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

MOST_WORDS = 5


class Printed(Protocol):
    """An action as a plan prints it."""

    @property
    def action(self) -> str:
        """Its key."""

    @property
    def ref(self) -> str:
        """Its ref, which may be blank or stand twice."""

    @property
    def priority_number(self) -> str:
        """The number of its priority."""

    @property
    def priority_title(self) -> str:
        """The title of its priority."""

    @property
    def wording(self) -> str:
        """Its words."""


def told_apart(lines: Iterable[Printed]) -> dict[str, str]:
    """The name of each action whose ref stands more than once among some lines, by its key; others need none."""
    found = list(lines)
    times = Counter(line.ref for line in found)
    alike = [line for line in found if line.ref and times[line.ref] > 1]
    places = Counter((line.ref, _priority(line)) for line in alike)
    return {
        line.action: f"{line.ref} of {_priority(line)}{_words(line) if places[line.ref, _priority(line)] > 1 else ''}"
        for line in alike
    }


def _priority(line: Printed) -> str:
    return f"priority {line.priority_number}" if line.priority_number else f"“{line.priority_title}”"


def _words(line: Printed) -> str:
    words = line.wording.split(None, MOST_WORDS)
    if not words:
        return f" ({line.action})"
    return f" (“{' '.join(words[:MOST_WORDS])}{' …' if len(words) > MOST_WORDS else ''}”)"
