"""Where words stand: every text of every table, told by its address and never by the words around it.

Four kinds of places, because four different things can be done about them. Values of the record are blanked, and so is
what was sent by e-mail. Rows that no page changes (an update is never altered, a draft belongs to one person) lose the
words where they stand. A live text is put right by a person on its page, since only she can say what is true without
them. What was frozen as a receipt (the rows of a paper, a closed round, an issued report) is kept as it was said.

Source: UK GDPR, Article 17(1) (erasure), 17(3)(b) and (d) (records that a council must keep) and 5(2)
(accountability).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models

from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Value

FEWEST_LETTERS = 3
_BATCH = 500
_TEXTS = frozenset({"CharField", "TextField", "EmailField", "URLField", "JSONField"})
_SECRETS = frozenset({"password"})
_NO_TEXTS = frozenset({"ledger.Entry", "ledger.Head", "ledger.Sight", "identity.FormSent", "identity.Scope"})
_MAILS = frozenset({"notices.Mail", "notices.Notice"})
IN_PLACE = {"plan.Update": "recorded_at", "plan.Evidence": "added_at", "identity.Draft": "kept_at"}
"""Tables whose rows no page rewrites, each with the time that tells its rows apart."""
FROZEN = frozenset(
    {
        "intake.Import", "intake.StagedRow", "intake.Correction", "plan.PlanImport", "plan.ExportSnapshot",
        "plan.Refresh", "plan.PlanMove", "plan.EndDateChange", "plan.Assurance", "plan.Recheck", "plan.Contradiction",
        "plan.Succession", "plan.Consideration", "boards.Closing", "boards.RoundLine", "boards.Moderation",
        "reports.ReportVersion", "reports.BroughtPaper", "reports.Clearance", "reports.Issuing",
    }
)  # fmt: skip
"""Tables that keep what was said, decided or handed on as it was."""
_PARENTS = (
    "action",
    "finding",
    "source",
    "round",
    "report",
    "version",
    "meeting",
    "item",
    "board",
    "body",
    "plan",
    "of",
)
_DEEPEST = 4


class Kind(StrEnum):
    """What can be done about a place."""

    LEDGER = "ledger"
    MAIL = "e-mail"
    IN_PLACE = "held"
    LIVE = "live"
    INDEX = "index"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Place:
    """One text in which the words stand: its table, number and field, and the address of what it belongs to."""

    kind: Kind
    table: str
    number: int
    field: str
    called: str
    address: str

    def __str__(self) -> str:
        return f"{self.called}, {self.field}{f': {self.address}' if self.address else ''}"


def pattern_of(words: str) -> re.Pattern[str]:
    """The words as they may stand: in capitals or not, over a line's end, and whole: "Ann" is not in "annual"."""
    if len(re.findall(r"[^\W_]", words)) < FEWEST_LETTERS:
        raise RuleBroken(f"Give at least {FEWEST_LETTERS} letters or digits: so short a text stands everywhere.")
    meant = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){meant}(?!\w)", re.IGNORECASE)


def standing(words: re.Pattern[str]) -> list[Place]:
    """Every place of the database in which the words stand."""
    return [place for model in _tables() for place in _in_table(model, words)]


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value, the names of its parts included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield str(name)
            yield from texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_in(part)


def without(words: re.Pattern[str], value: Any, mark: str) -> Any:
    """A value in which a mark stands in place of the words."""
    if isinstance(value, str):
        return words.sub(mark, value)
    if isinstance(value, dict):
        return {words.sub(mark, name): without(words, part, mark) for name, part in value.items()}
    return [without(words, part, mark) for part in value] if isinstance(value, list) else value


def text_fields(model: type[models.Model]) -> list[str]:
    """The fields of a table in which somebody's words may stand."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.get_internal_type() in _TEXTS and not field.choices and field.name not in _SECRETS
    ]


def _tables() -> list[type[models.Model]]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("goldenthread."))
    return [model for model in ours if model._meta.label not in _NO_TEXTS and text_fields(model)]


def _in_table(model: type[models.Model], words: re.Pattern[str]) -> Iterator[Place]:
    fields = ["before", "after"] if model is Value else text_fields(model)
    rows = model._default_manager.order_by("pk").values_list("pk", *fields)
    for number, *values in rows.iterator(chunk_size=_BATCH):
        holding = [name for name, value in zip(fields, values, strict=True) if _holds(words, value, model is Value)]
        if holding:
            yield from _places(model, number, holding)


def _holds(words: re.Pattern[str], value: Any, is_json: bool) -> bool:
    value = json.loads(value) if is_json and value else value
    return any(words.search(text) for text in texts_in(value))


def _places(model: type[models.Model], number: int, fields: list[str]) -> Iterator[Place]:
    row = model._default_manager.get(pk=number)
    if isinstance(row, Value):
        entry = row.entry
        yield Place(Kind.LEDGER, model._meta.label, number, row.field, f"entry {entry.number}", entry.subject)
        return
    for field in fields:
        called = f"{model._meta.verbose_name} {number}"
        yield Place(_kind(model._meta.label), model._meta.label, number, field, called, address_of(row))


def _kind(table: str) -> Kind:
    if table in _MAILS:
        return Kind.MAIL
    if table in IN_PLACE:
        return Kind.IN_PLACE
    if table == "search.Item":
        return Kind.INDEX
    return Kind.FROZEN if table in FROZEN else Kind.LIVE


def address_of(row: Any, deep: int = 0) -> str:
    """The page of a row, or of what it belongs to; blank where neither has one."""
    if hasattr(row, "get_absolute_url"):
        return str(row.get_absolute_url())
    for name in _PARENTS if deep < _DEEPEST else ():
        parent = getattr(row, name, None)
        if isinstance(parent, models.Model) and (found := address_of(parent, deep + 1)):
            return found
    return ""
