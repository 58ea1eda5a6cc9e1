"""CSV and TSV files: one table, whatever wrote it.

The separator is found by trying; the encoding by ``decoding``. A cell may
hold line breaks, so a record's place is the line on which it begins.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from io import StringIO

from goldenthread.intake.allowance import MAX_LINES, Allowance
from goldenthread.intake.document import Block, Cell, Row, Table
from goldenthread.intake.readers.cleaning import clean
from goldenthread.intake.readers.decoding import decode
from goldenthread.intake.refusals import FileRefused, Reason

_SEPARATORS = ",;\t|"
_SAMPLE_RECORDS = 50
_NAMED_SEPARATORS = ",;\t|:^~"
_END = "\ue000end of file"


def read_csv(data: bytes, allowance: Allowance, *, separator: str = "") -> tuple[Block, ...]:
    """One table of the records that hold anything; each place is ``line 7``, where the record begins."""
    text = decode(data).replace("\x00", "")
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:
        raise FileRefused(Reason.TOO_MANY_ROWS)
    skipped, text, named = _named_separator(text)
    separator = named or _separator_of(text, preferred=separator)
    rows: list[Row] = []
    for line, record in _records(text, separator):
        if not any(cell and not cell.isspace() for cell in record):
            continue
        allowance.take_row(len(record))
        cells = tuple(Cell(clean(cell)) for cell in record)
        allowance.take_text(sum(len(cell.text) for cell in cells))
        rows.append(Row(f"line {line + skipped}", cells))
    return (Table(rows[0].where, tuple(rows)),) if rows else ()


def _named_separator(text: str) -> tuple[int, str, str]:
    """Excel's first line ``sep=;`` names the separator and is no record: lines skipped, the rest, the separator."""
    first, newline, rest = text.partition("\n")
    mark = first.rstrip("\r")
    if newline and len(mark) == 5 and mark.lower().startswith("sep=") and mark[4] in _NAMED_SEPARATORS:
        return 1, rest, mark[4]
    return 0, text, ""


def _separator_of(text: str, *, preferred: str) -> str:
    """The separator by which most of the first records have the same number of cells above one."""
    if preferred and preferred in text:
        return preferred
    best, best_score = preferred or ",", 0
    for candidate in _SEPARATORS:
        widths = Counter(width for width in _first_widths(text, candidate) if width > 1)
        score = max((width * times * times for width, times in widths.items()), default=0)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _first_widths(text: str, separator: str) -> Iterator[int]:
    try:
        for number, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
            if number == _SAMPLE_RECORDS:
                return
            yield len(record)
    except csv.Error:
        return


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on.

    A quotation mark that is opened and never closed would swallow the rest of
    the file into one cell; such a file is read with its quotation marks as
    ordinary characters, so that every row is still a row.
    """
    lines = StringIO(text, newline="")
    if _quotes_close(text, separator):
        reader = csv.reader(lines, delimiter=separator)
    else:
        reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
    begins = 1
    try:
        for record in reader:
            yield begins, record
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefused(Reason.DAMAGED) from None


def _quotes_close(text: str, separator: str) -> bool:
    """Whether a line put after the last one would be read as a record of its own."""
    records = csv.reader(StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    try:
        return deque(records, maxlen=1).pop() == [_END]
    except csv.Error:
        return False
