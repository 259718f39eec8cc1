"""How good the suggestions of alike requests were, on what this office's people judged."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foia.queries.recurrence import BANDS, FALSE_SHARE, LEAST_JUDGED, report


class Command(BaseCommand):
    help = (
        "Dice quante richieste simili proposte sono state accettate o rifiutate, per fascia di punteggio, "
        "e quale soglia darebbe meno del 5 % di proposte sbagliate."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = report()
        self.stdout.write(
            f"{'punteggio':<14}{'accettate':>10}{'rifiutate':>10}{'sbagliate':>11}{'da valutare':>13}"
        )
        for band in found.bands:
            judged = band.accepted + band.refused
            wrong = f"{band.refused / judged:.0%}" if judged else "–"
            span = f"{band.low:.1f} – {band.low + 1 / BANDS:.1f}"
            self.stdout.write(f"{span:<14}{band.accepted:>10}{band.refused:>10}{wrong:>11}{band.open:>13}")
        judged = found.accepted + found.refused
        self.stdout.write(
            f"In tutto {judged} valutate: {found.accepted} accettate, {found.refused} rifiutate."
        )
        if found.threshold is None:
            why = (
                f"ne servono almeno {LEAST_JUDGED}"
                if judged < LEAST_JUDGED
                else "a nessun punteggio le rifiutate sono abbastanza poche"
            )
            self.stdout.write(f"Nessuna soglia sotto il {FALSE_SHARE:.0%} di proposte sbagliate: {why}.")
            return
        self.stdout.write(
            f"Soglia {found.threshold:.2f}: {found.false_share:.1%} di proposte sbagliate, "
            f"{found.found_share:.0%} delle accettate. La soglia serve a proporre molte richieste insieme: "
            "chi conferma resta una persona."
        )
