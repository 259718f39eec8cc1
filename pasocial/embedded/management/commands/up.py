"""`manage.py up`: the whole office on this machine until Ctrl-C."""

from __future__ import annotations

import errno
import os
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from pasocial.cleaning import whole_number
from pasocial.embedded.parts import Ports
from pasocial.embedded.ports import LOOPBACK, insist_on_free
from pasocial.embedded.preparing import Preparation
from pasocial.embedded.progress import Progress
from pasocial.embedded.state import StateDirectory, said_plainly
from pasocial.embedded.supervisor import Office, stop_when_asked
from pasocial.embedded.trouble import Trouble

# For the ports of an office that was killed a moment ago.
PATIENCE_SECONDS = 5.0


def port_from_environment(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    port = whole_number(value, 1, 65535)
    if port is None:
        raise Trouble(f"{name}={value} is not a port: choose a number from 1024 to 65535.")
    return port


class Command(BaseCommand):
    help = "Starts engines, web, streams, worker and beat, waits until all is ready, prints the addresses."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or LOOPBACK, help="address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        stop_when_asked()
        progress = Progress(self.stdout._out)  # type: ignore[arg-type]
        state = StateDirectory(settings.STATE_DIR)
        try:
            ports = Ports(
                host=options["host"],
                pages=port_from_environment("PORT", 8000),
                streams=port_from_environment("STREAM_PORT", 8001),
            )
            if ports.pages == ports.streams:
                raise Trouble(
                    f"PORT and STREAM_PORT are both {ports.pages}: choose two, for example "
                    f"`make up PORT={ports.pages} STREAM_PORT={ports.pages + 1}`."
                )
            with Office(state, ports, progress) as office:
                office.clear()
                for number, name in ((ports.pages, "PORT"), (ports.streams, "STREAM_PORT")):
                    insist_on_free(number, setting=name, host=ports.host, patience=PATIENCE_SECONDS)
                office.start_engines()
                Preparation(state / "stamps", progress).run()
                office.open()
                self.stdout.write(welcome(ports))
                self.stdout.flush()
                office.watch()
        except KeyboardInterrupt:
            progress.say("\nStopped; nothing is left running. `make up` starts again with the same content.")
        except Trouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except OSError as error:
            raise CommandError(said_plainly(error, state.root)) from error
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", "") == "53100" or os.strerror(errno.ENOSPC) in str(error):
                raise CommandError(said_plainly(OSError(errno.ENOSPC, ""), state.root)) from error
            raise CommandError(f"The database refused a step: {str(error).strip()}") from error


def welcome(ports: Ports) -> str:
    """Addresses, demonstration accounts and where the mail goes."""
    base = ports.pages_url
    lines = [
        "",
        "PAsocial is ready.",
        f"  Public site        {base}/",
        f"  Access requests    {base}/accesso-civico/",
        f"  Staff              {base}/redazione/",
        f"  Coordinator        {base}/admin/",
        f"  API                {base}/api/docs/",
        f"  Mail that left     {base}/redazione/posta/  (staff only; nothing leaves this machine)",
        f"  Event streams      {ports.streams_url}/streams/",
    ]
    accounts = demonstration_accounts()
    if accounts:
        lines += ["", "Demonstration accounts (invented persons):"]
        wide = max(len(str(account.email)) for account in accounts)
        for account in accounts:
            second = f"  second factor {account.totp_secret}" if getattr(account, "totp_secret", "") else ""
            lines.append(f"  {account.email:<{wide}}  {account.password}  {account.label}{second}")
        lines.append(
            "  `make codes` prints the six digits of the second factor, which change every 30 seconds."
        )
    lines += ["", "Ctrl-C stops everything and keeps the content; `make reset` removes it."]
    return "\n".join(lines)


def demonstration_accounts() -> list[Any]:
    """None when the demonstration is not part of this installation."""
    try:
        return list(import_module("pasocial.demo.accounts").ACCOUNTS)
    except (ImportError, AttributeError):
        return []
