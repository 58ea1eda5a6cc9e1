"""A round as its page tells it: four answers first, then what is asked of the board, what moved, and the whole plan."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from goldenthread.boards.counting import WATCH, WATCH_WORD, count_rows, counted_as
from goldenthread.boards.models import Closing, MonitoringRound, RoundLine
from goldenthread.boards.queries.frozen_lines import last_sentences
from goldenthread.boards.queries.moved_lists import (
    LABELS,
    MovedList,
    better_than_dates,
    grouped,
    moved_lists,
)
from goldenthread.boards.queries.movement_between import MovementBetween, closings_of
from goldenthread.boards.queries.round_steps import steps_of, today_in_words
from goldenthread.boards.queries.rounds import RoundShown, closings_by_round
from goldenthread.boards.queries.years_behind import address_of
from goldenthread.boards.refs import told_apart
from goldenthread.boards.rendering import draw_lines, draw_moved, draw_needed, draw_refs
from goldenthread.boards.states import Returned
from goldenthread.boards.values import Line, ThenLine
from goldenthread.design.parts import Attention, Column, CountRow, Step
from goldenthread.design.words import counted, listed
from goldenthread.plan.challenge import COLOURS
from goldenthread.plan.commands.progress import UNCHANGED
from goldenthread.plan.states import FINISHED, Colour, State

MOST_ITEMS = 8
"""So many items of a list stand on the page of a round; its movement page has them all."""
MOST_SENIORS = 8
MOST_TROUBLED = 12
MOST_NAMED = 30
MOST_LONGEST = 3
NO_LEAD_BEFORE = "Nobody"
NOT_SUPPLIED = "not been supplied by a partner"
_URGENT = {Colour.RED.value: 0, Colour.AMBER.value: 1}
_TROUBLED = frozenset(_URGENT)
_ELSEWHERE = ("silent", "late_still")
"""Lists that stand among the answers, or not at all."""


@dataclass(frozen=True, slots=True)
class Group:
    """A list of what moved in one way: its first items drawn, how many there are, and where all of them stand."""

    key: str
    label: str
    count: int
    items: SafeString
    url: str
    more: int = 0


class Kind(NamedTuple):
    """What a line counts as: the colour of its mark, and its word."""

    value: str
    label: str


class LateUnder(NamedTuple):
    """How much is late under one senior lead, and where that list stands."""

    label: str
    late: int
    actions: int
    url: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The four things a board asks: what changed, what is late, who has not answered, what do you want of us."""

    changed: list[Attention]
    late: list[Attention]
    under: list[LateUnder]
    unanswered: list[Attention]
    silent: SafeString
    wanted: list[Attention]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything the page of a round says; all but the round and its steps is empty until it was closed."""

    shown: RoundShown
    steps: list[Step]
    today: str = ""
    answers: Answers | None = None
    asks: str = ""
    troubled: str = ""
    troubled_count: int = 0
    troubled_refs: str = ""
    counts: list[CountRow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    stays: str = ""
    matrix: list[tuple[Kind, list[tuple[int, bool]], int]] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: str = ""
    movement_url: str = ""

    @property
    def silent_more(self) -> int:
        """How many that said nothing are not named on the page."""
        return max(0, len(self.shown.movement.silent) - MOST_NAMED)

    @property
    def declined(self) -> list[tuple[str, str, str]]:
        """What was declined, with whose reason: the ref or key, who led it, and why no answer came."""
        if self.shown.closing is None:
            return []
        lines = self.shown.closing.lines.exclude(declined_why="").order_by("position")
        rows = list(lines.values_list("ref", "action", "leads", "declined_why"))
        names = told_apart(self.shown.lines) if rows else {}
        return [(names.get(action) or ref or action, leads, why) for ref, action, leads, why in rows]

    @property
    def missing(self) -> list[tuple[str, int]]:
        """Of whom something was missing when the round was closed, and how much, most first; blank without a lead.

        Closings of earlier versions hold "Nobody" for an action without a lead, as if that were somebody's name.
        """
        closing = self.shown.closing
        names = ("" if one["who"] == NO_LEAD_BEFORE else one["who"] for one in closing.missing) if closing else ()
        return Counter(names).most_common()

    @property
    def missing_why(self) -> list[tuple[str, int]]:
        """What was missing when the round was closed, and how often."""
        closing = self.shown.closing
        whys = (one["why"] if one["action"] else NOT_SUPPLIED for one in closing.missing) if closing else ()
        return Counter(whys).most_common()

    @property
    def reported(self) -> int:
        """How many were reported complete and waited for their assurer; they count as they were rated until then."""
        return sum(line.state == State.REPORTED_COMPLETE for line in self.shown.lines)

    @property
    def silent_beside(self) -> str:
        """Why what was silent since the round before is not what this round missed, in a sentence; else blank."""
        silent = set(self.shown.movement.silent)
        missing = {line.action for line in self.shown.lines if line.returned == Returned.MISSING}
        heard, unasked = len(missing - silent), len(silent - missing)
        told = []
        if heard:
            told.append(f"{heard} of those not answered said something before this round opened, or came in since")
        if unasked:
            told.append(f"{unasked} of those that said nothing {'was' if unasked == 1 else 'were'} not asked")
        return f"{'; '.join(told)}." if missing and told else ""


@dataclass(frozen=True, slots=True)
class RoundInList:
    """A round in the list of a plan's rounds, with its counts where it was closed, and its earlier closings."""

    round: MonitoringRound
    closed_on: date | None
    counts: list[CountRow]
    earlier: Sequence[Closing] = ()


