"""Bringing a whole report that was written elsewhere: read into the parts of ours with a receipt, or attached."""

import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from goldenthread.boards.models import MonitoringRound
from goldenthread.bodies.models import Body
from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import read_chunks, store
from goldenthread.identity.actor import Actor
from goldenthread.intake.commands import laid_down
from goldenthread.intake.reading import read_in_child
from goldenthread.ledger.writing import record
from goldenthread.reports.brought import Brought, Placed, hidden_words, read_report
from goldenthread.reports.brought_lines import appendix_named
from goldenthread.reports.commands.appendices import keep_hidden
from goldenthread.reports.commands.writing import LONGEST_SECTION, MOST_SECTIONS, Exempt, Going, make_report
from goldenthread.reports.models import BroughtPaper, Report, ReportAppendix, Section
from goldenthread.reports.policy import require_may_make
from goldenthread.reports.states import Purpose, SectionKind

ONCE = (
    SectionKind.SUMMARY, SectionKind.RECOMMENDATIONS, SectionKind.CONCLUSION, SectionKind.BACKGROUND_PAPERS,
)  # fmt: skip


def bring_report(
    *, chunks: Iterable[bytes], name: str, by: Actor, at: datetime, round: MonitoringRound | None = None
) -> Report:
    """Bring a Word, text or other file that holds a whole report. A file that is refused leaves nothing behind.

    It is read in a process of its own. One that fits becomes a draft with a receipt of every piece; one that does not
    becomes a draft that is still to be written, with the file behind it.
    """
    require_may_make(by, round)
    with laid_down(chunks, name) as upload:
        brought = read_report(read_in_child(upload.path, upload.name))
        media_type = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        file = store(name=upload.name, media_type=media_type, chunks=read_chunks(upload.path), by_key=by.key, at=at)
        if PurePath(file.name).suffix.lower() == ".docx":
            keep_hidden(file, brought.hidden)
    return take_brought(brought=brought, file=file, by=by, at=at, round=round)


@transaction.atomic
def take_brought(
    *, brought: Brought, file: StoredFile, by: Actor, at: datetime, round: MonitoringRound | None = None
) -> Report:
    """Make a draft of what was read, with its receipt."""
    require_may_make(by, round)
    going, unknown = _going(brought.going_to)
    subject = brought.subject or file.name.rpartition(".")[0] or "Report"
    report = make_report(
        subject=subject, by=by, at=at, round=round, going_to=going, is_empty=brought.fits,
        is_public=brought.is_public is not False, exempt=Exempt(brought.exempt_under, brought.public_interest),
        purpose=brought.purpose or Purpose.INFORMATION,
    )  # fmt: skip
    receipt = hidden_words(brought.hidden, in_file=not brought.fits)
    if brought.fits:
        receipt += [*brought.placed, *unknown, *_take(report, brought)]
    else:
        ReportAppendix.objects.create(
            report=report, number=1, title=subject[:300], kind=ReportAppendix.Kind.FILE, file=file
        )
        receipt.append(Placed("the file", "it does not have the parts of a report, so it stands behind it as it is"))
    BroughtPaper.objects.create(
        report=report, file=file, fitted=brought.fits, receipt=[asdict(one) for one in receipt], by=by.acting, at=at
    )
    record(
        "reports.report_brought", by=by, subject=report.ledger_name, at=at, file=file.name, sha256=file.sha256,
        fitted=brought.fits, pieces=len(receipt), left=sum(one.was_left for one in receipt),
    )  # fmt: skip
    return report


def _going(written: Sequence[tuple[str, date | None]]) -> tuple[list[Going], list[Placed]]:
    """The bodies a report names, as far as they are known here."""
    known = {body.name.casefold(): body for body in Body.objects.all()}
    found: dict[int, Going] = {}
    unknown = []
    for name, on in written:
        body = known.get(name.casefold())
        if body is None:
            unknown.append(Placed("the block", "a committee or board that is not known here", name, was_left=True))
        else:
            found.setdefault(body.pk, Going(body, on))
    return list(found.values()), unknown


def _people(report: Report, brought: Brought) -> tuple[dict[str, str], list[Placed]]:
    """Whose report it is and its author, as the file names them: a post and a contact never stand by another's name.

    Where the file names an author, what it does not say of that author stays blank, unless whoever brought it has the
    same name. Where it names none, whoever brought it is the author, and a contact of nobody named is left.
    """
    given = {name: getattr(brought, name) for name in ("report_of", "report_of_post") if getattr(brought, name)}
    if not brought.author_name:
        strange = [brought.author_telephone, brought.author_email]
        known = (report.author_telephone, report.author_email, "")
        what = "how to reach somebody whom the file does not name as its author"
        return given, [Placed("the file", what, one, was_left=True) for one in strange if one not in known]
    is_same = _folded(brought.author_name) == _folded(report.author_name)
    for name in ("author_name", "author_post", "author_telephone", "author_email"):
        value = getattr(brought, name)
        if value or not is_same:
            given[name] = value
    return given, []


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _take(report: Report, brought: Brought) -> list[Placed]:
    """The block and the sections of a report that fits; what is too much for it is told."""
    given, left = _people(report, brought)
    Report.objects.filter(pk=report.pk).update(**given)
    for name, value in given.items():
        setattr(report, name, value)
    made: list[Section] = []
    seen: set[str] = set()
    for one in brought.sections:
        kind = SectionKind.BODY if one.kind in ONCE and one.kind in seen else one.kind
        seen.add(one.kind)
        if len(made) >= MOST_SECTIONS or len(one.text) > LONGEST_SECTION:
            left.append(Placed("the file", f"“{one.heading}” is more than a report holds", one.text[:200], True))
            continue
        heading = one.heading[:200]
        made.append(
            Section(report=report, position=len(made) + 1, kind=kind, level=one.level, heading=heading, text=one.text)
        )
    Section.objects.bulk_create(made)
    return left + _name_appendices(report, brought.appendices)


def _name_appendices(report: Report, named: Sequence[str]) -> list[Placed]:
    """The appendices the file names, under numbers of ours; one that had another number in the file is told."""
    told = []
    for number, written in enumerate(named, start=1):
        own, title = appendix_named(written)
        ReportAppendix.objects.create(
            report=report, number=number, title=title[:300] or "Without a name in the file",
            kind=ReportAppendix.Kind.TEXT, text="This appendix was not in the file.",
        )  # fmt: skip
        if own not in ("", str(number)):
            told.append(Placed("the file", f"Appendix {own} of the file is Appendix {number} here", title))
    return told
