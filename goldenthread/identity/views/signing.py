"""Signing in and out: the one page every stranger gets, the code of an authenticator, links used once.

Signing in goes through allauth, so that its limits on tries, its equal time
for unknown accounts and its second step hold.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.accounts import accept_invitation, invitation_for
from goldenthread.identity.forms.signing import CodeForm, FirstPasswordForm, SignInForm
from goldenthread.identity.holding import has_held
from goldenthread.identity.models import Invitation, SignIn
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for whoever tried too often."""
    return render(request, "identity/too-many.html", status=429)


class Answering:
    """What a page of the library answers in our product: 422 for a refused form, our own page for too many tries."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        """Answer, and draw our page where the library counted too many tries."""
        response: HttpResponseBase = super().dispatch(request, *args, **named)  # type: ignore[misc]
        return too_many(request) if response.status_code == 429 else response

    def form_invalid(self, form: Any) -> HttpResponse:
        """A refused form comes back with 422, so that scripts and tests can tell."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignInPage(Answering, LoginView):  # type: ignore[misc]
    """The page every stranger gets."""

    template_name = "identity/sign-in.html"
    form_class = SignInForm

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Where to go on, if it is an address of ours, and whether something typed was kept."""
        context: dict[str, Any] = super().get_context_data(**named)
        person = getattr(self.request, "locked_person", None)
        wanted = self.get_next_url() or ""
        return context | {
            "next": "" if wanted == "/" else wanted,
            "was_left_alone": person is not None,
            "has_ended": person is None and has_ended(self.request),
            "is_held": has_held(self.request),
            "is_kept": person is not None and person.drafts.exists(),
        }


def has_ended(request: HttpRequest) -> bool:
    """Whether a browser names a session that is no more: it was ended elsewhere, or its time was over."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.session_key is None


_sign_in = SignInPage.as_view()


@audience(PUBLIC)
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in. The page stands at ``/`` for every stranger; its own address takes the form and leads there."""
    if request.method in ("GET", "HEAD") and request.path != "/":
        adapter, wanted = get_adapter(), request.GET.get("next", "")
        safe = wanted if adapter.is_safe_url(wanted) else ""
        return redirect(f"/?{urlencode({'next': safe})}" if safe else "/")
    response: HttpResponseBase = _sign_in(request)
    return response


class CodePage(Answering, AuthenticateView):  # type: ignore[misc]
    """The second step: a code from the authenticator app, or a recovery code."""

    template_name = "identity/sign-in-code.html"
    form_class = CodeForm

    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Check the code, or begin again from the first page."""
        if "stop" in request.POST:
            response: HttpResponse = self.stage.abort()
            return response
        response = super().post(request, *args, **named)
        return response


sign_in_code = audience(PUBLIC)(CodePage.as_view())


@audience(SIGNED_IN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    SignIn.objects.visible_to(request.actor.person).filter(session_key=request.session.session_key).delete()  # type: ignore[attr-defined]
    get_adapter().logout(request)
    return redirect("/")


@audience(PUBLIC)
@never_cache
@sensitive_post_parameters("password1", "password2")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with a link that was sent. Looking at it changes nothing, so programs that look do no harm."""
    now = timezone.now()
    invitation = invitation_for(token, at=now)
    if invitation is None:
        return render(request, "identity/link-used.html", status=410)
    account = invitation.person.account
    form = FirstPasswordForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_valid():
        try:
            accept_invitation(
                invitation=invitation, password=form.cleaned_data["password1"], by=Actor(invitation.person), at=now
            )
        except RuleBroken:
            return render(request, "identity/link-used.html", status=410)
        response: HttpResponse = perform_login(request, account)
        return response
    context = {
        "form": form,
        "invited": invitation.person,
        "is_new": invitation.purpose == Invitation.Purpose.INVITE,
        "rules": password_validators_help_texts(),
    }
    return render(request, "identity/welcome.html", context, status=422 if form.errors else 200)
