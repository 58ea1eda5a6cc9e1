"""The block of labels and values before a plan's first table: its name, duration, owner, boards.

Found by the words of the labels, as paragraphs ("Owner: Ann Low") or as rows,
with one pair or several in a row. Directly above the table one label is enough,
and a dash may stand for its colon ("Plan owner - Ann Low").

Source: the ten rows above Priority 1 in the plan of 2 May 2018; the labels "Plan key" and
"Export" are those of this product's own exports.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.kernel.dates import read_date
from goldenthread.plan.reading.labels import plain
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.periods import read_span
from goldenthread.plan.reading.titles import is_opening, read_title
from goldenthread.plan.reading.values import ReadHeader

_FIELDS: tuple[tuple[str, str], ...] = (
    ("name", "name; title; plan name; plan title; name of plan; title of plan; plan"),
    ("key", "plan key"),
    ("snapshot", "export"),
    ("duration", "duration; period; plan period; period covered; time period; plan duration; period of plan"),
    ("starts", "plan starts; starts; start; start date; plan start; plan start date"),
    ("ends", "plan ends; ends; end; end date; plan end; plan end date"),
    (
        "strategies",
        "relevant strategies; related strategies; linked strategies; strategies; strategic links; links to strategies",
    ),
    ("previous_versions", "previous versions; previous version; previous plans; previous version of action plan"),
    (
        "boards",
        "board; boards; monitoring board; governance; governance board; monitored by; responsible board; reporting to; "
        "reports to; board responsible; boards responsible; oversight",
    ),
    (
        "owner",
        "owner; plan owner; senior responsible owner; senior responsible officer; sro; plan lead; responsible officer; "
        "lead officer; accountable officer; owned by",
    ),
    ("implementation", "implementation date; implementation dates; implementation; implemented from"),
    ("review", "review date; next review; date of review; reviewed; next review date; reviewed on; review"),
    (
        "reporting",
        "frequency of monitoring/reporting; frequency of monitoring; reporting frequency; monitoring frequency; "
        "reporting; frequency of reporting; frequency; monitoring",
    ),
    ("aims", "aims; aim; purpose; overall aim; overall aims; aim of the plan; aims of the plan; purpose of plan"),
)  # fmt: skip
_KNOWN: dict[str, str] = {name.strip(): key for key, names in _FIELDS for name in names.split(";")}
_LONG_FIELDS = frozenset({"strategies", "previous_versions", "boards", "aims"})
_PATTERNS = (
    (re.compile(r"^previous (?:version|plan)"), "previous_versions"),
    (re.compile(r"^boards? (?:responsible|monitoring|for|overseeing)"), "boards"),
    (re.compile(r"^frequency of (?:monitoring|reporting|review)"), "reporting"),
    (re.compile(r"^(?:relevant|related|linked) (?:strateg|plan|polic)"), "strategies"),
)
_PAIR = re.compile(r"^(?P<label>[A-Za-z][^:\n]{1,70}?)\s*:\s*(?P<value>.*)$", re.DOTALL)
_DASHED = re.compile(r"^(?P<label>[A-Za-z][A-Za-z/ ]{1,70}?)\s+[-–—]\s+(?P<value>\S.*)$", re.DOTALL)
_NAME = re.compile(r"\b(?:plan|tracker|programme|statement of action|action log|wsoa)\b", re.IGNORECASE)
FEWEST_LABELS = 2
MOST_BETWEEN = 3
FARTHEST = 80
LONGEST_VALUE = 300
LONGEST_BOARD = 200
LONGEST_NAME = 200


@dataclass(slots=True)
class Block:
    """The lines of a header block and what was found in them. ``end`` is the place after its last line."""

    begin: int
    end: int
    found: dict[str, str] = field(default_factory=dict)
    other: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_convincing(self) -> bool:
        """Whether enough labels are known; our own "Plan key" is enough alone."""
        return len(self.found) >= FEWEST_LABELS or "key" in self.found


def find_block(lines: Sequence[Line], first: int) -> Block | None:
    """The last run of label lines not far before the first table's header; ``None`` where there is none."""
    best: Block | None = None
    current: Block | None = None
    above = labels_above(lines, first)
    for at in range(max(0, first - FARTHEST), first):
        if current is not None and len(lines[at].filled) == 1 and read_title(lines[at].text) is not None:
            continue  # "Priority 1: Help early" directly under the block is a title and no label
        pairs = above.get(at) or pairs_of(lines[at])
        known = [pair for pair in pairs if field_of(pair[0])]
        if known:
            if current is None or at - current.end > MOST_BETWEEN:
                current = Block(at, at)
            _take(current, lines, at, pairs)
            if current.is_convincing:
                best = current
        elif current is not None and pairs and at - current.end <= MOST_BETWEEN and len(lines[at].filled) > 1:
            current.other.extend(pairs)
            current.end = at + 1
        elif current is not None and at == current.end and _goes_on(lines[at]):
            _append(current, lines[at].text)
            current.end = at + 1
    return _with_labels_above(best, above)


