"""What people do with a contact: a button and an endpoint each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desks.contacts import notices, operations, queries, rules
from desks.contacts.forms import (
    AnswerContact,
    AssignContact,
    CloseContact,
    NewContact,
    NoteOnContact,
    SaidToHer,
)
from desks.contacts.models import PublicContact
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions import Action, ActionCall, Leaves
from pasocial.office.screens.actions import operations as office_actions
from pasocial.office.screens.actions.declaration import Guard
from pasocial.refusal import Refusal

WORK, ASSIGN = "contacts.work", "contacts.assign"
LETTER = "contacts.letter"


def _on(operation: Callable[..., object]) -> Callable[[ActionCall], object]:
    return lambda call: operation(contact_id=call.about.pk, **call.values, **call.moment)


def _moving(verb: str) -> Guard:
    return lambda one, user: rules.reason_against_moving(one.state, verb)


def _sending(one: PublicContact, user: Any) -> Refusal | None:
    return rules.reason_against_moving(one.state, "reply") or rules.reason_against_sending(
        one.email, by_hand=one.by_hand
    )


def _saying(one: PublicContact, user: Any) -> Refusal | None:
    return rules.reason_against_moving(one.state, "reply") or rules.reason_against_saying(by_hand=one.by_hand)


ACTIONS = (
    Action(
        name="prendi",
        permission=WORK,
        act=lambda call: operations.take(contact_id=call.about.pk, user=call.user, **call.moment),
        guard=_moving("take"),
        title=_("Prendi in carico"),
        label=_("Me ne occupo io"),
        key="a",
        done=_("È tuo: i colleghi lo vedono."),
        path="take/",
        summary="Take a contact on",
        more="Whoever made the key answers for it.",
    ),
    Action(
        name="rispondi",
        permission=WORK,
        form=AnswerContact,
        act=_on(operations.reply),
        guard=_sending,
        leaves=Leaves(LETTER, _("Risposta a chi ha scritto"), (notices.send_answer,)),
        title=_("Rispondi"),
        label=_("Anteprima della risposta"),
        key="r",
        done=_("Risposta inviata."),
        path="reply/",
        summary="Answer whoever wrote",
        sent={"text": "La buca in via Verdi sarà chiusa entro venerdì."},
        more="By mail, with a link to the conversation.",
        status=201,
    ),
    Action(
        name="detto",
        permission=WORK,
        form=SaidToHer,
        act=_on(operations.note_answer),
        guard=_saying,
        title=_("Rispondi"),
        label=_("Annota la risposta data a voce"),
        key="r",
        done=_("Annotata: non è partito nulla."),
        path="said/",
        summary="Write down what was answered by word of mouth",
        sent={"text": "Le ho detto che la buca sarà chiusa entro venerdì."},
        more="For calls and visits; nothing leaves.",
        status=201,
    ),
    Action(
        name="annota",
        permission=WORK,
        form=NoteOnContact,
        act=_on(operations.add_note),
        guard=_moving("note"),
        title=_("Nota"),
        label=_("Aggiungi la nota"),
        key="n",
        done=_("Nota aggiunta: la leggono solo i colleghi."),
        path="notes/",
        summary="Add a note for colleagues",
        sent={"text": "Ho chiesto ai lavori pubblici."},
        more="Never shown to whoever wrote.",
        status=201,
    ),
    Action(
        name="assegna",
        permission=ASSIGN,
        form=AssignContact,
        act=_on(operations.assign),
        guard=_moving("assign"),
        title=_("Assegna"),
        label=_("Assegna"),
        done=_("Assegnato: chi se ne occupa riceve un avviso."),
        path="assign/",
        summary="Give a contact to a colleague",
        sent={"to": 7},
        more="To a member of the desk who may answer.",
    ),
    Action(
        name="accesso",
        permission=WORK,
        act=_on(operations.make_access_request),
        guard=_moving("hand_over"),
        title=_("È una richiesta di accesso"),
        label=_("Passa all'accesso civico"),
        key="h",
        done=_("È una richiesta di accesso: il termine corre dal giorno in cui il messaggio è arrivato."),
        path="access-request/",
        summary="Hand it over as an access request",
        more="Filed with what was written; its term runs from the day it reached the office, and a receipt is sent.",
    ),
    Action(
        name="chiudi",
        permission=WORK,
        form=CloseContact,
        act=_on(operations.close),
        guard=_moving("close"),
        label=_("Concludi"),
        done=_("Concluso."),
        path="close/",
        summary="Close a contact",
        sent={"why": "Ha già risolto da solo."},
        more="Without an answer it needs the reason.",
    ),
    Action(
        name="riapri",
        permission=WORK,
        act=_on(operations.reopen),
        guard=_moving("reopen"),
        label=_("Riapri"),
        done=_("Riaperto: i giorni per rispondere ricominciano."),
        path="reopen/",
        summary="Reopen a contact",
        more="Its days to be answered begin anew.",
    ),
)
BY_WORD = {action.word: action for action in ACTIONS}


def _log(call: ActionCall) -> PublicContact:
    given = dict(call.values)
    return operations.write_to_us(name=given.pop("caller"), **given, **call.moment)


LOG = Action(
    name="nuovo",
    permission=WORK,
    form=NewContact,
    act=_log,
    label=_("Registra il contatto"),
    done=_("Registrato."),
    path="new/",
    summary="Write down what somebody said by telephone or at the counter",
    sent={
        "channel": "phone",
        "caller": "Nives Bruni",
        "phone": "0511234567",
        "kind": "disservice",
        "subject": "Buca in via Verdi",
        "text": "Davanti al numero 12 c'è una buca profonda.",
    },
    status=201,
)


def leave_letter(*, thing: int, by: Actor, at: datetime) -> object:
    """An answer that was on its way is written, and its mail leaves."""
    return office_actions.leave(planned_id=thing, actions=BY_WORD, thing=queries.contact_about, by=by, at=at)
