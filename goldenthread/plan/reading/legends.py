"""Keys of ratings, glossaries of initials, and drop-down lists: what stands beside a plan and is no action.

A key may stand far from its table, as a table of its own, as lines of text or
inside one sentence ("with red meaning ..., amber meaning ...").

Sources: report of 2 May 2018, paragraph 1 (a key in one sentence); report of 8 February 2019,
paragraph 2 (a key as a list); a written statement of action of 2019 whose key stands on page 6
of 32; another whose glossary of initials stands at its front.
"""

import re
from collections.abc import Sequence

from goldenthread.plan.reading.labels import read_label
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.people import is_initials
from goldenthread.plan.reading.statuses import colour_of_fill, fold, known_meaning
from goldenthread.plan.reading.values import Column

FEWEST_ENTRIES = 2
_TITLE = re.compile(
    r"^(?:(?:rag|brag|rating|status|colour|progress|assessment|category)\s*)*(?:status |rating |colour )?(?:key"
    r"|legend)\b[^.]{0,60}$|"
    r"^(?:rag|brag) (?:rating |status )?(?:definitions?|explained|key)\b.{0,40}$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^[\s•·*-]*(?P<word>[A-Za-z]{1,9}(?: [a-z]{2,9}){0,2}|[1-5])\s*(?:=|:|[-–—](?=\s)|\bmeaning\b"
    r"|\bmeans\b)\s*(?P<meaning>\S.{2,200})$"
)
_INLINE = re.compile(
    r"\b(?P<word>(?:blue|red|amber|green)(?=\s*(?:=|:|\s[-–—]\s|meaning\b|means\b))|[1-5](?=\s*=))\s*"
    r"(?:=|:|[-–—]|meaning\b|means\b)\s*['‘\"“]?(?P<meaning>.{3,160}?)"
    r"(?=['’\"”]?\s*(?:[,;.]?\s*(?:and\s+)?\b(?:(?:blue|red|amber|green)\s*(?:=|:|\s[-–—]\s|meaning\b|means\b)"
    r"|[1-5]\s*=)|[.;]|$))",
    re.IGNORECASE,
)
_GLOSSARY_HEAD = re.compile(r"^(?:initials?|abbreviations?|acronyms?)\b", re.IGNORECASE)
_COLOUR_NAMES = frozenset({"blue", "red", "amber", "green", "yellow", "grey", "gray", "purple", "white"})
_COLOURS = _COLOUR_NAMES | {"b", "r", "a", "g"}


def is_legend_title(text: str) -> bool:
    """Whether a text announces a key of ratings."""
    return len(text) <= 80 and bool(_TITLE.match(text.strip(" :")))


def read_legend(lines: Sequence[Line], inside: frozenset[int], used: frozenset[str]) -> dict[str, str]:
    """Status words, folded, with the sentence the paper's own key gives them.

    ``inside`` are the places of plan rows, which are no key; ``used`` are the
    words, folded, that the plan's rows have. Entries count where at least two
    stand near each other, so that a single sentence that begins with a colour
    is not taken for a key.
    """
    lists = _list_tables(lines)
    found: dict[str, str] = {}
    run: list[tuple[str, str]] = []
    last = -10
    for at, line in enumerate(lines):
        if at in inside or line.table in lists:
            continue
        entries = entries_of(line, used)
        if not entries:
            continue
        if at - last > 3:
            run = []
        last = at
        run.extend(entries)
        if len({word for word, _ in run}) >= FEWEST_ENTRIES:
            for word, meaning in run:
                found.setdefault(word, meaning)
    return found


def entries_of(line: Line, used: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The entries of a key in one line: a status word with its meaning, or a coloured cell with a meaning beside it."""
    filled = line.filled
    if line.is_paragraph or len(filled) == 1:
        swatch = _swatch(line, filled)
        return swatch or _text_entries(line.text)
    if len(filled) != 2:
        return []
    word, meaning = fold(line.texts[filled[0]]), line.texts[filled[1]]
    is_word = word in used or known_meaning(word) is not None
    is_meaning = word in _COLOURS or known_meaning(meaning) is None
    if not is_word or not is_meaning or fold(meaning) in _COLOURS or is_initials(meaning) or meaning.isdigit():
        return []
    return [(word, meaning)]


def is_key_line(line: Line) -> bool:
    """Whether a line is surely part of a key: its words are colours, or it has several entries."""
    entries = entries_of(line)
    return len(entries) > 1 or (bool(entries) and entries[0][0] in _COLOUR_NAMES)


def read_content(text: str) -> list[tuple[str, str]]:
    """The entries of a key that stands inside a header cell or a sentence."""
    entries = [(fold(found["word"]), found["meaning"].strip(" '‘’\"“”")) for found in _INLINE.finditer(text)]
    return entries if len({word for word, _ in entries}) >= FEWEST_ENTRIES else []


def is_list_column(texts: Sequence[str]) -> bool:
    """Whether a column without a label is a drop-down list: only status words, each once."""
    words = [fold(text) for text in texts]
    return len(words) >= FEWEST_ENTRIES and len(set(words)) == len(words) and all(known_meaning(word) for word in words)


def read_glossary(lines: Sequence[Line], inside: frozenset[int]) -> dict[str, str]:
    """Initials with the name and post the paper's own glossary gives them."""
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        if line.is_paragraph or at in inside or not line.filled or not _GLOSSARY_HEAD.match(line.text):
            continue
        for under in lines[at + 1 : at + 200]:
            if under.table != line.table:
                break
            texts = [under.texts[place] for place in under.filled]
            if len(texts) >= 2 and is_initials(texts[0]):
                found.setdefault(texts[0], ", ".join(texts[1:]))
    return found


def _list_tables(lines: Sequence[Line]) -> frozenset[int]:
    """Tables of lists to choose from: their sheet says so, or a label of another column stands over their words."""
    found: set[int] = set()
    seen: set[int] = set()
    for line in lines:
        if line.is_paragraph or line.table in seen:
            continue
        seen.add(line.table)
        labels = [read_label(line.texts[at]) for at in line.filled]
        if read_label(line.title).is_list or any(
            label.wants and label.wants[0][0] not in {Column.STATUS, Column.NOTES} for label in labels
        ):
            found.add(line.table)
    return frozenset(found)


def _text_entries(text: str) -> list[tuple[str, str]]:
    if len(text) > 600:
        return []
    inline = read_content(text)
    if inline:
        return inline
    found = _ENTRY.match(text)
    if not found or not (fold(found["word"]) in _COLOURS or known_meaning(found["word"])):
        return []
    return [(fold(found["word"]), found["meaning"].strip(" '‘’\"“”.;"))]


def _swatch(line: Line, filled: Sequence[int]) -> list[tuple[str, str]]:
    """A cell without text but with a traffic-light fill, and a meaning in the cell after it."""
    if line.row is None or len(filled) != 1 or filled[0] == 0:
        return []
    colour = colour_of_fill(line.fill(filled[0] - 1))
    return [(colour, line.texts[filled[0]])] if colour else []
