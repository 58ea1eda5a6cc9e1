"""What assurance works through: what to assure, to look at again, to reopen, and what contradicts an action.

Every list is a query over rows that stand in ``plan``; nothing is called from where a finding was
raised. ``contradicted`` is what a round asks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from goldenthread.identity.models import Person
from goldenthread.plan import policy
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Assurance,
    Contradiction,
    Evidence,
    Plan,
    Recheck,
    Succession,
)
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.line_of_years import proven_before
from goldenthread.plan.queries.plan_header import dates_of
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, Colour, State
from goldenthread.sources.kinds import FindingKind

MOST = 200
"""So many rows of a list are shown; its figure counts all."""
COMING_DAYS = 60
LATELY_DAYS = 60


@dataclass(frozen=True, slots=True)
class Against:
    """One finding that contradicts an action and that nobody has answered."""

    pk: int
    finding: str
    text: str
    source: str
    dated: str
    said: str
    raised_by: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Contradicted:
    """An action with the findings that contradict it. A complete one waits to be reopened, any other for its lead."""

    action: Action
    against: tuple[Against, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it is called complete, so that it may have to be reopened."""
        return self.action.state in COMPLETE


def contradicted(plan: Plan) -> list[Contradicted]:
    """The actions of a plan that a finding contradicts and nobody has answered, in the order of the paper: one query.

    It stands in each round until answered: by an update of its lead, by reopening, or by a reason why it stands.
    """
    return _by_action(Contradiction.objects.filter(action__plan=plan).unanswered())


def unanswered_of(action: Action) -> list[Against]:
    """The findings that contradict one action and that nobody has answered."""
    rows = Contradiction.objects.filter(action=action).unanswered().select_related("finding__source", "raised_by")
    return [_against(row) for row in rows]


def _by_action(rows: QuerySet[Contradiction]) -> list[Contradicted]:
    found: dict[int, tuple[Action, list[Against]]] = {}
    ordered = rows.select_related(
        "action__plan", "action__priority", "action__assured_by", "finding__source", "raised_by"
    ).order_by("action__plan__name", "action__plan_id", "action__priority__position", "action__position", "pk")
    for row in ordered:
        found.setdefault(row.action_id, (row.action, []))[1].append(_against(row))
    return [Contradicted(action, tuple(against)) for action, against in found.values()]


def _against(row: Contradiction) -> Against:
    return Against(
        pk=row.pk,
        finding=row.finding.key,
        text=row.finding.text,
        source=row.finding.source.title,
        dated=row.finding.source.dated.in_words,
        said=row.said,
        raised_by=row.raised_by.name,
        raised_at=row.raised_at,
    )


@dataclass(frozen=True, slots=True)
class ToAssure:
    """An action reported complete: how many items show it in all its years, and why this reader may not assure it."""

    action: Action
    proof: int
    refused: str


@dataclass(frozen=True, slots=True)
class ToRecheck:
    """A re-check that is due or coming, and why this reader may not do it, if so."""

    recheck: Recheck
    is_due: bool
    refused: str


