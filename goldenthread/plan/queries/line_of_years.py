"""The rows of one action through the years: what stands behind a row, where it goes on, what was kept on the way.

Evidence, updates and entries stay with the row on which they were made, so whoever asks what is known of an action
asks for its line. A plan lives one to three years, and a line is followed year by year, with one query for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count
from django.utils.timezone import localdate

from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import PreparedIn
from goldenthread.ledger.queries import who_did
from goldenthread.plan.models import Action, Evidence, Plan, Refresh, Succession, Update
from goldenthread.plan.reading.remarks import is_personal_remark
from goldenthread.plan.refresh import Fate

MOST_YEARS = 12
"""So many years a line is followed, backwards and forwards."""


_MADE_FROM = PreparedIn(
    lambda *made: Refresh.objects.filter(made__in=made, stage=Refresh.Stage.DONE).order_by("pk").values_list("plan_id"),
    int,
)


def plans_behind(plan: int) -> tuple[int, ...]:
    """The plans, by number, that a plan came from by a year's refresh, the nearest first; one query a year."""
    found: list[int] = []
    here = [plan]
    while here and len(found) < MOST_YEARS:
        here = [earlier for (earlier,) in _MADE_FROM.rows(here) if earlier not in found]
        found += here
    return tuple(found)


def behind(actions: Iterable[int], *, with_merged: bool = True) -> dict[int, tuple[int, ...]]:
    """The rows each action came from, through all years, the nearest first; those that came from none are left out.

    Without those that were merged into it, it is the same action in each year.
    """
    wanted = set(actions)
    steps: dict[int, list[int]] = defaultdict(list)
    level, seen = set(wanted), set(wanted)
    for _ in range(MOST_YEARS):
        if not level:
            break
        ties = Succession.objects.filter(successor__in=level).order_by("at", "pk")
        if not with_merged:
            ties = ties.exclude(how=Fate.MERGE)
        before = set()
        for row, earlier in ties.values_list("successor_id", "action_id"):
            steps[row or 0].append(earlier)
            before.add(earlier)
        level = before - seen
        seen |= before
    return {one: tuple(_walk(one, steps)) for one in sorted(wanted) if one in steps}


def _walk(start: int, steps: Mapping[int, Sequence[int]]) -> list[int]:
    """Everything that can be reached from a row, the nearest first, each once."""
    found: list[int] = []
    level = [start]
    while level:
        level = [one for row in level for one in steps.get(row, ()) if one != start and one not in found]
        level = list(dict.fromkeys(level))
        found += level
    return found


def newest(actions: Iterable[int]) -> dict[int, int]:
    """The row in which the work of each action goes on today, by number; those that went nowhere are left out."""
    wanted = set(actions)
    steps: dict[int, int] = {}
    level = set(wanted)
    for _ in range(MOST_YEARS):
        if not level:
            break
        ties = Succession.objects.filter(action__in=level, successor__isnull=False).order_by("at", "pk")
        found = dict(ties.values_list("action_id", "successor_id"))
        steps |= {row: after for row, after in found.items() if after is not None}
        level = {after for after in found.values() if after is not None} - set(steps)
    return {one: _last(one, steps) for one in sorted(wanted) if one in steps}


def _last(start: int, steps: Mapping[int, int]) -> int:
    here, seen = start, {start}
    while here in steps and steps[here] not in seen:
        here = steps[here]
        seen.add(here)
    return here


def goes_on_in(actions: Iterable[Action]) -> dict[int, Action]:
    """The row in which the work of each action goes on today, with its plan, by the number of the row it had.

    What was asked of a row that was carried over, merged or handed over is asked of this one.
    """
    last = newest(action.pk for action in actions)
    if not last:
        return {}
    rows = {row.pk: row for row in Action.objects.filter(pk__in=set(last.values())).select_related("plan")}
    return {one: rows[after] for one, after in last.items()}


def said_before(actions: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What was said last of each action on the rows behind it, and when in words: the nearest row that has words.

    What a lead said of last year's row is what they said last until they say something of this year's.
    """
    line = behind(actions)
    if not line:
        return {}
    rows = Update.objects.filter(action__in={row for rows in line.values() for row in rows}).exclude(text="")
    columns = ("action_id", "text", "by_id", "dated_written", "dated_precision", "dated_on")
    last: dict[int, tuple[str, str]] = {}
    for row, text, by, written, precision, on in rows.order_by("recorded_at", "pk").values_list(*columns):
        if by is not None or not is_personal_remark(text):
            last[row] = (text, PartialDate(written, Precision(precision), on).in_words)
    found = {one: next((last[row] for row in rows_behind if row in last), None) for one, rows_behind in line.items()}
    return {one: said for one, said in found.items() if said is not None}


def heard_before(actions: Iterable[int]) -> dict[int, date]:
    """The last day on which anything was said of each action on the rows behind it; those never heard of are left out.

    A plan that is a minute old is not silent: what was said of an action in the year before was said of it.
    """
    line = behind(actions)
    if not line:
        return {}
    rows = Update.objects.filter(action__in={row for found in line.values() for row in found}).exclude(text="")
    last: dict[int, date] = {}
    for row, dated_on, by, at in rows.order_by().values_list("action_id", "dated_on", "by_id", "recorded_at"):
        on = dated_on or (localdate(at) if by is not None else None)
        if on is not None and on > last.get(row, date.min):
            last[row] = on
    heard = {one: [last[row] for row in rows_behind if row in last] for one, rows_behind in line.items()}
    return {one: max(days) for one, days in heard.items() if days}


def proven_before(actions: Iterable[int]) -> dict[int, int]:
    """How many items of evidence that stand the rows behind each action keep; those without any are left out."""
    line = behind(actions)
    if not line:
        return {}
    rows = Evidence.objects.filter(action__in={row for rows in line.values() for row in rows}, withdrawn_at=None)
    kept = dict(rows.order_by().values_list("action_id").annotate(Count("pk")))
    counts = {one: sum(kept.get(row, 0) for row in rows_behind) for one, rows_behind in line.items()}
    return {one: count for one, count in counts.items() if count}


def evidence_before(action: Action, *, reader: Person) -> list[Evidence]:
    """The evidence that stands with the rows behind an action, of the plans the reader sees, the newest year first."""
    rows = behind([action.pk]).get(action.pk, ())
    if not rows:
        return []
    kept = Evidence.objects.filter(
        action__in=rows, withdrawn_at=None, action__plan__in=Plan.objects.visible_to(reader)
    ).select_related("file", "added_by", "action__plan")
    place = {row: number for number, row in enumerate(rows)}
    return sorted(kept, key=lambda one: (place[one.action_id], one.added_at, one.pk))


def who_did_on_line(action: Action, what: str) -> frozenset[str]:
    """The keys of whoever made the last such entry on an action, on its own row or on the nearest one behind it.

    What was asked or reported on a row goes on waiting on its successor, and two duties stay apart there too.
    """
    found = who_did(action.subject, what)
    if found:
        return found
    rows = behind([action.pk]).get(action.pk, ())
    by_number = Action.objects.select_related("plan").in_bulk(rows) if rows else {}
    return next((did for row in rows if (did := who_did(by_number[row].subject, what))), frozenset())
