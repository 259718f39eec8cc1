"""Roles, permissions and persons agree, told without a single call: who holds what is a table."""

from __future__ import annotations

from pasocial.office.people.members.models import DeskRole, OfficeRole
from pasocial.office.record import registry
from tests.walks.persons import STAFF
from tests.walks.who import HOLDERS


def holders(permission: registry.Permission, desk: str) -> set[str]:
    """The persons of the walk whose role the declaration names."""
    return {
        name
        for name, role in STAFF.items()
        if (role.get("desk") == desk and role["role"] in permission.desk_roles)
        or role.get("office_role") in permission.office_roles
    }


def declared() -> dict[str, set[str]]:
    return {
        code: holders(permission, desk.code)
        for desk in registry.desks().values()
        for code, permission in desk.permissions.items()
    }


def test_each_permission_is_held_by_the_roles_that_the_table_names() -> None:
    assert declared() == {code: set(who) for code, who in HOLDERS.items()}


def test_every_role_of_every_desk_is_somebody_in_the_walk() -> None:
    """A role that nobody plays would be let in or refused without anybody having looked."""
    desks = {
        (desk.code, role)
        for desk in registry.desks().values()
        if desk.has_members
        for role in DeskRole.values
    }
    played = {(role["desk"], role["role"]) for role in STAFF.values() if "desk" in role}
    assert played == desks, "a person for each role of each desk, in the STAFF of its walk.py"
    assert {role["office_role"] for role in STAFF.values() if "office_role" in role} == set(OfficeRole.values)


def test_whoever_has_no_role_has_no_permission() -> None:
    assert [code for code, who in declared().items() if "no role" in who] == []
