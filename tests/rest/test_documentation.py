"""The pages that explain the API: whole, drawn from the schema, ours alone, and readable without script on a phone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pasocial.rest import documentation, reference
from tests.browsing import faults_of, open_browser

PARTS = ["", "register", "answers", "filing", "cases", "decisions", "parties", "shared", "reviews", "topics"]
PARTS += ["contacts", "newsroom", "departures", "models"]
pytestmark = pytest.mark.django_db


def page_of(part: str, language: str = "it") -> BeautifulSoup:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(address_of(part))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def address_of(part: str) -> str:
    return reverse("api-docs-part", args=[part]) if part else reverse("api-docs")


def test_page_and_schema_are_served_by_us_alone():
    page = Client().get("/api/docs/")
    assert page.status_code == 200
    policy = page["Content-Security-Policy"]
    assert "'unsafe" not in policy
    assert "default-src 'none'" in policy
    text = page.content.decode()
    assert "<style" not in text
    assert 'href="/api/schema/"' in text
    schema = Client().get("/api/schema/", {"format": "json"}, headers={"Accept-Language": "it"})
    assert schema.json()["paths"]["/api/v1/foia/register/"]["get"]["summary"] == "List the public register"
    assert schema["Access-Control-Allow-Origin"] == "*"


def test_every_operation_stands_on_the_page_of_its_tag_with_an_address_of_its_own():
    told = {
        (operation["operationId"], method.upper(), path, operation["summary"])
        for path, methods in reference.document()["paths"].items()
        for method, operation in methods.items()
    }
    shown = set()
    for group in reference.groups():
        for section in page_of(group.slug).select(".pa-api-operation"):
            call = section.select_one(".pa-api-address")
            shown.add((section["id"], call.b.text, call.code.text, section.h2.text))
    assert shown == told
    assert len(told) > 80


def test_introduction_leads_to_every_operation():
    soup = page_of("")
    linked = {link["href"] for link in soup.select(".pa-api-contents a")}
    assert linked == {
        f"{address_of(group.slug)}#{operation.id}"
        for group in reference.groups()
        for operation in group.operations
    }


def test_no_link_of_the_reference_leads_nowhere():
    pages = {address_of(part): page_of(part) for part in PARTS}
    lost = []
    for address, soup in pages.items():
        for link in soup.select("main a[href*='#']"):
            page, _hash, anchor = link["href"].partition("#")
            target = pages[page or address]
            if not target.find(id=anchor):
                lost.append((address, link["href"]))
    assert lost == []


def test_filing_tells_its_header_its_fields_its_answers_and_a_call_to_copy():
    section = page_of("filing").find(id="foia_requests_file")
    tables = {table.caption.text: table for table in section.find_all("table")}
    assert list(tables) == [
        "Parametri di POST /api/v1/foia/requests/",
        "Campi di POST /api/v1/foia/requests/",
        "Risposte di POST /api/v1/foia/requests/",
    ]
    parameters, fields, answers = tables.values()
    assert cells(parameters, "Idempotency-Key")[:3] == ["intestazione", "string", "sì"]
    assert cells(fields, "body")[:3] == ["string", "sì", "da 20 a 20000 caratteri"]
    assert cells(fields, "made_public_on")[:3] == ["string (date) | null", "no", "—"]
    assert (
        cells(fields, "kind")[2]
        == "simple_civic, generalised, documentary, environmental; se manca: generalised"
    )
    assert cells(answers, "201")[1] == "Receipt"
    assert cells(answers, "409")[1] == "idempotency_key_reused"
    call = section.select_one("pre").text
    assert call.startswith('curl "$BASE/foia/requests/"')
    assert "-H 'Idempotency-Key: " in call
    assert "Chi può: chiunque, senza chiave." in section.text


def cells(table: Any, name: str) -> list[str]:
    row = next(row for row in table.tbody.find_all("tr") if row.th.text == name)
    return [" ".join(cell.text.split()) for cell in row.find_all("td")]


def test_work_of_the_office_names_its_scope_and_fields_inside_fields():
    soup = page_of("decisions", "en")
    section = soup.find(id="foia_requests_decision_draft")
    assert "foia.work" in section.text
    names = [cell.text for cell in section.find_all("table")[1].select("tbody th")]
    assert "items" in names
    assert "items[].disclosure" in names


def test_scopes_of_the_introduction_are_those_of_the_operations():
    closed = [one for group in reference.groups() for one in group.operations if one.wants_key]
    scopes = {one.scope for one in closed if one.scope}
    # What leaves is undone with the scope of the action that made it leave.
    assert [one.id for one in closed if not one.scope] == ["office_departures_undo"]
    table = page_of("").find("caption", string="Permessi delle chiavi").find_parent("table")
    assert {row.th.text for row in table.tbody.find_all("tr")} == scopes


def test_introduction_tells_the_paces_that_are_in_force():
    table = page_of("").find("caption", string="Limiti alle chiamate").find_parent("table")
    assert len(table.tbody.find_all("tr")) == len(settings.REST_PACES) == len(documentation.CALLERS)
    assert cells(table, "nuove richieste, per indirizzo di rete") == ["10 all'ora"]
    assert cells(table, "chi legge, per indirizzo di rete") == ["120 al minuto"]


def test_every_tag_has_an_italian_name_and_every_error_its_meaning():
    assert {group.name for group in reference.groups()} == set(documentation.names())
    assert ["", *(group.slug for group in reference.groups()), documentation.MODELS] == PARTS
    statuses = {
        answer.status
        for group in reference.groups()
        for operation in group.operations
        for answer in operation.answers
        if answer.is_problem
    }
    assert statuses == set(documentation.MEANINGS)


def test_words_of_the_schema_say_that_they_are_english():
    soup = page_of("cases")
    summary = reference.groups()[0].operations[0].summary
    assert soup.html["lang"] == "it"
    assert {one["lang"] for one in soup.select(".pa-api-operation h2")} == {"en"}
    told = page_of("register").find("h2", string=summary)
    assert told["lang"] == "en"


@pytest.mark.parametrize("part", PARTS)
def test_headings_follow_one_another_and_ids_are_there_once(part):
    soup = page_of(part)
    levels = [int(one.name[1]) for one in soup.select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_schema_is_read_once_whoever_asks(monkeypatch):
    reference.document()
    monkeypatch.setattr(reference, "SchemaGenerator", None)
    for part in PARTS:
        assert page_of(part).h1
        assert page_of(part, "en").h1


def test_a_part_that_is_not_there_is_not_found():
    assert Client().get("/api/docs/nothing/").status_code == 404


def test_italian_and_english_pages_differ_in_our_words_only():
    italian, english = page_of("shared"), page_of("shared", "en")
    assert italian.h1.text != english.h1.text
    assert [one.text for one in italian.select("main [lang=en]")] == [
        one.text for one in english.select("main [lang=en]")
    ]
    assert re.findall(r"curl [^\n]+", italian.text) == re.findall(r"curl [^\n]+", english.text)


@pytest.mark.browser
@pytest.mark.slow
def test_parts_are_accessible_on_a_phone_and_on_a_desk(live_server):
    """Those that the walk of all pages does not open: see `api-docs-part` in tests/walks/addresses.py."""
    faults = []
    with open_browser(live_server.url, width=390) as page:
        for part in ("register", "answers", "decisions"):
            page.goto(address_of(part))
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                faults += [f"{width}: {fault}" for fault in faults_of(page, arrived=True)]
    assert faults == []
