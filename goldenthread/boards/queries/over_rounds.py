"""A plan over all its closed rounds: colours counted at each, what was late, and each action from round to round.

A colour at two points cannot tell chance from change; a run of figures can, which is why improvement work in health
and care draws run charts. Which figures are drawn here is our choice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q

from goldenthread.boards.charts import Series, run_chart, stacked_columns
from goldenthread.boards.counting import WATCH, WATCH_WORD, counted_as
from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.movement import LATE, steps
from goldenthread.design.words import short_day
from goldenthread.plan.states import OUT, Colour

STACKED = (Colour.BLUE, Colour.GREEN, Colour.AMBER, Colour.RED, Colour.NONE)
"""The colours of a column from its foot to its head."""
MOST_AT_ONCE = 300
"""A longer plan is shown one priority at a time, so that a page stays a page."""


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """The figures of one closing: how many of each colour, how many late, how many are under watch.

    What is under watch stands in the plan and is no part of its work: a share of blue is of the work.
    """

    closing: Closing
    colours: dict[Colour, int]
    late: int
    watched: int = 0

    @property
    def label(self) -> str:
        """The round under a chart."""
        return f"Round {self.closing.round.number}"

    @property
    def actions(self) -> int:
        """How many actions there were, those under watch among them."""
        return self.worked + self.watched

    @property
    def worked(self) -> int:
        """How many of them were the work of the year."""
        return sum(self.colours.values())

    @property
    def blue_share(self) -> float:
        """Blue in the hundred of the year's work, to one place."""
        return round(100 * self.colours[Colour.BLUE] / self.worked, 1) if self.worked else 0.0

    @property
    def figures(self) -> list[int]:
        """The colours as a row of a table."""
        return [self.colours[colour] for colour in STACKED]


class Way(NamedTuple):
    """One action over the rounds: its colours (blank where it was not in the plan) and which way it went last."""

    action: str
    ref: str
    wording: str
    colours: tuple[tuple[str, str], ...]
    arrow: str
    words: str


