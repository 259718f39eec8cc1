"""What django-allauth asks of us: nobody signs up by herself, and its mail leaves like every other mail."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import address
from pasocial.language import language_now

# What the library tells a person about her own account, in our words.
NOTICES = {
    "password_changed": _("La tua password è stata cambiata."),
    "password_reset": _("La tua password è stata reimpostata."),
    "password_set": _("Hai scelto una password."),
    "totp_activated": _("Hai attivato l'app per i codici di accesso."),
    "totp_deactivated": _("L'app per i codici di accesso è stata disattivata."),
    "recovery_codes_generated": _("Sono stati creati nuovi codici di recupero."),
    "webauthn_added": _("È stata aggiunta una passkey o chiave di sicurezza."),
    "webauthn_removed": _("Una passkey o chiave di sicurezza è stata tolta."),
    "account_connected": _("L'account dell'ente è stato collegato."),
    "account_disconnected": _("L'account dell'ente è stato scollegato."),
}


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

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """A sign-in of the last minutes proves as much as typing the same password again."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        if any(float(record.get("at", 0)) > fresh for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """The library looks for its own address rows; our addresses are on the user."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never of the request: whoever asks for somebody else's password would choose where the link leads."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.SITE_URL}{path.replace('UID-KEY', quote(key))}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queued with all other mail (in the outbox, seen in the mail box page), so a dead SMTP server loses nothing.

        The writer is named in settings: notices stand above identity, which must not import them.
        """
        write_mail = import_string(settings.ACCOUNT_MAIL_WRITER)
        name = template_prefix.rsplit("/", 1)[-1]
        user = context.get("user") or get_user_model().objects.filter(email__iexact=address(email)).first()
        if name not in NOTICES and name != "password_reset_key":
            raise ValueError(f"No mail of ours answers {template_prefix}.")
        write_mail(
            key=f"account:{uuid4()}",
            about=f"user:{user.pk}" if user is not None else "user:unknown",
            template="office/password_reset" if name == "password_reset_key" else "office/account_notice",
            to=email,
            language=getattr(user, "language", "") or language_now(),
            context={
                "what": NOTICES.get(name, ""),
                "when": context.get("timestamp"),
                "ip": context.get("ip", ""),
                "person": user,
                "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
                "action_url": context.get("password_reset_url")
                or f"{settings.SITE_URL}{reverse('mfa_index')}",
            },
            at=timezone.now(),
        )


class StaffSocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The body's own OpenID Connect provider signs in people the coordinator already added, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
