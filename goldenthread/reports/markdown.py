"""A section's Markdown as parts of a paper: one token stream, and from it paragraphs, lists, tables, pictures, facts.

Raw HTML is text. A link leads to the web, to an e-mail address or to a page of
ours; anything else stays the words it is. A picture is one that was attached to
the report. What cannot be done is one clear sentence in its place, told to the
author besides, and never half a document. Footnotes become notes at the end of
the section. Pure: a text and values in, blocks out.

Source: CommonMark 0.31.2, with the tables of GitHub Flavored Markdown and the footnotes of Pandoc.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from goldenthread.documents.paper import (
    Block,
    Cell,
    Column,
    Group,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    Tone,
    printed,
)
from goldenthread.reports.facts.values import FactValue, NoFact
from goldenthread.reports.markdown_tokens import MOST_COLUMNS, MOST_ROWS, closing_of, place_of, tokens_of

DEEPEST_LIST = 3
MOST_FROM_FACTS = 3000
"""So many paragraphs and items of facts one section takes."""
PICTURE = "picture:"
_CAPTION = re.compile(r"(?i)^table:\s+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be done, as a sentence, and what is written there."""

    sentence: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: under which heading and level, with which next number, and what it may draw on.

    ``number`` is ``None`` where paragraphs are not numbered. ``fact`` answers a name or raises ``NoFact``. ``site``
    is the address of this site, for links to its own pages.
    """

    fact: Callable[[str], FactValue]
    heading: str = ""
    level: int = 1
    number: int | None = None
    note: int = 1
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    site: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that an author typed, as printed: of a paragraph by its number, of an item of a list, of a row."""

    text: str
    number: int | None = None
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A text as blocks; the next number and note; what could not be done; the facts in it, each once; what was typed.

    ``typed`` holds no words of facts that stand by themselves, so that only what a hand wrote is held against the plan.
    """

    blocks: tuple[Block, ...]
    number: int | None
    note: int
    problems: tuple[Problem, ...] = ()
    facts: tuple[FactValue, ...] = ()
    typed: tuple[Typed, ...] = ()


def write(text: str, setting: Setting) -> Written:
    """Read a section's Markdown into blocks."""
    writer = _Writer(setting)
    writer.blocks_of(tokens_of(text))
    writer.end()
    return Written(
        tuple(writer.blocks),
        writer.number,
        writer.note,
        tuple(writer.problems),
        tuple(writer.facts.values()),
        tuple(writer.typed),
    )


