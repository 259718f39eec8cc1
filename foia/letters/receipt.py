"""The receipt: number, day received, due day and how it was computed, remedies, what happens next (C2 §8)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from foia.letters.courtesy import Words, in_language
from foia.models import AccessRequest
from foia.queries.deadlines import reading
from foia.queries.decisions import default_review_office
from foia.queries.own_case import handed_in_with
from foia.queries.protocol import protocol_of, responsible_for
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import remedies_for_silence
from foia.rules.states import State
from pasocial.office.files.papers.paper import known, paragraphs, pdf, sender
from pasocial.sentences import file_size, show
from pasocial.timekeeping import local_date

TEMPLATE = Path(__file__).with_name("receipt.typ")


def next_steps(request: AccessRequest) -> list[str]:
    """What happens now, in plain sentences in the active language."""
    rules = rules_of(AccessKind(request.kind))
    steps = []
    if request.state == State.NEEDS_IDENTIFICATION:
        steps.append(
            _("Scrivi chi sei dalla pagina della richiesta: senza un nome non possiamo accoglierla.")
        )
    steps.append(_("Un responsabile prende in carico la richiesta e cerca i documenti."))
    if rules.parties_notified:
        steps.append(
            _("Se i documenti riguardano altre persone, le avvisiamo: hanno dieci giorni per opporsi.")
        )
    steps.append(
        _("Ricevi una risposta scritta e motivata, con i documenti o con le ragioni per cui non li hai.")
    )
    applicant = request.applicant
    steps.append(
        _(
            "Ti scriviamo quando qualcuno se ne occupa, se avvisiamo altre persone, se cambia il giorno della risposta e "
            "quando rispondiamo: non devi fare altro."
        )
        if applicant.email or applicant.pec
        else _("Non abbiamo un tuo indirizzo elettronico: la risposta ti arriva su carta.")
    )
    return steps


def receipt_letter(request: AccessRequest, at: datetime) -> bytes:
    """The PDF of the receipt, in the language of the request."""
    words = in_language(request.language, lambda: _words(request, at))
    return pdf(TEMPLATE, {**words, "language": request.language}, at)


def _words(request: AccessRequest, at: datetime) -> Words:
    clock = reading(request, local_date(at))
    rules = rules_of(AccessKind(request.kind))
    due = str(show(clock.owed_by)) if clock.owed_by else _("quando la richiesta è completata")
    who = request.applicant.name or _("richiedente da identificare")
    title = _("Ricevuta della richiesta %(number)s") % {"number": request.number}
    return {
        "title": title,
        "number": request.number,
        "sender": sender(),
        "footer": title,
        "opening": _("Abbiamo ricevuto la tua richiesta. Conserva questa ricevuta."),
        "summary": [
            [_("Numero"), request.number],
            *known(_("Protocollo"), protocol_of(request)),
            [_("Codice per seguirla"), request.code],
            [_("Richiedente"), who],
            [_("Tipo di accesso"), f"{_(rules.label)} ({rules.base})"],
            [_("Ricevuta"), str(show(request.received_at))],
            [_("Risposta entro"), due],
            *known(_("Responsabile del procedimento"), responsible_for(request)),
        ],
        "files": [
            {"name": stored.name, "size": file_size(stored.size), "sha256": stored.sha256}
            for stored in handed_in_with(request)
        ],
        "lines": [{"sentence": line.text(_, show), "source": line.source} for line in clock.lines],
        "due": due,
        "next": next_steps(request),
        "follow": [
            [
                _("Per rivedere la richiesta, scriverci o ritirarla usa il link nelle nostre e-mail,"),
                _("oppure il codice %(code)s con il tuo indirizzo e-mail.") % {"code": request.code},
            ],
            [
                _("La pagina della richiesta è: %(address)s")
                % {"address": urljoin(settings.SITE_URL, reverse("foia:follow", args=[request.code]))}
            ],
        ],
        "remedies": [
            {"title": _(remedy.title), "sentence": remedy.text(_, show), "source": remedy.source}
            for remedy in remedies_for_silence(
                AccessKind(request.kind), review_office=default_review_office()
            )
        ],
        "subject": request.subject,
        "body": paragraphs(request.body),
        "words": {
            "computed": _("Come abbiamo calcolato la scadenza"),
            "computed_how": _("Passo per passo, con la norma di ciascuno:"),
            "due_label": _("La risposta arriva entro:"),
            "next": _("Che cosa succede ora"),
            "follow": _("Come seguirla"),
            "remedies": _("Se non rispondiamo in tempo"),
            "remedies_when": _("Passato quel giorno senza risposta, o se la risposta non ti soddisfa:"),
            "request": _("La tua richiesta"),
            "files": _("Documenti allegati alla richiesta"),
            "sha256": _("impronta SHA-256"),
        },
    }
