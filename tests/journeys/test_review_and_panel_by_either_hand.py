"""The transparency officer decides a review; the coordinator keeps the office: by keyboard, and without any script."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from foia import access
from foia.models import Review
from pasocial.office.people.identity.models import User
from pasocial.office.record.settings_store.queries import patron_day, value
from tests.fixtures import coordinator, deliver_reactions, rpct, signed_in_client, user_with
from tests.journeys.hands import Office
from tests.journeys.house import answered, plant_the_site, what_waits_leaves

SLICES = ("foia",)


@pytest.fixture
def people() -> dict[str, Any]:
    return {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
        "rpct": rpct(full_name="Rita Trasparenza"),
        "coordinator": coordinator(full_name="Cora Dinamica"),
    }


def test_a_refusal_is_reviewed_by_the_transparency_officer(office: Office, people: dict[str, Any]) -> None:
    request = answered(
        people["editor"], people["head"], outcome="refused", subject="Contratto delle luminarie"
    )
    anna = office.hand()
    anna.opens(access.sign_link(request, timezone.now()))
    assert anna.sees("Che cosa non viene consegnato, e perché")
    anna.follows("Chiedi il riesame")
    anna.writes("Perché chiedi il riesame", "I prezzi totali sono già stati pubblicati in delibera.")
    anna.presses("Chiedi il riesame")
    assert Review.objects.get().request == request
    deliver_reactions()

    rita = office.hand(signed_in_client(people["rpct"]))
    rita.opens(reverse("foia_staff:inbox"))
    rita.follows("Riesami")
    rita.follows("Contratto delle luminarie")
    rita.follows("Riesame")
    rita.presses("Decidi il riesame")
    assert rita.sees("da correggere")
    rita.chooses("accolto in parte")
    rita.writes("Motivazione", "Il totale si può dare; i prezzi unitari restano riservati.")
    rita.presses("Decidi il riesame")
    assert rita.sees("i prezzi unitari restano riservati")
    assert Review.objects.get().outcome == ""
    rita.presses("Invia")
    assert what_waits_leaves() == 1
    review = Review.objects.get()
    assert (review.outcome, review.decided_by) == ("partly", people["rpct"])
    anna.opens(reverse("foia:follow", args=[request.code]))
    assert anna.sees("Il totale si può dare")


def test_the_coordinator_adds_a_member_and_sets_the_holiday_and_the_threshold(
    office: Office, people: dict[str, Any]
) -> None:
    plant_the_site()
    cora = office.hand(signed_in_client(people["coordinator"]))
    cora.opens("/redazione/")
    cora.unfolds("Cora Dinamica", within="header")
    cora.follows("Pannello di coordinamento", within="header")
    assert cora.sees("Carico delle redazioni")

    cora.follows("Persone e ruoli")
    cora.follows("Aggiungi una persona")
    cora.writes("Nome e cognome", "Nuova Collega")
    cora.writes("Indirizzo e-mail", "nuova.collega@ente.example")
    cora.presses("Aggiungi")
    cora.picks("Redazione", "Accesso civico")
    cora.picks("Ruolo", "redattrice o redattore")
    cora.presses("Assegna")
    member = User.objects.get(email="nuova.collega@ente.example")
    assert [(held.desk, held.role) for held in member.desk_memberships.all()] == [("foia", "editor")]

    cora.follows("Impostazioni dell'ufficio")
    cora.follows("Giorni")
    cora.writes("Giorno del santo patrono", "31/02")
    cora.presses("Salva")
    assert patron_day() is None
    cora.writes("Giorno del santo patrono", "29/06")
    cora.presses("Salva")
    cora.follows("Richieste ricorrenti")
    cora.writes("Persone diverse che fanno scattare", "5")
    cora.presses("Salva")
    assert (patron_day(), value("recurrence_threshold")) == ((6, 29), 5)
