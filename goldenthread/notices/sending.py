"""Sending e-mails: each exactly once, or reported to a person; never twice by itself.

An e-mail is claimed by one conditional ``UPDATE``, committed before a byte goes
out, so two workers never send the same one. Until the sign that ends the
message, whatever breaks, it is ours and is tried again after growing waits.
From that sign to the reply nobody can say who has it: such an e-mail, and one
whose sender died, becomes unsure and waits for a person.

Sources: RFC 5321, section 4.5.4.1 (waits between tries grow; an e-mail is given
up after 4 to 5 days) and section 6.1 (duplicates, and why they happen). That
losing certainty is reported and never mended by a second copy is ours.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from goldenthread.notices.composing import Reader, letter_to, still_open
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.rendering import Envelope, as_message, as_page, plain_text
from goldenthread.notices.states import MailState, NoticeState
from goldenthread.notices.wire import Away, Fate, Outcome, Wire
from goldenthread.notices.withdrawing import blank_secrets

Clock = Callable[[], datetime]
BATCH = 100
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240))
GIVEN_UP_AFTER = timedelta(days=5)
DIED_AFTER = timedelta(minutes=15)
"""How long after it was claimed an e-mail whose sender said nothing is unsure; far beyond ``Limits.whole``."""
DIED = "The program ended while it was being sent."
_log = logging.getLogger("goldenthread.notices")


@dataclass(slots=True)
class Tally:
    """What became of the e-mails of one pass."""

    made: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    unsure: int = 0
    shown: int = 0


def give_up_on_the_dead(*, at: datetime) -> int:
    """E-mails whose sender died are unsure: they may have gone, so they are reported and not sent again."""
    left = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=at - DIED_AFTER).order_by()
    return left.update(state=MailState.UNSURE, ended_at=at, said=DIED)


def show_all(*, at: datetime) -> int:
    """In a demonstration e-mails are shown and never sent, whatever mail server is set."""
    waiting = Mail.objects.filter(state=MailState.WAITING).order_by()
    return waiting.update(state=MailState.SHOWN, ended_at=at)


def send_due(wire: Wire, tally: Tally, *, now: Clock = timezone.now, is_ending: Callable[[], bool] = bool) -> bool:
    """Send one batch of what is due; whether it went to its end and there may be more.

    Where the server is away, all of the batch waits, and waits longer each time.
    """
    due = list(Mail.objects.due(at=now()).values_list("pk", "tries")[:BATCH])
    for place, (pk, _tries) in enumerate(due):
        if is_ending():
            return False
        try:
            wire.ready()
        except Away as why:
            for waiting, tries in due[place:]:
                tally.later += _postpone(waiting, tries, str(why), at=now())
            return False
        mail = _claim(pk, at=now())
        if mail is not None:
            _count(tally, _hand_over(wire, mail, now))
    return len(due) == BATCH


def _claim(pk: int, *, at: datetime) -> Mail | None:
    """Take an e-mail for this sender alone; nothing where another was faster."""
    claim = secrets.token_hex(16)
    free = Mail.objects.filter(pk=pk, state=MailState.WAITING, due_at__lte=at).order_by()
    if not free.update(state=MailState.SENDING, claim=claim, claimed_at=at):
        return None
    Mail.objects.filter(pk=pk, first_tried_at=None).update(first_tried_at=at)
    return Mail.objects.select_related("person").filter(pk=pk, claim=claim).first()


def _hand_over(wire: Wire, mail: Mail, now: Clock) -> MailState:
    try:
        message = _last_look(wire, mail, at=now())
    except Exception:
        _log.exception("The e-mail %s could not be written.", mail.key)
        return _settle(mail, Outcome(Fate.LATER, "It could not be written; the log says why."), at=now())
    if message is None:
        return MailState(mail.state)
    return _settle(mail, wire.send(message, to=_for_the_wire(mail.address)), at=now())


def _last_look(wire: Wire, mail: Mail, *, at: datetime) -> bytes | None:
    """The message as it may go now; nothing where none of it may, or there is no address it can go to.

    Rights, addresses and what is true change while an e-mail waits, so it is
    written anew from the notices its reader may still be told of.
    """
    reader = Reader(mail.person, mail.address)
    waiting = Notice.objects.filter(mail=mail, state=NoticeState.MAILED).order_by("put_out_at", "pk")
    told = still_open(reader, list(waiting), at=at, mail=mail.pk)
    if not told:
        _end(mail, MailState.WITHDRAWN, at=at, said="")
        return None
    letter = letter_to(reader, told, digest_on=mail.digest_on)
    text = plain_text(letter)
    if (mail.text, mail.subject, mail.address) != (text, letter.subject, reader.email):
        mail.text, mail.subject, mail.address = text, letter.subject, reader.email
        mine = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, claim=mail.claim).order_by()
        mine.update(text=text, subject=letter.subject, address=reader.email)
    if not _for_the_wire(mail.address):
        _end(mail, MailState.REFUSED, at=at, said="No e-mail can be sent to this address as it is written.")
        return None
    envelope = Envelope(
        wire.sender, _for_the_wire(mail.address), reader.name, mail.message_id, mail.made_at, mail.subject
    )
    return as_message(envelope, text=text, page=as_page(letter))


def _for_the_wire(address: str) -> str:
    """An address in the letters every mail server knows; blank where it has none."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local and local.isascii() else ""
    except UnicodeError:
        return ""


