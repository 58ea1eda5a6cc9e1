"""What a report says: the paper as it stands, every fact in it with the list behind it, and its hash."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from goldenthread.boards.models import Closing, RoundLine
from goldenthread.documents.council import the_council
from goldenthread.documents.gate.files import AttachedFile
from goldenthread.documents.gate.findings import Place
from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.models import StoredFile
from goldenthread.documents.paper import WORKING_COPY, Appendix, Block, Paper, Paragraph, Picture, words
from goldenthread.documents.storing import read_chunks
from goldenthread.identity.models import KnownAs
from goldenthread.intake.document import Hidden
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.writing import canonical
from goldenthread.reports.appendix import AS_PRINTED, FIELDS, Frozen, glance, plan_blocks
from goldenthread.reports.building import (
    AppendixValues,
    BlockValues,
    Built,
    Means,
    SectionValues,
    build,
)
from goldenthread.reports.facts.asking import ask
from goldenthread.reports.facts.linked import linked_facts
from goldenthread.reports.facts.values import Book, FactValue, NoFact
from goldenthread.reports.models import Destination, Report, ReportAppendix, ReportPicture, ReportVersion, Section
from goldenthread.reports.queries.book import book_of
from goldenthread.reports.states import Purpose
from goldenthread.reports.substance import (
    Values,
    fact_as_json,
    fields_of,
    pictures_in,
    rows_as_hash,
    says_of,
    section_as_json,
)
from goldenthread.reports.wording import TemplateValues, values_of


@dataclass(frozen=True, slots=True)
class Around:
    """What a version keeps beside sections and facts: the block, the formulae that were printed, the appendices."""

    fields: Values
    wording: dict[str, str]
    appendices: list[Values]


class Content:
    """A report as it stands: ``built`` holds its paper and sections, ``book`` the round behind its facts.

    ``canonical`` is the JSON a version keeps and ``sha256`` its hash; ``says`` is the hash of what it says, however
    it is drawn. A report that was read without ``around`` it, as the page needs it while somebody writes, is not kept.
    """

    def __init__(
        self, report: Report, book: Book | None, built: Built, template: TemplateValues, around: Around | None = None
    ) -> None:
        self.report, self.book, self.built, self.template, self.around = report, book, built, template, around

    @property
    def paper(self) -> Paper:
        """The paper without any mark on it."""
        return self.built.paper

    @cached_property
    def kept(self) -> Values:
        """What a version keeps but for the paper: block, formulae, Markdown of each section, facts, appendices."""
        if self.around is None:
            raise ValueError("This report was read without its appendices.")
        closing = self.report.closing
        return {
            "fields": self.around.fields,
            "wording": self.around.wording,
            "sections": [section_as_json(one) for one in self.built.sections],
            "facts": [fact_as_json(value) for value in self.built.facts],
            "appendices": self.around.appendices,
            "round": self.report.round.subject if self.report.round else None,
            "closing": {"number": closing.number, "closed_at": closing.closed_at.isoformat()} if closing else None,
        }

    @cached_property
    def says(self) -> str:
        """The hash of what it says."""
        return says_of(self.kept)

    @cached_property
    def canonical(self) -> str:
        """Everything as canonical JSON, with the paper as it is drawn now and the lists its sentences lead to."""
        paper = json.loads(packed(self.paper))
        return canonical(self.kept | {"behind": self._behind(paper), "paper": paper})

    def _behind(self, paper: Values) -> list[Values]:
        """The facts inside others, such as a number in a sentence: nothing more is said by them, so no hash has them.

        Whoever reads the paper once it was issued follows them as every other number, so they are kept with it.
        """
        told = {value.name for value in self.built.facts}
        linked = linked_facts(paper, at=facts_at(self.report))
        return [fact_as_json(ask(self.book, name)) for name in linked if name not in told]

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical JSON."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


class _Lines:
    """The lines of a closing, in these columns."""

    def __init__(self, *names: str) -> None:
        self.names = names
        lines = RoundLine.objects.order_by("position")
        self.lines = Prepared(lambda closing: lines.filter(closing=closing).values_list(*names), int)


# What every page of a report asks of it, compiled once.
_SECTIONS = Prepared(lambda report: Section.objects.filter(report=report).order_by("position", "pk"), int)
_GOING_TO = Prepared(lambda report: Destination.objects.filter(report=report).values_list("body__name", "on"), int)
_PICTURES = Prepared(lambda report: ReportPicture.objects.filter(report=report).select_related("file"), int)
_APPENDICES = Prepared(lambda report: ReportAppendix.objects.filter(report=report).select_related("file"), int)
_LINES, _LINES_AS_PRINTED = _Lines(*FIELDS), _Lines(*FIELDS, *AS_PRINTED)


def content_of(report: Report, *, with_appendices: bool = True) -> Content:
    """A report as it stands now; its facts come from the closing it stands on alone.

    Without appendices it is what the page of a report needs while somebody writes: a plan of a thousand rows behind
    it is then only named.
    """
    template = values_of(report.template)
    book = book_of_report(report, template)
    printed: dict[str, str] = {}

    def said(name: str) -> str:
        printed[name] = template.said(name)
        return printed[name]

    means = Means(
        council=the_council(),
        said=said,
        fact=facts_from(book),
        made_at=report.created_at,
        pictures=_pictures(report),
        site=settings.ADDRESS,
    )
    sections = [
        SectionValues(one.pk, one.kind, one.level, one.heading, one.text) for one in _SECTIONS.objects(report.pk)
    ]
    behind = _appendices(report, book, with_appendices)
    block = block_of(report)
    built = build(_as_printed(block), sections, [one.values for one in behind], means)
    if not with_appendices:
        return Content(report, book, built, template)
    fields = fields_of(block, council=means.council.name)
    appendices = [_with_pictures(one.kept, built.paper) for one in behind]
    return Content(report, book, built, template, Around(fields, printed, appendices))


def book_of_report(report: Report, template: TemplateValues | None = None) -> Book | None:
    """The round a report's facts come from; none where it is on no round."""
    if report.closing is None:
        return None
    said = (template or values_of(report.template)).said
    return book_of(report.closing, facts_at=facts_at(report), said=said)


