"""From one oddity to the next: the rows of a paper in the order of its list of problems.

A row can be odd in several ways and so stand in several groups of the list.
Whoever goes from oddity to oddity therefore says in which group she is; a row
that was put right leaves its group, and the next one there follows it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.importing.queries.problems import grouped_problems, where_of_actions
from goldenthread.intake.models import Import
from goldenthread.intake.rebuilding import ROW
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.plan.reading.values import ProblemCode

Step = tuple[int, int]
"""An oddity: the place of its group in the list, and the position of its row in the paper."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The oddities before and after the one whose row is shown; an address is blank at either end."""

    title: str
    query: str
    previous_url: str
    next_url: str
    number: int
    total: int


def oddities_beside(of: Import, position: int, code: str) -> Beside | None:
    """What stands before and after a row in the list of problems; ``None`` where nobody goes through the list.

    Without a group that is known, it is the first one the row stands in. The number is nought for a row that was put
    right and is odd in this way no longer.
    """
    codes, steps = _steps(of)
    place = next((at for at, one in enumerate(codes) if one.value == code), None)
    if place is None:
        place = next((group for group, there in steps if there == position), None)
    if place is None:
        return None
    here = (place, position)
    before, after = bisect_left(steps, here), bisect_right(steps, here)
    number = before + 1 if after > before else 0
    while before and steps[before - 1][1] == position:
        before -= 1
    while after < len(steps) and steps[after][1] == position:
        after += 1
    return Beside(
        title=EXPLANATIONS[codes[place]].title,
        query=f"?oddity={codes[place].value}",
        previous_url=_url(of, codes, steps[before - 1]) if before else "",
        next_url=_url(of, codes, steps[after]) if after < len(steps) else "",
        number=number,
        total=len(steps),
    )


def count_in_rows(of: Import) -> int:
    """How many oddities stand in rows of the paper, so that one can go from each to the next.

    The others belong to the header, to a title, to the paper as a whole or to initials that stand in many rows.
    """
    return len(_steps(of)[1])


def _steps(of: Import) -> tuple[list[ProblemCode], list[Step]]:
    """The groups that lead to rows in the order of the list, and each row of each, once."""
    groups = [(code, found) for code, found in grouped_problems(of) if code is not ProblemCode.LEAD_UNKNOWN]
    where_of = where_of_actions(of)
    positions = dict(of.rows.filter(kind=ROW).values_list("where", "position"))
    steps = {
        (group, positions[where])
        for group, (_, found) in enumerate(groups)
        for where in (where_of.get(one.action or "", one.where) for one in found)
        if where in positions
    }
    return [code for code, _ in groups], sorted(steps)


def _url(of: Import, codes: list[ProblemCode], step: Step) -> str:
    group, position = step
    return f"{reverse('import-row', args=[of.key, position])}?oddity={codes[group].value}"