def _settle(mail: Mail, outcome: Outcome, *, at: datetime) -> MailState:
    if outcome.fate == Fate.LATER:
        return _later(mail, outcome.said, at=at)
    after = {Fate.TAKEN: MailState.SENT, Fate.REFUSED: MailState.REFUSED, Fate.UNSURE: MailState.UNSURE}[outcome.fate]
    _end(mail, after, at=at, said=outcome.said)
    return after


def _end(mail: Mail, after: MailState, *, at: datetime, said: str) -> None:
    """Write down what became of an e-mail we hold, also where we were so slow that it was thought unsure."""
    ours = Mail.objects.filter(pk=mail.pk, claim=mail.claim, state__in=[MailState.SENDING, MailState.UNSURE])
    ours.order_by().update(state=after, ended_at=at, said=said, tries=mail.tries + 1)
    mail.state = after
    if after in (MailState.SENT, MailState.WITHDRAWN):
        blank_secrets(mail.pk)


def _later(mail: Mail, said: str, *, at: datetime) -> MailState:
    after, values = _next_try(mail.tries, mail.first_tried_at or at, said, at=at)
    ours = Mail.objects.filter(pk=mail.pk, claim=mail.claim, state__in=[MailState.SENDING, MailState.UNSURE])
    ours.order_by().update(state=after, **values)
    return after


def _postpone(pk: int, tries: int, said: str, *, at: datetime) -> int:
    """Let an e-mail wait that nobody holds, because the server is away."""
    Mail.objects.filter(pk=pk, first_tried_at=None).update(first_tried_at=at)
    first = Mail.objects.values_list("first_tried_at", flat=True).get(pk=pk)
    after, values = _next_try(tries, first or at, said, at=at)
    return Mail.objects.filter(pk=pk, state=MailState.WAITING, tries=tries).order_by().update(state=after, **values)


def _next_try(tries: int, first: datetime, said: str, *, at: datetime) -> tuple[MailState, dict[str, object]]:
    """When an e-mail is tried again: after waits that grow to four hours, for five days.

    Source: RFC 5321, section 4.5.4.1.
    """
    if at - first >= GIVEN_UP_AFTER:
        return MailState.GIVEN_UP, {"tries": tries + 1, "ended_at": at, "said": said}
    wait = WAITS[min(tries, len(WAITS) - 1)]
    return MailState.WAITING, {"tries": tries + 1, "due_at": at + wait, "said": said, "claim": ""}


def _count(tally: Tally, state: MailState) -> None:
    if state == MailState.SENT:
        tally.sent += 1
    elif state == MailState.WAITING:
        tally.later += 1
    elif state == MailState.UNSURE:
        tally.unsure += 1
    elif state in (MailState.REFUSED, MailState.GIVEN_UP):
        tally.refused += 1
