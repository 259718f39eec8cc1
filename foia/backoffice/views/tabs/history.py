"""The trail in plain words, and the facts that move the time limit."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foia.backoffice.presenters import history_entries
from foia.backoffice.views.case import CasePage, tab
from foia.models import RecordedFact
from foia.models.recorded_fact import VOIDED
from foia.policy import reason_against_correcting
from foia.rules.correcting import CORRECTABLE
from foia.rules.facts import FactKind
from foia.wording import FoiaEvent
from pasocial.office.people.identity.queries import names_of
from pasocial.sentences import long_day


@tab("storia", "foia/backoffice/case_history.html")
def history(page: CasePage) -> dict[str, Any]:
    words = fact_words()
    names = {party.pk: party.name for party in page.case.parties}
    rows = page.case.facts
    corrections = {row.voids_id: row for row in rows if row.voids_id}
    who = _correctors(page)
    may_correct = (
        page.may("foia.correct") and reason_against_correcting(page.request.user, page.access_request) is None
    )
    return {
        "history": history_entries(page.case.history),
        "fact_columns": [
            _("Che cosa"),
            _("Giorno"),
            _("Controinteressato"),
            _("Registrato il"),
            _("Correzione"),
        ],
        "facts": [
            {
                "what": words.get(fact.kind, fact.kind),
                "on": fact.on,
                "party": names.get(fact.party_id or 0, ""),
                "recorded_at": timezone.localtime(fact.recorded_at),
                "wrong": fact.pk in corrections,
                "correction": _correction(corrections.get(fact.pk), who),
                "url": reverse("foia_staff:correct_fact", args=[page.access_request.pk, fact.pk])
                if may_correct and fact.pk not in corrections and fact.kind in CORRECTABLE
                else "",
            }
            for fact in rows
            if fact.kind != VOIDED
        ],
    }


def _correctors(page: CasePage) -> dict[int, str]:
    """Who corrected each fact, by its id."""
    entries = [entry for entry in page.case.history if entry.event == FoiaEvent.FACT_CORRECTED]
    names = names_of(entry.user_id for entry in entries)
    return {entry.note["fact"]: names.get(entry.user_id or 0, "") for entry in entries}


def _correction(right: RecordedFact | None, who: dict[int, str]) -> dict[str, Any] | None:
    """What took a fact's place: the right day or nothing, by whom, when and why."""
    if right is None:
        return None
    assert right.voids_id is not None  # it corrects something
    words = _("Annullato") if right.kind == VOIDED else _("Giusto: %(day)s") % {"day": long_day(right.on)}
    return {
        "words": words,
        "who": who.get(right.voids_id, ""),
        "at": timezone.localtime(right.recorded_at),
        "why": str(right.detail.get("corrected_because", "")),
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
        FactKind.COURT_SERVED: _("Ricorso al giudice notificato"),
        FactKind.REJECTED_BY_OMBUDSMAN: _("Ricorso respinto dal difensore civico"),
        FactKind.REJECTED_BY_COURT: _("Ricorso respinto dal giudice"),
        FactKind.REOPENED_BY_REVIEW: _("Riaperta dopo il riesame"),
        FactKind.REOPENED_BY_OMBUDSMAN: _("Riaperta dopo il difensore civico"),
        FactKind.REOPENED_BY_COURT: _("Riaperta dopo la sentenza"),
        FactKind.REOPENED_BY_US: _("Riaperta per un errore dell'ufficio"),
        FactKind.NEW_DECISION_BY: _("Giorno fissato per la nuova decisione"),
        FactKind.ANSWERED_AGAIN: _("Nuova decisione inviata"),
    }
