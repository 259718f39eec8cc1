"""What anybody reads without a key: only what a person approved for the public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from foia.models import AnswerPage, AnswersIndexPage, RegisterEntry
from foia.operations import answering, publication, triage
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.record.trail.actor import Actor
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY


@pytest.fixture
def answered(filed_request, user_with) -> Callable[..., Any]:
    """A request answered in full; `approved=` puts its line in the register."""
    editor, head = user_with("editor"), user_with("head")

    def make(public_subject: str = "", *, at=MONDAY, **changes) -> RegisterEntry:
        request = filed_request(at=at, **changes)
        by = Actor.staff(editor)
        triage.take_on(request_id=request.pk, user=editor, by=by, at=at)
        answering.draft_decision(
            request_id=request.pk,
            outcome="granted",
            reasons="Si rilascia tutto quello che è stato chiesto.",
            answer_text="La spesa è di 48.200 euro.",
            by=by,
            at=at,
        )
        answering.submit_decision(request_id=request.pk, by=by, at=at)
        answering.approve_decision(request_id=request.pk, by=Actor.staff(head), at=at)
        answering.send_decision(request_id=request.pk, by=Actor.system("test"), at=at + timedelta(seconds=20))
        entry = publication.propose_entry(request_id=request.pk, by=by, at=at)
        if public_subject:
            publication.approve_entry(
                entry_id=entry.pk,
                public_subject=public_subject,
                public_reason="",
                by=Actor.staff(head),
                at=at,
            )
        return entry

    return make


@pytest.fixture
def page(db) -> Callable[..., AnswerPage]:
    def make(title: str, *, live: bool = True, **fields: Any) -> AnswerPage:
        index = AnswersIndexPage.objects.first()
        if index is None:
            home = Page.objects.filter(depth=2).first() or Page.objects.first()
            index = home.add_child(instance=AnswersIndexPage(title="Risposte", slug="risposte"))
        made = AnswerPage(title=title, live=live, **{"summary": "Le spese, anno per anno.", **fields})
        index.add_child(instance=made)
        if live:
            made.save_revision().publish()
        return made

    return make


def test_register_lists_only_approved_lines_with_their_public_words(anybody, answered):
    answered("Spesa per le luminarie", name="Gustavo Segreto")
    answered(subject="Oggetto mai approvato da nessuno")
    answer = anybody.get("/register/")
    told = answer.json()
    assert (told["count"], told["page"], told["pages"]) == (1, 1, 1)
    line = told["results"][0]
    assert (line["subject"], line["outcome"], line["kind"]) == (
        "Spesa per le luminarie",
        "granted",
        "generalised",
    )
    text = answer.content.decode()
    assert "Gustavo" not in text
    assert "mai approvato" not in text
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert 'type="text/csv"' in answer["Link"]
    one = anybody.get(f"/register/{line['slug']}/").json()
    assert one == line


def test_line_taken_off_the_register_is_gone(anybody, answered, user_with):
    entry = answered("Spesa per le luminarie")
    slug = anybody.get("/register/").json()["results"][0]["slug"]
    publication.hide_entry(entry_id=entry.pk, why="Sbagliata", by=Actor.staff(user_with("head")), at=MONDAY)
    assert anybody.get("/register/").json()["results"] == []
    problem(anybody.get(f"/register/{slug}/"), 404)


def test_register_filters_and_refuses_what_it_does_not_know(anybody, answered):
    answered("Spesa per le luminarie")
    assert anybody.get("/register/", {"q": "luminaria"}).json()["count"] == 1
    assert anybody.get("/register/", {"q": "autobus"}).json()["count"] == 0
    assert anybody.get("/register/", {"kind": "environmental"}).json()["count"] == 0
    assert anybody.get("/register/", {"year": "2026", "outcome": "granted"}).json()["count"] == 1
    told = problem(anybody.get("/register/", {"kind": "boh", "year": "x"}), 400)
    assert {each["field"] for each in told["errors"]} == {"kind", "year"}


def test_register_costs_the_same_with_one_and_three_lines(anybody, answered):
    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            anybody.get("/register/")
        return len(context)

    answered("Spesa per le luminarie")
    cost()
    one = cost()
    for number in (1, 2):
        answered(f"Altra spesa numero {number}", at=MONDAY + timedelta(days=number))
    cost()  # a register that has changed is counted once
    assert (cost(), anybody.get("/register/").json()["count"]) == (one, 3)


def test_pages_link_to_one_another_and_a_page_that_is_not_there_is_a_problem(anybody, answered):
    for number in range(3):
        answered(f"Spesa numero {number}", at=MONDAY + timedelta(days=number))
    first = anybody.get("/register/", {"page_size": "2"})
    assert first.json()["next"].endswith("page=2&page_size=2")
    assert 'rel="next"' in first["Link"]
    second = anybody.get("/register/", {"page": "2", "page_size": "2"}).json()
    assert (len(second["results"]), second["next"]) == (1, None)
    for page in ("9", "0", "boh", "9" * 30):
        problem(anybody.get("/register/", {"page": page}), 404)


def test_answers_show_live_pages_with_files_open_to_all(anybody, page, filed_request):
    request = filed_request()
    kept = [
        attachments.store_file(
            content=ContentFile(b"Testo.", name=name),
            name=name,
            about=request.about,
            purpose="collected",
            by=Actor.system("test"),
            at=MONDAY,
            access=access,
        )
        for name, access in (("aperto.txt", "public"), ("chiuso.txt", "private"))
    ]
    shown = page("Quanto costano le luminarie", files=[str(each.public_id) for each in kept])
    hidden = page("Bozza che nessuno deve leggere", live=False)
    told = anybody.get("/answers/").json()
    assert [row["title"] for row in told["results"]] == ["Quanto costano le luminarie"]
    whole = anybody.get(f"/answers/{shown.pk}/").json()
    assert [file["name"] for file in whole["files"]] == ["aperto.txt"]
    problem(anybody.get(f"/answers/{hidden.pk}/"), 404)
    shown.unpublish()
    problem(anybody.get(f"/answers/{shown.pk}/"), 404)
    assert anybody.get("/answers/").json()["count"] == 0


def test_answers_are_found_by_their_words(anybody, page):
    page("Quanto costano le luminarie")
    page("Orari degli autobus scolastici", summary="Tutte le linee.")
    found = anybody.get("/answers/", {"q": "luminarie"}).json()
    assert [row["title"] for row in found["results"]] == ["Quanto costano le luminarie"]


def test_answers_cost_the_same_with_one_and_three_rows(anybody, page):
    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            assert anybody.get("/answers/").status_code == 200
        return len(context)

    page("Quanto costano le luminarie")
    cost()
    one = cost()
    page("Orari degli autobus")
    page("Quante multe nel 2025")
    assert cost() == one


def test_what_is_alike_is_public_only(anybody, answered, page):
    page("Quanto costano le luminarie di Natale", summary="Le determine di spesa per le luminarie di Natale.")
    answered(subject="Segreto delle luminarie di Natale")
    told = anybody.get(
        "/answers/like/", {"text": "quanto spende il comune per le luminarie di Natale"}
    ).json()
    assert [offer["title"] for offer in told] == ["Quanto costano le luminarie di Natale"]
    problem(anybody.get("/answers/like/", {"text": "ab"}), 400)


def test_kinds_are_the_four_of_the_law(anybody):
    told = anybody.get("/kinds/").json()
    assert [each["kind"] for each in told] == ["simple_civic", "generalised", "documentary", "environmental"]
    assert all(each["label"] and each["base"] for each in told)


def test_readers_are_told_their_pace_and_when_to_come_back(anybody, settings):
    settings.REST_PACES = {**settings.REST_PACES, "read": (2, 60)}
    first = anybody.get("/kinds/")
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("2", "1")
    anybody.get("/kinds/")
    over = anybody.get("/kinds/")
    if over.status_code == 200:  # the minute turned between two calls
        anybody.get("/kinds/")
        over = anybody.get("/kinds/")
    problem(over, 429)
    assert 0 < int(over["Retry-After"]) <= 60
    assert over["RateLimit-Remaining"] == "0"
