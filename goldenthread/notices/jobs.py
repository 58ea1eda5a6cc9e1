"""The work of the mail worker: make what is due, and send it. Safe to run twice, and with several workers at once."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from goldenthread.notices.composing import compose_due
from goldenthread.notices.models import is_demonstration
from goldenthread.notices.sending import Tally, give_up_on_the_dead, send_due, show_all
from goldenthread.notices.wire import Limits, Wire

Clock = Callable[[], datetime]


def mail_pass(
    *,
    now: Clock = timezone.now,
    early: bool = False,
    is_ending: Callable[[], bool] = bool,
    limits: Limits | None = None,
) -> Tally:
    """Make and send everything that is due, to the end; ``early`` makes today's digests before their hour.

    Without a mail server nothing is made: notices wait. In a demonstration
    e-mails are made and shown, and nothing ever leaves this machine.
    """
    tally = Tally()
    is_shown = is_demonstration()
    server, sender = settings.MAIL_SERVER, settings.MAIL_FROM
    if is_shown:
        tally.made = compose_due(at=now(), early=early)
        tally.shown = show_all(at=now())
        return tally
    tally.unsure = give_up_on_the_dead(at=now())
    if server is None or sender is None:
        return tally
    tally.made = compose_due(at=now(), early=early)
    wire = Wire(server, sender=sender, ours=settings.HOST, limits=limits)
    try:
        while send_due(wire, tally, now=now, is_ending=is_ending):
            pass
    finally:
        wire.quit()
    return tally
