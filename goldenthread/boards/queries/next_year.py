"""What of a plan's rounds goes along into its next year: pressures to be asked about, supplies to be asked for."""

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.boards.queries.returns import supplies_of
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.goes_along import GoesAlong


def along_with(plan: Plan) -> list[GoesAlong]:
    """What the first round of the next year asks about besides the actions, as the page of the refresh tells it.

    Nothing is copied: a round of the next year finds it by the line of its plan.
    """
    last = plan.rounds.order_by("-number").first()
    after = MonitoringRound(plan=plan, number=last.number + 1 if last else 1)
    pressures = [f"{one.note.get_theme_display()}: {one.note.text}" for one in pressures_before(after)]
    supplies = [f"{one.person.name}: {one.what}" for one in supplies_of(plan)]
    found = [
        GoesAlong("The first round of the new plan asks what became of these pressures", tuple(pressures)),
        GoesAlong("The rounds of the new plan go on asking for these supplies", tuple(supplies)),
    ]
    return [one for one in found if one.items]
