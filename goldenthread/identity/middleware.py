"""Who asks, whether the page is for them, and whether the form was sent before.

Three doors in this order: ``PersonMiddleware`` names the person and ends
sessions that were left alone, ``AudienceMiddleware`` keeps the declared
audience of each view, ``OnceMiddleware`` lets a form act once. The first two
stand before the check of form tokens, so that a stranger's request is answered
alike whether there is a page at that address or not.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from goldenthread.identity.actor import Actor
from goldenthread.identity.drafts import drop_draft, keep_typed, page_of
from goldenthread.identity.following import is_any_of
from goldenthread.identity.holding import hold_typed, seal_of
from goldenthread.identity.models import Account, Delegation, FormSent, Person
from goldenthread.identity.signing_in import note_sign_in
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
        """Name the person, or nobody."""
        request.actor = None  # type: ignore[attr-defined]
        request.person = None  # type: ignore[attr-defined]
        request.locked_person = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if request.user.is_authenticated:
            self._name(request, request.user)
        if request.actor is None:  # type: ignore[attr-defined]
            # Whatever the session holds, it opens nothing: a library that asks for the user is told so too.
            request.user = AnonymousUser()
            return self.get_response(request)
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def _name(self, request: HttpRequest, account: Account) -> None:
        now = timezone.now()
        if not account.may_sign_in(on=timezone.localdate(now)):
            return
        person = account.person
        if self._was_left_alone(request, account, now):
            request.locked_person = person  # type: ignore[attr-defined]
            return
        actor = Actor(person, acted_for(request, person))
        request.actor = actor  # type: ignore[attr-defined]
        request.form_seal = seal_of(person)  # type: ignore[attr-defined]
        request.person = actor.acting  # type: ignore[attr-defined]

    def _was_left_alone(self, request: HttpRequest, account: Account, now: datetime) -> bool:
        text = request.session.get(SEEN)
        seen = parse_datetime(text) if isinstance(text, str) else None
        if seen is not None and now - seen > settings.SESSION_INACTIVITY:
            return True
        if seen is None or now - seen > TOUCH_EVERY:
            request.session[SEEN] = now.isoformat()
            note_sign_in(request, account, at=now)
        return False


def acted_for(request: HttpRequest, person: Person) -> Person | None:
    """The person somebody acts for in this session, as long as the leave holds today."""
    key = request.session.get(ACTING)
    if not key:
        return None
    leave = Delegation.objects.current(on=timezone.localdate()).filter(delegate=person, person__key=key)
    found = leave.select_related("person").first()
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
        """Answer; a stranger never learns that there is nothing."""
        response = self.get_response(request)
        if response.status_code == 404 and request.person is None:  # type: ignore[attr-defined]
            return ask_to_sign_in(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: tuple[Any, ...], _named: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the view's place where the page is not for this person."""
        audience = audience_of(view)
        if PUBLIC in audience:
            return None
        person: Person | None = request.person  # type: ignore[attr-defined]
        if person is None:
            return ask_to_sign_in(request)
        if SIGNED_IN in audience or is_any_of(person, audience):
            return None
        raise Http404


THIRD_PARTY: dict[str, frozenset[str]] = {
    "allauth.mfa.base.views.IndexView": frozenset({SIGNED_IN}),
    "allauth.mfa.recovery_codes.views.ViewRecoveryCodesView": frozenset({SIGNED_IN}),
}
"""The audience of pages that a library brings, since they cannot declare it themselves."""


def audience_of(view: Callable[..., Any]) -> frozenset[str]:
    """Who a view is for: as it declares, or as the table of library pages says; nobody where neither does."""
    declared: frozenset[str] | None = getattr(view, "audience", None)
    return declared or THIRD_PARTY.get(view_path(view), frozenset())


