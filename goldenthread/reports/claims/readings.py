"""Which actions something said is true of, in each way it can be read.

A word of a report often has a plain meaning and a wider one: "in progress" is green, and may be all that is not
complete; "complete" is blue, and may be what its lead reported and nobody has assured; "are now complete" is all that
is complete, and may be what became so. The plain meaning confirms. Where it does not fit and a wider one does, nobody
can tell, and the author is told both figures. Only what fits no meaning is contradicted.

Source: cover report of 2 May 2018, paragraphs 1, 3 and 4 ("in process" for green, "now complete" for what became so);
that the wider meaning never contradicts is our reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.kernel.dates import Precision
from goldenthread.reports.claims.dated import same_date
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.status_words import (
    AMBER,
    BLUE,
    COLOURS,
    COMPLETE,
    EXTENDED,
    GREEN,
    IMPROVED,
    IN_PROGRESS,
    LATE,
    MOVEMENTS,
    NEW,
    NEWLY_BLUE,
    NEWLY_LATE,
    NOT_STARTED,
    OFF_TRACK,
    ON_TRACK,
    OPEN,
    PAUSED,
    RED,
    REOPENED,
    REPORTED,
    SILENT,
    UNCHANGED,
    UNRATED,
    WATCHED,
    WITHDRAWN,
    WORSENED,
)
from goldenthread.reports.claims.values import NO_TIME, Said, SaidDate

Keys = frozenset[str]
NO_ROUND_BEFORE = "No round was closed before this one, so what moved cannot be told."
_UNFINISHED = (GREEN, AMBER, RED)


@dataclass(frozen=True, slots=True)
class Readings:
    """The actions of the plain meaning, those of wider ones, and why nothing can be told where nothing can.

    ``both`` says that neither meaning is the plain one, so that a figure must fit each of them.
    """

    plain: Keys = frozenset()
    wider: tuple[Keys, ...] = ()
    unsure: str = ""
    both: bool = False


def readings(facts: RoundFacts, said: Said) -> Readings:
    """The actions that are as is said, now and before."""
    said = as_of_now(facts, said)
    why = _cannot_tell(facts, said)
    if why:
        return Readings(unsure=why)
    now = _so_now(facts, said)
    if now.unsure or not said.was:
        return now
    was = _any_of(facts, said.was, before=True, every=said.every)
    if was.unsure:
        return was
    if not said.now:
        return was
    wider = {one & other for one in (now.plain, *now.wider) for other in (was.plain, *was.wider)}
    plain = now.plain & was.plain
    return Readings(plain, tuple(wider - {plain}), both=now.both)


def as_of_now(facts: RoundFacts, said: Said) -> Said:
    """What is told of the month of the round's own position is told of now."""
    if said.was and not said.now and said.when.on and _is_in(said.when.on, facts.position_on):
        return replace(said, now=said.was, was=(), when=NO_TIME)
    return said


def _so_now(facts: RoundFacts, said: Said) -> Readings:
    if said.due:
        return _due(facts, said.due)
    if not said.now:
        return Readings(facts.keys)
    now = _any_of(facts, said.now, before=False, every=said.every)
    if now.unsure:
        return now
    turned = _turned(facts, said.now, now.plain) if said.turned or said.freshly else Readings()
    if said.turned and turned.unsure:
        return turned
    if said.past:
        was = _any_of(facts, said.now, before=True, every=said.every)
        now = Readings(now.plain, (was.plain,) if facts.before and not was.unsure else (), both=True)
    elif said.turned:
        now = turned
    elif said.freshly and facts.moved is not None:
        now = Readings(now.plain, (*now.wider, turned.plain))
    if said.denied:
        return Readings(facts.keys - now.plain, tuple(facts.keys - one for one in now.wider), both=now.both)
    return now


def _due(facts: RoundFacts, due: SaidDate) -> Readings:
    """The actions whose end is the date said; in the wider sense all that end by then and are not complete."""
    agrees = {one.key: same_date(due, one.ends) for one in facts.standing if one.colour != BLUE}
    plain = frozenset(key for key, agrees_here in agrees.items() if agrees_here)
    last = due.read.last
    by_then = frozenset(
        one.key
        for one in facts.standing
        if agrees.get(one.key) is not False or (last and one.ends.last and one.ends.last <= last)
    )
    return Readings(plain, (plain | by_then, (plain | by_then) - _of_colours(facts, BLUE)))


