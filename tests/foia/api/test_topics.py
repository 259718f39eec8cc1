"""Topics and suggestions by REST: read by those who may, changed by those who work, decided by those who choose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foia.models import Suggestion, Topic
from foia.operations import suggestions, topics
from pasocial.office.record.trail.actor import Actor
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


def test_who_acts_on_an_old_version_is_told_the_new_one(program, pair, filed_request):
    editor = program("editor")
    topic = topics.start_topic(request_ids=[pair[0].pk], title="Spese varie", by=BY, at=MONDAY)
    here = f"/topics/{topic.pk}/"
    read = editor.get(here)
    seen = read.json()["version"]
    assert read["ETag"] == f'"{seen}"'
    joined = editor.post(f"{here}join/", {"requests": [pair[1].pk], "version": seen})
    assert (joined.status_code, joined.json()["version"]) == (200, seen + 1)
    told = problem(editor.post(f"{here}rename/", {"title": "Altro titolo", "version": seen}), 409)
    assert (told["code"], told["current_version"]) == ("stale", seen + 1)
    assert editor.get(here).json()["title"] == "Spese varie"
    problem(editor.post(f"{here}rename/", {"title": "Altro titolo", "version": "boh"}), 400)


def test_persons_are_listed_joined_and_parted(program, pair):
    editor = program("editor")
    topic = topics.start_topic(request_ids=[one.pk for one in pair], title="Spese varie", by=BY, at=MONDAY)
    here = f"/topics/{topic.pk}/persons/"
    rows = editor.get(here).json()["results"]
    assert sorted(name for row in rows for key in row["keys"] for name in key["names"]) == [
        "Anna Verdi",
        "Mario Rossi",
    ]
    keys = [row["person"] for row in rows]
    problem(editor.post(f"{here}same/", {"persons": keys, "why": "sì"}), 422)
    one = editor.post(f"{here}same/", {"persons": keys, "why": "Stessa firma e stesso recapito."}).json()
    assert one["persons_in_window"] == 1
    (row,) = editor.get(here).json()["results"]
    assert (len(row["keys"]), row["said"][0]["same"]) == (2, True)
    two = editor.post(
        f"{here}different/", {"person_key": row["keys"][0]["person_key"], "why": "Ci eravamo sbagliati."}
    ).json()
    assert two["persons_in_window"] == 2
    problem(program("viewer").post(f"{here}same/", {"persons": keys, "why": "Lo so bene"}), 403)
    # Names of who asked: for those who work the cases, as on the page.
    assert problem(program("viewer").get(here), 403)["code"] == "role_missing"
    problem(program(office="top").get(here), 403)
    problem(editor.get("/topics/999999/persons/"), 404)


def test_organisation_is_confirmed_once(program, filed_request):
    editor = program("editor")
    made = [
        filed_request(
            name=name, email=f"{n}@posta.example", birth_date=date(1970, 1, n + 1), organisation="Circolo"
        )
        for n, name in enumerate(["Anna Verdi", "Mario Rossi"])
    ]
    topic = topics.start_topic(request_ids=[one.pk for one in made], title="Spese varie", by=BY, at=MONDAY)
    here = f"/topics/{topic.pk}/organisations/"
    (row,) = editor.get(here).json()
    assert (row["name"], row["requests"], row["persons"], row["confirmed"]) == ("Circolo", 2, 2, False)
    told = editor.post(f"{here}confirm/", {"key": row["key"], "confirmed": True}).json()
    assert told["persons_in_window"] == 1
    assert problem(editor.post(f"{here}confirm/", {"key": "x", "confirmed": True}), 422)["code"] == (
        "organisation_unknown"
    )


def test_proposals_wait_for_a_measured_threshold_and_are_judged_at_once(program, pair, filed_request):
    editor, head = program("editor"), program("head")
    Suggestion.objects.create(request=pair[1], earlier=pair[0], score=0.9, why={"parts": []}, made_at=MONDAY)
    assert editor.get("/proposals/").json()["results"] == []
    quality = editor.get("/proposals/quality/").json()
    assert (quality["best"], quality["missing"], quality["adopted"], quality["open"]) == (None, 52, None, 1)
    assert problem(head.post("/proposals/threshold/"), 422)["code"] == "threshold_unmeasured"
    problem(editor.post("/proposals/threshold/"), 403)
    for _number in range(52):
        one, other = filed_request(), filed_request()
        suggestion = Suggestion.objects.create(
            request=other, earlier=one, score=0.8, why={"parts": []}, made_at=MONDAY
        )
        suggestions.judge_suggestion(suggestion_id=suggestion.pk, accept=True, by=BY, at=MONDAY)
    adopted = head.post("/proposals/threshold/").json()["adopted"]
    assert (adopted["score"], adopted["judged"], adopted["suspended"]) == (0.5, 52, False)
    (proposal,) = editor.get("/proposals/").json()["results"]
    ids = [one.pk for one in pair]
    assert (sorted(proposal["requests"]), proposal["topic"]) == (ids, None)
    same_twice = {"requests": [ids[0], ids[0]], "title": "Spese varie", "accept": True}
    problem(editor.post("/proposals/", same_twice), 422)
    made = editor.post("/proposals/", {"requests": ids, "title": "Spese varie", "accept": True}).json()
    assert Topic.objects.get(pk=made["topic"]).requests_total == 2
    assert (
        problem(editor.post("/proposals/", {"requests": ids, "accept": False}), 422)["code"]
        == "already_judged"
    )


def test_bad_input_is_said_clearly_and_changes_nothing(program, pair):
    editor, head = program("editor"), program("head")
    made = editor.post("/topics/", {"title": "Spese varie", "requests": [pair[0].pk, pair[0].pk]}).json()
    assert made["requests_total"] == 1
    here = f"/topics/{made['id']}/"
    told = problem(
        head.post(
            f"{here}choose/",
            {"choice": "not", "reason": "Dati in lavorazione", "look_again_on": "31/02/2027"},
        ),
        400,
    )
    assert [error["field"] for error in told["errors"]] == ["look_again_on"]
    for wrong in ([], ["x"], [-1], [0], [10**30], None, {"a": 1}):
        problem(editor.post(f"{here}join/", {"requests": wrong}), 400)
    problem(head.post(f"{here}answers/999999/keep-fresh/", {"owner_desk": "newsroom"}), 404)
    problem(editor.post("/proposals/", {"requests": [pair[0].pk], "title": "Spese", "accept": True}), 422)
    problem(editor.post("/proposals/", {"requests": [pair[0].pk], "accept": "boh"}), 400)
    problem(editor.post(f"{here}persons/same/", {"persons": ["x" * 500], "why": "Lo so bene"}), 400)
    assert editor.get(here).json()["version"] == made["version"]


def test_a_hundred_times_the_same_by_one_person_is_never_a_hard_flag(program, filed_request):
    editor = program("editor")
    made = [filed_request(name="Anna Verdi", codice_fiscale="VRDNNA85B41F205O").pk for _ in range(100)]
    topic = editor.post("/topics/", {"title": "Cento volte", "requests": made}).json()
    assert (topic["flag"], topic["requests_in_window"], topic["persons_in_window"]) == ("none", 100, 1)
