"""Excel workbooks: every sheet a table, every cell as the sheet prints it, with its fill.

The parts are read directly rather than through a library: a library gives
either values without formats and fills, or all of them at ten times the cost,
and both keep cells that hold nothing. Here a row without text is not kept;
its number is missing from the places, so the gap can be seen.

What a filter or a person has hidden is read like the rest, and a paragraph
before the table says what is hidden.

Source: Office Open XML, part 1, 18.2 to 18.4 (workbook, worksheets, shared strings).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Block, Paragraph, Table
from goldenthread.intake.readers.cell_styles import CellStyle, cell_styles
from goldenthread.intake.readers.cleaning import clean
from goldenthread.intake.readers.date_formats import serial_of
from goldenthread.intake.readers.markup import Element, elements, local_name
from goldenthread.intake.readers.package import Package
from goldenthread.intake.readers.sheet_grid import Grid, column_of
from goldenthread.intake.refusals import FileRefused, Reason

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_FLAGS_SET = ("1", "true")
_LONGEST_NAME = 60  # Excel allows 31 characters; other programs may write more, and every place repeats the name


def read_excel(package: Package, allowance: Allowance) -> tuple[Block, ...]:
    """A table for each sheet that holds text, titled with the sheet's name; places are ``Plan!7`` and ``Plan!C7``."""
    part = package.main_part()
    sheets: list[tuple[str, str, bool]] = []
    from_1904 = False
    with package.open(part) as stream:
        for element in elements(stream, "sheet", "workbookPr"):
            if local_name(element) == "workbookPr":
                from_1904 = element.get("date1904") in _FLAGS_SET
            else:
                hidden = element.get("state", "visible") != "visible"
                sheets.append((element.get("name", ""), _relation_id(element), hidden))
    workbook = _Workbook(package, part, allowance, from_1904=from_1904)
    blocks: list[Block] = []
    for name, relation, hidden in sheets:
        blocks.extend(workbook.blocks_of(clean(name)[:_LONGEST_NAME], relation, hidden=hidden))
    return tuple(blocks)


class _Workbook:
    """What the sheets share: the texts, the styles and the allowance."""

    def __init__(self, package: Package, part: str, allowance: Allowance, *, from_1904: bool) -> None:
        self._package = package
        self._allowance = allowance
        self._relations = package.relations_of(part)
        self._strings = _shared_strings(package, part)
        self._styles = cell_styles(package, part, from_1904=from_1904) or [CellStyle()]
        self._printed: dict[tuple[int, str], str] = {}

    def blocks_of(self, name: str, relation: str, *, hidden: bool) -> Iterator[Block]:
        """The table of one sheet, after a paragraph on what is hidden in it; nothing for a sheet without text."""
        link = self._relations.get(relation)
        if link is None:
            raise FileRefused(Reason.DAMAGED)
        if link.kind != "worksheet":
            return
        grid = self._grid_of(link.target)
        rows = tuple(grid.rows(name))
        if not rows:
            return
        remark = grid.hidden_remark(name, sheet_hidden=hidden)
        if remark:
            yield Paragraph(name, remark)
        yield Table(name, rows, title=name)

    def _grid_of(self, part: str) -> Grid:
        grid = Grid(self._allowance)
        with self._package.open(part) as stream:
            for element in elements(stream, "row", "mergeCell", "col"):
                name = local_name(element)
                if name == "row":
                    self._take_row(grid, element)
                elif name == "mergeCell":
                    grid.merge(element.get("ref", ""))
                elif element.get("hidden") in _FLAGS_SET:
                    grid.hide_columns(int(element.get("min")) - 1, int(element.get("max")) - 1)
        return grid

    def _take_row(self, grid: Grid, row: Element) -> None:
        """Put one row's cells into the grid; a cell or row that names no place follows the one before it."""
        number = grid.next_number(row.get("r") or None)
        texts: dict[int, str] = {}
        fills: dict[int, str] = {}
        column = -1
        styles = self._styles
        for cell in row:
            place = cell.get("r")
            column = column_of(place) if place else column + 1
            written = cell.get("s")
            style = 0 if written is None else int(written)
            if len(cell):
                text = self._text_of(cell, style)
                if text:
                    texts[column] = text
            if style < len(styles) and styles[style].fill:
                fills[column] = styles[style].fill
        grid.put_row(number, texts, fills, hidden=row.get("hidden") in _FLAGS_SET)

    def _text_of(self, cell: Element, style: int) -> str:
        """The text that a cell shows: its value by its kind, or its formula where no value was saved with it."""
        kind = cell.get("t", "n")
        if kind == "inlineStr" and len(cell[0]):
            return _unescaped(_string_of(cell[0]))
        value = formula = None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                value = child.text
            elif tag.endswith("}is"):
                return _unescaped(_string_of(child))
            elif tag.endswith("}f"):
                formula = child.text
        if not value:
            return clean(f"={formula}") if formula else ""
        if kind == "s":
            return self._strings[int(value)]
        return self._printed_value(kind, value, style)

    def _printed_value(self, kind: str, value: str, style: int) -> str:
        if kind == "n":
            return self._printed_number(value, style)
        if kind == "b":
            return _TRUTH.get(value, value)
        if kind == "d":
            return self._printed_moment(value, style)
        return _unescaped(value)

    def _printed_number(self, value: str, style: int) -> str:
        key = (style, value)
        text = self._printed.get(key)
        if text is None:
            printer = self._styles[style].printer if style < len(self._styles) else CellStyle().printer
            text = self._printed[key] = clean(printer(value.strip()))
        return text

    def _printed_moment(self, value: str, style: int) -> str:
        """A date written in words (ISO 8601) prints like the number that stands for it."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return clean(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        return self._printed_number(repr(serial_of(moment)), style)


def _shared_strings(package: Package, workbook: str) -> list[str]:
    part = package.related(workbook, "sharedStrings")
    if part is None:
        return []
    with package.open(part) as stream:
        return [_unescaped(_string_of(element)) for element in elements(stream, "si")]


def _string_of(element: Element) -> str:
    """The text of a string, its runs joined; readings beside Japanese text are left out."""
    if len(element) == 1 and not len(element[0]):
        return element[0].text or ""  # one plain text; a run has parts of its own, a mark of readings has no text
    texts: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            texts.extend(part.text or "" for part in child if local_name(part) == "t")
    return "".join(texts)


def _unescaped(text: str) -> str:
    """The text with Excel's escapes of control characters (``_x000D_``) taken back, fit to be kept."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    return clean(text)


def _relation_id(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.rpartition("}")[2] == "id"), "")