def facts_at(report: Report) -> str:
    """The address under which the lists behind the facts of a report stand."""
    return f"{report.get_absolute_url()}facts/"


def facts_from(book: Book | None) -> Callable[[str], FactValue]:
    """Facts by name, each asked for once: a name may stand a thousand times in a text."""
    known: dict[str, FactValue] = {}
    refused: dict[str, NoFact] = {}

    def fact(name: str) -> FactValue:
        if name in refused:
            raise refused[name]
        if name not in known:
            try:
                known[name] = ask(book, name)
            except NoFact as refusal:
                refused[name] = refusal
                raise
        return known[name]

    return fact


def block_of(report: Report) -> BlockValues:
    """The block of a report as values."""
    return BlockValues(
        subject=report.subject,
        is_public=report.is_public,
        is_for_decision=report.purpose == Purpose.DECISION,
        going_to=tuple(_GOING_TO.rows(report.pk)),
        report_of=report.report_of,
        report_of_post=report.report_of_post,
        author_name=report.author_name,
        author_post=report.author_post,
        author_telephone=report.author_telephone,
        author_email=report.author_email,
        exempt_under=report.exempt_paragraphs,
        public_interest=report.public_interest,
    )


NOT_NAMED = "Not named yet"


def _as_printed(block: BlockValues) -> BlockValues:
    """The block as a draft prints it: a row of which nobody is named yet says so; it is not issued like that."""
    return replace(block, report_of=block.report_of or NOT_NAMED, author_name=block.author_name or NOT_NAMED)


def _pictures(report: Report) -> dict[str, Picture]:
    return {
        one.name: Picture(b"".join(read_chunks(Path(one.file.location))), one.file.media_type, one.description)
        for one in _PICTURES.objects(report.pk)
    }


def attached_files(report: Report) -> list[AttachedFile]:
    """The files behind a report as the gate reads them, each with what a look into it found."""
    return [
        AttachedFile(
            Place(f"appendix-{one.number}", f"Appendix {one.number}"), file.name, file.media_type, file.sha256,
            *_looked_through(file),
        )
        for one in _APPENDICES.objects(report.pk) if (file := one.file) is not None
    ]  # fmt: skip


def _looked_through(
    file: StoredFile,
) -> tuple[tuple[tuple[str, int], ...] | None, tuple[tuple[str, str, int, str], ...]]:
    """Where a file hides words, not known of one that nobody looked through, and its changes and comments."""
    if file.hidden is None:
        return None, ()
    found = [Hidden.of_row(row) for row in file.hidden]
    hidden = tuple((one.where, one.words) for one in found if not one.kind)
    return hidden, tuple((one.kind, one.where, one.words, one.begins) for one in found if one.kind)


@dataclass(frozen=True, slots=True)
class _Behind:
    """An appendix: what it is built from, and what a version keeps of it."""

    values: AppendixValues
    kept: Values


def _appendices(report: Report, book: Book | None, with_appendices: bool) -> list[_Behind]:
    return [_behind(report, one, book, with_appendices) for one in _APPENDICES.objects(report.pk)]


