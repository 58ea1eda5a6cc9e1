"""One's own account: password, authenticator app, recovery codes, and where one is signed in.

These pages are about the person at the keyboard, whomever they act for.
"""

from typing import Any

from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateCodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.identity.commands.accounts import change_password, end_sign_ins, note_authenticator
from goldenthread.identity.forms.signing import (
    AddAuthenticatorForm,
    ConfirmCodeForm,
    ConfirmPasswordForm,
    NewPasswordForm,
)
from goldenthread.identity.models import Delegation, RoleHeld
from goldenthread.identity.signing_in import follow_session, sign_ins_of
from goldenthread.identity.views.asking import actor_of
from goldenthread.identity.views.signing import Answering
from goldenthread.kernel.audience import SIGNED_IN, audience


@audience(SIGNED_IN)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """My account: what the council knows of me, my roles, and the ways to guard the account."""
    person = actor_of(request).person
    today = timezone.localdate()
    context = {
        "me": person,
        "roles": RoleHeld.objects.visible_to(person).filter(person=person).not_over(on=today).select_related("scope"),
        "has_authenticator": is_mfa_enabled(person.account),
        "sign_ins": len(sign_ins_of(person.account, at=timezone.now())),
        "leave": Delegation.objects.visible_to(person).not_over(on=today).filter(delegate=person).count(),
    }
    return render(request, "identity/account.html", context)


def _note(request: HttpRequest, what: str) -> None:
    """Enter what somebody did with their own authenticator."""
    actor = actor_of(request)
    note_authenticator(account=actor.person.account, what=what, by=actor)


class PasswordPage(Answering, PasswordChangeView):  # type: ignore[misc]
    """Change one's own password."""

    template_name = "identity/password.html"
    form_class = NewPasswordForm

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Change it, end every other session, and stay signed in here."""
        before = self.request.session.session_key
        change_password(
            account=form.user,
            password=form.cleaned_data["password1"],
            by=actor_of(self.request),
            session_key=before or "",
        )
        finalize_password_change(self.request, form.user)
        follow_session(before, self.request)
        return redirect("account")

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """The rules stand beside the field."""
        context: dict[str, Any] = super().get_context_data(**named)
        return context | {"rules": password_validators_help_texts()}


class AddAuthenticatorPage(Answering, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    template_name = "identity/authenticator-add.html"
    form_class = AddAuthenticatorForm

    def form_valid(self, form: AddAuthenticatorForm) -> HttpResponse:
        """Keep it, and enter that it was added."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "authenticator_added")
        return response


class RemoveAuthenticatorPage(Answering, DeactivateTOTPView):  # type: ignore[misc]
    """Take the authenticator app off one's account."""

    template_name = "identity/authenticator-remove.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, and enter that it was removed."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "authenticator_removed")
        return response


class NewCodesPage(Answering, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes; the old ones stop working."""

    template_name = "identity/codes-new.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them, and enter that they were made."""
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "recovery_codes_made")
        return response


class ConfirmPasswordPage(Answering, ReauthenticateView):  # type: ignore[misc]
    """The password once more before the account is changed."""

    template_name = "identity/confirm.html"
    form_class = ConfirmPasswordForm


class ConfirmCodePage(Answering, ReauthenticateCodeView):  # type: ignore[misc]
    """The code once more before the account is changed."""

    template_name = "identity/confirm.html"
    form_class = ConfirmCodeForm


password = audience(SIGNED_IN)(PasswordPage.as_view())
authenticator_add = audience(SIGNED_IN)(AddAuthenticatorPage.as_view())
authenticator_remove = audience(SIGNED_IN)(RemoveAuthenticatorPage.as_view())
codes_new = audience(SIGNED_IN)(NewCodesPage.as_view())
confirm = audience(SIGNED_IN)(ConfirmPasswordPage.as_view())
confirm_code = audience(SIGNED_IN)(ConfirmCodePage.as_view())


@audience(SIGNED_IN)
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    found = sign_ins_of(actor_of(request).person.account, at=timezone.now())
    context = {"sign_ins": found, "here": request.session.session_key}
    return render(request, "identity/signed-in.html", context)


@audience(SIGNED_IN)
@require_POST
def end_signed_in(request: HttpRequest) -> HttpResponse:
    """Sign out elsewhere: in one browser, or in every other."""
    actor = actor_of(request)
    only = request.POST.get("only", "")
    but = "" if only else request.session.session_key or ""
    count = end_sign_ins(account=actor.person.account, by=actor, only=only, but=but)
    messages.success(request, "Signed out there." if count else "Nobody was signed in there any more.")
    return redirect(reverse("signed-in"))
