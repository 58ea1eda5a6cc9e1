"""What stood of an action when its plan went into its next year: what was asked of the board, why, the next step.

An update stays with the row on which it was made, so a new row begins with none of its own. What was asked of the
board and never answered is asked of it still, and the reason of a red is its reason in the new year too: both are read
along the line, until a lead says something of the new row. Nothing is copied, so nothing is said twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.plan.commands.progress import UNCHANGED
from goldenthread.plan.models import Action, Plan, Succession, Update
from goldenthread.plan.queries.line_of_years import behind
from goldenthread.plan.reading.remarks import is_personal_remark
from goldenthread.plan.refresh import Fate
from goldenthread.plan.states import FINISHED


@dataclass(frozen=True, slots=True)
class StoodBefore:
    """What stands of an action from the row it came from: its last words, what it needs from the board, its next step.

    Each is blank where nothing of the kind was said; ``is_answered`` says whether its lead answered for it at all.
    """

    said: str = ""
    needs: str = ""
    next_step: str = ""
    look_at: str = ""
    is_answered: bool = False


NOTHING = StoodBefore()


def stood_before(plan: Plan) -> dict[int, StoodBefore]:
    """What stands of each unfinished action of a plan from the year before, by number; one query without such a year.

    Where another row was merged into it, and it asked nothing itself, it asks what that one did.
    """
    actions = list(Action.objects.filter(plan=plan).exclude(state__in=FINISHED).order_by().values_list("pk", flat=True))
    return stood_before_of(actions)


def stood_before_of(actions: Iterable[int]) -> dict[int, StoodBefore]:
    """The same for the actions named."""
    line = behind(actions)
    if not line:
        return {}
    rows = {row for found in line.values() for row in found}
    merged = set(Succession.objects.filter(action__in=rows, how=Fate.MERGE).values_list("action_id", flat=True))
    known = _stood(rows)
    found = {}
    for action, rows_behind in line.items():
        own = [known[row] for row in rows_behind if row in known and row not in merged]
        others = [known[row] for row in rows_behind if row in known and row in merged]
        # What she who answered last asks for no more is asked for no more, though an earlier year asked for it.
        answered = next((one for one in own if one.is_answered), NOTHING)
        found[action] = StoodBefore(
            said=next((one.said for one in (*own, *others) if one.said), ""),
            needs=answered.needs or next((one.needs for one in others if one.needs), ""),
            next_step=answered.next_step,
            look_at=answered.look_at,
        )
    return found


def needs_of(actions: Iterable[int]) -> dict[int, str]:
    """What each action asks of the board today, in its own row or since the year before; silent ones are left out."""
    wanted = list(actions)
    before, here = stood_before_of(wanted), _stood(wanted)
    found = {}
    for action in wanted:
        own = here.get(action, NOTHING)
        found[action] = own.needs if own.is_answered and own.said else own.needs or before.get(action, NOTHING).needs
    return {action: needs for action, needs in found.items() if needs}


def _stood(rows: Iterable[int]) -> dict[int, StoodBefore]:
    """What stood of each row at its end; that nothing changed leaves what was said and asked as it was."""
    found: dict[int, StoodBefore] = {}
    updates = Update.objects.filter(action__in=rows).order_by("recorded_at", "pk")
    columns = ("action_id", "text", "by_id", "is_answer", "needs", "next_step", "look_at_written")
    for row, text, by, is_answer, needs, step, look_at in updates.values_list(*columns):
        before, says_so = found.get(row, NOTHING), text not in ("", UNCHANGED)
        found[row] = StoodBefore(
            said=text if says_so and (by is not None or not is_personal_remark(text)) else before.said,
            needs=needs if is_answer and text != UNCHANGED else before.needs,
            next_step=step or before.next_step,
            look_at=look_at if step else before.look_at,
            is_answered=is_answer or before.is_answered,
        )
    return found
