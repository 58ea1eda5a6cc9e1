"""What open rounds ask of a person, as the head of her actions says it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.owed import Owes, is_owed_by
from goldenthread.boards.queries.returns import is_any_at_work, owed_to_each
from goldenthread.boards.states import AT_WORK
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.asking import Prompt


def prompts(person: Person, on: date) -> list[Prompt]:
    """What open rounds ask of a person, to be read above her actions: how much is still out, and by when."""
    if not is_any_at_work():
        return []
    rounds = MonitoringRound.objects.filter(state__in=AT_WORK)
    led = Plan.objects.filter(pk__in=Action.objects.led_by(person).values("plan"))
    rounds = rounds.filter(Q(plan__in=led) | Q(asked__person=person)).distinct().select_related("plan", "board")
    asking = list(rounds)
    owed_to_rounds = owed_to_each(asking, on=on)
    plans = [one.plan_id for one in asking]
    led_by_her = set(Action.objects.led_by(person).filter(plan__in=plans).order_by().values_list("plan_id", "key"))
    found = []
    for one in asking:
        owed = owed_to_rounds[one.pk]
        mine = [item for item in owed if is_owed_by(item, person)]
        shared = sum(
            item.is_open and (one.plan_id, item.asked.action) in led_by_her and not is_owed_by(item, person)
            for item in owed
        )
        if mine or shared:
            found.append(_prompt(one, mine, shared))
    return found


def _prompt(round: MonitoringRound, mine: Sequence[Owes], shared: int) -> Prompt:
    """What one round asks, in figures; what another lead answers for is counted apart, so that the counts add up."""
    waiting, unexplained = sum(item.is_open for item in mine), sum(item.is_unexplained for item in mine)
    due = f", due {day(round.returns_due_on)}" if round.returns_due_on else ""
    text = f"Round {round.number} of {round.plan.name}{due}: "
    text += f"{len(mine) - waiting} of {len(mine)} answered."
    if unexplained:
        text += f" {unexplained} of them {'lacks' if unexplained == 1 else 'lack'} a sentence."
    if shared:
        text += f" {shared} more that you share {'waits' if shared == 1 else 'wait'} for another lead, or for you."
    url = reverse("my-return", args=[round.plan.key, round.number])
    board = round.board.name.removeprefix("The ") if round.board else "board"
    by = f" by {day(round.returns_due_on)}" if round.returns_due_on else ""
    return Prompt(round.plan.key, text, url, "Your return", due=f"Due before the {board}{by}")
