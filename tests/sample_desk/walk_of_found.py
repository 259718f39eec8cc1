"""The walk through the sample desk; in the copy of the project it stands beside the desk's tests as walk.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from desks.found import operations
from desks.found.actions import ACTIONS as DECLARED
from desks.found.models import FoundObject
from pasocial.office.record.trail.actor import Actor
from tests.walks.groups import Group, Who, both, doors_of, group

if TYPE_CHECKING:
    from tests.walks.office import Office

STAFF = {
    "found head": {"desk": "found", "role": "head"},
    "found editor": {"desk": "found", "role": "editor"},
    "found viewer": {"desk": "found", "role": "viewer"},
}
READ, WORK, APPROVE = group(*STAFF), group("found head", "found editor"), group("found head")
HOLDERS: dict[str, Group] = {"found.read": READ, "found.work": WORK, "found.approve": APPROVE}
WHO: dict[str, Who] = {
    "found:objects": Who(READ),
    "found:objects_save_filter": both(READ),
    "found:objects_forget_filter": Who(),
    "found:objects_bulk": both(WORK),
    "found:object": Who(READ),
    "api:found_objects": Who(READ),
    "api:found_object": Who(READ),
    **doors_of(
        DECLARED, HOLDERS, page=lambda action: f"found:object_{action.code}", endpoint="api:found_object"
    ),
}
FAMILIES = ("api:found_", "found:")
VALUES: dict[str, Any] = {
    "api:found_.pk": lambda o: FoundObject.objects.get(what="Ombrello").pk,
    "found:.pk": lambda o: FoundObject.objects.get(what="Ombrello").pk,
}
NOT_PAGES = frozenset(["found:objects_save_filter", "found:objects_bulk"])
THERE: dict[str, Any] = {"/api/v1/found/objects/": lambda o: [FoundObject.objects.get(what="Ombrello").pk]}
LISTS = {"/redazione/oggetti/": "found editor", "/api/v1/found/objects/": "found editor"}


def make(office: Office) -> None:
    """One that is kept, one that is claimed and waits for approval."""
    by = Actor.staff(office.people["found editor"])
    operations.register(
        what="Ombrello", place="Biblioteca", found_on=date(2026, 3, 2), by=by, at=office.ago(9)
    )
    keys = operations.register(
        what="Chiavi", place="Parco", found_on=date(2026, 3, 1), by=by, at=office.ago(8)
    )
    operations.claim(object_id=keys.pk, claimant="Nives Bruni", by=by, at=office.ago(7))


def grow(office: Office, number: int) -> None:
    """One more, so that a list is longer than it was."""
    operations.register(
        what=f"Guanto {number}",
        place="Tram",
        found_on=date(2026, 3, 3),
        by=Actor.system("test"),
        at=office.ago(1),
    )
