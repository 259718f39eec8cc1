"""A citizen writes one draft in two tabs, or for so long that the form is no longer accepted: no text is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from pasocial.office.files.drafts.models import Draft
from tests.foia.portal.conftest import PERSON, QUESTION, Citizen

TELLS_OF = (
    "pasocial/office/files/drafts/operations.py",
    "foia/portal/views/filing/pages.py",
    "pasocial/config/unreadable.py",
)
pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Requested-With": "autosave"}


def words_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def seen_in(answer: Any) -> str:
    found = re.search(r'name="autosave_seen" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def opens(citizen: Citizen, step: str = "richiesta") -> str:
    return seen_in(citizen.client.get(citizen.address(step)))


def saves(citizen: Citizen, seen: str, body: str) -> Any:
    typed = {**QUESTION, "body": body, "autosave_seen": seen}
    return citizen.client.post(citizen.address("richiesta"), typed, headers=AUTOSAVE)


def test_older_tab_is_told_and_overwrites_nothing(citizen: Citizen) -> None:
    citizen.begins()
    older, newer = opens(citizen), opens(citizen)
    assert saves(citizen, newer, "Il testo della seconda scheda.").status_code == 204
    assert saves(citizen, older, "Il testo della prima scheda.").status_code == 409
    assert Draft.objects.get().fields["body"] == "Il testo della seconda scheda."


def test_both_texts_are_on_the_page_and_sending_again_is_a_choice(citizen: Citizen) -> None:
    citizen.begins()
    older, newer = opens(citizen), opens(citizen)
    theirs = QUESTION["body"] + " Anche quelle del 2024."
    assert (
        citizen.answers("richiesta", **{**QUESTION, "body": theirs}, autosave_seen=newer).status_code == 302
    )
    mine = QUESTION["body"] + " Solo quelle di marzo."
    told = citizen.answers("richiesta", **{**QUESTION, "body": mine}, autosave_seen=older)
    assert told.status_code == 409
    assert f"<p>{theirs}</p>" in words_of(told)
    assert f"{mine}</textarea>" in words_of(told)
    assert Draft.objects.get().fields["body"] == theirs
    again = citizen.answers("richiesta", **{**QUESTION, "body": mine}, autosave_seen=seen_in(told))
    assert again.status_code == 302
    assert Draft.objects.get().fields["body"] == mine


def test_one_tab_saves_as_often_as_it_likes_also_out_of_turn(citizen: Citizen) -> None:
    citizen.begins()
    seen = opens(citizen)
    first = saves(citizen, seen, "Il testo, prima.")
    assert [first.status_code, saves(citizen, seen, "Il testo, poi.").status_code] == [204, 204]
    assert saves(citizen, first["X-Autosave-Seen"], "Il testo, alla fine.").status_code == 204
    wrong = citizen.answers("richiesta", subject="Breve", body="Poco", autosave_seen=seen)
    assert wrong.status_code == 422
    assert citizen.answers("richiesta", **QUESTION, autosave_seen=seen_in(wrong)).status_code == 302


def test_who_she_is_is_guarded_like_what_she_asks(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    older, newer = opens(citizen, "dati"), opens(citizen, "dati")
    citizen.answers("dati", **{**PERSON, "organisation": "Amici del parco"}, autosave_seen=newer)
    told = citizen.answers("dati", **{**PERSON, "organisation": "La Gazzetta"}, autosave_seen=older)
    assert told.status_code == 409
    assert "Amici del parco" in words_of(told)
    assert 'value="La Gazzetta"' in words_of(told)


def test_steps_in_two_tabs_do_not_undo_one_another(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    question = opens(citizen)
    citizen.answers(
        "dati", **{**PERSON, "organisation": "Amici del parco"}, autosave_seen=opens(citizen, "dati")
    )
    citizen.answers(
        "richiesta", **{**QUESTION, "body": QUESTION["body"] + " Grazie."}, autosave_seen=question
    )
    assert Draft.objects.get().fields["organisation"] == "Amici del parco"


def test_form_refused_for_its_token_gives_back_what_was_typed(citizen: Citizen) -> None:
    citizen.begins()
    strict = Client(enforce_csrf_checks=True)
    typed = {**QUESTION, "csrfmiddlewaretoken": "x" * 64}
    same = strict.post(citizen.address("richiesta"), typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert same.status_code == 403
    assert f"{QUESTION['body']}</textarea>" in words_of(same)
    assert "ricarica" not in words_of(same)
    other = strict.post(citizen.address("richiesta"), typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert (other.status_code, QUESTION["body"] in words_of(other)) == (403, False)