@dataclass(frozen=True, slots=True)
class Newer:
    """A finding that a blue action answers and that is newer than its blue: perhaps it contradicts it."""

    action: Action
    finding: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class OfPlan:
    """A figure of one plan and the list behind it."""

    plan: Plan
    count: int

    @property
    def dates(self) -> str:
        """From when to when the plan runs, for one that is named beside the plan of another year."""
        return dates_of(self.plan)


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for assurance in the plans a reader sees, or in one of them."""

    plans: list[Plan]
    chosen: Plan | None
    to_assure: list[ToAssure]
    rechecks: list[ToRecheck]
    to_reopen: list[Contradicted]
    attention: list[Contradicted]
    newer: list[Newer]
    sent_back: list[Assurance]
    without_proof: list[OfPlan]
    left_bare: list[OfPlan]
    past_end: list[OfPlan]
    embedded: int

    @property
    def due(self) -> list[ToRecheck]:
        """The re-checks whose day has come."""
        return [row for row in self.rechecks if row.is_due]

    @property
    def coming(self) -> list[ToRecheck]:
        """The re-checks of the next two months."""
        return [row for row in self.rechecks if not row.is_due]


def assured_plans(reader: Person) -> list[Plan]:
    """The plans a reader sees whose work goes on."""
    visible = Plan.objects.visible_to(reader).order_by().values("pk")
    return list(Plan.objects.filter(pk__in=visible).exclude(stage=Stage.CLOSED).order_by("name"))


def plans_over(reader: Person) -> list[Plan]:
    """The plans a reader sees that are over, the newest first: what they left behind without proof is told of."""
    visible = Plan.objects.visible_to(reader).order_by().values("pk")
    over = Plan.objects.filter(pk__in=visible, stage=Stage.CLOSED)
    return list(over.order_by(F("starts_on").desc(nulls_last=True), "name"))


def desk(reader: Person, *, on: date, plan: str = "") -> Desk:
    """The desk of assurance on one day, of all plans or of the one with this key: a fixed number of queries."""
    plans = assured_plans(reader)
    chosen = next((one for one in plans if one.key == plan), None)
    meant = [chosen] if chosen else plans
    against = Contradiction.objects.filter(action__plan__in=meant).unanswered()
    told = _by_action(against)
    return Desk(
        plans=plans,
        chosen=chosen,
        to_assure=to_assure(reader, meant),
        rechecks=rechecks(reader, meant, on=on),
        to_reopen=[row for row in told if row.is_complete],
        attention=[row for row in told if not row.is_complete],
        newer=newer_findings(meant),
        sent_back=_sent_back(meant, on=on),
        without_proof=_counted(meant, without_proof(meant)),
        left_bare=[] if chosen else _counted(over := plans_over(reader), left_without_proof(over)),
        past_end=_counted(meant, greens_past_end(meant, on=on)),
        embedded=Action.objects.filter(plan__in=meant, state__in=COMPLETE, embedded_on__isnull=False).count(),
    )


LEADS = Prefetch("leads", ActionLead.objects.select_related("person", "post"))


def to_assure(reader: Person, plans: Sequence[Plan]) -> list[ToAssure]:
    """What was reported complete, called complete with no proof first, then by how long it has waited."""
    kept = Count("evidence", filter=Q(evidence__withdrawn_at=None), distinct=True)
    rows = (
        Action.objects.filter(plan__in=plans, state=State.REPORTED_COMPLETE)
        .annotate(proof=kept)
        .select_related("plan", "reported_by")
        .prefetch_related(LEADS)
        .order_by("reported_on", "pk")
    )
    refuses, waiting = _Refusing(reader), list(rows)
    before = proven_before(row.pk for row in waiting)
    found = [
        ToAssure(row, row.proof + before.get(row.pk, 0), refuses.assuring(row))  # type: ignore[attr-defined]
        for row in waiting
    ]
    return sorted(found, key=lambda row: row.proof > 0)


def rechecks(reader: Person, plans: Sequence[Plan], *, on: date, days: int = COMING_DAYS) -> list[ToRecheck]:
    """The re-checks that are due, then those of the next two months, the longest due first."""
    rows = Recheck.objects.filter(action__plan__in=plans).to_come().filter(due_on__lte=on + timedelta(days=days))
    leads = Prefetch("action__leads", ActionLead.objects.select_related("person", "post"))
    rows = rows.select_related("action__plan", "action__assured_by").prefetch_related(leads).order_by("due_on", "pk")
    refuses = _Refusing(reader)
    return [ToRecheck(row, row.due_on <= on, refuses.checking(row.action)) for row in rows]


class _Refusing:
    """Why a reader may not assure or re-check, asked once for each plan; blank where she may."""

    def __init__(self, reader: Person) -> None:
        self.reader = reader
        self._assures: dict[int, bool] = {}

    def checking(self, action: Action) -> str:
        """Why she may not look at it again."""
        if action.plan_id not in self._assures:
            self._assures[action.plan_id] = policy.assures(self.reader, action.plan)
        if not self._assures[action.plan_id]:
            return "For quality assurance."
        return "You lead it; somebody else looks." if policy.leads(self.reader, action) else ""

    def assuring(self, action: Action) -> str:
        """Why she may not assure it."""
        refused = self.checking(action)
        if not refused and action.reported_by_id == self.reader.pk:
            return "You reported it; somebody else looks."
        return refused


def newer_findings(plans: Sequence[Plan]) -> list[Newer]:
    """Findings tied to a blue action that are newer than its blue and have not been judged: perhaps they contradict it.

    Newer by the day of the source, or by when it was entered where the source has no day. A finding for
    which the action was taken up again has been judged, and so has one that was marked once.
    """
    marked = Contradiction.objects.filter(action=OuterRef("action"), finding=OuterRef("finding"))
    blue_on = Coalesce("action__assured_on", "action__completed_on")
    rows = (
        ActionFinding.objects.filter(action__plan__in=plans, action__state__in=BLUE, reopened=False)
        .exclude(finding__kind=FindingKind.STRENGTH)
        .annotate(blue_on=blue_on)
        .filter(
            Q(finding__source__first_on__gt=F("blue_on"))
            | Q(finding__source__first_on=None, finding__entered_at__date__gt=F("blue_on"))
        )
        .exclude(Exists(marked))
        .select_related("action__plan", "finding__source")
        .order_by("-finding__source__first_on", "pk")[:MOST]
    )
    return [Newer(row.action, row.finding.key, row.finding.text, row.finding.source.title) for row in rows]


def _sent_back(plans: Sequence[Plan], *, on: date) -> list[Assurance]:
    """What was sent back lately and has not been reported again."""
    rows = Assurance.objects.filter(
        action__plan__in=plans, outcome=Assurance.Outcome.SENT_BACK, on__gte=on - timedelta(days=LATELY_DAYS)
    ).exclude(action__state__in=[*FINISHED, State.REPORTED_COMPLETE])
    return list(rows.select_related("action__plan", "by").order_by("-on", "-pk")[:MOST])


def without_proof(plans: Iterable[Plan]) -> QuerySet[Action]:
    """What is called complete and has no evidence here that stands, in this year or in those before.

    What is under watch is complete too, and whoever looks at it again looks for what shows it.
    """
    proof = Evidence.objects.filter(action=OuterRef("pk"), withdrawn_at=None)
    bare = Action.objects.filter(plan__in=plans, state__in=COMPLETE).exclude(Exists(proof))
    heirs = bare.filter(Exists(Succession.objects.filter(successor=OuterRef("pk")))).order_by()
    return bare.exclude(pk__in=proven_before(heirs.values_list("pk", flat=True)))


def left_without_proof(plans: Iterable[Plan]) -> QuerySet[Action]:
    """What plans that are over called complete without proof and left behind; what goes on is told of where it does."""
    onward = Succession.objects.filter(action=OuterRef("pk"), successor__isnull=False)
    return without_proof(plans).exclude(Exists(onward))


def greens_past_end(plans: Iterable[Plan], *, on: date) -> QuerySet[Action]:
    """Green actions whose end has passed: what the plan's own page lists under "green" and "late"."""
    going = Action.objects.filter(plan__in=plans, rating__colour=Colour.GREEN).overdue(on=on)
    return going.exclude(state__in=[State.REPORTED_COMPLETE, State.PAUSED])


def _counted(plans: Iterable[Plan], actions: QuerySet[Action]) -> list[OfPlan]:
    counts = dict(actions.order_by().values_list("plan_id").annotate(Count("pk")))
    return [OfPlan(plan, counts[plan.pk]) for plan in plans if plan.pk in counts]


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits for a person who assures, for a start page: figures that the desk's lists bear out."""

    to_assure: int
    due: int
    to_reopen: int
    without_proof: int
    left_bare: int = 0


def waits_for(reader: Person, *, on: date) -> Waits:
    """What waits in the plans whose work goes on: as many as the desk lists."""
    plans = assured_plans(reader)
    against = Contradiction.objects.filter(action__plan__in=plans).unanswered().of_complete()
    return Waits(
        to_assure=Action.objects.filter(plan__in=plans, state=State.REPORTED_COMPLETE).count(),
        due=Recheck.objects.due(on=on).filter(action__plan__in=plans).count(),
        to_reopen=against.order_by().values("action").distinct().count(),
        without_proof=without_proof(plans).count(),
        left_bare=left_without_proof(plans_over(reader)).count(),
    )
