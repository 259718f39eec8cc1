"""How good the suggestions of alike requests were, on what this office's people judged; adopts the measured threshold."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foia.operations.proposals import adopt_threshold
from foia.queries.quality import Quality, quality
from foia.rules.recurrence.quality import FALSE_SHARE
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused


class Command(BaseCommand):
    help = (
        "Dice quante richieste simili proposte sono state accettate o rifiutate e quale soglia darebbe meno del 5 % "
        "di proposte sbagliate; con --adopt la adotta."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--adopt", action="store_true", help="adotta la soglia misurata (resta nel diario)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = quality()
        self._say(found)
        if options["adopt"]:
            try:
                threshold = adopt_threshold(by=Actor.system("recurrence_report"), at=timezone.now())
            except Refused as refused:
                raise CommandError(str(refused), returncode=1) from refused
            self.stdout.write(f"Adottata la soglia {threshold.score:.2f}.")

    def _say(self, found: Quality) -> None:
        self.stdout.write(
            f"{'soglia':<8}{'valutate':>10}{'sbagliate':>11}{'precisione':>12}{'richiamo':>10}{'al più':>9}"
        )
        for point in found.measure.points:
            precision = f"{point.precision:.1%}" if point.precision is not None else "–"
            recall = f"{point.recall:.1%}" if point.recall is not None else "–"
            self.stdout.write(
                f"{point.score:<8.2f}{point.judged:>10}{point.wrong:>11}{precision:>12}{recall:>10}{point.upper:>9.1%}"
            )
        fates = found.fates
        self.stdout.write(
            f"Valutate una per una: {fates.accepted} accettate, {fates.parted} accettate e poi separate, "
            f"{fates.refused} rifiutate. Valutate in gruppo: {fates.together}. "
            f"Mai valutate: {fates.open}; superate perché già nello stesso tema: {fates.overtaken}."
        )
        best = found.measure.best
        if best is None:
            self.stdout.write(
                f"Nessuna soglia sotto il {FALSE_SHARE:.0%} di proposte sbagliate: "
                f"servono almeno altre {found.measure.missing} valutazioni, tutte giuste."
            )
        else:
            self.stdout.write(
                f"Soglia {best.score:.2f}: {best.wrong} sbagliate su {best.judged}, al più {best.upper:.1%} "
                f"(limite superiore di Wilson, 95 %), {best.recall or 0:.0%} delle giuste."
            )
        if found.holding.adopted is None:
            self.stdout.write("Nessuna soglia adottata: molte richieste insieme non si propongono.")
        else:
            self.stdout.write(
                f"Adottata: {found.holding.adopted.score:.2f}, misurata su {found.holding.adopted.judged} casi il "
                f"{timezone.localdate(found.holding.adopted.adopted_at):%d/%m/%Y}"
                + (", sospesa: i casi valutati dopo la smentiscono." if found.holding.suspended else ".")
            )
