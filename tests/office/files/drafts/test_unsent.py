"""Words typed and not sent: one person's, one form's, for a day."""

from __future__ import annotations

from typing import Any

import pytest

from pasocial.office.files.drafts import unsent
from pasocial.office.files.drafts.rules import Seen
from pasocial.office.record import presence
from tests.fixtures import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> dict[str, Any]:
    return {"case": "attic.trunk:1", "user": user_with("newsroom", "editor"), "form": "note"}


def kept(place: dict[str, Any], **changes: Any) -> dict[str, dict[str, str]]:
    where = {**place, **changes}
    return unsent.kept(case=where["case"], user=where["user"], forms=(where["form"],))


def test_words_come_back_to_her_in_that_form_of_that_thing_alone(place: dict[str, Any]) -> None:
    unsent.keep(fields={"body": "A metà.", "title": " "}, **place)
    assert kept(place) == {"note": {"body": "A metà."}}
    other = user_with("newsroom", "head")
    for change in ({"case": "attic.trunk:2"}, {"user": other}, {"form": "letter"}):
        assert kept(place, **change) == {}


def test_only_what_a_person_typed_is_kept_of_a_form() -> None:
    sent = {"csrfmiddlewaretoken": "x", "version": "3", "seen": "9", "autosave_seen": "a.b", "body": "Testo"}
    assert unsent.typed_in(sent) == {"body": "Testo"}


def test_emptied_text_is_forgotten_and_so_is_one_longer_than_a_page(place: dict[str, Any]) -> None:
    seen, against = unsent.keep(fields={"body": "Prima."}, **place)
    assert against is None
    assert unsent.keep(fields={"body": ""}, seen=seen, **place)[1] is None
    assert kept(place) == {}
    unsent.keep(fields={"body": "x" * (unsent.LONGEST + 1)}, **place)
    assert kept(place) == {}


def test_older_page_is_told_and_what_another_page_kept_survives_a_sending(place: dict[str, Any]) -> None:
    older, newer = Seen("0" * 12, "older"), Seen("0" * 12, "newer")
    unsent.keep(fields={"body": "La seconda."}, seen=newer, **place)
    seen, against = unsent.keep(fields={"body": "La prima."}, seen=older, **place)
    assert against is not None
    assert (against.code, seen.page, kept(place)["note"]["body"]) == ("draft_changed", "older", "La seconda.")
    unsent.forget(seen=older, **place)
    assert kept(place)["note"]["body"] == "La seconda."
    unsent.forget(seen=newer, **place)
    assert kept(place) == {}


def test_colleagues_see_her_writing_until_she_sends(place: dict[str, Any]) -> None:
    colleague = user_with("newsroom", "head")

    def seen() -> list[tuple[int, bool]]:
        there = presence.others(case=place["case"], user=colleague)
        return [(person.pk, person.writing) for person in there]

    unsent.keep(fields={"body": "A metà."}, **place)
    assert seen() == [(place["user"].pk, True)]
    unsent.forget(**place)
    assert seen() == [(place["user"].pk, False)]


def test_new_page_saves_where_what_it_shows_is_said(place: dict[str, Any]) -> None:
    unsent.keep(fields={"body": "A metà."}, **place)
    address = unsent.saving_address("/saving/", kept(place)["note"])
    seen = Seen.read(address.removeprefix("/saving/?autosave_seen="))
    assert unsent.keep(fields={"body": "A metà, e oltre."}, seen=seen, **place)[1] is None
