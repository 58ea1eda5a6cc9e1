"""The rows of a paper beside what was understood from them, and one row for correcting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import marks
from goldenthread.identity.models import Person
from goldenthread.importing.names import COLUMN_NAMES, column_of
from goldenthread.intake.models import Import, StagedRow
from goldenthread.intake.queries import rows_at
from goldenthread.intake.rebuilding import ROW
from goldenthread.plan.intake import compare_paper, reading_of
from goldenthread.plan.reading.as_json import action_from_json, problems_from_json
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.plan.reading.values import Column, Problem, ReadAction
from goldenthread.plan.states import State

ROWS_A_PAGE = 200
OTHERS = "others"
NEW, CHANGED = "new", "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled text of a row."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the source beside what was understood from it."""

    where: str
    url: str
    source: Sequence[Part]
    ref: str
    wording: str
    understood: Sequence[Part]
    rating: SafeString
    problems: Sequence[str]
    change: str = ""
    is_action: bool = True


@dataclass(frozen=True, slots=True)
class RowPage:
    """A page of rows, with the filters that were asked for."""

    page: Any
    lines: Sequence[RowLine]


def row_page(of: Import, asked: Mapping[str, str], person: Person) -> RowPage:
    """The rows of a paper that fit the filters, at most two hundred at once."""
    if asked.get("show") == OTHERS:
        return _other_rows(of, asked)
    kept = of.reading
    problems: dict[str, list[Problem]] = {}
    for problem in problems_from_json(kept):
        if problem.action:
            problems.setdefault(problem.action, []).append(problem)
    changes = _changes(of, person) if asked.get("change") else {}
    numbered = [
        (at, action) for at, action in enumerate(kept.get("actions", ())) if _fits(at, action, asked, problems, changes)
    ]
    page = Paginator(numbered, ROWS_A_PAGE).get_page(asked.get("page"))
    actions = [action_from_json(action) for _, action in page]
    rows = rows_at(of, {action.where for action in actions})
    findings = kept.get("findings", ())
    lines = [
        _row_line(of, action, rows.get(action.where), kept["column_labels"], problems.get(action.key, ()), findings)
        for action in actions
    ]
    if asked.get("problem"):
        lines = [replace(line, url=line.url and f"{line.url}?oddity={asked['problem']}") for line in lines]
    return RowPage(page, lines)


def _changes(of: Import, person: Person) -> dict[int, str]:
    compared = compare_paper(of, reading_of(of), person)
    if compared is None:
        return {}
    changed = compared.changes.changed
    return {at: CHANGED for at, key in compared.changes.keys.items() if key in changed} | dict.fromkeys(
        compared.changes.new, NEW
    )


def _fits(
    at: int, action: Mapping[str, Any], asked: Mapping[str, str], problems: Mapping[str, Sequence[Problem]],
    changes: Mapping[int, str],
) -> bool:  # fmt: skip
    wanted = asked.get("problem")
    if wanted and not any(one.code == wanted for one in problems.get(action["key"], ())):
        return False
    if asked.get("priority") and str(action["priority"]) != asked["priority"]:
        return False
    if "status" in asked and asked["status"] != "" and action.get("status", "") != asked["status"].removeprefix("="):
        return False
    if asked.get("lead") and asked["lead"] not in {*action.get("leads", ()), action.get("senior_lead", "")}:
        return False
    return not asked.get("change") or changes.get(at) == asked["change"]


def _row_line(
    of: Import,
    action: ReadAction,
    row: StagedRow | None,
    labels: Mapping[str, str],
    problems: Iterable[Problem],
    findings: Sequence[Mapping[str, str]],
) -> RowLine:
    standing = marks.Standing.ON_PAPER if action.state == State.COMPLETED_ON_PAPER else marks.Standing.DECLARED
    return RowLine(
        where=action.where,
        url=reverse("import-row", args=[of.key, row.position]) if row else "",
        source=source_parts(row, action.cells, labels) if row else (),
        ref=action.ref,
        wording=action.wording,
        understood=understood_parts(action, findings),
        rating=marks.rating(action.colour, action.status or "No rating", standing=standing),
        problems=[f"{EXPLANATIONS[one.code].title}. {one.text}" for one in problems],
    )


def source_parts(row: StagedRow, cells: Mapping[str, str], labels: Mapping[str, str]) -> list[Part]:
    """The filled cells of a source row in their order, with the labels of their columns where they are known.

    ``cells`` is what counts now: a cell that was corrected has another text there and keeps its label, because it
    stands between the same neighbours.
    """
    texts = [text for text in row.texts if text]
    names = _names_by_text(texts, {name: cells[name] for name in (*labels, *cells) if cells.get(name)})
    return [Part(labels.get(name, ""), text) for name, text in zip(names, texts, strict=True)]


