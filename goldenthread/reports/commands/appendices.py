"""What stands behind a report, and the pictures in it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import store
from goldenthread.documents.wholeness import check_whole
from goldenthread.identity.actor import Actor
from goldenthread.intake.document import Hidden
from goldenthread.intake.reading import read_in_child
from goldenthread.intake.refusals import FileRefused
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.saving import save_changed
from goldenthread.reports.commands.holding import hold_to_write
from goldenthread.reports.commands.writing import LONGEST_SECTION
from goldenthread.reports.models import Report, ReportAppendix, ReportPicture
from goldenthread.reports.policy import require_may_write

MOST_APPENDICES = 20
MOST_PICTURES = 40


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
    """Add an appendix at the end: the plan as the round was closed, a file, or a text.

    A file is looked through for words that its paper does not show, before the database is asked to hold anything;
    what was found stands with the file, and asks for a decision before the report is issued.
    """
    require_may_write(by, report)
    if file is not None:
        look_through(file)
    return _add(report=report, kind=kind, title=title, by=by, at=at, file=file, text=text)


@transaction.atomic
def _add(
    *, report: Report, kind: str, title: str, by: Actor, at: datetime, file: StoredFile | None, text: str
) -> ReportAppendix:
    held = hold_to_write(report, by=by, at=at)
    _check(held, kind, title, file, text)
    number = (held.appendices.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_APPENDICES:
        raise RuleBroken(f"A report has {MOST_APPENDICES} appendices at the most.")
    made = ReportAppendix.objects.create(
        report=held, number=number, title=title.strip(), kind=kind, file=file, text=_clean(text)
    )
    record("reports.appendix_added", by=by, subject=held.ledger_name, at=at, number=number, title=made.title, kind=kind)
    return made


def look_through(file: StoredFile) -> None:
    """Keep with a Word file where it holds words that its paper does not show; of any other it stays unknown.

    It is read in a process of its own. One that cannot be read is taken all the same, as a file nobody looked through.
    """
    if PurePath(file.name).suffix.lower() != ".docx":
        return
    try:
        keep_hidden(file, read_in_child(Path(file.location), file.name).hidden)
    except FileRefused:
        return


def keep_hidden(file: StoredFile, hidden: Sequence[Hidden]) -> None:
    """Keep with a file what a look into it found hidden; nothing found is kept, too."""
    file.hidden = [one.row for one in hidden]
    file.save(update_fields=["hidden"])


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
def change_appendix(
    *, appendix: ReportAppendix, version: int | None, title: str, text: str, by: Actor, at: datetime
) -> bool:
    """Change the title or the text of an appendix, if nobody saved it since ``version``; else ``Conflict`` holds both.

    What changes nothing is not written and takes no report back.
    """
    require_may_write(by, appendix.report)
    current = appendix.report.appendices.select_related("file").filter(pk=appendix.pk).first()
    if current is None:
        raise RuleBroken("Somebody took this appendix away in the meantime; add it again if it is still wanted.")
    _check(appendix.report, current.kind, title, current.file, text)
    values = {"title": title.strip(), "text": _clean(text)}
    if all(getattr(current, name) == value for name, value in values.items()):
        return False
    current.report = hold_to_write(appendix.report, by=by, at=at)
    return save_changed(
        current, version=version, values=values, subject=current.subject, what="reports.appendix_changed", by=by,
        number=current.number,
    )  # fmt: skip


def _clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


@transaction.atomic
def remove_appendix(*, appendix: ReportAppendix, by: Actor, at: datetime) -> None:
    """Take an appendix away; those behind it move up by one number."""
    held = hold_to_write(appendix.report, by=by, at=at)
    current = held.appendices.filter(pk=appendix.pk).first()
    if current is None:
        raise RuleBroken("Somebody took this appendix away already.")
    number, title = current.number, current.title
    current.delete()
    for behind in held.appendices.filter(number__gt=number).order_by("number"):
        held.appendices.filter(pk=behind.pk).update(number=behind.number - 1)
    record("reports.appendix_removed", by=by, subject=held.ledger_name, at=at, number=number, title=title)


def add_picture(
    *, report: Report, name: str, content: bytes, description: str, by: Actor, at: datetime
) -> ReportPicture:
    """Attach a picture, so that ``![...](picture:name)`` shows it. One without a description is refused.

    It is measured by its first bytes and refused by them where it is too large; then it is decoded to its end, before
    the database is asked to hold anything, and refused where it is damaged.
    """
    require_may_write(by, report)
    if not description.strip():
        raise RuleBroken("Say what the picture shows, for those who do not see it.", about="description")
    media_type = check_whole(content).media_type
    return _attach(report, name, content, media_type, description.strip()[:2000], by, at)


@transaction.atomic
def _attach(
    report: Report, name: str, content: bytes, media_type: str, description: str, by: Actor, at: datetime
) -> ReportPicture:
    held = hold_to_write(report, by=by, at=at)
    key = slugify(name.rpartition(".")[0] or name)[:80] or "picture"
    if held.pictures.filter(name=key).exists():
        raise RuleBroken(f"This report has a picture called “{key}” already; give this one another name.", about="name")
    if held.pictures.count() >= MOST_PICTURES:
        raise RuleBroken(f"A report holds {MOST_PICTURES} pictures at the most.")
    kept = store(name=name, media_type=media_type, chunks=[content], by_key=by.key, at=at)
    made = ReportPicture.objects.create(report=held, name=key, file=kept, description=description)
    record("reports.picture_added", by=by, subject=held.ledger_name, at=at, name=key, sha256=kept.sha256)
    return made


@transaction.atomic
def remove_picture(*, picture: ReportPicture, by: Actor, at: datetime) -> None:
    """Take a picture out of a report; its file stays, as every file does."""
    held = hold_to_write(picture.report, by=by, at=at)
    held.pictures.filter(pk=picture.pk).delete()
    record("reports.picture_removed", by=by, subject=held.ledger_name, at=at, name=picture.name)
