"""A paper as typst is given it: every text as data, cut to fit, with fonts that hold it.

The texts go to typst as JSON in ``sys_inputs`` and the pictures as files that
exist in memory alone; the source typst reads is ``paper.typ`` and never holds a
text. Source: typst documentation, "sys", "pdf", "accessibility".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from goldenthread.documents.drawing import draw_chart, framed
from goldenthread.documents.links import leads_somewhere
from goldenthread.documents.paper import (
    SHORT_LIST,
    Appendix,
    Block,
    Cell,
    Chart,
    Fact,
    Facts,
    Group,
    Heading,
    Items,
    Landscape,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Run,
    Runs,
    Table,
    Tone,
    in_foot,
    printed,
    stands_apart,
)
from goldenthread.documents.pictures import measure
from goldenthread.documents.typesetting.finishing import TableSaid
from goldenthread.documents.typesetting.fonts import replaced

_WORD = re.compile(r"([^\s/\-–—]+)[\s/\-–—]*")
_NARROW = re.compile(r"[ijlftrI.,:;'’|!()\[\]]")
_CAPITAL = re.compile(r"[A-HJ-LN-VX-ZÀ-Þ]")
_BROAD = re.compile(r"[mwMW@%&—…\u0370-\u1dff\u2e80-\uffff\U00010000-\U0010ffff]")
"""Letters that take less than the usual room, a little more, and not quite twice as much."""
_TITLE, _HEADING, _PARAGRAPH, _ITEM = 30, 40, 70, 60
_LABEL, _VALUE, _ASIDE, _SMALL = 14, 34, 22, 70
"""How many usual letters find room on a line of each."""
_SHAPE = 2
"""How many letters the shape of a rating takes from its word."""
DENSE = 8
"""Columns beyond which a table is set in smaller letters."""
SOURCE = Path(__file__).with_name("paper.typ")
_PORTRAIT, _LANDSCAPE = 453.0, 762.0
"""The width of the text of a page, in points."""
MOST_UNBROKEN = 26
"""Lines a row may have, and still moves to the next page as a whole; a longer one is divided by the end of a page.

