"""The rarer steps and the correction of a fact, as a table: from another body, something missing, ombudsman, court."""

from __future__ import annotations

from foia.api.serializers import steps as forms
from foia.api.views.action_calls import ActionCall, Step, own
from foia.models import AccessRequest, RecordedFact
from foia.operations import correcting, legal_steps, ombudsman
from foia.policy import reason_against_correcting
from pasocial.refusal import insist

WHY = "Il TAR Piemonte ci ha notificato il ricorso R.G. 123/2026."


def _correct(call: ActionCall) -> object:
    pk = own(RecordedFact.objects.filter(request_id=call.case), call.kwargs["fact"])
    insist(reason_against_correcting(call.user, AccessRequest.objects.only("answered_on").get(pk=call.case)))
    return correcting.correct_fact(fact_id=pk, on=call.given["on"], why=call.given["why"], **call.held)


LEGAL_STEPS = (
    Step(
        "facts/<int:fact>/correct/",
        "Correct a fact",
        forms.CorrectFact,
        "foia.correct",
        _correct,
        {"on": "2026-03-09", "why": "La cartolina di ritorno dice il 9 marzo."},
        more="The right day, or null when it never happened. The wrong fact stays (`facts[].holds`), the clock is "
        "computed again, the applicant and a party whose own day moved are told.",
    ),
    Step(
        "received-from-other-body/",
        "Record that it came from another administration",
        forms.Arrival,
        "foia.work",
        lambda d: legal_steps.record_arrival(
            **{name: d.given[name] for name in ("from_body", "on", "presented_on")}, **d.step
        ),
        {"from_body": "Provincia di Esempio", "on": "2026-03-09", "presented_on": None},
        more="The term starts on the day it reached us; the day it was presented is kept.",
    ),
    Step(
        "gap/",
        "Tell the applicant what is missing",
        forms.GapNotice,
        "foia.work",
        lambda d: legal_steps.notice_gap(words=d.given["words"], on=d.given["on"], **d.step),
        {"words": "Manca la spiegazione del tuo interesse al documento.", "on": None},
        more="Documentary access, within ten days (DPR 184/2006 art. 6(5)). It leaves by mail at once.",
    ),
    Step(
        "gap/completed/",
        "Record that the request was completed",
        forms.On,
        "foia.work",
        lambda d: legal_steps.complete_gap(on=d.given["on"], **d.step),
        {"on": "2026-03-20"},
        more="The whole term runs again from that day.",
    ),
    Step(
        "ombudsman/",
        "Record an appeal to the ombudsman",
        forms.On,
        "foia.reopen",
        lambda d: ombudsman.record_appeal(on=d.given["on"], **d.step),
        {"on": "2026-05-05"},
        tag="Reviews",
        more="She decides within thirty days: `ombudsman` holds her clock and, later, ours.",
    ),
    Step(
        "ombudsman/found/",
        "Record that the ombudsman finds the refusal unlawful",
        forms.OnWhy,
        "foia.reopen",
        lambda d: ombudsman.record_ruling(on=d.given["on"], why=d.given["why"], **d.step),
        {"on": "2026-06-01", "why": "Il danno ai prezzi non è spiegato per ogni documento."},
        tag="Reviews",
        more="Thirty days to confirm the refusal with reasons, or access is granted. That she found for the office is "
        "a rejected appeal; that we yield is deciding the case again.",
    ),
    Step(
        "ombudsman/confirm/",
        "Confirm the refusal after the ombudsman",
        forms.Confirm,
        "foia.reopen",
        lambda d: ombudsman.confirm_refusal(why=d.given["why"], **d.step),
        {"why": "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."},
        tag="Reviews",
        more="The applicant receives the reasons at once.",
    ),
    Step(
        "court/",
        "Record an appeal to the court",
        forms.OnWhy,
        "foia.reopen",
        lambda d: legal_steps.record_court_appeal(on=d.given["on"], why=d.given["why"], **d.step),
        {"on": "2026-05-20", "why": WHY},
        tag="Reviews",
        more="Its outcome is a rejected appeal or a case decided again, and goes into the register.",
    ),
)
