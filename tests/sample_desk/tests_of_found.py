"""A desk of four hundred lines does what the others do: list, views, many at once, approval, API."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desks.found import operations
from desks.found.models import FoundObject
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import signed_in_client, user_with

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY = Actor.system("test")


def kept(what: str = "Ombrello") -> FoundObject:
    return operations.register(what=what, place="Biblioteca", found_on=date(2026, 3, 2), by=BY, at=NOW)


def test_list_has_views_with_counts_search_and_saved_views() -> None:
    kept(), kept("Chiavi")
    editor = signed_in_client(user_with("found", "editor"))
    page = editor.get("/redazione/oggetti/?q=ombr").content.decode()
    assert ("Ombrello" in page, "Chiavi" in page) == (True, False)
    saved = editor.post("/redazione/oggetti/filtri/", {"name": "Miei", "query": "q=ombr"}, follow=True)
    assert "Miei" in saved.content.decode()


def test_many_are_donated_at_once_or_none() -> None:
    one, two = kept(), kept("Chiavi")
    editor = signed_in_client(user_with("found", "editor"))
    operations.claim(object_id=two.pk, claimant="Nives Bruni", by=BY, at=NOW)
    editor.post("/redazione/oggetti/insieme/", {"action": "donate", "rows": [one.pk, two.pk]})
    assert sorted(FoundObject.objects.values_list("state", flat=True)) == ["claimed", "kept"]
    editor.post("/redazione/oggetti/insieme/", {"action": "donate", "rows": [one.pk]})
    assert FoundObject.objects.get(pk=one.pk).state == "donated"


def test_return_is_approved_by_somebody_else_of_exactly_what_was_claimed() -> None:
    one, clerk, head = kept(), user_with("found", "editor"), user_with("found", "head")
    page = signed_in_client(clerk).get(f"/redazione/oggetti/{one.pk}/").content.decode()
    assert ("Registra chi lo reclama" in page, "Approva la restituzione" in page) == (True, False)
    signed_in_client(clerk).post(f"/redazione/oggetti/{one.pk}/reclamo/", {"claimant": "Nives Bruni"})
    with pytest.raises(Refused):
        operations.approve_return(thing=one.pk, by=Actor.staff(clerk), at=NOW)
    signed_in_client(head).post(f"/redazione/oggetti/{one.pk}/restituisci/")
    assert FoundObject.objects.get().state == "returned"
    assert Entry.objects.filter(about=one.about).values_list("event", flat=True).order_by("pk").last() == (
        "found.object.returned"
    )


def test_program_does_what_the_page_does() -> None:
    one = kept()
    head = signed_in_client(user_with("found", "head"))
    address = f"/api/v1/found/objects/{one.pk}/claim/"
    claimed = head.post(address, {"claimant": "Nives Bruni"}, content_type="application/json")
    assert (claimed.status_code, claimed.json()["state"]) == (200, "claimed")
    again = head.post(address, {"claimant": "Nives Bruni"}, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "wrong_moment")
