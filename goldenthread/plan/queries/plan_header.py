"""The header of a plan: its dates, owner, boards, stage and neighbours, in the words of the page.

Source: the header block of the plan printed with the report of 2 May 2018.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from goldenthread.design.parts import Fact, Step
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision, add_months
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.cells import first_day
from goldenthread.plan.models import Plan, PlanBoard, PlanLink, PlanMove, Refresh
from goldenthread.plan.models.plan import Stage

MONTHS_BEFORE = 3
FOLLOWED = "Is followed by"
ORDER = (Stage.DRAFT, Stage.AGREED, Stage.LIVE, Stage.SIGNING_OFF, Stage.CLOSED)
PLACES = {stage: place for place, stage in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class LinkedPlan:
    """A plan tied to this one, seen from here."""

    tie: str
    name: str
    url: str
    link: int
    is_ours: bool


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """What stands above the rows, in sentences and facts."""

    dates: str
    runs_past: str
    next_year: str
    starts_next: bool
    """Whether it is time to begin next year's plan, and nobody has."""
    followed_by: list[LinkedPlan]
    facts: list[Fact]
    steps: list[Step]
    links: list[LinkedPlan]


BOARDS = Prepared(
    lambda plan: PlanBoard.objects.filter(plan=plan).order_by("position", "pk").values_list("body__name", "written"),
    int,
)
LINKS = Prepared(
    lambda plan: (
        PlanLink.objects.filter(Q(plan=plan) | Q(other=plan))
        .order_by("pk")
        .values_list("pk", "kind", "plan_id", "plan__key", "plan__name", "other_id", "other__key", "other__name")
    ),
    int,
)


REFRESHES = Prepared(
    lambda plan: (
        Refresh.objects.filter(plan=plan).exclude(stage=Refresh.Stage.GIVEN_UP).order_by().values_list("stage")
    ),
    int,
)


def plan_header(plan: Plan, *, reader: Person, on: date, with_life: bool = False) -> PlanHeader:
    """Read the header: three queries, and one more for the stages of its life."""
    moves = list(plan.moves.select_related("body")) if with_life else []
    boards = [name or written for name, written in BOARDS.rows(plan.pk)]
    links = links_of(plan, reader)
    stages = [stage for (stage,) in REFRESHES.rows(plan.pk)]
    return PlanHeader(
        dates=dates_of(plan),
        runs_past=runs_past(plan, on),
        next_year=_being_prepared(stages),
        starts_next=not stages and is_near_its_end(plan, on),
        facts=_facts(plan, boards),
        steps=_steps(plan, moves) if with_life else [],
        followed_by=[link for link in links if link.tie == FOLLOWED and plan.stage == Stage.CLOSED],
        links=links,
    )


def dates_of(plan: Plan) -> str:
    """From when to when a plan runs: ``April 2026 to March 2027``; its own words where no day is known."""
    start = PartialDate("", Precision(plan.starts_precision), plan.starts_on).in_words
    end = PartialDate("", Precision(plan.ends_precision), first_day(plan.ends_on, plan.ends_precision)).in_words
    if start and end:
        return f"{start} to {end}"
    return plan.duration or (f"From {start}" if start else f"Until {end}" if end else "")


def named_with_its_year(plan: Plan, *, beside: str) -> str:
    """The name of a plan beside another of the same line: with its dates where the two have the same name."""
    dates = dates_of(plan)
    return f"{plan.name}, {dates}" if plan.name == beside and dates else plan.name


def runs_past(plan: Plan, on: date) -> str:
    """One sentence where a plan has outlived its own end; blank where it has not, or is closed."""
    if plan.ends_on is None or on <= plan.ends_on or plan.stage == Stage.CLOSED:
        return ""
    return f"It runs past its end: {day(plan.ends_on)} has gone by and it is {plan.get_stage_display().lower()}."


def is_near_its_end(plan: Plan, on: date) -> bool:
    """Whether a plan that was agreed ends within three months, or has ended: its next year can be begun.

    Three months are our choice: a year's plan is prepared in its last quarter.
    """
    if plan.ends_on is None or plan.stage == Stage.DRAFT:
        return False
    return plan.ends_on <= add_months(on, MONTHS_BEFORE)


def next_year(plan: Plan) -> str:
    """One sentence while its next year is prepared: this plan is the one that is worked on, until the last press."""
    return _being_prepared([stage for (stage,) in REFRESHES.rows(plan.pk)])


def _being_prepared(stages: Collection[str]) -> str:
    if Refresh.Stage.PREPARING not in stages:
        return ""
    return "Next year’s plan is being prepared; until it is made, this one is worked on and reported."


def owner_of(plan: Plan) -> str:
    """Who owns a plan: a person, a post, or whoever its paper names."""
    return str(plan.owner or plan.owner_post or plan.owner_written or "")


def _facts(plan: Plan, boards: list[str]) -> list[Fact]:
    found = (
        ("Aims", plan.aims),
        ("Owner", owner_of(plan)),
        ("Duration", dates_of(plan)),
        ("Answers to", "; ".join(boards) or plan.boards_written),
        ("Reporting", plan.reporting),
        ("Links to strategies", plan.strategies),
        ("Previous versions", plan.previous_versions),
        ("Implementation", plan.implementation),
        ("Review", plan.review),
        ("Notes", plan.notes),
        (
            "Blue",
            "is given by a second person, on evidence" if plan.needs_assurance else "is declared by the lead alone",
        ),
    )
    return [Fact(label, value) for label, value in found if value.strip()]


def _steps(plan: Plan, moves: list[PlanMove]) -> list[Step]:
    """The plan's life as a line: the stages it reached with who decided and when, and those to come."""
    latest = {move.stage: move for move in moves}
    here = PLACES[Stage(plan.stage)]
    steps = []
    for place, stage in enumerate(ORDER):
        move = latest.get(stage.value)
        note = f"{day(move.on)}, {move.body.name if move.body else move.note}" if move and place <= here else ""
        state = "here" if place == here else "done" if place < here else "to come"
        if place < here and move is None and stage in (Stage.AGREED, Stage.SIGNING_OFF):
            continue
        steps.append(Step(stage.label, note, state))
    return steps


def links_of(plan: Plan, reader: Person) -> list[LinkedPlan]:
    """The plans tied to this one in either direction, those alone that the reader may see."""
    found = LINKS.rows(plan.pk)
    if not found:
        return []
    seen = set(Plan.objects.visible_to(reader).values_list("pk", flat=True))
    linked = []
    for pk, kind, first, first_key, first_name, second, second_key, second_name in found:
        if first == plan.pk and second in seen:
            linked.append(LinkedPlan(PlanLink.Kind(kind).label, second_name, f"/plans/{second_key}/", pk, True))
        elif second == plan.pk and first in seen:
            linked.append(LinkedPlan(_FROM_THERE[PlanLink.Kind(kind)], first_name, f"/plans/{first_key}/", pk, False))
    return sorted(linked, key=lambda one: not one.is_ours)


_FROM_THERE = {
    PlanLink.Kind.STRATEGY: "Is the strategy served by",
    PlanLink.Kind.SERVICE_PLAN: "Stands beside",
    PlanLink.Kind.FOLLOWS: FOLLOWED,
    PlanLink.Kind.RELATED: "Is related to",
}
