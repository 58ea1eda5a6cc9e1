"""After a restore: what a backup thinks unsent may have been sent since, so a person decides on it.

Otherwise the first minute after a restore would send a second copy of every
e-mail that waited when the backup was made. Source: ours; see decision 5.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.notices.composing import compose_everything
from goldenthread.notices.erasing import reapply
from goldenthread.notices.models import Mail, is_demonstration
from goldenthread.notices.states import MailState

RESTORED = "This data was restored from a backup; it may have been sent since."


@transaction.atomic
def hold_after_restore(erasures: Iterable[Mapping[str, Any]], *, at: datetime) -> int:
    """Erase again what the list says, and hold everything unsent for a person; how many e-mails are held.

    Whoever restores calls this before anything serves the data. A
    demonstration sends nothing, so nothing is held there.
    """
    reapply(erasures, at=at)
    if is_demonstration():
        return 0
    compose_everything(at=at)
    unsent = Mail.objects.filter(state__in=[MailState.WAITING, MailState.SENDING]).order_by()
    return unsent.update(state=MailState.UNSURE, ended_at=at, said=RESTORED)
