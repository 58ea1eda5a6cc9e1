"""The whole thread of an action: from the source that asked for it to where it stands today.

Solid is on record, dashed is to come, a gap is missing. What a reader may do
with the action is decided once, here, from the policy.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString

from goldenthread.design.parts import Said
from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.queries import Line
from goldenthread.plan import policy
from goldenthread.plan.models import Action, ActionFinding, EndDateChange, Evidence, Milestone, Plan
from goldenthread.plan.queries.around_blue import AroundBlue, around_blue
from goldenthread.plan.queries.chips import declared_chip, suggested_chip
from goldenthread.plan.queries.earlier_years import Years, years_of
from goldenthread.plan.queries.history import HistoryLine, Known, Names, in_sentences, people_named
from goldenthread.plan.queries.one_action import HISTORY_HERE, recent_entries
from goldenthread.plan.queries.said import in_order, ratings_in, update_rows
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, GONE_ON, OUT, Colour, State
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import READS_ALL, Source
from goldenthread.sources.policy import may_enter


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another action: its ref, its words, its address."""

    name: str
    wording: str
    url: str


@dataclass(frozen=True, slots=True)
class FindingKnot:
    """A finding the action answers, and who else answers it. ``url`` is blank where the reader may not open it."""

    key: str
    kind: str
    number: str
    where: str
    text: str
    url: str
    others: list[Neighbour]
    reopened: bool


@dataclass(frozen=True, slots=True)
class SourceKnot:
    """A source with the findings that the action answers. ``url`` is blank where the reader may not open it."""

    title: str
    kind: str
    publisher: str
    address: str
    dated: str
    url: str
    findings: list[FindingKnot]


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
    recheck: bool
    watch: bool
    settle: bool
    contradict: bool


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
    def needs_proof(self) -> bool:
        """Whether evidence should be here by now: the action is called complete and none is kept."""
        return not self.evidence and (self.is_complete or self.action.state == State.REPORTED_COMPLETE)


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
    sources = source_knots(action, reader)
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
        years=years_of(action, reader),
        on=on,
        ends=short_end(action.ends_written, action.ends_on, action.ends_precision),
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
TIES = Prepared(
    lambda action: ActionFinding.objects.filter(action=action)
    .order_by("finding__source__first_on", "finding__source_id", "finding__position", "pk")
    .values_list(
        "finding_id", "reopened", "finding__key", "finding__kind", "finding__number", "finding__paragraph",
        "finding__theme", "finding__text", "finding__source_id", "finding__source__key", "finding__source__title",
        "finding__source__kind", "finding__source__publisher", "finding__source__address",
        "finding__source__written_on", "finding__source__first_on", "finding__source__precision",
    ),
    int,
)  # fmt: skip


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


def source_knots(action: Action, reader: Person) -> list[SourceKnot]:
    """The sources and findings the action answers, the earliest first: two or three queries, or one."""
    ties = TIES.rows(action.pk)
    if not ties:
        return []
    may_open = _open_to(reader, action, {tie[8] for tie in ties})
    others = _answering(action, [tie[0] for tie in ties], reader)
    knots: dict[int, SourceKnot] = {}
    for tie in ties:
        finding, reopened, key, kind, number, paragraph, theme, text, source, source_key = tie[:10]
        if source not in knots:
            knots[source] = _source_knot(tie[9:], may_open=source in may_open)
        knots[source].findings.append(
            FindingKnot(
                key=key,
                kind=FindingKind(kind).label,
                number=number,
                where="; ".join(part for part in (paragraph, theme) if part),
                text=text,
                url=f"/sources/{source_key}/findings/{key}/" if source in may_open else "",
                others=others.get(finding, []),
                reopened=reopened,
            )
        )
    return list(knots.values())


def _source_knot(values: tuple[Any, ...], *, may_open: bool) -> SourceKnot:
    key, title, kind, publisher, address, written, first, precision = values
    return SourceKnot(
        title=title,
        kind=SourceKind(kind).label,
        publisher=publisher,
        address=address,
        dated=PartialDate(written, Precision(precision), first).in_words,
        url=f"/sources/{key}/" if may_open else "",
        findings=[],
    )


def _open_to(reader: Person, action: Action, sources: set[int]) -> set[int]:
    """Which of the sources the reader may open: those her roles read, and those tied to a plan she reads.

    This plan is one she reads, so a source tied to it needs no further question.
    """
    if reader.rights.roles & READS_ALL:
        return sources
    tied = Source.objects.filter(pk__in=sources, scopes=action.plan.scope_id).order_by()
    found = set(tied.values_list("pk", flat=True))
    if sources - found:
        found |= set(sources_visible_to(reader).filter(pk__in=sources - found).values_list("pk", flat=True))
    return found


def _answering(action: Action, findings: Iterable[int], reader: Person) -> dict[int, list[Neighbour]]:
    ties = (
        ActionFinding.objects.filter(finding__in=list(findings), action__plan__in=Plan.objects.visible_to(reader))
        .exclude(action=action)
        .exclude(action__state__in=OUT)
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
    base = f"/plans/{action.plan.key}/actions/"
    return [
        Neighbour(ref or key, wording, f"{base}{key}/")
        for key, ref, wording in SHARING.rows(action.measure_id, action.pk)
    ]


def may(action: Action, reader: Person, *, asked_by: int | None) -> May:
    """What the reader may do, by the policy and by where the action stands."""
    manages, leads = policy.manages(reader, action.plan), policy.leads(reader, action)
    assures = policy.assures(reader, action.plan)
    state = State(action.state)
    complete, live = state in COMPLETE, state not in FINISHED
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
        ask_end=updates and asked_by is None,
        decide_end=_decides(action, reader, asked_by, manages=manages),
        add_evidence=manages or leads or assures,
        assure=assures and waits and not refused,
        assure_refused=refused,
        send_back=assures and state == State.REPORTED_COMPLETE,
        reopen=(assures or manages) and (complete or state == State.REPORTED_COMPLETE),
        change=manages,
        set_aside=manages and state not in BLUE | GONE_ON,
        disown=leads and live,
        recheck=assures and complete and not leads,
        watch=(assures and not leads) or manages,
        settle=(assures or manages) and not leads,
        contradict=state not in OUT and (assures or manages or may_enter(reader, SourceKind.STAFF_FEEDBACK)),
    )


def _decides(action: Action, reader: Person, asked_by: int | None, *, manages: bool) -> bool:
    """Whether the reader may decide on a new end date; who asked for one decides only where they manage the plan."""
    if asked_by is None:
        return False
    return manages or (action.senior_lead_id == reader.pk and asked_by != reader.pk)
