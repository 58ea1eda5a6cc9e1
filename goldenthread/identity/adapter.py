"""How allauth serves us: by invitation only, in our words, and without telling a stranger anything."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.identity.holding import take_up
from goldenthread.identity.middleware import ACTING, SEEN
from goldenthread.identity.models import Account
from goldenthread.identity.signing_in import note_sign_in, sweep_up

SAID = {
    "account/messages/password_changed.txt": "Your password is changed. Everywhere else you are signed out.",
    "mfa/messages/totp_activated.txt": "From now on you sign in with your password and a code from your app.",
    "mfa/messages/totp_deactivated.txt": "From now on you sign in with your password alone.",
    "mfa/messages/recovery_codes_generated.txt": "These are your recovery codes. Keep them where you will find them.",
}
"""Our sentence for each message of the library; what is not here is not said."""


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; there is no page on which a stranger can make one."""

    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This e-mail address and this password do not belong together.",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, then try again.",
        "rate_limited": "There were too many attempts. Wait a minute, then try again.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the signature is allauth's
        """Nobody may sign themself up."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only an address of our own, without a host, is followed after signing in."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, if it opens anything: one that was disabled is answered like one that does not exist."""
        account: Account | None = super().authenticate(request, **credentials)
        if account is None or not account.may_sign_in(on=timezone.localdate()):
            return None
        return account

    def login(self, request: HttpRequest, user: Account) -> None:
        """Begin a session: unlocked, for nobody but oneself, and listed under "Where you are signed in"."""
        super().login(request, user)
        now = timezone.now()
        request.session.pop(ACTING, None)
        request.session[SEEN] = now.isoformat()
        if not request.session.session_key:
            request.session.save()
        note_sign_in(request, user, at=now)
        take_up(request, user.person, at=now)
        sweep_up(at=now)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_args: Any, **_named: Any
    ) -> None:
        """Say what was done in our own words."""
        sentence = SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence)


class OurAuthenticator(DefaultMFAAdapter):  # type: ignore[misc]
    """The authenticator app, in our words."""

    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or it has run out. Type the one your app shows now.",
        "cannot_generate_recovery_codes": "Recovery codes are for accounts with an authenticator app.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The key as a picture, dark on a white ground in every theme: a camera cannot read it otherwise."""
        head, tag, rest = super().build_totp_svg(url).partition("<svg")
        opening, end, drawing = rest.partition(">")
        return f'{head}{tag}{opening}{end}<rect width="100%" height="100%" fill="#ffffff"/>{drawing}'
