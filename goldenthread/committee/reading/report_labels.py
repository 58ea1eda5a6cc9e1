"""The labels of a report's block, as councils print them, each for what it means."""

import re
from enum import Enum

from goldenthread.committee.reading.lines import Line


class Label(Enum):
    """What a label of a report's block says."""

    BODY = "Committee(s)"
    DATED = "Dated"
    SUBJECT = "Subject"
    REPORT_OF = "Report of"
    AUTHOR = "Report author"
    PURPOSE = "Purpose"


_LABELS: dict[Label, str] = {
    Label.BODY: r"committees?(?:\(s\))?|report to|to|meeting|decision[- ]maker|body|board|considered by|forum",
    Label.DATED: r"dated?|date of meeting|meeting date|date of (?:committee|decision)",
    Label.SUBJECT: r"subject(?: matter)?|title(?: of (?:the )?report)?|report title|item|re",
    Label.REPORT_OF: (
        r"report (?:of|by|from)|lead (?:director|officer|member|cabinet member)|(?:corporate |executive )?director|"
        r"portfolio holder|presented by|sponsor|chief officer|head of service"
    ),
    Label.AUTHOR: r"(?:report )?authors?(?:\(s\))?|author and contact.{0,20}|contact officer|officer contact|contact",
    Label.PURPOSE: r"purpose(?: of (?:the )?report)?|for|decision type|type of decision|status|classification",
}
_LABEL = re.compile(
    r"^\s*(?:"
    + "|".join(f"(?P<{label.name}>{pattern})" for label, pattern in _LABELS.items())
    + r")\s*(?P<colon>:)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ROW_HEAD = re.compile(
    r"(?i)^(?:"
    + "|".join(f"(?P<{label.name}>{pattern})" for label, pattern in _LABELS.items() if label is not Label.PURPOSE)
    + r")$"
)
_LONGEST = 400


def label_of(line: Line) -> Label | None:
    """The label a line begins with, with its colon; in a row without one, where the first cell is the label alone."""
    found = parted(line)
    return found[0] if found else None


def parted(line: Line) -> tuple[Label, str] | None:
    """The label of a line and what stands behind it in the same cell or line."""
    first = (line.cells[0] if line.cells else line.text)[:_LONGEST]
    if ":" in first[:60]:
        found = _LABEL.match(first)
        return (Label[str(_which(found))], found["rest"].strip()) if found else None
    if line.is_row and len(first) < 40:
        found = _ROW_HEAD.match(first.strip())
        return (Label[str(_which(found))], "") if found else None
    return None


def _which(found: re.Match[str]) -> str:
    return next(name for name, text in found.groupdict().items() if text is not None and name in Label.__members__)
