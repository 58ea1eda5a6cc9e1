"""Markdown taken apart into its tokens: the dialect a report is written in, and the facts in a text.

Raw HTML is text, a link that may not be followed is text, and ``{{name}}`` is a fact. What is written as a picture is
one, also where no such picture can be: its reader is told so, and does not find brackets in a printed paper.

Source: CommonMark 0.31.2, with the tables of GitHub Flavored Markdown and the footnotes of Pandoc.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from goldenthread.documents.clearing import clear

MOST_COLUMNS, MOST_ROWS = 12, 500
_PICTURE = re.compile(r"!\[(?P<said>[^\[\]\n]{0,300})\]\((?P<name>[^()\n]{0,300})\)")
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_LINKS = re.compile(r"(?i)(?:https?://|mailto:|picture:|/(?!/))")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, without what no paper can hold."""
    return _reader().parse(clear(text))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").use(footnote_plugin)
    reader.disable(["reference", "html_block", "html_inline", "footnote_inline"], ignoreInvalid=True)
    reader.block.ruler.at("table", _read_table, {"alt": ["paragraph", "reference"]})
    reader.inline.ruler.before("emphasis", "fact", _read_fact)
    reader.inline.ruler.after("image", "picture nobody has", _read_picture)
    reader.validateLink = lambda url: bool(_LINKS.match(url.strip()))  # type: ignore[method-assign]
    return reader


def _read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table as wide as its widest row: GitHub's drops the cells that stand beyond the head, and words with them.

    A table that is refused for its size is made no larger than it takes to be refused.
    """
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    found = [] if silent else state.tokens[before:]
    width = sum(token.type == "th_open" for token in found)
    lines = {token.map[0] for token in found if token.type == "tr_open" and token.map and token.map[0] > start}
    if not 0 < width <= MOST_COLUMNS or len(lines) > MOST_ROWS:
        return True
    cells = {line: _cells_beyond(getLine(state, line).strip(), width) for line in lines}
    more = max(map(len, cells.values()), default=0)
    if more:
        state.tokens[before:] = _widened(found, cells, more)
    return True


def _cells_beyond(line: str, width: int) -> list[str]:
    """The cells of a row beyond the head's, to the last one that says something."""
    found = escapedSplit(line)
    cells = [cell.strip() for cell in found[1 if found and not found[0] else 0 :]][width : MOST_COLUMNS + 1]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _widened(tokens: Sequence[Token], cells: dict[int, list[str]], more: int) -> Iterator[Token]:
    """The tokens of a table with as many further cells at the end of each row, of the head too."""
    line, kind = -1, "th"
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            kind = "td" if line in cells else "th"
        if token.type == "tr_close":
            said = cells.get(line, [])
            for text in (*said, *[""] * (more - len(said))):
                within = token.level + 1
                yield Token(f"{kind}_open", kind, 1, level=within)
                yield Token("inline", "", 0, content=text, map=[line, line + 1], level=within + 1, children=[])
                yield Token(f"{kind}_close", kind, -1, level=within)
        yield token


def _read_fact(state: StateInline, silent: bool) -> bool:
    """``{{name}}``: a fact. What is never closed, or runs over a line, is text."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2, state.pos + 200)
    name = state.src[state.pos + 2 : end].strip() if end > 0 else ""
    if not name or "\n" in name or "{" in name:
        return False
    if not silent:
        token = state.push("fact", "", 0)
        token.content = name
    state.pos = end + 2
    return True


def _read_picture(state: StateInline, silent: bool) -> bool:
    """``![words](anything)`` that is no picture by the rules of Markdown: the name is not an address, or has spaces."""
    found = _PICTURE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": _TITLE.sub("", found["name"]).strip()}
        token.content = found["said"]
    state.pos = found.end()
    return True


def closing_of(tokens: Sequence[Token], at: int) -> int:
    """The place where what opens here closes again; the place itself where nothing opens."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1


def place_of(token: Token) -> int:
    """The place of a footnote among those of its text."""
    return int((token.meta or {}).get("id", 0))
