"""The public register, its open data and its feed: approved lines only, and never a cookie."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foia.models import RegisterEntry
from foia.queries import register
from foia.queries.public_files import LICENCE
from foia.rules.likeness import read
from foia.rules.outcomes.endings import Outcome
from pasocial.likeness import Statistics
from tests.foia.portal.test_filing import text_of

pytestmark = pytest.mark.django_db
REGISTER = "/accesso-civico/registro/"


@pytest.fixture(autouse=True)
def no_kept_counts() -> None:
    """Lines of another test may have the same number and moment, and so the same kept counts."""
    cache.clear()


def test_only_approved_lines_are_public(line: Any, client: Client) -> None:
    shown, waiting, hidden = (
        line("Visibile"),
        line("In attesa", state="proposed"),
        line("Tolta", state="hidden"),
    )
    page = text_of(client.get(REGISTER))
    assert ("Visibile" in page, "In attesa" in page, "Tolta" in page) == (True, False, False)
    codes = [client.get(f"{REGISTER}{one.slug}/").status_code for one in (shown, waiting, hidden)]
    assert codes == [200, 404, 404]
    for data in ("registro.csv", "registro.json", "feed/"):
        body = b"".join(client.get(REGISTER + data)).decode()
        assert ("Visibile" in body, "In attesa" in body, "Tolta" in body) == (True, False, False)


def test_no_page_of_the_register_names_who_asked_or_sets_a_cookie(line: Any, client: Client) -> None:
    one = line()
    for address in (REGISTER, f"{REGISTER}{one.slug}/", f"{REGISTER}registro.csv", f"{REGISTER}feed/"):
        answer = client.get(address)
        body = b"".join(answer).decode()
        assert ("Verdi" in body, "posta.example" in body, one.request.code in body) == (False, False, False)
        assert answer.cookies == {}


def test_filters_narrow_list_and_data_alike(line: Any, client: Client) -> None:
    line("Verbali della polizia locale", outcome="refused", kind="environmental", decided_on=date(2025, 5, 2))
    line("Spese per i giardini")
    asked = {"q": "verbale", "tipo": "environmental", "esito": "full_refusal", "anno": "2025"}
    for name, value in asked.items():
        page = text_of(client.get(REGISTER, {name: value}))
        assert ("Verbali della polizia" in page, "giardini" in page) == (True, False), name
        rows = list(
            csv.DictReader(StringIO(b"".join(client.get(f"{REGISTER}registro.csv", {name: value})).decode()))
        )
        assert [row["subject"] for row in rows] == ["Verbali della polizia locale"]


def test_json_is_whole_and_says_when_it_changed(line: Any, client: Client) -> None:
    line('Con "virgolette" e <b>')
    data = json.loads(b"".join(client.get(f"{REGISTER}registro.json")))
    assert data["entries"][0]["subject"] == 'Con "virgolette" e <b>'
    assert data["updated_at"] is not None
    RegisterEntry.objects.all().delete()
    assert json.loads(b"".join(client.get(f"{REGISTER}registro.json")))["entries"] == []


def test_a_cell_is_never_a_formula(line: Any, client: Client) -> None:
    line('=HYPERLINK("http://evil.example")')
    rows = list(csv.DictReader(StringIO(b"".join(client.get(f"{REGISTER}registro.csv")).decode())))
    assert rows[0]["subject"] == """'=HYPERLINK("http://evil.example")"""


def test_the_feed_is_atom_with_stable_addresses(line: Any, client: Client) -> None:
    one = line("A & B")
    tree = ElementTree.fromstring(client.get(f"{REGISTER}feed/").content)
    atom = "{http://www.w3.org/2005/Atom}"
    entry = tree.find(f"{atom}entry")
    assert entry is not None
    assert entry.findtext(f"{atom}title") == "A & B"
    assert entry.find(f"{atom}link").attrib["href"].endswith(f"{REGISTER}{one.slug}/")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=999",
        "page=abc",
        "anno=abc",
        "anno=٣",
        "tipo=%00",
        "q=%00",
        "q=%27%27%29--",
        "esito[]=1",
    ],
)
def test_odd_questions_get_a_page(line: Any, client: Client, query: str) -> None:
    line()
    assert client.get(f"{REGISTER}?{query}").status_code == 200


def test_empty_register_and_empty_search_say_so(line: Any, client: Client) -> None:
    assert "Il registro è ancora vuoto" in text_of(client.get(REGISTER))
    line()
    assert "Nessuna voce con questi filtri" in text_of(client.get(REGISTER, {"q": "xilofono"}))