def rounds_of(rounds: Iterable[MonitoringRound]) -> list[RoundInList]:
    """Rounds, newest first, each with the counts of its last closing."""
    found = sorted(rounds, key=lambda one: -one.number)
    every = closings_by_round(found)
    closings = {number: those[-1] for number, those in every.items()}
    counts: dict[int, Counter[str]] = {closing.pk: Counter() for closing in closings.values()}
    lines = RoundLine.objects.filter(closing__in=counts).order_by().values_list("closing_id", "declared", "state")
    for number, declared, state, count in lines.annotate(Count("pk")):
        counts[number][counted_as(declared, state)] += count
    listed = []
    for one in found:
        closing = closings.get(one.pk)
        rows = count_rows(counts[closing.pk]) if closing else []
        listed.append(RoundInList(one, closing.position_on if closing else None, rows, every.get(one.pk, [])[:-1]))
    return listed


def round_page(shown: RoundShown, *, on: date, is_earlier: bool = False) -> RoundPage:
    """The page of a round, from what was frozen alone: an action is linked by its key, which never changes.

    Of an earlier closing, which another took the place of, what moved is told of that closing too. ``on`` is the day
    on which it is read: by it the days of the round are done or still to come.
    """
    between = shown.between
    closed_on = localdate(shown.closing.closed_at) if shown.closing else None
    steps, today = steps_of(shown.round, closed_on=closed_on, on=on), today_in_words(shown.round, on=on)
    if between is None:
        return RoundPage(shown, steps, today)
    base = shown.round.plan.get_absolute_url()
    movement_url = f"{base}movement/?{urlencode({'after': shown.round.number})}"
    if shown.before:
        movement_url += f"&{urlencode({'before': address_of(shown.before, shown.round.plan_id)})}"
    if is_earlier and shown.closing:
        movement_url += f"&closing={shown.closing.number}"
    lists = moved_lists(between)
    asks, troubled = _wanted(shown.lines)
    names, spoken = told_apart(shown.lines), _spoken(shown, [*asks, *troubled[:MOST_TROUBLED]])
    better = better_than_dates(shown.disagreements)
    return RoundPage(
        shown=shown,
        steps=steps,
        today=today,
        answers=Answers(
            changed=_changed(lists, movement_url) if shown.before else [],
            late=_late(between, len(better.items), movement_url),
            under=_late_under(between, movement_url),
            unanswered=_unanswered(shown),
            silent=_silent(between, base, names),
            wanted=_wanted_figures(asks, troubled),
        ),
        asks=draw_needed(asks, base=base, spoken=spoken),
        troubled=draw_needed(troubled[:MOST_TROUBLED], base=base, spoken=spoken),
        troubled_count=len(troubled),
        troubled_refs=draw_refs(troubled[MOST_TROUBLED:], base=base, names=names),
        counts=count_rows(Counter(counted_as(line.declared, line.state) for line in shown.lines)),
        groups=_groups([*(one for one in lists if one.key not in _ELSEWHERE), better], base, movement_url),
        stays=_stays(shown, names),
        matrix=_matrix(shown.lines, between.was),
        columns=[Column("Ref", "ref"), Column("Action"), Column("End date", "dates"), Column("Lead", "lead"),
                 Column("Last said", "say"), Column("Rating", "rate")],
        rows=draw_lines(shown.lines, base=base),
        movement_url=movement_url,
    )  # fmt: skip


