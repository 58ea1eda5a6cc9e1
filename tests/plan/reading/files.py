"""Real Word, Excel, CSV and text files made in code, and the plan read from them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from goldenthread.intake.document import Document
from goldenthread.intake.reading import read_file
from goldenthread.plan.reading.reader import read_plan
from goldenthread.plan.reading.values import PlanReading

Rows = Sequence[Sequence[str]]
RED, AMBER, GREEN, BLUE = "FF0000", "FFC000", "92D050", "00B0F0"


def document_of(path: Path) -> Document:
    """The document in a file."""
    return read_file(path, path.name)


def plan_of(path: Path, **corrections: Any) -> PlanReading:
    """The plan in a file."""
    return read_plan(document_of(path), **corrections)


class Word:
    """A Word document that is written from top to bottom."""

    def __init__(self) -> None:
        self._document = WordDocument()

    def heading(self, text: str, level: int = 1) -> "Word":
        self._document.add_heading(text, level)
        return self

    def text(self, *paragraphs: str) -> "Word":
        for paragraph in paragraphs:
            self._document.add_paragraph(paragraph)
        return self

    def table(self, rows: Rows, merges: Sequence[tuple[int, int, int, int]] = ()) -> "Word":
        """A table; each merge is top, left, bottom, right, and keeps the text of its first cell with one."""
        table = self._document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        for top, left, bottom, right in merges:
            table.cell(top, left).merge(table.cell(bottom, right))
        return self

    def write(self, path: Path) -> Path:
        self._document.save(str(path))
        return path


class Excel:
    """A workbook whose sheets are written row by row."""

    def __init__(self) -> None:
        self._book = Workbook()
        self._book.remove(self._book.active)

    def sheet(
        self,
        title: str,
        rows: Sequence[Sequence[Any]],
        fills: dict[str, str] | None = None,
        merges: Sequence[str] = (),
    ) -> "Excel":
        sheet = self._book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for place, colour in (fills or {}).items():
            sheet[place].fill = PatternFill("solid", fgColor=colour)
        for place in merges:
            sheet.merge_cells(place)
        return self

    def month(self, title: str, *places: str) -> "Excel":
        """Print dates as months, as officers do."""
        for place in places:
            self._book[title][place].number_format = "mmm-yy"
        return self

    def write(self, path: Path) -> Path:
        self._book.save(str(path))
        return path


def write_csv(path: Path, rows: Rows) -> Path:
    """A CSV file as a spreadsheet writes it."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def write_text(path: Path, *parts: str | Rows) -> Path:
    """A text file: paragraphs as they are, tables with tabs, a blank line between the parts."""
    texts = [part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts]
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return path
