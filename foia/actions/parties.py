"""Third parties: named, notified, heard, and what each did against a grant."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import case_action, on_case, on_party, step
from foia.forms import parties as forms
from foia.operations import parties
from foia.rules.case_steps import CaseStep
from foia.tasks import changes
from pasocial.office.screens.actions import Action, ActionCall, Leaves

ON = {"on": "2026-03-10"}
OF_STEP = {
    "received": on_party(parties.record_notice_received),
    "opposed": on_party(parties.record_opposition),
    "consented": on_party(parties.record_consent),
    "grant_received": on_party(parties.record_grant_received),
}

# The applicant is told when her due day moves; of the party's own words she learns nothing.
MOVED = Leaves("foia.letter", _("Nuova scadenza"), (changes.tell_of_day,))


def _party_action(path: str = "", **declared: Any) -> Action:
    path = f"parties/<int:party>/{path}" if path else ""
    return case_action(**{"tab": "parti", "tag": "Parties", "form": forms.OfParty, "path": path, **declared})


def _day(call: ActionCall) -> object:
    """One form of the page for what programs say at four addresses."""
    fields = ("party", "on", "text") if call.given["step"] == "opposed" else ("party", "on")
    given = {name: call.given[name] for name in fields}
    return OF_STEP[call.given["step"]](replace(call, given=given))


PARTY_ACTIONS = (
    case_action(
        name="aggiungi-parte",
        tab="parti",
        label=_("Aggiungi"),
        form=forms.AddParty,
        act=on_case(parties.add_party),
        guard=step(CaseStep.ADD_PARTY),
        done=_("Controinteressato aggiunto: ora invia l'avviso, o registra quando l'hai già inviato."),
        path="parties/",
        tag="Parties",
        summary="Name a third party",
        sent={
            "name": "Luci del Nord S.r.l.",
            "interest": "economic_interests",
            "email": "info@lucidelnord.example",
            "documents_read": True,
        },
        status=201,
        more="Whom release may harm in a private interest (D.Lgs. 33/2013 art. 5-bis(2)), once all "
        "documents asked for were read. Nobody is written to yet.",
    ),
    _party_action(
        name="invia-avviso",
        act=on_party(parties.send_notice),
        done=_("L'avviso parte fra 15 secondi: fino ad allora puoi annullarlo."),
        path="notice/",
        summary="Send a party the notice of the request",
        more="Read it first at `notice/preview/`. It leaves by mail in fifteen seconds (`parties[].notice.leaves_at`); "
        "until then `notice/undo/` calls it back. The day in law is the day on which it left.",
    ),
    _party_action(
        name="annulla-avviso",
        act=on_party(parties.call_back_notice),
        done=_("Avviso annullato: non è partito nulla."),
        path="notice/undo/",
        summary="Call a notice back",
        more="Within fifteen seconds. Nobody was written to, and no term moves.",
    ),
    _party_action(
        name="avviso-inviato",
        label=_("Registra l'invio già fatto"),
        form=forms.SentByHand,
        act=on_party(parties.notify_party),
        leaves=Leaves(
            "foia.letter",
            _("Avviso a una persona interessata, detto al richiedente"),
            (changes.tell_of_party,),
        ),
        done=_("Invio registrato: il termine è stato ricalcolato. Da qui non è partita nessuna e-mail."),
        path="notified/",
        summary="Record that a party was notified by other means",
        own_body=bodies.SentByHand,
        sent={**ON, "means": "registered_post", "number": "RR123456789IT"},
        more="By registered post, PEC or hand: no mail leaves from here. From this day the term stands still.",
    ),
    _party_action(
        name="accoglimento-comunicato",
        label=_("Registra la comunicazione già fatta"),
        form=forms.SentByHand,
        act=on_party(parties.note_grant_notice),
        done=_("Comunicazione registrata. Da qui non è partita nessuna e-mail."),
        path="grant-told/",
        summary="Record that an opponent was told of the grant by other means",
        own_body=bodies.SentByHand,
        sent={**ON, "means": "registered_post", "number": "RR123456790IT"},
        more="For a party without an e-mail address: no mail leaves from here.",
    ),
    _party_action(
        name="parte",
        label=_("Registra"),
        form=forms.PartyDay,
        act=_day,
        leaves=MOVED,
        done=_("Passo registrato: il termine è stato ricalcolato."),
    ),
    _party_action(
        form=forms.On,
        act=OF_STEP["received"],
        leaves=MOVED,
        path="received/",
        summary="Record that the notice was received",
        sent=ON,
        more="Ten days to oppose run from here.",
    ),
    _party_action(
        form=forms.Opposed,
        act=OF_STEP["opposed"],
        leaves=MOVED,
        path="opposed/",
        summary="Record an opposition",
        sent={**ON, "text": "Le fatture svelano i nostri prezzi."},
        more="Within ten days of the notice it counts as an opposition; later it is kept as late.",
    ),
    _party_action(
        form=forms.On,
        act=OF_STEP["consented"],
        leaves=MOVED,
        path="consented/",
        summary="Record a consent",
        sent=ON,
        more="The party is awaited no more.",
    ),
    _party_action(
        form=forms.On,
        act=OF_STEP["grant_received"],
        path="grant-received/",
        summary="Record that an opponent knows of the grant",
        sent=ON,
        more="Documents leave from the sixteenth day.",
    ),
    _party_action(
        name="rimedio",
        label=_("Registra il riesame o ricorso"),
        form=forms.NoteRemedy,
        act=on_party(parties.record_remedy),
        done=_("Riesame o ricorso registrato: finché è aperto i documenti non partono."),
        path="remedy/",
        summary="Record a remedy of a party, or its end",
        own_body=bodies.Remedied,
        sent={**ON, "remedy": "court"},
        more="Each remedy holds the documents until it is closed by its own `reference` (`parties[].remedies`); "
        "without one, `closed` ends the oldest.",
    ),
    _party_action(
        name="rimedio-concluso",
        label=_("Registra la conclusione"),
        form=forms.CloseRemedy,
        act=on_party(parties.close_remedy),
        done=_("Conclusione registrata."),
    ),
)
