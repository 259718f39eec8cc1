"""A decided case is decided again by REST: reopened, drafted anew, both decisions read by staff and by the citizen."""

from __future__ import annotations

from datetime import timedelta

from django.test import RequestFactory
from django.utils import timezone

from foia.api.own_case import own_case
from foia.operations import answering
from foia.operations.reopening import reopen_case
from foia.rules.outcomes import Outcome
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import let_leave
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY, REFUSED_ITEM

TELLS_OF = ("foia/operations/reopening.py", "foia/api/views")

RULING = {"basis": "court", "on": "2026-03-20", "why": "Il TAR ordina di consegnare le fatture."}
NEW = {
    "outcome": "granted",
    "reasons": "La sentenza ha escluso il danno: le fatture si danno per intero.",
    "answer_text": "La spesa è di 48.200 euro.",
}


def test_ruling_leads_to_a_second_decision(program, answered_request):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    editor, head = program("editor"), program("head")
    here = f"/requests/{case.pk}/"

    def step(who, path, data=None, method="post"):
        answer = getattr(who, method)(f"{here}{path}", data, If_Match=who.get(here)["ETag"])
        assert answer.status_code == 200, answer.content
        return answer.json()

    problem(editor.post(f"{here}reopen/", RULING, If_Match="*"), 403)
    told = problem(head.post(f"{here}reopen/", {**RULING, "on": "2026-03-01"}, If_Match="*"), 422)
    assert (told["errors"][0]["field"], told["errors"][0]["code"]) == ("on", "day_too_early")
    told = problem(head.post(f"{here}reopen/", {**RULING, "version": 1}), 409)
    assert told["current_version"] == case.version
    assert step(head, "reopen/", RULING)["state"] == "answered"
    let_leave()
    reopened = head.get(here).json()
    assert (reopened["state"], reopened["due_on"]) == ("in_progress", "2026-04-20")
    assert (reopened["new_decision"]["basis"], reopened["new_decision"]["due_on"]) == ("court", "2026-04-20")
    assert reopened["decision"]["outcome"] == "refused"

    drafted = step(editor, "decision/", NEW, method="put")
    assert [each["code"] for each in drafted["decision"]["missing"]] == ["effect_missing"]
    drafted = step(editor, "decision/", {**NEW, "effect": "replaces"}, method="put")
    assert (drafted["decision"]["number"], drafted["decision"]["missing"]) == (2, [])
    assert [one["number"] for one in drafted["earlier_decisions"]] == [1]
    step(editor, "decision/submit/")
    step(head, "decision/approve/")
    Departure.objects.filter(state="leaving").update(leaves_at=timezone.now() - timedelta(seconds=1))
    answering.send_decision(request_id=case.pk, by=Actor.system("foia"), at=timezone.now())
    whole = editor.get(here).json()
    assert (whole["state"], whole["outcome"], whole["new_decision"]) == ("answered", "granted", None)


def test_rejected_appeal_leaves_the_answer(program, answered_request):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    editor, head = program("editor"), program("head")
    there = f"/requests/{case.pk}/appeal-rejected/"
    lost = {
        "judge": "court",
        "on": "2026-03-20",
        "why": "Il TAR respinge il ricorso: il rifiuto era motivato.",
    }
    problem(editor.post(there, lost, If_Match="*"), 403)
    told = problem(head.post(there, {**lost, "on": "2026-03-01"}, If_Match="*"), 422)
    assert (told["errors"][0]["field"], told["errors"][0]["code"]) == ("on", "day_too_early")
    answer = head.post(there, lost, If_Match="*")
    assert (answer.status_code, answer.json()["state"], answer.json()["new_decision"]) == (
        200,
        "answered",
        None,
    )


def test_citizen_reads_both_decisions(answered_request, desk):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    day = MONDAY + timedelta(days=20)
    http = RequestFactory().get("/")
    reopen_case(request_id=case.pk, basis="own_error", why=RULING["why"], by=desk.by_head, at=day)
    case.refresh_from_db()
    owed = own_case(http, case, day)
    assert (owed["decision"]["number"], owed["new_decision"]["basis"]) == (1, "own_error")
    step = {"request_id": case.pk, "at": day}
    answering.draft_decision(effect="extends", by=desk.by_editor, **NEW, **step)
    assert [own_case(http, case, day)["decision"]["number"]] == [1], "a draft is the office's own"
    answering.submit_decision(by=desk.by_editor, **step)
    answering.approve_decision(by=desk.by_head, **step)
    answering.send_decision(request_id=case.pk, by=Actor.system("foia"), at=day + timedelta(seconds=15))
    case.refresh_from_db()
    told = own_case(http, case, day)
    assert (told["decision"]["number"], told["decision"]["effect"], told["decision"]["outcome"]) == (
        2,
        "extends",
        "granted",
    )
    assert [(one["number"], one["outcome"]) for one in told["earlier_decisions"]] == [(1, "refused")]
    assert told["new_decision"] is None
