"""Typed readers of what e-mail needs; a value that cannot be read stops the start with one sentence."""

from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment

if TYPE_CHECKING:
    from email.headerregistry import Address

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
NEAR = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The council's mail server: where it is, how the line to it is kept private, and who signs in."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def begins_with_tls(self) -> bool:
        """Whether the line is private from its first byte."""
        return self.scheme == "smtps"

    @property
    def turns_to_tls(self) -> bool:
        """Whether the line is made private by STARTTLS; without it nothing is sent."""
        return self.scheme == "smtp+tls"


def mail_server(name: str) -> MailServer | None:
    """The server that ``smtp+tls://user:password@host:587`` names, or none where the variable is unset.

    ``smtp+tls`` is STARTTLS, ``smtps`` is TLS from the start, ``smtp`` is
    neither; a password is given only to a private line or to this machine.
    """
    address = environment.text(name)
    if not address:
        return None
    parts, port = _parts(name, address)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} must look like smtp+tls://user:password@host:587, smtps:// or smtp://.")
    if (parts.password is None) != (parts.username is None):
        raise ImproperlyConfigured(f"{name} must give both a user and a password, or neither.")
    if parts.password is not None and parts.scheme == "smtp" and parts.hostname not in NEAR:
        raise ImproperlyConfigured(f"{name} would send a password over an open line; use smtp+tls:// or smtps://.")
    return MailServer(parts.scheme, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))


def _parts(name: str, address: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address)
        return parts, parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise ImproperlyConfigured(f"{name} names a host or a port that cannot be read.") from None


def sender(name: str, *, is_needed: bool) -> "Address | None":
    """The address e-mails come from, as in ``Improvement team <plan@council.example>``; needed with a mail server."""
    words = environment.text(name)
    if not words:
        if is_needed:
            raise ImproperlyConfigured(f"{name} must give the address e-mails come from, as SMTP_URL names a server.")
        return None
    from email.headerregistry import Address  # every command reads the settings, and few send

    shown, address = parseaddr(words)
    local, _, domain = address.rpartition("@")
    if not local or not domain or not words.isprintable() or not address.isascii():
        raise ImproperlyConfigured(f"{name} must be an e-mail address, or a name and <an address>.")
    try:
        return Address(display_name=shown, addr_spec=address)
    except (ValueError, IndexError):
        raise ImproperlyConfigured(f"{name} must be an e-mail address, or a name and <an address>.") from None


def hour(name: str, default: int) -> int:
    """An hour of the day, from 0 to 23."""
    found = environment.number(name, default)
    if not 0 <= found <= 23:
        raise ImproperlyConfigured(f"{name} must be an hour from 0 to 23, not {found}.")
    return found
