"""Handing one e-mail to the mail server, and knowing afterwards who has it: they, we, or nobody can say.

Sources: RFC 5321, section 4.1.1.4 (the message is theirs with the reply to the
end of the data, and not before), 4.2.1 (replies), 4.5.2 (lines that begin with
a dot), 4.5.3.2 (time limits; ours are shorter, as one worker sends for all).
"""

import re
import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from enum import Enum

from config.mail import MailServer
from goldenthread.notices.wording import one_line

_FAILURES = (OSError, smtplib.SMTPException, ValueError)
_ASKS_TO_SIGN_IN = frozenset({530, 534, 535, 538})
_DOT = re.compile(rb"^\.", re.MULTILINE)
LONGEST_SAID = 300


class Fate(Enum):
    """Who has the message now."""

    TAKEN = "the server has it"
    LATER = "we have it and may try again"
    REFUSED = "the server will never take it"
    UNSURE = "nobody can say"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try, and what the server said."""

    fate: Fate
    said: str


class Away(Exception):
    """The mail server cannot be reached or does not let us in; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, for each reply, and for the whole of one e-mail however slowly replies drip in."""

    connect: float = 15.0
    reply: float = 60.0
    whole: float = 240.0


class Wire:
    """A line to the mail server, opened when it is needed and used for several e-mails."""

    def __init__(
        self, server: MailServer, *, sender: Address, ours: str = "localhost", limits: Limits | None = None
    ) -> None:
        self.server = server
        self.sender = sender
        self.ours = ours
        self.limits = limits or Limits()
        self._smtp: smtplib.SMTP | None = None

    def ready(self) -> None:
        """Have a line on which an e-mail can begin; raises ``Away`` where there is none to be had."""
        if self._smtp is not None and self._still_answers():
            return
        try:
            with self._cut_after(self.limits.whole):
                self._connect()
        except _FAILURES as failure:
            self.close()
            raise Away(in_words(failure)) from None

    def send(self, message: bytes, *, to: str) -> Outcome:
        """Hand over one message for one address; ``ready`` comes first."""
        with self._cut_after(self.limits.whole):
            body = _DOT.sub(b"..", message if message.endswith(b"\r\n") else message + b"\r\n")
            try:
                refused = self._up_to_the_end(body, to=to)
            except _FAILURES as failure:
                self.close()
                return Outcome(Fate.LATER, in_words(failure))
            return refused or self._end()

    def close(self) -> None:
        """Hang up."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(*_FAILURES):
                smtp.close()

    def quit(self) -> None:
        """Say goodbye and hang up."""
        if self._smtp is not None:
            with suppress(*_FAILURES), self._cut_after(self.limits.reply):
                self._smtp.quit()
        self.close()

    def _connect(self) -> None:
        # To read which authorities are trusted takes longer than an e-mail: only where the line is private.
        secure = ssl.create_default_context() if self.server.begins_with_tls or self.server.turns_to_tls else None
        smtp: _Line | _PrivateLine = (
            _PrivateLine(self, secure) if secure and self.server.begins_with_tls else _Line(self)
        )
        self._smtp = smtp
        code, said = smtp.connect(self.server.host, self.server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        assert smtp.sock is not None  # noqa: S101 - it just answered
        smtp.sock.settimeout(self.limits.reply)
        smtp.ehlo_or_helo_if_needed()
        if self.server.turns_to_tls:
            smtp.starttls(context=secure)
        if self.server.user:
            smtp.login(self.server.user, self.server.password)

    def _still_answers(self) -> bool:
        try:
            with self._cut_after(self.limits.reply):
                assert self._smtp is not None  # noqa: S101 - the caller looked
                code, _ = self._smtp.rset()
        except _FAILURES:
            code = 0
        if code != 250:
            self.close()
        return code == 250

    def _up_to_the_end(self, body: bytes, *, to: str) -> Outcome | None:
        """Everything before the sign that ends the message: until then it is ours, whatever breaks."""
        smtp = self._smtp
        if smtp is None or smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("No line is open.")
        code, said = smtp.mail(self.sender.addr_spec)
        if code != 250:
            return Outcome(Fate.LATER, _said(code, said))  # it refuses us, not the reader
        code, said = smtp.rcpt(to)
        if code not in (250, 251):
            return Outcome(_fate_of(code, otherwise=Fate.LATER), _said(code, said))
        smtp.putcmd("data")
        code, said = smtp.getreply()
        if code != 354:
            return Outcome(_fate_of(code, otherwise=Fate.LATER), _said(code, said))
        smtp.sock.sendall(body)
        return None

    def _end(self) -> Outcome:
        """The sign that ends the message, and the reply that says who has it."""
        smtp = self._smtp
        try:
            assert smtp is not None  # noqa: S101 - the message was just written to it
            assert smtp.sock is not None  # noqa: S101
            smtp.sock.sendall(b".\r\n")
            code, said = smtp.getreply()
        except _FAILURES as failure:
            self.close()
            return Outcome(Fate.UNSURE, in_words(failure))
        return Outcome(_fate_of(code, otherwise=Fate.UNSURE), _said(code, said))

    @contextmanager
    def _cut_after(self, seconds: float) -> Iterator[None]:
        """Cut the line after so long: a limit for each reply alone is no limit where a server drips."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with suppress(OSError):
                smtp.sock.shutdown(2)


class _Line(smtplib.SMTP):
    """A line that is not opened before it is kept, so that it can be cut while it is being opened."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(local_hostname=wire.ours, timeout=wire.limits.connect)
        self._host = wire.server.host  # whom the certificate must name


class _PrivateLine(smtplib.SMTP_SSL):
    """The same, private from its first byte."""

    def __init__(self, wire: Wire, secure: ssl.SSLContext) -> None:
        super().__init__(local_hostname=wire.ours, timeout=wire.limits.connect, context=secure)
        self._host = wire.server.host


def _fate_of(code: int, *, otherwise: Fate) -> Fate:
    """Whom a reply leaves the message with; a reply that is none leaves it as the caller says.

    Source: RFC 5321, section 4.2.1. A reply that asks us to sign in refuses us
    and not the reader, and may be mended here (RFC 4954, section 6).
    """
    if 200 <= code < 300 and otherwise == Fate.UNSURE:
        return Fate.TAKEN
    if 400 <= code < 500 or code in _ASKS_TO_SIGN_IN:
        return Fate.LATER
    return Fate.REFUSED if 500 <= code < 600 else otherwise


def _said(code: int, said: bytes) -> str:
    return one_line(f"{code} {said.decode(errors='replace')}", most=LONGEST_SAID)


def in_words(failure: BaseException) -> str:
    """What went wrong on the line, in one sentence an administrator can act on."""
    if isinstance(failure, smtplib.SMTPResponseException):
        said = failure.smtp_error
        return _said(failure.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    if isinstance(failure, TimeoutError) or "timed out" in str(failure):
        return "The mail server did not answer in time."
    if isinstance(failure, ConnectionRefusedError):
        return "The mail server cannot be reached: nothing listens there."
    if isinstance(failure, smtplib.SMTPServerDisconnected):
        return "The mail server hung up."
    return one_line(f"The line to the mail server failed: {failure or type(failure).__name__}", most=LONGEST_SAID)
