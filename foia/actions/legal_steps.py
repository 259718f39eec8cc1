"""The rarer steps and the correction of a fact: from another body, something missing, ombudsman, court."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foia.actions import bodies
from foia.actions.calls import case_action, on_case, own, written
from foia.forms import legal_steps as forms
from foia.operations import correcting, legal_steps, ombudsman
from foia.policy import reason_against_correcting
from foia.tasks import cases, changes
from pasocial.office.screens.actions import Action, ActionCall, Leaves
from pasocial.refusal import insist


def _correct(call: ActionCall) -> object:
    given = dict(call.values)
    pk = own(call.about.facts, given.pop("fact"))
    insist(reason_against_correcting(call.user, call.about))
    return correcting.correct_fact(fact_id=pk, **given, **call.held)


def _remedy_action(**declared: Any) -> Action:
    return case_action(tab="riesame", permission="foia.reopen", tag="Reviews", **declared)


# On its page the clock before and after is shown first (backoffice.views.correcting).
CORRECT = case_action(
    permission="foia.correct",
    act=_correct,
    leaves=Leaves("foia.correction", _("Correzione di un fatto"), (changes.tell_of_correction,)),
    tab="storia",
    anchor="fatti",
    done=_("Fatto corretto: quello di prima resta nella storia, barrato."),
    path="facts/<int:fact>/correct/",
    summary="Correct a fact",
    own_body=bodies.CorrectFact,
    sent={"on": "2026-03-09", "why": "La cartolina di ritorno dice il 9 marzo."},
    more="The right day, or null when it never happened. The wrong fact stays (`facts[].holds`), the clock is "
    "computed again, the applicant and a party whose own day moved are told.",
)
LEGAL_ACTIONS = (
    CORRECT,
    case_action(
        name="arrivo",
        tab="panoramica",
        title=_("È arrivata da un'altra amministrazione"),
        label=_("Registra l'arrivo"),
        form=forms.Arrival,
        act=on_case(legal_steps.record_arrival),
        leaves=Leaves("foia.letter", _("Arrivo da un'altra amministrazione"), (changes.tell_of_arrival,)),
        done=_("Arrivo registrato: il termine è stato ricalcolato e il richiedente viene informato."),
        path="received-from-other-body/",
        summary="Record that it came from another administration",
        sent={"from_body": "Provincia di Esempio", "on": "2026-03-09", "presented_on": None},
        more="The term starts on the day it reached us; the day it was presented is kept.",
    ),
    case_action(
        name="segnala-mancanza",
        tab="panoramica",
        title=_("Segnala che manca qualcosa"),
        label=_("Anteprima della segnalazione"),
        form=forms.GapNotice,
        act=on_case(legal_steps.notice_gap),
        leaves=written(_("Segnalazione di che cosa manca")),
        done=_("Segnalazione inviata al richiedente: il termine riparte quando completa."),
        path="gap/",
        summary="Tell the applicant what is missing",
        sent={"words": "Manca la spiegazione del tuo interesse al documento.", "on": None},
        more="Documentary access, within ten days (DPR 184/2006 art. 6(5)).",
    ),
    case_action(
        name="mancanza-sanata",
        tab="panoramica",
        title=_("Il richiedente ha completato la richiesta"),
        label=_("Registra il completamento"),
        form=forms.GapCompleted,
        act=on_case(legal_steps.complete_gap),
        leaves=Leaves("foia.letter", _("Nuova scadenza"), (changes.tell_of_day,)),
        done=_("Richiesta completa: il termine riparte da quel giorno."),
        path="gap/completed/",
        summary="Record that the request was completed",
        sent={"on": "2026-03-20"},
        more="The whole term runs again from that day.",
    ),
    _remedy_action(
        name="difensore-civico",
        anchor="difensore",
        label=_("Registra il ricorso"),
        form=forms.OmbudsmanAsked,
        act=on_case(ombudsman.record_appeal),
        done=_("Ricorso al difensore civico registrato."),
        path="ombudsman/",
        summary="Record an appeal to the ombudsman",
        sent={"on": "2026-05-05"},
        more="She decides within thirty days: `ombudsman` holds her clock and, later, ours.",
    ),
    _remedy_action(
        name="pronuncia-difensore",
        anchor="difensore",
        label=_("Registra la pronuncia"),
        form=forms.OmbudsmanFound,
        act=on_case(ombudsman.record_ruling),
        done=_("Pronuncia registrata: il rifiuto va confermato con i motivi, o l'accesso è concesso."),
        path="ombudsman/found/",
        summary="Record that the ombudsman finds the refusal unlawful",
        sent={"on": "2026-06-01", "why": "Il danno ai prezzi non è spiegato per ogni documento."},
        more="Thirty days to confirm the refusal with reasons, or access is granted. That she found for the office is "
        "a rejected appeal; that we yield is deciding the case again.",
    ),
    _remedy_action(
        name="conferma-rifiuto",
        anchor="difensore",
        label=_("Anteprima della conferma"),
        form=forms.ConfirmRefusal,
        act=on_case(ombudsman.confirm_refusal),
        leaves=Leaves("foia.remedy", _("Conferma del rifiuto"), (cases.send_message,)),
        done=_("Rifiuto confermato; il richiedente riceve i motivi."),
        path="ombudsman/confirm/",
        summary="Confirm the refusal after the ombudsman",
        sent={"why": "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."},
        more="The applicant receives the reasons.",
    ),
    _remedy_action(
        name="ricorso-notificato",
        anchor="giudice",
        label=_("Registra la notifica"),
        form=forms.CourtServed,
        act=on_case(legal_steps.record_court_appeal),
        done=_("Ricorso al giudice registrato."),
        path="court/",
        summary="Record an appeal to the court",
        sent={"on": "2026-05-20", "why": "Il TAR Piemonte ci ha notificato il ricorso R.G. 123/2026."},
        more="Its outcome is a rejected appeal or a case decided again, and goes into the register.",
    ),
)
