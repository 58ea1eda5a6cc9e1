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
from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.paper import WORKING_COPY, Block, Paper, Paragraph, Picture, words
from goldenthread.documents.storing import read_chunks
from goldenthread.identity.models import KnownAs
from goldenthread.ledger.writing import canonical
from goldenthread.reports.appendix import FIELDS, plan_blocks
from goldenthread.reports.building import (
    AppendixValues,
    BlockValues,
    Built,
    Means,
    SectionValues,
    build,
)
from goldenthread.reports.facts.asking import ask
from goldenthread.reports.facts.values import Book, FactValue, NoFact
from goldenthread.reports.models import Report, ReportAppendix, ReportVersion
from goldenthread.reports.queries.book import book_of
from goldenthread.reports.states import Purpose
from goldenthread.reports.wording import TemplateValues, values_of


class Content:
    """A report as it stands: ``built`` holds its paper and sections, ``book`` the round behind its facts.

    ``canonical`` is the JSON a version keeps, and ``sha256`` its hash: both are made when somebody asks.
    """

    def __init__(self, report: Report, book: Book | None, built: Built, template: TemplateValues) -> None:
        self.report, self.book, self.built, self.template = report, book, built, template

    @property
    def paper(self) -> Paper:
        """The paper without any mark on it."""
        return self.built.paper

    @cached_property
    def canonical(self) -> str:
        """Everything as canonical JSON: the paper, the facts with their lists, the Markdown of each section."""
        closing = self.report.closing
        return canonical(
            {
                "paper": json.loads(packed(self.paper)),
                "facts": [_fact_as_json(value) for value in self.built.facts],
                "sections": [
                    {"key": one.values.key, "kind": one.values.kind, "level": one.values.level,
                     "heading": one.values.heading, "text": one.values.text}
                    for one in self.built.sections
                ],
                "round": self.report.round.subject if self.report.round else None,
                "closing": {"number": closing.number, "closed_at": closing.closed_at.isoformat()} if closing else None,
            }
        )  # fmt: skip

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical JSON."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


def content_of(report: Report, *, with_appendices: bool = True) -> Content:
    """A report as it stands now; its facts come from the closing it stands on alone.

    Without appendices it is what the page of a report needs while somebody writes: a plan of a thousand rows behind
    it is then only named.
    """
    template = values_of(report.template)
    book = book_of_report(report, template)
    fact = facts_from(book)
    means = Means(
        council=the_council(),
        said=template.said,
        fact=fact,
        made_at=report.created_at,
        pictures=_pictures(report),
        site=settings.ADDRESS,
    )
    sections = [
        SectionValues(one.pk, one.kind, one.level, one.heading, one.text)
        for one in report.sections.order_by("position", "pk")
    ]
    appendices = _appendices(report, book, with_appendices)
    return Content(report, book, build(block_of(report), sections, appendices, means), template)


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
        going_to=tuple((one.body.name, one.on) for one in report.destinations.select_related("body")),
        report_of=report.report_of,
        report_of_post=report.report_of_post,
        author_name=report.author_name,
        author_post=report.author_post,
        author_telephone=report.author_telephone,
        author_email=report.author_email,
    )


def _pictures(report: Report) -> dict[str, Picture]:
    return {
        one.name: Picture(b"".join(read_chunks(Path(one.file.location))), one.file.media_type, one.description)
        for one in report.pictures.select_related("file")
    }


def _appendices(report: Report, book: Book | None, with_appendices: bool) -> list[AppendixValues]:
    found = []
    for one in report.appendices.select_related("file"):
        if one.kind == ReportAppendix.Kind.PLAN and book is not None and report.closing is not None:
            blocks = closing_blocks(report.closing, book) if with_appendices else _IN_SHORT
            found.append(AppendixValues(one.number, one.title, blocks=blocks))
        else:
            name = one.file.name if one.file else ""
            found.append(AppendixValues(one.number, one.title, text=one.text, file_name=name))
    return found


_IN_SHORT: tuple[Block, ...] = (Paragraph(words("The plan, as the round was closed, stands here.")),)


def closing_blocks(closing: Closing, book: Book) -> tuple[Block, ...]:
    """The plan as a round was closed, as the blocks of an appendix."""
    lines = RoundLine.objects.filter(closing=closing).order_by("position").values_list(*FIELDS)
    rows = [dict(zip(FIELDS, line, strict=True)) for line in lines]
    closed_on = timezone.localdate(closing.closed_at)
    return plan_blocks(book, rows, closed_on=closed_on, initials=_initials(rows))


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


def _fact_as_json(value: FactValue) -> dict[str, Any]:
    return {
        "name": value.name,
        "label": value.label,
        "text": value.text,
        "number": value.number,
        "list": [[item.action, item.name, item.words, item.note] for item in value.items],
    }


@dataclass(frozen=True, slots=True)
class FrozenFact:
    """A fact as a version keeps it: its value, and the list behind it as it then was."""

    name: str
    label: str
    text: str
    number: int | None
    items: tuple[tuple[str, str, str, str], ...]


def facts_of_version(version: ReportVersion) -> list[FrozenFact]:
    """The facts of a version with their lists, from what was kept alone."""
    return [
        FrozenFact(one["name"], one["label"], one["text"], one["number"], tuple(tuple(row) for row in one["list"]))
        for one in version.value["facts"]
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
