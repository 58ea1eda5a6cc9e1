"""The port of the search: put texts in, take them out, ask.

Both databases answer with the same items for plain words; a word finds its
own inflections, and the last word is also taken as a beginning.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from goldenthread.search.models import Item

MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is, where it stands, and a piece of its text around the words.

    ``scope_id`` is the plan or body it belongs to, as whoever put it in said.
    """

    kind: str
    key: str
    title: str
    excerpt: str
    url: str
    scope_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a command puts in."""

    kind: str
    key: str
    scope_id: int | None
    title: str
    text: str
    url: str


def index(entries: Iterable[Entry]) -> None:
    """Put texts in, or replace those that stand under the same kind and key."""
    Item.objects.bulk_create(
        [Item(kind=e.kind, key=e.key, scope_id=e.scope_id, title=e.title, text=e.text, url=e.url) for e in entries],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["scope_id", "title", "text", "url"],
        batch_size=500,
    )


def remove(kind: str, keys: Iterable[str]) -> None:
    """Take texts out."""
    Item.objects.filter(kind=kind, key__in=list(keys)).delete()


def search(words: str, *, scopes: frozenset[int], kinds: frozenset[str] = frozenset(), most: int = 50) -> list[Found]:
    """The best hits for the words among what readers of these scopes may see, best first.

    What has all the words in its title (an action in its own wording) goes before what has some of them in a comment,
    however short the comment: whoever types the words of an action means that action.
    """
    terms = _WORD.findall(words)[:MOST_WORDS]
    if not terms:
        return []
    find = _search_postgresql if connection.vendor == "postgresql" else _search_sqlite
    rows = find(terms, sorted(scopes), sorted(kinds), most)
    roots = [_root(term) for term in terms]
    rows.sort(key=lambda row: not _has_all(row[2], roots))
    return [Found(kind, key, title, _excerpt(text, terms), url, scope) for kind, key, title, text, url, scope in rows]


def _root(term: str) -> str:
    """A word without the ending of its plural: the indexes find both, and so must the order."""
    term = term.casefold()
    return term[:-1] if len(term) > 3 and term.endswith("s") else term


def _has_all(title: str, roots: list[str]) -> bool:
    words = _WORD.findall(title.casefold())
    return all(any(word.startswith(root) for word in words) for root in roots)


def count_found(words: str, *, scopes: frozenset[int], kinds: frozenset[str] = frozenset(), most: int) -> int:
    """How many there are of what readers of these scopes may see; no further than ``most``, so that it stays cheap."""
    terms = _WORD.findall(words)[:MOST_WORDS]
    if not terms:
        return 0
    count = _count_postgresql if connection.vendor == "postgresql" else _count_sqlite
    return count(terms, sorted(scopes), sorted(kinds), most)


Rows = list[tuple[str, str, str, str, str, int | None]]


def _limits(scopes: list[int], kinds: list[str]) -> tuple[str, list[str | int]]:
    marks = ", ".join(["%s"] * len(scopes))
    where = f"(i.scope_id IS NULL OR i.scope_id IN ({marks}))" if scopes else "i.scope_id IS NULL"
    values: list[str | int] = list(scopes)
    if kinds:
        where += f" AND i.kind IN ({', '.join(['%s'] * len(kinds))})"
        values += kinds
    return where, values


def _search_sqlite(terms: list[str], scopes: list[int], kinds: list[str], most: int) -> Rows:
    where, values = _limits(scopes, kinds)
    # Ordered by the index itself, only items that are shown are fetched: half the cost for hundreds of hits.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.kind, i.key, i.title, i.text, i.url, i.scope_id FROM search_words w"  # noqa: S608 - only marks are put in
            f" JOIN search_item i ON i.id = w.rowid WHERE search_words MATCH %s AND {where}"
            " AND w.rank MATCH 'bm25(4.0, 1.0)' ORDER BY w.rank LIMIT %s",
            [_match_of_sqlite(terms), *values, most],
        )
        return list(cursor.fetchall())


def _count_sqlite(terms: list[str], scopes: list[int], kinds: list[str], most: int) -> int:
    where, values = _limits(scopes, kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_words w"  # noqa: S608 - only marks are put in
            f" JOIN search_item i ON i.id = w.rowid WHERE search_words MATCH %s AND {where} LIMIT %s) found",
            [_match_of_sqlite(terms), *values, most],
        )
        return int(cursor.fetchone()[0])


def _match_of_sqlite(terms: list[str]) -> str:
    return " ".join(f'"{term}"' for term in terms[:-1]) + f' "{terms[-1]}" *'


def _search_postgresql(terms: list[str], scopes: list[int], kinds: list[str], most: int) -> Rows:
    where, values = _limits(scopes, kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.kind, i.key, i.title, i.text, i.url, i.scope_id FROM search_item i,"  # noqa: S608 - only marks are put in
            f" to_tsquery('english', %s) q WHERE i.words @@ q AND {where}"
            " ORDER BY ts_rank(i.words, q) DESC, i.id LIMIT %s",
            [_match_of_postgresql(terms), *values, most],
        )
        return list(cursor.fetchall())


def _count_postgresql(terms: list[str], scopes: list[int], kinds: list[str], most: int) -> int:
    where, values = _limits(scopes, kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_item i,"  # noqa: S608 - only marks are put in
            f" to_tsquery('english', %s) q WHERE i.words @@ q AND {where} LIMIT %s) found",
            [_match_of_postgresql(terms), *values, most],
        )
        return int(cursor.fetchone()[0])


def _match_of_postgresql(terms: list[str]) -> str:
    return " & ".join([*(f"'{term}'" for term in terms[:-1]), f"'{terms[-1]}':*"])


def _excerpt(text: str, terms: list[str], length: int = 220) -> str:
    found = [place for term in terms if (place := text.lower().find(term.lower())) >= 0]
    start = max(0, min(found) - 60) if found else 0
    if start:
        start = text.find(" ", start) + 1
    piece = " ".join(text[start : start + length].split())
    return ("… " if start else "") + piece + (" …" if start + length < len(text) else "")