def _cannot_tell(facts: RoundFacts, said: Said) -> str:
    """Why what is said lies outside this round and the one before; nothing where it does not."""
    moves = said.turned or said.was or MOVEMENTS.intersection(said.now) or said.when.last_round
    if moves and (facts.moved is None or facts.before is None):
        return NO_ROUND_BEFORE
    if said.when.other:
        return f"“{said.when.other.strip()}” is another time than that of this round and of the one before it."
    if said.when.on and facts.before and not _is_month_of(said.when.on, facts):
        before = facts.before
        return (
            f"The round before, {before.named}, has the position of {before.position_on.day} "
            f"{before.position_on:%B %Y}; what was so at another time, {said.when.on.written}, cannot be told."
        )
    return NO_ROUND_BEFORE if said.when.on and facts.before is None else ""


def _is_month_of(on: SaidDate, facts: RoundFacts) -> bool:
    """Whether a date is in the month of the position of the round before."""
    if facts.before is None:
        return False
    return _is_in(on, facts.before.position_on)


def _is_in(on: SaidDate, position: date) -> bool:
    """Whether a date is that of a position: the very day, or its month where the sentence has no day."""
    if on.month_only:
        return on.month_only == position.month
    if on.precision is Precision.DAY:
        return on.first == position
    return on.first is not None and (on.first.year, on.first.month) == (position.year, position.month)


def _any_of(facts: RoundFacts, statuses: Iterable[str], *, before: bool, every: bool = False) -> Readings:
    """The actions that have any of some statuses, or every one."""
    found = [(_before if before else _now)(facts, status) for status in statuses]
    unsure = next((one.unsure for one in found if one.unsure), "")
    if unsure:
        return Readings(unsure=unsure)
    if every:
        plain = found[0].plain.intersection(*(one.plain for one in found))
        widest = [one.plain.union(*one.wider) for one in found]
        wide = widest[0].intersection(*widest)
        return Readings(plain, (wide,) if wide != plain else ())
    plain = frozenset().union(*(one.plain for one in found))
    wide = frozenset().union(plain, *(keys for one in found for keys in one.wider))
    narrow = frozenset().union(*(one.plain.intersection(*one.wider) for one in found))
    return Readings(plain, tuple(one for one in (wide, narrow) if one != plain))


def _turned(facts: RoundFacts, statuses: tuple[str, ...], now: Keys) -> Readings:
    """Those of some actions that were not so in the round before; nobody can tell where that was not kept."""
    if facts.moved is None:
        return Readings(unsure=NO_ROUND_BEFORE)
    if set(statuses) <= {BLUE, COMPLETE}:
        return Readings(frozenset(facts.moved.newly_blue))
    if MOVEMENTS.intersection(statuses):
        return Readings(now)
    was = _any_of(facts, statuses, before=True)
    if was.unsure:
        return was
    return Readings(frozenset(key for key in now - was.plain if facts.by_key[key].before is not None))


def _of_colours(facts: RoundFacts, *colours: str) -> Keys:
    return frozenset().union(*(facts.by_colour.get(colour, frozenset()) for colour in colours))


def _in_state(facts: RoundFacts, *states: str) -> Keys:
    return frozenset(one.key for one in facts.actions if one.state in states)


