"""The rows of a plan page: every action as it is printed, read in a fixed number of queries however long the plan.

Plain columns go into slotted rows; nothing is fetched and nothing is drawn per
cell, because a plan has a thousand of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared, PreparedIn
from goldenthread.plan.models import Action, ActionFinding, ActionLead, Contradiction, EndDateChange, Plan, Update
from goldenthread.plan.queries.chips import Category, category, declared_chip, suggested_chip
from goldenthread.plan.queries.line_of_years import heard_before, plans_behind
from goldenthread.plan.queries.short_dates import short_end, short_start
from goldenthread.plan.states import COMPLETE, FINISHED, OUT, State
from goldenthread.plan.suggestion import declared_colour, disagrees, late, suggest

SILENT_DAYS = 92
"""After so many days without an update an action is silent: two rounds of a plan that reports every six weeks,
one of a plan that reports each quarter."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead of an action: a key that tells people from posts, and how the lead is called."""

    key: str
    name: str
    is_accountable: bool
    person: int | None
    post: int | None


@dataclass(slots=True)
class PlanRow:
    """One action as a plan page prints it, with what its filters ask."""

    pk: int
    key: str
    ref: str
    wording: str
    extra: str
    starts: str
    ends: str
    first_due: str
    late: str
    measure: str
    leads: str
    senior: str
    overlap: bool
    said_on: str
    said: str
    chip: SafeString
    derived: SafeString | str
    may_update: bool
    version: int
    priority: int
    aim: int | None
    state: str
    category: Category
    suggested: str
    disagrees: bool
    reasons: tuple[str, ...]
    led_by: tuple[Lead, ...]
    senior_key: str
    sources: tuple[str, ...]
    is_finished: bool
    is_open: bool = False
    is_saved: bool = False

    @property
    def name(self) -> str:
        """How the row is called where a sentence names it: its ref, else its key."""
        return self.ref or self.key


@dataclass(frozen=True, slots=True)
class _Standing:
    """What follows from an action's state, rating and end alone: many actions of a plan share one."""

    kind: Category
    chip: SafeString
    suggested: str
    differs: bool
    derived: SafeString | str
    late: str
    is_finished: bool


