"""Taking notices back before they go, and blanking what opened something once it has gone."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.states import MailState, NoticeState, Withdrawn

_BATCH = 500
PERSONAL_LINK = "(a personal link)"


def withdraw(keys: Sequence[int], why: Withdrawn, *, at: datetime, by: str, also_in: int | None = None) -> int:
    """Withdraw those notices that can still be stopped, and say how many those were.

    ``also_in`` names an e-mail whose sender holds it and has not begun: its
    notices can be stopped by that sender and nobody else. ``by`` is the key of
    whoever withdraws.
    """
    values = {"state": NoticeState.WITHDRAWN, "withdrawn_at": at, "withdrawn_by": by, "withdrawn_why": why}
    count = 0
    in_mail = Q(mail__state=MailState.WAITING) | Q(mail=also_in) if also_in else Q(mail__state=MailState.WAITING)
    can_stop = Q(state=NoticeState.WAITING) | (Q(state=NoticeState.MAILED) & in_mail)
    for start in range(0, len(keys), _BATCH):
        some = Notice.objects.filter(pk__in=keys[start : start + _BATCH]).order_by()
        count += some.filter(can_stop).update(**values)
        # What opens something for its holder is not kept once it will not be sent.
        some.filter(state=NoticeState.WITHDRAWN, is_secret=True).exclude(path="").update(path="")
    return count


def blank_secrets(mail: int) -> None:
    """Blank what opened something for its holder once an e-mail has gone or will not go: nobody needs it here."""
    paths = list(Notice.objects.filter(mail=mail, is_secret=True).exclude(path="").values_list("path", flat=True))
    if not paths:
        return
    text = Mail.objects.values_list("text", flat=True).get(pk=mail)
    Mail.objects.filter(pk=mail).update(text=without_links(text, paths))
    Notice.objects.filter(mail=mail, is_secret=True).update(path="")


def without_links(text: str, paths: Sequence[str]) -> str:
    """A text in which each line that holds one of the paths says that a personal link stood there."""
    lines = text.split("\n")
    return "\n".join(PERSONAL_LINK if any(path in line for path in paths) else line for line in lines)
