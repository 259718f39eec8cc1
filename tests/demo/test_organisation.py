"""The invented town has its offices, its groups and somebody away; built again it stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from pasocial.demo.accounts import ACCOUNTS
from pasocial.demo.organisation import GROUPS, OFFICES, organise
from pasocial.office.people.members.queries import deputies_at, every_group, people_in
from pasocial.office.people.offices.queries import office_of, tree
from pasocial.office.record.trail.models import Entry
from tests.fixtures import NOW, user_with

pytestmark = pytest.mark.django_db


def staff() -> dict[str, Any]:
    made = {}
    for account in ACCOUNTS:
        desk, role = account.desks[0] if account.desks else ("", "editor")
        office_role = account.office_roles[0] if account.office_roles else ""
        made[account.label] = user_with(
            desk, role, office_role=office_role, full_name=account.name, email=account.email
        )
    return made


def test_town_has_its_offices_groups_and_somebody_away_and_once() -> None:
    people = staff()
    organise(people, NOW.date(), NOW)
    entries = Entry.objects.count()
    organise(people, NOW.date(), NOW)
    assert Entry.objects.count() == entries
    branches = tree()
    assert len(branches) == len(OFFICES.strip().splitlines()) - 1
    assert max(one.depth for one in branches) == 2
    heads = {one.office.code: one.office.head for one in branches if one.office.head}
    assert heads["URP"] == people["head of access (FOIA)"]
    works_in = office_of(people["head of access (FOIA)"].pk)
    assert works_in is not None
    assert works_in.code == "URP"
    sizes = {group.code: people_in(group.pk).count() for group in every_group()}
    assert sizes == {code: len(labels) for code, _name, _purpose, labels in GROUPS}
    away = {absent: one.deputy_id for absent, one in deputies_at(NOW).items()}
    assert away == {people["employee, no desk"].pk: people["coordinator"].pk}
