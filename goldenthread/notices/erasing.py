"""Erasing what people were told: words, addresses and links go; that something was sent, and when, stays.

Source: UK GDPR, Article 17 (erasure) and Article 5(2) (accountability).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.erasures import record_erasure
from goldenthread.ledger.writing import record
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.policy import require_keeps_outbox
from goldenthread.notices.states import MailState, Withdrawn
from goldenthread.notices.withdrawing import withdraw

SUBJECT = "notices"
_BATCH = 500


@transaction.atomic
def erase_notices(*, of: Person | str, by: Actor, at: datetime, why: str) -> int:
    """Blank every notice and e-mail to a person, or to an address that is nobody's here; how many e-mails and notices.

    What waits is withdrawn. The entry and the list outside the backups name
    them by number and never repeat a word or an address.
    """
    require_keeps_outbox(by)
    is_person = isinstance(of, Person)
    whose = Q(person=of) if is_person else Q(person=None, address=str(of).strip().lower())
    notices = list(Notice.objects.filter(whose).order_by("pk").values_list("pk", flat=True))
    mails = list(
        Mail.objects.filter(whose | Q(notices__in=notices)).order_by("pk").values_list("pk", flat=True).distinct()
    )
    subject = of.subject if isinstance(of, Person) else SUBJECT
    return _erase(notices, mails, subject=subject, by=by, at=at, why=why)


@transaction.atomic
def erase_words_of(*, notices: list[int], mails: list[int], by: Actor, at: datetime, why: str) -> int:
    """Blank these notices and e-mails, to whomever they went; how many they were. What waits is withdrawn whole."""
    require_keeps_outbox(by)
    return _erase(sorted(notices), sorted(mails), subject=SUBJECT, by=by, at=at, why=why)


def _erase(notices: list[int], mails: list[int], *, subject: str, by: Actor, at: datetime, why: str) -> int:
    withdraw(notices, Withdrawn.ERASED, at=at, by=by.key)
    _blank(notices, mails, at=at)
    record("notices.erased", by=by, subject=subject, at=at, why=why, notices=len(notices), mails=len(mails))
    record_erasure(
        settings.DATA, {"subject": SUBJECT, "fields": ["words"], "notices": notices, "mails": mails, "why": why}
    )
    return len(notices) + len(mails)


@transaction.atomic
def reapply(erasures: Iterable[Mapping[str, Any]], *, at: datetime) -> int:
    """Blank again after a restore what was erased since the backup; how many rows still held words."""
    count = 0
    for erasure in erasures:
        notices, mails = list(erasure.get("notices") or []), list(erasure.get("mails") or [])
        if erasure.get("subject") == SUBJECT and (notices or mails):
            withdraw(notices, Withdrawn.ERASED, at=at, by="")
            count += _blank(notices, mails, at=at)
    return count


def _blank(notices: list[int], mails: list[int], *, at: datetime) -> int:
    count = 0
    for keys in _batches(notices):
        notes = Notice.objects.filter(pk__in=keys).exclude(subject="", text="", path="", address="").order_by()
        count += notes.update(subject="", text="", path="", address="")
    for keys in _batches(mails):
        waiting = Mail.objects.filter(pk__in=keys, state=MailState.WAITING).order_by()
        waiting.update(state=MailState.WITHDRAWN, ended_at=at)
        sent = Mail.objects.filter(pk__in=keys).exclude(subject="", text="", address="", said="").order_by()
        count += sent.update(subject="", text="", address="", said="")
    return count


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
