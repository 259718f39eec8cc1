"""Who works the case, of what kind it is, who asks, and where it belongs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.actions.calls import case_action, on_case, step, written
from foia.forms import case as forms
from foia.operations import protocol, triage
from foia.rules.case_steps import CaseStep
from foia.rules.filing import ApplicantDetails, Identification
from foia.tasks import cases
from pasocial.office.screens.actions import ActionCall, Leaves


def _identify(call: ActionCall) -> object:
    given = {**call.values, "identified_by": Identification(call.given["identified_by"])}
    return triage.identify(request_id=call.about.pk, applicant=ApplicantDetails(**given), **call.held)


TRIAGE_ACTIONS = (
    case_action(
        name="prendi",
        tab="panoramica",
        label=_("Prendi in carico"),
        act=lambda call: triage.take_on(request_id=call.about.pk, user=call.user, **call.held),
        guard=step(CaseStep.TAKE),
        done=_("L'hai presa in carico."),
        path="take/",
        summary="Take a case on",
        more="The maker of the key becomes its owner.",
    ),
    case_action(
        name="assegna",
        tab="panoramica",
        label=_("Assegna"),
        form=forms.Assignee,
        act=lambda call: triage.assign(request_ids=[call.about.pk], to=call.given["assignee"], **call.held),
        done=_("Assegnazione cambiata."),
        path="assignee/",
        summary="Give a case to a member of the desk",
        sent={"assignee": 4},
        more="Or back to the queue, when nobody is named. Several at once: `requests/assign/`.",
    ),
    case_action(
        name="tipo",
        tab="panoramica",
        title=_("Cambia tipo di accesso"),
        label=_("Cambia tipo"),
        form=forms.Kind,
        act=on_case(triage.set_kind),
        guard=step(CaseStep.KIND),
        leaves=Leaves("foia.letter", _("Cambio di tipo di accesso"), (cases.tell_of_kind,)),
        done=_("Tipo di accesso cambiato: il termine è stato ricalcolato."),
        path="kind/",
        summary="Change the kind of access",
        sent={"kind": "environmental"},
        more="Other term, other grounds, other remedies: the due day is computed again as the applicant is told.",
    ),
    case_action(
        name="ufficio",
        tab="panoramica",
        title=_("Indica l'ufficio che ha i documenti"),
        label=_("Salva l'ufficio"),
        form=forms.Holder,
        act=on_case(triage.set_holder),
        guard=step(CaseStep.HOLDER),
        done=_("Ufficio indicato."),
        path="holder/",
        summary="Say which office holds the documents",
        sent={"holder": "Ufficio cultura"},
        more="For the office only: it says whom to ask. No term moves.",
    ),
    case_action(
        name="protocollo",
        tab="panoramica",
        title=_("Registra il numero di protocollo"),
        label=_("Registra il protocollo"),
        form=forms.Protocol,
        act=on_case(protocol.enter_in_protocol),
        done=_("Protocollo registrato: compare nella ricevuta e nelle lettere."),
        path="protocol/",
        summary="Give the request its number in the protocol",
        sent={"protocol": "0012345/2026"},
        more="Also afterwards, and again to put it right. No term moves: it runs from the day of arrival.",
    ),
    case_action(
        name="priorita",
        tab="panoramica",
        title=_("Cambia priorità"),
        label=_("Salva la priorità"),
        form=forms.Priority,
        act=on_case(triage.set_priority),
        done=_("Priorità cambiata."),
        path="priority/",
        summary="Set the priority",
        sent={"priority": 1},
        more="From -1 (low) to 2 (urgent): the order of the inbox. No term moves.",
    ),
    case_action(
        name="chiedi-identita",
        tab="panoramica",
        title=_("Chiedi al richiedente chi è"),
        label=_("Anteprima della domanda"),
        form=forms.AskIdentification,
        act=on_case(triage.ask_identification),
        guard=step(CaseStep.ASK_IDENTIFICATION),
        leaves=written(_("Domanda su chi è il richiedente")),
        done=_("Abbiamo chiesto al richiedente di identificarsi."),
        path="ask-identification/",
        summary="Ask the applicant who she is",
        sent={"words": "Scrivi nome e cognome, così possiamo risponderti."},
        more="The term goes on running: an anonymous applicant is asked, never discarded.",
    ),
    case_action(
        name="identifica",
        tab="panoramica",
        label=_("Registra l'identità"),
        form=forms.Identify,
        act=_identify,
        guard=step(CaseStep.IDENTIFY),
        done=_("Identità registrata."),
        path="identify/",
        summary="Record who the applicant is",
        sent={"name": "Anna Verdi", "identified_by": "id_copy"},
        more="What is left empty keeps what was known. The term stays that of the first day.",
    ),
    case_action(
        name="trasferisci",
        tab="panoramica",
        title=_("Trasferisci ad altra amministrazione"),
        label=_("Anteprima della lettera"),
        form=forms.Transfer,
        act=on_case(triage.transfer),
        guard=step(CaseStep.TRANSFER),
        leaves=written(_("Trasferimento ad altra amministrazione")),
        done=_("Richiesta trasferita; il richiedente è stato informato."),
        path="transfer/",
        summary="Transfer to another administration",
        sent={
            "to_body": "Provincia di Esempio",
            "words": "I documenti li ha la Provincia: le abbiamo mandato tutto.",
        },
        more="The applicant is told and the case is closed here (Circolare 2/2017 §4.1).",
    ),
    case_action(
        name="proroga",
        tab="panoramica",
        title=_("Comunica la proroga a 60 giorni"),
        label=_("Anteprima della proroga"),
        form=forms.Extend,
        act=on_case(triage.extend),
        guard=step(CaseStep.EXTEND),
        leaves=written(_("Proroga a 60 giorni")),
        done=_("Proroga comunicata: il termine è stato ricalcolato."),
        path="extend/",
        summary="Extend an environmental request to sixty days",
        sent={"words": "La richiesta è ampia e complessa: rispondiamo entro 60 giorni."},
        more="D.Lgs. 195/2005 art. 3(2)(b).",
    ),
    case_action(
        name="prova",
        tab="panoramica",
        label=_("Segna come prova"),
        act=on_case(triage.mark_test),
        guard=step(CaseStep.MARK_TEST),
        done=_("Segnata come prova."),
        path="mark-test/",
        summary="Mark as a trial request",
        more="It leaves counts, measures and register.",
    ),
)
