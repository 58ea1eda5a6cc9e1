"""Frozen lines as they are asked for: by queries compiled once, as light values."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from django.db.models import Q

from goldenthread.boards.models import RoundLine
from goldenthread.boards.states import Returned
from goldenthread.boards.values import Line, ThenLine
from goldenthread.kernel.prepared import Prepared, PreparedIn
from goldenthread.plan.commands.progress import UNCHANGED
from goldenthread.plan.reading.people import read_leads

new = tuple.__new__
"""Makes a line of a row as ``_make`` does, without counting its fields: the query has named them."""

CAME = [Returned.RETURNED.value, Returned.LATE.value]
"""What a round asked for and heard counts as said, be it in an update or in the reason of a request."""

HEARD = [*CAME, Returned.DECLINED.value]
"""Who says with a reason that no answer comes has not been silent."""

_WHOLE = Prepared(
    lambda closing: RoundLine.objects.filter(closing=closing).order_by("position").values_list(*Line._fields), int
)
_THEN = Prepared(
    lambda closing: RoundLine.objects.filter(closing=closing).order_by("position").values_list(*ThenLine._fields), int
)
_DECLARED = PreparedIn(
    lambda *closings: (
        RoundLine.objects.filter(closing__in=closings).order_by().values_list("closing_id", "action", "declared")
    ),
    int,
)
_HEARD = Prepared(
    lambda closing, since: (
        RoundLine.objects.filter(Q(said_at__gt=since) | Q(returned__in=HEARD), closing=closing)
        .order_by()
        .values_list("action")
    ),
    int,
    datetime,
)
_LATE = PreparedIn(
    lambda *closings: (
        RoundLine.objects.filter(closing__in=closings, derived__in=["amber", "red"])
        .order_by()
        .values_list("action")
        .distinct()
    ),
    int,
)


def whole_lines(closing: int) -> list[Line]:
    """The lines of a closing, whole, in the order of the plan."""
    return [new(Line, row) for row in _WHOLE.rows(closing)]


def earlier_lines(closing: int) -> list[ThenLine]:
    """The lines of a closing as far as a later one is compared with them."""
    return [new(ThenLine, row) for row in _THEN.rows(closing)]


def lines_named(closing: int, actions: list[str]) -> list[Line]:
    """Some lines of a closing, whole: those that a later closing has no more."""
    found = RoundLine.objects.filter(closing=closing, action__in=actions).order_by("position")
    return list(map(Line._make, found.values_list(*Line._fields)))


def colours_by_closing(closings: list[int]) -> dict[int, dict[str, str]]:
    """The declared colour of every action at each of some closings."""
    found: dict[int, dict[str, str]] = {closing: {} for closing in closings}
    for closing, action, declared in _DECLARED.rows(closings):
        found[closing][action] = declared
    return found


def heard_of(closing: int, since: datetime) -> frozenset[str]:
    """The actions of which something was said after a moment, as a closing holds them."""
    return frozenset(action for (action,) in _HEARD.rows(closing, since))


def reopened_why(closing: int, actions: Collection[str]) -> dict[str, str]:
    """Why actions were taken up again, as a closing kept it; before closings kept that, what was said last."""
    found = RoundLine.objects.filter(closing=closing, action__in=actions).order_by()
    rows = found.values_list("action", "reopened_why", "said")
    return {action: why or (said if said != UNCHANGED else "") for action, why, said in rows}


def last_sentences(closings: Collection[int], actions: Collection[str]) -> dict[str, tuple[str, int]]:
    """The last sentence that was frozen of each action at some closings, with the round: "no change" is none."""
    if not actions:
        return {}
    lines = RoundLine.objects.filter(closing__in=closings, action__in=actions).exclude(said__in=["", UNCHANGED])
    rows = lines.order_by("closing__round__number").values_list("action", "said", "closing__round__number")
    return {action: (said, number) for action, said, number in rows}


def ever_late(closings: list[int]) -> frozenset[str]:
    """The actions that were late at any of some closings."""
    return frozenset(action for (action,) in _LATE.rows(closings))


@lru_cache(maxsize=4096)
def leads_in(written: str) -> tuple[str, ...]:
    """The leads that a line names, each by itself."""
    return read_leads(written) or ((written,) if written else ())
