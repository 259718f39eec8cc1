"""The first look: what is asked, by whom, how it arrived, what is to do now and what can be changed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.actions import ON_PAGES
from foia.backoffice.presenters import file_row, sent_elsewhere
from foia.backoffice.views.case import CasePage, tab
from foia.forms.case import IDENTIFIED_BY
from foia.models import RegisterEntry
from foia.operations.offers import reasons_against_work
from foia.queries.deadlines import legal_facts
from foia.queries.protocol import protocol_in
from foia.rules.facts import FactKind, last_day, of_this_round
from foia.rules.filing import Identification
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.legal_steps import gap_open
from foia.rules.next_acts import next_acts
from foia.rules.states import OPEN, State, Verb
from pasocial.cleaning import address_shown
from pasocial.office.record import registry
from pasocial.office.screens.actions import Offer
from pasocial.office.work.items.about import verb_of
from pasocial.sentences import day as day_words
from pasocial.sentences import moment, say

DELIVERY = {
    "email": gettext_lazy("per e-mail"),
    "pec": gettext_lazy("per PEC"),
    "post": gettext_lazy("per posta"),
    "counter": gettext_lazy("allo sportello"),
}
PURPOSE = {
    "personal": gettext_lazy("personale"),
    "research": gettext_lazy("ricerca"),
    "journalism": gettext_lazy("giornalismo"),
    "ngo": gettext_lazy("associazione o comitato"),
    "trade_association": gettext_lazy("associazione di categoria"),
    "commercial": gettext_lazy("commerciale"),
}


@tab("panoramica", "foia/backoffice/case_overview.html")
def overview(page: CasePage) -> dict[str, Any]:
    access_request, applicant = page.access_request, page.access_request.applicant
    identified = dict(_identifications())
    facts = [
        (_("Nome e cognome"), applicant.name or _("non indicato")),
        (_("Organizzazione"), applicant.organisation),
        (_("Identificazione"), identified.get(applicant.identified_by, _("nessuna"))),
        (_("E-mail"), applicant.email_shown),
        (_("PEC"), address_shown(applicant.pec)),
        (_("Telefono"), applicant.phone),
        (_("Indirizzo"), applicant.postal_address),
        (_("Codice fiscale"), applicant.codice_fiscale),
        (_("Data di nascita"), day_words(applicant.birth_date) if applicant.birth_date else ""),
        (_("Lingua"), _("inglese") if applicant.language == "en" else ""),
    ]
    arrival = [
        (_("Canale"), access_request.get_channel_display()),
        (_("Ricevuta il"), moment(access_request.received_at)),
        (_("Protocollo"), protocol_in(page.case.facts)),
        (_("Come vuole la risposta"), DELIVERY.get(access_request.delivery, access_request.delivery)),
        (_("Scopo dichiarato"), PURPOSE.get(access_request.purpose, access_request.purpose)),
        (_("Resa pubblica in"), access_request.made_public_url),
        (_("Vuole sapere se sarà pubblicata"), _("sì") if applicant.agrees_to_be_told else _("no")),
    ]
    forms: dict[str, Any] = {}
    if page.works and not page.against(Verb.IDENTIFY):
        forms["identifica"] = page.form(
            "identifica",
            name=applicant.name,
            email=applicant.email,
            identified_by=applicant.identified_by or "declared",
        )
    return {
        "forms": forms,
        "todo": _todo(page),
        "applicant": [(label, value) for label, value in facts if value],
        "arrival": [(label, value) for label, value in arrival if value],
        "receipt_url": reverse("foia_staff:receipt", args=[access_request.pk]),
        "request_files": [
            file_row(stored, access_request.pk) for stored in page.case.files if stored.purpose == "filed"
        ],
        "work_items": [
            {
                "title": verb_of(item.desk, item.kind) or item.title,
                "desk": str(registry.desks()[item.desk].name) if item.desk in registry.desks() else item.desk,
                "state": item.get_state_display(),
                "assignee": item.assignee,
                "due_on": item.due_on,
            }
            for item in page.case.items
        ],
        "work_columns": [_("Attività"), _("Redazione"), _("Stato"), _("A chi"), _("Entro")],
        "panels": _panels(page) if page.works else [],
    }


def _identifications() -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in IDENTIFIED_BY] + [
        (str(Identification.NONE), _("nessuna"))
    ]


def _todo(page: CasePage) -> list[dict[str, str]]:
    """The next steps this person can take, most pressing first."""
    access_request = page.access_request
    answered = page.case.office_answered_on
    acts = next_acts(State(access_request.state), page.case.clock, page.case.duty, page.today, answered)
    # What another office answered is read before it is decided.
    place = page.tab_url("messaggi") + "#uffici" if answered else page.tab_url("decisione")
    found = [{"text": say(act), "url": place} for act in acts[:1]]
    found += [{"text": say(act), "url": ""} for act in acts[1:]]
    decision = page.case.decision
    resent = sent_elsewhere(page.case.mails)
    refused = [
        mail for mail in page.case.mails if mail.state in ("refused", "failed") and mail.pk not in resent
    ]
    if refused:
        words = _("Un messaggio non è arrivato a destinazione: guarda la posta in uscita.")
        found.append({"text": words, "url": page.tab_url("messaggi") + "#posta"})
    if access_request.state == State.RECEIVED and not (
        access_request.applicant.email or access_request.applicant.pec
    ):
        words = _("Il richiedente non ha un indirizzo elettronico: stampa la ricevuta e consegnala.")
        found.append({"text": words, "url": reverse("foia_staff:receipt", args=[access_request.pk])})
    if access_request.state == State.RECEIVED and page.works:
        found.append({"text": _("Prendi in carico la richiesta."), "url": ""})
    if decision and decision.state == "submitted" and page.may("foia.approve"):
        found.append(
            {
                "text": _("Una decisione aspetta la tua approvazione."),
                "url": page.tab_url("decisione") + "#approva",
            }
        )
    if decision and decision.state == "returned" and page.works:
        found.append(
            {"text": _("La decisione è tornata con osservazioni."), "url": page.tab_url("decisione")}
        )
    if page.case.has_unread:
        found.append({"text": _("Il richiedente ha scritto."), "url": page.tab_url("messaggi")})
    if page.case.answers_awaited_by and page.case.answers_awaited_by < page.today:
        words = _("Un ufficio non ha ancora risposto e il giorno è passato.")
        found.append({"text": words, "url": page.tab_url("messaggi") + "#uffici"})
    if page.case.suggestions_open and page.works:
        found.append({"text": _("Ci sono richieste simili da valutare."), "url": page.tab_url("simili")})
    if access_request.state == State.UNDER_REVIEW and page.reviews:
        found.append({"text": _("C'è un riesame da decidere."), "url": page.tab_url("riesame")})
    entry = page.case.register_entry
    if entry and entry.state == RegisterEntry.State.PROPOSED and page.may("foia.publish_register"):
        found.append(
            {"text": _("La voce del registro aspetta l'approvazione."), "url": page.tab_url("registro")}
        )
    return found


def _panels(page: CasePage) -> list[Offer]:
    """What can be changed, each with its form or why not; what does not concern this case is left out."""
    access_request, facts = page.access_request, legal_facts(page.case.facts)
    shown: dict[str, dict[str, Any]] = {
        "tipo": {"kind": access_request.kind},
        "ufficio": {"holder": access_request.holder},
        "protocollo": {},
        "priorita": {"priority": access_request.priority},
        "chiedi-identita": {},
    }
    if rules_of(AccessKind(access_request.kind)).extendable:
        shown["proroga"] = {}
    shown["trasferisci"] = {}
    if not access_request.is_test:
        shown["prova"] = {}
    if access_request.state in OPEN:
        if last_day(facts, FactKind.RECEIVED_FROM_OTHER_BODY) is None:
            shown["arrivo"] = {"on": page.today}
        if access_request.kind == AccessKind.DOCUMENTARY and last_day(facts, FactKind.GAP_NOTICE) is None:
            shown["segnala-mancanza"] = {}
        if gap_open(facts) is not None:
            shown["mancanza-sanata"] = {"on": page.today}
    known = reasons_against_work(
        State(access_request.state),
        AccessKind(access_request.kind),
        of_this_round(facts),
        page.today,
        is_test=access_request.is_test,
    )
    return [
        page.offer(name, say(ON_PAGES[name].against(known, page.request.user)), **initial)
        for name, initial in shown.items()
    ]
