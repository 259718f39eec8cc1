"""`manage.py import_requests FILE.csv`: requests of another register, with their own days, each once."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from foia.operations.importing import Pair, import_chunk, suggest_pairs
from foia.operations.intake import keys_of
from foia.queries.importing import Group, groups_in, key_from, known_references, pairs_of
from foia.rules.importing import (
    PastRequest,
    RowReading,
    outcome_words,
    read_lines,
    read_row,
    repeated,
)
from foia.rules.recurrence import Level
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.outgoing import write_csv
from pasocial.tables import Progress, TableFault, worked_through
from pasocial.timekeeping import local_date

CHUNK = 250
SHOWN_REFUSALS = 10
SHOWN_TOPICS = 10
# Whatever is undecided and older than this is history, unless --owed-since says otherwise.
OWED_DAYS = 365
BY = Actor.system("foia.import_requests")


class Command(BaseCommand):
    help = (
        "Importa da un CSV le richieste ricevute prima di questa piattaforma, con le loro date. Non scrive a nessuno. "
        "Una seconda esecuzione salta quello che c'è già. Colonne e opzioni: docs/importing.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="NOSTRA=LORO",
            help="quale colonna del file è una nostra colonna; più colonne separate da +",
        )
        parser.add_argument(
            "--outcome",
            action="append",
            default=[],
            metavar="PAROLA=ESITO",
            help="a quale esito corrisponde una parola del file",
        )
        parser.add_argument("--dry-run", action="store_true", help="legge e controlla tutto, non salva nulla")
        parser.add_argument("--report", type=Path, help="dove scrivere le righe rifiutate con i motivi (CSV)")
        parser.add_argument("--topics", type=Path, help="dove scrivere i temi ricorrenti trovati (CSV)")
        parser.add_argument("--no-topics", action="store_true", help="non cercare i temi ricorrenti")
        parser.add_argument(
            "--suggest", action="store_true", help="propone le richieste simili a chi le dovrà confermare"
        )
        parser.add_argument(
            "--owed-since",
            type=date.fromisoformat,
            metavar="AAAA-MM-GG",
            help="le richieste senza esito ricevute da questo giorno sono ancora da evadere (un anno fa)",
        )
        parser.add_argument(
            "--approximate-days",
            action="store_true",
            help="un mese o un intervallo vale il suo ultimo giorno, segnato come approssimato",
        )
        parser.add_argument(
            "--without-day",
            type=date.fromisoformat,
            metavar="AAAA-MM-GG",
            help="il giorno delle righe che non ne hanno, segnato come approssimato",
        )
        parser.add_argument("--language", choices=("it", "en"), default="it", help="lingua dei testi")
        parser.add_argument("--test", action="store_true", help="segna le richieste come prove")
        parser.add_argument("--chunk", type=int, default=CHUNK, help=f"righe per transazione ({CHUNK})")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        today = local_date(at)
        if options["chunk"] < 1:
            raise CommandError("--chunk deve essere almeno 1.")
        for kept in (options["report"], options["topics"]):
            if kept and kept.exists() and options["file"].exists() and kept.samefile(options["file"]):
                raise CommandError(f"{kept} è il file da importare: indica un altro file per il resoconto.")
        readings = self._read(options, today)
        readings = _once_each(readings)
        rows = [one.past for one in readings if one.past is not None]
        refused = [one for one in readings if one.past is None]
        if options["report"]:
            self._write(
                options["report"], ("line", "request_id", "column", "code", "reason"), _reasons(refused)
            )
        if options["dry_run"]:
            known = len(known_references([row.reference for row in rows]))
            self.stdout.write(
                f"Prova: {len(rows) - known} da importare, {known} già presenti, "
                f"{len(refused)} rifiutate. Non è stato salvato nulla."
            )
        else:
            self._import(rows, len(refused), options, at, today)
        self._say_refused(refused, options["report"])
        if not options["no_topics"]:
            self._recurring(rows, options)

    def _read(self, options: dict[str, Any], today: date) -> list[RowReading]:
        try:
            raw = options["file"].read_bytes()
            words = outcome_words(_pairs(options["outcome"], "--outcome"))
            lines = list(read_lines(raw, _pairs(options["map"], "--map")))
        except OSError as fault:
            raise CommandError(f"Non riesco a leggere {options['file']}: {fault.strerror}.") from fault
        except TableFault as fault:
            raise CommandError(f"{options['file']}: {fault}") from fault
        progress = self._progress("Lettura", len(lines))
        readings = []
        for number, line in enumerate(lines, start=1):
            readings.append(
                read_row(
                    line,
                    today=today,
                    outcomes=words,
                    language=options["language"],
                    approximate=options["approximate_days"],
                    without_day=options["without_day"],
                )
            )
            progress.reached(number)
        return readings

    def _import(
        self,
        rows: Sequence[PastRequest],
        refused: int,
        options: dict[str, Any],
        at: Any,
        today: date,
    ) -> None:
        owed_since = options["owed_since"] or today - timedelta(days=OWED_DAYS)
        progress = self._progress("Importazione", len(rows))
        started = time.monotonic()
        made = owed = known = 0

        def work(chunk: Sequence[PastRequest]) -> None:
            nonlocal made, owed, known
            try:
                done = import_chunk(rows=chunk, by=BY, at=at, owed_since=owed_since, is_test=options["test"])
            except DatabaseError as fault:
                raise CommandError(
                    f"La base di dati ha rifiutato il gruppo che comincia alla riga {chunk[0].line}: {fault}. "
                    f"{made} richieste sono importate; corretta la causa, lo stesso comando riprende da qui."
                ) from fault
            made, owed, known = made + done.made, owed + done.owed, known + done.known

        worked_through(rows, work, at_once=options["chunk"], on_progress=progress.reached)
        seconds = time.monotonic() - started
        pace = f" in {seconds:.1f} s, {made / seconds:.0f} al secondo" if made and seconds else ""
        self.stdout.write(
            f"{made} richieste importate{pace}; {known} già presenti, "
            f"{refused} rifiutate. {owed} sono ancora da evadere."
        )

    def _say_refused(self, refused: Sequence[RowReading], report: Path | None) -> None:
        if not refused:
            return
        counted = Counter(reason.code for one in refused for reason in one.refusals)
        self.stdout.write(
            "Motivi dei rifiuti: " + ", ".join(f"{code} {n}" for code, n in counted.most_common())
        )
        for one in refused[:SHOWN_REFUSALS]:
            words = " ".join(reason.text() for reason in one.refusals)
            self.stdout.write(
                f"  riga {one.line.number}, {one.line.reference or 'senza identificativo'}: {words}"
            )
        if len(refused) > SHOWN_REFUSALS:
            where = f"in {report}" if report else "con --report FILE.csv si hanno tutte"
            self.stdout.write(f"  … e altre {len(refused) - SHOWN_REFUSALS}: {where}.")

    def _recurring(self, rows: Sequence[PastRequest], options: dict[str, Any]) -> None:
        keys = {row.reference: key_from(keys_of(row.draft.applicant)) for row in rows}
        progress = self._progress("Temi", len(rows))
        threshold = int(settings_store.value("recurrence_threshold"))
        groups = groups_in(
            rows,
            keys,
            threshold=threshold,
            strict=bool(settings_store.value("recurrence_year_strict")),
            on_progress=progress.reached,
        )
        often = [group for group in groups if group.most_in_a_year >= threshold]
        hard = sum(group.level is Level.HARD for group in groups)
        self.stdout.write(
            f"Temi: {len(groups)} con più di una richiesta; {len(often)} chiesti almeno {threshold} volte in un anno; "
            f"{hard} chiesti da almeno {threshold} persone diverse."
        )
        if not any(key.proven for key in keys.values()):
            self.stdout.write(
                "Nel file non c'è nulla che distingua le persone (codice fiscale, PEC, o nome con data di nascita): "
                "senza persone nessun tema può avere la segnalazione forte, qualunque sia il numero di richieste."
            )
        for group in (groups if hard else often)[:SHOWN_TOPICS]:
            self.stdout.write(
                f"  {group.most_in_a_year} in un anno, {len(group.rows)} in tutto, {group.persons} persone accertate: "
                f"{group.title[:90]}"
            )
        if options["topics"]:
            self._write(
                options["topics"],
                (
                    *("topic", "title", "flag", "flagged_on", "persons", "most_in_a_year", "requests"),
                    *("request_id", "received_on"),
                ),
                _topic_lines(groups),
            )
        if options["suggest"] and not options["dry_run"]:
            self._suggest(groups)
        self.stdout.write(
            "È una lettura automatica e prudente: i temi li conferma una persona, nulla è stato unito."
        )

    def _suggest(self, groups: Sequence[Group]) -> None:
        at = timezone.now()
        references = [row.reference for group in groups for row in group.rows]
        pairs = [Pair(*pair) for pair in pairs_of(groups, known_references(references))]
        kept = 0

        def work(chunk: Sequence[Pair]) -> None:
            nonlocal kept
            kept += suggest_pairs(pairs=chunk, by=BY, at=at)

        worked_through(pairs, work, at_once=CHUNK, on_progress=self._progress("Proposte", len(pairs)).reached)
        self.stdout.write(f"{kept} richieste simili proposte: si confermano dalla pagina di ogni richiesta.")

    def _progress(self, name: str, total: int) -> Progress:
        def write(words: str) -> None:
            self.stderr.write(words, ending="")
            self.stderr.flush()

        return Progress(write, name, total, terminal=sys.stderr.isatty())

    def _write(self, path: Path, heading: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                write_csv(file, heading, lines)
        except OSError as fault:
            raise CommandError(f"Non riesco a scrivere {path}: {fault.strerror}.") from fault


def _pairs(written: Sequence[str], option: str) -> dict[str, str]:
    found = {}
    for one in written:
        left, equals, right = one.partition("=")
        if not equals or not left.strip() or not right.strip():
            raise CommandError(f"{option} vuole due parole unite da =, non «{one}».")
        found[left.strip()] = right.strip()
    return found


def _once_each(readings: Sequence[RowReading]) -> list[RowReading]:
    """The readings with every row refused that repeats an earlier row's reference."""
    seen: dict[str, int] = {}
    kept = []
    for one in readings:
        if one.past is not None and one.past.reference in seen:
            first = seen[one.past.reference]
            one = RowReading(one.line, None, (repeated(first),))
        elif one.past is not None:
            seen[one.past.reference] = one.line.number
        kept.append(one)
    return kept


def _reasons(refused: Sequence[RowReading]) -> Iterable[Sequence[object]]:
    for one in refused:
        for reason in one.refusals:
            yield one.line.number, one.line.reference, reason.field, reason.code, reason.text()


def _topic_lines(groups: Sequence[Group]) -> Iterable[Sequence[object]]:
    for number, group in enumerate(groups, start=1):
        for row in group.rows:
            yield (
                number,
                group.title,
                str(group.level),
                group.flagged_on or "",
                group.persons,
                group.most_in_a_year,
                len(group.rows),
                row.reference,
                row.received_on.isoformat(),
            )
