"""Rounds as plain values for the rules of facts: no database."""

from datetime import date

from goldenthread.boards.movement import Movement
from goldenthread.boards.values import Line
from goldenthread.reports.facts.values import Book
from goldenthread.reports.wording import FORMULAE

BLANK = dict.fromkeys(Line._fields, "") | {"extensions": 0, "state": "in_progress", "declared": "green",
                                           "derived": "green", "priority_number": "1", "word": "Green"}  # fmt: skip
WORDS = (
    {"word": "Blue", "colour": "blue", "meaning": "done and seen"},
    {"word": "Red", "colour": "red", "meaning": "cannot go on"},
    {"word": "Amber", "colour": "amber", "meaning": "needs help"},
    {"word": "Green", "colour": "green", "meaning": "going well"},
)


def line(ref: str, **values: object) -> Line:
    named = {"action": f"p1-{ref}", "ref": ref, "wording": f"Do {ref}."}
    return Line(**(BLANK | named | values))  # type: ignore[arg-type]


def book(*lines: Line, **values: object) -> Book:
    given: dict[str, object] = {
        "plan_key": "sip", "plan_name": "Harbour Plan", "board_name": "Improvement Board", "round_number": 2,
        "period_starts_on": date(2026, 3, 1), "period_ends_on": date(2026, 5, 31), "position_on": date(2026, 6, 5),
        "before_on": date(2026, 3, 6), "words": WORDS, "lines": lines, "facts_at": "/reports/x/facts/",
        "said": FORMULAE.__getitem__,
    }  # fmt: skip
    return Book(**(given | values))  # type: ignore[arg-type]


def moved(**lists: tuple[str, ...]) -> Movement:
    return Movement(**lists)  # type: ignore[arg-type]
