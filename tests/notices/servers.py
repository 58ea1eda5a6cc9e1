"""A mail server on this machine that does what the name of each address says: takes, refuses, stalls or drops."""

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from config.mail import MailServer

STALL = 20.0  # far beyond the limits of the tests; the end of the test ends it


@dataclass
class Post:
    """What arrived, and when something was reached that a test waits for."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    reached: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    lines: int = 0

    @property
    def server(self) -> MailServer:
        """How the product is told of this server."""
        return MailServer("smtp", "127.0.0.1", self.port)

    def copies(self) -> Counter[str]:
        """How many e-mails arrived for each address."""
        return Counter(address for address, _ in self.taken)

    def messages(self, address: str = "") -> list[EmailMessage]:
        """What arrived, read as a reader's program would."""
        return [
            message_from_bytes(content, policy=default)  # type: ignore[arg-type]
            for to, content in self.taken
            if address in ("", to)
        ]

    async def handle_RCPT(  # noqa: N802 - the names and arguments are the library's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer as the address says, before there is a message."""
        word = address.partition("@")[0].partition(".")[0]
        self.asked[address] += 1
        if word == "later-at-rcpt":
            return "450 4.2.1 The mailbox is busy"
        if word == "never-at-rcpt":
            return "550 5.1.1 Nobody of that name"
        if word == "sign-in-first":
            return "530 5.7.0 Authentication required"
        if word == "stalls-at-rcpt":
            self.reached.set()
            await asyncio.sleep(STALL)
        if word == "drops-at-rcpt":
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer as the address says, when the whole message is here."""
        (address,) = envelope.rcpt_tos
        word = address.partition("@")[0].partition(".")[0]
        if word == "later-after-data" or (word == "later-once" and self.asked[address] == 1):
            return "451 4.3.0 Try again"
        if word == "never-after-data":
            return "554 5.7.1 This is not wanted here"
        if word == "speaks-nonsense":
            self.taken.append((address, bytes(envelope.content or b"")))
            return "999 What?"
        self.taken.append((address, bytes(envelope.content or b"")))
        if word == "drops-after-data":
            server.transport.close()
        if word == "stalls-after-data":
            self.reached.set()
            await asyncio.sleep(STALL)
        return "250 OK"


@contextmanager
def mail_server(*, from_the_start: ssl.SSLContext | None = None, **named: Any) -> Iterator[Post]:
    """A server on a free port, in a thread of its own, that runs for as long as the test needs it."""
    post, loop = Post(), asyncio.new_event_loop()

    def answer() -> SMTP:
        post.lines += 1
        return SMTP(post, loop=loop, hostname="localhost", **named)

    opened = loop.create_server(answer, "127.0.0.1", 0, ssl=from_the_start)
    server = loop.run_until_complete(opened)
    post.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
