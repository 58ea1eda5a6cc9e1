"""Who had answered a round when it was closed: what the round page counts, one by one, and in its words.

What was said after the closing belongs to the round after it, so nothing here is read from the plan of today.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate

from goldenthread.boards.models import Asked, Closing, MonitoringRound, RoundLine
from goldenthread.boards.queries.frozen_lines import CAME
from goldenthread.boards.queries.owed import NO_ANSWER, Owes
from goldenthread.boards.queries.returns import owed_to, supply_owed
from goldenthread.boards.states import Returned, RoundState
from goldenthread.identity.models import Person


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
    people = _people(rows, closing)
    found = [_line(round, line, asked.get(line.action), missing.get(line.action), people) for line in lines]
    not_there = {one["what"] for one in closing.missing if not one["action"]}
    return [*found, *(_supply(one, closing, not_there) for one in rows if one.kind == Asked.Kind.SUPPLY)]


def _people(rows: Sequence[Asked], closing: Closing) -> dict[str, Person]:
    """Who was asked at the opening, and whoever owed something at the closing, by name."""
    found = {one.person.name: one.person for one in rows if one.person is not None}
    named = set(closing.lines.exclude(owed_by="").order_by().values_list("owed_by", flat=True)) - set(found)
    others = Person.objects.filter(name__in=named).order_by("-pk") if named else ()
    return {one.name: one for one in others} | found


def _line(
    round: MonitoringRound,
    line: RoundLine,
    asked: Asked | None,
    missing: dict[str, str] | None,
    people: Mapping[str, Person],
) -> Owes:
    """One line; its person is who owed it at the closing, who stands under one heading whatever else they owed."""
    one = asked or Asked(round=round, action=line.action, what=line.wording, person_written=line.leads)
    name = missing["who"] if missing else line.owed_by or one.person_written
    has_come, is_declined = line.returned in CAME, line.returned == Returned.DECLINED
    return Owes(
        asked=one,
        ref=line.ref or line.action,
        what=line.wording,
        url=f"{round.plan.get_absolute_url()}actions/{line.action}/",
        who=people.get(name),
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
