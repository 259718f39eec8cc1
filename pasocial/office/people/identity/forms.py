"""The sign-in forms of the library, in the words of this house and read clean."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from celery import current_app
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from pasocial.design.clean_forms import Cleaned
from pasocial.language import language_now


class StaffLoginForm(Cleaned, account.LoginForm):  # type: ignore[misc]
    """The library writes "Email"; every other form here writes "E-mail", and shows no placeholder instead of it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"].label = _("E-mail")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StaffResetForm(Cleaned, account.ResetPasswordForm):  # type: ignore[misc]
    """Does the same for every address: looking for the account and writing to it is the worker's, after the answer.

    The time taken would otherwise tell who has an account here.
    """

    def clean_email(self) -> str:
        return str(get_adapter().clean_email(self.cleaned_data["email"]))

    def save(self, request: HttpRequest, **more: Any) -> str:
        email = str(self.cleaned_data["email"])
        try:
            current_app.send_task("office.identity.reset", args=[email, language_now()], retry=False)
        except Exception as error:  # nothing else remembers it: so say for everybody that it did not go
            raise RedisError("The broker is away, and no reset was asked for.") from error
        return email


class StaffUserToken(Cleaned, account.UserTokenForm):  # type: ignore[misc]
    pass


class StaffAuthenticate(Cleaned, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class StaffReauthenticate(Cleaned, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class StaffActivateTotp(Cleaned, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class StaffAddWebAuthn(Cleaned, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    pass


class StaffEditWebAuthn(Cleaned, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass
