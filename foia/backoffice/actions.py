"""Everything staff can do to a case with a form, as one table: who may, which form, which operation, what it says after.

A action only translates a form into an operation; whether it is possible now is decided by the operation's guards.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.backoffice import action_calls
from foia.backoffice.action_calls import Action
from foia.backoffice.forms import base, case, contact, decision, parties, register, reopening, review
from foia.backoffice.legal_actions import LEGAL_ACTIONS
from foia.operations import answering, appeals, dialogue, publication, triage
from foia.operations import parties as party_operations
from foia.operations import reopening as reopenings
from foia.operations import review as reviews


class TakeOn(base.CaseForm):
    action = "prendi"


class MarkTest(base.CaseForm):
    action = "prova"


class ProposeEntry(base.CaseForm):
    action = "proponi-voce"


SENT_BY_HAND = ("on", "means", "number")

ACTIONS: dict[str, Action] = {
    action.form.action: action
    for action in (
        Action(
            "panoramica",
            TakeOn,
            "foia.work",
            lambda d: triage.take_on(user=d.user, **d.step),
            _("L'hai presa in carico."),
        ),
        Action("panoramica", case.Assign, "foia.work", action_calls.assign, _("Assegnazione cambiata.")),
        Action(
            "panoramica",
            case.Kind,
            "foia.work",
            lambda d: triage.set_kind(kind=d.given["kind"], **d.step),
            _("Tipo di accesso cambiato: il termine è stato ricalcolato."),
        ),
        Action(
            "panoramica",
            case.Holder,
            "foia.work",
            lambda d: triage.set_holder(holder=d.given["holder"], **d.step),
            _("Ufficio indicato."),
        ),
        Action(
            "panoramica",
            case.Priority,
            "foia.work",
            lambda d: triage.set_priority(priority=d.given["priority"], **d.step),
            _("Priorità cambiata."),
        ),
        Action(
            "panoramica",
            case.AskIdentification,
            "foia.work",
            lambda d: triage.ask_identification(words=d.given["words"], **d.step),
            _("Abbiamo chiesto al richiedente di identificarsi."),
        ),
        Action("panoramica", case.Identify, "foia.work", action_calls.identify, _("Identità registrata.")),
        Action(
            "panoramica",
            case.Transfer,
            "foia.work",
            lambda d: triage.transfer(to_body=d.given["to_body"], words=d.given["words"], **d.step),
            _("Richiesta trasferita; il richiedente è stato informato."),
        ),
        Action(
            "panoramica",
            case.Extend,
            "foia.work",
            lambda d: triage.extend(words=d.given["words"], **d.step),
            _("Proroga comunicata: il termine è stato ricalcolato."),
        ),
        Action(
            "panoramica",
            MarkTest,
            "foia.work",
            lambda d: triage.mark_test(**d.step),
            _("Segnata come prova."),
        ),
        Action(
            "messaggi",
            case.Reply,
            "foia.work",
            lambda d: dialogue.write_to_citizen(
                body=d.given["body"], purpose=d.given["purpose"], files=d.given["files"], **d.step
            ),
            _("Messaggio inviato al richiedente."),
        ),
        Action(
            "messaggi",
            case.Note,
            "foia.work",
            lambda d: dialogue.add_note(body=d.given["body"], **d.step),
            _("Nota aggiunta."),
        ),
        Action(
            "messaggi",
            case.Consult,
            "foia.work",
            lambda d: dialogue.consult(
                contact=d.given["contact"], question=d.given["question"], due_on=d.given["due_on"], **d.step
            ),
            _("Domanda inviata. La persona scelta vede ora questa pratica, senza i dati del richiedente."),
            "uffici",
        ),
        Action(
            "messaggi",
            case.WithdrawConsultation,
            "foia.work",
            action_calls.withdraw_consultation,
            _("Domanda ritirata: la pratica non è più condivisa con quella persona."),
            "uffici",
        ),
        Action(
            "messaggi",
            case.SendAgain,
            "foia.work",
            action_calls.send_again,
            _("Riproviamo a spedirla."),
            "posta",
        ),
        Action(
            "messaggi",
            contact.CorrectContact,
            "foia.work",
            action_calls.correct_contact,
            _("Recapiti corretti. I collegamenti mandati all'indirizzo di prima non aprono più la pratica."),
            "posta",
        ),
        Action("documenti", case.AddFiles, "foia.work", action_calls.add_files, _("Documenti caricati.")),
        Action(
            "parti",
            parties.AddParty,
            "foia.work",
            lambda d: party_operations.add_party(
                name=d.given["name"],
                email=d.given["email"],
                postal_address=d.given["postal_address"],
                interest=d.given["interest"],
                documents_read=d.given["documents_read"],
                language=d.given["language"] or "it",
                **d.step,
            ),
            _("Controinteressato aggiunto: ora invia l'avviso, o registra quando l'hai già inviato."),
        ),
        Action(
            "parti",
            parties.SendNotice,
            "foia.work",
            action_calls.of_party(party_operations.send_notice),
            _("L'avviso parte fra 15 secondi: fino ad allora puoi annullarlo."),
        ),
        Action(
            "parti",
            parties.CallBackNotice,
            "foia.work",
            action_calls.of_party(party_operations.call_back_notice),
            _("Avviso annullato: non è partito nulla."),
        ),
        Action(
            "parti",
            parties.NoteNotice,
            "foia.work",
            action_calls.of_party(party_operations.notify_party, *SENT_BY_HAND),
            _("Invio registrato: il termine è stato ricalcolato. Da qui non è partita nessuna e-mail."),
        ),
        Action(
            "parti",
            parties.NoteGrantNotice,
            "foia.work",
            action_calls.of_party(party_operations.note_grant_notice, *SENT_BY_HAND),
            _("Comunicazione registrata. Da qui non è partita nessuna e-mail."),
        ),
        Action(
            "parti",
            parties.NoteRemedy,
            "foia.work",
            action_calls.of_party(party_operations.record_remedy, "remedy", "on", "words"),
            _("Riesame o ricorso registrato: finché è aperto i documenti non partono."),
        ),
        Action(
            "parti",
            parties.CloseRemedy,
            "foia.work",
            action_calls.of_party(party_operations.close_remedy, "reference", "on", "outcome"),
            _("Conclusione registrata."),
        ),
        Action(
            "parti",
            parties.PartyDay,
            "foia.work",
            action_calls.party_step,
            _("Passo registrato: il termine è stato ricalcolato."),
        ),
        Action(
            "decisione",
            decision.Submit,
            "foia.work",
            lambda d: answering.submit_decision(**d.step),
            _("Decisione mandata in approvazione."),
        ),
        Action(
            "decisione",
            decision.UseCopy,
            "foia.work",
            lambda d: answering.use_redacted_copy(
                file=str(d.given["file"]), copy=str(d.given["copy"]), **d.step
            ),
            _(
                "La copia oscurata ha preso il posto dell'originale. Se manca qualcosa di chiesto, segna «Con parti "
                "oscurate» e scrivi il motivo."
            ),
            anchor="dati-personali",
        ),
        Action(
            "decisione",
            decision.SendBack,
            "foia.approve",
            lambda d: answering.return_decision(why=d.given["why"], **d.step),
            _("Decisione rimandata con le tue osservazioni."),
        ),
        Action(
            "decisione",
            decision.Approve,
            "foia.approve",
            lambda d: answering.approve_decision(**d.step),
            _("Decisione approvata."),
            anchor="annulla",
        ),
        Action(
            "decisione",
            decision.Undo,
            "foia.approve",
            lambda d: answering.undo_approval(**d.step),
            _("Approvazione annullata: la lettera non è partita."),
        ),
        Action(
            "decisione",
            reopening.Reopen,
            "foia.reopen",
            lambda d: reopenings.reopen_case(
                **{name: d.given[name] for name in ("basis", "on", "decide_by", "why")}, **d.step
            ),
            _("Richiesta riaperta: la decisione di prima resta, ora prepara quella nuova."),
        ),
        Action(
            "decisione",
            reopening.RejectedAppeal,
            "foia.reopen",
            lambda d: appeals.record_rejected_appeal(
                **{name: d.given[name] for name in ("judge", "on", "why")}, **d.step
            ),
            _("Ricorso respinto registrato: la decisione resta com'è."),
        ),
        Action(
            "simili",
            case.JudgeSuggestion,
            "foia.work",
            action_calls.judge,
            _("Grazie: il giudizio è registrato."),
        ),
        Action(
            "registro",
            ProposeEntry,
            "foia.work",
            lambda d: publication.propose_entry(request_id=d.access_request.pk, **d.moment),
            _("Voce proposta."),
        ),
        Action(
            "registro",
            register.ApproveEntry,
            "foia.publish_register",
            action_calls.approve_entry,
            _("La voce è pubblica nel registro."),
        ),
        Action(
            "registro",
            register.CorrectEntry,
            "foia.publish_register",
            action_calls.correct_entry,
            _("La voce aspetta le parole nuove: fino all'approvazione non è nel registro."),
        ),
        Action(
            "registro",
            register.HideEntry,
            "foia.publish_register",
            action_calls.hide_entry,
            _("Voce tolta dal registro."),
        ),
        Action(
            "riesame",
            review.DecideReview,
            "foia.review",
            lambda d: reviews.decide_review(
                outcome=d.given["outcome"],
                reasons=d.given["reasons"],
                decide_by=d.given["decide_by"],
                **d.step,
            ),
            _("Riesame deciso; il richiedente viene informato."),
        ),
        Action(
            "riesame",
            review.EntrustReview,
            "foia.review",
            lambda d: reviews.entrust_review(to=d.given["to"], **d.step),
            _("Riesame affidato: chi lo decide lo trova tra i suoi avvisi."),
        ),
        Action(
            "riesame",
            review.AskGarante,
            "foia.review",
            lambda d: reviews.ask_garante(on=d.given["on"], **d.step),
            _("Richiesta di parere registrata: il termine si ferma."),
        ),
        Action(
            "riesame",
            review.RecordGarante,
            "foia.review",
            lambda d: reviews.record_garante(on=d.given["on"], **d.step),
            _("Parere registrato: il termine riprende."),
        ),
        *LEGAL_ACTIONS,
    )
}


def key_of(action: str) -> str:
    """The name templates use: no dash."""
    return action.replace("-", "_")