A page on its side holds some forty. What is left of a divided row has no reference beside it on the next page, so
few rows are worth it.
"""
MOST_LINES_OF_ITEMS = 14
"""The lines that the items of a short list may have together, and the end of a page does not divide it."""
MOST_ROWS, MOST_LINES_OF_ROWS = 10, 26
"""The rows of a table that the end of a page does not divide, and the lines they may have together."""
_ACROSS, _WITHIN = 90, 80
"""About how many letters stand on a line of a paragraph, and of a list."""


@dataclass(slots=True)
class Setting:
    """What typst gets beside its source, and what is said of each table, in their order."""

    replaced: dict[str, str]
    files: dict[str, bytes] = field(default_factory=dict)
    said: list[TableSaid] = field(default_factory=list)
    width: float = _PORTRAIT

    def text(self, text: str) -> str:
        """A text in which what no font holds is replaced."""
        return replaced(text, self.replaced)

    def runs(self, runs: Runs, room: float = 200) -> Any:
        """Runs for the template; words longer than the room they have are cut where they may be broken."""
        if len(runs) == 1 and _is_plain(runs[0]):
            parts = self.fitted(runs[0].text, room)
            return parts if isinstance(parts, str) else [parts]
        return [self._run(run, room) for run in runs]

    def _run(self, run: Run, room: float) -> Any:
        given: dict[str, Any] = {"t": self.fitted(run.printed, room)}
        if run.strong:
            given["strong"] = True
        if run.emphasis:
            given["emphasis"] = True
        if run.tone is not Tone.PLAIN:
            given["tone"] = run.tone.value
        if leads_somewhere(run.link):
            given["link"] = run.link
        return given

    def fitted(self, text: str, room: float) -> Any:
        """A text, or its parts where a word is too long for its room: it may be broken between them.

        A part finds room whatever its letters are, and three parts on the broadest line: a line is filled.
        """
        text = self.text(text)
        if len(text) <= room / 2 or not _longer_than(int(room / 2)).search(text):
            return text
        parts, at, size = [], 0, max(1, int(room / 6))
        for word in _WORD.finditer(text):
            begins, ends = word.span(1)
            if _breadth(word[1]) > room:
                # Cut within words alone: what stands between two words goes with them, or typst sets it twice.
                cuts = range(begins + size, ends, size)
                parts += [text[a:b] for a, b in pairwise((at, *cuts, word.end()))]
                at = word.end()
        return [part for part in (*parts, text[at:]) if part] if parts else text

    # Blocks

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """Blocks for the template, in their order; a list joins the paragraph that leads into it."""
        return [self._block(block) for block in _led(blocks)]

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Landscape():
                return {"kind": "landscape", "blocks": self._on_its_side(block)}
            case Appendix():
                return {
                    "kind": "appendix",
                    "title": self.fitted(block.heading, _HEADING),
                    "blocks": self.blocks(block.blocks),
                }
            case PageBreak():
                return {"kind": "break"}
            case Table() | Facts() | Picture() | Chart():
                return self._figure(block)
            case Heading():
                return {"kind": "heading"} | self._heading(block)
            case Paragraph():
                return {"kind": "paragraph"} | self._paragraph(block)
            case Items():
                return {"kind": "items"} | self._items(block)

    def _figure(self, block: Table | Facts | Picture | Chart) -> dict[str, Any]:
        match block:
            case Table():
                return {"kind": "table"} | self._table(block)
            case Facts():
                return {"kind": "facts"} | self.facts(block)
            case Picture():
                return {"kind": "picture"} | self._picture(block)
            case Chart():
                return {"kind": "chart"} | self._chart(block)

    def _on_its_side(self, block: Landscape) -> list[dict[str, Any]]:
        before, self.width = self.width, _LANDSCAPE
        drawn = self.blocks(block.blocks)
        self.width = before
        return drawn

    def _heading(self, heading: Heading) -> dict[str, Any]:
        return {"level": heading.level, "words": self.runs(heading.words, _HEADING)}

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        return {
            "words": self.runs(paragraph.words, _PARAGRAPH),
            "number": paragraph.number,
            "lists": [self._items(one) for one in paragraph.lists],
            "whole": bool(paragraph.lists) and _is_short(*paragraph.lists) and _lines(paragraph.words, _ACROSS) <= 5,
            "apart": stands_apart(paragraph),
        }

    def _items(self, items: Items) -> dict[str, Any]:
        entries = []
        for item in items.items:
            within = {"within": self._items(item.within)} if item.within else {}
            entries.append({"words": self.runs(item.words, _ITEM)} | within)
        return {"items": entries, "ordered": items.is_ordered, "whole": _is_short(items)}

    def facts(self, facts: Facts) -> dict[str, Any]:
        """A block of facts; the labels name their rows."""
        self.said.append(TableSaid(self.text(facts.name or "Facts"), 0))
        return {"pairs": [self._fact(pair) for pair in facts.pairs]}

    def _fact(self, fact: Fact) -> dict[str, Any]:
        aside = {"aside": self.runs(fact.aside, _ASIDE)} if fact.aside else {}
        return {"label": self.fitted(fact.label, _LABEL), "words": self.runs(fact.words, _VALUE)} | aside

    def _picture(self, picture: Picture) -> dict[str, Any]:
        size = measure(picture.content)
        return {
            "file": self.keep(framed(picture.content)),
            "description": self.text(picture.description),
            "caption": self.fitted(picture.caption, _SMALL),
            # A small picture is not blown up: 144 dots are an inch at least.
            "width": min(100.0, size.width / 2 / self.width * 100),
        }

    def _chart(self, chart: Chart) -> dict[str, Any]:
        return {
            "caption": self.fitted(chart.caption, _SMALL),
            "description": self.text(chart.description),
            "file": self.keep(draw_chart(chart, self.text)),
            "table": self._table(chart.table),
        }

    def keep(self, drawing: str) -> str:
        """Keep a drawing under a name of our own."""
        name = f"picture-{len(self.files)}.svg"
        self.files[name] = drawing.encode()
        return name

    # Tables

    def _table(self, table: Table) -> dict[str, Any]:
        rooms = self._rooms(table)
        return {
            "caption": self.fitted(table.caption, _SMALL) if table.is_caption_printed else "",
            "look": {
                "weights": [column.weight for column in table.columns],
                "figures": [column.is_figures for column in table.columns],
                "row-header": table.row_header,
            },
            "groups": [self._group(table, group, rooms) for group in table.groups],
        }

    def _rooms(self, table: Table) -> list[int]:
        """How many characters fit on a line of each column."""
        whole = sum(column.weight for column in table.columns)
        letter = 8.6 * 0.53 if len(table.columns) > DENSE else 10.5 * 0.53
        return [
            max(3, int((self.width * column.weight / whole - 7) / letter)) for column in table.columns
        ]  # fmt: skip

    def _group(self, table: Table, group: Group, rooms: list[int]) -> dict[str, Any]:
        if group.rows:
            named = ". ".join(printed(heading.words) for heading in group.headings)
            summary = self.text(f"{table.caption}: {named}" if named else table.caption)
            self.said.append(TableSaid(summary, table.row_header))
        labels = group.labels or tuple(column.label for column in table.columns)
        return {
            "headings": [self._heading(one) for one in group.headings],
            "notes": [self._paragraph(one) for one in group.notes],
            "labels": [self.fitted(label, room) for label, room in zip(labels, rooms, strict=True)],
            "rows": [self._row(row, rooms) for row in group.rows],
            "whole": _is_small(group, rooms),
        }

    def _row(self, row: tuple[Cell, ...], rooms: list[int]) -> dict[str, Any]:
        cells = [
            {"mark": cell.mark.value, "word": self.fitted(cell.word, room - _SHAPE)}
            if isinstance(cell, RatingMark)
            else self.runs(cell, room)
            for cell, room in zip(row, rooms, strict=True)
        ]
        return {
            "cells": cells,
            "long": any(_lines(cell, room) > MOST_UNBROKEN for cell, room in zip(row, rooms, strict=True)),
        }


def _breadth(word: str) -> float:
    """How many usual letters would take the room of a word."""
    found = {pattern: len(pattern.findall(word)) for pattern in (_NARROW, _CAPITAL, _BROAD)}
    return len(word) - 0.4 * found[_NARROW] + 0.15 * found[_CAPITAL] + 0.8 * found[_BROAD]


def _is_plain(run: Run) -> bool:
    """Whether a run is its text and nothing else; asked of every cell, so not by making another to compare it with."""
    return not (run.strong or run.emphasis or run.link or run.fact) and run.tone is Tone.PLAIN


@lru_cache(maxsize=64)
def _longer_than(room: int) -> re.Pattern[str]:
    """What finds a word of more characters than there is room for."""
    return re.compile(rf"[^\s/\-–—]{{{room + 1}}}")


def _lines(cell: Cell, room: int) -> int:
    """About how many lines a cell takes."""
    if isinstance(cell, RatingMark):
        return 1
    return sum(max(1, -(-len(line) // room)) for line in printed(cell).split("\n"))


def _led(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks in which a paragraph that ends with a colon holds the list after it: both say where they belong."""
    waiting: Block | None = None
    for block in blocks:
        if isinstance(waiting, Paragraph) and isinstance(block, Items) and _leads(waiting):
            yield replace(waiting, lists=(block,))
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _leads(paragraph: Paragraph) -> bool:
    return not paragraph.lists and printed(paragraph.words).rstrip().endswith(":")


