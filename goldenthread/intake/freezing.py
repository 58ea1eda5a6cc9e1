"""Freezing the rows of a document: written once, in bulk, and never changed after.

The rows are put in by one statement that is filled in ten thousand times. As
objects they would be made, checked for defaults and turned into SQL one by
one, which takes longer than understanding what stands in them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection

from goldenthread.intake.document import Document, Paragraph
from goldenthread.intake.models import Import, StagedRow
from goldenthread.intake.rebuilding import PARAGRAPH, ROW, TABLE, kept

FIELDS = ("of", "position", "block", "kind", "level", "title", "where", "cells", "places")
_LONGEST_TITLE = 255
_AT_ONCE = 2000


def freeze_rows(of: Import, document: Document) -> int:
    """Write the rows of a document to its import; how many they are."""
    quote = connection.ops.quote_name
    names = {field.name: str(field.column) for field in StagedRow._meta.local_concrete_fields}
    columns = ", ".join(quote(names[name]) for name in FIELDS)
    marks = ", ".join(["%s"] * len(FIELDS))
    table = quote(StagedRow._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names are ours
    rows = numbered_rows(of, document)
    written = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _AT_ONCE)):
            cursor.executemany(statement, batch)
            written += len(batch)
    return written


def numbered_rows(of: Import, document: Document) -> Iterator[tuple[Any, ...]]:
    """The rows of a document in reading order, each with its place, as the database takes them."""
    as_json = connection.ops.adapt_json_value
    nothing = as_json([], None)
    for position, (block, kind, level, title, where, cells, places) in enumerate(staged_rows(document)):
        texts, named = as_json(cells, None), as_json(places, None) if places else nothing
        yield of.pk, position, block, kind, level, title, where, texts, named


def staged_rows(document: Document) -> Iterator[tuple[int, str, int, str, str, list[Any], tuple[str, ...]]]:
    """Paragraphs, beginnings of tables and rows: block, kind, level, title, place, cells, places of the cells."""
    for block, content in enumerate(document.blocks):
        if isinstance(content, Paragraph):
            yield block, PARAGRAPH, content.level, "", content.where, [content.text], ()
            continue
        yield block, TABLE, 0, content.title[:_LONGEST_TITLE], content.where, [], ()
        for row in content.rows:
            yield block, ROW, 0, "", row.where, [kept(cell) for cell in row.cells], row.cell_places
