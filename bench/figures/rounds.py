"""What it costs to close a round of a plan of 1,000 actions, and to show what moved since the one before."""

from datetime import date, timedelta

from bench.figures.material.floors import OF_A_PLAN, bare_page
from bench.figures.material.plans import NOW, load_page, manager, reader, the_plan, with_plan
from bench.registry import Measured, figure

ACTIONS = 1000
ROUNDS = 4


def close_another(number: int) -> None:
    """Plan, open and close one more round of the run's plan, a quarter after the one before."""
    from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round

    by, at = manager(), NOW + timedelta(days=90 * number)
    dates = RoundDates(period_starts_on=date(2025, 10, 1), period_ends_on=date(2025, 12, 31))
    made = plan_round(plan=the_plan(), board=None, dates=dates, by=by)
    open_round(round=made, by=by, at=at)
    close_round(round=made, by=by, at=at, missing_why="Nobody answers in a measurement.")


def rows_of_the_plan() -> Measured:
    """The floor of both: the rows of the plan by one query, as a bare table."""
    with_plan(ACTIONS)
    return bare_page(OF_A_PLAN)


@figure("round-closed-1000", floor=rows_of_the_plan, times=4, rounds=2)
def round_closed() -> Measured:
    """A round planned, opened and closed: every row copied, in one transaction."""
    with_plan(ACTIONS)
    return lambda: close_another(1)


def with_rounds(count: int) -> str:
    """The run's plan with so many closed rounds; the address of the plan."""
    plan = with_plan(ACTIONS)
    for number in range(plan.rounds.count(), count):
        change_some(number)
        close_another(number)
    return plan.get_absolute_url()


def change_some(number: int) -> None:
    """What a quarter brings: a part is completed, taken up again, rated anew, withdrawn."""
    from goldenthread.plan.states import State

    plan = the_plan()
    words = list(plan.rating_words.filter(state=State.IN_PROGRESS))
    live = {key: [] for key in ("done", "again", "out")} | {word.pk: [] for word in words}
    for place, (pk, state) in enumerate(plan.actions.order_by("position").values_list("pk", "state")):
        turn = (place * 7 + number * 3) % 23
        if state == State.IN_PROGRESS and turn < 4:
            live[
                "done" if turn == 0 else "out" if turn == 1 and place % 9 == 0 else words[place % len(words)].pk
            ].append(pk)
        elif state == State.COMPLETED_ON_PAPER and turn == 4:
            live["again"].append(pk)
    plan.actions.filter(pk__in=live["done"]).update(state=State.COMPLETED_ON_PAPER)
    plan.actions.filter(pk__in=live["again"]).update(state=State.IN_PROGRESS, rating=words[0])
    plan.actions.filter(pk__in=live["out"]).update(state=State.WITHDRAWN)
    for word in words:
        plan.actions.filter(pk__in=live[word.pk]).update(rating=word)


def page_of(address: str) -> Measured:
    """A page of the plan's rounds, once four of them are closed."""
    base = with_rounds(ROUNDS)
    client = reader()
    return lambda: load_page(client, f"{base}{address}")


@figure("round-page-1000", floor=rows_of_the_plan, times=10, rounds=2, warm_up=2)
def round_page() -> Measured:
    """The page of a closed round: the four answers, what moved, and every row as it was."""
    return page_of(f"rounds/{ROUNDS}/")


@figure("movement-page-1000", floor=rows_of_the_plan, times=10, rounds=2, warm_up=2)
def movement_page() -> Measured:
    """What moved between two rounds: every list whole, counted by senior lead, and what kept its colour."""
    return page_of("movement/")
