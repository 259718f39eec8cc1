"""What is written to the applicant, to colleagues and to other offices, and the mail that left."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import case_action, on_case, own, step, written
from foia.forms import case as forms
from foia.forms.contact import CorrectContact
from foia.operations import dialogue, triage
from foia.queries.undelivered import undelivered
from foia.rules.case_steps import CaseStep
from foia.tasks import cases
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices import queries as notice_queries
from pasocial.office.screens.actions import ActionCall, Leaves


def _correct_contact(call: ActionCall) -> object:
    """A page sends every field; what a program leaves out stays as it is."""
    applicant = call.about.applicant
    kept = {name: getattr(applicant, name) for name in ("email", "pec", "phone", "postal_address")}
    given = {**kept, **call.values}
    again = undelivered(call.about) if given.pop("write_again") else []
    return triage.correct_contact(
        request_id=call.about.pk, write_again=[mail.pk for mail in again], **given, **call.held
    )


def _withdraw_consultation(call: ActionCall) -> object:
    pk = own(call.about.consultations, call.given["consultation"])
    return dialogue.withdraw_consultation(consultation_id=pk, **call.held)


def _send_again(call: ActionCall) -> object:
    own(notice_queries.mail_about(call.about.about), call.given["mail"])
    return notices.send_again(mail_id=call.given["mail"], **call.moment)


def _add_files(call: ActionCall) -> object:
    return dialogue.collect_files(request_id=call.about.pk, files=call.given["files"], **call.moment)


DIALOGUE_ACTIONS = (
    case_action(
        name="rispondi",
        tab="messaggi",
        title=_("Rispondi"),
        label=_("Anteprima del messaggio"),
        key="r",
        form=forms.WriteToCitizen,
        act=on_case(dialogue.write_to_citizen),
        leaves=written(_("Messaggio al richiedente")),
        done=_("Il messaggio è nella pagina del richiedente: non c'è un'e-mail a cui mandarlo."),
        path="messages/",
        summary="Write to the applicant",
        sent={"body": "Ti servono anche le fatture?", "purpose": "clarification"},
        status=201,
        more="It appears on her page as it leaves by mail. Files need multipart.",
    ),
    case_action(
        name="annota",
        tab="messaggi",
        title=_("Nota"),
        label=_("Aggiungi la nota"),
        key="n",
        form=forms.WriteNote,
        act=on_case(dialogue.add_note),
        done=_("Nota aggiunta."),
        path="notes/",
        summary="Add a note for colleagues",
        sent={"body": "Le fatture sono in ragioneria."},
        status=201,
        more="Never shown to the applicant nor to other offices.",
    ),
    case_action(
        name="carica",
        tab="documenti",
        form=forms.AddFiles,
        act=_add_files,
        done=_("Documenti caricati."),
        path="files/",
        summary="Add documents to a case",
        sent={"files": ["(binary)"]},
        more="Multipart. They stay private until a decision releases them.",
        status=201,
    ),
    case_action(
        name="consulta",
        tab="messaggi",
        anchor="uffici",
        label=_("Anteprima della domanda"),
        form=forms.Consult,
        act=on_case(dialogue.consult),
        guard=step(CaseStep.CONSULT),
        leaves=Leaves("foia.letter", _("Domanda a un altro ufficio"), (cases.ask_office,)),
        done=_("Domanda inviata. La persona scelta vede ora questa pratica, senza i dati del richiedente."),
        path="consultations/",
        summary="Ask another office",
        sent={"contact": 9, "question": "Avete le fatture del 2025?", "due_on": "2026-03-10"},
        more="The contact sees this case and no other, without the applicant's data.",
        status=201,
    ),
    case_action(
        name="ritira-consultazione",
        tab="messaggi",
        anchor="uffici",
        form=forms.WithdrawConsultation,
        act=_withdraw_consultation,
        done=_("Domanda ritirata: la pratica non è più condivisa con quella persona."),
        path="consultations/<int:consultation>/withdraw/",
        summary="Withdraw a question to another office",
        more="Its contact no longer sees the case, unless another question is still hers.",
    ),
    case_action(
        name="rispedisci",
        tab="messaggi",
        anchor="posta",
        form=forms.SendAgain,
        act=_send_again,
        leaves=Leaves("foia.letter", _("Messaggio rispedito")),
        done=_("Riproviamo a spedirla."),
        path="mails/<int:mail>/send-again/",
        summary="Send a mail again",
        more="One that was refused or could not leave (`mails`), to the same address; any other stays as it is.",
    ),
    case_action(
        name="correggi-recapiti",
        tab="messaggi",
        anchor="posta",
        label=_("Correggi i recapiti"),
        form=CorrectContact,
        act=_correct_contact,
        leaves=Leaves("foia.letter", _("Messaggi al nuovo indirizzo"), (cases.write_again,)),
        done=_("Recapiti corretti. I collegamenti mandati all'indirizzo di prima non aprono più la pratica."),
        path="contact/",
        summary="Correct where the applicant is reached",
        sent={"email": "anna.verdi@posta.example", "write_again": True},
        more="What is left out stays as it is. Links sent to the former address open the case no more.",
        own_body=bodies.Contact,
    ),
)
