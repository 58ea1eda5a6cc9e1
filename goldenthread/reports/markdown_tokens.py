"""Markdown taken apart into its tokens: the dialect a report is written in, and the facts in a text.

Raw HTML is text, a link that may not be followed is text, and ``{{name}}`` is a fact. What is written as a picture is
one, also where no such picture can be: its reader is told so, and does not find brackets in a printed paper.

Source: CommonMark 0.31.2, with the tables of GitHub Flavored Markdown and the footnotes of Pandoc.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from goldenthread.documents.clearing import clear

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
    reader.inline.ruler.before("emphasis", "fact", _read_fact)
    reader.inline.ruler.after("image", "picture nobody has", _read_picture)
    reader.validateLink = lambda url: bool(_LINKS.match(url.strip()))  # type: ignore[method-assign]
    return reader


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
