"""Queries that are compiled once and run many times.

Django builds the SQL of a query anew each time it runs, which for the wide
queries of the plan costs three times what the database needs to answer, and
for the small ones of every page as much again. A prepared query is written as
a queryset like any other, compiled at its first use in each thread, and from
then on only filled in with its values. Rows come back as Django's own
``values_list`` gives them, dates and all; objects as the queryset gives them.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

_NUMBER = 8_640_000_000_000
_TEXT = "\x02value\x03"
_PLACE = re.compile(r"(?<!%)%s")
_DAY = date(9998, 1, 1).toordinal()
Value = int | str | date | datetime


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the rows of a query become objects: the columns of the model, their names, and what is joined to it."""

    model: type[Model]
    columns: slice
    names: list[str]
    joined: Sequence[Any]

    @classmethod
    def of(cls, compiler: Any) -> "_Shape":
        """The shape of a query of models that was compiled."""
        info = compiler.klass_info
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [column[0].target.attname for column in compiler.select[columns]]
        # stubs of Django 6
        joined = get_related_populators(info, compiler.select, compiler.using)  # type: ignore[call-arg]
        return cls(info["model"], columns, names, joined)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The SQL of a query, and which of its values stand for which of the caller's; ``None`` stands for itself.

    ``converters`` make of what the database gives what a model has, by the place of the column.
    """

    compiler: Any
    connection: Any
    sql: str
    plain: str
    """The same in SQLite's own words, where the query is asked of that; blank where it is not."""
    values: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: Mapping[int, Any]

    def run(self, filled: list[Any]) -> list[Any]:
        """The rows of the database, as it gives them.

        SQLite answers a small query in a quarter of the time that Django's cursor needs to hand it over, so it is
        asked directly, with the same checks; where queries are logged or wrapped, the cursor is used.
        """
        connection = self.connection
        if not self.plain or connection.queries_logged or connection.execute_wrappers:
            with connection.cursor() as cursor:
                cursor.execute(self.sql, filled)
                rows: list[Any] = cursor.fetchall()
                return rows
        connection.ensure_connection()
        connection.validate_no_broken_transaction()
        with connection.wrap_database_errors:
            rows = connection.connection.execute(self.plain, filled).fetchall()
            return rows

    def converted(self, found: list[Any]) -> list[Any]:
        """Rows as Django's own ``results_iter`` gives them, but column by column: a converter is looked for once."""
        if not self.converters or not found:
            return found
        columns: list[Iterable[Any]] = list(zip(*found, strict=True))
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                columns[place] = [convert(value, expression, self.connection) for value in columns[place]]
        return list(zip(*columns, strict=True))


