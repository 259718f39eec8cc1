"""Everything staff can do to a case with a form, as one table: who may, which form, which operation, what it says after.

A deed only translates a form into an operation; whether it is possible now is decided by the operation's guards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foia.backoffice.forms import base, case, contact, decision, parties, register, reopening, review
from foia.models import Request
from foia.operations import answering, appeals, dialogue, publication, topics, triage
from foia.operations import parties as party_operations
from foia.operations import reopening as reopenings
from foia.operations import review as reviews
from foia.rules.filing import Applicant, Identification
from pasocial.office.attachments import operations as attachments
from pasocial.office.notices import operations as notices
from pasocial.office.notices import queries as notice_queries
from pasocial.office.trail.actor import Actor
from pasocial.refusal import Refusal, insist

NOT_OF_THIS_CASE = _("Questa riga non è di questa pratica: ricarica la pagina.")


@dataclass(frozen=True)
class Doing:
    """One deed being done: the case as it was loaded, the cleaned form, who and when."""

    request: Request
    given: Mapping[str, Any]
    user: Any
    by: Actor
    at: datetime

    @property
    def step(self) -> dict[str, Any]:
        """What every operation on a case takes."""
        return {
            "request_id": self.request.pk,
            "version": self.given.get("version"),
            "by": self.by,
            "at": self.at,
        }

    @property
    def moment(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True)
class Deed:
    """`tab` is the page it belongs to; `anchor` where the reader lands afterwards."""

    tab: str
    form: type[base.CaseForm]
    permission: str
    act: Callable[[Doing], object]
    done: str | Promise
    anchor: str = ""


def _own(kind: Any, request: Request, pk: Any) -> int:
    """The id, if that row belongs to the case: a forged one is refused like a stale page."""
    if not kind.filter(pk=pk).exists():
        insist(Refusal("not_of_case", NOT_OF_THIS_CASE))
    return int(pk)


def _identify(doing: Doing) -> object:
    given = doing.given
    return triage.identify(
        applicant=Applicant(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            birth_date=given["birth_date"],
            codice_fiscale=given["codice_fiscale"],
            identified_by=Identification(given["identified_by"]),
        ),
        **doing.step,
    )


def _assign(doing: Doing) -> object:
    return triage.assign(request_ids=[doing.request.pk], to=doing.given["assignee"], **doing.moment)


def _party_step(doing: Doing) -> object:
    given = doing.given
    party = _own(doing.request.parties, doing.request, given["party"])
    step: dict[str, Any] = {
        "party_id": party,
        "on": given["on"],
        "version": given.get("version"),
        **doing.moment,
    }
    if given["step"] == "opposed":
        return party_operations.record_opposition(text=given["text"], **step)
    if given["step"] in ("remedy", "remedy_closed"):
        return party_operations.record_remedy(closed=given["step"] == "remedy_closed", **step)
    act = {
        "notified": party_operations.notify_party,
        "received": party_operations.record_notice_received,
        "consented": party_operations.record_consent,
        "grant_received": party_operations.record_grant_received,
    }[given["step"]]
    return act(**step)


def _withdraw_consultation(doing: Doing) -> object:
    pk = _own(doing.request.consultations, doing.request, doing.given["consultation"])
    return dialogue.withdraw_consultation(
        consultation_id=pk, version=doing.given.get("version"), **doing.moment
    )


def _judge(doing: Doing) -> object:
    pk = _own(doing.request.suggestions, doing.request, doing.given["suggestion"])
    return topics.judge_suggestion(suggestion_id=pk, accept=doing.given["verdict"] == "yes", **doing.moment)


def _send_again(doing: Doing) -> object:
    _own(notice_queries.mail_about(doing.request.about), doing.request, doing.given["mail"])
    return notices.send_again(mail_id=doing.given["mail"], **doing.moment)


def _correct_contact(doing: Doing) -> object:
    given = doing.given
    again = lost_mail(doing.request) if given["write_again"] else []
    return triage.correct_contact(
        email=given["email"],
        pec=given["pec"],
        phone=given["phone"],
        postal_address=given["postal_address"],
        write_again=[mail.pk for mail in again],
        **doing.step,
    )


def lost_mail(request: Request) -> list[Any]:
    """Messages to the applicant's present address that never arrived, oldest first."""
    own = {address.lower() for address in (request.applicant.email, request.applicant.pec) if address}
    lost = notice_queries.mail_about(request.about).filter(state__in=("refused", "failed")).order_by("id")
    return [mail for mail in lost if mail.to.lower() in own]


