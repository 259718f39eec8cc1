"""What the inbox shows, to whom, and at what cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict

from foia.models import AccessRequest
from foia.operations import dialogue, triage
from foia.queries import inbox
from foia.queries.inbox import (
    VIEWS,
    InboxFilters,
    counts,
    matching,
    open_requests,
    page_of_ids,
    rows_of,
    search,
    total,
)
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.lists.queries import how_many
from tests.foia.conftest import MONDAY

TODAY = MONDAY.date()


def shown(user, today: date = TODAY, **filters: str) -> list[str]:
    return [
        request.subject
        for request in open_requests(user, filters=InboxFilters.from_query(filters), today=today)
    ]


@pytest.fixture
def editor(user_with):
    return user_with("editor", name="Carla Bianchi")


def test_most_urgent_comes_first(filed_request, editor):
    filed_request(subject="Arrivata dopo, scade dopo", at=MONDAY + timedelta(days=2))
    filed_request(subject="Arrivata prima, scade prima")
    assert shown(editor) == ["Arrivata prima, scade prima", "Arrivata dopo, scade dopo"]
    assert shown(editor, sort="newest") == ["Arrivata dopo, scade dopo", "Arrivata prima, scade prima"]


def test_page_costs_the_same_with_one_and_three_rows(filed_request, editor, django_assert_num_queries):
    def read() -> int:
        rows = list(open_requests(editor, filters=InboxFilters(), today=TODAY))
        return len([(row.applicant.name, row.assignee_name, row.unread) for row in rows])

    filed_request()
    read()
    with django_assert_num_queries(1):
        assert read() == 1
    filed_request()
    filed_request()
    with django_assert_num_queries(1):
        assert read() == 3


def test_late_and_near_are_told_by_the_due_day(filed_request, editor):
    filed_request(subject="Scade il primo aprile")
    assert shown(editor, today=date(2026, 4, 1), due="late") == []
    assert shown(editor, today=date(2026, 4, 1), due="today") == ["Scade il primo aprile"]
    assert shown(editor, today=date(2026, 4, 2), due="late") == ["Scade il primo aprile"]
    assert shown(editor, today=date(2026, 3, 25), due="7") == ["Scade il primo aprile"]
    assert shown(editor, today=date(2026, 3, 24), due="7") == []


def test_mine_and_nobodys(filed_request, editor):
    mine = filed_request(subject="Questa la prendo io")
    filed_request(subject="Questa è di nessuno")
    triage.take_on(request_id=mine.pk, user=editor, by=Actor.staff(editor), at=MONDAY)
    assert shown(editor, assignee="me") == ["Questa la prendo io"]
    assert shown(editor, assignee=str(editor.pk)) == ["Questa la prendo io"]
    assert shown(editor, assignee="none") == ["Questa è di nessuno"]


@pytest.mark.parametrize(
    "words",
    ["luminaria", "LUMINÀRIE", "fattura", "Gustavo Rosi", "rossi gustavo", "luminarei", "2026/0000001", "1"],
)
def test_search_knows_stems_accents_typing_errors_and_numbers(filed_request, editor, words):
    filed_request(name="Gustavo Rossi")
    filed_request(
        name="Elena Gallo", subject="Orari degli autobus scolastici", body="Chiedo gli orari degli autobus."
    )
    assert shown(editor, q=words) == ["Spesa per le luminarie di Natale"]


@pytest.mark.parametrize(
    "words", ["simic", "Šimić", "SIMIC", "S\u030cimic\u0301", "acqua", "rifiuti/acqua", "appalto"]
)
def test_search_parts_words_at_separators_and_reads_names_without_accents(filed_request, editor, words):
    filed_request(
        name="Ana Šimić",
        subject="Gestione acqua/rifiuti del quartiere",
        body="Chiedo il contratto gara.Appalto del servizio.",
    )
    filed_request(name="Elena Gallo", subject="Orari degli autobus", body="Chiedo gli orari degli autobus.")
    assert shown(editor, q=words) == ["Gestione acqua/rifiuti del quartiere"]


def test_word_of_a_closed_request_is_found_although_it_is_mistyped(filed_request, editor):
    closed = [
        filed_request(
            name=f"Persona {number}",
            subject=f"Costi della mensa scolastica {number}",
            body="Chiedo i costi della mensa scolastica.",
        )
        for number in range(2)
    ]
    AccessRequest.objects.filter(pk__in=[one.pk for one in closed]).update(state="closed")
    for words in ("mensaa", "mensaa scolastica", "scolstica"):
        filters = InboxFilters.from_query({"q": words, "state": "all"})
        found = search(editor, filters=filters, today=TODAY)
        assert (sorted(found.ids), found.nearly) == ([one.pk for one in closed], True), words
    exact = search(editor, filters=InboxFilters.from_query({"q": "mensa", "state": "all"}), today=TODAY)
    assert (sorted(exact.ids), exact.nearly) == ([one.pk for one in closed], False)
    unknown = search(editor, filters=InboxFilters.from_query({"q": "xilofono", "state": "all"}), today=TODAY)
    assert (unknown.ids, unknown.nearly) == ([], False)


def test_names_written_as_typed_come_before_those_written_nearly_so(filed_request, db):
    near, same = (
        filed_request(name=name, email=f"persona{number}@posta.example").applicant_id
        for number, name in enumerate(("Gustavo Rosi", "Gustavo Rossi"))
    )
    filed_request(name="Elena Gallo", email="altra@posta.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.foia_applicants_named('Gustavo Rossi')")
        assert cursor.fetchall() == [(same,), (near,)]


def test_search_takes_any_text(filed_request, editor):
    filed_request()
    for words in ("'; drop table foia_accessrequest; --", "((", "\x00", '"', "a & | !", "😀", "%"):
        assert shown(editor, q=words) in ([], ["Spesa per le luminarie di Natale"])


def test_contact_of_another_office_sees_only_the_shared_case(filed_request, editor, user_with):
    contact = user_with(office="office_contact")
    shared, _other = filed_request(subject="Caso condiviso con te"), filed_request()
    dialogue.consult(
        request_id=shared.pk,
        contact=contact,
        question="Avete voi i documenti?",
        due_on=TODAY,
        by=Actor.staff(editor),
        at=MONDAY,
    )
    assert shown(contact, state="all") == ["Caso condiviso con te"]
    assert shown(user_with(office="top"), state="all") == []


def test_filters_from_a_forged_address_mean_any(filed_request, editor):
    filed_request()
    query = QueryDict("state=boh&kind=x&due=abc&assignee=1e9&topic=-1&sort=;drop")
    assert InboxFilters.from_query(query) == InboxFilters()
    assert shown(editor, state="boh", due="99999999999999") == ["Spesa per le luminarie di Natale"]


def test_counts_agree_with_the_views(filed_request, editor, django_assert_num_queries):
    first = filed_request()
    filed_request(name="")
    filed_request(is_test=True)
    triage.take_on(request_id=first.pk, user=editor, by=Actor.staff(editor), at=MONDAY)
    dialogue.write_from_citizen(request_id=first.pk, body="Novità?", by=Actor.citizen(), at=MONDAY)
    today = date(2026, 4, 2)
    counts(editor, today)
    with django_assert_num_queries(1):
        found = counts(editor, today)
    for view, filters in VIEWS.items():
        assert (view, found[view]) == (view, len(shown(editor, today=today, **filters)))
    assert found["late"] == 2
    assert found["new"] == 1


def test_search_is_the_list_in_its_order_whatever_the_sort(filed_request, editor, django_assert_num_queries):
    for number in range(3):
        filed_request(name=f"Gustavo Rossi {number}", at=MONDAY + timedelta(days=number))
    shown(editor)  # her roles are known from now on
    for sort in ("due", "newest", "subject"):
        filters = InboxFilters.from_query({"q": "luminarie", "state": "all", "sort": sort})
        with django_assert_num_queries(1):
            found = search(editor, filters=filters, today=TODAY)
        rows = open_requests(editor, filters=filters, today=TODAY)
        assert (found.ids, found.more) == ([row.pk for row in rows], False)
        with django_assert_num_queries(1):
            shown_rows = rows_of(found.ids)
        assert [(row.pk, row.applicant.name, row.unread) for row in shown_rows] == [
            (row.pk, row.applicant.name, row.unread) for row in rows
        ]


def test_common_word_leads_to_the_newest_and_says_there_are_more(filed_request, editor, monkeypatch):
    requests = [filed_request(name="Gustavo Rossi", at=MONDAY + timedelta(days=n)) for n in range(4)]
    monkeypatch.setattr(inbox, "MOST_FOUND", 2)
    filters = InboxFilters.from_query({"q": "fattura", "state": "all", "sort": "oldest"})
    found = search(editor, filters=filters, today=TODAY)
    assert (found.ids, found.more) == ([request.pk for request in requests[1:]], True)
    narrowed = InboxFilters.from_query({"q": "fattura", "due": "today"})
    assert search(editor, filters=narrowed, today=requests[0].due_on).ids == [requests[0].pk]


def test_sizes_of_lists_agree_with_the_lists(filed_request, editor, django_assert_num_queries, monkeypatch):
    first = filed_request()
    filed_request(name="Gustavo Rossi", is_test=True)
    triage.take_on(request_id=first.pk, user=editor, by=Actor.staff(editor), at=MONDAY)
    asked = [
        {},
        {"state": "all", "test": "1"},
        {"assignee": "me"},
        {"q": "luminarie"},
        {"q": "Gustavo Rossi", "test": "1"},
        {"new": "1", "state": "all"},
    ]
    lists = [InboxFilters.from_query(one) for one in asked]
    shown(editor)  # her roles are known from now on
    with django_assert_num_queries(1):
        sizes = how_many([matching(editor, filters=one, today=TODAY) for one in lists])
    assert sizes == [len(shown(editor, **one)) for one in asked]
    assert how_many([]) == []
    for one in lists[:3]:
        assert total(editor, filters=one, today=TODAY) == len(page_of_ids(editor, filters=one, today=TODAY))


def test_huge_list_is_counted_once_a_minute(filed_request, editor, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(inbox, "MANY", 1)
    filed_request()
    filed_request()
    everything = InboxFilters.from_query({"state": "all"})
    assert total(editor, filters=everything, today=TODAY) == 2
    filed_request()
    with django_assert_num_queries(0):
        assert total(editor, filters=everything, today=TODAY) == 2
    assert (
        total(editor, filters=InboxFilters.from_query({"state": "all", "kind": "generalised"}), today=TODAY)
        == 3
    )


def test_counts_of_an_empty_desk_and_of_a_contact(
    filed_request, editor, user_with, django_assert_num_queries
):
    assert set(counts(editor, TODAY).values()) == {0}
    contact = user_with(office="office_contact")
    request = filed_request()
    assert set(counts(contact, TODAY).values()) == {0}
    dialogue.consult(
        request_id=request.pk,
        contact=contact,
        question="Li avete voi?",
        due_on=TODAY,
        by=Actor.staff(editor),
        at=MONDAY,
    )
    assert counts(contact, TODAY)["open"] == 1
