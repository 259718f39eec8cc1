"""`manage.py restore DIR`: bring the database and the files back from a copy."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasocial.embedded.safekeeping import insist_on_whole, read_copy
from pasocial.embedded.trouble import Trouble


class Command(BaseCommand):
    help = "Replaces the database and the files with those of a copy made by `manage.py backup`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            contents = insist_on_whole(options["directory"])
            if not options["yes"]:
                self.stdout.write(
                    f"Everything now in the database is replaced by the copy of {contents['made_at']}."
                )
                if input('Type "yes" to go on: ') != "yes":
                    raise CommandError("Nothing was changed.")
            read_copy(options["directory"], say=self.stdout.write)
        except EOFError as error:
            raise CommandError("Nothing was changed: answer, or give --yes.") from error
        except (Trouble, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored. Run `manage.py migrate` if this version is newer than the copy.")
