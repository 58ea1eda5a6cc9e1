"""Papers that take long to make: where the worker lays them until they are fetched, and how somebody stops the work.

Each has a name nobody guesses. It lies in the data folder beside the uploads,
belongs to no record and to no backup, and is gone after a day.
"""

import json
import re
import secrets
import time
from pathlib import Path

from django.conf import settings

from goldenthread.documents.rendered import Rendered

KEPT_FOR = 24 * 60 * 60
_BEGINS = "made-"
_NAME = re.compile(r"^made-[0-9a-f]{32}$")


def begin() -> str:
    """A name for a paper to be made; what nobody fetched for a day is cleared away."""
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{_BEGINS}*"):
        try:
            if time.time() - path.stat().st_mtime > KEPT_FOR:
                path.unlink()
        except FileNotFoundError:
            # Another start cleared it away just now.
            continue
    return f"{_BEGINS}{secrets.token_hex(16)}"


def stop(name: str) -> None:
    """Ask whoever makes the paper to stop."""
    _path(name, ".stop").touch(mode=0o600)


def is_stopped(name: str) -> bool:
    """Whether somebody asked to stop."""
    return _path(name, ".stop").exists()


def lay(name: str, made: Rendered) -> None:
    """Lay a paper down, whole or not at all, with what was replaced in it."""
    _path(name, ".replaced").write_text(json.dumps(made.replaced))
    draft = _path(name, ".part")
    draft.write_bytes(made.content)
    draft.chmod(0o600)
    draft.replace(_path(name))


def fetch(name: str) -> Rendered | None:
    """The paper, where it is still there."""
    try:
        content = _path(name).read_bytes()
        replaced = json.loads(_path(name, ".replaced").read_text())
    except FileNotFoundError:
        return None
    return Rendered(content, tuple(replaced))


def _path(name: str, ending: str = "") -> Path:
    if not _NAME.match(name):
        raise ValueError(f"{name!r} is no name of a paper.")
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / f"{name}{ending}"