class _Writer:
    """Goes through the tokens of one text once and keeps what it made of them."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.number, self.note = setting.number, setting.note
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.problems: list[Problem] = []
        self.facts: dict[str, FactValue] = {}
        self.typed: list[Typed] = []
        self.sentences: list[Run] = []
        self.from_facts = 0
        self.caption = ""

    def end(self) -> None:
        """The notes stand at the end of the section."""
        self.blocks += self.notes

    def blocks_of(self, tokens: Sequence[Token]) -> None:
        """Every block of the stream, one after the other."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = closing_of(tokens, at)
            inside = tokens[at + 1 : end]
            match token.type:
                case "paragraph_open":
                    before_table = end + 1 < len(tokens) and tokens[end + 1].type == "table_open"
                    self._paragraph(inside[0], before_table=before_table)
                case "heading_open":
                    self._heading(inside[0])
                case "bullet_list_open" | "ordered_list_open":
                    self._list(self._items(inside, token.type.startswith("ordered"), depth=1))
                case "table_open":
                    self._table(inside)
                case "blockquote_open":
                    self.blocks_of(inside)
                case "fence" | "code_block":
                    self.typed.append(Typed(token.content.strip(), self.number))
                    self._add_paragraph((Run(token.content.rstrip("\n")),))
                case "footnote_block_open":
                    self._footnotes(inside)
            at = end + 1

    def _heading(self, inline: Token) -> None:
        """Headings within a section are all of one level, so that none is left out between them."""
        runs, blocks = self._runs(inline, may_have_blocks=False)
        if printed(runs).strip():
            self.blocks.append(Heading(self.setting.level + 1, _trimmed(runs)))
        self.blocks += blocks

    def _paragraph(self, inline: Token, *, before_table: bool) -> None:
        """Words, and what stands by itself among them; ``Table: ...`` above a table is its caption."""
        if before_table and _CAPTION.match(inline.content):
            self.caption = _CAPTION.sub("", inline.content).strip()
            return
        runs, blocks = self._runs(inline, may_have_blocks=True)
        if printed(runs).strip():
            self.typed.append(Typed(self._by_hand(runs), self.number))
            self._add_paragraph(runs)
        for block in blocks:
            self._add(block)

    def _by_hand(self, runs: Runs) -> str:
        """The words without the sentences that are facts."""
        return printed(tuple(run for run in runs if run not in self.sentences)).strip()

    def _add(self, block: Block) -> None:
        """A block of a fact or a picture: its paragraphs are numbered as others are, its lists join the words above."""
        if isinstance(block, Paragraph):
            self._add_paragraph(block.words, block.lists)
        elif isinstance(block, Items):
            self._list(block)
        else:
            self.blocks.append(block)

    def _add_paragraph(self, runs: Runs, lists: tuple[Items, ...] = ()) -> None:
        words = _trimmed(runs)
        if not words:
            return
        self.blocks.append(Paragraph(words, self.number, lists))
        if self.number is not None:
            self.number += 1

    def _list(self, items: Items) -> None:
        """A list under words belongs to their paragraph, as in the council's own papers; else it stands alone."""
        if not items.items:
            return
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph):
            self.blocks[-1] = replace(last, lists=(*last.lists, items))
        else:
            self.blocks.append(items)

    def _items(self, tokens: Sequence[Token], is_ordered: bool, depth: int) -> Items:
        found: list[Item] = []
        at = 0
        while at < len(tokens):
            end = closing_of(tokens, at)
            found += self._item(tokens[at + 1 : end], depth)
            at = end + 1
        return Items(tuple(found), is_ordered)

    def _item(self, tokens: Sequence[Token], depth: int, *, is_part: bool = False) -> list[Item]:
        """One item; lists deeper than three join the third, so that a page can hold them.

        ``is_part`` is of a paragraph within it, whose words are the item's and are typed once.
        """
        runs: list[Run] = []
        within: list[Item] = []
        is_ordered = False
        here = len(self.typed)
        at = 0
        while at < len(tokens):
            token, end = tokens[at], closing_of(tokens, at)
            if token.type == "inline":
                more, blocks = self._runs(token, may_have_blocks=False)
                runs += [Run("\n"), *more] if runs and more else more
                self.blocks += blocks
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                is_ordered = token.type.startswith("ordered")
                within += self._items(tokens[at + 1 : end], is_ordered, depth + 1).items
            elif token.type.endswith("_open") and end > at:
                inner = self._item(tokens[at + 1 : end], depth, is_part=True)
                more = tuple(run for one in inner for run in one.words)
                runs += [Run("\n"), *more] if runs and more else more
                within += [item for one in inner if one.within for item in one.within.items]
            elif token.content:
                runs.append(Run(token.content.rstrip("\n")))
            at = end + 1
        words = _trimmed(tuple(runs))
        if words and not is_part:
            self.typed.insert(here, Typed(self._by_hand(words), is_item=True))
        if not within:
            return [Item(words)] if words else []
        if not words:
            return within
        if depth >= DEEPEST_LIST:
            return [Item(words), *within]
        return [Item(words, Items(tuple(within), is_ordered))]

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[Cell]] = []
        figures: list[bool] = []
        for place, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                runs, _ = self._runs(tokens[place + 1], may_have_blocks=False)
                rows[-1].append(_trimmed(runs))
                if token.type == "th_open":
                    figures.append("right" in str(token.attrGet("style") or ""))
        caption, self.caption = self.caption, ""
        head, *body = rows
        if len(head) > MOST_COLUMNS or len(body) > MOST_ROWS:
            return self._trouble(
                f"A table has {MOST_COLUMNS} columns and {MOST_ROWS} rows at the most; put it behind the report."
            )
        labels = [_label(cell, place) for place, cell in enumerate(head, start=1)]
        self.typed += [Typed("\t".join(map(_cell_text, row))) for row in body]
        columns = tuple(Column(label, 1, is_right) for label, is_right in zip(labels, figures, strict=True))
        name = caption or f"{self.setting.heading or 'Table'}: {', '.join(labels)}"
        group = Group(tuple(tuple(row[: len(head)]) for row in body))
        self.blocks.append(Table(name[:300], columns, (group,), is_caption_printed=bool(caption)))

    def _footnotes(self, tokens: Sequence[Token]) -> None:
        at = 0
        while at < len(tokens):
            end = closing_of(tokens, at)
            runs = [run for one in self._item(tokens[at + 1 : end], 1) for run in one.words]
            number = f"Note {self.setting.note + place_of(tokens[at])}. "
            self.notes.append(Paragraph((Run(number, tone=Tone.SOFT), *runs)))
            self.note += 1
            at = end + 1

    def _runs(self, inline: Token, *, may_have_blocks: bool) -> tuple[Runs, list[Block]]:
        """The words of a paragraph, and the blocks in it: a picture, or a fact that stands by itself."""
        runs: list[Run] = []
        blocks: list[Block] = []
        look = {"strong": 0, "em": 0}
        link = ""
        for token in inline.children or []:
            here = Run("", look["strong"] > 0, look["em"] > 0, link=link)
            kind, _, side = token.type.rpartition("_")
            if side in ("open", "close") and kind in look:
                look[kind] += token.nesting
            elif token.type == "link_open":
                link = self._address(str(token.attrGet("href") or ""))
            elif token.type == "link_close":
                link = ""
            else:
                runs += self._inner(token, here, blocks, may_have_blocks)
        return tuple(run for run in runs if run.text), blocks

    def _inner(self, token: Token, look: Run, blocks: list[Block], may_have_blocks: bool) -> list[Run]:
        """One piece of a line."""
        match token.type:
            case "softbreak":
                return [replace(look, text=" ")]
            case "hardbreak":
                return [replace(look, text="\n")]
            case "image":
                return self._picture(token, blocks, may_have_blocks)
            case "footnote_ref":
                return [replace(look, text=f"[{self.setting.note + place_of(token)}]")]
            case "fact":
                return self._fact(token.content, look, blocks, may_have_blocks)
            case _:
                return [replace(look, text=token.content)]

    def _address(self, url: str) -> str:
        if url.startswith("/") and not url.startswith("//"):
            return f"{self.setting.site}{url}"
        return "" if url.lower().startswith(PICTURE) else url

    def _picture(self, token: Token, blocks: list[Block], may_have_blocks: bool) -> list[Run]:
        name = str(token.attrGet("src") or "").removeprefix(PICTURE)
        found = self.setting.pictures.get(name)
        if found is None:
            return [self._sentence(f"There is no picture “{name[:60]}” with this report.", token.content)]
        if not may_have_blocks:
            return [self._sentence("A picture stands in a paragraph of its own.", token.content)]
        described = token.content.strip() or found.description
        blocks.append(replace(found, description=described, caption=str(token.attrGet("title") or "")))
        return []

    def _fact(self, name: str, look: Run, blocks: list[Block], may_have_blocks: bool) -> list[Run]:
        try:
            value = self.setting.fact(name)
        except NoFact as refusal:
            return [self._sentence(str(refusal), f"{{{{{name}}}}}")]
        self.from_facts += 1 + len(value.items if value.blocks else ())
        if self.from_facts > MOST_FROM_FACTS:
            return [self._sentence("This section holds more facts than a reader can take in.", f"{{{{{name}}}}}")]
        self.facts.setdefault(value.name, value)
        if not value.blocks:
            self.sentences += value.runs if value.is_sentence else ()
            return [replace(run, strong=look.strong or run.strong, emphasis=look.emphasis) for run in value.runs]
        if not may_have_blocks:
            return [self._sentence(f"“{value.name}” stands in a paragraph of its own.", f"{{{{{name}}}}}")]
        blocks += value.blocks
        return []

    def _sentence(self, sentence: str, written: str) -> Run:
        """What could not be done, said in its place."""
        self.problems.append(Problem(sentence, written))
        return Run(f"[{sentence}]", strong=True)

    def _trouble(self, sentence: str) -> None:
        self._add_paragraph((self._sentence(sentence, ""),))


def _cell_text(cell: Cell) -> str:
    return printed(cell) if isinstance(cell, tuple) else cell.word


def _label(cell: Cell, place: int) -> str:
    return _cell_text(cell).strip() or f"Column {place}"


def _trimmed(runs: Runs) -> Runs:
    """Runs without spaces at either end, where a picture or a fact was taken out of the line."""
    found = list(runs)
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)
