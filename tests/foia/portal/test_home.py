"""What a visitor finds: how long it takes today, what is already public, the year's figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from foia.models import AvoidedRequest
from foia.portal.views import figures, home
from tests.foia.conftest import MONDAY
from tests.foia.portal.conftest import Citizen
from tests.foia.portal.test_filing import text_of

pytestmark = pytest.mark.django_db


def test_home_tells_the_due_day_of_a_request_sent_today(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home.timezone, "now", lambda: datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    page = text_of(client.get("/accesso-civico/"))
    # 23:30 in London is already the third of March in Rome.
    assert "giovedì 2 aprile 2026" in page
    assert client.get("/accesso-civico/").cookies == {}


def test_search_finds_what_is_public_and_otherwise_offers_to_ask(client: Client, line: Any) -> None:
    for number in range(3):
        line(f"Verbali del consiglio numero {number}")
    found = line("Manutenzione dei giardini pubblici di via Roma")
    page = text_of(client.get("/accesso-civico/", {"q": "manutenzione giardini pubblici"}))
    assert f"/accesso-civico/registro/{found.slug}/" in page
    nothing = text_of(client.get("/accesso-civico/", {"q": "xilofono"}))
    assert "/accesso-civico/nuova/?oggetto=xilofono" in nothing


def test_a_like_answer_is_offered_before_the_files_and_choosing_it_counts(
    citizen: Citizen, line: Any
) -> None:
    for number in range(3):
        line(f"Verbali del consiglio numero {number}")
    found = line("Manutenzione dei giardini pubblici")
    citizen.begins()
    typed = {
        "subject": "Manutenzione giardini pubblici",
        "body": "Vorrei i costi della manutenzione dei giardini.",
    }
    answer = citizen.answers("richiesta", **typed)
    assert answer["Location"] == citizen.address("forse")
    offers = text_of(citizen.client.get(citizen.address("forse")))
    link = f"/accesso-civico/suggerimenti/register/{found.pk}/"
    assert link in offers
    assert citizen.client.get(link)["Location"] == f"/accesso-civico/registro/{found.slug}/"
    assert AvoidedRequest.objects.get(register_entry=found).chosen == 1
    # Going on with the same words does not stop her a second time.
    assert citizen.answers("richiesta", **typed)["Location"] == citizen.address("file")


def test_while_the_subject_is_typed_the_fragment_offers(client: Client, line: Any) -> None:
    for number in range(3):
        line(f"Verbali del consiglio numero {number}")
    found = line("Manutenzione dei giardini pubblici")
    fragment = text_of(client.get("/accesso-civico/suggerimenti/", {"subject": "manutenzione giardini"}))
    assert f"/accesso-civico/suggerimenti/register/{found.pk}/" in fragment
    assert "<html" not in fragment
    assert text_of(client.get("/accesso-civico/suggerimenti/", {"subject": "ab"})).strip() == ""


@pytest.mark.parametrize("address", ["register/999999", "answer/999999", "altro/1"])
def test_choosing_what_is_not_public_counts_nothing(client: Client, address: str) -> None:
    assert client.get(f"/accesso-civico/suggerimenti/{address}/").status_code == 404
    assert AvoidedRequest.objects.count() == 0


def test_figures_hide_small_numbers(client: Client, filed_request: Any) -> None:
    assert "Nessuna richiesta" in text_of(client.get("/accesso-civico/statistiche/"))
    for _number in range(6):
        filed_request()
    filed_request(kind="environmental")
    page = text_of(client.get("/accesso-civico/statistiche/", {"anno": "2026"}))
    assert "Accesso alle informazioni ambientali" in page
    assert "troppo pochi casi per dirlo" in page


def test_statistics_tell_every_month_that_has_begun_and_what_is_overdue(
    client: Client, filed_request: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (0, 0, 30):
        filed_request(at=MONDAY + timedelta(days=days))
    monkeypatch.setattr(figures.timezone, "now", lambda: datetime(2026, 4, 20, 10, tzinfo=UTC))
    page = BeautifulSoup(client.get("/accesso-civico/statistiche/").content, "html.parser")
    months = page.select_one("figure table")
    assert [[cell.text for cell in row.select("th, td")] for row in months.select("tbody tr")] == [
        ["Gen", "0"],
        ["Feb", "0"],
        ["Mar", "2"],
        ["Apr", "1"],
    ]
    told = {
        tile.select_one(".pa-tile-label").text.strip(): tile.select_one(".pa-tile-value").text.strip()
        for tile in page.select(".pa-tile")
    }
    assert told["Senza risposta oltre il termine"] == "2"


@pytest.mark.parametrize("year", ["1800", "abc", "٢٠٢٦", "99999999999"])
def test_a_year_without_requests_is_not_found(client: Client, year: str) -> None:
    assert client.get("/accesso-civico/statistiche/", {"anno": year}).status_code == 404
