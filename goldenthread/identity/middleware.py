"""Who asks, whether the page is for them, and whether the form was sent before.

Three doors in this order: ``PersonMiddleware`` names the person and ends
sessions that were left alone, ``AudienceMiddleware`` keeps the declared
audience of each view, ``OnceMiddleware`` lets a form act once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from goldenthread.identity.actor import Actor
from goldenthread.identity.drafts import keep_draft
from goldenthread.identity.models import Delegation, FormSent, Person
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN

Answer = Callable[[HttpRequest], HttpResponse]
SEEN, ACTING = "seen_at", "acting_for"
TOUCH_EVERY = timedelta(minutes=1)


class PersonMiddleware:
    """Sets ``request.actor`` and ``request.person`` (whose rights count), or ``None`` for a stranger.

    A session left alone for ``SESSION_INACTIVITY`` is locked, not deleted: it
    opens nothing any more, but a form sent from it is kept as a draft for its
    author, who finds it after signing in again. The session is touched at most
    once a minute, so that reading writes nothing.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.person = None  # type: ignore[attr-defined]
        request.locked_person = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        account: Any = request.user
        if not account.is_authenticated or not account.is_active:
            return self.get_response(request)
        person = Person.objects.get(pk=account.person_id)
        if not person.is_active:
            return self.get_response(request)
        now = timezone.now()
        if self._was_left_alone(request, now):
            request.locked_person = person  # type: ignore[attr-defined]
            return self.get_response(request)
        actor = Actor(person, acted_for(request, person))
        request.actor = actor  # type: ignore[attr-defined]
        request.person = actor.acting  # type: ignore[attr-defined]
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def _was_left_alone(self, request: HttpRequest, now: datetime) -> bool:
        text = request.session.get(SEEN)
        seen = parse_datetime(text) if isinstance(text, str) else None
        if seen is not None and now - seen > settings.SESSION_INACTIVITY:
            return True
        if seen is None or now - seen > TOUCH_EVERY:
            request.session[SEEN] = now.isoformat()
        return False


def acted_for(request: HttpRequest, person: Person) -> Person | None:
    """The person somebody acts for in this session, as long as the leave holds today."""
    key = request.session.get(ACTING)
    if not key:
        return None
    today = timezone.localdate()
    leave = Delegation.objects.filter(
        delegate=person, person__key=key, person__is_active=True, starts_on__lte=today, ends_on__gte=today, ended_at=None
    ).select_related("person")
    found = leave.first()
    if found is None:
        del request.session[ACTING]
        return None
    return found.person


class AudienceMiddleware:
    """Keeps the audience each view declares; a view that declares none answers nobody.

    A stranger gets the same sign-in page for every address, existing or not,
    except public pages; somebody signed in gets 404 for what is not for them.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: tuple[Any, ...], _named: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the view's place where the page is not for this person."""
        audience = getattr(view, "audience", None) or THIRD_PARTY.get(view_path(view), frozenset())
        if PUBLIC in audience:
            return None
        person: Person | None = request.person  # type: ignore[attr-defined]
        if person is None:
            return ask_to_sign_in(request)
        if SIGNED_IN in audience or audience & person.rights.roles:
            return None
        raise Http404


THIRD_PARTY: dict[str, frozenset[str]] = {
    "allauth.account.views.LoginView": frozenset({PUBLIC}),
    "allauth.account.views.LogoutView": frozenset({SIGNED_IN}),
    "allauth.account.views.PasswordChangeView": frozenset({SIGNED_IN}),
    "allauth.account.views.ReauthenticateView": frozenset({SIGNED_IN}),
    "allauth.mfa.base.views.IndexView": frozenset({SIGNED_IN}),
    "allauth.mfa.base.views.AuthenticateView": frozenset({PUBLIC}),
    "allauth.mfa.base.views.ReauthenticateView": frozenset({SIGNED_IN}),
    "allauth.mfa.totp.views.ActivateTOTPView": frozenset({SIGNED_IN}),
    "allauth.mfa.totp.views.DeactivateTOTPView": frozenset({SIGNED_IN}),
    "allauth.mfa.recovery_codes.views.GenerateRecoveryCodesView": frozenset({SIGNED_IN}),
    "allauth.mfa.recovery_codes.views.ViewRecoveryCodesView": frozenset({SIGNED_IN}),
    "allauth.mfa.recovery_codes.views.DownloadRecoveryCodesView": frozenset({SIGNED_IN}),
}
"""The audience of pages that a library brings, since they cannot declare it themselves."""


def view_path(view: Callable[..., Any]) -> str:
    """The full name of a view, of its class where it is one."""
    target = getattr(view, "view_class", view)
    return f"{target.__module__}.{target.__qualname__}"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, the same for every address, remembering where the stranger wanted to go.

    A form that arrives from a locked session is kept first.
    """
    locked: Person | None = request.locked_person  # type: ignore[attr-defined]
    if locked is not None and request.method == "POST":
        keep_draft(person=locked, form=request.path, fields=request.POST, at=timezone.now())
    query = urlencode({"next": request.get_full_path() if request.method == "GET" else request.path})
    return redirect(f"{settings.LOGIN_URL}?{query}")


class OnceMiddleware:
    """A form sent twice acts once: the second sending gets the answer of the first.

    Each form carries a random ``once``. It is entered before the view runs, so
    of two sendings at the same moment one acts; it is taken back when the form
    was refused, so that the corrected form can be sent.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.actor is None:  # type: ignore[attr-defined]
            return self.get_response(request)
        token = request.POST.get("once", "")[:64]
        if not token:
            return self.get_response(request)
        token = f"{request.actor.key}:{token}"[:64]  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                sent = FormSent.objects.create(token=token, sent_at=timezone.now())
        except IntegrityError:
            first = FormSent.objects.filter(token=token).values_list("answered_with", flat=True).first()
            return redirect(first or request.path)
        acted = False
        try:
            response = self.get_response(request)
            acted = 300 <= response.status_code < 400 or response.status_code in {200, 204} and "HX-Request" in request.headers
            if acted:
                location = response.get("Location", "")[:500]
                FormSent.objects.filter(pk=sent.pk).update(answered_with=location)
            return response
        finally:
            if not acted:
                sent.delete()
