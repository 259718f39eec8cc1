"""A list page as its readers meet it, on the newsroom's pages: views, counts, filters, acts on many rows, files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desks.newsroom import queries
from desks.newsroom.models import Commission
from pasocial.office.people.identity.models import User
from pasocial.office.screens.lists.models import SavedView
from tests.fixtures import signed_in_client, user_with

Commissioned = Callable[..., Commission]
pytestmark = pytest.mark.django_db
LIST = "/redazione/notizie/"


@pytest.fixture
def editor() -> User:
    return user_with("newsroom", "editor", full_name="Nina Notizie")


def shown(client: Client, **asked: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(LIST, asked).content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select("tr[data-row] th a")]


def tabs(page: BeautifulSoup) -> dict[str, int]:
    said = [link.text.split() for link in page.select("nav.pa-tabs a")]
    return {" ".join(words[:-1]): int(words[-1]) for words in said}


def test_each_view_says_how_many_rows_it_shows_and_the_tile_says_the_same(
    commission: Commissioned,
) -> None:
    head = user_with("newsroom", "head")
    for state in ("asked", "submitted", "submitted", "dropped"):
        Commission.objects.filter(pk=commission(title=f"Pagina {state}").pk).update(state=state)
    Commission.objects.filter(state="dropped").update(writer=head)
    client = signed_in_client(head)
    page = shown(client)
    said = tabs(page)
    listed = {
        " ".join(link.text.split()[:-1]): len(
            titles(BeautifulSoup(client.get(link["href"]).content, "html.parser"))
        )
        for link in page.select("nav.pa-tabs a")
    }
    assert said == listed
    assert said == {
        "Tutte": 4,
        "Mie": 1,
        "da prendere": 1,
        "in scrittura": 0,
        "da approvare": 2,
        "in uscita": 0,
        "pubblicata": 0,
        "lasciata": 1,
    }
    tile = queries.approval_tile(head)
    assert tile is not None
    assert tile["count"] == len(titles(shown(client, stato="submitted")))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "luminaria"}, ["Spese per le luminarie"]),
        ({"q": "luminnarie"}, ["Spese per le luminarie"]),
        ({"q": "xilofono"}, []),
        ({"stato": "submitted"}, []),
        ({"stato": "inventato"}, ["Orari della mensa", "Spese per le luminarie"]),
        ({"sort": "title"}, ["Orari della mensa", "Spese per le luminarie"]),
        ({"sort": "-title"}, ["Spese per le luminarie", "Orari della mensa"]),
        ({"page": "99"}, ["Orari della mensa", "Spese per le luminarie"]),
    ],
)
def test_it_filters_orders_and_forgives_a_wrong_letter(
    asked: dict[str, str],
    found: list[str],
    commission: Commissioned,
    editor: User,
) -> None:
    commission(title="Spese per le luminarie")
    commission(title="Orari della mensa")
    assert titles(shown(signed_in_client(editor), **asked)) == found


def test_an_empty_list_says_why_and_leads_out_of_its_filters(editor: User) -> None:
    client = signed_in_client(editor)
    whole, narrowed = shown(client), shown(client, q="xilofono")
    assert "Nessuna pagina in questo elenco" in whole.text
    assert "Nessun risultato" in narrowed.text
    way_out = [link["href"] for link in narrowed.select(".pa-empty a")]
    assert (way_out, whole.select(".pa-empty a")) == ([LIST], [])


def test_a_view_is_kept_counted_shared_and_forgotten(
    commission: Commissioned,
    editor: User,
) -> None:
    commission(title="Spese per le luminarie")
    client, other = signed_in_client(editor), signed_in_client(user_with("newsroom", "viewer"))
    answer = client.post(
        reverse("newsroom:commissions_save_filter"),
        {"name": "Luci", "query": "q=luminarie&altro=1", "shared": "on"},
    )
    assert answer.headers["Location"] == f"{LIST}?q=luminarie"
    chips = [" ".join(chip.text.split()) for chip in shown(other).select("a.chip")]
    assert chips == ["Luci (condiviso) 1 pagine"]
    view = SavedView.objects.get()
    forget = reverse("newsroom:commissions_forget_filter", args=[view.pk])
    assert [form["action"] for form in shown(client, q="luminarie").select("form[action*=elimina]")] == [
        forget
    ]
    assert shown(other, q="luminarie").select("form[action*=elimina]") == []
    assert [other.post(forget).status_code, client.post(forget).status_code] == [404, 302]
    assert shown(other).select("a.chip") == []


def test_a_view_that_cannot_be_kept_comes_back_with_its_name_and_its_rows(
    commission: Commissioned,
    editor: User,
) -> None:
    commission(title="Spese per le luminarie")
    commission(title="Orari della mensa")
    client, url = signed_in_client(editor), reverse("newsroom:commissions_save_filter")
    client.post(url, {"name": "Luci", "query": "q=luminarie"})
    answer = client.post(url, {"name": "Luci", "query": "q=mensa"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, "Hai già un filtro con questo nome" in page.text) == (422, True)
    assert page.select_one("#salva_name")["value"] == "Luci"  # type: ignore[index]
    assert titles(page) == ["Orari della mensa"]


def test_one_act_changes_every_ticked_row_or_none(
    commission: Commissioned,
    editor: User,
) -> None:
    one, two = commission(title="Prima"), commission(title="Seconda")
    client, url = signed_in_client(editor), reverse("newsroom:commissions_bulk")
    back = f"{LIST}?stato=asked"
    answer = client.post(url, {"rows": [one.pk, two.pk], "action": "take", "back": back}, follow=True)
    assert (answer.redirect_chain, "2 pagine sono tue." in answer.content.decode()) == ([(back, 302)], True)
    assert set(Commission.objects.values_list("writer", flat=True)) == {editor.pk}
    three = commission(title="Terza")
    answer = client.post(url, {"rows": [three.pk, one.pk], "action": "take"}, follow=True)
    assert "Nessuna riga è stata cambiata." in answer.content.decode()
    three.refresh_from_db()
    assert three.writer is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"action": "take"}, "Spunta almeno una riga"),
        ({"action": "vola", "rows": "1"}, "Azione non riconosciuta"),
        ({"action": "take", "rows": "²"}, "Azione non riconosciuta"),
    ],
)
def test_an_act_that_is_not_ours_says_so(sent: dict[str, str], said: str, editor: User) -> None:
    answer = signed_in_client(editor).post(reverse("newsroom:commissions_bulk"), sent, follow=True)
    assert said in answer.content.decode()


def test_who_only_reads_meets_no_boxes_and_no_acts(commission: Commissioned) -> None:
    commission()
    reader = signed_in_client(user_with("newsroom", "viewer"))
    page = shown(reader)
    assert (page.select("input[type=checkbox][name=rows]"), page.select(".pa-bulk")) == ([], [])
    assert reader.post(reverse("newsroom:commissions_bulk"), {"action": "take"}).status_code == 403


def test_its_files_follow_the_filters_and_say_what_their_columns_mean(
    commission: Commissioned,
    editor: User,
) -> None:
    commission(title="=Spese")
    commission(title="Orari della mensa")
    client = signed_in_client(editor)
    answer = client.get(f"{LIST}pagine.csv", {"q": "spese", "stato": "asked"})
    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert [(row["title"], row["state"], row["writer"]) for row in rows] == [("'=Spese", "asked", "")]
    assert answer.headers["Cache-Control"] == "no-store, private"
    about = f"{settings.SITE_URL}{LIST}pagine.csv-metadata.json"
    assert answer.headers["Link"] == f'<{about}>; rel="describedby"; type="application/csvm+json"'
    told = json.loads(client.get(f"{LIST}pagine.csv-metadata.json").content)
    assert [one["name"] for one in told["tableSchema"]["columns"]] == list(rows[0])
    assert "submitted = da approvare" in told["tableSchema"]["columns"][1]["dc:description"]
    whole = json.loads(b"".join(client.get(f"{LIST}pagine.json", {"q": "mensa"}).streaming_content))  # type: ignore[attr-defined]
    assert [one["title"] for one in whole["entries"]] == ["Orari della mensa"]
    assert list(whole["fields"]) == list(rows[0])


def test_without_scripts_its_files_are_pressed_in_the_form_of_the_filters(editor: User) -> None:
    buttons = shown(signed_in_client(editor)).select("form.pa-filters button[formaction]")
    assert [one["formaction"] for one in buttons] == ["pagine.csv", "pagine.json"]


def test_it_costs_the_same_with_few_rows_and_views_and_with_many(
    commission: Commissioned,
    editor: User,
) -> None:
    client, costs = signed_in_client(editor), []
    for number in (1, 4):
        while Commission.objects.count() < number:
            made = commission(title=f"Pagina {number} {Commission.objects.count()}")
            SavedView.objects.create(user=editor, list="newsroom.commissions", name=made.title, query="mie=1")
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            assert len(titles(shown(client))) == number
        costs.append(len(asked))
    assert costs[0] == costs[1]
