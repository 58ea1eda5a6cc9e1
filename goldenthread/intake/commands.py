"""Keeping what was read: the file, its frozen rows, the corrections laid over them, and what became of the import.

What the rows mean is decided above: the app that takes them passes its reading
and its receipt as JSON. A file that is refused leaves nothing behind.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import read_chunks, safe_name, store
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, new_key
from goldenthread.intake.allowance import MAX_BYTES
from goldenthread.intake.document import Document
from goldenthread.intake.freezing import freeze_rows
from goldenthread.intake.models import Correction, Import, State
from goldenthread.intake.queries import corrections_of
from goldenthread.intake.refusals import FileRefused, Reason
from goldenthread.kernel.errors import Clash, Conflict, RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.queries import last_saver
from goldenthread.ledger.writing import record

MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
}
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was given and is not kept yet: where it lies for now, what it is called, its SHA-256."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Meant:
    """One correction as somebody gives it; without a value an earlier one is taken back."""

    kind: str
    target: str
    value: str | None


@contextmanager
def laid_down(chunks: Iterable[bytes], name: str) -> Iterator[Upload]:
    """Lay a file down for reading; it is gone afterwards, whatever happens.

    One over the limit is refused as it comes in, before it is whole on disk.
    """
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="reading-") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_BYTES:
                raise FileRefused(Reason.TOO_BIG)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        yield Upload(Path(out.name), safe_name(name)[:LONGEST_NAME], digest.hexdigest())


def keep_import(
    *,
    upload: Upload,
    document: Document,
    reading: Mapping[str, Any],
    receipt: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> Import:
    """Keep a file that was read: itself, its frozen rows, what was understood and the receipt; all or nothing."""
    stored: StoredFile | None = None
    try:
        with transaction.atomic():
            stored = store(
                name=upload.name,
                media_type=MEDIA_TYPES.get(Path(upload.name).suffix.lower(), "application/octet-stream"),
                chunks=read_chunks(upload.path),
                by_key=by.key,
                at=at,
            )
            made = Import.objects.create(
                key=new_key(),
                name=upload.name,
                format=document.format,
                file=stored,
                sha256=upload.sha256,
                made_by=by.acting,
                made_at=at,
                reading=reading,
                receipt=receipt,
                hidden=[one.row for one in document.hidden],
            )
            rows = freeze_rows(made, document)
            record("intake.staged", by=by, subject=made.subject, at=at, name=made.name, sha256=made.sha256, rows=rows)
    except BaseException:
        if stored is not None:
            Path(stored.location).unlink(missing_ok=True)
        raise
    return made


@transaction.atomic
def save_corrections(
    *,
    of: Import,
    corrections: Sequence[Meant],
    reading: Mapping[str, Any],
    receipt: Mapping[str, Any],
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Lay corrections over the frozen rows, with the reading that was made again with them.

    With a ``version`` that is no longer the import's, raises ``Conflict`` with both values of each target.
    """
    require_staged(of)
    before = corrections_of(of)
    if not update_if_unchanged(of, version=version, values={"reading": reading, "receipt": receipt}):
        raise conflict(of, corrections)
    for one in corrections:
        if one.value is None:
            of.corrections.filter(kind=one.kind, target=one.target).delete()
    Correction.objects.bulk_create(
        Correction(of=of, kind=one.kind, target=one.target, value=one.value, made_by=by.acting, made_at=at)
        for one in corrections
        if one.value is not None
    )
    record(
        "intake.corrected",
        by=by,
        subject=of.subject,
        at=at,
        changes={
            "corrections": (
                [[one.kind, one.target, before.get((one.kind, one.target))] for one in corrections],
                [[one.kind, one.target, one.value] for one in corrections],
            )
        },
    )


def require_staged(of: Import) -> None:
    """Refuse to correct or decide an import that was decided."""
    if of.state != State.STAGED:
        raise RuleBroken(f"This import was {of.get_state_display().lower()} already.")


def conflict(of: Import, corrections: Sequence[Meant] = ()) -> Conflict:
    """The conflict of whoever came second: what stands for each target now, and what was typed."""
    now = Import.objects.only("version").get(pk=of.pk)
    standing = corrections_of(of)
    name = Person.objects.filter(key=last_saver(of.subject)).values_list("name", flat=True).first()
    clashes = [
        Clash(f"{one.kind}|{one.target}", one.target, standing.get((one.kind, one.target), ""), one.value or "")
        for one in corrections
        if standing.get((one.kind, one.target), "") != (one.value or "")
    ]
    return Conflict(name or "Somebody", now.version, clashes)


def decide(of: Import, *, state: State, by: Actor, at: datetime, before: State = State.STAGED, **values: Any) -> bool:
    """Move an import on, once: whoever comes second changes nothing and is told so by ``False``.

    A part of commands that accept, undo and drop; it makes no entry of its own.
    """
    moved = Import.objects.filter(pk=of.pk, state=before, version=of.version).update(
        state=state, decided_by=by.acting, decided_at=at, version=of.version + 1, **values
    )
    if moved:
        of.refresh_from_db(fields=["state", "decided_by", "decided_at", "version", *values])
    return bool(moved)


@transaction.atomic
def drop_import(*, of: Import, by: Actor, at: datetime, why: str = "") -> None:
    """Drop an import that waits: nothing of it was taken. Its rows stay as they were read, for the record."""
    require_staged(of)
    if not decide(of, state=State.DROPPED, by=by, at=at):
        raise conflict(of)
    record("intake.dropped", by=by, subject=of.subject, at=at, why=why, name=of.name)
