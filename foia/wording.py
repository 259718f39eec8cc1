"""The words people read for the things of this slice, in one place."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class FoiaEvent(StrEnum):
    """Everything that can happen to a request, a topic or a line of the register."""

    FILED = "foia.request.filed"
    IMPORTED = "foia.request.imported"
    TAKEN_ON = "foia.request.taken_on"
    ASSIGNED = "foia.request.assigned"
    IDENTIFICATION_ASKED = "foia.request.identification_asked"
    IDENTIFIED = "foia.request.identified"
    CONTACT_CORRECTED = "foia.request.contact_corrected"
    KIND_CHANGED = "foia.request.kind_changed"
    HOLDER_CHANGED = "foia.request.holder_changed"
    PRIORITY_CHANGED = "foia.request.priority_changed"
    PROTOCOLLED = "foia.request.protocolled"
    MARKED_TEST = "foia.request.marked_test"
    TRANSFERRED = "foia.request.transferred"
    EXTENDED = "foia.request.extended"
    RECEIVED_FROM_OTHER_BODY = "foia.request.received_from_other_body"
    GAP_NOTICED = "foia.request.gap_noticed"
    GAP_COMPLETED = "foia.request.gap_completed"
    FACT_CORRECTED = "foia.fact.corrected"
    CLOCK_RECOMPUTED = "foia.request.clock_recomputed"
    WRITTEN_TO_CITIZEN = "foia.message.sent"
    WRITTEN_BY_CITIZEN = "foia.message.received"
    NOTE_ADDED = "foia.note.added"
    CONSULTED = "foia.consultation.asked"
    CONSULTATION_REPLIED = "foia.consultation.replied"
    CONSULTATION_WITHDRAWN = "foia.consultation.withdrawn"
    PARTY_ADDED = "foia.party.added"
    PARTY_NOTICE_LEAVING = "foia.party.notice_leaving"
    PARTY_NOTICE_RECALLED = "foia.party.notice_recalled"
    PARTY_NOTICE_HELD = "foia.party.notice_held"
    PARTY_NOTIFIED = "foia.party.notified"
    PARTY_NOTICE_RECEIVED = "foia.party.notice_received"
    PARTY_OPPOSED = "foia.party.opposed"
    PARTY_CONSENTED = "foia.party.consented"
    PARTY_GRANT_RECEIVED = "foia.party.grant_received"
    PARTY_GRANT_TOLD = "foia.party.grant_told"
    PARTY_REMEDY = "foia.party.remedy_recorded"
    PARTY_REMEDY_CLOSED = "foia.party.remedy_closed"
    PARTIES_HEARD = "foia.party.time_over"
    DECISION_DRAFTED = "foia.decision.drafted"
    DECISION_SUBMITTED = "foia.decision.submitted"
    DECISION_RETURNED = "foia.decision.returned"
    STEP_APPROVED = "foia.decision.step_approved"
    DECISION_APPROVED = "foia.decision.approved"
    APPROVAL_UNDONE = "foia.decision.undone"
    HELD = "foia.decision.held"
    ANSWERED = "foia.request.answered"
    REOPENED = "foia.request.reopened"
    WITHDRAWN = "foia.request.withdrawn"
    APPEAL_REJECTED = "foia.appeal.rejected"
    COURT_SERVED = "foia.appeal.court_served"
    OMBUDSMAN_ASKED = "foia.ombudsman.asked"
    OMBUDSMAN_FOUND = "foia.ombudsman.found_unlawful"
    REFUSAL_CONFIRMED = "foia.ombudsman.refusal_confirmed"
    CLOSED = "foia.request.closed"
    RATED = "foia.request.rated"
    REVIEW_ASKED = "foia.review.filed"
    GARANTE_ASKED = "foia.review.garante_asked"
    GARANTE_ANSWERED = "foia.review.garante_answered"
    REVIEW_ENTRUSTED = "foia.review.entrusted"
    REVIEW_DECIDED = "foia.review.decided"
    ENTRY_PROPOSED = "foia.register.proposed"
    ENTRY_APPROVED = "foia.register.approved"
    ENTRY_HIDDEN = "foia.register.hidden"
    ENTRY_FOLLOWED = "foia.register.days_corrected"
    SUGGESTED = "foia.suggestions.made"
    SUGGESTION_ACCEPTED = "foia.suggestion.accepted"
    SUGGESTION_REFUSED = "foia.suggestion.refused"
    TOPIC_STARTED = "foia.topic.started"
    TOPIC_JOINED = "foia.topic.joined"
    TOPIC_SPLIT = "foia.topic.split"
    TOPIC_MERGED = "foia.topic.merged"
    TOPIC_UNDONE = "foia.topic.undone"
    TOPIC_RENAMED = "foia.topic.renamed"
    TOPIC_RECURRED = "foia.topic.recurred"
    TOPIC_CALMED = "foia.topic.calmed"
    TOPIC_CHOSEN = "foia.topic.chosen"
    ANSWER_PREPARED = "foia.answer.prepared"
    TOPIC_PUBLISHED = "foia.topic.published"
    ASKERS_TOLD = "foia.topic.askers_told"
    REPLY_OWED = "foia.answer.reply_owed"
    PERSONS_MERGED = "foia.topic.persons_merged"
    PERSONS_SPLIT = "foia.topic.persons_split"
    ORGANISATION_CONFIRMED = "foia.topic.organisation_confirmed"
    ORGANISATION_PARTED = "foia.topic.organisation_parted"
    PROPOSAL_CONFIRMED = "foia.proposal.confirmed"
    PROPOSAL_REFUSED = "foia.proposal.refused"
    THRESHOLD_ADOPTED = "foia.threshold.adopted"
    RECOUNT_BEGUN = "foia.recount.begun"
    RECOUNT_ENDED = "foia.recount.ended"
    CLOCK_RECOUNT_BEGUN = "foia.clock_recount.begun"
    CLOCK_RECOUNT_ENDED = "foia.clock_recount.ended"
    LOOK_AGAIN = "foia.topic.look_again"
    ANSWER_KEPT_FRESH = "foia.answer.kept_fresh"
    ANSWER_AGEING = "foia.answer.ageing"
    DEADLINE_NEAR = "foia.request.deadline_near"


EVENT_WORDS = {
    FoiaEvent.FILED: _("richiesta ricevuta"),
    FoiaEvent.IMPORTED: _("richiesta importata da un altro registro"),
    FoiaEvent.TAKEN_ON: _("richiesta presa in carico"),
    FoiaEvent.ASSIGNED: _("richiesta assegnata"),
    FoiaEvent.IDENTIFICATION_ASKED: _("chiesto di identificarsi"),
    FoiaEvent.IDENTIFIED: _("richiedente identificato"),
    FoiaEvent.CONTACT_CORRECTED: _("recapiti del richiedente corretti"),
    FoiaEvent.KIND_CHANGED: _("tipo di accesso cambiato"),
    FoiaEvent.HOLDER_CHANGED: _("ufficio competente indicato"),
    FoiaEvent.PRIORITY_CHANGED: _("priorità cambiata"),
    FoiaEvent.PROTOCOLLED: _("numero di protocollo registrato"),
    FoiaEvent.MARKED_TEST: _("segnata come prova"),
    FoiaEvent.TRANSFERRED: _("trasmessa all'ente competente"),
    FoiaEvent.EXTENDED: _("termine esteso"),
    FoiaEvent.RECEIVED_FROM_OTHER_BODY: _("ricevuta da un'altra amministrazione"),
    FoiaEvent.GAP_NOTICED: _("segnalato al richiedente che manca qualcosa"),
    FoiaEvent.GAP_COMPLETED: _("richiesta completata"),
    FoiaEvent.FACT_CORRECTED: _("fatto corretto"),
    FoiaEvent.CLOCK_RECOMPUTED: _("scadenza ricalcolata"),
    FoiaEvent.WRITTEN_TO_CITIZEN: _("messaggio al richiedente"),
    FoiaEvent.WRITTEN_BY_CITIZEN: _("messaggio del richiedente"),
    FoiaEvent.NOTE_ADDED: _("nota interna"),
    FoiaEvent.CONSULTED: _("chiesto a un altro ufficio"),
    FoiaEvent.CONSULTATION_REPLIED: _("risposta di un altro ufficio"),
    FoiaEvent.CONSULTATION_WITHDRAWN: _("richiesta all'ufficio ritirata"),
    FoiaEvent.PARTY_ADDED: _("controinteressato indicato"),
    FoiaEvent.PARTY_NOTICE_LEAVING: _("avviso al controinteressato in partenza"),
    FoiaEvent.PARTY_NOTICE_RECALLED: _("avviso al controinteressato annullato prima di partire"),
    FoiaEvent.PARTY_NOTICE_HELD: _("avviso al controinteressato non partito"),
    FoiaEvent.PARTY_NOTIFIED: _("avviso al controinteressato"),
    FoiaEvent.PARTY_NOTICE_RECEIVED: _("avviso ricevuto dal controinteressato"),
    FoiaEvent.PARTY_OPPOSED: _("opposizione del controinteressato"),
    FoiaEvent.PARTY_CONSENTED: _("consenso del controinteressato"),
    FoiaEvent.PARTY_GRANT_RECEIVED: _("controinteressato informato dell'accoglimento"),
    FoiaEvent.PARTY_GRANT_TOLD: _("accoglimento comunicato al controinteressato per altra via"),
    FoiaEvent.PARTY_REMEDY: _("rimedio di un controinteressato"),
    FoiaEvent.PARTY_REMEDY_CLOSED: _("rimedio di un controinteressato concluso"),
    FoiaEvent.PARTIES_HEARD: _("tempo dei controinteressati finito"),
    FoiaEvent.DECISION_DRAFTED: _("decisione preparata"),
    FoiaEvent.DECISION_SUBMITTED: _("decisione da approvare"),
    FoiaEvent.DECISION_RETURNED: _("decisione da rivedere"),
    FoiaEvent.STEP_APPROVED: _("un passo dell'approvazione firmato"),
    FoiaEvent.DECISION_APPROVED: _("decisione approvata"),
    FoiaEvent.APPROVAL_UNDONE: _("approvazione annullata"),
    FoiaEvent.HELD: _("accolta, invio sospeso per i controinteressati"),
    FoiaEvent.ANSWERED: _("risposta inviata"),
    FoiaEvent.REOPENED: _("richiesta riaperta per una nuova decisione"),
    FoiaEvent.WITHDRAWN: _("richiesta ritirata"),
    FoiaEvent.APPEAL_REJECTED: _("ricorso respinto: la decisione resta"),
    FoiaEvent.COURT_SERVED: _("ricorso al giudice notificato"),
    FoiaEvent.OMBUDSMAN_ASKED: _("ricorso al difensore civico"),
    FoiaEvent.OMBUDSMAN_FOUND: _("il difensore civico ritiene illegittimo il rifiuto"),
    FoiaEvent.REFUSAL_CONFIRMED: _("rifiuto confermato dopo il difensore civico"),
    FoiaEvent.CLOSED: _("richiesta conclusa"),
    FoiaEvent.RATED: _("risposta valutata"),
    FoiaEvent.REVIEW_ASKED: _("chiesto il riesame"),
    FoiaEvent.GARANTE_ASKED: _("chiesto il parere del Garante"),
    FoiaEvent.GARANTE_ANSWERED: _("parere del Garante ricevuto"),
    FoiaEvent.REVIEW_ENTRUSTED: _("riesame affidato a un altro ufficio"),
    FoiaEvent.REVIEW_DECIDED: _("riesame deciso"),
    FoiaEvent.ENTRY_PROPOSED: _("voce del registro proposta"),
    FoiaEvent.ENTRY_APPROVED: _("voce del registro pubblicata"),
    FoiaEvent.ENTRY_HIDDEN: _("voce del registro tolta"),
    FoiaEvent.ENTRY_FOLLOWED: _("giorni della voce del registro corretti"),
    FoiaEvent.SUGGESTED: _("richieste simili trovate"),
    FoiaEvent.SUGGESTION_ACCEPTED: _("riconosciuta come ricorrente"),
    FoiaEvent.SUGGESTION_REFUSED: _("riconosciuta come diversa"),
    FoiaEvent.TOPIC_STARTED: _("tema aperto"),
    FoiaEvent.TOPIC_JOINED: _("richieste aggiunte al tema"),
    FoiaEvent.TOPIC_SPLIT: _("tema diviso"),
    FoiaEvent.TOPIC_MERGED: _("temi uniti"),
    FoiaEvent.TOPIC_UNDONE: _("modifica del tema annullata"),
    FoiaEvent.TOPIC_RENAMED: _("tema rinominato"),
    FoiaEvent.TOPIC_RECURRED: _("tema segnalato per la pubblicazione"),
    FoiaEvent.TOPIC_CALMED: _("segnalazione del tema ridotta"),
    FoiaEvent.TOPIC_CHOSEN: _("decisione sulla pubblicazione"),
    FoiaEvent.ANSWER_PREPARED: _("risposta da scrivere passata alla redazione"),
    FoiaEvent.TOPIC_PUBLISHED: _("risposta pubblicata per tutti"),
    FoiaEvent.ASKERS_TOLD: _("richiedenti avvisati"),
    FoiaEvent.REPLY_OWED: _("risposta da dare dove la richiesta era pubblica"),
    FoiaEvent.PERSONS_MERGED: _("più richiedenti riconosciuti come la stessa persona"),
    FoiaEvent.PERSONS_SPLIT: _("richiedenti riconosciuti come persone diverse"),
    FoiaEvent.ORGANISATION_CONFIRMED: _("organizzazione contata una volta sola"),
    FoiaEvent.ORGANISATION_PARTED: _("membri di un'organizzazione contati uno per uno"),
    FoiaEvent.PROPOSAL_CONFIRMED: _("proposta di tema confermata"),
    FoiaEvent.PROPOSAL_REFUSED: _("proposta di tema rifiutata"),
    FoiaEvent.THRESHOLD_ADOPTED: _("soglia delle proposte adottata"),
    FoiaEvent.RECOUNT_BEGUN: _("riconteggio dei temi iniziato"),
    FoiaEvent.RECOUNT_ENDED: _("riconteggio dei temi finito"),
    FoiaEvent.CLOCK_RECOUNT_BEGUN: _("ricalcolo delle scadenze iniziato"),
    FoiaEvent.CLOCK_RECOUNT_ENDED: _("ricalcolo delle scadenze finito"),
    FoiaEvent.LOOK_AGAIN: _("decisione da riguardare"),
    FoiaEvent.ANSWER_KEPT_FRESH: _("risposta pubblicata da tenere aggiornata"),
    FoiaEvent.ANSWER_AGEING: _("risposta pubblicata da aggiornare"),
    FoiaEvent.DEADLINE_NEAR: _("scadenza vicina"),
}

# What a work item of each kind asks, as a verb.
ITEM_VERBS = {
    "request": _("Rispondi alla richiesta"),
    "review": _("Prepara il riesame"),
    "party_review": _("Decidi il riesame di un controinteressato"),
    "ombudsman": _("Conferma o supera il rifiuto"),
    "tell_party": _("Comunica l'accoglimento"),
    "deliver": _("Consegna la risposta"),
    "approve_register_entry": _("Approva la voce del registro"),
    "decide_topic": _("Decidi se pubblicare il tema"),
    "look_again_at_topic": _("Riguarda la decisione sul tema"),
    "refresh_answer": _("Aggiorna la risposta pubblicata"),
    "decide_material": _("Scegli i documenti da rendere pubblici"),
    "answer_in_public": _("Rispondi dove la richiesta è pubblica"),
}
