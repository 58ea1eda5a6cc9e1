"""The whole thread of an action: from the source that asked for it to where it stands today.

Solid is on record, dashed is to come, a gap is missing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString

from goldenthread.design.parts import Said
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.queries import Line
from goldenthread.plan.models import Action, EndDateChange, Evidence, Milestone
from goldenthread.plan.queries.around_blue import AroundBlue, around_blue
from goldenthread.plan.queries.chips import declared_chip, suggested_chip
from goldenthread.plan.queries.earlier_years import EarlierYear, Years, years_of
from goldenthread.plan.queries.history import HistoryLine, Known, Names, in_sentences, people_named
from goldenthread.plan.queries.mine import unrated
from goldenthread.plan.queries.one_action import HISTORY_HERE, recent_entries
from goldenthread.plan.queries.said import in_order, ratings_in, remarks_in, update_rows
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.queries.source_knots import Neighbour, SourceKnot, source_knots
from goldenthread.plan.queries.waiting import disowned_subjects
from goldenthread.plan.queries.what_one_may import May, may
from goldenthread.plan.states import BLUE, FINISHED, Colour, State
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as the page lists it. ``file`` is the key of its file, ``withdrawn`` says why it went."""

    pk: int
    title: str
    description: str
    address: str
    file: str
    file_name: str
    file_size: int
    who: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn: str


@dataclass(frozen=True, slots=True)
class DateChange:
    """A changed end date, or one that is asked for, with who asked, who decided and why."""

    before: str
    after: str
    reason: str
    asked_by: str
    asked_at: datetime
    decision: str
    decided_by: str
    decided_at: datetime | None
    note: str
    asked_by_id: int

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decision == EndDateChange.Decision.ASKED

    @property
    def is_approved(self) -> bool:
        """Whether the date moved."""
        return self.decision == EndDateChange.Decision.APPROVED


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the way."""

    words: str
    due: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Everything the page of one action shows."""

    action: Action
    address: str
    declared: SafeString
    suggestion: Suggestion
    suggested: SafeString | str
    disagrees: bool
    sources: list[SourceKnot]
    leads: list[str]
    senior: str
    senior_overlaps: bool
    reported_by: str
    assured_by: str
    updates: list[Said]
    remarks: list[Said]
    evidence: list[EvidenceLine]
    withdrawn: list[EvidenceLine]
    changes: list[DateChange]
    asked: DateChange | None
    steps: list[StepLine]
    shares_measure: list[Neighbour]
    history: list[HistoryLine]
    has_more_history: bool
    has_paper: bool
    may: May
    around: AroundBlue
    years: Years
    on: date
    ends: str
    first_ends: str
    is_unrated: bool
    """Whether its rating came with its reopening, and nobody who answers for it has rated it since."""
    is_disowned: bool
    """Whether a lead said that it is not theirs, and nobody has named its leads since."""

    @property
    def moved(self) -> int:
        """How often the end was moved."""
        return sum(change.is_approved for change in self.changes)

    @property
    def is_complete(self) -> bool:
        """Whether it counts as complete."""
        return self.action.state in BLUE

    @property
    def no_updates(self) -> str:
        """How the line goes on where nothing was reported: a gap once it is under way, dashed before."""
        return "missing" if self.action.state in (State.IN_PROGRESS, State.REPORTED_COMPLETE) else "to come"

    @property
    def proven_before(self) -> list[EarlierYear]:
        """The earlier rows that keep evidence, the newest year first."""
        return [year for year in reversed(self.years.earlier) if year.evidence]

    @property
    def proof(self) -> int:
        """How many items show it, those of earlier years among them."""
        return len(self.evidence) + sum(len(year.evidence) for year in self.proven_before)

    @property
    def needs_proof(self) -> bool:
        """Whether evidence should be here by now: the action is called complete and no year keeps any."""
        return not self.proof and (self.is_complete or self.action.state == State.REPORTED_COMPLETE)


