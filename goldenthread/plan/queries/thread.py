"""The whole thread of an action: from the source that asked for it to where it stands today.

Solid is on record, dashed is to come, a gap is missing. What a reader may do
with the action is decided once, here, from the policy.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from goldenthread.design.parts import Said
from goldenthread.identity.models import Person
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import lines
from goldenthread.plan import policy
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    EndDateChange,
    Evidence,
    Milestone,
    Plan,
    PlanImport,
)
from goldenthread.plan.queries.chips import declared_chip, suggested_chip
from goldenthread.plan.queries.history import HistoryLine, in_sentences
from goldenthread.plan.queries.said import said_of
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.plan.states import BLUE, Colour, State
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest
from goldenthread.sources.models import Finding, Source

HISTORY_HERE = 8


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another action: its ref, its words, its address."""

    name: str
    wording: str
    url: str


@dataclass(slots=True)
class SourceKnot:
    """A source with the findings that the action answers. ``url`` is blank where the reader may not open it."""

    source: Source
    url: str
    findings: list["FindingKnot"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FindingKnot:
    """A finding the action answers, and who else answers it."""

    finding: Finding
    url: str
    others: list[Neighbour]
    reopened: bool


@dataclass(frozen=True, slots=True)
class May:
    """What a reader may do with an action now; a reason stands where a thing is refused that one would look for."""

    update: bool
    report: bool
    ask_end: bool
    decide_end: bool
    add_evidence: bool
    assure: bool
    assure_refused: str
    send_back: bool
    reopen: bool
    change: bool
    set_aside: bool
    disown: bool


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Everything the page of one action shows."""

    action: Action
    declared: SafeString
    suggestion: Suggestion
    suggested: SafeString | str
    disagrees: bool
    sources: list[SourceKnot]
    leads: list[str]
    senior_overlaps: bool
    updates: list[Said]
    evidence: list[Evidence]
    withdrawn: list[Evidence]
    changes: list[EndDateChange]
    asked: EndDateChange | None
    milestones: list[Milestone]
    shares_measure: list[Neighbour]
    history: list[HistoryLine]
    history_total: int
    paper: PlanImport | None
    may: May
    ends: str
    first_ends: str

    @property
    def moved(self) -> int:
        """How often the end was moved."""
        return sum(change.decision == EndDateChange.Decision.APPROVED for change in self.changes)

    @property
    def is_complete(self) -> bool:
        """Whether it counts as complete."""
        return self.action.state in BLUE

    @property
    def no_updates(self) -> str:
        """How the line goes on where nothing was reported: a gap once it is under way, dashed before."""
        return "missing" if self.action.state in (State.IN_PROGRESS, State.REPORTED_COMPLETE) else "to come"

    @property
    def needs_proof(self) -> bool:
        """Whether evidence should be here by now: the action is called complete and none is kept."""
        return not self.evidence and (self.is_complete or self.action.state == State.REPORTED_COMPLETE)


def action_page(action: Action, *, reader: Person, on: date) -> ActionPage:
    """Read the page of an action whose leads are prefetched: a fixed number of queries."""
    colour, word = (action.rating.colour, action.rating.word) if action.rating else ("", "")
    suggestion = suggest(state=action.state, ends_on=action.ends_on, on=on)
    evidence = list(action.evidence.select_related("file", "added_by"))
    changes = list(action.end_date_changes.select_related("asked_by", "decided_by"))
    asked = next((change for change in changes if change.decision == EndDateChange.Decision.ASKED), None)
    leads = list(action.leads.all())
    entries = Entry.objects.filter(subject=action.subject).order_by("-number")
    recent = lines(entries.prefetch_related("values")[: HISTORY_HERE + 1])
    return ActionPage(
        action=action,
        declared=declared_chip(action.state, word, colour),
        suggestion=suggestion,
        suggested=suggested_chip(suggestion) if suggestion.colour != Colour.NONE else "",
        disagrees=disagrees(declared_colour(state=action.state, rating_colour=colour or None), suggestion.colour),
        sources=source_knots(action, reader),
        leads=[f"{lead} (accountable)" if lead.is_accountable and len(leads) > 1 else str(lead) for lead in leads],
        senior_overlaps=any(lead.person_id == action.senior_lead_id for lead in leads if lead.person_id),
        updates=said_of(action),
        evidence=[one for one in evidence if one.withdrawn_at is None],
        withdrawn=[one for one in evidence if one.withdrawn_at is not None],
        changes=[change for change in changes if change is not asked],
        asked=asked,
        milestones=list(action.milestones.all()),
        shares_measure=_sharing(action),
        history=in_sentences(recent[:HISTORY_HERE], action.plan),
        history_total=len(recent),
        paper=PlanImport.objects.filter(plan=action.plan_id).select_related("of").defer(*_HEAVY).first(),
        may=may(action, reader, asked=asked),
        ends=short_end(action.ends_written, action.ends_on, action.ends_precision),
        first_ends=short_end(action.original_ends_written, action.original_ends_on, action.ends_precision),
    )


_HEAVY = ("base", "of__reading", "of__receipt", "of__outcome")
"""The understanding of a whole paper, of which this page needs nothing."""


def source_knots(action: Action, reader: Person) -> list[SourceKnot]:
    """The sources and findings the action answers: three queries, or one where there are none."""
    ties = list(
        ActionFinding.objects.filter(action=action)
        .select_related("finding__source")
        .order_by("finding__source__first_on", "finding__position", "pk")
    )
    if not ties:
        return []
    numbers = {tie.finding.source_id for tie in ties}
    open_to_her = set(sources_visible_to(reader).filter(pk__in=numbers).values_list("pk", flat=True))
    others = _answering(action, [tie.finding_id for tie in ties], reader)
    knots: dict[int, SourceKnot] = {}
    for tie in ties:
        source = tie.finding.source
        may_open = source.pk in open_to_her
        knot = knots.setdefault(source.pk, SourceKnot(source, source.get_absolute_url() if may_open else ""))
        url = tie.finding.get_absolute_url() if may_open else ""
        knot.findings.append(FindingKnot(tie.finding, url, others.get(tie.finding_id, []), tie.reopened))
    return list(knots.values())


def _answering(action: Action, findings: Iterable[int], reader: Person) -> dict[int, list[Neighbour]]:
    ties = (
        ActionFinding.objects.filter(finding__in=list(findings), action__plan__in=Plan.objects.visible_to(reader))
        .exclude(action=action)
        .exclude(action__state=State.WITHDRAWN)
        .order_by("action__position")
    )
    found: dict[int, list[Neighbour]] = defaultdict(list)
    for finding, key, ref, wording, plan in ties.values_list(
        "finding_id", "action__key", "action__ref", "action__wording", "action__plan__key"
    ):
        found[finding].append(Neighbour(ref or key, wording, f"/plans/{plan}/actions/{key}/"))
    return found


def _sharing(action: Action) -> list[Neighbour]:
    """The other actions of a measure that several share."""
    if action.measure_id is None:
        return []
    others = Action.objects.filter(measure=action.measure_id).exclude(pk=action.pk).order_by("position")
    base = f"/plans/{action.plan.key}/actions/"
    return [
        Neighbour(ref or key, wording, f"{base}{key}/")
        for key, ref, wording in others.values_list("key", "ref", "wording")[:20]
    ]


def may(action: Action, reader: Person, *, asked: EndDateChange | None) -> May:
    """What the reader may do, by the policy and by where the action stands."""
    manages, leads = policy.manages(reader, action.plan), policy.leads(reader, action)
    assures = policy.assures(reader, action.plan)
    state = State(action.state)
    complete, live = state in BLUE, state not in BLUE and state != State.WITHDRAWN
    updates = (manages or leads) and live
    waits = state in (State.REPORTED_COMPLETE, State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE)
    refused = ""
    if assures and waits:
        if leads:
            refused = "You lead this action; somebody else assures it."
        elif action.reported_by_id == reader.pk:
            refused = "You reported this action complete; somebody else assures it."
    return May(
        update=updates,
        report=updates and state != State.REPORTED_COMPLETE,
        ask_end=updates and asked is None,
        decide_end=asked is not None and policy.may_decide_dates(reader, action),
        add_evidence=manages or leads or assures,
        assure=assures and waits and not refused,
        assure_refused=refused,
        send_back=assures and state == State.REPORTED_COMPLETE,
        reopen=(assures or manages) and (complete or state == State.REPORTED_COMPLETE),
        change=manages,
        set_aside=manages and not complete,
        disown=leads and live,
    )
