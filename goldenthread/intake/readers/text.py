"""Text files: running text with tab-separated tables inside it.

This is what is left when a committee pack is pasted or converted: a table's
row is a line with tabs, a heading may carry Markdown's ``#``, bold its
``**``. Nothing is understood here beyond that; what looks like a rule of
dashes between two rows stays a row, because only the reader of the plan knows.
"""

import re

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Block, Cell, Paragraph, Row, Table
from goldenthread.intake.readers.cleaning import clean
from goldenthread.intake.readers.decoding import decode

_OPEN_BOLD = re.compile(r"^\*\*(?=[^\s*])|(?<=[^\s*])\*\*$")
_PIPE_RULE = frozenset("|:- ")
_PIPE = re.compile(r"(?<!\\)\|")
_LINE_MARK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_QUOTED_LINES = 200


def read_text(data: bytes, allowance: Allowance) -> tuple[Block, ...]:
    """The blocks of a text file: neighbouring lines with tabs are a table, other lines are paragraphs.

    A blank line ends a table. Each place is ``line 737``, counted from one.
    """
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_Lines(lines, allowance).blocks())


class _Lines:
    """Walks the lines once, gathering rows until something else ends their table."""

    def __init__(self, lines: list[str], allowance: Allowance) -> None:
        self._lines = lines
        self._allowance = allowance
        self._found: list[Block] = []
        self._rows: list[Row] = []
        self._rows_have_pipes = False

    def blocks(self) -> list[Block]:
        at = 0
        while at < len(self._lines):
            at += self._take(at)
        self._end_table()
        return self._found

    def _take(self, at: int) -> int:
        """Take the block that begins at this line, and say how many lines it had."""
        line = self._lines[at]
        if not line.strip():
            self._end_table()
            return 1
        if "\t" in line:
            cells, used = self._tabbed_cells(at)
            self._add_row(at, cells, pipes=False)
            return used
        if _is_pipe_row(line):
            self._add_row(at, _pipe_cells(line), pipes=True)
            return 1
        self._end_table()
        self._add_paragraph(at, line)
        return 1

    def _tabbed_cells(self, at: int) -> tuple[list[str], int]:
        """The cells of a tabbed line; a last cell in quotation marks may run on over lines without tabs.

        Excel's "Unicode Text" writes a cell with line breaks so. A quotation
        mark that is never closed is a quotation mark.
        """
        cells = self._lines[at].split("\t")
        used = 1
        while _opens_quote(cells[-1]):
            closing = self._closing_line(at + used)
            if closing is None:
                break
            after = self._lines[closing].split("\t")
            whole = "\n".join([cells[-1], *self._lines[at + used : closing], after[0]])
            cells[-1:] = [whole[1:-1].replace('""', '"'), *after[1:]]
            used = closing - at + 1
        return cells, used

    def _closing_line(self, start: int) -> int | None:
        for at in range(start, min(start + _QUOTED_LINES, len(self._lines))):
            line = self._lines[at]
            if _closes_quote(line.split("\t", 1)[0]):
                return at
            if "\t" in line:
                return None
        return None

    def _add_row(self, at: int, texts: list[str], *, pipes: bool) -> None:
        if pipes != self._rows_have_pipes:
            self._end_table()
            self._rows_have_pipes = pipes
        if not texts:
            return
        self._allowance.take_row(len(texts))
        cells = tuple(Cell(_plain(text)) for text in texts)
        self._allowance.take_text(sum(len(cell.text) for cell in cells))
        self._rows.append(Row(f"line {at + 1}", cells))

    def _end_table(self) -> None:
        if self._rows:
            self._found.append(Table(self._rows[0].where, tuple(self._rows)))
            self._rows = []

    def _add_paragraph(self, at: int, line: str) -> None:
        level, text = _heading(line.strip())
        text = _OPEN_BOLD.sub("", _plain(text).strip())
        if text:
            self._allowance.take_paragraph(len(text))
            self._found.append(Paragraph(f"line {at + 1}", text, level))


def _heading(line: str) -> tuple[int, str]:
    """The level of a Markdown heading and its words; level 0 for a line that is none."""
    level = len(line) - len(line.lstrip("#"))
    if not 1 <= level <= 6 or not line[level : level + 1].isspace():
        return 0, line
    words = line[level:].strip()
    opened = words.rstrip("#")
    return level, opened.rstrip() if opened != opened.rstrip() or not opened else words


def _plain(text: str) -> str:
    """The text without marks of bold and without characters that cannot be kept.

    Done in one walk over the marks: a pattern would take quadratic time on a
    line made of marks that never close.
    """
    text = clean(text)
    pieces = text.split("**")
    if len(pieces) < 3:
        return text
    kept = [pieces[0]]
    at = 1
    while at < len(pieces):
        inside = pieces[at]
        if at + 1 < len(pieces) and inside and not inside[0].isspace() and not inside[-1].isspace():
            kept += [inside, pieces[at + 1]]
            at += 2
        else:
            kept += ["**", inside]
            at += 1
    return "".join(kept)


def _opens_quote(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _closes_quote(cell: str) -> bool:
    return cell.endswith('"') and cell.count('"') % 2 == 1


def _is_pipe_row(line: str) -> bool:
    line = line.strip()
    return len(line) > 2 and line[0] == "|" and line[-1] == "|"


def _pipe_cells(line: str) -> list[str]:
    """The cells of a Markdown row; the rule under its header is part of the notation and gives none."""
    if "--" in line and not set(line) - _PIPE_RULE:
        return []
    inner = line.strip()[1:-1]
    return [_LINE_MARK.sub("\n", cell.strip().replace("\\|", "|")) for cell in _PIPE.split(inner)]
