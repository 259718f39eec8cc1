"""The trail in plain words, and the facts that move the time limit."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foia.backoffice.showing import history_entries
from foia.backoffice.views.case import CasePage, tab
from foia.rules.facts import FactKind


@tab("storia", "foia/backoffice/case_history.html")
def history(page: CasePage) -> dict[str, Any]:
    words = fact_words()
    names = {party.pk: party.name for party in page.case.parties}
    return {
        "history": history_entries(page.case.history),
        "fact_columns": [_("Che cosa"), _("Giorno"), _("Controinteressato"), _("Registrato il")],
        "facts": [
            {
                "what": words.get(fact.kind, fact.kind),
                "on": fact.on,
                "party": names.get(fact.party_id or 0, ""),
                "recorded_at": timezone.localtime(fact.recorded_at),
            }
            for fact in page.case.facts
        ],
    }


def fact_words() -> dict[str, str]:
    """What each legal fact is called on the page."""
    return {
        FactKind.FILED: _("Richiesta ricevuta"),
        FactKind.REGISTERED: _("Protocollata"),
        FactKind.IDENTIFIED: _("Richiedente identificato"),
        FactKind.RECEIVED_FROM_OTHER_BODY: _("Ricevuta da un'altra amministrazione"),
        FactKind.FORWARDED_INSIDE: _("Passata all'ufficio che ha i documenti"),
        FactKind.CLARIFICATION_ASKED: _("Invito a precisare"),
        FactKind.CLARIFIED: _("Precisazione ricevuta"),
        FactKind.GAP_NOTICE: _("Segnalata una mancanza"),
        FactKind.GAP_COMPLETED: _("Mancanza sanata"),
        FactKind.EXTENSION_NOTIFIED: _("Proroga comunicata"),
        FactKind.PARTY_NOTICE_SENT: _("Avviso inviato al controinteressato"),
        FactKind.PARTY_NOTICE_RECEIVED: _("Avviso ricevuto dal controinteressato"),
        FactKind.PARTY_OPPOSED: _("Opposizione"),
        FactKind.PARTY_CONSENTED: _("Consenso"),
        FactKind.GRANT_NOTICE_SENT: _("Accoglimento comunicato al controinteressato"),
        FactKind.GRANT_NOTICE_RECEIVED: _("Accoglimento ricevuto dal controinteressato"),
        FactKind.PARTY_REMEDY_SERVED: _("Il controinteressato ha chiesto riesame o fatto ricorso"),
        FactKind.PARTY_REMEDY_CLOSED: _("Rimedio del controinteressato concluso"),
        FactKind.ANSWERED: _("Risposta inviata"),
        FactKind.TRANSFERRED_AWAY: _("Trasferita ad altra amministrazione"),
        FactKind.WITHDRAWN: _("Ritirata"),
        FactKind.REVIEW_FILED: _("Chiesto il riesame"),
        FactKind.GARANTE_ASKED: _("Chiesto il parere del Garante"),
        FactKind.GARANTE_ANSWERED: _("Parere del Garante ricevuto"),
        FactKind.REVIEW_DECIDED: _("Riesame deciso"),
        FactKind.OMBUDSMAN_FILED: _("Ricorso al difensore civico"),
        FactKind.OMBUDSMAN_TOLD_US: _("Il difensore civico ritiene illegittimo il rifiuto"),
        FactKind.REFUSAL_CONFIRMED: _("Rifiuto confermato"),
    }
