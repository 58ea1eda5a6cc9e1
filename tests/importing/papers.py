"""Papers for tests: plans as text, CSV and Excel, made in code with readable defaults. All invented."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import openpyxl

from goldenthread.identity.actor import Actor, system
from goldenthread.intake.models import Import
from goldenthread.plan.commands.paper import Accepted, accept_paper
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Plan

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
EVENING = datetime(2026, 4, 3, 18, 0, tzinfo=UTC)
COLUMNS = (
    "Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead", "Comments",
    "RAG status",
)  # fmt: skip
HEADER = {
    "Name": "Harbour Improvement Plan",
    "Duration": "April 2025 to March 2026",
    "Board responsible for monitoring action plan": "Harbour Board/Executive Group",
    "Owner": "Head of Family Help",
    "Frequency of monitoring/reporting": "Quarterly",
}
Row = dict[str, str]


def row(ref: str = "1.1", action: str = "Ring each family within two days.", **cells: str) -> Row:
    """One row of a paper; the other cells are ``aim``, ``starts``, ``ends``, ``measure``, ``leads`` and so on."""
    values = {
        "aim": "Families are heard early.", "starts": "Apr-25", "ends": "Dec-25",
        "measure": "Nine families in ten are rung.", "leads": "QZ", "senior": "WX",
        "comments": "Feb 2026: the rota covers Saturdays.", "status": "Green",
    } | cells  # fmt: skip
    return {"ref": ref, "action": action} | values


def some_rows() -> dict[str, list[Row]]:
    """Two priorities with seven actions and a few oddities."""
    return {
        "Priority 1: Be heard early": [
            row("1.1"),
            row(
                "1.2", "Print a leaflet for every school.", aim="", leads="QZ/KV", status="Completed", comments="Done."
            ),
            row(
                "1.3", "Train all call takers.", aim="", measure="", ends="June 2025 then December 2025", status="Amber"
            ),
            row("1.4", "Ask families twice a year.", aim="Families shape the service. (Annual Consultation)", ends="w"),
        ],
        "Priority 2: Keep safe": [
            row(
                "2.1", "Review every open plan.", aim="Recommendation 3: Review plans on time. (Paragraph 12)", leads=""
            ),
            row("", "Write down who decides.", aim="", status="Red", comments="Update from KV?"),
            row("2.1", "Sample ten records a month.", aim="Records say why.", status="Completed", comments=""),
        ],
    }


def grid(priorities: Mapping[str, Sequence[Row]], header: Mapping[str, str] = HEADER) -> list[list[str]]:
    """A paper as rows of cells: header block, then each priority with its header row and its actions."""
    names = ("aim", "ref", "action", "starts", "ends", "measure", "leads", "senior", "comments", "status")
    rows = [[label, text] for label, text in header.items()] + [[]]
    for title, actions in priorities.items():
        rows += [[title], list(COLUMNS), *([one[name] for name in names] for one in actions)]
    return rows


def as_text(priorities: Mapping[str, Sequence[Row]] | None = None, header: Mapping[str, str] = HEADER) -> bytes:
    """A paper as text with tabs, as it is left when a pack is pasted."""
    lines = ["\t".join(cells) for cells in grid(priorities if priorities is not None else some_rows(), header)]
    return "\n".join(lines).encode()


def as_workbook(priorities: Mapping[str, Sequence[Row]] | None = None, header: Mapping[str, str] = HEADER) -> bytes:
    """A paper as an Excel workbook."""
    book = openpyxl.Workbook()
    for cells in grid(priorities if priorities is not None else some_rows(), header):
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def desk() -> Actor:
    """The system person that imports from the command line."""
    return system("import-desk", "Import desk")


def staged(content: bytes | None = None, *, name: str = "plan.txt", by: Actor | None = None, **named: Any) -> Import:
    """A paper that waits for review."""
    at = named.pop("at", NOON)
    return stage_paper(
        chunks=[content if content is not None else as_text()], name=name, by=by or desk(), at=at, **named
    )


def accepted(content: bytes | None = None, *, by: Actor | None = None, **named: Any) -> Accepted:
    """A paper that was staged and taken."""
    of = staged(content, by=by, **{name: named.pop(name) for name in ("name", "into", "at") if name in named})
    return accept_paper(of=of, by=by or desk(), at=EVENING, **named)


def the_plan(content: bytes | None = None, *, by: Actor | None = None) -> Plan:
    """The plan a paper made, be it text or a workbook."""
    name = "plan.xlsx" if content is not None and content.startswith(b"PK") else "plan.txt"
    return accepted(content, by=by, name=name).plan


def edited(content: bytes, changes: Mapping[tuple[str, str], str | None], *, without: Sequence[str] = ()) -> bytes:
    """An exported workbook with cells changed, by key of the row and label of the column, and rows taken out."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        labels: dict[str, int] = {}
        for cells in list(sheet.iter_rows()):
            texts = [str(cell.value or "") for cell in cells]
            if any(text.rstrip(":").casefold() == "key" for text in texts):
                labels = {text.rstrip(":"): place for place, text in enumerate(texts) if text}
                continue
            key = texts[labels["Key"]] if labels else ""
            for (of, label), text in changes.items():
                if of == key:
                    cells[labels[label]].value = text
            if key in without:
                for cell in cells:
                    cell.value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
