"""A plan through its years: what each year's last closed round counted, in all and by priority, side by side.

What is compared was frozen at the closings, so a year that is over says what was reported then. A priority is followed
through the refreshes in which it was kept or renamed; what a rating word became on the way is said beside.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from goldenthread.boards.counting import WATCH, WATCH_WORD, counted_as
from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.queries.over_rounds import RoundCounts, counts_over
from goldenthread.boards.states import RoundState
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan, Refresh, RefreshPriority, WordMapping
from goldenthread.plan.queries.plan_header import dates_of
from goldenthread.plan.states import Colour

MOST_YEARS = 12
"""So many years a plan is followed, backwards and forwards."""
Named = tuple[str, str]
"""A priority as a closing prints it: its number and its title."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year's plan and what its last closed round counted; none where no round of it was closed."""

    plan: Plan
    counts: RoundCounts | None

    @property
    def url(self) -> str:
        """The round that was counted, else the plan."""
        return self.counts.closing.round.get_absolute_url() if self.counts else self.plan.get_absolute_url()

    @property
    def dates(self) -> str:
        """From when to when the plan of this year ran."""
        return dates_of(self.plan)


@dataclass(slots=True)
class Lane:
    """One priority through the years; a year in which it did not stand in the plan has no counts."""

    label: str
    by_plan: dict[int, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Became:
    """A rating word that became another one as the plan went into a year."""

    into: str
    colour: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class YearByYear:
    """Everything the page shows, the oldest year first."""

    years: list[Year]
    lanes: list[Lane]
    became: list[Became]

    @property
    def rows(self) -> list[tuple[str, list[list[tuple[str, str, int]] | None]]]:
        """A row for each priority, with the colours it had in each year."""
        return [(lane.label, [_cell(lane.by_plan.get(year.plan.pk)) for year in self.years]) for lane in self.lanes]


def _cell(counts: Counter[str] | None) -> list[tuple[str, str, int]] | None:
    """The colour of each mark with its word and figure."""
    if counts is None:
        return None
    found = [(colour.value, colour.label, counts[colour]) for colour in Colour if counts[colour]]
    return [*found, *([(Colour.NONE.value, WATCH_WORD, counts[WATCH])] if counts[WATCH] else [])]


def year_by_year(plan: Plan, *, reader: Person) -> YearByYear:
    """The years of a plan that the reader may read, each as its last round was closed."""
    refreshes = _line_of(plan)
    plans = _plans_of(plan, refreshes, reader)
    known = {one.pk for one in plans}
    refreshes = [one for one in refreshes if one.plan_id in known and one.made_id in known]
    closings = _last_closings(plans)
    counts = {one.closing.round.plan_id: one for one in counts_over(list(closings.values()))}
    return YearByYear(
        years=[Year(one, counts.get(one.pk)) for one in plans],
        lanes=_lanes(plans, closings, refreshes),
        became=_became(refreshes),
    )


def has_other_years(plan: Plan, *, reader: Person) -> bool:
    """Whether the plan stands in a line of years of which the reader may read another one."""
    ties = Refresh.objects.filter(stage=Refresh.Stage.DONE)
    before = ties.filter(made=plan).values("plan")
    after = ties.filter(plan=plan).values("made")
    seen = Plan.objects.visible_to(reader)
    return seen.filter(pk__in=before).exists() or seen.filter(pk__in=after).exists()


def _line_of(plan: Plan) -> list[Refresh]:
    """The refreshes that tie the years of a plan together, the oldest first."""
    done = list(Refresh.objects.filter(stage=Refresh.Stage.DONE).order_by("ended_at", "pk").defer("receipt"))
    into = {one.made_id: one for one in done}
    out_of: dict[int, Refresh] = {one.plan_id: one for one in done}
    found: list[Refresh] = []
    here = plan.pk
    while here in into and len(found) < MOST_YEARS:
        found.insert(0, into[here])
        here = into[here].plan_id
    here = plan.pk
    while here in out_of and len(found) < 2 * MOST_YEARS:
        found.append(out_of[here])
        here = out_of[here].made_id or 0
    return found


def _plans_of(plan: Plan, refreshes: Sequence[Refresh], reader: Person) -> list[Plan]:
    order = [refreshes[0].plan_id, *(one.made_id or 0 for one in refreshes)] if refreshes else [plan.pk]
    seen = {one.pk: one for one in Plan.objects.visible_to(reader).filter(pk__in=order)}
    return [seen[number] for number in order if number in seen]


def _last_closings(plans: Sequence[Plan]) -> dict[int, Closing]:
    """The last closing of the last closed round of each plan, by number of the plan."""
    found = Closing.objects.filter(round__plan__in=plans, round__state=RoundState.CLOSED)
    rows = found.select_related("round__plan").order_by("round__number", "number")
    return {one.round.plan_id: one for one in rows}


def _lanes(plans: Sequence[Plan], closings: Mapping[int, Closing], refreshes: Sequence[Refresh]) -> list[Lane]:
    counted: dict[int, dict[Named, Counter[str]]] = defaultdict(dict)
    lines = RoundLine.objects.filter(closing__in=list(closings.values())).order_by()
    plan_of = {one.pk: plan for plan, one in closings.items()}
    columns = ("closing_id", "priority_number", "priority_title", "declared", "state")
    for closing, number, title, declared, state, count in lines.values_list(*columns).annotate(Count("pk")):
        counted[plan_of[closing]].setdefault((number, title), Counter())[counted_as(declared, state)] += count
    came_from = _renamed(refreshes)
    lanes: list[Lane] = []
    by_name: dict[tuple[int, Named], Lane] = {}
    by_title: dict[str, Lane] = {}
    for plan in plans:
        for named in sorted(counted.get(plan.pk, ()), key=_place):
            before = came_from.get((plan.pk, named))
            lane = by_name.get(before) if before else None
            lane = lane or by_title.get(_plain(named))
            if lane is None or plan.pk in lane.by_plan:
                lane = Lane("")
                lanes.append(lane)
            lane.label, lane.by_plan[plan.pk] = _label(named), counted[plan.pk][named]
            by_name[plan.pk, named] = by_title[_plain(named)] = lane
    return lanes


def _renamed(refreshes: Sequence[Refresh]) -> dict[tuple[int, Named], tuple[int, Named]]:
    """From each priority of a new plan, as the refresh named it, to the one of the old plan it was."""
    kept = RefreshPriority.objects.filter(refresh__in=refreshes, is_kept=True, old__isnull=False)
    made, old = {one.pk: one.made_id or 0 for one in refreshes}, {one.pk: one.plan_id for one in refreshes}
    rows = kept.order_by("pk").values_list("refresh_id", "number", "title", "old__number", "old__title")
    return {
        (made[refresh], (number, title)): (old[refresh], (old_number, old_title))
        for refresh, number, title, old_number, old_title in rows
    }


def _became(refreshes: Sequence[Refresh]) -> list[Became]:
    """The words that are called otherwise from one year to the next."""
    found = WordMapping.objects.filter(refresh__in=refreshes).select_related("old", "new", "refresh")
    places = {one.pk: place for place, one in enumerate(refreshes)}
    rows = sorted(found, key=lambda one: (places[one.refresh_id], one.old.position, one.pk))
    return [
        Became(one.refresh.name, one.new.colour, one.old.word, one.new.word)
        for one in rows
        if (one.old.word, one.old.colour) != (one.new.word, one.new.colour)
    ]


def _place(named: Named) -> tuple[int, str, str]:
    number, title = named
    return (int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 10**6, number, title)


def _label(named: Named) -> str:
    number, title = named
    return f"Priority {number}: {title}" if number else title or "Without a priority"


def _plain(named: Named) -> str:
    return " ".join((named[1] or named[0]).casefold().split())
