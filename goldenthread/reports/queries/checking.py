"""What the checks say of a report: figures held against the plan, and what the gate on the way out found.

Each stands with the decision that was made about it. A decision is found by the check's own key, so it goes with the
words and not with their place; when the words change it is asked for again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.bodies.models import Body
from goldenthread.documents.gate.checking import check
from goldenthread.documents.gate.explaining import EXPLANATIONS
from goldenthread.documents.gate.files import check_files
from goldenthread.documents.gate.findings import GateFinding
from goldenthread.documents.gate.grouping import one_for_each_initials
from goldenthread.documents.gate.known import Known
from goldenthread.documents.paper import Appendix, Items, every_block, printed
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.prepared import Prepared
from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.sentences import Passage as ClaimPassage
from goldenthread.reports.claims.values import Checked, Outcome
from goldenthread.reports.models import Explanation, Report
from goldenthread.reports.passages import label_of, to_go_out
from goldenthread.reports.queries.content import Content, attached_files, content_of
from goldenthread.reports.queries.round_facts import round_facts
from goldenthread.reports.states import Explained, Finding

# What every look at a report asks, compiled once.
_PEOPLE = Prepared(
    lambda: Person.objects.filter(is_system=False).order_by("pk").values_list("name", "initials", "job_title")
)
_BODIES = Prepared(lambda: Body.objects.order_by().values_list("name"))
_POSTS = Prepared(lambda: Post.objects.order_by().values_list("title"))
_DECIDED = Prepared(lambda report, of: Explanation.objects.filter(report=report, of=of).select_related("by"), int, str)


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A figure or reference that was typed, what the plan says of it, where it stands, and what was decided.

    ``section`` is the key of its section. ``is_open`` says that it contradicts the plan and nobody has said why it
    stays.
    """

    checked: Checked
    section: int
    label: str
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for a decision; words that were to be changed and still stand do, too."""
        if self.checked.outcome != Outcome.CONTRADICTED:
            return False
        return self.explanation is None or self.explanation.decision != Explained.KEEP


@dataclass(frozen=True, slots=True)
class GateShown:
    """Something the gate found, with its title and what was decided."""

    finding: GateFinding
    title: str
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for a decision."""
        return self.explanation is None or self.explanation.decision != Explained.KEEP


def claims_in(content: Content) -> list[ClaimShown]:
    """Every figure and reference that was typed, held against the round, in the order of the report."""
    report = content.report
    if report.closing is None or content.book is None:
        return []
    places: list[tuple[int, str]] = []
    passages: list[ClaimPassage] = []
    for section in content.built.sections:
        for typed in section.typed:
            places.append((section.values.key, label_of(section, typed.number)))
            passages.append(ClaimPassage(typed.text, typed.is_item))
    found = check_claims(find_claims(passages), round_facts(report.closing, content.book))
    decided = _decided(report, Finding.CLAIM)
    return [ClaimShown(one, *places[one.claim.passage], decided.get(one.claim.key)) for one in found]


def unexplained_claims(report: Report, content: Content | None = None) -> list[str]:
    """A sentence for every figure that contradicts the plan and of which nobody has said why it stays."""
    shown = claims_in(content or content_of(report, with_appendices=False))
    return [in_words(one) for one in shown if one.is_open]


def in_words(shown: ClaimShown) -> str:
    """A contradiction as a sentence that names it."""
    return (
        f"In {shown.label} “{shown.checked.claim.text[:120]}” contradicts the plan: {shown.checked.why} "
        "Change it, or say why it stays."
    )


def gate_in(content: Content) -> list[GateShown]:
    """Everything that must not go out unseen, in its words and in the files behind it, with what was decided of it."""
    found = one_for_each_initials(check(to_go_out(content.paper), known_to(content)))
    if any(isinstance(block, Appendix) for block in content.paper.blocks):
        found += check_files(attached_files(content.report))
    decided = _decided(content.report, Finding.GATE)
    return [GateShown(one, EXPLANATIONS[one.code].title, decided.get(one.key)) for one in found]


def known_to(content: Content) -> Known:
    """What the gate is told: colleagues, whose names may stand, and whose contact may.

    Source: the report block of the pack of 2 May 2018, which prints the author and the chief officer.
    """
    report = content.report
    may_stand = {report.author_name, report.report_of, content.paper.council.name}
    may_stand |= {name for (name,) in (*_BODIES.rows(), *_POSTS.rows())}
    return Known.of(
        colleagues=_PEOPLE.rows(),
        explained=_initials_explained(content),
        may_stand=filter(None, may_stand),
        contacts=filter(None, (report.author_telephone, report.author_email)),
    )


def _initials_explained(content: Content) -> Iterable[str]:
    """Initials that the appendix itself explains, in its key."""
    for block in every_block(content.paper.blocks):
        if isinstance(block, Items):
            for item in block.items:
                short, colon, _ = printed(item.words).partition(": ")
                if colon and item.words[0].strong and len(short) <= 12:
                    yield short


def _decided(report: Report, of: str) -> dict[str, Explanation]:
    return {one.key: one for one in _DECIDED.objects(report.pk, str(of))}


def undecided_at_the_gate(shown: Sequence[GateShown]) -> list[str]:
    """A sentence for everything the gate found and nobody has decided on."""
    return [
        f"{one.title}, {one.finding.place.label}: “{one.finding.words[:120]}”. Change it, or say why it stays."
        for one in shown
        if one.is_open
    ]
