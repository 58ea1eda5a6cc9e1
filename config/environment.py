"""Typed readers of the environment: a value that cannot be read stops the start with one sentence."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """A text, or the default where the variable is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no; any other word is refused."""
    words = text(name).lower()
    if not words:
        return default
    if words in {"1", "yes", "true", "on"}:
        return True
    if words in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {words!r}.")


def number(name: str, default: int) -> int:
    """A whole number; anything else is refused."""
    words = text(name)
    if not words:
        return default
    try:
        return int(words)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {words!r}.") from None


def data_folder() -> Path:
    """The folder of database and files: ``GOLDENTHREAD_DATA``, by default ``var`` beside the program."""
    folder = Path(text("GOLDENTHREAD_DATA", str(ROOT / "var"))).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failure:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be made: {failure.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"The data folder {folder} may not be written to by this account.")
    return folder


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, else made once and kept readable by the owner alone."""
    given = text("SECRET_KEY")
    if given:
        return given
    file = folder / "secret-key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(64))
    return file.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that ``DATABASE_URL`` names."""
    address = text("DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "golden-thread.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
            },
            "TEST": {"NAME": None},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://; leave it out to use SQLite.")
    options = dict(parse_qsl(parts.query))
    # Its compiler pays for queries that run for seconds. Pages ask many small ones, each of which it would slow down.
    options.setdefault("options", "-c jit=off")
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
