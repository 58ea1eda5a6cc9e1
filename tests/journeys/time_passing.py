"""Time that passes for those signed in, done in a process of its own that holds the key of the sessions."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from goldenthread.identity.middleware import SEEN


def two_hours_pass() -> int:
    """Nobody has done anything for two hours; how many sessions that concerns."""
    count = 0
    for session in Session.objects.all():
        held = session.get_decoded()
        if SEEN in held:
            held[SEEN] = (timezone.now() - timedelta(hours=2)).isoformat()
            session.session_data = Session.objects.encode(held)
            session.save(update_fields=["session_data"])
            count += 1
    return count