@lru_cache(maxsize=8192)
def _standing(on: date, state: str, word: str | None, colour: str | None, ends_on: date | None) -> _Standing:
    """The standing of an action in this state, with this rating and end: worked out once for all that share it."""
    suggestion = suggest(state=state, ends_on=ends_on, on=on)
    differs = disagrees(declared_colour(state=state, rating_colour=colour), suggestion.colour)
    is_finished = state in FINISHED
    is_late = not is_finished and ends_on is not None and ends_on < on
    return _Standing(
        kind=category(state, colour),
        chip=declared_chip(state, word or "", colour or ""),
        suggested=suggestion.colour.value,
        differs=differs,
        derived=suggested_chip(suggestion) if differs else "",
        late=late(ends_on, on) if is_late and ends_on else "",
        is_finished=is_finished,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What hangs on the actions, by action."""

    leads: dict[int, list[Lead]]
    said: dict[int, tuple[str, date | None]]
    before: dict[int, date]
    sources: dict[int, list[str]]
    on: date


COLUMNS = (
    "pk", "key", "ref", "wording", "version", "priority_id", "aim_id",
    "starts_written", "starts_on", "starts_precision", "ends_written", "ends_on", "ends_precision",
    "original_ends_written", "original_ends_on", "recurrence", "is_standing", "waits_for", "waits_since",
    "measure__text", "leads_written", "senior_lead_id", "senior_lead__key", "senior_lead__name", "senior_lead_written",
    "state", "rating__word", "rating__colour", "comments", "embedded_on", "is_asked", "is_told",
    "added_on", "asked_at", "newest",
)  # fmt: skip


def plan_rows(
    plan: Plan,
    *,
    reader: Person,
    manages: bool,
    on: date,
    sources: Iterable[tuple[int, str]] = (),
    only: str = "",
) -> list[PlanRow]:
    """Every action of a plan, or the one with this key, in paper order: four queries, a few more in a new year."""
    found = ONE_ACTION.rows(plan.pk, only) if only else ACTIONS.rows(plan.pk)
    leads = leads_by_action(plan)
    said = _updates([row[-1] for row in found if row[-1]])
    around = _Around(leads, said, _heard_before(plan, found, said), _by_action(sources), on)
    return [_row(row, around, manages=manages, reader=reader) for row in found]


def _heard_before(
    plan: Plan, found: list[tuple[Any, ...]], said: dict[int, tuple[str, date | None]]
) -> dict[int, date]:
    """When each action of which nothing was said in this plan was heard of in the plans it came from.

    Only a plan that came from another one asks further than for that.
    """
    unheard = [row[0] for row in found if said.get(row[0], ("", None))[1] is None]
    return heard_before(unheard) if unheard and plans_behind(plan.pk) else {}


def _actions(plan: int) -> QuerySet[Action, tuple[Any, ...]]:
    """The actions of a plan as plain columns, each with its newest update and whether a new end date is asked for.

    The newest update is the one about the latest day; undated notes of a paper come last.
    """
    mine = OuterRef("pk")
    asked = EndDateChange.objects.filter(action=mine, decision=EndDateChange.Decision.ASKED)
    latest_day = Coalesce("dated_on", Value(date.min)).desc()
    newest = Update.objects.filter(action=mine).order_by(latest_day, "-recorded_at", "-pk").values("pk")[:1]
    told = Contradiction.objects.filter(action=mine, outcome="")
    last_asked = EndDateChange.objects.filter(action=mine).order_by("-asked_at").values("asked_at")[:1]
    actions = Action.objects.filter(plan=plan).annotate(
        is_asked=Exists(asked), is_told=Exists(told), asked_at=Subquery(last_asked), newest=Subquery(newest)
    )
    return actions.order_by("priority__position", "priority_id", "position", "pk").values_list(*COLUMNS)


ACTIONS = Prepared(_actions, int)
ONE_ACTION = Prepared(lambda plan, key: _actions(plan).filter(key=key), int, str)
LEADS = Prepared(
    lambda plan: (
        ActionLead.objects.filter(action__plan=plan)
        .order_by("position", "pk")
        .values_list(
            "action_id",
            "person_id",
            "person__key",
            "post_id",
            "post__key",
            "person__name",
            "post__title",
            "is_accountable",
        )
    ),
    int,
)
SOURCES = Prepared(
    lambda plan: (
        ActionFinding.objects.filter(action__plan=plan)
        .order_by("finding__source__first_on", "finding__source_id", "pk")
        .values_list("action_id", "finding__source__key", "finding__source__title")
    ),
    int,
)


def _by_action(sources: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for action, source in sources:
        if source not in found[action]:
            found[action].append(source)
    return found


def _updates(numbers: list[int]) -> dict[int, tuple[str, date | None]]:
    """The updates with these numbers: their words and their day, by action."""
    rows = UPDATES.rows(numbers)
    return {action: (text, _day(dated_on, written_at)) for action, text, dated_on, written_at in rows}


UPDATES = PreparedIn(
    lambda *numbers: (
        Update.objects.filter(pk__in=numbers)
        .order_by()
        # The moment of writing is read only where it counts: making moments of texts costs more than the rows.
        .annotate(written_at=Case(When(dated_on__isnull=True, by__isnull=False, then="recorded_at")))
        .values_list("action_id", "text", "dated_on", "written_at")
    ),
    int,
)


def leads_by_action(plan: Plan) -> dict[int, list[Lead]]:
    """The leads of each action in the paper's order: one query."""
    found: dict[int, list[Lead]] = defaultdict(list)
    for action, person, person_key, post, post_key, name, title, accountable in LEADS.rows(plan.pk):
        key = person_key or f"post:{post_key}"
        found[action].append(_lead(key, name or title, accountable, person, post))
    return found


@lru_cache(maxsize=4096)
def _lead(key: str, name: str, is_accountable: bool, person: int | None, post: int | None) -> Lead:
    """A lead: the same few stand in many rows."""
    return Lead(key, name, is_accountable, person, post)


def _day(dated_on: date | None, written_at: datetime | None) -> date | None:
    """The day of an update: as dated, else the day it was written here; a paper's undated note has none."""
    return dated_on or (timezone.localdate(written_at) if written_at else None)


def _row(values: tuple[Any, ...], around: _Around, *, manages: bool, reader: Person) -> PlanRow:
    (
        pk, key, ref, wording, version, priority, aim,
        starts_written, starts_on, starts_precision, ends_written, ends_on, ends_precision,
        first_written, first_on, recurrence, is_standing, waits_for, waits_since,
        measure, leads_written, senior_id, senior_key, senior_name, senior_written,
        state, word, colour, comments, embedded_on, is_asked, is_told, added_on, asked_at, _,
    ) = values  # fmt: skip
    leads = around.leads.get(pk, [])
    said, said_on = around.said.get(pk, (comments, None))
    standing = _standing(around.on, state, word, colour, ends_on)
    moved = first_on is not None and first_on != ends_on
    extra = ""
    if recurrence or is_standing or waits_for or embedded_on:
        extra = _extra(
            recurrence, is_standing, waits_for, waits_since, is_embedded=bool(embedded_on) and state in COMPLETE
        )
    return PlanRow(
        pk=pk,
        key=key,
        ref=ref,
        wording=wording,
        extra=extra,
        starts=short_start(starts_written, starts_on, starts_precision),
        ends=short_end(ends_written, ends_on, ends_precision),
        first_due=short_end(first_written, first_on, ends_precision) if moved else "",
        late=standing.late,
        measure=measure or "",
        leads=_named(leads) or leads_written,
        senior=senior_name or senior_written,
        overlap=senior_id is not None and any(lead.person == senior_id for lead in leads),
        said_on=short_start("", said_on, "day") if said_on else "",
        said=said,
        chip=standing.chip,
        derived=standing.derived,
        may_update=not standing.is_finished and (manages or leads_it(reader, leads)),
        version=version,
        priority=priority,
        aim=aim,
        state=state,
        category=standing.kind,
        suggested=standing.suggested,
        disagrees=standing.differs,
        reasons=_reasons(
            standing,
            is_open=state not in OUT,
            no_lead=not leads and not leads_written,
            no_measure=not measure,
            silent=_is_silent(
                state, (said_on or around.before.get(pk), _day(None, asked_at), added_on), starts_on, around.on
            ),
            asked=is_asked,
            told=is_told and state not in OUT,
        ),
        led_by=tuple(leads),
        senior_key=senior_key or senior_written,
        sources=tuple(around.sources.get(pk, ())),
        is_finished=standing.is_finished,
    )


def leads_it(reader: Person, leads: Iterable[Lead]) -> bool:
    """Whether a person, or a post the person holds, is among the leads: what ``policy.leads`` says, without a query."""
    posts = reader.rights.posts
    return any(lead.person == reader.pk or (lead.post is not None and lead.post in posts) for lead in leads)


def _named(leads: list[Lead]) -> str:
    if len(leads) == 1:
        return leads[0].name
    return ", ".join(f"{lead.name} (accountable)" if lead.is_accountable else lead.name for lead in leads)


def _extra(recurrence: str, is_standing: bool, waits_for: str, waits_since: date | None, *, is_embedded: bool) -> str:
    """What else the row says of the action: that it comes again, goes on, waits for somebody, or is embedded."""
    since = f" since {short_start('', waits_since, 'day')}" if waits_since else ""
    said = (
        "a standing duty" if is_standing else "",
        f"comes again: {recurrence}" if recurrence else "",
        f"waits for {waits_for}{since}" if waits_for else "",
        "embedded" if is_embedded else "",
    )
    text = "; ".join(part for part in said if part)
    return text[:1].upper() + text[1:]


def _is_silent(state: str, heard: Iterable[date | None], starts_on: date | None, on: date) -> bool:
    """Whether a lead who is expected to report has said nothing for a quarter.

    It counts from what was said last, from when another end was asked for, which is an answer, or from the day the
    action was added: before that nobody could have said anything. Where none of them is known it counts from its start.
    """
    if state in FINISHED or state in (State.REPORTED_COMPLETE, State.PAUSED):
        return False
    last = max((day for day in heard if day is not None), default=starts_on)
    return last is None or (on - last).days > SILENT_DAYS


def _reasons(
    standing: _Standing, *, is_open: bool, no_lead: bool, no_measure: bool, silent: bool, asked: bool, told: bool
) -> tuple[str, ...]:
    """Why an action needs attention: the names of the lists on the page, none for most."""
    found = (
        ("contradicted", told),
        ("better-than-dates", standing.differs),
        ("late", standing.late),
        ("stuck", standing.kind == Category.RED),
        ("waits-for-assurance", standing.kind == Category.REPORTED),
        ("end-date-asked", asked),
        ("no-lead", no_lead and is_open),
        ("no-measure", no_measure and is_open),
        ("silent", silent),
    )
    return tuple([name for name, holds in found if holds])


def sources_of(plan: Plan) -> list[tuple[int, str, str]]:
    """Which sources each action of the plan answers: action, source key and title, in one query."""
    return [(action, key, title) for action, key, title in SOURCES.rows(plan.pk)]
