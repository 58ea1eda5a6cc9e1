"""Another database in the place of the usual one, for as long as a block runs.

A backup reads from one moment of the database while others write; a restore
builds the new database beside the old. Both call the program's own functions,
which know one database: so that one is changed under them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend


@contextmanager
def _in_place_of_the_usual(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    usual = connections[DEFAULT_DB_ALIAS]
    other = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield other
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual


@contextmanager
def one_moment() -> Iterator[None]:
    """Read the database as it stands at one moment; others go on writing meanwhile.

    Inside a transaction, that moment is the transaction's.

    Source: SQLite, "Isolation in SQLite" (a reader in WAL mode sees one
    snapshot); PostgreSQL, "Repeatable Read Isolation Level".
    """
    usual = connections[DEFAULT_DB_ALIAS]
    if usual.in_atomic_block:
        yield
        return
    settings = deepcopy(usual.settings_dict)
    if usual.vendor == "postgresql":
        from psycopg import IsolationLevel

        settings["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        settings["OPTIONS"]["transaction_mode"] = "DEFERRED"
    with _in_place_of_the_usual(settings), transaction.atomic():
        yield


@contextmanager
def sqlite_file(name: str) -> Iterator[BaseDatabaseWrapper]:
    """A new SQLite database, not in WAL mode, so that it is one file and nothing beside it."""
    settings = deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    settings["NAME"] = name
    settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=DELETE;PRAGMA synchronous=FULL;"
    with _in_place_of_the_usual(settings) as connection:
        yield connection


@contextmanager
def postgresql_schema(schema: str) -> Iterator[BaseDatabaseWrapper]:
    """A schema of its own in the same PostgreSQL database."""
    settings = deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    before = settings["OPTIONS"].get("options", "")
    settings["OPTIONS"]["options"] = f"{before} -c search_path={schema}".strip()
    with _in_place_of_the_usual(settings) as connection:
        yield connection
