"""A report as a paper: its block, its sections with their facts told and their paragraphs numbered, its appendices.

Pure: what the report holds goes in as values, the paper and everything found on the way come out.

Source: the cover reports in the pack of 2 May 2018: block, Summary, Recommendation(s), Main Report with numbered
paragraphs running through its headings, Conclusion, Appendices, contact with T: and E:.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from goldenthread.bodies.schedule_12a import by_virtue_of
from goldenthread.design.words import day
from goldenthread.documents.paper import (
    Appendix,
    Block,
    Chart,
    Council,
    Fact,
    Heading,
    Item,
    Items,
    Paper,
    Paragraph,
    Picture,
    Run,
    Runs,
    words,
)
from goldenthread.reports.facts.values import FactValue
from goldenthread.reports.markdown import Problem, Setting, Typed, Written, write
from goldenthread.reports.states import NUMBERED, SectionKind
from goldenthread.reports.wording import FORMULA_OF_KIND


@dataclass(frozen=True, slots=True)
class BlockValues:
    """The block of a report, as it is printed."""

    subject: str
    is_public: bool
    is_for_decision: bool
    going_to: tuple[tuple[str, date | None], ...]
    report_of: str
    report_of_post: str
    author_name: str
    author_post: str
    author_telephone: str
    author_email: str
    exempt_under: tuple[int, ...] = ()
    public_interest: str = ""


@dataclass(frozen=True, slots=True)
class SectionValues:
    """A section as it was written; ``key`` tells sections apart and is not printed."""

    key: int
    kind: str
    level: int
    heading: str
    text: str


CHART = "chart ratings"
"""The fact that draws how each priority stands: a report that has drawn it has the numbers alone behind it."""


@dataclass(frozen=True, slots=True)
class AppendixValues:
    """An appendix with what stands in it: blocks where it is the plan, else Markdown, else the name of a file.

    ``glance`` stands behind the first block; what the report has drawn already is there as its table alone.
    """

    number: int
    title: str
    blocks: tuple[Block, ...] = ()
    glance: tuple[Block, ...] = ()
    text: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class SectionBuilt:
    """A section as it is printed: its heading, its blocks, and its first paragraph's number where it has one."""

    values: SectionValues
    heading: str
    level: int
    blocks: tuple[Block, ...]
    first_number: int | None
    problems: tuple[Problem, ...]
    typed: tuple[Typed, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A paper, its sections, what could not be done, and every fact in it, once."""

    paper: Paper
    sections: tuple[SectionBuilt, ...]
    facts: tuple[FactValue, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be done, in the order of the paper."""
        return tuple(problem for section in self.sections for problem in section.problems)


@dataclass(frozen=True, slots=True)
class Means:
    """What a report is built with: whose it is, its formulae, its facts, its pictures, this site, and its time."""

    council: Council
    said: Callable[[str], str]
    fact: Callable[[str], FactValue]
    made_at: datetime
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    site: str = ""


def build(
    block: BlockValues, sections: Sequence[SectionValues], appendices: Sequence[AppendixValues], means: Means
) -> Built:
    """Put a report together. Sections are printed in the order of a cover report, whatever order they were added in."""
    built: list[SectionBuilt] = []
    facts: dict[str, FactValue] = {}
    number, note = 1, 1
    levels = _levels(in_printed_order(sections))
    for one, level in zip(in_printed_order(sections), levels, strict=True):
        is_numbered = one.kind in NUMBERED
        written = _written(one, level, means, number if is_numbered else None, note)
        heading = heading_of(one, means.said)
        built.append(
            SectionBuilt(
                one, heading, level, written.blocks, number if is_numbered else None, written.problems, written.typed
            )
        )
        number, note = written.number or number, written.note
        facts |= {value.name: value for value in written.facts if value.name not in facts}
    behind = tuple(_appendix(one, means, facts) for one in appendices)
    paper = Paper(
        title=block.subject,
        council=means.council,
        made_at=means.made_at,
        kind="Report",
        header=tuple(_header(block, means.said)),
        blocks=(
            *_body(built, means.said),
            *_ending(behind, means.said),
            *_papers(built),
            *_contact(block, means.said),
            *behind,
        ),
    )
    return Built(paper, tuple(built), tuple(facts.values()))


_ORDER = (
    SectionKind.SUMMARY,
    SectionKind.RECOMMENDATIONS,
    SectionKind.BODY,
    SectionKind.IMPLICATIONS,
    SectionKind.CONCLUSION,
    SectionKind.BACKGROUND_PAPERS,
)


def in_printed_order(sections: Iterable[SectionValues]) -> list[SectionValues]:
    """Sections as they are printed: by kind first, then as they stand."""
    places = {kind.value: place for place, kind in enumerate(_ORDER)}
    return sorted(sections, key=lambda one: places[one.kind])


def heading_of(section: SectionValues, said: Callable[[str], str]) -> str:
    """The heading of a section: its own, else the formula of its kind; one of the body may have none."""
    kind = SectionKind(section.kind)
    if section.heading or kind == SectionKind.BODY:
        return section.heading
    return said(FORMULA_OF_KIND[kind]) if kind in FORMULA_OF_KIND else kind.label


def _written(one: SectionValues, level: int, means: Means, number: int | None, note: int) -> Written:
    return write(
        one.text,
        Setting(
            fact=means.fact,
            heading=heading_of(one, means.said),
            level=level,
            number=number,
            note=note,
            pictures=means.pictures,
            site=means.site,
        ),
    )


def _levels(sections: Sequence[SectionValues]) -> list[int]:
    """The level of each section's heading: those of the main report stand under it, and none leaves one out.

    A section of the body without a heading counts as the level above, under which the headings in its text stand.
    """
    found = []
    has_first = False
    for one in sections:
        match one.kind:
            case SectionKind.BODY:
                has_first = has_first or bool(one.heading and one.level == 1)
                below = 3 if one.level == 2 and has_first else 2
                found.append(below if one.heading else below - 1)
            case SectionKind.IMPLICATIONS:
                found.append(3)
            case SectionKind.CONCLUSION:
                found.append(2)
            case _:
                found.append(1)
    return found


def _body(built: Sequence[SectionBuilt], said: Callable[[str], str]) -> list[Block]:
    """Everything up to the conclusion, under its headings; the main report begins with its own."""
    blocks: list[Block] = []
    is_in_main = has_implications = False
    for one in built:
        kind = SectionKind(one.values.kind)
        if kind == SectionKind.BACKGROUND_PAPERS or not (one.blocks or one.values.heading):
            continue
        if kind in NUMBERED and not is_in_main:
            blocks.append(Heading(1, words(said("main_report"))))
            is_in_main = True
        if kind == SectionKind.IMPLICATIONS and not has_implications:
            blocks.append(Heading(2, words(said("implications"))))
            has_implications = True
        if one.heading:
            blocks.append(Heading(one.level, words(one.heading)))
        blocks += one.blocks
    return blocks


def _ending(behind: Sequence[Appendix], said: Callable[[str], str]) -> list[Block]:
    if not behind:
        return []
    return [Heading(1, words(said("appendices"))), Items(tuple(Item(words(one.heading)) for one in behind))]


def _papers(built: Sequence[SectionBuilt]) -> list[Block]:
    found = [one for one in built if one.values.kind == SectionKind.BACKGROUND_PAPERS and one.blocks]
    return [part for one in found for part in (Heading(1, words(one.heading)), *one.blocks)]


def _contact(block: BlockValues, said: Callable[[str], str]) -> list[Block]:
    """Who wrote it and how to reach them, as the last lines of the report: T: and E:."""
    lines = [block.author_post]
    lines += [f"{said('telephone')}: {block.author_telephone}"] if block.author_telephone else []
    runs: list[Run] = [Run(block.author_name, strong=True)] if block.author_name else []
    runs += [Run(f"\n{line}" if runs else line) for line in lines if line]
    if block.author_email:
        runs += [Run(f"\n{said('email')}: " if runs else f"{said('email')}: ")]
        runs += [Run(block.author_email, link=f"mailto:{block.author_email}")]
    return [Paragraph(tuple(runs))] if runs else []


def _header(block: BlockValues, said: Callable[[str], str]) -> list[Fact]:
    """The report block: committees with their dates, subject, report of, report author."""
    label = said("committees") if len(block.going_to) > 1 else said("committee")
    found = [
        Fact(label, words(name), words(f"{said('dated')}: {day(on)}" if on else "")) for name, on in block.going_to
    ]
    found.append(
        Fact(said("subject"), words(block.subject), words(said("public" if block.is_public else "non_public")))
    )
    found += _kept_from_the_public(block, said)
    purpose = said("for_decision" if block.is_for_decision else "for_information")
    found.append(Fact(said("report_of"), _person(block.report_of, block.report_of_post), words(purpose)))
    found.append(Fact(said("report_author"), _person(block.author_name, block.author_post)))
    return [one for one in found if one.words or one.aside]


def _kept_from_the_public(block: BlockValues, said: Callable[[str], str]) -> list[Fact]:
    """Under the line that says "Non-Public": by virtue of which paragraphs, and why that outweighs telling it.

    Source: Local Government Act 1972, section 100B(5): every copy is marked "Not for publication" and says as what.
    """
    if block.is_public or not block.exempt_under:
        return []
    why = f"\n{block.public_interest}" if block.public_interest else ""
    return [Fact(said("not_for_publication"), words(f"{by_virtue_of(block.exempt_under)}{why}"))]


def _person(name: str, post: str) -> Runs:
    return words(", ".join(part for part in (name, post) if part))


def _appendix(one: AppendixValues, means: Means, facts: dict[str, FactValue]) -> Appendix:
    if one.blocks:
        seen = tuple(_as_numbers(part) for part in one.glance) if CHART in facts else one.glance
        return Appendix(one.number, one.title, (*one.blocks[:1], *seen, *one.blocks[1:]))
    if one.file_name:
        said = words(f"This appendix is a file of its own: {one.file_name}")
        return Appendix(one.number, one.title, (Paragraph(said),))
    written = write(
        one.text, Setting(fact=means.fact, heading=one.title, level=0, pictures=means.pictures, site=means.site)
    )
    facts.update({value.name: value for value in written.facts if value.name not in facts})
    return Appendix(one.number, one.title, written.blocks or (Paragraph(words("This appendix is empty.")),))


def _as_numbers(block: Block) -> Block:
    """A chart as its table, under the same caption."""
    return replace(block.table, is_caption_printed=True) if isinstance(block, Chart) else block
