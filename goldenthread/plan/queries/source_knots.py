"""The beginning of an action's thread: the sources and findings it answers, and who else answers them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, ActionFinding, Plan, Succession
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.plan.states import OUT
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import READS_ALL, Source
from goldenthread.sources.policy import opens_sources


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


def source_knots(action: Action, reader: Person, *, line: Collection[int] = ()) -> list[SourceKnot]:
    """The sources and findings the action answers, the earliest first: two or three queries, or one.

    ``line`` are the action's own rows of other years: they are no other actions.
    """
    ties = TIES.rows(action.pk)
    if not ties:
        return []
    may_open = _open_to(reader, action, {tie[8] for tie in ties})
    others = _answering([action.pk, *line], [tie[0] for tie in ties], reader)
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
    if not opens_sources(reader):
        return set()
    if reader.rights.roles & READS_ALL:
        return sources
    tied = Source.objects.filter(pk__in=sources, scopes=action.plan.scope_id).order_by()
    found = set(tied.values_list("pk", flat=True))
    if sources - found:
        found |= set(sources_visible_to(reader).filter(pk__in=sources - found).values_list("pk", flat=True))
    return found


def _answering(own: Collection[int], findings: Iterable[int], reader: Person) -> dict[int, list[Neighbour]]:
    """The other actions that answer each finding; one line through the years counts once, by its newest row."""
    readable = Plan.objects.visible_to(reader).order_by().values("pk")
    later = Succession.objects.filter(action=OuterRef("action"), successor__plan__in=readable)
    ties = (
        ActionFinding.objects.filter(finding__in=list(findings), action__plan__in=readable)
        .exclude(Exists(later))
        .exclude(action__in=own)
        .exclude(action__state__in=OUT)
        .order_by("action__position")
    )
    found: dict[int, list[Neighbour]] = defaultdict(list)
    for finding, key, ref, wording, plan in ties.values_list(
        "finding_id", "action__key", "action__ref", "action__wording", "action__plan__key"
    ):
        found[finding].append(Neighbour(ref or key, wording, f"/plans/{plan}/actions/{key}/"))
    return found
