"""Sources and findings as pages show them: what was said, what is done about it, and what nobody answers."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role
from goldenthread.plan.models import Action, ActionFinding, Contradiction, Plan
from goldenthread.plan.refresh import INSPECTIONS
from goldenthread.plan.states import OUT, Colour, State
from goldenthread.plan.suggestion import declared_colour
from goldenthread.sources.kinds import Answer
from goldenthread.sources.models import Finding, FindingQuerySet, Source
from goldenthread.sources.policy import opens_sources


def sources_visible_to(person: Person) -> QuerySet[Source]:
    """Sources a person may read: her own by role or entry, and those used by a plan she reads.

    Whoever opens no page of sources by any role reads none: such a source is not found and not led to, though an
    action that answers it says its words.
    """
    if not opens_sources(person):
        return Source.objects.none()
    scopes = Scope.objects.filter(plan__in=Plan.objects.visible_to(person)).values("pk")
    by_plan = Source.objects.filter(scopes__in=scopes).values("pk")
    own = Source.objects.visible_to(person).values("pk")
    return Source.objects.filter(Q(pk__in=by_plan) | Q(pk__in=own))


def shown_with_evidence_to(person: Person) -> QuerySet[Source]:
    """The sources a person may read on one page with what shows that each thing they asked for was done.

    Besides those whose own page she opens: whoever sits on a board reads so what came of an inspection, by the plans
    she reads. Each action of them tells her the same; one page tells it for all.
    """
    if opens_sources(person) or Role.BOARD_MEMBER not in person.rights.roles:
        return sources_visible_to(person)
    scopes = Scope.objects.filter(plan__in=Plan.objects.visible_to(person)).values("pk")
    used = Source.objects.filter(scopes__in=scopes).values("pk")
    return Source.objects.filter(pk__in=used, kind__in=sorted(INSPECTIONS))


def findings_visible_to(person: Person) -> FindingQuerySet:
    """Findings of the sources a person may read."""
    return Finding.objects.filter(source__in=sources_visible_to(person))


def unanswered_findings(person: Person) -> QuerySet[Finding]:
    """What nobody answers: findings that ask for something, without a live action and without a decision.

    One that contradicted an action and was answered there (by its lead, or by why it stands) is answered.
    """
    alive = ActionFinding.objects.filter(finding=OuterRef("pk")).exclude(action__state__in=OUT)
    return findings_visible_to(person).asking().filter(answer=Answer.OPEN).exclude(Exists(alive)).exclude(_settled())


def _settled() -> Exists:
    return Exists(Contradiction.objects.filter(finding=OuterRef("pk")).exclude(outcome=""))


@dataclass(frozen=True, slots=True)
class AnsweringAction:
    """One action that answers a finding, as the reader may see it."""

    ref: str
    wording: str
    plan: str
    url: str
    word: str
    colour: str
    standing: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with what is done about it: "you said, we did"."""

    finding: Finding
    actions: list[AnsweringAction]
    hidden_actions: int
    is_settled: bool = False

    @property
    def is_unanswered(self) -> bool:
        """Whether it asks for something and nobody has answered."""
        return (
            not self.actions
            and not self.hidden_actions
            and not self.is_settled
            and self.finding.answer == Answer.OPEN
            and self.finding.kind != "strength"
        )


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in the list, with how many findings it has and how many wait for an answer."""

    source: Source
    findings: int
    unanswered: int


def source_lines(person: Person, *, kind: str = "", words: str = "") -> list[SourceLine]:
    """The sources a person may read, newest first: one query."""
    alive = ActionFinding.objects.filter(finding=OuterRef("pk")).exclude(action__state__in=OUT)
    waiting = (
        Finding.objects.asking().filter(answer=Answer.OPEN).exclude(Exists(alive)).exclude(_settled()).values("pk")
    )
    rows = sources_visible_to(person)
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(publisher__icontains=words))
    rows = rows.annotate(
        total=Count("findings", distinct=True),
        waiting=Count("findings", filter=Q(findings__in=waiting), distinct=True),
    ).order_by("-first_on", "title")
    return [SourceLine(source, source.total, source.waiting) for source in rows[:500]]


def finding_lines(findings: QuerySet[Finding], person: Person) -> list[FindingLine]:
    """Findings with the actions the reader may see; those she may not see are only counted."""
    readable = set(Plan.objects.visible_to(person).values_list("pk", flat=True))
    ties = ActionFinding.objects.select_related("action__plan", "action__rating").order_by("action__position")
    rows = findings.select_related("source", "owner").prefetch_related(
        Prefetch("action_findings", queryset=ties), "contradictions"
    )
    return [_line(finding, readable) for finding in rows]


def _line(finding: Finding, readable: set[int]) -> FindingLine:
    seen, hidden = [], 0
    for tie in finding.action_findings.all():
        if tie.action.plan_id in readable:
            seen.append(answering(tie.action))
        elif tie.action.state not in OUT:
            hidden += 1
    settled = any(one.outcome for one in finding.contradictions.all())
    return FindingLine(finding, seen, hidden, settled)


def answering(action: Action) -> AnsweringAction:
    """An action as it stands beside the finding it answers."""
    colour = declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None)
    standing = {State.COMPLETED_ON_PAPER: "on paper", State.REPORTED_COMPLETE: "reported"}.get(
        State(action.state), "declared"
    )
    is_rated = action.rating and colour != Colour.NONE and action.state != State.REPORTED_COMPLETE
    word = action.rating.word if action.rating and is_rated else action.get_state_display()
    return AnsweringAction(
        ref=action.ref or action.key,
        wording=action.wording,
        plan=action.plan.name,
        url=action.get_absolute_url(),
        word=word,
        colour=colour,
        standing=standing,
    )