def _changed(lists: Sequence[MovedList], url: str) -> list[Attention]:
    """How many moved in each way; a way in which none moved is left out, blue and reopened are always told."""
    told = [one for one in lists if one.key not in ("newly_late", "late_again", "late_still", "silent")]
    return [
        Attention(len(one.items), one.label.lower(), url=f"{url}#{one.key}" if one.items else "")
        for one in told
        if one.items or one.key in ("newly_blue", "reopened")
    ]


def _late(found: MovementBetween, disagreeing: int, url: str) -> list[Attention]:
    unfinished = sum(line.state not in FINISHED for line in found.lines)
    late = found.late
    first, again = len(found.movement.newly_late), len(found.movement.late_again)
    said = [
        Attention(len(late), f"past their end, of {counted(unfinished, 'unfinished action')}", url=f"{url}#late"),
        Attention(
            disagreeing, "declared better than their dates suggest", url="#better_than_dates" if disagreeing else ""
        ),
    ]
    if found.before:
        said.append(Attention(first, "late for the first time", url=f"{url}#newly_late" if first else ""))
        if again:
            said.append(Attention(again, "late again", url=f"{url}#late_again"))
    return said


def _late_under(found: MovementBetween, url: str) -> list[LateUnder]:
    """What is late under each senior lead, of what is unfinished there, the most first."""
    unfinished = Counter(line.senior_lead for line in found.lines if line.state not in FINISHED)
    groups = sorted((one for one in grouped([found], "senior") if one.counts[0]), key=lambda one: -one.counts[0])
    return [
        LateUnder(
            one.label,
            one.counts[0],
            unfinished[one.value],
            f"{url}&{urlencode({'senior': one.value})}#late" if one.value else "",
        )
        for one in groups[:MOST_SENIORS]
    ]


def _unanswered(shown: RoundShown) -> list[Attention]:
    """What became of the answers that this round asked for, as frozen with it."""
    counts = Counter(line.returned for line in shown.lines if line.returned)
    if not counts:
        return []
    labels = {
        Returned.MISSING: "had not been answered",
        Returned.DECLINED: "declined, with a reason",
        Returned.LATE: "answered late",
        Returned.RETURNED: "answered in time",
    }
    found = [
        Attention(counts[state.value], label)
        for state, label in labels.items()
        if counts[state.value] or state == Returned.MISSING
    ]
    supplies = sum(not one["action"] for one in shown.closing.missing) if shown.closing else 0
    if supplies:
        found.append(Attention(supplies, f"{'supply' if supplies == 1 else 'supplies'} by partners had not come"))
    return found


