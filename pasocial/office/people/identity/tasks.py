"""The worker's part of signing in: a link to choose a new password, for who has an account."""

from __future__ import annotations

from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.internal.userkit import filter_users_by_email
from celery import shared_task
from django.utils import translation


@shared_task(name="office.identity.reset")
def send_reset(email: str, language: str) -> int:
    """Writes to each active account of this address; returns to how many. An unknown address is written nothing."""
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    with translation.override(language):
        if users:
            request_password_reset(None, email, users, None)  # type: ignore[arg-type]
    return len(users)
