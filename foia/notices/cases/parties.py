"""What third parties read whose interests an answer may touch.

Each is written to in her own language. Only the Italian text has effect in law (L. 482/1999 art. 1), so a message in
another language is a courtesy copy and always holds the Italian one beneath it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.models import Party, Request
from foia.notices.cases.writing import write
from foia.rules.terms import STANDSTILL_DAYS
from pasocial.office import settings_store

OFFICIAL = "it"


def party_notice(*, request: Request, party: Party, entry_id: int, at: datetime) -> None:
    """A third party gets a copy of the request, without who made it, and how to oppose (art. 5(5))."""
    _write(f"foia:party:{entry_id}", request, party, at, _notice, quote=request.body)


def party_grant(*, request: Request, party: Party, entry_id: int, at: datetime) -> None:
    """An opponent learns that access is granted all the same, and what she can do in fifteen days."""
    _write(f"foia:party_grant:{entry_id}:{party.pk}", request, party, at, _grant)


def _notice(request: Request, party: Party) -> dict[str, Any]:
    return {
        "subject": _("Una richiesta di accesso riguarda documenti che ti toccano"),
        "paragraphs": [
            _("Gentile %(name)s,") % {"name": party.name},
            _(
                "abbiamo ricevuto una richiesta di accesso a dati o documenti che potrebbero riguardare un tuo "
                "interesse protetto (D.Lgs. 33/2013, art. 5-bis, comma 2)."
            ),
        ],
        "facts": _facts(request),
        "after": [
            _(
                "Entro 10 giorni da quando ricevi questo avviso puoi opporti, spiegando il motivo: rispondi a "
                "questo messaggio o scrivi all'indirizzo in fondo. Se non ti opponi, decidiamo senza di te."
            ),
            _("La mancanza del tuo consenso non basta a impedire l'accesso: valutiamo il danno concreto."),
        ],
        "reason": _(
            "Ricevi questo avviso perché la legge vuole che tu possa dire la tua prima che decidiamo."
        ),
    }


def _grant(request: Request, party: Party) -> dict[str, Any]:
    return {
        "subject": _("Accolta la richiesta di accesso a cui ti eri opposto"),
        "paragraphs": [
            _("Gentile %(name)s,") % {"name": party.name},
            _(
                "abbiamo valutato la tua opposizione e deciso di accogliere, in tutto o in parte, la richiesta "
                "%(number)s: i documenti saranno consegnati dopo %(days)d giorni da quando ricevi questo avviso."
            )
            % {"number": request.number, "days": STANDSTILL_DAYS[-1].value},
        ],
        "facts": _facts(request),
        "after": [
            _(
                "In questo tempo puoi chiedere il riesame al responsabile della trasparenza, rivolgerti al "
                "difensore civico o fare ricorso al TAR (D.Lgs. 33/2013, art. 5, commi 7, 8 e 9)."
            )
        ],
        "reason": _("Ricevi questo avviso perché ti eri opposto alla richiesta."),
    }


def _facts(request: Request) -> list[tuple[str, str]]:
    return [(_("Richiesta"), request.number), (_("Oggetto"), request.subject)]


def _write(
    key: str,
    request: Request,
    party: Party,
    at: datetime,
    words: Callable[[Request, Party], dict[str, Any]],
    quote: str = "",
) -> None:
    language = party.language or OFFICIAL
    with override(language):
        parts = words(request, party)
        if language != OFFICIAL:
            parts["after"].append(
                _("Questa è una traduzione di cortesia: fa fede il testo italiano, che segue.")
            )
    if language != OFFICIAL:
        with override(OFFICIAL):
            official = words(request, party)
        parts["original"] = [
            official["subject"],
            *official["paragraphs"],
            *(f"{label}: {value}" for label, value in official["facts"]),
            *official["after"],
            official["reason"],
        ]
    with override(language):
        write(
            key=key,
            about=request.about,
            to=party.email,
            language=language,
            at=at,
            quote=quote,
            reply_to=str(settings_store.value("contact_pec") or settings_store.value("contact_email")),
            **parts,
        )
