"""What a page's script says while somebody types, and what it is told."""

from __future__ import annotations

from django.test import RequestFactory

from pasocial.office.files.drafts import autosave
from pasocial.office.files.drafts.rules import Seen, reason_against_continuing

SEEN = Seen("abc", "page")


def test_script_and_person_are_told_apart() -> None:
    asked = RequestFactory()
    saving = asked.post("/", headers={"X-Requested-With": "autosave"})
    assert (autosave.is_autosave(saving), autosave.is_autosave(asked.post("/"))) == (True, False)


def test_what_the_page_has_seen_comes_in_its_form_or_in_its_address() -> None:
    asked = RequestFactory()
    assert autosave.seen_in(asked.post("/", {"autosave_seen": "abc.page"})) == SEEN
    assert autosave.seen_in(asked.post("/?autosave_seen=abc.page")) == SEEN
    assert autosave.seen_in(asked.post("/?autosave_seen=other.page", {"autosave_seen": "abc.page"})) == SEEN
    assert not autosave.seen_in(asked.post("/"))


def test_script_is_told_whether_it_was_kept() -> None:
    kept = autosave.answer(SEEN)
    overtaken = autosave.answer(SEEN, reason_against_continuing(there=False))
    assert [(told.status_code, told["X-Autosave-Seen"]) for told in (kept, overtaken)] == [
        (204, "abc.page"),
        (409, "abc.page"),
    ]
