"""What each tab of a case shows; the decision, which is also written here, has a module of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.backoffice.forms.parties import INTERESTS
from foia.backoffice.showing import Chip, file_row, flag_chip, history_entries, outcome_label, state_chip
from foia.backoffice.similar import sentences
from foia.backoffice.views.case import CasePage, shown_lines, tab
from foia.models import RegisterEntry, Review
from foia.operations.publication import names_of
from foia.rules.disclosure import personal_data_in
from foia.rules.facts import FactKind
from foia.rules.filing import Identification
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import GROUNDS
from foia.rules.states import State, Verb
from pasocial.design.presentation import day as day_words
from pasocial.design.presentation import long_day as day
from pasocial.design.presentation import moment
from pasocial.office import registry

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
    request, applicant = page.request, page.request.applicant
    identified = dict(_identifications())
    facts = [
        (_("Nome e cognome"), applicant.name or _("non indicato")),
        (_("Organizzazione"), applicant.organisation),
        (_("Identificazione"), identified.get(applicant.identified_by, _("nessuna"))),
        (_("E-mail"), applicant.email),
        (_("PEC"), applicant.pec),
        (_("Telefono"), applicant.phone),
        (_("Indirizzo"), applicant.postal_address),
        (_("Codice fiscale"), applicant.codice_fiscale),
        (_("Data di nascita"), day_words(applicant.birth_date) if applicant.birth_date else ""),
        (_("Lingua"), _("inglese") if applicant.language == "en" else ""),
    ]
    arrival = [
        (_("Canale"), request.get_channel_display()),
        (_("Ricevuta il"), moment(request.received_at)),
        (_("Come vuole la risposta"), DELIVERY.get(request.delivery, request.delivery)),
        (_("Scopo dichiarato"), PURPOSE.get(request.purpose, request.purpose)),
        (_("Resa pubblica in"), request.made_public_url),
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
        "request_files": [
            file_row(stored, request.pk) for stored in page.case.files if stored.purpose == "filed"
        ],
        "work_items": [
            {
                "title": item.title,
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
    from foia.backoffice.forms.case import IDENTIFIED_BY

    return [(str(value), label) for value, label in IDENTIFIED_BY] + [
        (str(Identification.NONE), _("nessuna"))
    ]


def _todo(page: CasePage) -> list[dict[str, str]]:
    """The next steps this person can take, most pressing first."""
    request, found = page.request, []
    decision = page.case.decision
    refused = [mail for mail in page.case.mails if mail.state in ("refused", "failed")]
    if refused:
        words = _("Un messaggio non è arrivato a destinazione: guarda la posta in uscita.")
        found.append({"text": words, "url": page.tab_url("messaggi") + "#posta"})
    if request.state == State.RECEIVED and page.works:
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
    if any(not message.read_at and message.direction == "in" for message in page.case.messages):
        found.append({"text": _("Il richiedente ha scritto."), "url": page.tab_url("messaggi")})
    if any(
        row.replied_at is None and row.withdrawn_at is None and row.due_on < page.today
        for row in page.case.consultations
    ):
        words = _("Un ufficio non ha ancora risposto e il giorno è passato.")
        found.append({"text": words, "url": page.tab_url("messaggi") + "#uffici"})
    if any(each.verdict == "open" for each in page.case.suggestions) and page.works:
        found.append({"text": _("Ci sono richieste simili da valutare."), "url": page.tab_url("simili")})
    if request.state == State.UNDER_REVIEW and page.may("foia.review"):
        found.append({"text": _("C'è un riesame da decidere."), "url": page.tab_url("riesame")})
    entry = page.case.register_entry
    if entry and entry.state == RegisterEntry.State.PROPOSED and page.may("foia.publish_register"):
        found.append(
            {"text": _("La voce del registro aspetta l'approvazione."), "url": page.tab_url("registro")}
        )
    return found


def _panels(page: CasePage) -> list[dict[str, Any]]:
    request = page.request
    rows = [
        ("tipo", _("Cambia tipo di accesso"), _("Cambia tipo"), Verb.RECLASSIFY, {"kind": request.kind}),
        (
            "ufficio",
            _("Indica l'ufficio che ha i documenti"),
            _("Salva l'ufficio"),
            None,
            {"holder": request.holder},
        ),
        ("priorita", _("Cambia priorità"), _("Salva la priorità"), None, {"priority": request.priority}),
        (
            "chiedi-identita",
            _("Chiedi al richiedente chi è"),
            _("Invia la domanda"),
            Verb.ASK_IDENTIFICATION,
            {},
        ),
        ("trasferisci", _("Trasferisci ad altra amministrazione"), _("Trasferisci"), Verb.TRANSFER, {}),
        ("prova", _("Segna come prova"), _("Segna come prova"), None, {}),
    ]
    if rules_of(AccessKind(request.kind)).extendable:
        rows.insert(4, ("proroga", _("Comunica la proroga a 60 giorni"), _("Comunica la proroga"), None, {}))
    return [
        {
            "title": title,
            "submit": submit,
            "against": page.against(verb) if verb else "",
            "form": page.form(deed, **initial),
            "action": page.address(deed),
        }
        for deed, title, submit, verb, initial in rows
        if not (deed == "prova" and request.is_test)
    ]


@tab("messaggi", "foia/backoffice/case_messages.html")
def conversation(page: CasePage) -> dict[str, Any]:
    thread = [_message(page, message) for message in page.case.messages] + [
        _note(note) for note in page.case.notes
    ]
    forms = {}
    if page.works:
        forms = {
            name: page.form(name, **_template(page, name)) for name in ("rispondi", "annota", "consulta")
        }
    return {
        "forms": forms,
        "thread": sorted(thread, key=lambda line: line["at"]),
        "templates": _templates() if page.works else [],
        "consultations": [_consultation(page, row) for row in page.case.consultations],
        "mails": [_mail(page, mail) for mail in page.case.mails],
        "mail_columns": [_("Messaggio"), _("Consegna"), _("Quando")],
    }


def _message(page: CasePage, message: Any) -> dict[str, Any]:
    ours = message.direction == "out"
    purposes = {
        "identification": _("invito a identificarsi"),
        "clarification": _("invito a precisare") if ours else _("precisazione"),
        "transfer": _("trasferimento"),
        "extension": _("proroga"),
    }
    state, tone = purposes.get(message.purpose, ""), "info"
    if ours and message.read_at:
        state, tone = state or _("letto"), "success" if not state else tone
    return {
        "id": f"messaggio-{message.pk}",
        "author": str(
            message.author or (_("Ufficio") if ours else page.request.applicant.name or _("Richiedente"))
        ),
        "role": _("al richiedente") if ours else _("richiedente"),
        "side": "ours" if ours else "theirs",
        "at": message.sent_at,
        "body": message.body,
        "state": state,
        "state_tone": tone,
        "files": [
            file_row(stored, page.request.pk) for stored in page.case.files if stored.about == message.about
        ],
    }


def _note(note: Any) -> dict[str, Any]:
    return {
        "id": f"nota-{note.pk}",
        "author": str(note.author or _("Una persona dell'ufficio")),
        "role": "",
        "side": "internal",
        "at": note.written_at,
        "body": note.body,
        "state": "",
        "state_tone": "neutral",
        "files": [],
    }


def _templates() -> list[dict[str, str]]:
    return [{"code": code, "title": title} for code, title, _purpose, _body in answer_templates()]


def answer_templates() -> list[tuple[str, str, str, str]]:
    """Starting points for what is written most often: code, title, purpose, text."""
    return [
        (
            "precisare",
            _("Invito a precisare"),
            "clarification",
            _(
                "Buongiorno,\n\nper trovare quello che chiedi ci serve qualche informazione in più: quali documenti o dati, "
                "di quale periodo, di quale ufficio.\n\nPuoi rispondere dalla pagina della tua richiesta. Il termine per la "
                "nostra risposta continua a decorrere."
            ),
        ),
        (
            "ridurre",
            _("Richiesta molto ampia: proposta di ridurla"),
            "clarification",
            _(
                "Buongiorno,\n\nla richiesta riguarda un numero di documenti molto alto. Ti proponiamo di restringerla, per "
                "esempio a un periodo o a un luogo, così da darti prima quello che ti serve davvero.\n\nDicci che cosa è più "
                "importante per te."
            ),
        ),
        (
            "a-che-punto",
            _("A che punto siamo"),
            "message",
            _(
                "Buongiorno,\n\nstiamo raccogliendo i documenti dagli uffici che li hanno. Ti scriveremo appena la risposta è "
                "pronta, comunque entro il termine indicato nella tua pagina."
            ),
        ),
    ]


def _template(page: CasePage, form: str) -> dict[str, str]:
    if form != "rispondi":
        return {}
    wanted = page.http.GET.get("modello", "")
    for code, _title, purpose, body in answer_templates():
        if code == wanted:
            return {"body": body, "purpose": purpose}
    return {}


def _consultation(page: CasePage, row: Any) -> dict[str, Any]:
    if row.withdrawn_at:
        state = Chip(_("ritirata"), "quiet")
    elif row.replied_at:
        state = Chip(_("risposta arrivata"), "success")
    elif row.due_on < page.today:
        state = Chip(_("in ritardo, era attesa il %(day)s") % {"day": day_words(row.due_on)}, "danger")
    else:
        state = Chip(_("attesa entro il %(day)s") % {"day": day_words(row.due_on)}, "info")
    waiting = not row.replied_at and not row.withdrawn_at
    about = f"foia.consultation:{row.pk}"
    return {
        "contact": str(row.contact),
        "office": row.contact.office_name,
        "state": state,
        "asked_at": row.asked_at,
        "question": row.question,
        "reply": row.reply,
        "files": [file_row(stored, page.request.pk) for stored in page.case.files if stored.about == about],
        "form": page.form("ritira-consultazione", str(row.pk), consultation=row.pk)
        if waiting and page.works
        else None,
    }


MAIL_TONES = {"queued": "info", "sent": "success", "refused": "danger", "failed": "danger"}


def _mail(page: CasePage, mail: Any) -> dict[str, Any]:
    advice = {
        "refused": _(
            "Il server del destinatario l'ha rifiutata: controlla l'indirizzo con il richiedente, per telefono o posta, "
            "correggilo e riprova. Fino ad allora questa comunicazione non risulta ricevuta."
        ),
        "failed": _(
            "Non siamo riusciti a consegnarla dopo molti tentativi. Riprova, o scrivi per un'altra via."
        ),
    }
    return {
        "subject": mail.subject,
        "to": mail.to,
        "state": Chip(mail.get_state_display(), MAIL_TONES[mail.state]),
        "advice": advice.get(mail.state, ""),
        "at": mail.sent_at or mail.queued_at,
        "form": page.form("rispedisci", str(mail.pk), mail=mail.pk)
        if mail.state in advice and page.works
        else None,
    }


@tab("parti", "foia/backoffice/case_parties.html")
def parties(page: CasePage) -> dict[str, Any]:
    windows = {window.party: window for window in page.case.clock.windows} if page.case.clock else {}
    kind_rules = rules_of(AccessKind(page.request.kind))
    against = ""
    if not kind_rules.parties_notified:
        against = _("L'accesso civico semplice non prevede controinteressati: procedi senza avviso.")
    return {
        "forms": {"aggiungi-parte": page.form("aggiungi-parte")} if page.works and not against else {},
        "parties": [_party(page, party, windows.get(str(party.pk))) for party in page.case.parties],
        "parties_note": against
        or _(
            "Se un terzo rischia un danno concreto, avvisalo: ha 10 giorni per opporsi e intanto il termine si ferma."
        ),
        "parties_against": against,
    }


def _party(page: CasePage, party: Any, window: Any) -> dict[str, Any]:
    interests = dict(INTERESTS)
    ground = GROUNDS.get(party.interest)
    if party.opposed_on:
        late = window is not None and window.opposed_late
        state = Chip(
            _("si è opposto fuori termine") if late else _("si è opposto"), "quiet" if late else "danger"
        )
    elif party.consented_on:
        state = Chip(_("ha dato il consenso"), "success")
    elif not party.notified_on:
        state = Chip(_("da avvisare"), "warning")
    elif not party.notice_received_on:
        state = Chip(_("avvisato, manca la prova di ricezione"), "warning")
    elif window is not None and window.closes_on and window.closes_on >= page.today:
        state = Chip(_("può ancora opporsi"), "info")
    else:
        state = Chip(_("non si è opposto"), "success")
    closes = ""
    if window is not None and window.closes_on and not window.spoke_on:
        closes = _("Può opporsi fino a %(day)s.") % {"day": day(window.closes_on)}
    facts = [
        (_("Contatto"), party.email or party.postal_address),
        (_("Avviso inviato"), day(party.notified_on)),
        (_("Avviso ricevuto"), day(party.notice_received_on)),
        (_("Opposizione"), day(party.opposed_on)),
        (_("Consenso"), day(party.consented_on)),
        (_("Accoglimento comunicato e ricevuto"), day(party.grant_received_on)),
    ]
    return {
        "name": party.name,
        "interest": str(interests.get(party.interest) or (_(ground.wording) if ground else "")),
        "state": state,
        "window": closes,
        "facts": [(label, value) for label, value in facts if value],
        "opposition": party.opposition,
        "form": page.form("parte", str(party.pk), party=party.pk, on=page.today) if page.works else None,
    }


@tab("documenti", "foia/backoffice/case_documents.html")
def documents(page: CasePage) -> dict[str, Any]:
    titles = {
        "filed": _("Allegati alla richiesta"),
        "message": _("Allegati ai messaggi"),
        "collected": _("Documenti raccolti dall'ufficio"),
        "consultation": _("Ricevuti da altri uffici"),
        "release": _("Documenti della decisione"),
        "letter": _("Lettere"),
    }
    groups: dict[str, list[Any]] = {}
    for stored in page.case.files:
        kind = "consultation" if stored.about.startswith("foia.consultation:") else stored.purpose
        note = moment(stored.stored_at)
        groups.setdefault(kind, []).append(file_row(stored, page.request.pk, note))
    order = [*titles, *(kind for kind in groups if kind not in titles)]
    return {
        "forms": {"carica": page.form("carica")} if page.works else {},
        "file_groups": [
            {"title": titles.get(kind, _("Altri")), "files": groups[kind]} for kind in order if kind in groups
        ],
    }


@tab("simili", "foia/backoffice/case_similar.html")
def similar(page: CasePage) -> dict[str, Any]:
    return {"topic": _topic(page), "suggestions": [_suggestion(page, row) for row in page.case.suggestions]}


def _topic(page: CasePage) -> dict[str, str] | None:
    topic = page.case.topic
    if topic is None:
        return None
    words = _("%(flag)s: %(persons)s persone diverse in un anno, %(requests)s richieste in tutto.") % {
        "flag": flag_chip(topic.flag).label,
        "persons": topic.persons_in_window,
        "requests": topic.requests_total,
    }
    return {"title": topic.title, "url": reverse("foia_staff:topic", args=[topic.pk]), "sentence": words}


def _suggestion(page: CasePage, row: Any) -> dict[str, Any]:
    earlier = row.earlier
    tones = {"open": "info", "accepted": "success", "refused": "quiet"}
    meta = [_("ricevuta il %(day)s") % {"day": day_words(earlier.received_on)}]
    if earlier.outcome:
        meta.append(outcome_label(earlier.outcome).lower())
    else:
        meta.append(state_chip(earlier.state).label.lower())
    return {
        "number": earlier.number,
        "subject": earlier.subject,
        "url": reverse("foia_staff:case", args=[earlier.pk]),
        "state": Chip(row.get_verdict_display(), tones[row.verdict]),
        "meta": ", ".join(meta),
        "why": sentences(row.why),
        "form": page.form("giudica", str(row.pk), suggestion=row.pk)
        if row.verdict == "open" and page.works
        else None,
    }


@tab("registro", "foia/backoffice/case_register.html")
def register(page: CasePage) -> dict[str, Any]:
    entry = page.case.register_entry
    if entry is None:
        may_propose = page.works and bool(page.request.outcome) and page.request.answered_on
        return {"forms": {"proponi-voce": page.form("proponi-voce")} if may_propose else {}, "entry": None}
    forms = {}
    against = ""
    if entry.state != RegisterEntry.State.APPROVED:
        if page.may("foia.publish_register"):
            forms["pubblica-voce"] = page.form(
                "pubblica-voce",
                public_subject=entry.public_subject or page.request.subject,
                public_reason=entry.public_reason,
            )
        else:
            against = _("La voce la approva il responsabile della redazione o della trasparenza.")
    elif page.may("foia.publish_register"):
        forms["togli-voce"] = page.form("togli-voce")
    tones = {"proposed": "warning", "approved": "success", "hidden": "quiet"}
    facts = [
        (_("Numero"), page.request.number),
        (_("Oggetto pubblico"), entry.public_subject),
        (_("Sintesi della motivazione"), entry.public_reason),
        (_("Esito"), outcome_label(entry.outcome)),
        (_("Ricevuta il"), day(entry.received_on)),
        (_("Decisa il"), day(entry.decided_on)),
        (_("Con controinteressati"), _("sì") if entry.with_parties else _("no")),
    ]
    shown = forms.get("pubblica-voce")
    texts = [entry.public_subject, entry.public_reason]
    if shown is not None:
        texts = [str(shown["public_subject"].value() or ""), str(shown["public_reason"].value() or "")]
    return {
        "forms": forms,
        "entry": {
            "state": Chip(entry.get_state_display(), tones[entry.state]),
            "facts": [(label, value) for label, value in facts if value],
            "url": reverse("foia:register_entry", args=[entry.slug]) if entry.state == "approved" else "",
            "against": against,
        },
        "findings": findings(texts, names_of(page.request)),
    }


def findings(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """Stretches of public words that seem to lead to a person, for whoever approves them."""
    listed = list(names)
    found = [finding.excerpt for text in texts for finding in personal_data_in(text, listed)]
    return [
        _("«%(excerpt)s» sembra un dato personale: togli o riscrivi.") % {"excerpt": each}
        for each in dict.fromkeys(found)
    ]


@tab("riesame", "foia/backoffice/case_review.html")
def review(page: CasePage) -> dict[str, Any]:
    found: Review | None = page.case.review
    if found is None:
        return {"review": None}
    forms = {}
    against = ""
    open_ = not found.decided_at and page.request.state == State.UNDER_REVIEW
    if open_ and page.may("foia.review"):
        forms["decidi-riesame"] = page.form("decidi-riesame")
        if not found.garante_asked_on:
            forms["chiedi-garante"] = page.form("chiedi-garante", on=page.today)
        elif not found.garante_opinion_on:
            forms["parere-garante"] = page.form("parere-garante", on=page.today)
    elif open_:
        against = _("Il riesame lo decide il responsabile della trasparenza (RPCT).")
    clock = page.case.review_clock
    facts = [
        (_("Presentato il"), day(found.filed_on)),
        (_("In tempo"), _("no, oltre 30 giorni dalla risposta") if found.late_filing else _("sì")),
        (_("Scadenza"), day(found.due_on)),
        (_("Parere chiesto al Garante il"), day(found.garante_asked_on)),
        (_("Parere ricevuto il"), day(found.garante_opinion_on)),
        (_("Esito"), found.get_outcome_display() if found.outcome else ""),
        (_("Deciso da"), str(found.decided_by or "")),
    ]
    return {
        "forms": forms,
        "review_against": against,
        "review": {
            "facts": [(label, value) for label, value in facts if value],
            "grounds": found.grounds,
            "reasons": found.reasons,
            "due_on": found.due_on,
            "days_left": (found.due_on - page.today).days if open_ else None,
            "clock_state": "running" if open_ else "stopped",
            "lines": shown_lines(clock.lines) if clock is not None else [],
        },
    }


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
