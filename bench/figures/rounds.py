"""What it costs to close a round of a plan of 1,000 actions, and to show what moved since the one before."""

from datetime import date, timedelta

from bench.figures.material.floors import OF_A_PLAN, bare_page
from bench.figures.material.plans import NOW, load_page, manager, reader, the_plan, with_plan
from bench.registry import Measured, figure

ACTIONS = 1000


def close_another(number: int) -> None:
    """Plan, open and close one more round of the run's plan, a quarter after the one before."""
    from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round

    by, at = manager(), NOW + timedelta(days=90 * number)
    dates = RoundDates(period_starts_on=date(2025, 10, 1), period_ends_on=date(2025, 12, 31))
    made = plan_round(plan=the_plan(), board=None, dates=dates, by=by)
    open_round(round=made, by=by, at=at)
    close_round(round=made, by=by, at=at)


def rows_of_the_plan() -> Measured:
    """The floor of both: the rows of the plan by one query, as a bare table."""
    with_plan(ACTIONS)
    return bare_page(OF_A_PLAN)


@figure("round-closed-1000", floor=rows_of_the_plan, times=4, rounds=2)
def round_closed() -> Measured:
    """A round planned, opened and closed: every row copied, in one transaction."""
    with_plan(ACTIONS)
    return lambda: close_another(1)


@figure("round-page-1000", floor=rows_of_the_plan, times=10, rounds=2, warm_up=2)
def round_page() -> Measured:
    """The page of a closed round: counts, what moved, and every row as it was."""
    plan = with_plan(ACTIONS)
    for number in range(plan.rounds.count(), 2):
        close_another(number)
    address = f"{plan.get_absolute_url()}rounds/2/"
    client = reader()
    return lambda: load_page(client, address)
