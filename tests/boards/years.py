"""Two years of one plan: rounds of the year before, a refresh, and the first round of the plan that follows."""

from datetime import date, timedelta

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.plan.commands.progress import Further, confirm_unchanged, update_action
from goldenthread.plan.models import Action
from goldenthread.plan.refresh import Choice
from tests.boards.asking.asked import WHY
from tests.plan.makers import make_rating
from tests.plan.refreshing import APRIL, heir, make_year

DATES = RoundDates(date(2026, 1, 1), date(2026, 3, 31))


def closed(plan, actor, at):
    made = plan_round(plan=plan, board=None, dates=DATES, by=actor)
    open_round(round=made, by=actor, at=at - timedelta(hours=1))
    close_round(round=made, by=actor, at=at, missing_why=WHY)
    return MonitoringRound.objects.select_related("plan").get(pk=made.pk)


def rated(action, actor, word, colour, at):
    update_action(
        action=Action.objects.get(pk=action.pk), by=actor, at=at, note="Two carers came to us in May.",
        rating=make_rating(action.plan, word, colour=colour), further=Further(despite="The board has seen why."),
    )  # fmt: skip


def make_years(cast):
    """Two rounds of the year before, a refresh that carries, rewords, merges, withdraws, leaves and watches, one after.

    2.2 is reworded, 1.2 is merged into 1.1; since then 2.2 went from amber to red.
    """
    old = make_year(cast)
    closed(old.plan, old.actor, APRIL - timedelta(days=60))
    closed(old.plan, old.actor, APRIL - timedelta(days=20))
    green = Action.objects.get(pk=old.green.pk)
    confirm_unchanged(action=green, by=old.actor, at=APRIL - timedelta(days=3), version=green.version)
    refresh = old.begin()
    old.carry(refresh, old.green)
    old.choose(refresh, old.other, Choice.REWORD, wording="Find eight carers by May.")
    old.choose(refresh, old.late, Choice.MERGE, into=old.green, reason="The letter goes with the first visit.")
    made = old.carry_out(refresh)
    rated(heir(old.other, made), old.actor, "Red", "red", APRIL + timedelta(days=20))
    closed(made, old.actor, APRIL + timedelta(days=30))
    return old, made
