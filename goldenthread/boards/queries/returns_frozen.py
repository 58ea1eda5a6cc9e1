"""Who had answered a round when it was closed: what the round page counts, one by one, and in its words.

What was said after the closing belongs to the round after it, so nothing here is read from the plan of today.
"""

from datetime import date

from django.utils.timezone import localdate

from goldenthread.boards.models import Asked, Closing, MonitoringRound, RoundLine
from goldenthread.boards.queries.frozen_lines import CAME
from goldenthread.boards.queries.returns import NO_ANSWER, Owes, owed_to, supply_owed
from goldenthread.boards.states import Returned, RoundState


def owed_or_frozen(round: MonitoringRound, *, on: date) -> list[Owes]:
    """What a round asks for and what became of it: of a closed one as it was closed, of another as it stands."""
    closing = round.closings.order_by("-number").first() if round.state == RoundState.CLOSED else None
    return (_frozen(round, closing) if closing is not None else []) or owed_to(round, on=on)


def _frozen(round: MonitoringRound, closing: Closing) -> list[Owes]:
    """Nothing where the round was closed before closings kept what had come."""
    rows = list(round.asked.select_related("person", "senior"))
    asked = {one.action: one for one in rows if one.action}
    missing = {one["action"]: one for one in closing.missing if one["action"]}
    lines = closing.lines.exclude(returned="").order_by("position")
    found = [_line(round, line, asked.get(line.action), missing.get(line.action)) for line in lines]
    not_there = {one["what"] for one in closing.missing if not one["action"]}
    return [*found, *(_supply(one, closing, not_there) for one in rows if one.kind == Asked.Kind.SUPPLY)]


def _line(round: MonitoringRound, line: RoundLine, asked: Asked | None, missing: dict[str, str] | None) -> Owes:
    one = asked or Asked(round=round, action=line.action, what=line.wording, person_written=line.leads)
    name = missing["who"] if missing else one.person_written
    is_named = one.person is not None and one.person.name == name
    has_come, is_declined = line.returned in CAME, line.returned == Returned.DECLINED
    return Owes(
        asked=one,
        ref=line.ref or line.action,
        what=line.wording,
        url=f"{round.plan.get_absolute_url()}actions/{line.action}/",
        who=one.person if is_named else None,
        who_written=name,
        senior=one.senior,
        state=line.returned,
        at=line.said_at if has_come else one.declined_at if is_declined else None,
        note=line.said if has_come else line.declined_why,
        wants=missing["why"] if missing and missing["why"] != NO_ANSWER else "",
    )


def _supply(one: Asked, closing: Closing, not_there: set[str]) -> Owes:
    came = one.answered_at if one.answered_at and one.answered_at <= closing.closed_at else None
    declined = one.declined_at if one.declined_at and one.declined_at <= closing.closed_at else None
    if one.what in not_there or not (came or declined):
        state = Returned.MISSING
    elif came:
        state = Returned.LATE if one.due_on and localdate(came) > one.due_on else Returned.RETURNED
    else:
        state = Returned.DECLINED
    note = one.answer if came else one.declined_why if declined else ""
    return supply_owed(one, state=state, at=came or declined, note=note)