Pairs = list[tuple[str, str]]


def labels_above(lines: Sequence[Line], first: int) -> dict[int, Pairs]:
    """The paragraphs directly above a table that are known labels with their values, by place.

    A title of the table may stand between. Under the title of a priority such a line speaks of the priority.
    """
    found: dict[int, Pairs] = {}
    for at in range(first - 1, max(-1, first - FARTHEST - 1), -1):
        pairs = _known_pair(lines[at]) if lines[at].is_paragraph else []
        if pairs:
            found[at] = pairs
        elif found:
            is_title = len(lines[at].filled) == 1 and read_title(lines[at].text) is not None
            return {} if is_title else found
        elif not (lines[at].is_paragraph and is_title_of_table(lines[at].text)):
            break
    return found


def is_title_of_table(text: str) -> bool:
    """Whether a line between the labels and the table is the table's title: a priority's, or one that opens it."""
    return read_title(text) is not None or is_opening(text)


def _known_pair(line: Line) -> Pairs:
    found = _PAIR.match(line.text) or _DASHED.match(line.text)
    if found is None or not found["value"].strip() or not field_of(found["label"].strip()):
        return []
    return [(found["label"].strip(), found["value"].strip())]


def _with_labels_above(block: Block | None, above: dict[int, Pairs]) -> Block | None:
    """The block with what the labels directly above the table add; alone they are a block of their own."""
    if not above:
        return block
    alone = block is None
    block = block or Block(min(above), max(above) + 1)
    for label, value in (pair for at in sorted(above) for pair in above[at]):
        if block.found.setdefault(field_of(label), value) != value and alone:
            block.other.append((label, value))
    return block


def pairs_of(line: Line) -> list[tuple[str, str]]:
    """The labels and values of a line: "Label: value" as text, or cells in pairs."""
    if line.is_paragraph or len(line.filled) == 1:
        if line.texts and not line.texts[0] and not line.is_paragraph:
            return []
        found = _PAIR.match(line.text)
        return [(found["label"].strip(), found["value"].strip())] if found else []
    texts = [line.texts[at] for at in line.filled]
    if len(texts) == 2 or field_of(texts[0]) == "" or len(texts) % 2:
        inside = [_PAIR.match(text) for text in texts]
        if all(found is not None and found["value"] for found in inside):
            return [(found["label"].strip(), found["value"].strip()) for found in inside if found is not None]
        return [(texts[0].rstrip(" :"), "\n".join(texts[1:]))]
    return [(texts[at].rstrip(" :"), texts[at + 1]) for at in range(0, len(texts), 2)]


def field_of(label: str) -> str:
    """The field a label names, or nothing."""
    name = plain(label) if len(label) <= 80 else ""
    if name in _KNOWN:
        return _KNOWN[name]
    return next((key for pattern, key in _PATTERNS if pattern.search(name)), "")