def _names_by_text(texts: Sequence[str], cells: Mapping[str, str]) -> list[str]:
    """The column of each text of a row; blank where it cannot be told.

    Where one text and one column are left over, they belong together. Of several, each goes where it stands between
    the neighbours that officers know: the order in which the paper names its columns is not kept by every database.
    """
    left = {name: cells[name] for name in sorted(cells, key=_place_of)}
    order, names = list(left), [""] * len(texts)
    for place, text in enumerate(texts):
        names[place] = next((name for name, kept in left.items() if kept == text), "")
        left.pop(names[place], None)
    if names.count("") == 1 and len(left) == 1:
        names[names.index("")] = next(iter(left))
        return names
    for place, name in enumerate(names):
        if name or not left:
            continue
        before = next((order.index(one) for one in reversed(names[:place]) if one), -1)
        after = next((order.index(one) for one in names[place:] if one), len(order))
        names[place] = next((one for one in left if before < order.index(one) < after), "")
        left.pop(names[place], None)
    return names


_ORDER = {column.value: place for place, column in enumerate(Column)}


def _place_of(name: str) -> tuple[int, str]:
    """Where a column usually stands; a further one of the same meaning (``notes-2``) beside it."""
    return _ORDER.get(name.partition("-")[0], len(_ORDER)), name


def understood_parts(action: ReadAction, findings: Sequence[Mapping[str, str]]) -> list[Part]:
    """What was made of a row, apart from its ref, its words and its rating."""
    end = action.ends[-1] if action.ends else None
    parts = [
        Part("Key", action.key),
        Part(COLUMN_NAMES[Column.AIM] if action.aim_kind == "aim" else "Recommendation", action.aim),
        Part("Section", action.section),
        Part("Start", action.starts.in_words),
        Part("End", end.in_words if end else ""),
        Part("Steps", ", then ".join(day.in_words for day in action.ends) if len(action.ends) > 1 else ""),
        Part("Comes round", action.recurrence),
        Part("Measure", action.measure),
        Part("Lead", ", ".join(action.leads)),
        Part("Senior lead", action.senior_lead),
        *(Part(_update_label(one.dated.in_words if one.dated else ""), one.text) for one in action.updates),
        *(Part("Milestone", text) for text, _ in action.milestones),
        Part("Evidence", action.evidence),
        *(Part("Finding", " ".join(_finding_words(findings[at]))) for at in action.findings if at < len(findings)),
        *(Part(f"Note, {label}" if label else "Note", text) for label, text in action.notes),
    ]
    return [part for part in parts if part.text]


def _update_label(day: str) -> str:
    return f"Update, {day}" if day else "Undated note"


def _finding_words(finding: Mapping[str, str]) -> list[str]:
    number = [f"Number {finding['number']}."] if finding.get("number") else []
    paragraph = [f"Paragraph {finding['paragraph']}."] if finding.get("paragraph") else []
    return [*number, *paragraph, finding.get("text", "")]


def _other_rows(of: Import, asked: Mapping[str, str]) -> RowPage:
    """Rows of tables that are no actions: headers, titles, separators, what was refused and what was left out."""
    taken = {action["where"] for action in of.reading.get("actions", ())}
    refused = {one["where"]: one["reason"] for one in of.reading.get("refused", ())}
    rows = [row for row in of.rows.filter(kind=ROW) if row.where not in taken and any(row.texts)]
    page = Paginator(rows, ROWS_A_PAGE).get_page(asked.get("page"))
    lines = [
        RowLine(
            where=row.where,
            url=reverse("import-row", args=[of.key, row.position]),
            source=source_parts(row, {}, {}),
            ref="",
            wording="",
            understood=(),
            rating=SafeString(""),
            problems=[refused[row.where]] if row.where in refused else [],
            is_action=False,
        )
        for row in page
    ]
    return RowPage(page, lines)


@dataclass(frozen=True, slots=True)
class RowView:
    """One source row with the actions that were made of it and the cells that can be read otherwise."""

    row: StagedRow
    source: Sequence[Part]
    actions: Sequence[RowLine]
    columns: Sequence[tuple[Column, str, str]]
    decision: str


def row_view(of: Import, row: StagedRow, cells: Mapping[str, str], rows: Mapping[str, str]) -> RowView:
    """A source row for correcting: its columns each with the label and the text that counts now."""
    labels = of.reading.get("column_labels", {})
    found = [action_from_json(one) for one in of.reading.get("actions", ()) if one["where"] == row.where]
    problems = [one for one in problems_from_json(of.reading) if one.action in {action.key for action in found}]
    lines = [
        _row_line(
            of, action, row, labels, [one for one in problems if one.action == action.key], of.reading["findings"]
        )
        for action in found
    ]
    own = found[0].cells if found else {}
    columns = []
    for name in labels:
        column = column_of(name)
        if column is None or column.value != name or column is Column.KEY:
            continue
        text = cells.get(f"{row.where}|{column.value}", own.get(name, ""))
        columns.append((column, labels[name] or COLUMN_NAMES[column], text))
    return RowView(row, source_parts(row, own, labels), lines, columns, rows.get(row.where, ""))
