"""The numbers members read: one run through both parts, sub-items with letters, and nothing renumbered once issued.

Source: agenda of 2 May 2018 (items 1 to 18 through both parts); members' complaints that numbers change between
editions of a pack.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.errors import RuleBroken

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Place:
    """An item in its order: its own number, the item it stands under, and what it is printed as since it was issued."""

    number: int
    parent: int | None = None
    printed: str = ""


def printed_numbers(places: Iterable[Place]) -> dict[int, str]:
    """The printed number of each item, given in the order of the agenda with parents before their children.

    What was issued keeps its number. Before that, items count 1, 2, 3 through both parts and sub-items a, b, c under
    their parent. An item that comes after the agenda was issued is lettered behind the last issued one before it.
    """
    found: dict[int, str] = {}
    rows = list(places)
    taken = {row.printed for row in rows if row.printed}
    was_issued = bool(taken)
    last, count = "", 0
    for row in rows:
        if row.printed:
            found[row.number] = row.printed
        elif row.parent is not None and row.parent in found:
            found[row.number] = lettered(found[row.parent], taken)
        elif was_issued:
            found[row.number] = lettered(last or "0", taken)
        else:
            count += 1
            found[row.number] = str(count)
        taken.add(found[row.number])
        if row.parent is None:
            last = _whole(found[row.number])
    return found


def _whole(printed: str) -> str:
    return printed.rstrip(LETTERS)


def lettered(stem: str, taken: Collection[str]) -> str:
    """The next free letter behind a number: 8a, 8b … 8z, 8za; refused where even those are used up."""
    for first in ("", *LETTERS[-1:]):
        for letter in LETTERS:
            if (wanted := f"{stem}{first}{letter}") not in taken:
                return wanted
    raise RuleBroken(f"No letter is left behind item {stem}; put it under another item.")


PATTERN = "{n}"
"""How a minute's number is written where the council has said nothing else."""
LONGEST_NUMBER = 20
_PLACES = {"n": "{n}", "nnn": "{n:03}", "nnnn": "{n:04}"}


def minute_number(pattern: str, ordinal: int, on: date) -> str:
    """A minute's number as the council writes it: "801", "18.05.1", "R2024-019".

    {n}, {nnn} or {nnnn} is what it counts, {dd}, {mm}, {yy} and {yyyy} the day of the meeting.

    Source: minutes of English councils, numbered through the meeting, the year, or with the date before them.
    """
    said = (pattern or PATTERN).replace("{dd}", f"{on:%d}").replace("{mm}", f"{on:%m}")
    said = said.replace("{yyyy}", f"{on:%Y}").replace("{yy}", f"{on:%y}")
    for name, form in _PLACES.items():
        said = said.replace(f"{{{name}}}", form.format(n=ordinal))
    return said


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that does not count, counts twice, holds what it does not know, or grows too long."""
    if not pattern:
        return
    if sum(pattern.count(f"{{{name}}}") for name in _PLACES) != 1:
        raise RuleBroken(
            "Say once where the count stands: {n}, or {nnn} with leading noughts.", about="minutes_pattern"
        )
    longest = minute_number(pattern, 99_999, date(2026, 12, 31))
    if "{" in longest or "}" in longest:
        raise RuleBroken("In braces stand n, nnn, nnnn, dd, mm, yy and yyyy alone.", about="minutes_pattern")
    if len(longest) > LONGEST_NUMBER:
        raise RuleBroken(f"A number has {LONGEST_NUMBER} letters at the most.", about="minutes_pattern")


def next_free(numbers: Mapping[int, object] | Iterable[int]) -> int:
    """The number after the highest one given."""
    return max(numbers, default=0) + 1
