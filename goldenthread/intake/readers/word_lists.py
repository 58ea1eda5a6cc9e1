"""The numbers that Word prints before list items, which stand nowhere in the text.

Many plans number their Ref column so: the paper shows 1.1, 1.2, 1.3, and the
cells of the file are empty. The counting follows the document from its start.
Bullets print nothing here: an item is a line of its own either way.

Source: Office Open XML, part 1, 17.9 (numbering).
"""

import re
from dataclasses import dataclass, field

from goldenthread.intake.readers.markup import Element, elements, local_name
from goldenthread.intake.readers.package import Package
from goldenthread.intake.readers.word_styles import attribute, child_value, number

_GAP = re.compile(r"%([1-9])")
NO_LIST = "0"
_LARGEST_LETTER = 26 * 30
_LARGEST_ROMAN = 3999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its number is written, where it starts, which style belongs to it."""

    start: int
    kind: str
    pattern: str
    style: str
    plain_figures: bool


@dataclass(slots=True)
class _List:
    """The levels of an abstract list and how far each has been counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of an abstract list, with the levels it starts anew or replaces."""

    of: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Lists:
    """Counts list items in the order of the document and says what is printed before each."""

    def __init__(self, package: Package, document: str) -> None:
        self._lists: dict[str, _List] = {}
        self._linked: dict[str, str] = {}
        self._style_lists: dict[str, str] = {}
        self._uses: dict[str, _Use] = {}
        self._begun: set[tuple[str, int]] = set()
        part = package.related(document, "numbering")
        if part is not None:
            with package.open(part) as stream:
                for element in elements(stream, "abstractNum", "num"):
                    self._take(element)

    def _take(self, element: Element) -> None:
        if local_name(element) == "num":
            self._uses[attribute(element, "numId") or ""] = _use_of(element)
            return
        name = attribute(element, "abstractNumId") or ""
        self._lists[name] = _List(_levels_of(element))
        link, own = child_value(element, "numStyleLink"), child_value(element, "styleLink")
        if link:
            self._linked[name] = link
        if own:
            self._style_lists[own] = name

    def next_number(self, list_id: str, level: int | None, style_id: str) -> str:
        """Count one item and give what Word prints before it; nothing for a bullet or where there is no list."""
        found = self._levels_in(list_id, level, style_id)
        if found is None:
            return ""
        counted, use, levels, at = found
        self._count(counted, use, list_id, at, levels)
        return _printed(levels, at, counted.counts)

    def is_bullet(self, list_id: str, level: int | None, style_id: str) -> bool:
        """Whether a mark that counts nothing stands before an item."""
        found = self._levels_in(list_id, level, style_id)
        return found is not None and found[2][found[3]].kind == "bullet"

    def _levels_in(
        self, list_id: str, level: int | None, style_id: str
    ) -> tuple[_List, _Use, dict[int, _Level], int] | None:
        """The list, its use, its levels and the level an item is at; none where there is no such list or level."""
        use = self._uses.get(list_id)
        if use is None or list_id == NO_LIST:
            return None
        counted = self._lists.get(self._style_lists.get(self._linked.get(use.of, ""), use.of))
        if counted is None:
            return None
        levels = counted.levels | use.levels
        if level is None:
            level = next((at for at, known in levels.items() if known.style and known.style == style_id), 0)
        return (counted, use, levels, level) if level in levels else None

    def _count(self, counted: _List, use: _Use, list_id: str, level: int, levels: dict[int, _Level]) -> None:
        """Go one on at this level; the levels below start again, those above that were skipped count as begun."""
        if level in use.starts and (list_id, level) not in self._begun:
            counted.counts.pop(level, None)
        self._begun.add((list_id, level))
        for above in range(level):
            if above in levels:
                counted.counts.setdefault(above, use.starts.get(above, levels[above].start))
        start = use.starts.get(level, levels[level].start)
        counted.counts[level] = counted.counts[level] + 1 if level in counted.counts else start
        for below in [at for at in counted.counts if at > level]:
            del counted.counts[below]


def _use_of(element: Element) -> _Use:
    starts: dict[int, int] = {}
    levels: dict[int, _Level] = {}
    for override in element.iterfind("{*}lvlOverride"):
        at = number(attribute(override, "ilvl")) or 0
        start = number(child_value(override, "startOverride"))
        if start is not None:
            starts[at] = start
        levels |= _levels_of(override)
    return _Use(child_value(element, "abstractNumId") or "", starts, levels)


def _levels_of(element: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in element.iterfind("{*}lvl"):
        start = number(child_value(level, "start"))
        levels[number(attribute(level, "ilvl")) or 0] = _Level(
            start=0 if start is None else start,
            kind=child_value(level, "numFmt") or "decimal",
            pattern=child_value(level, "lvlText") or "",
            style=child_value(level, "pStyle") or "",
            plain_figures=level.find("{*}isLgl") is not None,
        )
    return levels


def _printed(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    """The pattern of the level (``%1.%2.``) with its gaps filled."""
    shown = levels[level]
    if shown.kind in ("bullet", "none"):
        return ""

    def filled(gap: re.Match[str]) -> str:
        at = int(gap.group(1)) - 1
        if at not in levels:
            return ""
        kind = "decimal" if shown.plain_figures else levels[at].kind
        return _written(counts.get(at, levels[at].start), kind)

    return _GAP.sub(filled, shown.pattern).strip()


def _written(count: int, kind: str) -> str:
    """A count in the figures or letters of its kind; a kind that is not known here counts in figures."""
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= _LARGEST_LETTER:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= _LARGEST_ROMAN:
        roman = _roman(count)
        return roman if kind == "lowerRoman" else roman.upper()
    if kind == "decimalZero":
        return f"{count:02d}"
    return "" if kind == "none" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written
