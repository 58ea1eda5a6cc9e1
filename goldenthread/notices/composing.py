"""Gathering notices into e-mails: one digest a person and day, and at once what cannot wait.

Several workers may do this at once: an e-mail is made in one short transaction
that holds only if every notice it gathers is still waiting, and the database
refuses a second digest for the same person and day.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from goldenthread.identity.models import Council, Person
from goldenthread.notices.doors import heading_of, is_open
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.rendering import Letter, Told, plain_text
from goldenthread.notices.states import NoticeState, Withdrawn
from goldenthread.notices.withdrawing import withdraw

SENDER = "system-notices"
MOST_IN_ONE = 200
_AT_A_TIME = 200
_log = logging.getLogger("goldenthread.notices")


class _Moved(Exception):
    """A notice was called back, or gathered by another worker, in the same moment."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom an e-mail goes to: a person, or an address of somebody who is none here."""

    person: Person | None
    address: str

    @property
    def who(self) -> Person | str:
        """Whom the doors are asked about."""
        return self.person or self.address

    @property
    def email(self) -> str:
        """Where e-mails to her go now."""
        return self.person.email if self.person else self.address

    @property
    def name(self) -> str:
        """How she is addressed."""
        return self.person.name if self.person else ""


def compose_due(*, at: datetime, early: bool = False) -> int:
    """Make every e-mail that is due and say how many: first what goes at once, then the digests of the day.

    A digest is due from the hour of ``DIGEST_HOUR`` on, or at any hour with
    ``early``; whoever had one today waits for tomorrow's.
    """
    made = _compose_at_once(at)
    if early or timezone.localtime(at).hour >= settings.DIGEST_HOUR:
        made += _compose_digests(at, timezone.localdate(at))
    return made


def _compose_at_once(at: datetime) -> int:
    made = 0
    last = 0
    while True:
        found = list(
            Notice.objects.waiting()
            .addressed()
            .filter(is_digest=False, put_out_at__lte=at, pk__gt=last)
            .select_related("person")
            .order_by("pk")[:_AT_A_TIME]
        )
        if not found:
            return made
        last = found[-1].pk
        made += sum(_tried(Reader(one.person, one.address), [one], at=at) for one in found)


def _compose_digests(at: datetime, on: date) -> int:
    had = set(Mail.objects.filter(digest_on=on).order_by().values_list("person_id", "address"))
    people_had = {person for person, _ in had if person}
    addresses_had = {address for person, address in had if not person}
    waiting = Notice.objects.waiting().addressed().filter(is_digest=True, put_out_at__lte=at)
    readers = list(waiting.order_by().values_list("person_id", "address").distinct())
    made = 0
    for person, address in sorted(readers, key=lambda reader: (reader[0] or 0, reader[1])):
        if (person in people_had) if person else (address in addresses_had):
            continue
        of_reader = waiting.filter(person_id=person, address=address).select_related("person")
        found = list(of_reader.order_by("put_out_at", "pk")[:MOST_IN_ONE])
        if found:
            made += _tried(Reader(found[0].person, address), found, at=at, digest_on=on)
    return made


def compose_everything(*, at: datetime) -> int:
    """Make an e-mail of whatever waits, for each reader, whatever the hour and whoever had a digest today."""
    waiting = Notice.objects.waiting().addressed()
    made = 0
    for person, address in list(waiting.order_by().values_list("person_id", "address").distinct()):
        of_reader = waiting.filter(person_id=person, address=address).select_related("person")
        found = list(of_reader.order_by("put_out_at", "pk"))
        made += _tried(Reader(found[0].person, address), found, at=at) if found else 0
    return made


def _tried(reader: Reader, notices: Sequence[Notice], *, at: datetime, digest_on: date | None = None) -> int:
    """Compose for one reader; what goes wrong there is told and keeps nobody else's e-mail back."""
    try:
        return int(_compose(reader, notices, at=at, digest_on=digest_on) is not None)
    except Exception:
        _log.exception("An e-mail could not be made.")
        return 0


def _compose(reader: Reader, notices: Sequence[Notice], *, at: datetime, digest_on: date | None) -> Mail | None:
    told = still_open(reader, notices, at=at)
    if not told:
        return None
    letter = letter_to(reader, told, digest_on=digest_on)
    key = secrets.token_hex(8)
    domain = settings.MAIL_FROM.domain if settings.MAIL_FROM else settings.HOST
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                key=key,
                message_id=f"<{key}@{domain}>",
                person=reader.person,
                address=reader.email,
                subject=letter.subject,
                text=plain_text(letter),
                is_secret=any(one.is_secret for one in told),
                digest_on=digest_on,
                made_at=at,
                due_at=at,
            )
            keys = [one.pk for one in told]
            taken = Notice.objects.filter(pk__in=keys, state=NoticeState.WAITING).order_by()
            if taken.update(state=NoticeState.MAILED, mail=mail) != len(keys):
                raise _Moved
    except (_Moved, IntegrityError):
        return None  # the next pass finds what is left
    return mail


def still_open(reader: Reader, notices: Sequence[Notice], *, at: datetime, mail: int | None = None) -> list[Notice]:
    """The notices their reader may still be told of; the others are withdrawn.

    ``mail`` names the e-mail whose sender asks, just before it goes.
    """
    person = reader.person
    if person is not None and person.has_left(on=timezone.localdate(at)):
        withdraw([one.pk for one in notices], Withdrawn.LEFT, at=at, by=SENDER, also_in=mail)
        return []
    told = [one for one in notices if is_open(one.kind, reader.who, one.about)]
    closed = [one.pk for one in notices if one not in told]
    if closed:
        withdraw(closed, Withdrawn.CLOSED, at=at, by=SENDER, also_in=mail)
    return told


def letter_to(reader: Reader, notices: Sequence[Notice], *, digest_on: date | None) -> Letter:
    """What an e-mail says, with the addresses of this site as people reach it."""
    council = Council.objects.order_by("pk").values_list("name", flat=True).first() or ""
    told = tuple(Told(heading_of(one.kind), one.subject, one.text, f"{settings.ADDRESS}{one.path}") for one in notices)
    return Letter(reader.name, council, f"{settings.ADDRESS}/", told, digest_on)