def action_page(action: Action, *, reader: Person, on: date) -> ActionPage:
    """Read the page of an action whose leads are prefetched: a fixed number of queries.

    Rows are read as plain values and people by name once for all of them,
    because joining them to every row costs more than the rows themselves.
    """
    recent = recent_entries(action.subject)
    updates = update_rows(action)
    evidence = EVIDENCE.rows(action.pk)
    changes = CHANGES.rows(action.pk)
    names = _names(action, recent, [row[BY] for row in (*updates, *evidence, *changes)], changes)
    kept = [_evidence(row, names) for row in evidence]
    moves = [_change(row, names) for row in changes]
    asked = next((move for move in moves if move.is_waiting), None)
    leads = list(action.leads.all())
    colour, word = (action.rating.colour, action.rating.word) if action.rating else ("", "")
    suggestion = suggest(state=action.state, ends_on=action.ends_on, on=on)
    years = years_of(action, reader)
    sources = source_knots(action, reader, line=years.rows)
    known = Known(
        people=names,
        ratings=ratings_in(updates) | ({action.rating.pk: word} if action.rating else {}),
        findings={found.key: found.text for knot in sources for found in knot.findings},
    )
    return ActionPage(
        action=action,
        address=action.get_absolute_url(),
        declared=declared_chip(action.state, word, colour),
        suggestion=suggestion,
        suggested=suggested_chip(suggestion) if suggestion.colour != Colour.NONE else "",
        disagrees=disagrees(declared_colour(state=action.state, rating_colour=colour or None), suggestion.colour),
        sources=sources,
        leads=[f"{lead} (accountable)" if lead.is_accountable and len(leads) > 1 else str(lead) for lead in leads],
        senior=names.get(action.senior_lead_id, "") or action.senior_lead_written,
        senior_overlaps=any(lead.person_id == action.senior_lead_id for lead in leads if lead.person_id),
        reported_by=names.get(action.reported_by_id, ""),
        assured_by=names.get(action.assured_by_id, ""),
        updates=in_order(updates, names),
        remarks=remarks_in(updates),
        evidence=[one for one in kept if one.withdrawn_at is None],
        withdrawn=[one for one in kept if one.withdrawn_at is not None],
        changes=[move for move in moves if move is not asked],
        asked=asked,
        steps=[StepLine(text or due, due if text else "", done) for text, due, done in STEPS.rows(action.pk)],
        shares_measure=_sharing(action),
        history=in_sentences(recent[:HISTORY_HERE], known=known),
        has_more_history=len(recent) > HISTORY_HERE,
        has_paper=bool(action.comments) or any(row[BY] is None for row in updates),
        may=may(action, reader, asked_by=asked.asked_by_id if asked else None),
        around=around_blue(action),
        years=years,
        on=on,
        ends=short_end(action.ends_written, action.ends_on, action.ends_precision),
        is_unrated=any(one.reopened for knot in sources for one in knot.findings) and bool(unrated([action])),
        is_disowned=action.state not in FINISHED and bool(disowned_subjects([action.subject])),
        first_ends=short_end(action.original_ends_written, action.original_ends_on, action.ends_precision),
    )


BY = 0
EVIDENCE = Prepared(
    lambda action: Evidence.objects.filter(action=action)
    .order_by("added_at", "pk")
    .values_list(
        "added_by_id", "pk", "title", "description", "address", "file__key", "file__name", "file__size", "added_at",
        "withdrawn_at", "withdrawn_why",
    ),
    int,
)  # fmt: skip
CHANGES = Prepared(
    lambda action: EndDateChange.objects.filter(action=action)
    .order_by("asked_at", "pk")
    .values_list(
        "asked_by_id", "before_written", "after_written", "reason", "asked_at", "decision", "decided_by_id",
        "decided_at", "decision_note",
    ),
    int,
)  # fmt: skip
STEPS = Prepared(
    lambda action: (
        Milestone.objects.filter(action=action).order_by("position", "pk").values_list("text", "due_written", "done_on")
    ),
    int,
)
SHARING = Prepared(
    lambda measure, action: (
        Action.objects.filter(measure=measure)
        .exclude(pk=action)
        .order_by("position")
        .values_list("key", "ref", "wording")[:20]
    ),
    int,
    int,
)


def _names(action: Action, recent: list[Line], ids: list[int | None], changes: list[tuple[Any, ...]]) -> Names:
    """The names of everybody the page speaks of, by number and by key: one query."""
    wanted = {*ids, *(row[6] for row in changes), action.senior_lead_id, action.reported_by_id, action.assured_by_id}
    keys = {key for line in recent for key in (line.who, line.for_whom) if key}
    return people_named({one for one in wanted if one is not None}, keys)


def _evidence(row: tuple[Any, ...], names: Names) -> EvidenceLine:
    by, pk, title, description, address, key, name, size, at, withdrawn_at, why = row
    who = names.get(by, "")
    return EvidenceLine(pk, title, description, address, key or "", name or "", size or 0, who, at, withdrawn_at, why)


def _change(row: tuple[Any, ...], names: Names) -> DateChange:
    by, before, after, reason, asked_at, decision, decider, decided_at, note = row
    return DateChange(
        before, after, reason, names.get(by, ""), asked_at, decision, names.get(decider, ""), decided_at, note, by
    )


def _sharing(action: Action) -> list[Neighbour]:
    """The other actions of a measure that several share."""
    if action.measure_id is None:
        return []
    base = f"/plans/{action.plan.key}/actions/"
    return [
        Neighbour(ref or key, wording, f"{base}{key}/")
        for key, ref, wording in SHARING.rows(action.measure_id, action.pk)
    ]
