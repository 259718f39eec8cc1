"""Who prepared a decision does not approve it; a page left open saves nothing over a colleague."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from foia.models import Decision
from foia.operations import answering, triage
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import signed_in_client, user_with
from tests.form_reader import FormReader
from tests.journeys.house import taken

SLICES = ("foia",)
pytestmark = pytest.mark.django_db

REASONS = "Abbiamo trovato tutte le determine di spesa richieste e le consegniamo."


@pytest.fixture
def people() -> dict[str, Any]:
    return {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
    }


def test_whoever_prepared_a_decision_does_not_approve_it(people: dict[str, Any]) -> None:
    head = people["head"]
    request = taken(head)
    step: dict[str, Any] = {"request_id": request.pk, "by": Actor.staff(head), "at": timezone.now()}
    answering.draft_decision(outcome="granted", reasons=REASONS, answer_text="Sono 24.300 euro.", **step)
    answering.submit_decision(**step)
    signed = signed_in_client(head)
    carla = FormReader(signed)
    carla.opens(reverse("foia_staff:case_tab", args=[request.pk, "decisione"]))
    assert carla.sees("L'hai preparata tu")
    assert "Approva e invia" not in carla.buttons()
    # A page that was made up by hand is refused as well.
    answer = signed.post(reverse("foia_staff:action", args=[request.pk, "approva"]), {})
    assert (answer.status_code, Decision.objects.get().state) == (422, "submitted")


def test_page_left_open_saves_nothing_over_a_colleague(people: dict[str, Any]) -> None:
    request = taken(people["editor"])
    elena = FormReader(signed_in_client(people["editor"]))
    elena.opens(reverse("foia_staff:case_tab", args=[request.pk, "decisione"]))
    elena.chooses("Accolta")
    elena.writes("Motivazione", REASONS)
    elena.unfolds("La risposta è un dato, o è già pubblicata")
    elena.writes("Dati o informazioni date", "La spesa totale è di 24.300 euro.")
    triage.set_priority(request_id=request.pk, priority=2, by=Actor.staff(people["head"]), at=timezone.now())
    elena.presses("Salva la bozza")
    assert elena.answer.status_code == 409
    assert elena.sees("La pratica è cambiata mentre scrivevi: non abbiamo salvato nulla")
    assert (elena.sees("Carla Capo"), Decision.objects.count()) == (True, 0)
    assert elena.typed("Motivazione") == REASONS
    elena.presses("Salva la bozza")
    assert elena.sees("Bozza salvata.")
    assert Decision.objects.get().reasons == REASONS
