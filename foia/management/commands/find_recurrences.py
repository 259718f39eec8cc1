"""Which topics recurred in a register exported as CSV: a look at the past that needs neither database nor
network."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foia.rules.recurrence import THRESHOLD, Level
from foia.rules.recurrence.register_file import read_register
from foia.rules.recurrence.register_scan import Scan, scan
from pasocial.outgoing import write_csv
from pasocial.tables import Progress, TableFault

SHOWN_REMARKS = 20


class Command(BaseCommand):
    help = (
        "Cerca i temi ricorrenti in un registro CSV (request_id, date, person, text) "
        "senza toccare la base di dati. Scrive request_id, topic, flag (hard, soft, none), "
        "flagged_on, distinct_persons."
    )
    requires_system_checks = ()  # must work before any database is configured
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="il registro, CSV con intestazione")
        parser.add_argument("--out", type=Path, required=True, help="dove scrivere il risultato")
        for column, meaning in (
            ("request_id", "identificativo"),
            ("date", "data di presentazione"),
            ("person", 'persona; "" se il registro non la dice'),
            ("text", "testo; più colonne separate da +, per esempio oggetto+testo"),
        ):
            parser.add_argument(f"--{column.replace('_', '-')}", default=column, help=f"colonna: {meaning}")
        parser.add_argument("--threshold", type=int, default=THRESHOLD, help="persone diverse in un anno (4)")
        parser.add_argument("--remarks", type=Path, help="dove scrivere tutte le osservazioni, CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        for kept in (options["out"], options["remarks"]):
            if kept and kept.exists() and options["file"].exists() and kept.samefile(options["file"]):
                raise CommandError(f"{kept} è il registro da leggere: indica un altro file per il risultato.")
        columns = {name: options[name] for name in ("request_id", "date", "person", "text")}
        try:
            rows = read_register(options["file"].read_bytes(), columns)
        except OSError as fault:
            raise CommandError(f"Non riesco a leggere {options['file']}: {fault.strerror}.") from fault
        except TableFault as fault:
            raise CommandError(f"{options['file']}: {fault}") from fault
        if options["threshold"] < 2:
            raise CommandError("La soglia deve essere almeno 2.")
        found = scan(
            rows, threshold=options["threshold"], on_progress=self._progress(len(rows), options["verbosity"])
        )
        try:
            _write(
                options["out"],
                ("request_id", "topic", "flag", "flagged_on", "distinct_persons"),
                _findings(found),
            )
            if options["remarks"]:
                lines = ((str(one.line), one.request_id, one.code, one.text) for one in found.remarks)
                _write(options["remarks"], ("line", "request_id", "code", "text"), lines)
        except OSError as fault:
            raise CommandError(f"Non riesco a scrivere il risultato: {fault.strerror}.") from fault
        if not options["person"]:
            self.stdout.write("Senza persone nessun tema può avere una segnalazione: restano i temi.")
            told = tuple(one for one in found.remarks if one.code != "no_person")
            found = replace(found, remarks=told)
        self._summary(found, options["out"])

    def _progress(self, total: int, verbosity: int) -> Any:
        if verbosity < 1 or not sys.stderr.isatty():
            return None
        return Progress(
            lambda words: self.stderr.write(words, ending=""), "Temi", total, terminal=True
        ).reached

    def _summary(self, found: Scan, out: Path) -> None:
        levels = {finding.topic: finding.flag for finding in found.findings if finding.topic}
        counted = Counter(levels.values())
        self.stdout.write(
            f"{len(found.findings)} richieste, {len(levels)} temi: {counted[Level.HARD]} ricorrenti "
            f"(più di tre persone diverse in un anno), {counted[Level.SOFT]} con segnale debole. "
            f"Risultato in {out}."
        )
        for remark in found.remarks[:SHOWN_REMARKS]:
            self.stdout.write(
                f"riga {remark.line}, {remark.request_id or 'senza identificativo'}: {remark.text}"
            )
        if len(found.remarks) > SHOWN_REMARKS:
            self.stdout.write(
                f"… e altre {len(found.remarks) - SHOWN_REMARKS} osservazioni: "
                "con --remarks si hanno tutte in un file."
            )
        self.stdout.write("Il raggruppamento è prudente e va letto da una persona prima di decidere.")


def _findings(found: Scan) -> Any:
    for one in found.findings:
        flagged_on = one.flagged_on.isoformat() if one.flagged_on else ""
        yield one.request_id, one.topic, one.flag.value, flagged_on, str(one.distinct_persons)


def _write(path: Path, heading: tuple[str, ...], lines: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, heading, lines)