def _behind(report: Report, one: ReportAppendix, book: Book | None, is_whole: bool) -> _Behind:
    named = {"number": one.number, "title": one.title}
    if one.kind == ReportAppendix.Kind.PLAN and book is not None and report.closing is not None:
        if not is_whole:
            return _Behind(AppendixValues(one.number, one.title, blocks=_IN_SHORT), named)
        frozen = frozen_plan(report.closing)
        values = AppendixValues(one.number, one.title, frozen.blocks(book, at_a_glance=False), glance(book))
        return _Behind(values, named | {"plan": frozen.kept(book)})
    if one.file is not None:
        values = AppendixValues(one.number, one.title, file_name=one.file.name)
        return _Behind(values, named | {"file": one.file.name, "sha256": one.file.sha256})
    return _Behind(AppendixValues(one.number, one.title, text=one.text), named | {"text": one.text})


def _with_pictures(kept: Values, paper: Paper) -> Values:
    """A text behind a report with the pictures it shows."""
    if "text" not in kept:
        return kept
    blocks = [part for one in paper.blocks if isinstance(one, Appendix) and one.number == kept["number"]
              for part in one.blocks]  # fmt: skip
    return kept | {"pictures": pictures_in(blocks)}


_IN_SHORT: tuple[Block, ...] = (Paragraph(words("The plan, as the round was closed, stands here.")),)


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """The plan as a round was closed: its rows, and what the closing keeps around them."""

    rows: list[dict[str, Any]]
    around: Frozen

    def blocks(self, book: Book, *, at_a_glance: bool = True, is_sheet: bool = False) -> tuple[Block, ...]:
        """Its blocks as an appendix; in a sheet every row says its aim."""
        return plan_blocks(book, self.rows, self.around, at_a_glance=at_a_glance, is_sheet=is_sheet)

    def kept(self, book: Book) -> Values:
        """What a version keeps of it: what its head and its keys say, and the hash of its rows."""
        head = {"header": list(self.around.header), "priorities": list(self.around.priorities)}
        return {
            "name": book.plan_name,
            "board": book.board_name,
            "period": [book.period_starts_on.isoformat(), book.period_ends_on.isoformat()],
            "position_on": book.position_on.isoformat(),
            "round": book.round_number,
            "closed_on": self.around.closed_on.isoformat(),
            "meanings": [[one["word"], one.get("meaning", "")] for one in book.words],
            "initials": self.around.initials,
            "rows": rows_as_hash(self.rows),
        } | (head if self.around.header else {})


def frozen_plan(closing: Closing) -> FrozenPlan:
    """The plan as a round was closed."""
    rows = rows_of(closing)
    closed_on = timezone.localdate(closing.closed_at)
    return FrozenPlan(rows, Frozen(closed_on, _initials(rows), closing.header, closing.priorities))


def rows_of(closing: Closing) -> list[dict[str, Any]]:
    """The rows of a closing, as an appendix prints them; what it did not keep is not among them, not even blank."""
    kept = _LINES_AS_PRINTED if closing.header else _LINES
    return [dict(zip(kept.names, line, strict=True)) for line in kept.lines.rows(closing.pk)]


def _initials(rows: list[dict[str, str]]) -> dict[str, str]:
    """Who is meant by the initials in the rows, where the glossary knows: a post before a name."""
    written = {part.strip() for row in rows for name in ("leads", "senior_lead") for part in row[name].split("/")}
    known = KnownAs.objects.filter(text__in=written).select_related("person", "post").order_by("text")
    found = {}
    for one in known:
        person = one.person
        who = one.post.title if one.post else person and (person.job_title or person.name)
        if who:
            found[one.text] = who
    return found


@dataclass(frozen=True, slots=True)
class FrozenFact:
    """A fact as a version keeps it: its value, and the list behind it as it then was."""

    name: str
    label: str
    text: str
    number: int | None
    items: tuple[tuple[str, str, str, str], ...]


def facts_of_version(version: ReportVersion) -> list[FrozenFact]:
    """The facts of a version with their lists, from what was kept alone; those inside others stand last."""
    kept = version.value
    return [
        FrozenFact(one["name"], one["label"], one["text"], one["number"], tuple(tuple(row) for row in one["list"]))
        for one in (*kept["facts"], *kept.get("behind", ()))
    ]


def paper_of_version(version: ReportVersion, *, mark: str = "", made_at: datetime | None = None) -> Paper:
    """The paper of a version, from what was kept alone."""
    paper = unpacked(json.dumps(version.value["paper"]).encode())
    return replace(paper, mark=mark, made_at=made_at or paper.made_at)


def paper_of(report: Report) -> Paper:
    """The paper of a report as it goes out: a working copy while it is written, the sealed one once it was issued."""
    if report.issued_at is not None:
        version = issued_version(report)
        if version is not None:
            return paper_of_version(version, made_at=report.issued_at)
    return replace(content_of(report).paper, mark=WORKING_COPY)


def issued_version(report: Report) -> ReportVersion | None:
    """The version that was issued."""
    return report.versions.filter(made_for=ReportVersion.Made.ISSUE).order_by("-number").first()