def _now(facts: RoundFacts, status: str) -> Readings:
    """The actions of a status as the round has them; a colour is the declared one.

    The plan's own page counts what was reported complete or set aside apart from the rating it kept.
    """
    if status in COLOURS:
        rated = _of_colours(facts, status)
        apart = rated - _in_state(facts, "reported_complete", "paused")
        return Readings(rated, (apart,) if apart != rated else ())
    if status in MOVEMENTS:
        return _moved(facts, status)
    by_meaning = _colour_meant(facts, status)
    if by_meaning:
        return Readings(_of_colours(facts, by_meaning))
    blue, green = _of_colours(facts, BLUE), _of_colours(facts, GREEN)
    reported, watched = _in_state(facts, "reported_complete"), _in_state(facts, "under_watch")
    late = frozenset(one.key for one in facts.standing if one.late)
    unfinished = facts.keys - blue - watched
    found = {
        COMPLETE: (blue, blue | reported | watched),
        IN_PROGRESS: (green, _of_colours(facts, *_UNFINISHED)),
        ON_TRACK: (green - late, green),
        OFF_TRACK: (_of_colours(facts, RED), _of_colours(facts, RED, AMBER) | late),
        LATE: (late, late),
        OPEN: (unfinished, unfinished - reported),
        NOT_STARTED: (_in_state(facts, "not_started"),) * 2,
        PAUSED: (_in_state(facts, "paused"),) * 2,
        UNRATED: (_of_colours(facts, "none") - watched, _of_colours(facts, "none")),
        WATCHED: (watched, watched),
        REPORTED: (reported, reported | blue),
    }
    plain, wider = found[status]
    return Readings(plain, (wider,) if wider != plain else ())


def _colour_meant(facts: RoundFacts, status: str) -> str:
    """The one colour whose printed meaning has the words of a status: the plan's own meaning goes before ours.

    Colours are not portable: amber is "on track" in some plans.
    """
    words = {IN_PROGRESS: ("in progress", "in process"), ON_TRACK: ("on track", "on target"),
             OFF_TRACK: ("off track", "off target")}.get(status, ())  # fmt: skip
    texts = [(colour, meaning) for colour, meaning in facts.meanings.items()]
    texts += [(colour, word) for word, colour in facts.words.items()]
    found = {colour for colour, text in texts for word in words if word in text.casefold()}
    return found.pop() if len(found) == 1 else ""


def _moved(facts: RoundFacts, status: str) -> Readings:
    moved = facts.moved
    if moved is None:
        return Readings(unsure=NO_ROUND_BEFORE)
    if status == UNCHANGED:
        return Readings(frozenset(one.key for one in facts.standing if one.before == one.colour))
    if status == IMPROVED:
        return Readings(frozenset(moved.improved), (frozenset(moved.improved) | frozenset(moved.newly_blue),))
    if status == WORSENED:
        return Readings(frozenset(moved.worsened), (frozenset(moved.worsened) | frozenset(moved.reopened),))
    by_status = {
        REOPENED: moved.reopened,
        EXTENDED: moved.extended,
        NEW: moved.new,
        WITHDRAWN: moved.withdrawn,
        SILENT: moved.silent,
        NEWLY_BLUE: moved.newly_blue,
        NEWLY_LATE: moved.newly_late,
    }
    if status == WITHDRAWN:
        return Readings(frozenset(moved.withdrawn), (frozenset(moved.withdrawn) | _in_state(facts, "withdrawn"),))
    found = by_status[status]
    if found is None:
        return Readings(unsure="Which actions are late for the first time is not kept.")
    return Readings(frozenset(found))


def _before(facts: RoundFacts, status: str) -> Readings:
    """The actions that had a status in the round before."""

    def had(*colours: str) -> Keys:
        return frozenset(one.key for one in facts.actions if one.before in colours)

    if status in COLOURS:
        return Readings(had(status))
    if status == COMPLETE:
        reported = frozenset(
            one.key for one in facts.actions if one.state_before in ("reported_complete", "under_watch")
        )
        return Readings(had(BLUE), (had(BLUE) | reported,))
    if status == LATE and all(one.late_before is not None for one in facts.standing if one.before is not None):
        return Readings(frozenset(one.key for one in facts.actions if one.late_before))
    by_meaning = _colour_meant(facts, status)
    if by_meaning:
        return Readings(had(by_meaning))
    if status in (IN_PROGRESS, OPEN):
        return Readings(had(GREEN) if status == IN_PROGRESS else had(*_UNFINISHED, "none"), (had(*_UNFINISHED),))
    return Readings(unsure=f"Which actions were {status} in the round before is not kept.")
