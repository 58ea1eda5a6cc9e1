"""What the pages and the command of e-mails show, as far as their reader may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from goldenthread.identity.models import Person
from goldenthread.notices.doors import heading_of
from goldenthread.notices.models import Mail, MailQuerySet, Notice, is_demonstration
from goldenthread.notices.states import FOR_A_PERSON, MailState, NoticeState


@dataclass(frozen=True, slots=True)
class MailLine:
    """One e-mail in a list: to whom, of which kinds, how far it is, and since when. Never its text."""

    key: str
    to: str
    person_key: str
    subject: str
    kinds: tuple[str, ...]
    state: MailState
    at: datetime
    tries: int
    said: str
    due_at: datetime | None

    @property
    def state_words(self) -> str:
        """How far it is, in words."""
        return str(self.state.label)

    @property
    def kinds_words(self) -> str:
        """What it is about, in words."""
        return "; ".join(self.kinds)

    @property
    def is_in_trouble(self) -> bool:
        """Whether what the server said last explains something; after a success it says nothing."""
        return self.state in FOR_A_PERSON or (self.state == MailState.WAITING and self.tries > 0)


def mail_lines(mails: Iterable[Mail], *, with_subject: bool) -> list[MailLine]:
    """E-mails as lines of a list: one query for their kinds, whatever their number."""
    found = list(mails)
    kinds: dict[int, dict[str, None]] = {mail.pk: {} for mail in found}
    rows = Notice.objects.filter(mail__in=list(kinds)).order_by("put_out_at", "pk").values_list("mail_id", "kind")
    for mail, kind in rows:
        if mail is not None:
            kinds[mail].setdefault(heading_of(kind))
    return [
        MailLine(
            key=mail.key,
            to=mail.person.name if mail.person else mail.address or "(erased)",
            person_key=mail.person.key if mail.person else "",
            subject=mail.subject if with_subject else "",
            kinds=tuple(kinds[mail.pk]),
            state=MailState(mail.state),
            at=mail.ended_at or mail.made_at,
            tries=mail.tries,
            said=mail.said,
            due_at=mail.due_at if mail.state == MailState.WAITING and mail.tries else None,
        )
        for mail in found
    ]


def newest(mails: MailQuerySet) -> MailQuerySet:
    """E-mails for a list, the newest first."""
    return mails.select_related("person").order_by("-made_at", "-pk")


WITHOUT_SERVER = "when a mail server is set"


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A notice that is in no e-mail yet: to whom, of which kind, and when it goes."""

    to: str
    kind: str
    subject: str
    put_out_at: datetime
    goes: str


def waiting_lines(person: Person, *, at: datetime, own: bool, with_subject: bool, most: int = 100) -> list[WaitingLine]:
    """Notices that wait, oldest first: a person's own, or all she may know of."""
    found = Notice.objects.to_person(person) if own else Notice.objects.visible_to(person)
    notices = list(found.waiting().select_related("person").order_by("put_out_at", "pk")[:most])
    return [
        WaitingLine(
            to=one.person.name if one.person else one.address,
            kind=heading_of(one.kind),
            subject=one.subject if with_subject else "",
            put_out_at=one.put_out_at,
            goes=goes,
        )
        for one, goes in zip(notices, when_they_go(notices, at=at), strict=True)
    ]


def when_they_go(notices: Sequence[Notice], *, at: datetime) -> list[str]:
    """When each of some waiting notices goes, in words: at once, or in the digest of which day."""
    if settings.MAIL_SERVER is None and not is_demonstration():
        return [WITHOUT_SERVER] * len(notices)
    had = set(
        Mail.objects.filter(digest_on=timezone.localdate(at)).order_by().values_list("person_id", "address")
        if any(one.is_digest for one in notices)
        else ()
    )
    people_had = {pk for pk, _ in had if pk}
    addresses_had = {address for pk, address in had if not pk}
    return [_goes(one, at, one.person_id in people_had or one.address in addresses_had) for one in notices]


def _goes(notice: Notice, at: datetime, had_one_today: bool) -> str:
    """When a notice goes, in words."""
    if notice.person is not None and not notice.person.email:
        return "when an address is entered"
    here = timezone.localtime(at)
    if not notice.is_digest or (not had_one_today and here.hour >= settings.DIGEST_HOUR):
        return "within a minute"
    on = here + timedelta(days=1) if had_one_today else here
    return f"in the digest of {on:%A} at {settings.DIGEST_HOUR}:00"


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """One thing an e-mail told, as its page shows it; a personal link is blank for whoever may not follow it."""

    heading: str
    subject: str
    text: str
    path: str
    is_secret: bool


def notices_in(mail: Mail, *, may_follow: bool) -> list[ReadNotice]:
    """What an e-mail told, under its headings, in the order of its text."""
    rows = list(mail.notices.filter(state=NoticeState.MAILED).order_by("put_out_at", "pk"))
    headings = list(dict.fromkeys(heading_of(one.kind) for one in rows))
    return [
        ReadNotice(heading, one.subject, one.text, one.path if may_follow or not one.is_secret else "", one.is_secret)
        for heading in headings
        for one in rows
        if heading_of(one.kind) == heading
    ]


def mail_as_json(mail: Mail, line: MailLine, *, with_words: bool) -> dict[str, Any]:
    """One e-mail for ``./run mail list --json``; its words only where the page shows them to everybody."""
    told: dict[str, Any] = {
        "key": mail.key,
        "message_id": mail.message_id,
        "to": line.to,
        "address": mail.address,
        "state": mail.state,
        "kinds": list(line.kinds),
        "digest_on": mail.digest_on,
        "made_at": mail.made_at.isoformat(),
        "ended_at": mail.ended_at.isoformat() if mail.ended_at else None,
        "due_at": mail.due_at.isoformat() if mail.state == MailState.WAITING else None,
        "tries": mail.tries,
        "said": mail.said,
    }
    return told | {"subject": mail.subject, "text": mail.text} if with_words else told
