"""For which items the public was excluded, and under which paragraphs of Schedule 12A.

Minutes give it as a table of items and paragraphs, as words on lines of their own, or in a sentence.
"""

import re
from collections.abc import Iterator, Sequence

from goldenthread.committee.reading.lines import Line, tidy
from goldenthread.committee.reading.values import ExclusionRead
from goldenthread.committee.reading.words import EXCLUSION

_HEAD = re.compile(r"(?i)^(?:(?:agenda )?items?|minutes?)(?: ?\(?(?:no\.?|nos\.?|numbers?|s)\)?)*\s*:?$")
_PARAGRAPH_HEAD = re.compile(
    r"(?i)^(?:(?:exempt(?:ion)?|relevant)\s+)?(?:paragraphs?|paras?\.?|reasons?)(?: ?\(?(?:no\.?|nos\.?|"
    r"numbers?|s)\)?)*"
    r"(?:\s+(?:of|in|under) .{0,60})?\s*:?$"
)
_FIGURES = re.compile(r"^(?:items?\s+)?\d{1,3}[a-z]?(?:\s*(?:-|–|—|to|,|and|&|;)\s*\d{1,3}[a-z]?)*\.?$", re.IGNORECASE)
_IN_SENTENCE = re.compile(
    r"(?i)\b(?:agenda )?items?\s*(?:nos?\.?|numbers?)?\s*(?P<items>\d{1,3}[a-z]?"
    r"(?:\s*(?:-|–|—|to|,|and|&)\s*\d{1,3}[a-z]?\b)*)"
)
_PARAGRAPHS = re.compile(
    r"(?i)\bparagraph(?:s|\(s\))?\s*(?:nos?\.?)?\s*(?P<paragraphs>\d{1,2}(?:\s*(?:-|–|to|,|and|&|or)\s*\d{1,2}\b)*)"
)
_RANGE = re.compile(r"(\d{1,3})([a-z]?)(?:\s*(?:-|–|—|to)\s*(\d{1,3}))?", re.IGNORECASE)
_WIDEST = 200


def excludes(text: str) -> bool:
    """Whether a text excludes the public."""
    return bool(EXCLUSION.search(text[:2_000]))


def exclusions_in(lines: Sequence[Line]) -> list[ExclusionRead]:
    """The items and paragraphs for which the public was excluded, by the lines of the item that says so."""
    begin = next((at for at, line in enumerate(lines) if excludes(line.text)), None)
    if begin is None:
        return []
    found = list(_in_rows(lines[begin:])) or list(_on_lines(lines[begin:])) or list(_in_words(lines[begin:]))
    return [one for one in found if one.items or one.paragraphs]


def _in_rows(lines: Sequence[Line]) -> Iterator[ExclusionRead]:
    """A table under a head of items and paragraphs."""
    items_at = paragraphs_at = -1
    for line in lines:
        if not line.is_row:
            continue
        heads = [bool(_HEAD.match(cell)) for cell in line.cells]
        below = [bool(_PARAGRAPH_HEAD.match(cell)) for cell in line.cells]
        if any(heads) and any(below):
            items_at, paragraphs_at = heads.index(True), below.index(True)
        elif items_at >= 0 and len(line.cells) > max(items_at, paragraphs_at):
            items, paragraphs = tidy(line.cells[items_at]), tidy(line.cells[paragraphs_at])
            if any(char.isdigit() for char in items + paragraphs):
                yield ExclusionRead(items, paragraphs, line.where, numbers_in(items))


def _on_lines(lines: Sequence[Line]) -> Iterator[ExclusionRead]:
    """Head and figures each on a line of its own: Item, 14-21, Paragraph, 1 and 3."""
    items: list[Line] = []
    paragraphs: list[Line] = []
    current: list[Line] | None = None
    for line in lines[1:]:
        if _HEAD.match(line.text):
            current = items
        elif _PARAGRAPH_HEAD.match(line.text):
            current = paragraphs
        elif current is not None and _FIGURES.match(line.text):
            current.append(line)
    for at, line in enumerate(items):
        under = tidy(paragraphs[at].text) if at < len(paragraphs) else ""
        yield ExclusionRead(tidy(line.text), under, line.where, numbers_in(line.text))


def _in_words(lines: Sequence[Line]) -> Iterator[ExclusionRead]:
    """A sentence that names items and paragraphs, or paragraphs alone."""
    for line in lines:
        text = line.text[:3_000]
        said = _PARAGRAPHS.search(text)
        items = _IN_SENTENCE.search(text)
        if said is not None:
            named = tidy(items["items"]) if items else ""
            yield ExclusionRead(named, tidy(said["paragraphs"]), line.where, numbers_in(named))


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of items that a text names, ranges written out: ``14-16`` is 14, 15 and 16."""
    found: list[str] = []
    for one in _RANGE.finditer(text[:400]):
        first, last = int(one[1]), int(one[3] or one[1])
        if first <= last <= first + _WIDEST:
            found.extend(f"{number}{one[2] if number == first else ''}" for number in range(first, last + 1))
    return tuple(dict.fromkeys(found))
