"""Long reading and taking in the background: tasks that take ids, call one command and say how it went.

A refusal is an answer, not a failure: it comes back as a sentence, and the file it was about is gone. Each task may
run twice: a file that is gone was read, an import that was decided is left alone.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from goldenthread.documents.storing import read_chunks
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.importing.commands import take_import
from goldenthread.importing.staging import Only, stage
from goldenthread.intake.allowance import MAX_BYTES
from goldenthread.intake.models import Import
from goldenthread.intake.refusals import FileRefused, Reason
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.plan.models import Plan

Answer = dict[str, Any]
WAITING = "waiting-"


def lay_aside(chunks: Iterable[bytes]) -> str:
    """Lay an upload aside until the worker reads it, and say under which name; one over the limit is refused."""
    name = f"{WAITING}{secrets.token_hex(16)}"
    path, size = _waiting(name), 0
    try:
        with path.open("xb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > MAX_BYTES:
                    raise FileRefused(Reason.TOO_BIG)
                out.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def _waiting(name: str) -> Path:
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / name


def _actor(person: str, behalf_of: str) -> Actor:
    return Actor(Person.objects.get(key=person), Person.objects.get(key=behalf_of) if behalf_of else None)


@task()
def read_upload(waiting: str, name: str, person: str, behalf_of: str, into: str) -> Answer:
    """Read an upload that was laid aside; answers with the key of its import, or with the sentence of a refusal."""
    path = _waiting(waiting)
    if not path.exists():
        return {"refused": "This file was read already."}
    plan = Plan.objects.filter(key=into).first() if into else None
    try:
        staged = stage(chunks=read_chunks(path), name=name, by=_actor(person, behalf_of), at=timezone.now(), into=plan)
    except (RuleBroken, NotAllowed) as refusal:
        return {"refused": str(refusal)}
    finally:
        path.unlink(missing_ok=True)
    return {"import": staged.key}


@task()
def accept_import(
    key: str, version: int, accept_losses: bool, person: str, behalf_of: str, parts: list[str] | None = None
) -> Answer:
    """Take an import that waits, or parts of it; answers with its key and the plan's, or with a sentence of refusal."""
    try:
        taken = take_import(
            of=Import.objects.get(key=key),
            by=_actor(person, behalf_of),
            at=timezone.now(),
            accept_losses=accept_losses,
            version=version,
            parts=None if parts is None else [Only(one) for one in parts],
        )
    except (RuleBroken, NotAllowed, Conflict) as refusal:
        return {"refused": str(refusal), "import": key}
    return {"plan": taken.plan.plan.key, "import": key} if taken.plan else {"import": key}
