"""A reading as JSON and back: what the import keeps, so that review and acceptance work on the same thing.

Names of fields are written out and absent ones take their defaults, so that
an import which waited through a new version of the product can still be read.
A text that stands in an action twice (in its cell, and as what was understood)
is kept once: a plan of ten thousand actions is ten megabytes and not twenty.
"""

from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.reading.values import (
    PlanReading,
    Problem,
    ProblemCode,
    ReadAction,
    ReadFinding,
    ReadHeader,
    ReadPriority,
    ReadRating,
    ReadSource,
    ReadUpdate,
    RefusedRow,
)

Json = dict[str, Any]

_PLAIN = {
    "priorities": ReadPriority,
    "ratings": ReadRating,
    "sources": ReadSource,
    "findings": ReadFinding,
    "refused": RefusedRow,
}
_ACTION_DATES = frozenset({"starts", "ends", "completed", "updates", "milestones"})
_ACTION_TUPLES = frozenset({"leads", "findings"})
_ACTION_PLAIN = tuple(
    one.name for one in fields(ReadAction) if one.name not in _ACTION_DATES | _ACTION_TUPLES | {"notes", "cells"}
)
_plain_of = attrgetter(*_ACTION_PLAIN)
_NO_DATE = PartialDate("")
_SAME = 1
_FIELD_OF_CELL = {
    "aim": "aim", "ref": "ref", "action": "wording", "measure": "measure", "senior_lead": "senior_lead",
    "comments": "comments", "status": "status", "evidence": "evidence",
}  # fmt: skip
"""Cells whose text is usually that of a field, which then stands in its place as a one."""


def to_json(reading: PlanReading) -> Json:
    """The whole reading as JSON values."""
    kept: Json = {name: [_fields(one) for one in getattr(reading, name)] for name in _PLAIN}
    kept |= {
        "header": _header_to_json(reading.header),
        "actions": [action_to_json(action) for action in reading.actions],
        "problems": [[one.code.value, one.where, one.text, one.action] for one in reading.problems],
        "initials": list(reading.initials),
        "column_labels": reading.column_labels,
        "snapshot": reading.snapshot,
        "glossary": reading.glossary,
    }
    return kept


def from_json(kept: Json) -> PlanReading:
    """The reading that was kept."""
    return PlanReading(
        header=header_from_json(kept.get("header", {})),
        actions=tuple(action_from_json(one) for one in kept.get("actions", ())),
        problems=problems_from_json(kept),
        initials=tuple(kept.get("initials", ())),
        column_labels=dict(kept.get("column_labels", {})),
        snapshot=kept.get("snapshot", ""),
        glossary=dict(kept.get("glossary", {})),
        **{name: tuple(kind(**one) for one in kept.get(name, ())) for name, kind in _PLAIN.items()},
    )


def problems_from_json(kept: Json) -> tuple[Problem, ...]:
    """The problems alone: a page that lists them need not build ten thousand actions first."""
    return tuple(
        Problem(ProblemCode(code), where, text, action) for code, where, text, action in kept.get("problems", ())
    )


def date_to_json(day: PartialDate) -> str | list[str]:
    """A date: its words alone where nothing could be read, else words, precision and first day."""
    if day.first is None:
        return day.written
    return [day.written, day.precision.value, day.first.isoformat()]


def date_from_json(kept: str | list[str]) -> PartialDate:
    """The date that was kept."""
    if isinstance(kept, str):
        return PartialDate(kept)
    written, precision, first = kept
    return PartialDate(written, Precision(precision), date.fromisoformat(first))


def action_to_json(action: ReadAction) -> Json:
    """One action; texts that are blank and lists that are empty are left out."""
    kept: Json = {name: value for name, value in zip(_ACTION_PLAIN, _plain_of(action), strict=True) if value != ""}
    if action.starts != _NO_DATE:
        kept["starts"] = date_to_json(action.starts)
    if action.ends:
        kept["ends"] = [date_to_json(day) for day in action.ends]
    if action.completed != _NO_DATE:
        kept["completed"] = date_to_json(action.completed)
    if action.updates:
        kept["updates"] = [_update_to_json(one, action.comments) for one in action.updates]
    if action.milestones:
        kept["milestones"] = [[text, date_to_json(day)] for text, day in action.milestones]
    if action.notes:
        kept["notes"] = [list(pair) for pair in action.notes]
    for name in _ACTION_TUPLES:
        if values := getattr(action, name):
            kept[name] = list(values)
    kept["cells"] = {
        name: _SAME if text and text == kept.get(_FIELD_OF_CELL.get(name, "")) else text
        for name, text in action.cells.items()
    }
    return kept


def _update_to_json(update: ReadUpdate, comments: str) -> list[Any]:
    """An update: its text by its place where it ends the piece as written, which may be the whole cell."""
    dated = None if update.dated is None else date_to_json(update.dated)
    written: str | int = _SAME if update.written and update.written == comments else update.written
    text: str | int = update.text
    if update.text and update.written.endswith(update.text):
        text = len(update.written) - len(update.text)
    return [text, dated, written]


def _update_from_json(kept: list[Any], comments: str) -> ReadUpdate:
    text, dated, written = kept
    written = comments if written == _SAME else written
    text = written[text:] if isinstance(text, int) else text
    return ReadUpdate(text, None if dated is None else date_from_json(dated), written)


def action_from_json(kept: Json) -> ReadAction:
    """The action that was kept."""
    values = {name: kept.get(name, "") for name in _ACTION_PLAIN}
    values["measure_group"] = kept.get("measure_group")
    return ReadAction(
        starts=date_from_json(kept.get("starts", "")),
        ends=tuple(date_from_json(day) for day in kept.get("ends", ())),
        completed=date_from_json(kept.get("completed", "")),
        updates=tuple(_update_from_json(one, values["comments"]) for one in kept.get("updates", ())),
        milestones=tuple((text, date_from_json(day)) for text, day in kept.get("milestones", ())),
        notes=tuple((label, text) for label, text in kept.get("notes", ())),
        leads=tuple(kept.get("leads", ())),
        findings=tuple(kept.get("findings", ())),
        cells={
            name: values[_FIELD_OF_CELL[name]] if text == _SAME else text
            for name, text in kept.get("cells", {}).items()
        },
        **values,
    )


def header_from_json(kept: Json) -> ReadHeader:
    """The header block that was kept."""
    values = dict(kept)
    for name in ("starts", "ends"):
        values[name] = date_from_json(values.get(name, ""))
    values["boards"] = tuple(values.get("boards", ()))
    values["other"] = tuple((label, text) for label, text in values.get("other", ()))
    return ReadHeader(**values)


def _header_to_json(header: ReadHeader) -> Json:
    kept = _fields(header)
    kept["starts"], kept["ends"] = date_to_json(header.starts), date_to_json(header.ends)
    kept["boards"], kept["other"] = list(header.boards), [list(pair) for pair in header.other]
    return kept


def _fields(one: Any) -> Json:
    return {field.name: getattr(one, field.name) for field in fields(one)}
