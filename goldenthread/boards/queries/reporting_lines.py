"""Reporting lines for one reader: read once, told in words and handed to the drawing alike."""

from dataclasses import dataclass

from django.urls import reverse

from goldenthread.boards.lines import depths
from goldenthread.boards.models import Board, ReportingLine
from goldenthread.bodies.models import Body
from goldenthread.identity.models import Person


@dataclass(frozen=True, slots=True)
class End:
    """A body at one end of a line; ``url`` leads to its page as a board where the reader opens that, else as a body."""

    pk: int
    name: str
    kind: str
    url: str
    is_board: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line: who reports to whom, what and how often, and where an administrator changes it."""

    body: End
    to: End
    what: str
    how_often: str
    change_url: str


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of one body in words: to whom it reports, and who reports to it."""

    to_others: list[LineShown]
    to_it: list[LineShown]


def reporting_lines(reader: Person) -> list[LineShown]:
    """Every line the reader may see, from those on top of the council downwards.

    The picture and the words beneath it are made from this one list, so that neither says more than the other.
    """
    rows = list(ReportingLine.objects.visible_to(reader).select_related("body", "to"))
    boards = set(Board.objects.visible_to(reader).values_list("body_id", flat=True)) if rows else set()
    deep = depths((row.body_id, row.to_id) for row in rows)
    lines = [
        LineShown(
            _end(row.body, boards),
            _end(row.to, boards),
            row.what,
            row.how_often,
            reverse("change-line", args=[row.body.key, row.to.key]),
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (deep[line.to.pk], line.to.name, deep[line.body.pk], line.body.name))


def lines_of(body: Body, lines: list[LineShown]) -> Told:
    """The lines of one body, of those that were read."""
    return Told(
        [line for line in lines if line.body.pk == body.pk],
        [line for line in lines if line.to.pk == body.pk],
    )


def _end(body: Body, boards: set[int]) -> End:
    is_board = body.pk in boards
    url = reverse("board", args=[body.key]) if is_board else body.get_absolute_url()
    return End(body.pk, body.name, body.get_kind_display(), url, is_board)
