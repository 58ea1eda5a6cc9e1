"""Reporting lines as rules: who reports to whom makes no circle, and each body stands beneath those it reports to.

Pure functions over pairs (who reports, to whom).

Source: report of 2 May 2018 to the Safeguarding Sub Committee, paragraph 9 (a board reports to an executive, which
reports to a committee); that the lines make no circle is our reading: a report that comes back to its author tells
nobody anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

Pair = tuple[int, int]


def circle_through(pairs: Iterable[Pair], new: Pair) -> list[int]:
    """The circle that a new line would close: from who reports, through each in turn, back to who reports.

    Empty where it closes none. Each body is looked at once, however many lines there are.
    """
    start, first = new
    onwards: dict[int, list[int]] = defaultdict(list)
    for body, to in pairs:
        onwards[body].append(to)
    came_from: dict[int, int] = {first: start}
    waiting = [first]
    while waiting:
        here = waiting.pop()
        if here == start:
            return _way_back(came_from, start)
        for to in onwards[here]:
            if to not in came_from:
                came_from[to] = here
                waiting.append(to)
    return []


def _way_back(came_from: Mapping[int, int], start: int) -> list[int]:
    way = [start]
    while (before := came_from[way[-1]]) != start:
        way.append(before)
    return [start, *reversed(way)]


def in_words(circle: list[int], names: Mapping[int, str]) -> str:
    """The circle as one sentence that names every body in it."""
    (body, first), *rest = pairwise(circle)
    others = ", and ".join(f"{names[one]} reports to {names[to]}" for one, to in rest)
    return f"{names[body]} cannot report to {names[first]}, because that closes a circle: {others}."


def depths(pairs: Iterable[Pair]) -> dict[int, int]:
    """How deep each body stands: nought where it reports to nobody, else one beneath the deepest it reports to.

    A body that lines lead round in a circle, which the commands refuse, stands one beneath all the others.
    """
    receivers: dict[int, set[int]] = defaultdict(set)
    senders: dict[int, set[int]] = defaultdict(set)
    for body, to in pairs:
        receivers[body].add(to)
        receivers.setdefault(to, set())
        senders[to].add(body)
    left = {body: len(found) for body, found in receivers.items()}
    deep = {body: 0 for body, count in left.items() if not count}
    waiting = list(deep)
    while waiting:
        here = waiting.pop()
        for body in senders[here]:
            deep[body] = max(deep.get(body, 0), deep[here] + 1)
            left[body] -= 1
            if not left[body]:
                waiting.append(body)
    beneath = max((deep[body] for body, count in left.items() if not count), default=0) + 1
    return {body: beneath if left[body] else deep[body] for body in receivers}
