"""Storing a file: streamed to the data folder, hashed on the way, renamed into place when whole."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from goldenthread.documents.models import StoredFile
from goldenthread.kernel.errors import RuleBroken


def store(*, name: str, media_type: str, chunks: Iterable[bytes], by_key: str, at: datetime) -> StoredFile:
    """Keep a file and its row; refuse one over the limit of an upload before it is whole on disk.

    The bytes are on disk, synchronised, before the row is written, so that a
    row never names a file that is not there.
    """
    key = secrets.token_hex(16)
    path = f"{key[:2]}/{key}"
    target = settings.FILES / path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise RuleBroken(too_large())
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return StoredFile.objects.create(
        key=key,
        name=safe_name(name),
        media_type=media_type,
        size=size,
        sha256=digest.hexdigest(),
        path=path,
        stored_by=by_key,
        stored_at=at,
    )


def read_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file on disk in pieces of 256 KiB."""
    with path.open("rb") as source:
        while chunk := source.read(256 * 1024):
            yield chunk


def too_large() -> str:
    """The sentence for a file over the limit."""
    return f"The file is larger than {settings.UPLOAD_LIMIT // 2**20} MB, the most that can be taken."


def safe_name(name: str) -> str:
    """A file's name without folders, control characters or marks that turn the reading direction."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?')
    kept = "".join(sign for sign in kept if not 0x202A <= ord(sign) <= 0x202E and not 0x2066 <= ord(sign) <= 0x2069)
    return (kept.strip(". ") or "file")[-200:]
