"""A little of everything that a backup keeps: a council, an entry of the ledger, a stored file, something to find."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import connection, transaction

from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import store
from goldenthread.identity.actor import system
from goldenthread.identity.models import Council
from goldenthread.ledger.writing import record
from goldenthread.search.models import Item

NAME = "Northmere – a council of “tests”"


def fill() -> StoredFile:
    with transaction.atomic():
        Council.objects.create(name=NAME, made_on=date(2026, 1, 5))
        Item.objects.create(kind="action", key="a", title="Early help", text="Plans for each family", url="/a/")
        enter("council:1", "name", NAME)
    at = datetime(2026, 1, 5, 9, 30, 1, 123456, tzinfo=UTC)
    return store(name="minutes.txt", media_type="text/plain", chunks=[b"Agreed. " * 50], by_key="tests", at=at)


def enter(subject: str, field: str, value: object) -> None:
    with transaction.atomic():
        record("tests.entered", by=system("tests", "Tests"), subject=subject, changes={field: (None, value)})


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """Do what only somebody with the whole database in hand could: change a table whose triggers refuse it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
