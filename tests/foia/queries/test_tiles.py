"""Who has something to do finds it on the first page, and nobody else is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.models import Consultation, Topic
from foia.queries.tiles import choice_tile, pace_tile, question_tile, review_tile
from pasocial.office.work.approvals.queries import tile as approval_tile
from tests.fixtures import signed_in_client
from tests.foia.conftest import MONDAY


@pytest.fixture
def editor(user_with):
    return user_with("editor", name="Carla Bianchi")


def lines(told) -> list[str]:
    return [line["label"] for line in told["items"]]


def test_head_is_told_of_decisions_to_approve(submitted_request, user_with):
    waiting = submitted_request()
    told = approval_tile(user_with("head", name="Franca Ferri"))
    assert (told["count"], lines(told)) == (1, [f"Approva: Risposta alla richiesta {waiting.number}"])
    assert told["items"][0]["url"] == f"/redazione/foia/richieste/{waiting.pk}/decisione/#approva"


def test_who_approves_nothing_counts_nothing(submitted_request, editor):
    submitted_request()
    assert approval_tile(editor)["count"] == 0


def test_contact_is_told_of_questions_without_a_reply(filed_request, user_with):
    contact = user_with(office="office_contact", name="Ugo Urbani")
    asked = [filed_request(subject=subject) for subject in ("Spese per il verde", "Spese per le strade")]
    for number, request in enumerate(asked):
        Consultation.objects.create(
            request=request,
            contact=contact,
            question="Che cosa avete?",
            asked_at=MONDAY,
            due_on=(MONDAY + timedelta(days=5)).date(),
            replied_at=MONDAY if number else None,
        )
    told = question_tile(contact)
    assert (told["count"], lines(told)) == (1, ["Rispondi: Spese per il verde"])
    assert told["items"][0]["note"].startswith("in ritardo, era dovuta il ")


def test_top_reads_how_many_answers_are_owed(filed_request, user_with):
    filed_request()
    top = user_with(office="top", name="Tommaso Testa")
    told = pace_tile(top)
    assert told["count"] == 1


def test_rpct_without_reviews_is_shown_none(user_with):
    assert review_tile(user_with(office="rpct", name="Rita Riva"))["count"] == 0


@pytest.mark.parametrize("tile", [review_tile, question_tile, pace_tile])
def test_who_has_another_job_is_told_nothing(tile, editor):
    assert tile(editor) is None


def test_topics_to_decide_are_as_many_as_the_board_shows_behind_the_number(db, user_with):
    for number, (flag, choice) in enumerate((("hard", ""), ("hard", "not"), ("soft", ""), ("hard", ""))):
        Topic.objects.create(
            title=f"Tema {number}",
            flag=flag,
            flagged_on=MONDAY.date(),
            choice=choice,
            choice_reason="Riguarda una sola persona." if choice else "",
            requests_total=4,
            created_at=MONDAY,
        )
    head = user_with("head", name="Franca Ferri")
    told = choice_tile(head)
    listed = signed_in_client(head).get(told["url"]).context["page"].paginator.count
    assert (told["count"], listed) == (2, 2)
    assert lines(told)[:2] == ["Decidi se pubblicare: Tema 0", "Decidi se pubblicare: Tema 3"]
