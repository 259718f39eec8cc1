"""Adds, changes, closes offices and says who works where; each act is one trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction

from pasocial.cleaning import address, one_line
from pasocial.office.people.offices import rules
from pasocial.office.people.offices.models import Office, Placement
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

FIELDS = ("name", "level", "parent_id", "head_id", "mailbox")


@transaction.atomic
def add_office(
    *,
    code: str,
    name: str,
    level: str,
    by: Actor,
    at: datetime,
    parent: Office | None = None,
    head: User | None = None,
    mailbox: str = "",
) -> Office:
    """A new office in its place of the tree."""
    code = one_line(code)
    insist(rules.reason_against_new_code(taken=Office.objects.filter(code=code).exists()))
    office = Office(code=code)
    changed = put(office, standing_tree(), name, level, parent, head.pk if head else None, mailbox)
    record(event=OfficeEvent.OFFICE_ADDED, about=office.about, by=by, at=at, note={"changed": changed})
    return office


@transaction.atomic
def change_office(
    *,
    office_id: int,
    name: str,
    level: str,
    by: Actor,
    at: datetime,
    parent: Office | None = None,
    head: User | None = None,
    mailbox: str = "",
) -> Office:
    """The same office told anew; nothing is recorded when nothing is new."""
    office = Office.objects.select_for_update().get(pk=office_id)
    changed = put(office, standing_tree(), name, level, parent, head.pk if head else None, mailbox)
    if changed:
        record(event=OfficeEvent.OFFICE_CHANGED, about=office.about, by=by, at=at, note={"changed": changed})
    return office


@transaction.atomic
def close_office(*, office_id: int, by: Actor, at: datetime) -> None:
    """It is no longer there; who worked in it works in none."""
    office = Office.objects.select_for_update().get(pk=office_id)
    insist(
        rules.reason_against_closing(
            closed=office.closed_at is not None,
            has_open_parts=Office.objects.filter(parent=office, closed_at__isnull=True).exists(),
        )
    )
    office.closed_at = at
    office.save(update_fields=["closed_at"])
    _name_people(office, "")
    Placement.objects.filter(office=office).delete()
    record(event=OfficeEvent.OFFICE_CLOSED, about=office.about, by=by, at=at)


@transaction.atomic
def place_person(*, user: User, office: Office | None, by: Actor, at: datetime) -> None:
    """She works there from now on, or in no office of the tree; what pages call her office follows."""
    before = Placement.objects.filter(user=user).first()
    if (before.office_id if before else None) == (office.pk if office else None):
        return
    if office is None:
        Placement.objects.filter(user=user).delete()
    else:
        insist(rules.reason_against_closing(closed=office.closed_at is not None, has_open_parts=False))
        Placement.objects.update_or_create(user=user, defaults={"office": office})
    user.office_name = office.name if office else ""
    user.save(update_fields=["office_name"])
    record(
        event=OfficeEvent.PERSON_PLACED,
        about=f"user:{user.pk}",
        by=by,
        at=at,
        note={"changed": {"office": [before.office_id if before else None, office.pk if office else None]}},
    )


def standing_tree() -> dict[str, tuple[str, str]]:
    """Every office's code → its level and the code of what it is part of; held until the transaction ends."""
    rows = Office.objects.select_for_update(of=("self",)).values_list("code", "level", "parent__code")
    return {code: (level, above or "") for code, level, above in rows}


def put(
    office: Office,
    standing: dict[str, tuple[str, str]],
    name: str,
    level: str,
    parent: Office | None,
    head_id: int | None,
    mailbox: str,
) -> dict[str, list[Any]]:
    """Writes an office in its place of the standing tree, in the caller's transaction; field → [before, after].

    The trail keeps numbers and levels, not the mailbox, which may be a person's.
    """
    name, mailbox = one_line(name)[:150], address(mailbox)
    insist(rules.reason_against_office(office.code, name, level, mailbox))
    insist(
        rules.reason_against_place(
            office.code,
            level,
            parent.code if parent else "",
            parents={code: above for code, (_level, above) in standing.items()},
            levels={code: level for code, (level, _above) in standing.items()},
        )
    )
    before = {field: getattr(office, field) for field in FIELDS} if office.pk else dict.fromkeys(FIELDS)
    office.name, office.level, office.parent, office.head_id = name, level, parent, head_id
    office.mailbox = mailbox
    after = {field: getattr(office, field) for field in FIELDS}
    changed = {field: [before[field], after[field]] for field in FIELDS if before[field] != after[field]}
    if changed:
        office.save()
        standing[office.code] = (level, parent.code if parent else "")
        if changed.get("name", [None])[0]:
            _name_people(office, office.name)
    if "mailbox" in changed:
        changed["mailbox"] = [bool(before["mailbox"]), bool(mailbox)]
    return changed


def _name_people(office: Office, name: str) -> None:
    get_user_model().objects.filter(placement__office=office).update(office_name=name)