def _lengths(items: Items) -> Iterator[int]:
    """The lines of each item, those within it included."""
    for item in items.items:
        yield _lines(item.words, _WITHIN)
        if item.within is not None:
            yield from _lengths(item.within)


def _is_short(*lists: Items) -> bool:
    """Whether lists are short enough that the end of a page does not divide them."""
    lengths = [lines for items in lists for lines in _lengths(items)]
    return len(lengths) <= SHORT_LIST and sum(lengths) <= MOST_LINES_OF_ITEMS


def _is_small(group: Group, rooms: list[int]) -> bool:
    """Whether rows are so few that the end of a page does not divide them; a dense table is never small."""
    if not 0 < len(group.rows) <= MOST_ROWS or len(rooms) > DENSE:
        return False
    tall = (max(_lines(cell, room) for cell, room in zip(row, rooms, strict=True)) for row in group.rows)
    return sum(tall) <= MOST_LINES_OF_ROWS


def given_to_typst(paper: Paper, setting: Setting, fonts: list[str]) -> str:
    """The paper as the template reads it."""
    language, _, region = paper.language.partition("-")
    title = " ".join(paper.title.split())
    given: dict[str, Any] = {
        "title": setting.text(title),
        "heading": setting.fitted(title, _TITLE),
        "foot": setting.fitted(in_foot(paper), _SMALL),
        "kind": setting.fitted(paper.kind, _PARAGRAPH),
        "council": setting.text(paper.council.name),
        "colour": paper.council.colour,
        "mark": setting.fitted(paper.mark, _LABEL),
        "lang": language,
        "region": region or None,
        "fonts": fonts,
        "made": {name: getattr(paper.made_at, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "header": setting.facts(Facts(paper.header, "About this paper"))["pairs"] if paper.header else [],
        "blocks": setting.blocks(paper.blocks),
    }
    crest = paper.council.crest
    if crest is not None:
        given["crest"] = {"file": setting.keep(framed(crest.content)), "description": setting.text(crest.description)}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