class WaysOfPriority(NamedTuple):
    """The actions of one priority."""

    label: str
    ways: list[Way]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and the same figures as rows for the table beneath."""

    key: str
    title: str
    drawing: str
    heads: list[str]
    rows: list[tuple[str, list[str]]]


def counts_over(closings: Sequence[Closing]) -> list[RoundCounts]:
    """The figures of closings, in the order given: one query."""
    rows = RoundLine.objects.filter(closing__in=[one.pk for one in closings]).order_by()
    found: dict[int, Counter[str]] = defaultdict(Counter)
    late: Counter[int] = Counter()
    for closing, declared, state, count, behind in rows.values_list("closing_id", "declared", "state").annotate(
        Count("pk"), behind=Count("pk", filter=Q(derived__in=sorted(LATE)))
    ):
        found[closing][counted_as(declared, state)] += count
        late[closing] += behind
    return [
        RoundCounts(
            one, {colour: found[one.pk][colour.value] for colour in STACKED}, late[one.pk], found[one.pk][WATCH]
        )
        for one in closings
    ]


def charts_of(counts: Sequence[RoundCounts]) -> list[Chart]:
    """Three charts over the rounds, oldest first: the colours, what was late, and the share that is blue."""
    labels = [one.label for one in counts]
    series = [Series(colour.value, colour.label, [one.colours[colour] for one in counts]) for colour in STACKED]
    heads = [colour.label for colour in STACKED]
    apart = any(one.watched for one in counts)
    if apart:  # a drawing of the year's work leaves them out, and the table beneath has them
        heads.append(WATCH_WORD)

    def figures(one: RoundCounts) -> list[int]:
        return [*one.figures, *([one.watched] if apart else []), one.actions]

    def named(one: RoundCounts) -> str:
        return f"{one.label}, {short_day(one.closing.position_on)}"

    return [
        Chart(
            "colours",
            "Actions by colour",
            stacked_columns(labels, series, title=_told("Actions by colour", counts, "figures")),
            [*heads, "All"],
            [(named(one), [f"{figure:,}" for figure in figures(one)]) for one in counts],
        ),
        Chart(
            "late",
            "Actions past their end",
            run_chart(labels, [one.late for one in counts], title=_told("Actions past their end", counts, "late")),
            ["Late", "Actions"],
            [(named(one), [f"{one.late:,}", f"{one.actions:,}"]) for one in counts],
        ),
        Chart(
            "blue",
            "Blue, of a hundred actions",
            run_chart(
                labels,
                [one.blue_share for one in counts],
                unit="%",
                up_to=100,
                title=_told("Blue in the hundred", counts, "blue"),
            ),
            ["Blue", "Actions not under watch" if apart else "Actions", "Share"],
            [
                (named(one), [f"{one.colours[Colour.BLUE]:,}", f"{one.worked:,}", f"{one.blue_share:g}%"])
                for one in counts
            ],
        ),
    ]


def ways_over(closings: Sequence[Closing], *, priority: str = "") -> list[WaysOfPriority]:
    """Each action of the newest closing over all of them, oldest first, by priority."""
    newest = closings[-1]
    lines = RoundLine.objects.filter(closing=newest.pk).order_by("position")
    if priority:
        lines = lines.filter(Q(priority_number=priority) | Q(priority_number="", priority_title=priority))
    found = list(lines.values_list("action", "ref", "wording", "priority_number", "priority_title", "state"))
    colours = _colours(closings, {row[0] for row in found})
    groups: dict[str, list[Way]] = defaultdict(list)
    for action, ref, wording, number, title, state in found:
        over = tuple(colours[one.pk].get(action, ("", "")) for one in closings)
        arrow, words = _arrow(over, state)
        label = f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title
        groups[label].append(Way(action, ref, wording, over, arrow, words))
    return [WaysOfPriority(label, ways) for label, ways in groups.items()]


def priorities_at(closing: Closing) -> list[tuple[str, str, int]]:
    """The priorities of a closing: what names each in an address, its label, and how many actions it has."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    lines = RoundLine.objects.filter(closing=closing.pk).order_by("position")
    for number, title in lines.values_list("priority_number", "priority_title"):
        found[number, title] += 1
    return [
        (number or title, f"Priority {number}" if number else title, count) for (number, title), count in found.items()
    ]


def _colours(closings: Sequence[Closing], actions: set[str]) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = {one.pk: {} for one in closings}
    rows = RoundLine.objects.filter(closing__in=list(found)).order_by()
    for closing, action, declared, word in rows.values_list("closing_id", "action", "declared", "word"):
        if action in actions:
            found[closing][action] = (declared, word)
    return found


def _arrow(over: Sequence[tuple[str, str]], state: str) -> tuple[str, str]:
    """Which way an action went at the last closing, and the words for it; nothing for one that was not there before."""
    if len(over) < 2:
        return "", ""
    (was, _), (now, _) = over[-2:]
    if not was:
        return "", "new"
    if state in OUT:
        return "", "withdrawn or gone"
    if was == now:
        return "to", "unchanged"
    if now == Colour.BLUE:
        return "up", "newly blue"
    if was == Colour.BLUE:
        return "down", "reopened"
    worse = steps(now, was)
    return ("up", "improved") if worse < 0 else ("down", "worsened") if worse > 0 else ("to", "rating given or taken")


def _told(title: str, counts: Sequence[RoundCounts], what: str) -> str:
    """What a drawing shows, in one sentence: the first and the last figure; the table has them all."""
    first, last = counts[0], counts[-1]
    figure = _FIGURES[what]
    if first is last:
        return f"{title}: {figure(last)} at {last.label.lower()}."
    return f"{title}: {figure(first)} at {first.label.lower()}, {figure(last)} at {last.label.lower()}."


_FIGURES: dict[str, Callable[[RoundCounts], str]] = {
    "figures": lambda one: f"{one.colours[Colour.BLUE]} blue of {one.worked}",
    "late": lambda one: f"{one.late} of {one.actions}",
    "blue": lambda one: f"{one.blue_share:g}%",
}