def _add_files(doing: Doing) -> object:
    for upload in doing.given["files"]:
        attachments.store_file(
            content=upload, name=upload.name, about=doing.request.about, purpose="collected", **doing.moment
        )
    return None


def _approve_entry(doing: Doing) -> object:
    return publication.approve_entry(
        entry_id=doing.request.register_entry.pk,
        version=doing.given.get("entry_version"),
        public_subject=doing.given["public_subject"],
        public_reason=doing.given["public_reason"],
        cleared=doing.given.get("cleared", ()),
        **doing.moment,
    )


def _hide_entry(doing: Doing) -> object:
    return publication.hide_entry(
        entry_id=doing.request.register_entry.pk,
        version=doing.given.get("entry_version"),
        why=doing.given["why"],
        **doing.moment,
    )


class TakeOn(base.CaseForm):
    deed = "prendi"


class MarkTest(base.CaseForm):
    deed = "prova"


class ProposeEntry(base.CaseForm):
    deed = "proponi-voce"


DEEDS: dict[str, Deed] = {
    deed.form.deed: deed
    for deed in (
        Deed(
            "panoramica",
            TakeOn,
            "foia.work",
            lambda d: triage.take_on(user=d.user, **d.step),
            _("L'hai presa in carico."),
        ),
        Deed("panoramica", case.Assign, "foia.work", _assign, _("Assegnazione cambiata.")),
        Deed(
            "panoramica",
            case.Kind,
            "foia.work",
            lambda d: triage.set_kind(kind=d.given["kind"], **d.step),
            _("Tipo di accesso cambiato: il termine è stato ricalcolato."),
        ),
        Deed(
            "panoramica",
            case.Holder,
            "foia.work",
            lambda d: triage.set_holder(holder=d.given["holder"], **d.step),
            _("Ufficio indicato."),
        ),
        Deed(
            "panoramica",
            case.Priority,
            "foia.work",
            lambda d: triage.set_priority(priority=d.given["priority"], **d.step),
            _("Priorità cambiata."),
        ),
        Deed(
            "panoramica",
            case.AskIdentification,
            "foia.work",
            lambda d: triage.ask_identification(words=d.given["words"], **d.step),
            _("Abbiamo chiesto al richiedente di identificarsi."),
        ),
        Deed("panoramica", case.Identify, "foia.work", _identify, _("Identità registrata.")),
        Deed(
            "panoramica",
            case.Transfer,
            "foia.work",
            lambda d: triage.transfer(to_body=d.given["to_body"], words=d.given["words"], **d.step),
            _("Richiesta trasferita; il richiedente è stato informato."),
        ),
        Deed(
            "panoramica",
            case.Extend,
            "foia.work",
            lambda d: triage.extend(words=d.given["words"], **d.step),
            _("Proroga comunicata: il termine è stato ricalcolato."),
        ),
        Deed(
            "panoramica",
            MarkTest,
            "foia.work",
            lambda d: triage.mark_test(**d.step),
            _("Segnata come prova."),
        ),
        Deed(
            "messaggi",
            case.Reply,
            "foia.work",
            lambda d: dialogue.write_to_citizen(
                body=d.given["body"], purpose=d.given["purpose"], files=d.given["files"], **d.step
            ),
            _("Messaggio inviato al richiedente."),
        ),
        Deed(
            "messaggi",
            case.Note,
            "foia.work",
            lambda d: dialogue.add_note(body=d.given["body"], **d.step),
            _("Nota aggiunta."),
        ),
        Deed(
            "messaggi",
            case.Consult,
            "foia.work",
            lambda d: dialogue.consult(
                contact=d.given["contact"], question=d.given["question"], due_on=d.given["due_on"], **d.step
            ),
            _("Domanda inviata. La persona scelta vede ora questa pratica, senza i dati del richiedente."),
            "uffici",
        ),
        Deed(
            "messaggi",
            case.WithdrawConsultation,
            "foia.work",
            _withdraw_consultation,
            _("Domanda ritirata: la pratica non è più condivisa con quella persona."),
            "uffici",
        ),
        Deed("messaggi", case.SendAgain, "foia.work", _send_again, _("Riproviamo a spedirla."), "posta"),
        Deed(
            "messaggi",
            contact.CorrectContact,
            "foia.work",
            _correct_contact,
            _("Recapiti corretti. I collegamenti mandati all'indirizzo di prima non aprono più la pratica."),
            "posta",
        ),
        Deed("documenti", case.AddFiles, "foia.work", _add_files, _("Documenti caricati.")),
        Deed(
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
            _("Controinteressato aggiunto: ora registra l'invio dell'avviso."),
        ),
        Deed(
            "parti",
            parties.PartyDay,
            "foia.work",
            _party_step,
            _("Passo registrato: il termine è stato ricalcolato."),
        ),
        Deed(
            "decisione",
            decision.Submit,
            "foia.work",
            lambda d: answering.submit_decision(**d.step),
            _("Decisione mandata in approvazione."),
        ),
        Deed(
            "decisione",
            decision.SendBack,
            "foia.approve",
            lambda d: answering.return_decision(why=d.given["why"], **d.step),
            _("Decisione rimandata con le tue osservazioni."),
        ),
        Deed(
            "decisione",
            decision.Approve,
            "foia.approve",
            lambda d: answering.approve_decision(**d.step),
            _("Decisione approvata."),
            anchor="annulla",
        ),
        Deed(
            "decisione",
            decision.Undo,
            "foia.approve",
            lambda d: answering.undo_approval(**d.step),
            _("Approvazione annullata: la lettera non è partita."),
        ),
        Deed(
            "decisione",
            reopening.Reopen,
            "foia.reopen",
            lambda d: reopenings.reopen_case(
                **{name: d.given[name] for name in ("basis", "on", "decide_by", "why")}, **d.step
            ),
            _("Richiesta riaperta: la decisione di prima resta, ora prepara quella nuova."),
        ),
        Deed(
            "decisione",
            reopening.RejectedAppeal,
            "foia.reopen",
            lambda d: appeals.record_rejected_appeal(
                **{name: d.given[name] for name in ("judge", "on", "why")}, **d.step
            ),
            _("Ricorso respinto registrato: la decisione resta com'è."),
        ),
        Deed("simili", case.JudgeSuggestion, "foia.work", _judge, _("Grazie: il giudizio è registrato.")),
        Deed(
            "registro",
            ProposeEntry,
            "foia.work",
            lambda d: publication.propose_entry(request_id=d.request.pk, **d.moment),
            _("Voce proposta."),
        ),
        Deed(
            "registro",
            register.ApproveEntry,
            "foia.publish_register",
            _approve_entry,
            _("La voce è pubblica nel registro."),
        ),
        Deed(
            "registro",
            register.HideEntry,
            "foia.publish_register",
            _hide_entry,
            _("Voce tolta dal registro."),
        ),
        Deed(
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
        Deed(
            "riesame",
            review.AskGarante,
            "foia.review",
            lambda d: reviews.ask_garante(on=d.given["on"], **d.step),
            _("Richiesta di parere registrata: il termine si ferma."),
        ),
        Deed(
            "riesame",
            review.RecordGarante,
            "foia.review",
            lambda d: reviews.record_garante(on=d.given["on"], **d.step),
            _("Parere registrato: il termine riprende."),
        ),
    )
}


def key_of(deed: str) -> str:
    """The name templates use: no dash."""
    return deed.replace("-", "_")
