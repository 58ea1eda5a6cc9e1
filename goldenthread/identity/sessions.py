"""Who is signed in, read by prepared queries: every page of everybody begins with these two.

Both do what Django and allauth do in all but the way a row is read.
"""

from datetime import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from goldenthread.identity.models import Account
from goldenthread.kernel.prepared import Prepared

ALIVE = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data"),
    str,
    datetime,
)
ACCOUNTS = Prepared(lambda number: Account.objects.filter(pk=number), int)


class SessionStore(DatabaseStore):
    """Sessions in the database."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it ended or never was."""
        found = ALIVE.rows(self.session_key or "", timezone.now())
        if not found:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0][0])
        return held


class SignIn(AuthenticationBackend):  # type: ignore[misc]
    """Signing in by e-mail address and password."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, its person joined; nobody where it is disabled or gone."""
        found: list[Account] = ACCOUNTS.objects(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
