#!/usr/bin/env python
"""The one door to every administrative command of PAsocial."""

import os
import sys
from contextlib import ExitStack

OLDEST_PYTHON = (3, 11)
# Commands that start engines by themselves, or need none.
WITHOUT_ENGINES = {
    "", "--help", "-h", "--version", "help", "version", "up", "engines", "translations", "compilemessages",
    "check", "collectstatic", "spectacular", "diffsettings", "timetable", "draw_states",
    "findstatic", "check_cases", "sqlmigrate", "find_recurrences", "redact",
}  # fmt: skip
# Commands that prepare a database, replace it or only look at it; every other one needs a prepared one.
ON_ANY_DATABASE = WITHOUT_ENGINES | {
    "migrate", "makemigrations", "showmigrations", "optimizemigration", "squashmigrations", "sqlflush", "dbshell",
    "shell", "test", "testserver", "runserver", "inspectdb", "backup", "restore", "makemessages", "startapp",
    "sendtestemail", "sqlsequencereset",
}  # fmt: skip


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        sys.exit(f"PAsocial needs Python {wanted} or newer and this is {found}: install it, then `make env`.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.dev")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError

        from pasocial.embedded.trouble import Trouble
    except ImportError as error:
        sys.exit(f"{error}. Run `make env`, then .venv/bin/python manage.py …")
    try:
        with ExitStack() as stack:
            if wants_engines():
                from pasocial.embedded.borrowing import borrowed_engines

                stack.enter_context(borrowed_engines())
            if command_given() not in ON_ANY_DATABASE and not asks_for_help():
                insist_on_prepared()
            try:
                execute_from_command_line(sys.argv)
            except DatabaseError as error:
                from pasocial.config.migrated import reason_behind

                reason = reason_behind(error)
                if not reason:
                    raise
                sys.exit(reason)
    except (ImproperlyConfigured, Trouble) as error:
        sys.exit(str(error))


def command_given() -> str:
    return sys.argv[1] if len(sys.argv) > 1 else ""


def asks_for_help() -> bool:
    return bool({"--help", "-h"} & set(sys.argv))


def insist_on_prepared() -> None:
    """Whatever the command: a database without tables is said in a sentence."""
    import django

    django.setup()
    from pasocial.config.migrated import reason_against_working

    reason = reason_against_working()
    if reason:
        sys.exit(reason)


def wants_engines() -> bool:
    """A development command finds engines even when `make up` does not run: they start just for it."""
    if command_given() in WITHOUT_ENGINES or asks_for_help():
        return False
    configured = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    return not configured and os.environ["DJANGO_SETTINGS_MODULE"].endswith(".dev")


if __name__ == "__main__":
    main()
