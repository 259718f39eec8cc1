"""The rarer steps and the correction of a fact, by program."""

from __future__ import annotations

import pytest

from foia.models import RecordedFact
from foia.rules.outcomes import Outcome
from tests.fixtures import let_leave
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY, REFUSED_ITEM

pytestmark = pytest.mark.django_db
TELLS_OF = ("foia/actions/legal_steps.py", "foia/api/views/acting.py")


def test_fact_is_corrected_and_both_are_read(program, filed_request):
    case, editor = filed_request(at=MONDAY), program("editor")
    here = f"/requests/{case.pk}/"
    [fact] = editor.get(here).json()["facts"]
    assert fact == {
        "id": fact["id"],
        "kind": "filed",
        "on": "2026-03-02",
        "party": None,
        "holds": True,
        "corrects": None,
        "because": "",
    }
    there = f"{here}facts/{fact['id']}/correct/"
    why = "La PEC è del 27 febbraio."
    problem(editor.post(there, {"on": "2026-02-27", "why": why}), 428)
    problem(editor.post(there, {"on": "2026-02-27", "why": why}, If_Match='"1000"'), 409)
    told = problem(editor.post(there, {"on": None, "why": why}, If_Match="*"), 422)
    assert told["errors"][0]["code"] == "cannot_be_voided"
    told = problem(editor.post(there, {"why": why}, If_Match="*"), 400)
    assert told["errors"][0]["field"] == "on"
    assert len(editor.post(there, {"on": "2026-02-27", "why": why}, If_Match="*").json()["departures"]) == 1
    let_leave()
    whole = editor.get(here).json()
    assert (whole["received_on"], whole["due_on"]) == ("2026-02-27", "2026-03-30")
    assert [(one["on"], one["holds"], one["corrects"], one["because"]) for one in whole["facts"]] == [
        ("2026-03-02", False, None, ""),
        ("2026-02-27", True, fact["id"], why),
    ]
    told = problem(editor.post(there, {"on": "2026-02-26", "why": why}, If_Match="*"), 422)
    assert told["errors"][0]["code"] == "already_corrected"


def test_who_may_correct(program, filed_request, answered_request):
    case = filed_request(at=MONDAY)
    answered = answered_request(at=MONDAY, subject="Spesa per le fontane")
    given = {"on": "2026-02-27", "why": "La PEC è del 27 febbraio."}

    def there(request):
        return f"/requests/{request.pk}/facts/{request.facts.first().pk}/correct/"

    problem(program("viewer").post(there(case), given, If_Match="*"), 403)
    foreign = f"/requests/{case.pk}/facts/{answered.facts.first().pk}/correct/"
    problem(program("editor").post(foreign, given, If_Match="*"), 404)
    told = problem(program("editor").post(there(answered), given, If_Match="*"), 422)
    assert told["errors"][0]["code"] == "head_corrects"
    assert program(office="rpct").post(there(answered), given, If_Match="*").status_code == 200
    assert RecordedFact.objects.filter(voids__isnull=False).count() == 1


def test_arrival_and_gap(program, filed_request):
    editor = program("editor")
    case = filed_request(at=MONDAY, kind="documentary", motive="Ho partecipato al concorso.")
    here = f"/requests/{case.pk}/"
    editor.post(
        f"{here}received-from-other-body/", {"from_body": "Provincia", "on": "2026-03-04"}, If_Match="*"
    )
    arrived = let_leave() and editor.get(here).json()
    assert arrived["due_on"] == "2026-04-03"
    told = problem(
        editor.post(
            f"{here}received-from-other-body/", {"from_body": "Provincia", "on": "2026-03-05"}, If_Match="*"
        ),
        422,
    )
    assert told["errors"][0]["code"] == "arrival_known"
    words = "Manca la spiegazione del tuo interesse."
    editor.post(f"{here}gap/", {"words": words, "on": "2026-03-10"}, If_Match="*")
    noticed = let_leave() and editor.get(here).json()
    assert (noticed["messages"][-1]["purpose"], noticed["due_on"]) == ("gap", None)
    editor.post(f"{here}gap/completed/", {"on": "2026-03-20"}, If_Match="*")
    done = let_leave() and editor.get(here).json()
    # 20 March and thirty days: Sunday 19 April, then Monday.
    assert done["due_on"] == "2026-04-20"


def test_ombudsman_and_court(program, answered_request):
    case = answered_request(at=MONDAY, outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    editor, head = program("editor"), program("head")
    here = f"/requests/{case.pk}/"
    problem(editor.post(f"{here}ombudsman/", {"on": "2026-05-05"}, If_Match="*"), 403)
    asked = head.post(f"{here}ombudsman/", {"on": "2026-05-05"}, If_Match="*").json()
    assert {name: asked["ombudsman"][name] for name in ("stage", "filed_on", "due_on", "confirm_by")} == {
        "stage": "asked",
        "filed_on": "2026-05-05",
        "due_on": "2026-06-04",
        "confirm_by": None,
    }
    found = head.post(
        f"{here}ombudsman/found/",
        {"on": "2026-06-01", "why": "Il danno ai prezzi non è spiegato."},
        If_Match="*",
    ).json()["ombudsman"]
    assert (found["stage"], found["confirm_by"], found["granted_from"]) == (
        "found",
        "2026-07-01",
        "2026-07-02",
    )
    why = "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."
    # The clock of today is long after 1 July 2026.
    told = problem(head.post(f"{here}ombudsman/confirm/", {"why": why}, If_Match="*"), 422)
    assert told["errors"][0]["code"] == "confirmation_late"
    served = head.post(
        f"{here}court/", {"on": "2026-05-20", "why": "TAR Piemonte, R.G. 123/2026."}, If_Match="*"
    ).json()
    assert [fact["kind"] for fact in served["facts"]][-1] == "court_served"
