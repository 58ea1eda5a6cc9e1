"""Rows out of the database and into it again, in values that belong to the program and to no database.

The tables are those of the migrations that were applied when the rows were
read, not of the models of today: rows of an older version are put into tables
of that version, and the migrations then carry them forward.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_string

from goldenthread.documents.archive import BadArchive

AT_ONCE = 2000
# Whoever was signed in signs in again after a restore: a session that was
# ended since must not come back to life.
LEFT_OUT = frozenset({"sessions.Session"})

Model = type[models.Model]


def tables(registry: Apps | Any) -> dict[str, Model]:
    """The tables that are kept: every managed one, by the label of its model."""
    found = registry.get_models(include_auto_created=True)
    return {
        model._meta.label: model
        for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    }


def columns(model: Model) -> list["models.Field[Any, Any]"]:
    """The fields of a table that are stored; what the database works out itself is left to it."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def read(model: Model) -> Iterator[bytes]:
    """A table as JSON lines: the names of its fields, then each row."""
    names = [field.attname for field in columns(model)]
    yield _line(names)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(AT_ONCE):
        yield _line(row)


def _line(values: Iterable[Any]) -> bytes:
    return json.dumps([_plain(value) for value in values], ensure_ascii=False, cls=DjangoJSONEncoder).encode() + b"\n"


def _plain(value: Any) -> Any:
    # DjangoJSONEncoder cuts times to milliseconds; the hashes of the ledger need all of them.
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        raise TypeError("The backup knows no tables with raw bytes; keep them in a stored file.")
    return value


def write(model: Model, lines: Iterator[Any]) -> int:
    """Put the rows of a table into it; how many they were. Unknown fields are refused."""
    by_name = {field.attname: field for field in columns(model)}
    names = next(lines, None)
    if not isinstance(names, list) or set(names) != set(by_name):
        raise BadArchive(f"The fields of {model._meta.label} in the backup are not those of its version.")
    fields = [by_name[name] for name in names]
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({marks})"  # noqa: S608 - names are ours
    count = 0
    with connection.cursor() as cursor:
        while batch := list(islice(lines, AT_ONCE)):
            cursor.executemany(statement, [_row(fields, values) for values in batch])
            count += len(batch)
    return count


def _row(fields: list["models.Field[Any, Any]"], values: list[Any]) -> list[Any]:
    return [
        field.get_db_prep_save(field.to_python(value), connection) for field, value in zip(fields, values, strict=True)
    ]


def empty(found: Iterable[Model]) -> None:
    """Take out the rows that migrations put in; the backup brings its own."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in found:
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608 - names are ours


def continue_numbering(found: Iterable[Model]) -> None:
    """Let new rows be numbered after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)


def applied() -> list[tuple[str, str]]:
    """The migrations applied to this database."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def build(migrations: list[tuple[str, str]]) -> Any:
    """Make the tables as these migrations leave them; gives the registry of their models.

    Migrations this program does not have were made by a newer one, whose rows
    it cannot read.
    """
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    known = set(executor.loader.disk_migrations) | _replaced(executor.loader)
    unknown = [f"{app}.{name}" for app, name in migrations if (app, name) not in known]
    if unknown:
        raise BadArchive(f"The backup was made by a newer version of Golden Thread ({unknown[0]}).")
    wanted = {node for node in migrations if node in graph.nodes}
    ends = [node for node in wanted if not any(child.key in wanted for child in graph.node_map[node].children)]
    state = executor.migrate(sorted(ends))
    state.clear_delayed_apps_cache()
    return state.apps


def _replaced(loader: MigrationLoader) -> set[tuple[str, str]]:
    return {node for migration in loader.disk_migrations.values() for node in migration.replaces}
