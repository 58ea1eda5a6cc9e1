"""Plans for tests, made row by row with readable defaults: no commands, no policy, no ledger."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import (
    Action,
    ActionLead,
    Aim,
    Evidence,
    Measure,
    Milestone,
    Plan,
    Priority,
    RatingWord,
    Update,
)
from goldenthread.plan.numbering import Keys
from goldenthread.plan.reading.values import PlanReading
from goldenthread.plan.states import Colour, State

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
WORDS = {
    Colour.BLUE: ("Blue", State.COMPLETED_ON_PAPER, "done and seen to be done"),
    Colour.RED: ("Red", State.IN_PROGRESS, "cannot go on"),
    Colour.AMBER: ("Amber", State.IN_PROGRESS, "needs help that is in sight"),
    Colour.GREEN: ("Green", State.IN_PROGRESS, "going well"),
}
_numbers = count(1)

# What every action asks of its plan, compiled once: a test makes many actions.
PRIORITY = Prepared(lambda plan: Priority.objects.filter(plan=plan).order_by("position", "pk")[:1], int)
AIM = Prepared(
    lambda priority, text: Aim.objects.filter(priority=priority, text=text, section="").order_by("position", "pk")[:1],
    int,
    str,
)
MEASURE = Prepared(lambda plan, text: Measure.objects.filter(plan=plan, text=text).order_by("pk")[:1], int, str)
RATINGS = Prepared(lambda plan: RatingWord.objects.filter(plan=plan).order_by("position", "pk"), int)
KEYS = Prepared(lambda plan: Action.objects.filter(plan=plan).order_by().values_list("key"), int)


def make_plan(*, key: str = "", name: str = "Harbour Plan", **fields: Any) -> Plan:
    """A live plan for the year 2025-26 with the four rating words."""
    key = key or f"harbour-plan-{next(_numbers)}"
    scope = Scope.objects.create(kind="plan", key=key, title=name)
    values: dict[str, Any] = {
        "starts_on": date(2025, 4, 1),
        "starts_precision": "month",
        "ends_on": date(2026, 3, 31),
        "ends_precision": "month",
    } | fields
    plan = Plan.objects.create(key=key, name=name, scope=scope, **values)
    RatingWord.objects.bulk_create(
        RatingWord(plan=plan, word=word, colour=colour, state=state, meaning=meaning, position=position)
        for position, (colour, (word, state, meaning)) in enumerate(WORDS.items())
    )
    return plan


def make_priority(plan: Plan, *, number: str = "1", title: str = "Be heard early", **fields: Any) -> Priority:
    """A priority at the end of the plan."""
    values = fields if "position" in fields else {"position": plan.priorities.count()} | fields
    return Priority.objects.create(plan=plan, number=number, title=title, **values)


def make_aim(priority: Priority, text: str = "Families are heard early.", **fields: Any) -> Aim:
    """An aim at the end of a priority."""
    values = {"position": priority.aims.count()} | fields
    return Aim.objects.create(priority=priority, text=text, **values)


def make_rating(plan: Plan, word: str = "Green", **fields: Any) -> RatingWord:
    """The plan's rating of that word, made where it has none."""
    standing: list[RatingWord] = RATINGS.objects(plan.pk)
    found = next((one for one in standing if one.word == word), None)
    if found is not None:
        return found
    values = {"colour": Colour.GREEN, "state": State.IN_PROGRESS, "position": len(standing)} | fields
    return RatingWord.objects.create(plan=plan, word=word, **values)


