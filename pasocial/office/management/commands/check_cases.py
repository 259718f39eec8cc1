"""`manage.py check_cases FILE.toml …`: runs dated cases, written by counsel, through the clocks of every desk."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasocial.office.record import registry
from pasocial.office.record.registry.dated_cases import Judged, Judgement, Unreadable, judged

WRONG, MALFORMED = 1, 2


class Command(BaseCommand):
    help = (
        "Says of each dated case whether the rules keep it, and how they differ. Exit status 1 when one is broken, "
        "2 when a file or a case cannot be read. The form is in docs/cases.md; no database is used."
    )
    # Neither database nor models are needed, and counsel waits for nothing else.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE.toml", help="one or more files of cases")
        parser.add_argument("--clocks", action="store_true", help="list the clocks that cases may name")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clocks"]:
            for code, clock in registry.dated_clocks().items():
                self.stdout.write(f"{code:<14} {clock.about}")
            return
        if not options["files"]:
            raise CommandError(
                "Name at least one file: manage.py check_cases FILE.toml", returncode=MALFORMED
            )
        counted: Counter[Judgement] = Counter()
        for name in options["files"]:
            if len(options["files"]) > 1:
                self.stdout.write(f"{name}:")
            counted += self._file(name)
        self.stdout.write("")
        total = sum(counted.values())
        parts = [f"{counted[kind]} {kind}" for kind in Judgement if counted[kind]]
        summary = f"{total} {'case' if total == 1 else 'cases'}: {', '.join(parts)}."
        if counted[Judgement.MALFORMED]:
            raise CommandError(summary, returncode=MALFORMED)
        if counted[Judgement.BROKEN]:
            raise CommandError(summary, returncode=WRONG)
        self.stdout.write(summary)

    def _file(self, name: str) -> Counter[Judgement]:
        try:
            text = Path(name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"{name} cannot be read: {fault}", returncode=MALFORMED) from fault
        counted: Counter[Judgement] = Counter()
        try:
            for case in judged(text):
                counted[case.judgement] += 1
                self.stdout.write(sentence(case))
        except Unreadable as fault:
            raise CommandError(f"{name}: {fault}", returncode=MALFORMED) from fault
        return counted


def sentence(case: Judged) -> str:
    """One case as a line that can be read aloud."""
    verdict = f"{str(case.judgement).capitalize():<13}  {case.title}"
    if case.judgement is Judgement.KEPT:
        return f"{verdict}: {case.told}."
    if case.judgement is Judgement.NOT_BUILT:
        return f"{verdict}: {case.told or 'neither kept nor broken'}"
    if case.judgement is Judgement.BROKEN:
        return f"{verdict}, line {case.line}: {'; '.join(case.remarks)}."
    return f"{verdict}, line {case.line}: {' '.join(case.remarks)}"
