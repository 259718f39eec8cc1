"""`manage.py backup DIR`: a whole copy of database and files, while the office works."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pasocial.embedded.safekeeping import write_copy
from pasocial.embedded.trouble import Trouble


class Command(BaseCommand):
    help = "Writes a copy of the database, the attachments and the site's media into a new directory."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            write_copy(options["directory"], at=timezone.now(), say=self.stdout.write)
        except (Trouble, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"The copy in {options['directory']} is whole. Keep PERSON_KEY_SECRET apart from it."
        )
