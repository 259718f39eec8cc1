"""`manage.py verify_trail`: recomputes every seal and says whether the record is as it was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasocial.office.record.trail import queries


class Command(BaseCommand):
    help = "Checks every seal of the trail; exit code 1 when anything was changed, removed or slipped in."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(queries.faults())
        for fault in found:
            self.stderr.write(
                f"Seal {fault.seal_id} (entries {fault.first_id}-{fault.last_id}): {fault.what}."
            )
        if found:
            raise CommandError(f"{len(found)} faults in {queries.seal_count()} seals.")
        self.stdout.write(f"The trail is whole: {queries.seal_count()} seals, no fault.")
