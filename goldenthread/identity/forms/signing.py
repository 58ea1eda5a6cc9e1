"""Forms of signing in. They are allauth's, in our words and without placeholders."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache

from goldenthread.identity.models import Account

DIFFERENT = "The two passwords differ. Type the same one twice."


def _in_our_words(form: forms.BaseForm, labels: dict[str, str]) -> None:
    """Our labels; no placeholder stands in for one, and the library's help does not appear."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = ""
        field.error_messages["required"] = f"Type {labels.get(name, str(field.label)).lower()}."


def _for_codes(field: forms.Field) -> None:
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self, {"login": "Your e-mail address", "password": "Your password"})
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["login"].error_messages["invalid"] = "This is not an e-mail address."


def _used_once(code: str, account: Account) -> str:
    """A code opens once for as long as a clock would take it.

    The library remembers a used code for one step of the clock, half a minute, and takes codes of
    ``MFA_TOTP_TOLERANCE`` steps before and after: without this, whoever saw a code typed could sign in with it
    a minute later.

    Source: RFC 6238, section 5.2 (a verifier does not accept the second attempt of a code).
    """
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    digits = "".join(sign for sign in code if sign.isalnum())  # as the library reads it: "123 456" is "123-456"
    if not cache.add(f"code-used:{account.pk}:{digits}", "yes", timeout=steps * app_settings.TOTP_PERIOD):
        raise get_adapter().validation_error("incorrect_code")
    return code


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self, {"code": "The code"})
        _for_codes(self.fields["code"])

    def clean_code(self) -> str:
        """A code that is right and was not used before."""
        return _used_once(super().clean_code(), self.user)


class ConfirmCodeForm(ReauthenticateCodeForm):  # type: ignore[misc]
    """The code once more, before something that guards the account is changed."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self, {"code": "The code"})
        _for_codes(self.fields["code"])

    def clean_code(self) -> str:
        """A code that is right and was not used before."""
        return _used_once(super().clean_code(), self.user)


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that guards the account is changed."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self, {"password": "Your password"})


class AddAuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code an authenticator app shows, which proves that it is set up."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        _in_our_words(self, {"code": "The code your app shows"})
        _for_codes(self.fields["code"])


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        labels = {
            "oldpassword": "Your present password",
            "password1": "Your new password",
            "password2": "Your new password once more",
        }
        _in_our_words(self, labels)


class FirstPasswordForm(forms.Form):
    """The password of a new account, or a new one, twice."""

    password1 = forms.CharField(
        label="Your password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Type a password."},
    )
    password2 = forms.CharField(
        label="Your password once more",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Type the password a second time."},
    )

    def __init__(self, *args: Any, account: Account, **named: Any) -> None:
        super().__init__(*args, **named)
        self.account = account

    def clean_password1(self) -> str:
        """A password must keep the rules shown beside it."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both must be the same, since nobody sees what was typed."""
        cleaned = super().clean() or {}
        if "password1" in cleaned and "password2" in cleaned and cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", DIFFERENT)
        return cleaned
