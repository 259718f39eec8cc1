"""`manage.py translations`: bring the English catalogues up to date, check them, compile them."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pasocial.design import catalogues
from pasocial.design.msgids import Msgid, Unreadable, by_owner, marked_in, source_files, top_packages

SHOWN = 200
CATALOGUES = f"**/locale/{catalogues.LANGUAGE}/LC_MESSAGES/django.po"


class Command(BaseCommand):
    help = (
        "Extracts every marked Italian sentence and brings <owner>/locale/en/LC_MESSAGES/django.po up to "
        "date. With --check changes nothing and fails when a translation is missing, fuzzy, obsolete, "
        "disagrees with another owner's, or has other gaps than its sentence. With --compile only writes "
        "the .mo files."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("owners", nargs="*", help="only these owners, for example foia pasocial/office")
        parser.add_argument("--check", action="store_true", help="change nothing, fail when incomplete")
        parser.add_argument("--compile", action="store_true", help="only write the .mo files")
        parser.add_argument("--missing", action="store_true", help="update and list what is not translated")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Path(settings.BASE_DIR)
        if options["compile"]:
            self._compile(project)
            return
        found = self._extract(project)
        wanted = [owner.strip("/") for owner in options["owners"]]
        unknown = sorted(set(wanted) - set(found))
        if unknown:
            raise CommandError(
                f"No marked sentence belongs to {', '.join(unknown)}; owners: {', '.join(found)}."
            )
        known = {
            owner: catalogues.read_catalogue(catalogues.catalogue_path(project, owner)) for owner in found
        }
        owners = wanted or sorted(found)
        if options["check"]:
            self._check(project, found, known, owners, everything=not wanted)
        else:
            self._update(project, found, known, owners, listing=options["missing"])

    def _extract(self, project: Path) -> dict[str, dict[Msgid, set[str]]]:
        marked, unreadable = [], []
        for path in source_files(project):
            try:
                marked += marked_in(project, path)
            except Unreadable as error:
                unreadable.append(str(error))
        if unreadable:
            raise CommandError("Not extracted, correct these first:\n" + "\n".join(unreadable))
        return by_owner(marked)

    def _update(
        self,
        project: Path,
        found: dict[str, dict[Msgid, set[str]]],
        known: dict[str, polib.POFile],
        owners: list[str],
        *,
        listing: bool,
    ) -> None:
        elsewhere: dict[Msgid, polib.POEntry] = {}
        for catalogue in known.values():
            elsewhere = catalogues.translations_in(catalogue) | elsewhere
        for owner in owners:
            path = catalogues.catalogue_path(project, owner)
            fresh = catalogues.updated(found[owner], known[owner], elsewhere)
            if not path.exists() or str(fresh) != str(known[owner]):
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh.save(str(path))
            report = catalogues.report(found[owner], fresh)
            self.stdout.write(
                f"{owner}: {len(found[owner])} sentences, {len(report.missing)} missing, "
                f"{len(report.fuzzy)} fuzzy, {len(report.gaps)} with other gaps"
            )
            if listing:
                for line in report.missing + report.fuzzy + report.gaps:
                    self.stdout.write(f"  {line}")

    def _check(
        self,
        project: Path,
        found: dict[str, dict[Msgid, set[str]]],
        known: dict[str, polib.POFile],
        owners: list[str],
        *,
        everything: bool,
    ) -> None:
        lines: list[str] = []
        for owner in owners:
            report = catalogues.report(found[owner], known[owner])
            lines += [f"{owner}: missing    {line}" for line in report.missing]
            lines += [f"{owner}: fuzzy      {line}" for line in report.fuzzy]
            lines += [f"{owner}: obsolete   {line}" for line in report.obsolete]
            lines += [f"{owner}: other gaps {line}" for line in report.gaps]
        if everything:
            lines += [f"two translations {line}" for line in catalogues.disagreements(known)]
            lines += [
                f"{path.relative_to(project)}: no sentence belongs to this catalogue any more"
                for path in self._catalogue_files(project)
                if path.parents[3].relative_to(project).as_posix() not in found
            ]
        if lines:
            shown = "\n".join(lines[:SHOWN])
            more = f"\n… and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
            raise CommandError(
                f"{len(lines)} translations to correct (run `manage.py translations`, then edit):\n{shown}{more}"
            )
        self.stdout.write(f"{sum(len(found[owner]) for owner in owners)} sentences complete in English.")

    def _compile(self, project: Path) -> None:
        written = [path for path in self._catalogue_files(project) if catalogues.compile_catalogue(path)]
        self.stdout.write(f"{len(written)} catalogues compiled.")

    def _catalogue_files(self, project: Path) -> list[Path]:
        return [
            path
            for folder in top_packages()
            for path in sorted(
                (project / folder).glob(f"**/locale/{catalogues.LANGUAGE}/LC_MESSAGES/django.po")
            )
        ]
