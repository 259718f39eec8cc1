"""The messages that the receipt promises at each change: who works on it, third parties told, another due day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from foia.letters.courtesy import Words
from foia.models import AccessRequest
from foia.notices.cases.writing import to_applicant
from foia.wording import FoiaEvent
from pasocial.sentences import show


def in_care(*, request: AccessRequest, name: str, taken_on: bool, entry_id: int, at: datetime) -> None:
    """Somebody works on it: her name, and by when the answer is due."""

    def words() -> Words:
        subject = (
            _("Richiesta %(number)s: presa in carico")
            if taken_on
            else _("Richiesta %(number)s: assegnata a chi la segue")
        )
        return {
            "subject": subject % {"number": request.number},
            "paragraphs": [
                _("Una persona dell'ufficio lavora sulla tua richiesta: se serve qualcosa ti scrive.")
            ],
            "facts": [(_("Se ne occupa"), name), *_due(request.due_on)],
        }

    to_applicant(request, event=f"care:{entry_id}", at=at, words=words)


def parties_told(
    *, request: AccessRequest, entry_id: int, at: datetime, before: date | None, paused: bool
) -> None:
    """A third party was told, without a name; when the term stands still, until when it now runs."""

    def words() -> Words:
        paragraphs = [
            _(
                "I documenti che chiedi riguardano anche un'altra persona: la legge vuole che lo sappia prima che "
                "decidiamo. Non le abbiamo detto chi sei."
            )
        ]
        if paused:
            paragraphs.append(_("Ha dieci giorni per dire la sua: intanto il termine si ferma."))
        return {
            "subject": _("Richiesta %(number)s: abbiamo avvisato una persona interessata")
            % {"number": request.number},
            "paragraphs": paragraphs,
            "facts": _moved(before, request.due_on),
        }

    to_applicant(request, event=f"parties_told:{entry_id}", at=at, words=words)


def day_moved(
    *, request: AccessRequest, event: str, entry_id: int, before: date | None, after: date, at: datetime
) -> None:
    """The due day is another: which it was, which it is, and why."""

    def words() -> Words:
        return {
            "subject": _("Richiesta %(number)s: la scadenza cambia") % {"number": request.number},
            "paragraphs": _why(event),
            "facts": _moved(before, after),
            "after": [_("Nella pagina della richiesta trovi come l'abbiamo calcolata, riga per riga.")],
        }

    to_applicant(request, event=f"day_moved:{entry_id}", at=at, words=words)


def arrived(
    *, request: AccessRequest, from_body: str, on: date, entry_id: int, before: date | None, at: datetime
) -> None:
    """It came from another administration: from which, when, and that the term starts there (C2 §4.1)."""

    def words() -> Words:
        return {
            "subject": _("Richiesta %(number)s: è arrivata a noi") % {"number": request.number},
            "paragraphs": [
                _("L'avevi presentata a un'altra amministrazione, che ce l'ha trasmessa: rispondiamo noi."),
                _("Per legge il termine parte dal giorno in cui è arrivata qui."),
            ],
            "facts": [
                (_("Trasmessa da"), from_body),
                (_("Arrivata a noi"), str(show(on))),
                *(_moved(before, request.due_on)),
            ],
        }

    to_applicant(request, event=f"arrived:{entry_id}", at=at, words=words)


def _why(event: str) -> Sequence[str]:
    return {
        FoiaEvent.PARTY_NOTICE_RECEIVED: [
            _("Ora sappiamo quando la persona interessata ha ricevuto il nostro avviso.")
        ],
        FoiaEvent.PARTY_OPPOSED: [
            _("La persona interessata ha risposto: il termine, che era fermo, riprende.")
        ],
        FoiaEvent.PARTY_CONSENTED: [
            _("La persona interessata ha risposto: il termine, che era fermo, riprende.")
        ],
        FoiaEvent.GAP_COMPLETED: [
            _("La richiesta ora è completa: il termine riparte da zero da quel giorno.")
        ],
        FoiaEvent.FACT_CORRECTED: [
            _("Avevamo registrato un giorno sbagliato e l'abbiamo corretto: la scadenza si calcola da lì.")
        ],
        FoiaEvent.CLOCK_RECOMPUTED: [
            _("È cambiato il giorno festivo della città: un termine che cade di festa passa al giorno dopo.")
        ],
    }.get(FoiaEvent(event), [_("È successo qualcosa che sposta il termine: lo trovi nella pagina.")])


def _due(due_on: date | None) -> list[tuple[str, str]]:
    return [(_("Risposta entro"), str(show(due_on)))] if due_on else []


def _moved(before: date | None, after: date | None) -> list[tuple[str, str]]:
    if before is None or after is None or before == after:
        return _due(after)
    return [
        (_("La scadenza era"), str(show(before))),
        (_("La scadenza ora è"), str(show(after))),
    ]
