"""How allauth serves us: by invitation only; nobody signs themself up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; there is no page on which a stranger can make one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the signature is allauth's
        """Nobody may sign themself up."""
        return False
