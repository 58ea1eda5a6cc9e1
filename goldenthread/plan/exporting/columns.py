"""What the columns and header lines of an export are called, and the texts that a format cannot hold as they are.

Three conventions, each undone by ``returning`` when the file comes back: a CSV
cell that a spreadsheet program would calculate gets an apostrophe in front; a
text longer than a cell of Excel goes on in a further column; Excel's own
escapes (``_x000D_``) in a text are escaped again.

Sources: the header block and the columns of the plan printed with the report of 2 May 2018; the
limit of 32,767 characters a cell (Microsoft, "Excel specifications and limits"); OWASP, "CSV
Injection"; Office Open XML, part 1, 22.9.2.19 (ST_Xstring).
"""

import re

from goldenthread.plan.reading.values import Column

LABELS: dict[Column, str] = {
    Column.AIM: "Specific aim",
    Column.REF: "Ref",
    Column.ACTION: "Action",
    Column.STARTS: "Start",
    Column.ENDS: "End date",
    Column.MEASURE: "Measure/outcome",
    Column.LEADS: "Lead officer",
    Column.SENIOR_LEAD: "DLT lead",
    Column.COMMENTS: "Comments",
    Column.STATUS: "RAG status",
    Column.KEY: "Key",
}
RECOMMENDATIONS = "Recommendations"
BOTH_KINDS = f"{LABELS[Column.AIM]} / {RECOMMENDATIONS}"
PRIORITY = "Priority"
SECTION = "Section"
PLAN_KEY = "Plan key"
EXPORT = "Export"
NOTES = "Notes"
RATING_KEY = "Rating key"

HEADER_LINES: tuple[tuple[str, str], ...] = (
    ("Name", "name"),
    ("Duration", "duration"),
    ("Relevant Strategies", "strategies"),
    ("Previous version(s) of action plan /relevant plans", "previous_versions"),
    ("Board responsible for monitoring action plan", "boards_written"),
    ("Owner", "owner"),
    ("Implementation Date", "implementation"),
    ("Review Date", "review"),
    ("Frequency of monitoring/reporting", "reporting"),
    ("Aims", "aims"),
)
"""The labels of the header block in the paper's order, with the field of the plan each prints."""

LONGEST_CELL = 32_767
"""What a cell of Excel holds, counted as Excel counts: in UTF-16 units."""
_ROOM = 32_000
SURE_TO_FIT = LONGEST_CELL // 7
"""Characters that fit into a cell whatever they are."""
_GOES_ON = "… [goes on in the next column]"
_WENT_ON = "[goes on] …"
_CONTINUED = re.compile(r"^(?P<label>.+) \(continued(?: (?P<number>\d+))?\)$")
_CALCULATED = re.compile(r"^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]")
_SUSPECT = frozenset("'=+-@\t\r\uff0b\uff0d\uff1d\uff20")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def harmless(text: str) -> str:
    """A text as a CSV cell that no spreadsheet program calculates: an apostrophe before ``=``, ``+``, ``-`` and ``@``.

    A text that has such an apostrophe already gets another, so that taking one away always gives the text.
    """
    return f"'{text}" if text[:1] in _SUSPECT and _CALCULATED.match(text) else text


def as_meant(text: str) -> str:
    """The text of a CSV cell that ``harmless`` made."""
    return text[1:] if text[:1] == "'" and _CALCULATED.match(text) else text


def escaped(text: str) -> str:
    """A text in which nothing is an escape of Excel's."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def pieces(text: str) -> list[str]:
    """A text as cells that Excel can hold, each but the last saying that it goes on; most texts are one."""
    if len(text) <= SURE_TO_FIT or sum(_weight(character) for character in text) <= LONGEST_CELL:
        return [text]
    parts: list[str] = []
    while text:
        end = _fitting(text)
        parts.append(text[:end])
        text = text[end:]
    last = len(parts) - 1
    return [
        f"{_WENT_ON if number else ''}{part}{_GOES_ON if number < last else ''}" for number, part in enumerate(parts)
    ]


def rejoined(parts: list[str]) -> str:
    """The text of cells that ``pieces`` made; cells that somebody changed so that they no longer say so are lines."""
    text = parts[0]
    for part in parts[1:]:
        if not part:
            continue
        if text.endswith(_GOES_ON) and part.startswith(_WENT_ON):
            text = text.removesuffix(_GOES_ON) + part.removeprefix(_WENT_ON)
        else:
            text = f"{text}\n{part}".strip()
    return text


def continued_label(label: str, number: int) -> str:
    """The label of the ``number``-th further column of one meaning: ``Comments (continued)``, ``... (continued 2)``."""
    return f"{label} (continued)" if number == 1 else f"{label} (continued {number})"


def read_continued(label: str) -> tuple[str, int] | None:
    """The label and number of a further column; ``None`` for any other column."""
    found = _CONTINUED.match(label.strip())
    return (found["label"], int(found["number"] or 1)) if found else None


def _weight(character: str) -> int:
    """The room a character takes at most: an underscore may have to be escaped, what is beyond U+FFFF counts twice."""
    return 7 if character == "_" else 1 + (character > "\uffff")


def _fitting(text: str) -> int:
    """How many characters of a text fit into a cell beside its marks."""
    length = 0
    for number, character in enumerate(text):
        length += _weight(character)
        if length > _ROOM:
            return number
    return len(text)
