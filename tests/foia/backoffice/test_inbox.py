"""The inbox: what it shows, in which order, at what cost, and what is done to many requests at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foia.models import AccessRequest
from pasocial.office.people.identity.models import User
from pasocial.office.screens.lists.models import SavedView
from pasocial.office.work.items import queries as work
from tests.foia.backoffice.reading import page

pytestmark = pytest.mark.django_db

INBOX = "/redazione/foia/"


def subjects(client: Client, **query: str) -> list[str]:
    found = page(client.get(INBOX, query))
    return [link.text for link in found.select("tr[data-row] th a")]


def owner(request: AccessRequest) -> int | None:
    return work.about(request.about).get(kind="request").assignee_id


def test_inbox_puts_the_nearest_due_day_first_and_says_it_in_words(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    fresh(days_ago=1, subject="Ultima arrivata")
    fresh(days_ago=60, subject="Molto in ritardo")
    fresh(days_ago=20, subject="A metà strada")
    reader = browser("viewer")
    assert subjects(reader) == ["Molto in ritardo", "A metà strada", "Ultima arrivata"]
    text = page(reader.get(INBOX)).text
    assert ("In ritardo di" in text, "1 richiesta è in ritardo." in text) == (True, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "luminaria"}, ["Spesa per le luminarie"]),
        ({"q": "lumimarie"}, ["Spesa per le luminarie"]),
        ({"q": "Nicolo d'alo"}, ["Verbali del ponte"]),
        ({"kind": "environmental"}, ["Qualità dell'aria"]),
        ({"state": "needs_identification"}, ["Senza nome"]),
        ({"q": "\x00"}, None),
        ({"state": "inventato", "due": "-3", "assignee": "x' OR 1=1"}, None),
    ],
)
def test_inbox_filters_and_searches(
    query: dict[str, str],
    found: list[str] | None,
    browser: Callable[[str], Client],
    fresh: Callable[..., AccessRequest],
) -> None:
    fresh(subject="Spesa per le luminarie", body="Chiedo le determine di spesa e le relative fatture.")
    fresh(subject="Verbali del ponte", body="Chiedo i verbali di sopralluogo del 2025.", name="Niccolò D'Alò")
    fresh(subject="Qualità dell'aria", body="Chiedo le misure delle centraline.", kind="environmental")
    fresh(subject="Senza nome", body="Chiedo il regolamento dei mercati.", name="")
    listed = subjects(browser("viewer"), **query)
    assert sorted(listed) == sorted(
        found
        if found is not None
        else ["Qualità dell'aria", "Senza nome", "Spesa per le luminarie", "Verbali del ponte"]
    )


def test_inbox_costs_the_same_queries_with_one_and_three_rows(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    reader = browser("editor")
    costs = []
    for wanted in (1, 3):
        while AccessRequest.objects.count() < wanted:
            fresh()
            SavedView.objects.create(
                user=desk["editor"],
                list="foia.inbox",
                name=f"Filtro {AccessRequest.objects.count()}",
                query="due=7",
            )
        reader.get(INBOX)
        with CaptureQueriesContext(connection) as queries:
            assert len(subjects(reader)) == wanted
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_bulk_assigns_every_ticked_row(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    one, two, three = fresh(), fresh(), fresh()
    response = browser("head").post(
        reverse("foia_staff:bulk"),
        {
            "rows": [one.pk, two.pk],
            "action": "assign",
            "assignee": desk["editor"].pk,
            "back": f"{INBOX}?due=7",
        },
    )
    assert response.headers["Location"] == f"{INBOX}?due=7"
    assert [owner(request) for request in (one, two, three)] == [desk["editor"].pk, desk["editor"].pk, None]


def test_bulk_without_rows_or_person_changes_nothing_and_says_why(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    request, head = fresh(), browser("head")
    url = reverse("foia_staff:bulk")
    empty = page(head.post(url, {"action": "mine"}, follow=True)).text
    nobody = page(head.post(url, {"rows": [request.pk], "action": "assign"}, follow=True)).text
    assert ("Spunta almeno una richiesta" in empty, "Scegli a chi assegnarle" in nobody) == (True, True)
    assert owner(request) is None


def test_bulk_never_leads_to_another_site(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    response = browser("head").post(
        reverse("foia_staff:bulk"),
        {"rows": [fresh().pk], "action": "mine", "back": "https://elsewhere.example/"},
    )
    assert response.headers["Location"] == INBOX


def test_saved_filter_counts_and_belongs_to_its_maker(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    fresh(days_ago=60)
    fresh(days_ago=1)
    editor, head = browser("editor"), browser("head")
    url = reverse("foia_staff:save_filter")
    editor.post(url, {"name": "Le più urgenti", "query": "due=late", "shared": "on"})
    editor.post(url, {"name": "Solo mio", "query": "assignee=me"})
    again = editor.post(url, {"name": "Solo mio", "query": "due=7"})
    assert (again.status_code, "Hai già un filtro con questo nome" in page(again).text) == (422, True)
    seen = [chip.text.split() for chip in page(head.get(INBOX)).select("a.chip")]
    assert seen == [["Le", "più", "urgenti", "(condiviso)", "1", "richieste"]]
    shared = SavedView.objects.get(name="Le più urgenti")
    assert head.post(reverse("foia_staff:forget_filter", args=[shared.pk])).status_code == 404
    assert editor.post(reverse("foia_staff:forget_filter", args=[shared.pk])).status_code == 302
