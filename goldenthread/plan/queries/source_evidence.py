"""What one source asked for and what shows that it was done: its findings, their actions, who vouches, on what.

Source: members asked why an action was signed off (Epsom and Ewell, 23 June 2015) and whether most actions
of each recommendation were complete (report of 2 May 2018, paragraph 5).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from goldenthread.design.parts import CountRow, Figure
from goldenthread.identity.models import Person
from goldenthread.plan.assurance import SHORT, Strength
from goldenthread.plan.models import Action, ActionFinding, Assurance, Contradiction, Evidence, Plan, Recheck
from goldenthread.plan.queries.chips import NAMES, Category, category, declared_chip
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.states import OUT, Colour
from goldenthread.sources.models import Finding, Source


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence and where it is."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A re-check that was done: when, by whom, whether it held, at what, what was seen."""

    on: date
    by: str
    holds: bool
    looked_at: str
    said: str


@dataclass(frozen=True, slots=True)
class Answering:
    """One action that answers a finding, with everything that vouches for it."""

    name: str
    wording: str
    plan: str
    url: str
    chip: SafeString
    kind: Category
    ends: str
    assured_by: str
    assured_on: date | None
    strength: str
    difference: str
    why_no_evidence: str
    evidence: tuple[Proof, ...]
    looked: tuple[Looked, ...]
    due_on: date | None
    is_due: bool
    embedded_on: date | None
    contradictions: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding with the actions that answer it; ``hidden`` counts those of plans the reader does not see."""

    finding: Finding
    actions: tuple[Answering, ...]
    hidden: int
    told: tuple[Contradiction, ...] = ()

    @property
    def complete(self) -> int:
        """How many of its actions are complete."""
        return sum(action.kind in (Category.BLUE, Category.WATCH) for action in self.actions)


@dataclass(frozen=True, slots=True)
class SourceEvidence:
    """The page of a source with its evidence. An action that answers two findings counts once."""

    asked: tuple[Asked, ...]
    counts: tuple[CountRow, ...]
    actions: int
    assured: int
    embedded: int
    plans: tuple[str, ...]


def source_evidence(source: Source, *, reader: Person, on: date) -> SourceEvidence:
    """Read the page: nine queries, however many findings and actions there are."""
    findings = list(source.findings.asking().order_by("position", "pk"))
    ties = list(
        ActionFinding.objects.filter(finding__in=findings)
        .exclude(action__state__in=OUT)
        .select_related("action__plan", "action__rating", "action__assured_by")
        .order_by("action__plan__name", "action__plan_id", "action__priority__position", "action__position", "pk")
    )
    readable = set(Plan.objects.visible_to(reader).values_list("pk", flat=True))
    seen = {tie.action_id: tie.action for tie in ties if tie.action.plan_id in readable}
    around = _Around.read(seen)
    answers = {pk: _answering(action, around, on) for pk, action in seen.items()}
    shown: dict[int, list[Answering]] = defaultdict(list)
    hidden: Counter[int] = Counter()
    for tie in ties:
        if tie.action_id in answers:
            shown[tie.finding_id].append(answers[tie.action_id])
        else:
            hidden[tie.finding_id] += 1
    told: dict[int, list[Contradiction]] = defaultdict(list)
    for row in Contradiction.objects.visible_to(reader).filter(finding__in=findings).select_related("action__plan"):
        told[row.finding_id].append(row)
    return SourceEvidence(
        asked=tuple(Asked(one, tuple(shown[one.pk]), hidden[one.pk], tuple(told[one.pk])) for one in findings),
        counts=_counts(answers.values()),
        actions=len(answers),
        assured=sum(bool(answer.assured_by) for answer in answers.values()),
        embedded=sum(answer.embedded_on is not None for answer in answers.values()),
        plans=tuple(dict.fromkeys(answer.plan for answer in answers.values())),
    )


def _counts(answers: Iterable[Answering]) -> tuple[CountRow, ...]:
    found = Counter(answer.kind for answer in answers)
    return tuple(
        CountRow(kind.value if kind.value in Colour.values else "none", NAMES[kind], [Figure(found[kind])])
        for kind in Category
        if found[kind]
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What hangs on the actions, by action."""

    given: dict[int, Assurance]
    evidence: dict[int, list[Proof]]
    rechecks: dict[int, list[Recheck]]
    contradictions: Counter[int]

    @classmethod
    def read(cls, actions: Mapping[int, Action]) -> "_Around":
        """Four queries."""
        keys = list(actions)
        evidence: dict[int, list[Proof]] = defaultdict(list)
        kept = Evidence.objects.filter(action__in=keys, withdrawn_at=None).order_by("added_at", "pk")
        for action, title, file, address in kept.values_list("action_id", "title", "file__key", "address"):
            base = actions[action].get_absolute_url()
            evidence[action].append(Proof(title, f"{base}evidence/{file}/" if file else address or f"{base}#evidence"))
        rechecks: dict[int, list[Recheck]] = defaultdict(list)
        counted = Recheck.objects.filter(action__in=keys, is_earlier=False).exclude(result=Recheck.Result.CALLED_OFF)
        for row in counted.select_related("done_by").order_by("due_on", "pk"):
            rechecks[row.action_id].append(row)
        against = Contradiction.objects.filter(action__in=keys).unanswered().order_by()
        return cls(
            given={row.action_id: row for row in Assurance.objects.filter(action__in=keys).standing()},
            evidence=evidence,
            rechecks=rechecks,
            contradictions=Counter(against.values_list("action_id", flat=True)),
        )


def _answering(action: Action, around: _Around, on: date) -> Answering:
    colour, word = (action.rating.colour, action.rating.word) if action.rating else ("", "")
    given = around.given.get(action.pk)
    rows = around.rechecks.get(action.pk, [])
    open_one = next((row for row in rows if not row.result), None)
    return Answering(
        name=action.ref or action.key,
        wording=action.wording,
        plan=action.plan.name,
        url=action.get_absolute_url(),
        chip=declared_chip(action.state, word, colour),
        kind=category(action.state, colour or None),
        ends=short_end(action.ends_written, action.ends_on, action.ends_precision),
        assured_by=action.assured_by.name if action.assured_by else "",
        assured_on=action.assured_on,
        strength=SHORT[Strength(given.strength)] if given and given.strength else "",
        difference=action.difference,
        why_no_evidence=given.why_no_evidence if given else "",
        evidence=tuple(around.evidence.get(action.pk, ())),
        looked=tuple(_looked(row) for row in rows if row.result),
        due_on=open_one.due_on if open_one else None,
        is_due=open_one is not None and open_one.due_on <= on,
        embedded_on=action.embedded_on if action.is_embedded else None,
        contradictions=around.contradictions[action.pk],
    )


def _looked(row: Recheck) -> Looked:
    holds = row.result == Recheck.Result.HOLDS
    by = row.done_by.name if row.done_by else ""
    return Looked(row.done_on or row.due_on, by, holds, row.looked_at, row.said)
