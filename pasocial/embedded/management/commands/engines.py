"""`manage.py engines`: the two engines alone, in the foreground, for work on the code."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pasocial.embedded.engines import Engines
from pasocial.embedded.state import StateDirectory
from pasocial.embedded.trouble import Trouble


class Command(BaseCommand):
    help = "Starts the embedded PostgreSQL and Valkey until Ctrl-C and prints their addresses."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--careless", action="store_true", help="no fsync: fast, may lose all in a crash")

    def handle(self, *args: Any, **options: Any) -> None:
        def stop(number: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        # SIGINT by name too: what a script starts in the background inherits it ignored.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        engines = Engines(
            StateDirectory(settings.STATE_DIR), what="manage.py engines", careless=options["careless"]
        )
        try:
            with engines:
                self.stdout.write(f"DATABASE_URL={engines.addresses.database_url}")
                self.stdout.write(f"REDIS_URL={engines.addresses.redis_url}")
                self.stdout.write("Every manage.py command of this machine finds them. Ctrl-C stops them.")
                self.stdout.flush()
                signal.pause()
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
