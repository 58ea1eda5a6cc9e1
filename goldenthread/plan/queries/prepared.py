"""Queries that are compiled once and run many times.

Django builds the SQL of a query anew each time it runs, which for the wide
queries of the plan costs three times what the database needs to answer. A
prepared query is written as a queryset like any other, compiled at its first
use in each thread, and from then on only filled in with its values. Rows come
back as Django's own ``values_list`` gives them, dates and all.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet

_NUMBER = 8_640_000_000_000
_TEXT = "\x02value\x03"


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The SQL of a query, and which of its values stand for which of the caller's; ``None`` stands for itself."""

    compiler: Any
    sql: str
    values: tuple[Any, ...]
    places: tuple[int | None, ...]


class Prepared:
    """A query of fixed shape: ``Prepared(lambda plan: Plan.objects.filter(pk=plan).values_list(...), int)``.

    The function is called with marks in place of values, one for each of
    ``kinds`` (``int`` or ``str``), and must use them nowhere but as values of
    the query. ``rows`` runs it.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *kinds: type) -> None:
        self._build = build
        self._marks = tuple(_NUMBER + place if kind is int else f"{_TEXT}{place}" for place, kind in enumerate(kinds))
        self._kept = threading.local()

    def rows(self, *values: int | str) -> list[tuple[Any, ...]]:
        """Run the query with these values, in the order of its kinds."""
        if len(values) != len(self._marks):
            raise TypeError(f"This query takes {len(self._marks)} values, not {len(values)}.")
        kept = self._compiled()
        filled = [own if place is None else values[place] for own, place in zip(kept.values, kept.places, strict=True)]
        with kept.compiler.connection.cursor() as cursor:
            cursor.execute(kept.sql, filled)
            found = cursor.fetchall()
        return list(kept.compiler.results_iter(results=[found], tuple_expected=True))

    def _compiled(self) -> _Compiled:
        """The query as compiled in this thread for the connection it has now."""
        kept: _Compiled | None = getattr(self._kept, "compiled", None)
        if kept is None or kept.compiler.connection is not connections[kept.compiler.using]:
            queryset = self._build(*self._marks)
            compiler = queryset.query.get_compiler(using=queryset.db)
            sql, params = compiler.as_sql()
            places = tuple(self._marks.index(value) if value in self._marks else None for value in params)
            kept = self._kept.compiled = _Compiled(compiler, sql, tuple(params), places)
        return kept