class Prepared:
    """A query of fixed shape: ``Prepared(lambda plan: Plan.objects.filter(pk=plan).values_list(...), int)``.

    The function is called with marks in place of values, one for each of
    ``kinds`` (``int``, ``str``, ``date`` or ``datetime``), and must use them
    nowhere but as values of the query. ``rows`` runs a query of values,
    ``objects`` one of models.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._marks = tuple(_mark(kind, place) for place, kind in enumerate(kinds))
        self._has_dates = date in kinds or datetime in kinds
        self._kept = threading.local()

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """Run a query of values with these, in the order of its kinds."""
        kept, found = self._run(values)
        return kept.converted(found)

    def objects(self, *values: Value) -> list[Any]:
        """Run a query of models with these values; what the queryset joins by ``select_related`` comes with them."""
        kept, found = self._run(values)
        shape, using = self._shape(kept.compiler), kept.connection.alias
        objects = []
        for row in kept.converted(found):
            one = shape.model.from_db(using, shape.names, row[shape.columns])
            for populator in shape.joined:
                populator.populate(row, one)
            objects.append(one)
        return objects

    def _run(self, values: tuple[Value, ...]) -> tuple[_Compiled, list[Any]]:
        if len(values) != len(self._marks):
            raise TypeError(f"This query takes {len(self._marks)} values, not {len(values)}.")
        kept = self._compiled()
        adapted = _adapted(kept.connection, self._kinds, values) if self._has_dates else values
        filled = [own if place is None else adapted[place] for own, place in zip(kept.values, kept.places, strict=True)]
        return kept, kept.run(filled)

    def _shape(self, compiler: Any) -> _Shape:
        shape: _Shape | None = self._kept.shape
        if shape is None:
            shape = self._kept.shape = _Shape.of(compiler)
        return shape

    def _compiled(self) -> _Compiled:
        """The query as compiled in this thread for the connection it has now."""
        kept: _Compiled | None = getattr(self._kept, "compiled", None)
        if kept is None or kept.connection is not connections[kept.connection.alias]:
            queryset = self._build(*self._marks)
            compiler = queryset.query.get_compiler(using=queryset.db)
            sql, params = compiler.as_sql()
            marks = _adapted(compiler.connection, self._kinds, self._marks)
            places = tuple(marks.index(value) if value in marks else None for value in params)
            converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
            connection = compiler.connection
            plain = _PLACE.sub("?", sql).replace("%%", "%") if connection.vendor == "sqlite" else ""
            kept = self._kept.compiled = _Compiled(compiler, connection, sql, plain, tuple(params), places, converters)
            self._kept.shape = None
        return kept


class PreparedIn:
    """A query over as many values of one kind as there are: ``PreparedIn(lambda *keys: ...filter(key__in=keys), str)``.

    It is compiled for a few sizes; a place that is not needed repeats the last
    value. More values than ``most`` are asked for in several runs, so nothing
    in the query may depend on all of them standing together. ``others`` are
    the kinds of values that stand before these and are single.
    """

    def __init__(
        self, build: Callable[..., "QuerySet[Any, Any]"], kind: type, *, others: Sequence[type] = (), most: int = 4096
    ) -> None:
        self._build = build
        self._kind = kind
        self._others = tuple(others)
        self._most = most
        self._known: dict[int, Prepared] = {}

    def rows(self, values: Sequence[Value], *others: Value) -> list[tuple[Any, ...]]:
        """The rows of these values; none where there are none."""
        return [row for query, filled in self._runs(values, others) for row in query.rows(*filled)]

    def objects(self, values: Sequence[Value], *others: Value) -> list[Any]:
        """The objects of these values, with what the queryset joins; none where there are none."""
        return [one for query, filled in self._runs(values, others) for one in query.objects(*filled)]

    def _runs(self, values: Sequence[Value], others: tuple[Value, ...]) -> Iterator[tuple[Prepared, tuple[Value, ...]]]:
        for start in range(0, len(values), self._most):
            part = values[start : start + self._most]
            size = max(8, 1 << (len(part) - 1).bit_length())
            if size not in self._known:
                self._known[size] = Prepared(self._build, *self._others, *[self._kind] * size)
            yield self._known[size], (*others, *part, *[part[-1]] * (size - len(part)))


class PreparedUpdate:
    """A change of fixed shape: ``PreparedUpdate(lambda key: (Plan.objects.filter(key=key), {"stage": "live"}), str)``.

    The function gives the rows and their new values, with marks as in a
    prepared query, for kinds ``int`` and ``str``. Calling it makes the change
    and says how many rows it met.
    """

    def __init__(self, build: Callable[..., "tuple[QuerySet[Any, Any], Mapping[str, Any]]"], *kinds: type) -> None:
        self._build = build
        self._marks = tuple(_mark(kind, place) for place, kind in enumerate(kinds))
        self._kept = threading.local()

    def __call__(self, *values: int | str) -> int:
        """Make the change with these values, in the order of the kinds."""
        if len(values) != len(self._marks):
            raise TypeError(f"This change takes {len(self._marks)} values, not {len(values)}.")
        connection, sql, own, places = self._compiled()
        filled = [one if place is None else values[place] for one, place in zip(own, places, strict=True)]
        with transaction.mark_for_rollback_on_error(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return int(cursor.rowcount)

    def _compiled(self) -> tuple[Any, str, tuple[Any, ...], tuple[int | None, ...]]:
        kept: tuple[Any, str, tuple[Any, ...], tuple[int | None, ...]] | None = getattr(self._kept, "compiled", None)
        if kept is None or kept[0] is not connections[kept[0].alias]:
            queryset, changed = self._build(*self._marks)
            query: Any = queryset.query.chain(UpdateQuery)
            query.add_update_values(dict(changed))
            sql, params = query.get_compiler(using=queryset.db).as_sql()
            places = tuple(self._marks.index(value) if value in self._marks else None for value in params)
            kept = self._kept.compiled = (connections[queryset.db], sql, tuple(params), places)
        return kept


class PreparedInsert:
    """New rows of a model, by SQL that is put together once: ``PreparedInsert(Entry).one(entry)``.

    For a model whose key the database gives, without defaults of the database
    and without a ``save`` of its own.
    """

    MOST = 100
    """So many rows go in one statement: a database takes a bounded number of values at once."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields = tuple(one for one in model._meta.concrete_fields if not one.primary_key)

    def one(self, row: Model) -> None:
        """Insert a row, which knows its key afterwards."""
        connection = connections[DEFAULT_DB_ALIAS]
        key: Any = self._model._meta.pk
        sql, ending = self._sql(connection, 1), ""
        if connection.features.can_return_columns_from_insert:
            ending = f" RETURNING {connection.ops.quote_name(key.column)}"
        with transaction.mark_for_rollback_on_error(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(sql + ending, self._values(row, connection))
            row.pk = cursor.fetchone()[0] if ending else cursor.lastrowid
        row._state.adding, row._state.db = False, connection.alias

    def several(self, rows: Sequence[Model]) -> None:
        """Insert rows; they do not learn their keys."""
        connection = connections[DEFAULT_DB_ALIAS]
        for start in range(0, len(rows), self.MOST):
            part = rows[start : start + self.MOST]
            values = [value for row in part for value in self._values(row, connection)]
            with transaction.mark_for_rollback_on_error(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(self._sql(connection, len(part)), values)

    def _sql(self, connection: Any, count: int) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(one.column) for one in self._fields)
        row = f"({', '.join(['%s'] * len(self._fields))})"
        table = quote(self._model._meta.db_table)
        return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * count)}"  # noqa: S608 # names of the model alone

    def _values(self, row: Model, connection: Any) -> list[Any]:
        return [one.get_db_prep_save(one.pre_save(row, add=True), connection) for one in self._fields]


def keep_related(one: Model, name: str, related: Sequence[Model]) -> None:
    """Give an object rows that were read for it, as ``prefetch_related`` does: ``one.name.all()`` then asks nothing."""
    queryset: Any = one._meta.get_field(name).related_model._default_manager.all()  # type: ignore[union-attr]
    queryset._result_cache = list(related)
    queryset._prefetch_done = True
    vars(one).setdefault("_prefetched_objects_cache", {})[name] = queryset


def _mark(kind: type, place: int) -> Value:
    """A value that no query means, and no two places share."""
    if kind is int:
        return _NUMBER + place
    if kind is str:
        return f"{_TEXT}{place}"
    day = date.fromordinal(_DAY + place)
    return datetime(day.year, day.month, day.day, 1, 2, 3, 4, tzinfo=UTC) if kind is datetime else day


def _adapted(connection: Any, kinds: tuple[type, ...], values: tuple[Value, ...]) -> list[Any]:
    """Values as the database takes them: days and moments are texts in one and values in the other."""
    adapt = {date: connection.ops.adapt_datefield_value, datetime: connection.ops.adapt_datetimefield_value}
    return [adapt[kind](value) if kind in adapt else value for kind, value in zip(kinds, values, strict=True)]
