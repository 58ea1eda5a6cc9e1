"""A paper as HTML: inside a page of the product, or as a file that stands by itself.

The same blocks in the same order as the PDF and the Word file, with what only a
page can do: a number opens the list behind it, and a table of ten columns stacks
on a telephone. Every text is escaped once, here.
"""

import re
from base64 import b64encode
from functools import lru_cache
from html import escape
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from goldenthread.documents.clearing import clear
from goldenthread.documents.drawing import draw_chart, draw_mark
from goldenthread.documents.links import leads_here, leads_somewhere
from goldenthread.documents.paper import (
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
    Mark,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Run,
    Runs,
    Table,
    Tone,
    stands_apart,
)
from goldenthread.documents.pictures import measure

STYLE = Path(__file__).with_name("static") / "documents" / "paper.css"
_WAY = re.compile(r'<a class="paper-fact" href="([^"]*)">(.*?)</a>', re.DOTALL)
FEW = 4
"""Columns beyond which a table stacks on a telephone."""
DENSE = 8
"""Columns beyond which a table is dense, and its narrow columns are told from its wide ones."""


def draw_paper(paper: Paper) -> SafeString:
    """What stands under the title: the header block and the blocks, in their order, for a page that has an ``h1``."""
    mark = f'<p class="paper-mark">{_text(paper.mark)}</p>' if paper.mark else ""
    header = _facts(Facts(paper.header)) if paper.header else ""
    return mark_safe(f"{mark}{header}{_blocks(paper.blocks, 2)}")  # noqa: S308 - every text is escaped below


def draw_blocks(blocks: tuple[Block, ...], *, level: int = 2) -> SafeString:
    """Blocks whose first headings are of a level, such as the preview of a section."""
    return mark_safe(_blocks(blocks, level))  # noqa: S308 - every text is escaped below


def without_ways(drawn: SafeString, *, under: str) -> SafeString:
    """What was drawn, with words that would lead to a page under an address as words alone.

    A number leads to the list behind it, and a name to its action: for a reader who may not open those pages, the
    way would end at a page that says there is nothing.
    """
    return mark_safe(_WAY.sub(lambda way: way[2] if way[1].startswith(escape(under)) else way[0], drawn))  # noqa: S308 - drawn above


def standalone(paper: Paper) -> bytes:
    """A paper as an HTML file of its own: its style and pictures inside it, no script, nothing from elsewhere."""
    council = f'<p class="paper-council">{_crest(paper)}{_text(paper.council.name)}</p>'
    kind = f'<p class="paper-kind">{_text(paper.kind)}</p>' if paper.kind else ""
    title = _text(" ".join(paper.title.split()))
    style = _style().replace("#a87e16", paper.council.colour)
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="paper-alone">\n<main class="paper">\n{council}{kind}<h1>{title}</h1>\n'
        f"{draw_paper(paper)}\n</main>\n</body>\n</html>\n"
    ).encode()


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text()


def _crest(paper: Paper) -> str:
    crest = paper.council.crest
    if crest is None:
        return ""
    return f'<img src="{_data(crest.content)}" alt="{_said(crest.description)}" height="64">'


def _text(text: str) -> str:
    said = escape(clear(text))
    return said.replace("\n", "<br>") if "\n" in said else said


def _said(text: str) -> str:
    return escape(clear(text), quote=True)


def _data(content: bytes) -> str:
    return f"data:{measure(content).media_type};base64,{b64encode(content).decode()}"


# Blocks


def _blocks(blocks: tuple[Block, ...], level: int) -> str:
    return "\n".join([_block(block, level) for block in blocks])


def _block(block: Block, level: int) -> str:
    match block:
        case Heading():
            return _heading(block, level)
        case Paragraph():
            return _paragraph(block)
        case Items():
            return _items(block)
        case Landscape():
            return _blocks(block.blocks, level)
        case Appendix():
            title = f"<h{level}>{_text(block.heading)}</h{level}>"
            return f'<section class="paper-appendix">{title}\n{_blocks(block.blocks, level + 1)}</section>'
        case PageBreak():
            return '<div class="paper-break"></div>'
        case _:
            return _figure(block, level)


def _figure(block: Table | Facts | Picture | Chart, level: int) -> str:
    match block:
        case Table():
            return _table(block, level)
        case Facts():
            return _facts(block)
        case Picture():
            caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
            drawn = f'<img src="{_data(block.content)}" alt="{_said(block.description)}">'
            return f'<figure class="paper-picture">{drawn}{caption}</figure>'
        case Chart():
            return _chart(block, level)


def _heading(heading: Heading, level: int) -> str:
    at = min(6, level + heading.level - 1)
    return f"<h{at}>{_runs(heading.words)}</h{at}>"