def view_path(view: Callable[..., Any]) -> str:
    """The full name of a view, of its class where it is one."""
    target = getattr(view, "view_class", view)
    return f"{target.__module__}.{target.__qualname__}"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, the same for every address, remembering where the stranger wanted to go.

    A form that arrives from a locked session is kept first, and one that arrives
    without a session is held for the person it was given to. A part of a page
    that is fetched by script cannot show the sign-in page: it is told that the
    session has ended (401), and where to sign in. A part that brought words
    which are kept nowhere else, as a preview does, is not told where: the page
    it came from is the only place they have, and it must stay.
    """
    if getattr(request, "locked_person", None) is None:
        is_kept = hold_typed(request)
    else:
        is_kept = keep_typed(request) is not None
    is_reading = request.method in ("GET", "HEAD")
    wanted = request.get_full_path() if is_reading else page_of(request) or request.path
    if "HX-Request" in request.headers:
        where = f"{settings.LOGIN_URL}?{urlencode({'next': page_of(request) or '/'})}"
        return HttpResponse(status=401, headers={"HX-Redirect": where} if is_reading or is_kept else {})
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': wanted})}")


class OnceMiddleware:
    """A form sent twice acts once: the second sending gets the answer of the first.

    Each form carries a random ``once``. It is entered before the view runs, so
    of two sendings at the same moment one acts and the other waits for its
    answer; it is taken back when the form was refused, so that the corrected
    form can be sent. A form that comes again with other words is another
    intention and acts. A form that acted leaves no draft behind.
    """

    LONGEST_WAIT = 10.0  # seconds; more than any page of ours takes

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Act, or wait for whoever acts."""
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if request.method != "POST" or actor is None:
            return self.get_response(request)
        if not request.POST.get("once"):
            return self.get_response(request)
        token = mark_of(request, actor)
        until = time.monotonic() + self.LONGEST_WAIT
        while True:
            sent = _enter(token)
            if sent is not None:
                return self._act(request, actor, sent)
            answered = _answer_of(token, until=until)
            if answered is not None:
                return _same_answer(request, answered)

    def _act(self, request: HttpRequest, actor: Actor, sent: FormSent) -> HttpResponse:
        has_acted = False
        try:
            response = self.get_response(request)
            is_part = "HX-Request" in request.headers
            has_acted = 300 <= response.status_code < 400 or (is_part and response.status_code in (200, 204))
            if has_acted:
                where = response.get("Location", "")[:500]
                FormSent.objects.filter(pk=sent.pk).update(answered_with=where or DONE)
                if not getattr(request, "keeps_draft", False):  # a view keeps what it could not save
                    drop_draft(person=actor.person, form=request.path)
            return response
        finally:
            if not has_acted:
                FormSent.objects.filter(pk=sent.pk).delete()


def mark_of(request: HttpRequest, actor: Actor) -> str:
    """What makes two sendings the same: who sent, where to, the form's own token, and every word and file in it."""
    words = sorted(
        (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
    )
    files = sorted((name, file.name, file.size) for name, found in request.FILES.lists() for file in found)
    return hashlib.sha256(repr((actor.person.pk, request.path, words, files)).encode()).hexdigest()


DONE = "done"  # acted without leading anywhere: a part of a page
LEFT_BEHIND = timedelta(seconds=60)


def _enter(token: str) -> FormSent | None:
    """Enter that a form is being acted on; None where it was entered before."""
    try:
        with transaction.atomic():
            return FormSent.objects.create(token=token, sent_at=timezone.now())
    except IntegrityError:
        return None


def _answer_of(token: str, *, until: float) -> str | None:
    """Where the first sending led; blank where that is not known in time; None where it was refused meanwhile."""
    while True:
        first = FormSent.objects.filter(token=token).values_list("answered_with", "sent_at").first()
        if first is None:
            return None
        answered, sent_at = first
        # A row that is old and has no answer was left by a process that ended in the middle.
        if answered or time.monotonic() > until or timezone.now() - sent_at > LEFT_BEHIND:
            return answered
        time.sleep(0.05)


def _same_answer(request: HttpRequest, answered: str) -> HttpResponse:
    """Lead the second sending where the first led; where that is not known, to the page, to look."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    if not answered:
        messages.warning(request, "This form was sent before and it is not known what became of it. Look first.")
    return redirect(answered if answered and answered != DONE else page_of(request) or "/")
