"""How an e-mail reads: one frozen letter becomes its subject, its plain text and a simple page.

The page has no style, no picture and nothing from anywhere; the text says the
same. Neither ever has an attachment.

Sources: RFC 3834, section 5.1 (Auto-Submitted, so that no absence notice
answers us); RFC 2919 (List-Id, by which readers can sort).
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby

from django.template.loader import render_to_string

from goldenthread.design.words import weekday
from goldenthread.notices.wording import one_line

WIDTH = 72


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told: under which heading, in which words, and where to act on it."""

    heading: str
    subject: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything one e-mail says. ``digest_on`` is the day it gathers, where it is a digest."""

    name: str
    council: str
    site: str
    told: tuple[Told, ...]
    digest_on: date | None = None

    @property
    def groups(self) -> list[tuple[str, list[Told]]]:
        """What is told, by heading, in the order in which the headings first came."""
        order = list(dict.fromkeys(one.heading for one in self.told))
        by_heading = sorted(self.told, key=lambda one: order.index(one.heading))
        return [(heading, list(group)) for heading, group in groupby(by_heading, key=lambda one: one.heading)]

    @property
    def subject(self) -> str:
        """The subject: what is told, or how many things are."""
        if len(self.told) == 1:
            return self.told[0].subject
        count = f"{len(self.told)} things for you"
        return f"{count}, {weekday(self.digest_on)}" if self.digest_on else count

    @property
    def from_whom(self) -> str:
        """Who writes, and that nobody reads answers."""
        council = f" for {self.council}" if self.council else ""
        return f"Golden Thread writes this{council}. Nobody reads answers to this address."


def plain_text(letter: Letter) -> str:
    """The letter as plain text in short lines, each address on a line of its own."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: Letter) -> Iterator[str]:
    yield from _wrapped(f"Dear {letter.name}," if letter.name else "Hello,")
    for heading, told in letter.groups:
        yield from ("", heading, "-" * min(len(heading), WIDTH))
        for one in told:
            yield ""
            yield from _wrapped(one.subject)
            for line in one.text.split("\n"):
                yield from _wrapped(line)
            yield one.url
    yield from ("", "-- ")
    yield from _wrapped(letter.from_whom)
    yield letter.site


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def as_page(letter: Letter) -> str:
    """The letter as a simple page for readers that show one."""
    return render_to_string("notices/letter.html", {"letter": letter})


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around a letter on its way."""

    sender: Address
    to: str
    name: str
    message_id: str
    made_at: datetime
    subject: str


def as_message(envelope: Envelope, *, text: str, page: str) -> bytes:
    """The bytes that go over the line: UTF-8, with lines that no server on the way has to break."""
    message = EmailMessage(policy=SMTP)
    message["From"] = envelope.sender
    message["To"] = Address(display_name=one_line(envelope.name, most=120), addr_spec=envelope.to)
    message["Subject"] = one_line(envelope.subject, most=200)
    message["Date"] = envelope.made_at
    message["Message-ID"] = envelope.message_id
    message["List-Id"] = f"Golden Thread <notices.{envelope.sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    return message.as_bytes()