def _paragraph(one: Paragraph) -> str:
    lists = "".join(_items(items) for items in one.lists)
    if one.number is None:
        apart = ' class="paper-apart"' if stands_apart(one) else ""
        return f"<p{apart}>{_runs(one.words)}</p>{lists}"
    number = f'<span class="paper-number">{one.number}.</span> '
    return f'<div class="paper-numbered"><p>{number}{_runs(one.words)}</p>{lists}</div>'


def _items(items: Items) -> str:
    tag = "ol" if items.is_ordered else "ul"
    inside = "".join(
        f"<li>{_runs(item.words)}{_items(item.within) if item.within is not None else ''}</li>" for item in items.items
    )
    return f"<{tag}>{inside}</{tag}>"


def _facts(facts: Facts) -> str:
    return f'<dl class="facts paper-facts">{"".join(_fact(pair) for pair in facts.pairs)}</dl>'


def _fact(fact: Fact) -> str:
    aside = f'<span class="paper-aside">{_runs(fact.aside)}</span>' if fact.aside else ""
    return f"<dt>{_text(fact.label)}</dt><dd>{_runs(fact.words)}{' ' if aside else ''}{aside}</dd>"


def _chart(chart: Chart, level: int) -> str:
    drawn = draw_chart(chart, clear).replace("<svg ", f'<svg role="img" aria-label="{_said(chart.description)}" ', 1)
    caption = f'<p class="paper-caption">{_text(chart.caption)}</p>'
    return f'{caption}<div class="paper-chart">{drawn}</div>{_table(chart.table, level)}'


# Words


def _runs(runs: Runs) -> str:
    return "".join([_run(run) for run in runs])


def _run(run: Run) -> str:
    said = _text(run.printed)
    if run.tone is Tone.SOURCE:
        said = f'<span class="paper-source">{said}</span>'
    elif run.tone is Tone.SOFT:
        said = f'<span class="soft">{said}</span>'
    if run.strong:
        said = f"<strong>{said}</strong>"
    if run.emphasis:
        said = f"<em>{said}</em>"
    if leads_somewhere(run.link):
        return f'<a href="{_said(run.link)}">{said}</a>'
    if leads_here(run.fact):
        return f'<a class="paper-fact" href="{_said(run.fact)}">{said}</a>'
    return said


@lru_cache(maxsize=256)
def _rating(rating: RatingMark) -> str:
    word = f"<b>{_text(rating.word)}</b>"
    if rating.mark is Mark.NONE:
        return word
    shape = draw_mark(rating.mark).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return f'<span class="paper-rating">{shape} {word}</span>'


# Tables


def _table(table: Table, level: int) -> str:
    caption = f'<p class="paper-caption">{_text(table.caption)}</p>' if table.is_caption_printed else ""
    return caption + "\n".join(_group(table, group, level) for group in table.groups)


def _group(table: Table, group: Group, level: int) -> str:
    above = "".join(_heading(heading, level) for heading in group.headings)
    above += "".join(_paragraph(note) for note in group.notes)
    if not group.rows:
        return above
    labels = group.labels or tuple(column.label for column in table.columns)
    named = ". ".join("".join(run.printed for run in heading.words) for heading in group.headings)
    said = f"{table.caption}: {named}" if named else table.caption
    kinds = _kinds(table)
    head = "".join(
        f'<th role="columnheader" scope="col"{kind}>{_text(label)}</th>'
        for kind, label in zip(kinds, labels, strict=True)
    )
    cells = [
        (f'<th role="rowheader" scope="row"{kind}>', "</th>")
        if at == table.row_header
        else (f'<td role="cell"{kind} data-label="{_said(label)}"><span>', "</span></td>")
        for at, (kind, label) in enumerate(zip(kinds, labels, strict=True))
    ]
    rows = "".join([_row(row, cells) for row in group.rows])
    more = " paper-dense" if len(table.columns) > DENSE else " paper-stacks" if len(table.columns) > FEW else ""
    return (
        f'{above}<table role="table" class="paper-table{more}"><caption class="vh">{_text(said)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _kinds(table: Table) -> list[str]:
    """What sets a column: figures stand right; of a dense table's columns some are narrow and some wide."""
    usual = sum(column.weight for column in table.columns) / len(table.columns)
    found = []
    for column in table.columns:
        if column.is_figures:
            found.append(' class="n"')
        elif len(table.columns) <= DENSE:
            found.append("")
        else:
            found.append(f' class="paper-{_width(column.weight / usual)}"')
    return found


def _width(share: float) -> str:
    """How wide a column of a dense table is, by its share beside the usual one."""
    for least, name in ((2.0, "widest"), (1.0, "broad"), (0.5, "middle")):
        if share >= least:
            return name
    return "narrow"


def _row(row: tuple[Cell, ...], cells: list[tuple[str, str]]) -> str:
    drawn = [
        f"{begins}{_rating(cell) if isinstance(cell, RatingMark) else _runs(cell)}{ends}"
        for cell, (begins, ends) in zip(row, cells, strict=True)
    ]
    return f'<tr role="row">{"".join(drawn)}</tr>'
