"""What one source asked for and what shows that it was done: its findings, their actions, who vouches, on what.

An action that was carried over, or kept under watch, is one action: it is counted once, at the newest row the reader
sees, and its earlier years stand beneath with what was kept there.

Source: members asked why an action was signed off (Epsom and Ewell, 23 June 2015) and whether most actions
of each recommendation were complete (report of 2 May 2018, paragraph 5).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from goldenthread.design.parts import CountRow, Figure
from goldenthread.design.words import counted as in_figures
from goldenthread.identity.models import Person
from goldenthread.plan.assurance import SHORT, Strength
from goldenthread.plan.models import Action, ActionFinding, Assurance, Contradiction, Evidence, Plan, Recheck
from goldenthread.plan.queries.chips import NAMES, Category, category, declared_chip
from goldenthread.plan.queries.earlier_years import chip_then
from goldenthread.plan.queries.line_of_years import behind, newest
from goldenthread.plan.queries.plan_header import named_with_its_year
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.states import OUT, Colour, State
from goldenthread.sources.kinds import FindingKind
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
    earlier: tuple["Answering", ...] = ()

    @property
    def keeps_earlier(self) -> bool:
        """Whether an earlier year keeps evidence of it."""
        return any(one.evidence for one in self.earlier)

    @property
    def is_assured(self) -> bool:
        """Whether a second person vouches: for this row or, under watch, for one of the years before."""
        return bool(self.assured_by) or (self.kind == Category.WATCH and any(one.assured_by for one in self.earlier))


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
class Group:
    """Findings under one heading."""

    heading: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class SourceEvidence:
    """The page of a source with its evidence. An action counts once, whatever findings it answers in which years."""

    asked: tuple[Asked, ...]
    counts: tuple[CountRow, ...]
    actions: int
    assured: int
    embedded: int
    plans: tuple[str, ...]

    @property
    def groups(self) -> list[Group]:
        """Its recommendations first and apart, the others below: where an inspection numbers some, those are they.

        Source: the letter of July 2016 numbers six recommendations and names further areas by paragraph.
        """
        recommended = [one for one in self.asked if one.finding.kind == FindingKind.RECOMMENDATION]
        numbered = [one for one in recommended if one.finding.number]
        first = numbered or recommended
        others = [one for one in self.asked if one not in first]
        if not first or not others:
            what = "recommendation" if first else "finding"
            return [Group(in_figures(len(self.asked), what), self.asked)]
        return [
            Group(in_figures(len(first), "recommendation"), tuple(first)),
            Group(in_figures(len(others), "other finding"), tuple(others)),
        ]


def source_evidence(source: Source, *, reader: Person, on: date) -> SourceEvidence:
    """Read the page: a fixed number of queries, and two for each year its actions reach back or on."""
    findings = list(source.findings.asking().order_by("position", "pk"))
    ties = list(
        ActionFinding.objects.filter(finding__in=findings)
        .exclude(action__state=State.WITHDRAWN)
        .order_by("action__plan__name", "action__plan_id", "action__priority__position", "action__position", "pk")
        .values_list("finding_id", "action_id")
    )
    lines = _Lines.read({action for _, action in ties}, reader)
    around = _Around.read(lines.rows)
    answers = {pk: lines.answering(pk, around, on) for pk in lines.tops}
    shown: dict[int, list[Answering]] = defaultdict(list)
    hidden: Counter[int] = Counter()
    counted: set[tuple[int, int]] = set()
    for finding, action in ties:
        last = lines.newest.get(action, action)
        if last in lines.gone or (finding, last) in counted:
            continue
        counted.add((finding, last))
        if last in answers:
            shown[finding].append(answers[last])
        else:
            hidden[finding] += 1
    told: dict[int, list[Contradiction]] = defaultdict(list)
    for row in Contradiction.objects.visible_to(reader).filter(finding__in=findings).select_related("action__plan"):
        told[row.finding_id].append(row)
    return SourceEvidence(
        asked=tuple(Asked(one, tuple(shown[one.pk]), hidden[one.pk], tuple(told[one.pk])) for one in findings),
        counts=_counts(answers.values()),
        actions=len(answers),
        assured=sum(answer.is_assured for answer in answers.values()),
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
class _Lines:
    """The actions as lines of rows through the years.

    ``newest`` gives the last row of a line by each row before it. ``tops`` gives, by the last row, the newest one the
    reader sees and those behind it; ``rows`` are all rows the reader sees. ``gone`` are last rows out of all work.
    """

    newest: Mapping[int, int]
    tops: Mapping[int, tuple[int, ...]]
    rows: Mapping[int, Action]
    gone: frozenset[int]

    @classmethod
    def read(cls, tied: Collection[int], reader: Person) -> "_Lines":
        """Follow each action on to its last row and from there back."""
        last_of = newest(tied)
        lasts = {last_of.get(one, one) for one in tied}
        back = behind(lasts)
        every = {*lasts, *(row for rows in back.values() for row in rows)}
        actions = Action.objects.filter(pk__in=every).select_related("plan", "rating", "assured_by", "priority")
        found = {action.pk: action for action in actions}
        readable = set(Plan.objects.visible_to(reader).values_list("pk", flat=True))
        gone = frozenset(one for one in lasts if found[one].state in OUT)
        seen = {pk: action for pk, action in found.items() if action.plan_id in readable}
        tops = {}
        for last in sorted(lasts - gone, key=lambda one: _place(found[one])):
            line = tuple(row for row in (last, *back.get(last, ())) if row in seen)
            if line:
                tops[last] = line
        return cls(last_of, tops, seen, gone)

    def answering(self, last: int, around: "_Around", on: date) -> Answering:
        """A line as one action: the newest row the reader sees, with the earlier ones beneath."""
        first, *rest = self.tops[last]
        name = self.rows[first].plan.name
        earlier = tuple(
            replace(
                _answering(self.rows[row], around, on),
                plan=named_with_its_year(self.rows[row].plan, beside=name),
                chip=chip_then(self.rows[row]),
            )
            for row in rest
        )
        return replace(_answering(self.rows[first], around, on), earlier=earlier)


def _place(action: Action) -> tuple[str, int, int, int, int]:
    return (action.plan.name, action.plan_id, action.priority.position, action.position, action.pk)


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
