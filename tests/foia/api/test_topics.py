"""Topics and suggestions by REST: read by those who may, changed by those who work, decided by those who choose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foia.models import Suggestion, Topic
from foia.operations import topics
from pasocial.office.trail.actor import Actor
from tests.foia.api.conftest import problem
from tests.foia.conftest import MONDAY

BY = Actor.system("test")


@pytest.fixture
def pair(filed_request):
    return [
        filed_request(name="Anna Verdi", codice_fiscale="VRDNNA85B41F205O"),
        filed_request(name="Mario Rossi", codice_fiscale="RSSMRA80A01H501U", email="mario@posta.example"),
    ]


def test_topic_is_started_joined_split_merged_and_undone(program, pair, filed_request):
    editor = program("editor")
    third = filed_request(name="Elena Gallo", email="elena@posta.example")
    made = editor.post("/topics/", {"title": "Spese per le luminarie", "requests": [pair[0].pk, pair[1].pk]})
    assert made.status_code == 201, made.content
    topic = made.json()
    assert (topic["requests_total"], topic["last_act"]["verb"]) == (2, "start")
    here = f"/topics/{topic['id']}/"
    assert editor.post(f"{here}join/", {"requests": [third.pk]}).json()["requests_total"] == 3
    rows = editor.get(f"{here}requests/").json()["results"]
    assert sorted(row["request"] for row in rows) == sorted([pair[0].pk, pair[1].pk, third.pk])
    fresh = editor.post(f"{here}split/", {"requests": [third.pk], "title": "Contratti di sponsor"}).json()
    assert (fresh["requests_total"], editor.get(here).json()["requests_total"]) == (1, 2)
    kept = editor.post(f"/topics/{fresh['id']}/merge/", {"into": topic["id"]}).json()
    assert (kept["id"], kept["requests_total"]) == (topic["id"], 3)
    assert editor.post(f"{here}undo/").json()["requests_total"] == 2
    assert editor.post(f"{here}leave/", {"requests": [pair[1].pk]}).json()["requests_total"] == 1
    renamed = editor.post(f"{here}rename/", {"title": "Luminarie", "summary": "Quanto costano."}).json()
    assert (renamed["title"], renamed["summary"]) == ("Luminarie", "Quanto costano.")


def test_unknown_requests_and_topics_are_named(program, pair):
    editor = program("editor")
    told = problem(editor.post("/topics/", {"title": "Spese varie", "requests": [pair[0].pk, 999999]}), 400)
    assert told["errors"][0]["code"] == "unknown_request"
    assert Topic.objects.count() == 0
    problem(editor.get("/topics/999999/"), 404)
    topic = topics.start_topic(request_ids=[pair[0].pk], title="Spese varie", by=BY, at=MONDAY)
    problem(editor.post(f"/topics/{topic.pk}/merge/", {"into": 999999}), 404)
    assert problem(editor.post(f"/topics/{topic.pk}/merge/", {"into": topic.pk}), 422)["code"] == "same_topic"


def test_only_those_who_choose_decide(program, pair):
    topic = topics.start_topic(request_ids=[pair[0].pk], title="Spese per le luminarie", by=BY, at=MONDAY)
    Topic.objects.filter(pk=topic.pk).update(flag="hard", flagged_on=date(2026, 3, 2))
    path = f"/topics/{topic.pk}/choose/"
    words = {"choice": "not", "reason": "I dati cambiano ogni settimana."}
    problem(program("editor").post(path, words), 403)
    head = program("head")
    assert problem(head.post(path, words), 422)["code"] == "look_again_missing"
    later = (timezone.localdate() + timedelta(days=90)).isoformat()
    told = head.post(path, {**words, "look_again_on": later}).json()
    assert (told["choice"], told["look_again_on"], told["chosen_by"]["id"]) == ("not", later, head.user.pk)


def test_top_reads_topics_but_no_request(program, pair):
    topic = topics.start_topic(request_ids=[pair[0].pk], title="Spese per le luminarie", by=BY, at=MONDAY)
    top = program(office="top")
    answer = top.get(f"/topics/{topic.pk}/")
    assert answer.status_code == 200
    assert "Anna Verdi" not in answer.content.decode()
    problem(top.get(f"/topics/{topic.pk}/requests/"), 403)
    problem(program(office="office_contact").get("/topics/"), 403)


def test_board_filters_and_costs_the_same_with_one_and_three_rows(program, filed_request):
    reader = program("viewer")

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as context:
            answer = reader.get("/topics/")
        return len(context), answer.json()["count"]

    def start(title: str) -> None:
        topics.start_topic(request_ids=[filed_request().pk], title=title, by=BY, at=MONDAY)

    start("Spese per le luminarie")
    cost()
    one, rows = cost()
    assert rows == 1
    start("Orari degli autobus")
    start("Multe del 2025")
    assert cost() == (one, 3)
    assert [row["title"] for row in reader.get("/topics/", {"q": "autobus"}).json()["results"]] == [
        "Orari degli autobus"
    ]
    problem(reader.get("/topics/", {"flag": "boh"}), 400)


def test_suggestion_is_judged_once(program, pair):
    editor = program("editor")
    suggestion = Suggestion.objects.create(
        request=pair[1], earlier=pair[0], score=0.8, why={"parts": []}, made_at=MONDAY
    )
    listed = editor.get(f"/requests/{pair[1].pk}/suggestions/").json()
    assert [(row["earlier"]["id"], row["verdict"]) for row in listed] == [(pair[0].pk, "open")]
    judged = editor.post(f"/suggestions/{suggestion.pk}/judge/", {"accept": True}).json()
    assert judged["verdict"] == "accepted"
    assert judged["earlier"]["topic"]["id"] == Topic.objects.get().pk
    again = editor.post(f"/suggestions/{suggestion.pk}/judge/", {"accept": False})
    assert problem(again, 422)["code"] == "already_judged"
    problem(program("viewer").post(f"/suggestions/{suggestion.pk}/judge/", {"accept": True}), 403)