def make_action(
    plan: Plan | None = None,
    *,
    priority: Priority | None = None,
    aim: Aim | str | None = "Families are heard early.",
    ref: str = "1.1",
    wording: str = "Ring each family within two days.",
    measure: Measure | str | None = "Nine families in ten are rung within two days.",
    rating: RatingWord | str | None = "Green",
    leads: list[Person] | None = None,
    accountable: int = 0,
    **fields: Any,
) -> Action:
    """An action in progress, rated green, without leads; texts of aim, measure and rating make what is missing.

    An aim given by its words is shared with the actions of the priority that have the same words; so is a measure.
    ``accountable`` is the place among the leads of the one who answers.
    """
    plan = plan or (priority.plan if priority else make_plan())
    priority = priority or _first(PRIORITY, plan.pk) or make_priority(plan)
    if isinstance(aim, str):
        aim = _first(AIM, priority.pk, aim) or make_aim(priority, aim)
    if isinstance(measure, str):
        measure = _first(MEASURE, plan.pk, measure) or Measure.objects.create(plan=plan, text=measure)
    if isinstance(rating, str):
        rating = make_rating(plan, rating)
    taken = {key for (key,) in KEYS.rows(plan.pk)}
    values: dict[str, Any] = {
        "key": Keys(taken).key(priority.number, ref),
        "position": len(taken),
        "state": State.IN_PROGRESS,
    } | fields
    action = Action.objects.create(
        plan=plan, priority=priority, aim=aim, ref=ref, wording=wording, measure=measure, rating=rating, **values
    )
    for place, person in enumerate(leads or []):
        make_lead(action, person, is_accountable=place == accountable, position=place)
    return action


def _first(query: Prepared, *values: int | str) -> Any:
    return next(iter(query.objects(*values)), None)


def make_lead(action: Action, person: Person, **fields: Any) -> ActionLead:
    """A lead of an action, after those it has."""
    values = fields if "position" in fields else {"position": action.leads.count()} | fields
    return ActionLead.objects.create(action=action, person=person, **values)


def make_update(action: Action, text: str = "The rota now covers Saturdays.", **fields: Any) -> Update:
    """An update of 3 April 2026; without ``by`` it came with a paper."""
    values: dict[str, Any] = {"dated_on": date(2026, 4, 3), "dated_precision": "day", "recorded_at": NOON} | fields
    return Update.objects.create(action=action, text=text, **values)


def make_evidence(action: Action, title: str = "Call log for March", **fields: Any) -> Evidence:
    """Evidence on an action."""
    values: dict[str, Any] = {"added_at": NOON} | fields
    return Evidence.objects.create(action=action, title=title, **values)


def make_milestone(action: Action, text: str = "Rota agreed", **fields: Any) -> Milestone:
    """A milestone of an action, after those it has."""
    values = {"position": action.milestones.count()} | fields
    return Milestone.objects.create(action=action, text=text, **values)


def plan_from_reading(reading: PlanReading, *, key: str = "") -> Plan:
    """A plan with what a paper says, row by row: enough to count, export and compare; acceptance proper does more."""
    header = reading.header
    plan = make_plan(
        key=key,
        name=header.name,
        starts_on=header.starts.first,
        starts_precision=header.starts.precision,
        ends_on=header.ends.last,
        ends_precision=header.ends.precision,
        boards_written=header.boards_written,
        **{name: getattr(header, name) for name in ("duration", "strategies", "reporting", "review", "aims")},
    )
    plan.rating_words.all().delete()
    words = {
        one.word: RatingWord.objects.create(plan=plan, word=one.word, colour=one.colour, state=one.state)
        for one in reading.ratings
    }
    priorities = [
        make_priority(plan, number=one.number, title=one.title, notes=one.notes) for one in reading.priorities
    ]
    aims: dict[int, Aim] = {}
    measures: dict[int, Measure] = {}
    for position, read in enumerate(reading.actions):
        priority = priorities[read.priority]
        if read.aim_group not in aims:
            aims[read.aim_group] = make_aim(priority, read.aim, kind=read.aim_kind, section=read.section)
        measure = measures.get(read.measure_group) if read.measure_group is not None else None
        if measure is None and read.measure:
            measure = Measure.objects.create(plan=plan, text=read.measure)
            if read.measure_group is not None:
                measures[read.measure_group] = measure
        action = Action.objects.create(
            plan=plan,
            priority=priority,
            aim=aims[read.aim_group],
            measure=measure,
            rating=words.get(read.status),
            position=position,
            ends_on=read.ends[-1].last if read.ends else None,
            ends_written=read.cells.get("ends", ""),
            starts_on=read.starts.first,
            starts_written=read.starts.written,
            leads_written=read.cells.get("leads", ""),
            senior_lead_written=read.senior_lead,
            **{name: getattr(read, name) for name in ("key", "ref", "wording", "comments", "state", "is_standing")},
        )
        for update in read.updates:
            dated = update.dated
            make_update(
                action,
                update.text,
                dated_on=dated.first if dated else None,
                dated_precision=dated.precision if dated else "unknown",
                dated_written=dated.written if dated else "",
            )
    return plan
