"""A table pasted from Excel or Word becomes a Markdown table.

Both put a table on the clipboard as lines of cells parted by tabs; a cell that holds a tab, a line break or a quote
stands in quotes, in which a quote is doubled.

Source: RFC 4180 for the quotes; GitHub Flavored Markdown, "Tables", for what comes out.
"""

import csv
import re
from collections.abc import Sequence

_FIGURE = re.compile(r"^\s*[-+(£$€]?\s*\d[\d,.\s]*\s*[%)]?\s*$")
LONGEST_CELL = 2_000
MOST_LINES = 500


def with_tables(text: str) -> str:
    """The text with each run of two or more lines parted by tabs as a Markdown table; everything else as it is."""
    if "\t" not in text:
        return text
    found: list[str] = []
    run: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), None]:
        if line is not None and ("\t" in line or _is_open(run)):
            run.append(line)
            continue
        found += _table(run) if run else []
        run = []
        if line is not None:
            found.append(line)
    return "\n".join(found)


def _is_open(run: Sequence[str]) -> bool:
    """Whether the last cell so far stands in quotes that are not closed: it goes on in the next line."""
    begins = any('\t"' in f"\t{line}" for line in run)
    return begins and len(run) < MOST_LINES and "\n".join(run).count('"') % 2 == 1


def _table(lines: list[str]) -> list[str]:
    rows = [
        row for row in csv.reader([f"{line}\n" for line in lines], delimiter="\t") if any(cell.strip() for cell in row)
    ]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return lines
    cells = [[_cell(row[place]) if place < len(row) else "" for place in range(width)] for row in rows]
    head, body = cells[0], cells[1:]
    figures = [all(_FIGURE.match(row[place]) for row in body if row[place]) and any(row[place] for row in body)
               for place in range(width)]  # fmt: skip
    rule = ["---:" if is_figures else "---" for is_figures in figures]
    return ["", *(f"| {' | '.join(row)} |" for row in (head, rule, *body)), ""]


def _cell(text: str) -> str:
    """A cell in one line; an upright bar would end it."""
    return " ".join(text.split())[:LONGEST_CELL].replace("\\", "\\\\").replace("|", "\\|")
