"""A closed round as facts read it: the frozen tables alone, never the live plan.

Source: cover report of 2 May 2018, which cannot be reproduced from its table because no earlier state was kept.
"""

from collections.abc import Callable

from goldenthread.boards.models import Closing
from goldenthread.boards.queries.moved_lists import better_than_dates
from goldenthread.boards.queries.movement_between import closings_of, compare
from goldenthread.boards.queries.years_behind import before_round, named_round
from goldenthread.reports.facts.values import Book
from goldenthread.reports.wording import FORMULAE


def book_of(closing: Closing, *, facts_at: str = "", said: Callable[[str], str] = FORMULAE.__getitem__) -> Book:
    """One closing as a book, held against the last closing of the round before it that had one.

    Before the first round of a plan stands the last one of the plan it follows: a board that met in March and meets
    in June is told what moved between, though a year ended in April.

    A closing that was corrected by a later one is still read as it was: a report stands on the closing it was
    written on. The round before cannot be corrected any more once this one was closed.
    """
    held = closing.round
    plan = held.plan
    earlier = before_round(plan, held.number, closings_of(plan))
    before = earlier[0] if earlier else None
    between = compare(plan, closing, before, earlier)
    return Book(
        plan_key=plan.key,
        plan_name=closing.plan_name,
        board_name=closing.board_name,
        round_number=held.number,
        period_starts_on=held.period_starts_on,
        period_ends_on=held.period_ends_on,
        position_on=closing.position_on,
        before_on=before.position_on if before else None,
        before_named=named_round(before, plan.pk) if before else "",
        lines=tuple(between.lines),
        gone=tuple(between.gone),
        was=between.was,
        movement=between.movement,
        meanings=between.meanings,
        late=tuple(between.late),
        disagreements=tuple(one.line for one in better_than_dates(between.lines).items),
        words=tuple(closing.words),
        notes=tuple(closing.notes),
        missing=tuple(closing.missing),
        missing_why=closing.missing_why,
        facts_at=facts_at,
        said=said,
    )