def test_the_list_costs_the_same_with_one_line_and_with_three(line: Any, client: Client) -> None:
    counts = []
    for lines in (1, 2):
        for number in range(lines):
            line(f"Voce {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(REGISTER)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_hold_twenty_lines(line: Any, client: Client) -> None:
    for number in range(21):
        line(f"Voce {number}", decided_on=date(2026, 3, 1) + timedelta(days=number))
    first, second = text_of(client.get(REGISTER)), text_of(client.get(REGISTER, {"page": "2"}))
    assert (first.count("<tr data-row>"), second.count("<tr data-row>")) == (20, 1)


def test_search_that_finds_very_much_says_what_it_shows(
    line: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        line(f"Spese per luminarie {number}")
    monkeypatch.setattr(register, "MOST_RANKED", 2)
    page = text_of(client.get(REGISTER, {"q": "luminarie"}))
    assert "Le voci trovate sono molte: le più recenti vengono prima." in page
    monkeypatch.setattr(register, "MOST_COUNTED", 2)
    page = text_of(client.get(REGISTER, {"q": "luminarie"}))
    assert "Le voci trovate sono più di 2" in page
    assert "Le voci trovate" not in text_of(client.get(REGISTER))


def test_size_of_a_list_is_that_of_its_lines(line: Any) -> None:
    line("Spese per luminarie")
    line("Orari degli autobus", state="hidden")
    years = register.facets()["years"]
    for asked in (
        {},
        {"anno": "2026"},
        {"anno": "1999"},
        {"q": "luminarie"},
        {"esito": "granted"},
        {"tipo": "simple_civic"},
    ):
        filters = register.RegisterFilters.from_query(asked)
        assert (asked, register.size(filters, years).lines) == (asked, register.entries(filters).count())


def test_lines_like_a_text_are_approved_and_say_all_its_words_first(line: Any) -> None:
    both, one = line("Verbali della mensa scolastica"), line("Costi della mensa")
    line("Verbali della mensa, in attesa", state="proposed")
    line("Orari degli autobus")
    found = register.lines_like(read("verbali mensa"), Statistics(10, {"verbal": 1, "mens": 2}))
    assert [each.pk for each in found] == [both.pk, one.pk]
    assert register.lines_like(read("Buongiorno"), Statistics()) == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("granted", "Riesame accolto"), ("partly", "Riesame accolto in parte"), ("refused", "Riesame respinto")],
)
def test_line_says_how_the_review_ended_in_the_words_of_the_rules(
    line: Any, client: Client, outcome: str, words: str
) -> None:
    one = line("Spese per i giardini", review_outcome=outcome, review_decided_on=date(2026, 4, 11))
    assert f"{words}, 11 aprile 2026." in text_of(client.get(f"{REGISTER}{one.slug}/"))


@pytest.mark.parametrize(
    ("outcome", "words"), [("granted", "Ricorso accolto"), ("refused", "Ricorso respinto")]
)
def test_line_says_how_the_court_decided_whoever_won(
    line: Any, client: Client, outcome: str, words: str
) -> None:
    one = line("Spese per i giardini", court_outcome=outcome, court_notified_on=date(2026, 4, 11))
    assert words in text_of(client.get(f"{REGISTER}{one.slug}/"))


def test_the_number_is_written_alike_on_the_page_in_the_files_and_by_the_api(
    line: Any, client: Client
) -> None:
    one = line("Spese per luminarie")
    number = one.slug.replace("-", "/", 1)
    table = b"".join(client.get(f"{REGISTER}registro.csv")).decode("utf-8-sig")
    told = json.loads(b"".join(client.get(f"{REGISTER}registro.json")))
    said = [
        next(csv.DictReader(StringIO(table)))["number"],
        told["entries"][0]["number"],
        client.get(f"/api/v1/foia/register/{one.slug}/").json()["number"],
    ]
    assert (said, number in text_of(client.get(REGISTER))) == ([number] * 3, True)


def test_the_files_say_what_their_columns_and_codes_mean(line: Any, client: Client) -> None:
    line()
    answer = client.get(f"{REGISTER}registro.csv")
    heading = b"".join(answer).decode("utf-8-sig").splitlines()[0].split(",")
    assert answer.headers["Link"].endswith(
        'registro.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    )
    told = client.get(f"{REGISTER}registro.csv-metadata.json").json()
    columns = {one["name"]: one["dc:description"] for one in told["tableSchema"]["columns"]}
    assert (list(columns), told["dc:license"]) == (heading, LICENCE)
    codes = {str(outcome) for outcome in Outcome}
    assert {code for code in codes if f"{code} = " in columns["outcome"]} == codes
    page = client.get(REGISTER).content.decode()
    assert [name for name in heading if f"<code>{name}</code>" not in page] == []


def test_without_scripts_the_files_are_pressed_in_the_form_and_hold_what_is_chosen_there(
    line: Any, client: Client
) -> None:
    line("Verbali della polizia locale")
    line("Spese per i giardini")
    form = BeautifulSoup(client.get(REGISTER).content, "html.parser").select_one("form[role=search]")
    assert form is not None
    chosen = {"q": "verbali", **{one["name"]: "" for one in form.select("select")}}
    pressed = [one["formaction"] for one in form.select("button[formaction]")]
    rows = list(
        csv.DictReader(StringIO(b"".join(client.get(REGISTER + pressed[0], chosen)).decode("utf-8-sig")))
    )
    assert (pressed, [row["subject"] for row in rows]) == (
        ["registro.csv", "registro.json"],
        ["Verbali della polizia locale"],
    )


def test_the_search_of_the_site_finds_lines_and_leads_to_the_rest(line: Any, client: Client) -> None:
    line("Verbali in attesa", state="proposed")
    for number in range(6):
        line(f"Verbali del consiglio {number}")
    page = BeautifulSoup(client.get("/cerca/", {"q": "verbale"}).content, "html.parser")
    found = [one["href"] for one in page.select("main a[href^='/accesso-civico/registro/']")]
    assert (len(found), found[-1]) == (6, f"{REGISTER}?q=verbale")
    assert "Verbali in attesa" not in page.text
    nothing = text_of(client.get("/cerca/", {"q": "xilofono"}))
    assert ("Nel registro degli accessi" in nothing, "Nessuna pagina contiene queste parole" in nothing) == (
        False,
        True,
    )
