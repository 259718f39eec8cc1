"""Lines of the register by REST: approved by those who publish, without a name in them."""

from __future__ import annotations

from foia.operations import publication
from pasocial.office.record.trail.actor import Actor
from tests.foia.api.conftest import problem
from tests.foia.api.test_public import answered  # noqa: F401  a fixture
from tests.foia.conftest import MONDAY


def test_entry_is_approved_and_taken_off(program, answered, anybody):  # noqa: F811
    entry = answered(name="Gustavo Segreto")
    head = program("head")
    assert [row["id"] for row in head.get("/register-entries/").json()["results"]] == [entry.pk]
    here = f"/register-entries/{entry.pk}/"
    tag = head.get(here)["ETag"]
    named = head.post(f"{here}approve/", {"public_subject": "Domanda di Gustavo Segreto"}, If_Match=tag)
    assert problem(named, 422)["errors"][0]["field"]
    assert anybody.get("/register/").json()["count"] == 0
    approved = head.post(f"{here}approve/", {"public_subject": "Spesa per le luminarie"}, If_Match=tag)
    told = approved.json()
    assert (told["state"], told["public_subject"]) == ("approved", "Spesa per le luminarie")
    assert anybody.get("/register/").json()["count"] == 1
    tag = approved["ETag"]
    assert problem(head.post(f"{here}hide/", {"why": " "}, If_Match=tag), 400)
    assert head.post(f"{here}hide/", {"why": "Va riscritta."}, If_Match=tag).json()["state"] == "hidden"
    assert anybody.get("/register/").json()["count"] == 0


def test_two_programs_do_not_overwrite_each_others_words(program, answered):  # noqa: F811
    entry = answered()
    head = program("head")
    here = f"/register-entries/{entry.pk}/"
    seen = head.get(here).json()["version"]
    assert problem(head.post(f"{here}approve/", {"public_subject": "Spesa"}), 428)
    first = head.post(f"{here}approve/", {"public_subject": "Spesa per le luminarie", "version": seen})
    assert (first.status_code, first.json()["version"]) == (200, seen + 1)
    for path, words in (("approve/", {"public_subject": "Altre parole"}), ("hide/", {"why": "Errata."})):
        told = problem(head.post(f"{here}{path}", {**words, "version": seen}), 409)
        assert (told["code"], told["current_version"]) == ("stale", seen + 1)
    assert head.get(here).json()["public_subject"] == "Spesa per le luminarie"


def test_only_those_who_publish_see_the_queue(program, answered):  # noqa: F811
    entry = answered()
    for who in (program("editor"), program("viewer"), program(office="top")):
        problem(who.get("/register-entries/"), 403)
        problem(who.post(f"/register-entries/{entry.pk}/approve/", {"public_subject": "Spesa"}), 403)
    problem(program("head").get("/register-entries/999999/"), 404)


def test_proposing_twice_gives_one_line(program, answered):  # noqa: F811
    entry = answered()
    editor = program("editor")
    told = editor.post(f"/requests/{entry.request_id}/register-entry/", If_Match="*")
    assert told.json()["register_entry"]["id"] == entry.pk
    assert publication.propose_entry(request_id=entry.request_id, by=Actor.system("t"), at=MONDAY) == entry
