"""Anybody reckons when an answer is due: the office's own rules, each step told, the address as the whole calculation."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.portal.forms import Reckoning
from foia.rules.clock import Fact, FactKind
from foia.rules.kinds import AccessKind
from pasocial.language import address_in
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor

pytestmark = pytest.mark.django_db
WHEN = "/accesso-civico/quando/"


def page(client: Client, language: str = "it", **typed: str) -> tuple[int, BeautifulSoup]:
    answer = client.get(address_in(language, WHEN), typed)
    return answer.status_code, BeautifulSoup(answer.content, "html.parser")


def steps(found: BeautifulSoup) -> list[str]:
    """The sentences of the computation, without their day and source."""
    return [
        " ".join(part for part in item.find_all("span")[1].find_all(string=True, recursive=False)).strip()
        for item in found.select("#risultato ol li")
    ]


def test_page_asks_for_a_day_first_and_is_reached_from_the_portal(client: Client) -> None:
    status, found = page(client)
    assert (status, found.select("#risultato"), found.select(".pa-error-summary")) == (200, [], [])
    form = found.find("form", id="calcolo")
    assert (form["method"], form["action"]) == ("get", WHEN)
    home = BeautifulSoup(client.get(reverse("foia:home")).content, "html.parser")
    assert home.find("a", href=WHEN) is not None


def test_day_is_reckoned_step_by_step(client: Client) -> None:
    status, found = page(client, tipo="generalised", ricevuta="2026-03-06")
    assert status == 200
    assert found.select_one("#risultato time")["datetime"] == "2026-04-07"
    assert steps(found) == [
        "Richiesta ricevuta venerdì 6 marzo 2026: il giorno di arrivo non si conta.",
        "30 giorni di calendario arrivano a domenica 5 aprile 2026.",
        "È festivo domenica 5 aprile 2026 (Pasqua): il termine passa a lunedì 6 aprile 2026.",
        "È festivo lunedì 6 aprile 2026 (Lunedì dell'Angelo): il termine passa a martedì 7 aprile 2026.",
        "La risposta è dovuta entro martedì 7 aprile 2026.",
        "L'ufficio si impegna a rispondere entro venerdì 3 aprile 2026, ultimo giorno di lavoro utile.",
    ]


def test_day_is_told_in_english_too(client: Client) -> None:
    _status, found = page(client, "en", tipo="generalised", ricevuta="02/03/2026")
    assert "The answer is due by Wednesday 1 April 2026." in found.text


def test_parties_and_an_answer_are_reckoned_and_the_link_holds_it_all(client: Client) -> None:
    typed = {
        "tipo": "generalised", "ricevuta": "2026-03-02",
        "avviso_1": "2026-03-12", "arrivato_1": "2026-03-12", "esito_1": "opposizione", "parola_1": "2026-03-14",
        "avviso_2": "2026-04-10", "risposta": "2026-04-07",
    }  # fmt: skip
    status, found = page(client, **typed)
    assert status == 200
    assert found.select_one("#risultato time")["datetime"] == "2026-04-03"
    assert "Risposta martedì 7 aprile 2026: fuori tempo." in found.text
    link = found.select_one("#risultato > p a, #risultato p a")["href"]
    assert link == f"{settings.SITE_URL}{WHEN}?{urlencode(typed)}"
    assert BeautifulSoup(client.get(link).content, "html.parser").select("#risultato ol li")
    assert [part.has_attr("open") for part in found.select("form details")] == [True, True]


def test_an_incomplete_documentary_request_has_no_day(client: Client) -> None:
    _status, found = page(client, tipo="documentary", ricevuta="2026-09-01", irregolare="2026-09-09")
    assert found.select_one("#risultato .pa-clock-due").text == "—"
    assert "Finché la richiesta non è completata il termine non corre" in found.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ricevuta": ""}, "Questo campo è obbligatorio."),
        ({"ricevuta": "31/2/2026"}, "Scrivi la data come giorno/mese/anno, per esempio 31/12/1980."),
        ({"ricevuta": "²/³"}, "Scrivi la data come giorno/mese/anno, per esempio 31/12/1980."),
        ({"ricevuta": "2199-12-31"}, "Scrivi un giorno tra domenica 2 settembre 1990 e "),
        ({"ricevuta": "1989-01-01"}, "Scrivi un giorno tra domenica 2 settembre 1990 e "),
        ({"tipo": "boh"}, "Scegli un tipo di accesso dall'elenco."),
        (
            {"avviso_1": "2026-03-01"},
            "Non può precedere l'arrivo della richiesta, lunedì 2 marzo 2026: controlla la data.",
        ),
        ({"arrivato_1": "2026-03-10"}, "Scrivi quando è stato spedito l'avviso."),
        ({"avviso_1": "2026-03-10", "arrivato_1": "2026-03-09"}, "Non può precedere martedì 10 marzo 2026"),
        ({"avviso_1": "2026-03-10", "parola_1": "2026-03-12"}, "Scegli che cosa ha risposto."),
        ({"avviso_2": "2026-03-10", "esito_2": "consenso"}, "Scrivi quando ha risposto."),
        ({"proroga": "2026-03-10"}, "Solo per l'accesso ambientale il termine si può prorogare."),
        (
            {"irregolare": "2026-03-10"},
            "Solo nell'accesso documentale completare la richiesta sposta il termine.",
        ),
        (
            {"tipo": "documentary", "completata": "2026-03-10"},
            "Scrivi quando ti hanno detto che mancava qualcosa.",
        ),
    ],
)
def test_wrong_days_are_explained_and_come_back(client: Client, typed: dict[str, str], words: str) -> None:
    status, found = page(client, **{"tipo": "generalised", "ricevuta": "2026-03-02", **typed})
    assert (status, found.select("#risultato")) == (422, [])
    assert words in found.select_one(".pa-error-summary").text
    for name, value in typed.items():
        field = found.find(attrs={"name": name})
        if field.name == "input":
            assert field.get("value", "") == value


def test_what_is_typed_is_read_as_facts() -> None:
    form = Reckoning(
        {"tipo": "environmental", "ricevuta": "2026-10-01", "proroga": "2026-10-31", "avviso_1": "2026-10-05",
         "esito_1": "consenso", "parola_1": "2026-10-07"}
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.kind is AccessKind.ENVIRONMENTAL
    assert [(fact.kind, str(fact.on), fact.party) for fact in form.facts()] == [
        (FactKind.FILED, "2026-10-01", ""),
        (FactKind.PARTY_NOTICE_SENT, "2026-10-05", "1"),
        (FactKind.PARTY_CONSENTED, "2026-10-07", "1"),
        (FactKind.EXTENSION_NOTIFIED, "2026-10-31", ""),
    ]
    assert isinstance(form.facts()[0], Fact)


def test_a_kind_named_in_a_link_is_chosen_already(client: Client) -> None:
    _status, found = page(client, tipo="documentary")
    assert found.select_one("select[name=tipo] option[selected]")["value"] == "documentary"


def test_the_patron_s_day_of_this_body_counts(client: Client) -> None:
    change_setting(key="patron_day", value=(6, 29), by=Actor.system("test"), at=timezone.now())
    _status, found = page(client, tipo="generalised", ricevuta="2026-05-30")
    assert found.select_one("#risultato time")["datetime"] == "2026-06-30"
