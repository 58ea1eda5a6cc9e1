"""A report as it is written: its sections with their paragraphs, and beside each what checks and people say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from goldenthread.documents.paper import Block, Paper, Paragraph, printed
from goldenthread.reports.building import SectionBuilt
from goldenthread.reports.claims.values import Outcome
from goldenthread.reports.facts.values import Book
from goldenthread.reports.lint import Shortcoming
from goldenthread.reports.markdown import Typed
from goldenthread.reports.models import Explanation, Remark
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.queries.checking import ClaimShown, GateShown
from goldenthread.reports.queries.content import Content
from goldenthread.reports.states import NUMBERED, SectionKind
from goldenthread.reports.views.drawing import ways_for
from goldenthread.reports.views.marking import SAID, Mark, draw_marked

MOST_OF_A_NAME = 40
"""So many letters of its first words name a section that has no heading."""
KINDS = {Outcome.CONFIRMED: "yes", Outcome.CONTRADICTED: "no", Outcome.NOT_CHECKABLE: "unsure"}


@dataclass(frozen=True, slots=True)
class ActionNamed:
    """An action behind a claim: how it is named, and its page where the reader may open it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """A claim beside its paragraph: how it stands, what the plan says, and what was decided of it."""

    number: int
    kind: str
    text: str
    why: str
    key: str
    section: int
    actions: Sequence[ActionNamed]
    suggested: str
    explanation: Explanation | None
    is_open: bool

    @property
    def leads_on(self) -> bool:
        """Whether the actions behind it can be opened by the reader."""
        return bool(self.actions and self.actions[0].url) and self.kind != "unsure"

    @property
    def said(self) -> str:
        """``Contradicted``"""
        return SAID[self.kind].capitalize()


@dataclass(slots=True)
class Part:
    """A block of a section as it is drawn, and what stands beside it."""

    drawn: SafeString
    checks: list[Check] = field(default_factory=list)
    gate: list[GateShown] = field(default_factory=list)

    @property
    def confirmed(self) -> list[Check]:
        """The claims in it that the plan confirms."""
        return [one for one in self.checks if one.kind == "yes"]

    @property
    def unsettled(self) -> list[Check]:
        """The claims in it that the plan contradicts or knows nothing of."""
        return [one for one in self.checks if one.kind != "yes"]

    @property
    def has_notes(self) -> bool:
        """Whether anything stands beside it."""
        return bool(self.checks or self.gate)


