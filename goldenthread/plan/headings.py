"""What a paper changes beside its rows: the lines of the header block, the titles and notes of priorities.

Compared like cells, with what the paper said last and with what the plan says now. A line the paper leaves out says
nothing; what both changed stays as the plan has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.plan.cells import canonical
from goldenthread.plan.exporting.queries import header_texts, priority_title
from goldenthread.plan.matching import Edit, fold
from goldenthread.plan.models import Plan, Priority
from goldenthread.plan.reading.position import LONGEST_NUMBER
from goldenthread.plan.reading.titles import read_column_title
from goldenthread.plan.reading.values import PlanReading, ReadHeader, ReadPriority

HEADER = ""
"""Under which key a base holds the header block: no action has it."""
HEADER_FIELDS = (
    "name", "duration", "strategies", "previous_versions", "boards_written", "owner", "implementation", "review",
    "reporting", "aims",
)  # fmt: skip
PRIORITY_FIELDS = ("title", "notes")
Base = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A changed line of the header block, or of a priority where one is named."""

    edit: Edit
    priority: Priority | None = None

    @property
    def is_taken(self) -> bool:
        """Whether acceptance writes it."""
        return not self.edit.is_conflict


def identity(number: str, title: str) -> str:
    """How a priority is known from one paper to the next: by its number, or else by its title."""
    return number or title


def as_read(priority: Priority) -> tuple[str, str]:
    """The number and the title that a priority has when it is read as it is printed."""
    title = read_column_title(priority_title(priority))
    return title.number[:LONGEST_NUMBER], title.words


def base_of_headings(reading: PlanReading) -> dict[str, dict[str, str]]:
    """The header block and the priorities of a paper, kept to compare its next version with."""
    priorities = {_key(one): {"title": one.title, "notes": one.notes} for one in reading.priorities}
    return priorities | {HEADER: _texts(reading.header)}


def compare_headings(
    plan: Plan, reading: PlanReading, priorities: Sequence[Priority], places: Mapping[int, int], base: Base
) -> list[Heading]:
    """The lines that a paper changes; without what it said last, the header block says nothing."""
    found: list[Heading] = []
    standing, paper, before = header_texts(plan), _texts(reading.header), base.get(HEADER, {})
    for name in HEADER_FIELDS if before else ():
        edit = _edit(HEADER, name, before.get(name, ""), paper.get(name, ""), standing.get(name, ""))
        found += [Heading(edit)] if edit else []
    for at, read in enumerate(reading.priorities):
        if at not in places:
            continue
        priority = priorities[places[at]]
        for name in PRIORITY_FIELDS:
            if name == "title" and (read.number, read.title) == as_read(priority):
                continue  # A number that is a word, or a title that begins like one, is read otherwise than it is kept.
            now = canonical(getattr(priority, name))
            edit = _edit(_key(read), name, base.get(_key(read), {}).get(name, now), getattr(read, name), now)
            found += [Heading(edit, priority)] if edit else []
    return found


def _edit(key: str, name: str, before: str, paper: str, now: str) -> Edit | None:
    if not paper or fold(paper) in (fold(before), fold(now)):
        return None
    return Edit(key, name, before, paper, now, fold(now) != fold(before))


def _key(priority: ReadPriority) -> str:
    return f"#{identity(priority.number, priority.title)}"


def _texts(header: ReadHeader) -> dict[str, str]:
    texts = {name: str(getattr(header, name)) for name in HEADER_FIELDS}
    return {name: text for name, text in texts.items() if text}
