"""Putting notices out, calling them back, and deciding on e-mails that were refused or perhaps sent.

``put_out`` and ``call_back`` are parts of another command: they run in its
transaction, after it asked its policy, and its ledger entry stands for both.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.notices.doors import kind_of
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.policy import require_keeps_outbox
from goldenthread.notices.states import MailState, Withdrawn, check_move
from goldenthread.notices.withdrawing import blank_secrets, withdraw
from goldenthread.notices.wording import one_line, plain

LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_PATH = 150, 2000, 500


def put_out(
    *,
    to: Person | str,
    kind: str,
    about: str,
    subject: str,
    text: str,
    path: str,
    once: str,
    at: datetime,
    by: Actor,
    digest: bool = True,
    secret: bool = False,
) -> Notice | None:
    """Write down that somebody is to be told something, in the transaction of the change it speaks of.

    ``to`` is a person, or the e-mail address of somebody who is none here.
    A second call with the same ``once`` changes nothing and returns ``None``;
    it is kept after an erasure, so it must name nobody but by keys.
    ``digest=False`` goes at once, the rest in one e-mail a person and day.
    ``secret`` says that ``path`` opens something for whoever holds it: no
    page shows it to anybody else, and it is blanked when it has been sent.
    """
    _require_transaction()
    if kind_of(kind) is None:
        raise ValueError(f"No app registered notices of the kind {kind!r}.")
    if not once or len(once) > 200 or len(about) > 200:
        raise ValueError("A notice needs a key that says it once, of 200 letters at most, as its subject.")
    if Notice.objects.filter(once=once).exists():
        return None
    notice = Notice(
        once=once,
        person=to if isinstance(to, Person) else None,
        address="" if isinstance(to, Person) else _checked_address(to),
        kind=kind,
        about=about,
        subject=one_line(subject, most=LONGEST_SUBJECT),
        text=plain(text, most=LONGEST_TEXT),
        path=_checked_path(path),
        is_secret=secret,
        is_digest=digest,
        put_out_at=at,
        put_out_by=by.key,
        put_out_for=by.for_key,
    )
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        if Notice.objects.filter(once=once).exists():
            return None  # somebody else said it in the same moment
        raise
    return notice


def call_back(*, once: str | None = None, prefix: str | None = None, by: Actor, at: datetime) -> int:
    """Withdraw notices that are no longer true and have not gone: one by its key, or all whose key begins so.

    Returns how many were withdrawn. One that lies in an e-mail which no mail
    server has been given is taken out of it; what has gone stays as it is.
    """
    _require_transaction()
    if bool(once) == bool(prefix):
        raise ValueError("Name one notice or the beginning of several.")
    found = Notice.objects.not_gone().order_by()
    begins = once or prefix or ""
    # SQLite takes no account of capitals in what a text begins with, so the letters are compared once more.
    found = found.filter(once=once) if once else found.filter(once__startswith=begins)
    keys = [pk for pk, key in found.values_list("pk", "once") if key.startswith(begins)]
    return withdraw(keys, Withdrawn.CALLED_BACK, at=at, by=by.key)


@transaction.atomic
def send_again(*, mail: Mail, by: Actor, at: datetime, why: str = "") -> None:
    """Send an e-mail once more that was refused, given up or perhaps sent, to the address its reader has now.

    A person decides this: where the first copy did arrive, this is a second.
    """
    require_keeps_outbox(by)
    address = mail.person.email if mail.person else mail.address
    if not address:
        raise RuleBroken("Enter an e-mail address first; there is none to send this to.")
    values = {"address": address, "due_at": at, "tries": 0, "first_tried_at": None, "ended_at": None, "said": ""}
    _decide(mail, MailState.WAITING, by=by, at=at, why=why, what="notices.mail_sent_again", values=values)


@transaction.atomic
def leave_mail(*, mail: Mail, by: Actor, at: datetime, why: str = "") -> None:
    """Leave an e-mail as it is that was refused, given up or perhaps sent: it is not sent again and no longer asks."""
    require_keeps_outbox(by)
    _decide(mail, MailState.LEFT, by=by, at=at, why=why, what="notices.mail_left", values={"ended_at": at})
    blank_secrets(mail.pk)


def _decide(
    mail: Mail, after: MailState, *, by: Actor, at: datetime, why: str, what: str, values: dict[str, Any]
) -> None:
    before = mail.state
    check_move(before, after)
    if not Mail.objects.filter(pk=mail.pk, state=before).update(state=after, **values):
        raise RuleBroken("Somebody else decided on this e-mail in the meantime; look at it again.")
    mail.state = after
    record(what, by=by, subject=mail.subject_key, at=at, why=why, changes={"state": (before, after)})


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A notice belongs to the transaction of the change it speaks of.")


def _checked_address(text: str) -> str:
    """An address without spaces or control characters, in small letters; anything else is refused."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise RuleBroken("This is not an e-mail address.") from None
    return address


def _checked_path(path: str) -> str:
    """A path of this site: nothing else can stand in an e-mail of ours."""
    is_plain = path.isprintable() and not any(sign in path for sign in (" ", "\\"))
    if not path.startswith("/") or path.startswith("//") or not is_plain or len(path) > LONGEST_PATH:
        raise ValueError("A notice leads to a path of this site.")
    return path
