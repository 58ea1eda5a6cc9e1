"""Floors: the least a program does for the same result, with Python's own libraries and nothing of the product."""

import html
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from bench.product import folder

OF_A_PLAN = (
    "SELECT a.key, a.ref, a.wording, m.text, m2.text, a.starts_written, a.ends_written, a.leads_written, a.comments,"
    " r.word FROM plan_action a JOIN plan_priority p ON p.id = a.priority_id"
    " LEFT JOIN plan_aim m ON m.id = a.aim_id LEFT JOIN plan_measure m2 ON m2.id = a.measure_id"
    " LEFT JOIN plan_ratingword r ON r.id = a.rating_id ORDER BY p.position, a.position"
)


def database() -> sqlite3.Connection:
    """The run's database, without the product."""
    return sqlite3.connect(folder() / "golden-thread.sqlite3")


def drawn(rows: Iterable[Sequence[object]]) -> str:
    """Rows as a table of HTML, every cell escaped."""
    return "".join(f"<tr>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>\n" for row in rows)


def bare_page(query: str, *values: object) -> Callable[[], str]:
    """A page that is nothing but the rows of one query in a table."""
    connection = database()
    return lambda: drawn(connection.execute(query, values).fetchall())


def inserted(rows: Sequence[Sequence[object]]) -> None:
    """Rows put into a table and a full-text index of a new database, in one transaction."""
    file = folder() / "floor-rows.sqlite3"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    width = max(map(len, rows))
    wide = [(*row, *[""] * (width - len(row))) for row in rows]
    connection.execute(f"CREATE TABLE kept ({', '.join(f'c{number} TEXT' for number in range(width))})")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO kept VALUES ({marks})", wide)  # noqa: S608 - only marks are put in
    connection.executemany("INSERT INTO words VALUES (?)", [(" ".join(map(str, row)),) for row in wide])
    connection.commit()
    connection.close()


def kept_as_json(rows: Sequence[Sequence[object]]) -> None:
    """Rows put into one column as JSON, in one transaction."""
    file = folder() / "floor-json.sqlite3"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE kept (cells TEXT)")
    connection.executemany("INSERT INTO kept VALUES (?)", [(json.dumps(row, default=str),) for row in rows])
    connection.commit()
    connection.close()