@dataclass(slots=True)
class SectionShown:
    """A section on the sheet: what stands over it, its heading and level, its parts, and what is said of all of it.

    ``level`` is that of its heading on the page; ``above`` are headings that the report prints over it.
    """

    number: int
    name: str
    heading: str
    level: int
    above: list[tuple[int, str]]
    parts: list[Part]
    lacks: list[Shortcoming] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    gate: list[GateShown] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written here yet."""
        return not self.parts


@dataclass(frozen=True, slots=True)
class Noted:
    """What the checks and people say of a report, before it is put in its places."""

    claims: Sequence[ClaimShown] = ()
    gate: Sequence[GateShown] = ()
    lacks: Sequence[Shortcoming] = ()
    remarks: Sequence[Remark] = ()


def checks_of(content: Content, claims: Sequence[ClaimShown], *, reads_plan: bool) -> list[tuple[Check, Mark]]:
    """Each claim with its number, running through the report, and where it stands in the words that were typed."""
    typed = [one for section in content.built.sections for one in section.typed]
    return [
        _check(number, one, typed[one.checked.claim.passage], content.book, reads_plan=reads_plan)
        for number, one in enumerate(claims, start=1)
    ]


def _check(number: int, one: ClaimShown, typed: Typed, book: Book | None, *, reads_plan: bool) -> tuple[Check, Mark]:
    checked, kind = one.checked, KINDS[one.checked.outcome]
    claim = checked.claim
    made = Check(
        number, kind, claim.text, checked.why, claim.key, one.section, _named(checked.actions, book, reads_plan),
        checked.suggested, one.explanation, one.is_open,
    )  # fmt: skip
    return made, Mark(number, kind, typed, claim.start, claim.end)


def _named(keys: Iterable[str], book: Book | None, reads_plan: bool) -> list[ActionNamed]:
    if book is None:
        return []
    known = {line.action: line for line in (*book.gone, *book.lines)}
    return [
        ActionNamed(book.name_of(known[key]), f"/plans/{book.plan_key}/actions/{key}/" if reads_plan else "")
        for key in keys
        if key in known
    ]


def sheet_of(content: Content, noted: Noted, *, reads_plan: bool) -> list[SectionShown]:
    """The sections of a report in their printed order, with everything that is said of them in its place."""
    by_section: dict[int, list[tuple[Check, Mark]]] = defaultdict(list)
    for check, mark in checks_of(content, noted.claims, reads_plan=reads_plan):
        by_section[check.section].append((check, mark))
    above = _Above(content)
    shown = [
        _section(one, above.of(one), by_section[one.values.key], reads_plan=reads_plan)
        for one in content.built.sections
    ]
    by_number = {section.number: section for section in shown}
    for lack in noted.lacks:
        if lack.section in by_number:
            by_number[lack.section].lacks.append(lack)
    for remark in noted.remarks:
        if remark.section_id in by_number:
            by_number[remark.section_id].remarks.append(remark)
    _put_gate(shown, content, noted.gate)
    return shown


class _Above:
    """The headings that a report prints over the first section of the main report, and over its implications."""

    def __init__(self, content: Content) -> None:
        self.said = content.template.said
        self.is_in_main = self.has_implications = False

    def of(self, section: SectionBuilt) -> list[tuple[int, str]]:
        """Those over this section."""
        found = []
        kind = SectionKind(section.values.kind)
        if kind in NUMBERED and not self.is_in_main:
            found.append((2, self.said("main_report")))
            self.is_in_main = True
        if kind == SectionKind.IMPLICATIONS and not self.has_implications:
            found.append((3, self.said("implications")))
            self.has_implications = True
        return found


def _section(
    one: SectionBuilt, above: list[tuple[int, str]], claims: list[tuple[Check, Mark]], *, reads_plan: bool
) -> SectionShown:
    by_number = {mark.number: check for check, mark in claims}
    marks = [mark for _, mark in claims]
    parts = []
    for block in one.blocks:
        drawn, placed = draw_marked(block, marks)
        checks = sorted((by_number[mark.number] for mark in placed), key=lambda check: check.number)
        parts.append(Part(ways_for(drawn, reads_plan=reads_plan), checks))
    return SectionShown(
        number=one.values.key,
        name=one.heading or name_of_unheaded(one),
        heading=one.heading,
        level=one.level + 1,
        above=above,
        parts=parts,
        checks=[by_number[mark.number] for mark in marks if not mark.is_placed],
    )


def name_of_unheaded(section: SectionBuilt) -> str:
    """A section without a heading, as a link to it names it: by the words it begins with."""
    first = next((printed(one.words) for one in section.blocks if isinstance(one, Paragraph) and one.words), "")
    if not first:
        return "a section without a heading"
    shown = first if len(first) <= MOST_OF_A_NAME else f"{first[:MOST_OF_A_NAME].rpartition(' ')[0]}…"
    return f"the section that begins “{shown}”"


def _put_gate(shown: Sequence[SectionShown], content: Content, gate: Sequence[GateShown]) -> None:
    """Each finding beside the paragraph that holds it."""
    blank = replace(content.paper, title="", header=())
    for one in gate:
        if not one.finding.place.address.startswith("body/"):
            continue
        for section, was in zip(shown, content.built.sections, strict=True):
            at = next((place for place, block in enumerate(was.blocks) if _holds(block, one, blank)), None)
            if at is not None:
                section.parts[at].gate.append(one)
                break


def _holds(block: Block, one: GateShown, blank: Paper) -> bool:
    """Whether a finding is in a block: by its number where it has one, else by its words."""
    if isinstance(block, Paragraph) and block.number is not None:
        return one.finding.place.label == f"paragraph {block.number}"
    read = to_go_out(replace(blank, blocks=(block,)))
    return any(passage.text[one.finding.start : one.finding.end] == one.finding.words for passage in read)


def elsewhere(gate: Sequence[GateShown], shown: Sequence[SectionShown]) -> list[GateShown]:
    """What the gate found that stands beside no paragraph: in the head, or in an appendix."""
    placed = {one.finding.key for section in shown for part in section.parts for one in part.gate}
    return [one for one in gate if one.finding.key not in placed]
