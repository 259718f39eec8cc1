"""Texts written most often: put into a message where the cursor is, in the language of who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override


@dataclass(frozen=True)
class CannedText:
    """`title` in the language of who writes, `body` in that of who reads."""

    code: str
    title: str
    purpose: str
    body: str


def canned_texts(language: str) -> list[CannedText]:
    """`language`: of the person who will read."""
    titles = {
        "precisare": (_("Invito a precisare"), "clarification"),
        "ridurre": (_("Richiesta molto ampia: proposta di ridurla"), "clarification"),
        "a-che-punto": (_("A che punto siamo"), "message"),
    }
    with override(language):
        bodies = _bodies()
    return [CannedText(code, title, purpose, bodies[code]) for code, (title, purpose) in titles.items()]


def _bodies() -> dict[str, str]:
    return {
        "precisare": _(
            "Buongiorno,\n\nper trovare quello che chiedi ci serve qualche informazione in più: quali documenti "
            "o dati, di quale periodo, di quale ufficio.\n\nPuoi rispondere dalla pagina della tua richiesta. "
            "Il termine per la nostra risposta continua a decorrere."
        ),
        "ridurre": _(
            "Buongiorno,\n\nla richiesta riguarda un numero di documenti molto alto. Ti proponiamo di restringerla, per "
            "esempio a un periodo o a un luogo, così da darti prima quello che ti serve davvero.\n\nDicci che "
            "cosa è più importante per te."
        ),
        "a-che-punto": _(
            "Buongiorno,\n\nstiamo raccogliendo i documenti dagli uffici che li hanno. Ti scriveremo appena la "
            "risposta è pronta, comunque entro il termine indicato nella tua pagina."
        ),
    }


def with_text(typed: str, text: CannedText) -> str:
    """What was typed, and the text after it: without scripts nobody knows where the cursor was."""
    return f"{typed.rstrip()}\n\n{text.body}" if typed.strip() else text.body
