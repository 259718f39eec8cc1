"""The sign-in form, in the words of this house."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm
from celery import current_app
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError


class StaffLoginForm(LoginForm):  # type: ignore[misc]
    """The library writes "Email"; every other form here writes "E-mail", and shows no placeholder instead of it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"].label = _("E-mail")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StaffResetForm(ResetPasswordForm):  # type: ignore[misc]
    """Does the same for every address: looking for the account and writing to it is the worker's, after the answer.

    The time taken would otherwise tell who has an account here.
    """

    def clean_email(self) -> str:
        return str(get_adapter().clean_email(self.cleaned_data["email"].lower()))

    def save(self, request: HttpRequest, **more: Any) -> str:
        email = str(self.cleaned_data["email"])
        try:
            current_app.send_task("office.identity.reset", args=[email, get_language() or "it"], retry=False)
        except Exception as error:  # nothing else remembers it: so say for everybody that it did not go
            raise RedisError("The broker is away, and no reset was asked for.") from error
        return email
