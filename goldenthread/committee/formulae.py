"""The words agendas are drafted in where a council has not written its own, and the items every agenda begins from.

Sources: agenda of 2 May 2018 and minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services)
Committee. The agenda names section 100(A); correct is section 100A(4) of the Local Government Act 1972, which the
product prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.committee.kinds import Ground, ItemKind, ItemPurpose, Part
from goldenthread.design.words import day

PART_HEADINGS = {Part.PUBLIC: "Part 1 - Public Agenda", Part.NON_PUBLIC: "Part 2 - Non-Public Agenda"}
MOTION = (
    "MOTION - That under Section 100A(4) of the Local Government Act 1972, the public be excluded from the meeting for "
    "the following items on the grounds that they involve the likely disclosure of exempt information as defined in "
    "Part I of Schedule 12A of the Local Government Act."
)
EXCLUDED = MOTION.replace("MOTION", "RESOLVED", 1)
NOT_EXCLUDED = "The motion to exclude the public was put and was not carried, so the public stayed."


@dataclass(frozen=True, slots=True)
class Standing:
    """An item that a committee's agenda begins from."""

    part: Part
    kind: ItemKind
    title: str
    rubric: str = ""
    purpose: ItemPurpose = ItemPurpose.NONE


BEGINNING: tuple[Standing, ...] = (
    Standing(Part.PUBLIC, ItemKind.APOLOGIES, "Apologies"),
    Standing(
        Part.PUBLIC,
        ItemKind.DECLARATIONS,
        "Members' Declarations under the Code of Conduct in respect of Items on the Agenda",
    ),
    Standing(Part.PUBLIC, ItemKind.MINUTES, "Minutes", purpose=ItemPurpose.DECISION),
    Standing(Part.PUBLIC, ItemKind.QUESTIONS, "Questions on Matters relating to the Work of the Committee"),
    Standing(Part.PUBLIC, ItemKind.URGENT, "Any Other Business the Chairman considers Urgent"),
    Standing(Part.PUBLIC, ItemKind.EXCLUSION, "Exclusion of the Public", purpose=ItemPurpose.DECISION),
    Standing(Part.NON_PUBLIC, ItemKind.MINUTES, "Non-Public Minutes", purpose=ItemPurpose.DECISION),
    Standing(
        Part.NON_PUBLIC, ItemKind.QUESTIONS, "Non-Public Questions on Matters relating to the Work of the Committee"
    ),
    Standing(
        Part.NON_PUBLIC,
        ItemKind.URGENT,
        "Any Other Business that the Chairman considers Urgent and which the Committee agree should be considered "
        "whilst the Public are Excluded",
    ),
)
"""The items of the agenda of 2 May 2018 that come back at each meeting, in their order."""

ALWAYS_THERE = frozenset(
    {ItemKind.APOLOGIES, ItemKind.DECLARATIONS, ItemKind.MINUTES, ItemKind.QUESTIONS, ItemKind.URGENT}
)
"""Kinds whose items in Part 2 are headings as long as no paper stands behind them: nothing is kept from anybody."""

COMES_AFTER = frozenset({ItemKind.QUESTIONS, ItemKind.URGENT, ItemKind.EXCLUSION})
"""Kinds that close a part; what is added comes before them."""


def minutes_rubric(part: Part, on: date) -> str:
    """What members are asked for under the minutes of an earlier meeting."""
    which = "public minutes and non-public summary" if part == Part.PUBLIC else "non-public minutes"
    return f"To approve the {which} of the meeting held on {day(on)}."


def report_of(office: str) -> str:
    """The line under a report."""
    return f"Report of the {office.removeprefix('the ').strip()}." if office.strip() else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One restricted item for the resolution to exclude: its printed number, the ground, and its paragraphs."""

    printed: str
    ground: Ground
    paragraphs: tuple[int, ...]
    number: int = 0
    """The item's own number, which is not printed."""


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """A line of the table of the resolution: items as printed, with the paragraphs of Schedule 12A."""

    items: str
    paragraphs: str


def exclusion_lines(kept: Iterable[Kept]) -> list[ExclusionLine]:
    """The table of items and paragraphs: neighbours with the same paragraphs stand in one line.

    The resolution states the description in terms of Schedule 12A, so each line names paragraphs. Confidential items
    need no resolution and stand in no line.

    Source: Local Government Act 1972, section 100A(2), (4) and (5); minutes of 6 February 2018, item 13.
    """
    runs: list[tuple[list[str], tuple[int, ...]]] = []
    for one in kept:
        if one.ground != Ground.EXEMPT:
            continue
        if runs and runs[-1][1] == one.paragraphs:
            runs[-1][0].append(one.printed)
        else:
            runs.append(([one.printed], one.paragraphs))
    return [ExclusionLine(in_runs(items), listed(paragraphs)) for items, paragraphs in runs]


def in_runs(printed: Sequence[str]) -> str:
    """Printed numbers as a council writes them: "11-15, 16a"; only whole numbers that follow each other are joined."""
    said: list[str] = []
    start = 0
    for place in range(1, len(printed) + 1):
        if place < len(printed) and _follows(printed[place - 1], printed[place]):
            continue
        first, last = printed[start], printed[place - 1]
        said.append(first if start == place - 1 else f"{first}-{last}")
        start = place
    return ", ".join(said)


def _follows(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def listed(numbers: Sequence[int]) -> str:
    """Paragraph numbers in words' order: "1", "1 and 2", "1, 2 and 3"."""
    words = [str(one) for one in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
