"""`manage.py demo_codes`: the second-factor digits of this moment for each demonstration account."""

from time import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management.base import BaseCommand

from pasocial.demo.accounts import ACCOUNTS


class Command(BaseCommand):
    help = (
        "Prints the six digits that each demonstration account needs to sign in now (they change every 30 s)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for account in ACCOUNTS:
            digits = format_hotp_value(hotp_value(account.totp_secret, int(time()) // 30))
            self.stdout.write(f"{digits}  {account.email}")
