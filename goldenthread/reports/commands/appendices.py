"""What stands behind a report, and the pictures in it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify

from goldenthread.documents.models import StoredFile
from goldenthread.documents.pictures import measure
from goldenthread.documents.storing import store
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.holding import hold_to_write
from goldenthread.reports.commands.writing import LONGEST_SECTION
from goldenthread.reports.models import Report, ReportAppendix, ReportPicture

MOST_APPENDICES = 20
MOST_PICTURES = 40


@transaction.atomic
def add_appendix(
    *,
    report: Report,
    kind: str,
    title: str,
    by: Actor,
    at: datetime,
    file: StoredFile | None = None,
    text: str = "",
) -> ReportAppendix:
    """Add an appendix at the end: the plan as the round was closed, a file, or a text."""
    held = hold_to_write(report, by=by, at=at)
    _check(held, kind, title, file, text)
    number = (held.appendices.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_APPENDICES:
        raise RuleBroken(f"A report has {MOST_APPENDICES} appendices at the most.")
    made = ReportAppendix.objects.create(
        report=held, number=number, title=title.strip(), kind=kind, file=file, text=text.replace("\x00", "")
    )
    record("reports.appendix_added", by=by, subject=held.ledger_name, at=at, number=number, title=made.title, kind=kind)
    return made


def _check(report: Report, kind: str, title: str, file: StoredFile | None, text: str) -> None:
    if kind not in ReportAppendix.Kind.values:
        raise RuleBroken("An appendix is the plan, a file or a text.", about="kind")
    if not 0 < len(title.strip()) <= 300:
        raise RuleBroken("Give the appendix a title of 300 letters at the most.", about="title")
    if (kind == ReportAppendix.Kind.FILE) != (file is not None):
        raise RuleBroken("Choose the file of the appendix.", about="file")
    if kind == ReportAppendix.Kind.PLAN and report.closing_id is None:
        raise RuleBroken("This report is on no round, so there is no plan to put behind it.", about="kind")
    if len(text) > LONGEST_SECTION:
        raise RuleBroken(f"An appendix holds {LONGEST_SECTION:,} letters at the most; put a file behind it.")


@transaction.atomic
def change_appendix(*, appendix: ReportAppendix, title: str, text: str, by: Actor, at: datetime) -> None:
    """Change the title or the text of an appendix."""
    held = hold_to_write(appendix.report, by=by, at=at)
    current = held.appendices.get(pk=appendix.pk)
    _check(held, current.kind, title, current.file, text)
    values = {"title": title.strip(), "text": text.replace("\x00", "")}
    changes = {name: (getattr(current, name), value) for name, value in values.items()}
    held.appendices.filter(pk=current.pk).update(**values, version=F("version") + 1)
    record("reports.appendix_changed", by=by, subject=held.ledger_name, at=at, changes=changes, number=current.number)


@transaction.atomic
def remove_appendix(*, appendix: ReportAppendix, by: Actor, at: datetime) -> None:
    """Take an appendix away; those behind it move up by one number."""
    held = hold_to_write(appendix.report, by=by, at=at)
    current = held.appendices.get(pk=appendix.pk)
    number, title = current.number, current.title
    current.delete()
    for behind in held.appendices.filter(number__gt=number).order_by("number"):
        held.appendices.filter(pk=behind.pk).update(number=behind.number - 1)
    record("reports.appendix_removed", by=by, subject=held.ledger_name, at=at, number=number, title=title)


@transaction.atomic
def add_picture(
    *, report: Report, name: str, content: bytes, description: str, by: Actor, at: datetime
) -> ReportPicture:
    """Attach a picture, so that ``![...](picture:name)`` shows it. One without a description is refused.

    It is measured by its first bytes and refused by them where it is too large, before anything decodes it.
    """
    held = hold_to_write(report, by=by, at=at)
    if not description.strip():
        raise RuleBroken("Say what the picture shows, for those who do not see it.", about="description")
    key = slugify(name.rpartition(".")[0] or name)[:80] or "picture"
    if held.pictures.filter(name=key).exists():
        raise RuleBroken(f"This report has a picture called “{key}” already; give this one another name.", about="name")
    if held.pictures.count() >= MOST_PICTURES:
        raise RuleBroken(f"A report holds {MOST_PICTURES} pictures at the most.")
    measured = measure(content)
    kept = store(name=name, media_type=measured.media_type, chunks=[content], by_key=by.key, at=at)
    made = ReportPicture.objects.create(report=held, name=key, file=kept, description=description.strip()[:2000])
    record("reports.picture_added", by=by, subject=held.ledger_name, at=at, name=key, sha256=kept.sha256)
    return made


@transaction.atomic
def remove_picture(*, picture: ReportPicture, by: Actor, at: datetime) -> None:
    """Take a picture out of a report; its file stays, as every file does."""
    held = hold_to_write(picture.report, by=by, at=at)
    held.pictures.filter(pk=picture.pk).delete()
    record("reports.picture_removed", by=by, subject=held.ledger_name, at=at, name=picture.name)
