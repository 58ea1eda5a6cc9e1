"""Serving: everything made ready, then the web server and the task worker kept running from one data folder."""

import gc
import hashlib
from collections.abc import Callable, MutableMapping
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections, transaction
from django.urls import get_resolver
from django.utils import timezone

from goldenthread.home import listening, processes
from goldenthread.home.supervising import Child, Supervisor
from goldenthread.identity.models import Account, Council, Invitation
from goldenthread.intake.models import Import
from goldenthread.kernel import data_folder
from goldenthread.kernel.commands import prepare_database
from goldenthread.kernel.plain_text import web_program

Say = Callable[[str], None]
USUAL_COLLECTION = (700, 10, 10)  # as Python has it; the settings make it rarer while the program is loaded
# The package of the typeface brings forms and weights that no page uses. Should
# a style sheet come to name one, collecting fails and says so.
NOT_SERVED = ("*.otf", "*-Black*", "*-ExtraLight*", "*-Light*")


def serve(environment: MutableMapping[str, str], *, say: Say, tell: Say) -> None:
    """Take port and folder, make everything ready, and serve until told to end.

    ``say`` prints for the person who started the program, ``tell`` for the log.
    """
    gc.set_threshold(*USUAL_COLLECTION)
    port = listening.receive(environment)
    with data_folder.serving(settings.DATA) as lock:
        prepare_database()
        collect_static_files()
        if is_empty():
            build_demonstration()
        program = web_program()
        # The addresses are loaded now, once, for all processes.
        _ = get_resolver().url_patterns
        listening.listen(port)
        for line in greeting():
            say(line)
        connections.close_all()
        # What is loaded stays; without this the first collection in each child would copy the shared memory.
        gc.freeze()
        children = [
            Child("The web server", lambda: processes.run_web_server(program, port)),
            Child("The task worker", processes.run_task_worker),
            Child("The mail worker", processes.run_mail_worker),
        ]
        Supervisor(children, to_close=(lock,), say=tell).run()


def is_empty() -> bool:
    """Whether the data folder holds neither a council nor an import."""
    return not Council.objects.exists() and not Import.objects.exists()


def build_demonstration() -> None:
    """Fill an empty folder with the fictional council: all of it, or nothing where the start is broken off."""
    with transaction.atomic():
        call_command("demonstration")


def greeting() -> list[str]:
    """What the person who starts the program has to know: where it is, and how to get in."""
    lines = [f"Golden Thread is at {settings.ADDRESS}"]
    if Council.objects.filter(is_demonstration=True).exists():
        # Only a demonstration loads what it was built with.
        from goldenthread.home.demonstration.cast import sign_ins

        lines += sign_ins()
    if not can_sign_in():
        lines.append("Nobody can sign in yet. Run: ./run council NAME --admin EMAIL")
    return lines


def can_sign_in() -> bool:
    """Whether anybody has an account, or an invitation that still holds."""
    open_invitations = Invitation.objects.filter(used_at=None, ends_at__gt=timezone.now())
    return Account.objects.filter(is_active=True).exists() or open_invitations.exists()


def collect_static_files() -> None:
    """Copy and compress the static files where any of them changed since the last start.

    Compressing takes seconds, comparing sizes and times of the files takes none.
    """
    stamp = settings.DATA / "static.stamp"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and settings.STATIC_ROOT.exists():
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=list(NOT_SERVED))
    stamp.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            found = storage.path(path)
            status = Path(found).stat()
            digest.update(f"{found} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