def read_block(block: Block | None, *, name: str, other: Sequence[tuple[str, str]]) -> ReadHeader:
    """The header's values; ``name`` is used where the block gives none, ``other`` are texts that stood after it."""
    given = block.found if block is not None else {}
    found = {key: _bounded(key, value) for key, value in given.items()}
    too_long = [(key, value) for key, value in given.items() if found[key] != value]
    duration = found.get("duration", "") or found.get("implementation", "")
    starts, ends = read_span(duration)
    if found.get("starts"):
        starts = read_date(found["starts"])
    if found.get("ends"):
        ends = read_date(found["ends"])
    boards = found.get("boards", "")
    return ReadHeader(
        name=_bounded("name", " ".join((found.get("name") or name).split())),
        key=found.get("key", ""),
        starts=starts,
        ends=ends,
        duration=found.get("duration", ""),
        strategies=found.get("strategies", ""),
        previous_versions=found.get("previous_versions", ""),
        boards=split_boards(boards),
        boards_written=boards,
        owner=found.get("owner", ""),
        implementation=found.get("implementation", ""),
        review=found.get("review", ""),
        reporting=found.get("reporting", ""),
        aims=found.get("aims", ""),
        other=tuple(_labelled(*pair) for pair in (*too_long, *(block.other if block is not None else ()), *other)),
    )


def _labelled(label: str, text: str) -> tuple[str, str]:
    """A text that stood alone with the label it begins with, if it has one."""
    found = _PAIR.match(text) if not label else None
    return (found["label"].strip(), found["value"].strip()) if found and found["value"] else (label, text)


def split_boards(text: str) -> tuple[str, ...]:
    """Boards named in one cell, divided by slashes, semicolons, line breaks or commas; "and" may be part of a name."""
    parts = [part.strip(" .•-") for part in re.split(r"\s*[/;\n]\s*|,\s+(?=[A-Z])", text)]
    return tuple(_shortened(part, LONGEST_BOARD) for part in parts if part)


def _bounded(key: str, value: str) -> str:
    """A value that its field can hold; a longer one stands whole among the other texts of the header."""
    return value if key in _LONG_FIELDS else _shortened(value, LONGEST_VALUE)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def find_name(lines: Sequence[Line], begin: int, first: int, file_name: str) -> str:
    """A name for a plan that labels none: the nearest title that says "plan", else the table's, else the file's."""
    near = [
        line for line in lines[max(0, begin - 30) : first] if len(line.filled) == 1 and len(line.text) <= LONGEST_NAME
    ]
    named = [line for line in near if _NAME.search(line.text) and not line.text.endswith((".", ":", ";"))]
    headings = [line for line in named if line.level > 0 or not line.is_paragraph]
    if headings or named:
        return (headings or named)[-1].text
    title = lines[first].title
    if title and _NAME.search(title) and len(title.split()) > 1:
        return title
    return re.sub(r"\.[A-Za-z]{2,5}$", "", file_name).replace("_", " ").strip() or title


def _take(block: Block, lines: Sequence[Line], at: int, pairs: Sequence[tuple[str, str]]) -> None:
    for passed in lines[block.end : at]:
        if passed.text and not pairs_of(passed):
            block.other.append(("", passed.text))
    for label, value in pairs:
        key = field_of(label)
        if key and key not in block.found:
            block.found[key] = value
        else:
            block.other.append((label, value))
    block.end = at + 1


def _goes_on(line: Line) -> bool:
    """Whether a row without a label goes on with the value above: its first cell is empty."""
    return not line.is_paragraph and len(line.filled) == 1 and line.filled[0] > 0


def _append(block: Block, text: str) -> None:
    if block.found:
        key = list(block.found)[-1]
        block.found[key] = f"{block.found[key]}\n{text}".strip()
