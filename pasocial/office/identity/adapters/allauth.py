"""What django-allauth asks of us: nobody signs up by herself, and its mail leaves like every other mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the coordinator; the address is the name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)

    def get_user_search_fields(self) -> list[str]:
        return ["email", "full_name"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no user name."""

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """The library looks for its own address rows; our addresses are on the user."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queued with all other mail (in the outbox, seen in the mail box page), so a dead SMTP server loses nothing.

        The writer is named in settings: notices stand above identity, which must not import them.
        """
        write_mail = import_string(settings.ACCOUNT_MAIL_WRITER)
        user = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        now: datetime = timezone.now()
        write_mail(
            key=f"account:{uuid4()}",
            about=f"user:{user.pk}" if user is not None else "user:unknown",
            template=_template_for(template_prefix),
            to=email,
            language=getattr(user, "language", "") or get_language() or "it",
            context={**{key: value for key, value in context.items() if key != "request"}, "user": user},
            at=now,
        )


def _template_for(prefix: str) -> str:
    """`mfa/email/totp_activated` → `office/account/totp_activated`."""
    return f"office/account/{prefix.rsplit('/', 1)[-1]}"


class StaffSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The body's own OpenID Connect provider signs in people the coordinator already added, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
