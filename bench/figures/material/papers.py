"""Invented papers of any size: rows as long, as shared and as various as those of a printed plan.

Sizes follow the plan printed with the report of 2 May 2018: five priorities, an aim over four rows, comments of some
300 characters in dated pieces, initials for leads. The texts are drawn from a fixed sequence, so that two runs
measure the same work.
"""

import os
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

COLUMNS = (
    "Priority", "Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead",
    "Comments", "RAG status",
)  # fmt: skip
PRIORITIES = ("Be heard early", "Plans that work", "Safe and settled", "Ready for adult life", "A service that learns")
INITIALS = ("AB", "CD", "EF", "GH", "JK", "LM", "NP", "QR", "ST", "VW")
SAID = """
agree audit begin carers check children contact each early every families follow form forum gather hear help home keep
lead learn leave list meet monthly named need notes offer partners path plan practice quarter read record review rota
school share sibling step support teams thread timely train transport visit voice week worker young
"""
OFTEN = SAID.split()
SELDOM = ["".join(parts) for parts in product(("bar", "cor", "fen", "lam", "mid", "pol", "sel", "tun"), repeat=3)]
"""Words that stand in few texts, as most words do; one word in five is one of those that stand in many."""
STATUSES = ("Green", "Green", "Completed", "Completed", "Amber", "Red")


def size(rows: int) -> int:
    """So many rows, or as many as ``BENCH_MOST`` allows: with it every figure is quick, and says little."""
    return min(rows, int(os.environ.get("BENCH_MOST", rows)))


def plan_name(number: int = 1) -> str:
    """The name of an invented plan; with another number it is another plan."""
    return f"Harbour Improvement Plan {number}"


def header(name: str) -> list[tuple[str, str]]:
    """The header block over the table."""
    return [
        ("Name:", name),
        ("Duration:", "April 2025 to March 2026"),
        ("Owner:", "Head of Harbour Services"),
        ("Board responsible for monitoring action plan:", "Harbour Board"),
        ("Frequency of monitoring/reporting", "Quarterly"),
    ]


def rows(count: int) -> list[tuple[str, ...]]:
    """So many actions, each in eleven columns."""
    drawn = Random(2026)  # noqa: S311 - an even mixture is wanted, not a secret
    return [_row(drawn, number, count) for number in range(count)]


def _row(drawn: Random, number: int, count: int) -> tuple[str, ...]:
    priority = number * len(PRIORITIES) // count
    aim = _sentence(Random(number // 4), 12)  # noqa: S311 - the same aim for four rows
    begins, ends = drawn.randrange(9), drawn.randrange(10, 24)
    leads = drawn.sample(INITIALS, 1 + drawn.randrange(2))
    pieces = [f"{1 + drawn.randrange(27)}/{month:02}/2025 {_sentence(drawn, 16)}" for month in (6, 9, 11)]
    return (
        f"Priority {priority + 1}: {PRIORITIES[priority]}",
        aim,
        f"{priority + 1}.{number + 1}",
        _sentence(drawn, 22),
        _month(begins),
        _month(ends),
        _sentence(drawn, 14),
        "/".join(leads),
        "ZZ",
        "\n".join(pieces[: 1 + drawn.randrange(3)]),
        drawn.choice(STATUSES),
    )


def _sentence(drawn: Random, length: int) -> str:
    words = (drawn.choice(OFTEN if drawn.random() < 0.2 else SELDOM) for _ in range(length))
    return " ".join(words).capitalize() + "."


def _month(number: int) -> str:
    return f"{date(2025 + number // 12, 1 + number % 12, 1):%B %Y}"


def table(name: str, count: int) -> list[tuple[str, ...]]:
    """The whole sheet: header block, a blank row, the names of the columns, the actions."""
    return [*header(name), (), COLUMNS, *rows(count)]


def workbook(path: Path, name: str, count: int) -> Path:
    """The paper as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in table(name, count):
        sheet.append(row)
    book.save(path)
    return path


def seed(root: Path) -> tuple[bytes, str]:
    """The real pack from the ``shared`` folder beside the checkout, or the demonstration's paper where it is absent."""
    real = root.parent / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"
    if real.is_file():
        return real.read_bytes(), "pack.txt"
    from goldenthread.home.demonstration.papers import improvement_paper

    return improvement_paper(day=date(2026, 1, 5)).encode(), "pack.txt"