def _spoken(shown: RoundShown, lines: Sequence[Line]) -> dict[str, tuple[str, int]]:
    """The last sentence before, of what only said at this closing that nothing had changed."""
    if not any(line.said == UNCHANGED for line in lines):
        return {}
    earlier = [one.pk for one in closings_of(shown.round.plan) if one.round.number < shown.round.number]
    return last_sentences(earlier, [line.action for line in lines if line.said == UNCHANGED])


def _silent(found: MovementBetween, base: str, names: Mapping[str, str]) -> SafeString:
    """The refs of what said nothing since the round before."""
    named = {line.action: line for line in found.lines}
    return draw_refs([named[key] for key in found.movement.silent[:MOST_NAMED]], base=base, names=names)


def _wanted(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What is asked of the board, red first; and what is red or amber without a request."""
    open_ones = [line for line in lines if (line.needs or line.declared in _TROUBLED) and line.state not in FINISHED]
    ordered = sorted(open_ones, key=lambda line: _URGENT.get(line.declared, 2))
    return [line for line in ordered if line.needs], [line for line in ordered if not line.needs]


def _wanted_figures(asks: Sequence[Line], troubled: Sequence[Line]) -> list[Attention]:
    colours = Counter(line.declared for line in (*asks, *troubled))
    reds, ambers = colours[Colour.RED], colours[Colour.AMBER]
    return [
        Attention(len(asks), "asked of the board", url="#needed" if asks else ""),
        Attention(reds, "red", url="#needed" if reds else ""),
        Attention(ambers, "amber", url="#needed" if ambers else ""),
    ]


def _groups(lists: Sequence[MovedList], base: str, url: str) -> list[Group]:
    """The lists that hold something, each with its first items; what the movement page has not is shown whole."""
    groups = []
    for one in lists:
        if one.items:
            shown = one.items[:MOST_ITEMS]
            address = f"{url}#{one.key}" if one.key in LABELS else f"{url}#late"
            drawn = draw_moved(shown, base=base)
            groups.append(Group(one.key, one.label, len(one.items), drawn, address, len(one.items) - len(shown)))
    return groups


def _stays(shown: RoundShown, names: Mapping[str, str]) -> str:
    """How many kept their colour, what has been red longest, and what amber: red is stuck, so it comes first."""
    unchanged = shown.movement.unchanged or {}
    if not unchanged:
        return ""
    text = f"{len(unchanged)} kept their colour."
    for colour in (Colour.RED, Colour.AMBER):
        held = [line for line in shown.lines if line.declared == colour and line.action in unchanged]
        if held:
            closings = max(unchanged[line.action] for line in held)
            longest = [names.get(line.action) or line.name for line in held if unchanged[line.action] == closings]
            told = listed(longest[:MOST_LONGEST])
            more = f" and {len(longest) - MOST_LONGEST} more" if len(longest) > MOST_LONGEST else ""
            text += f" {colour.label} longest, for {closings} closings: {told}{more}."
    return text


def _matrix(lines: Sequence[Line], was: dict[str, ThenLine]) -> list[tuple[Kind, list[tuple[int, bool]], int]]:
    """From each colour before (down) to each colour now (across): how many, and whether the cell is one that stayed.

    What was or is under watch has a line and a column of its own where there is any.
    """
    if not was:
        return []
    held = [(was[line.action], line) for line in lines if line.action in was]
    pairs = Counter((counted_as(old.declared, old.state), counted_as(line.declared, line.state)) for old, line in held)
    kinds = [(colour.value, colour.value, colour.label) for colour in COLOURS]
    if any(WATCH in pair for pair in pairs):
        kinds.append((WATCH, Colour.NONE.value, WATCH_WORD))
    rows = []
    for before, mark, label in kinds:
        cells = [(pairs[before, after], before == after) for after, _, _ in kinds]
        rows.append((Kind(mark, label), cells, sum(count for count, _ in cells)))
    return rows
