"""`manage.py build_demo`: the invented municipality with its months of life; once, and only where there is none."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from foia.models import AccessRequest
from pasocial.demo.build import Town


class Command(BaseCommand):
    help = "Builds the demonstration town through the real operations. Refuses where requests are already stored."

    def handle(self, *args: Any, **options: Any) -> None:
        if AccessRequest.objects.exclude(idempotency_key__startswith="demo:").exists():
            raise CommandError(
                "This database already holds requests that are not the demonstration's: nothing was added."
            )
        if AccessRequest.objects.exists():
            self.stdout.write("The demonstration town is already there.")
            return
        # All or nothing: a build that was interrupted leaves no half town behind.
        with transaction.atomic():
            Town(timezone.now(), lambda what: self.stdout.write(f"  {what} …")).build()
        self.stdout.write("The demonstration town is ready.")
