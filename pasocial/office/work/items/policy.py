"""Who may see and move a work item: the roles held at its desk, its assignee, the coordinator."""

from __future__ import annotations

from typing import Any

from pasocial.office.people.members.policy import roles_of
from pasocial.office.people.members.queries import is_in_group
from pasocial.office.work.items.models import Item


def may_see(user: Any, item: Item) -> bool:
    held = roles_of(user)
    return (
        "office:coordinator" in held
        or item.assignee_id == user.pk
        or any(role.startswith(f"{item.desk}:") for role in held)
        or _of_its_group(user, item)
    )


def may_work(user: Any, item: Item) -> bool:
    """Take it, give it back, hand it over, end it: heads and editors of its desk, and the group it was given to."""
    held = roles_of(user)
    return f"{item.desk}:head" in held or f"{item.desk}:editor" in held or _of_its_group(user, item)


def may_assign(user: Any, item: Item) -> bool:
    """Give it to somebody else: the head of its desk or the coordinator."""
    held = roles_of(user)
    return "office:coordinator" in held or f"{item.desk}:head" in held


def may_hand_over(user: Any, item: Item) -> bool:
    return may_work(user, item) or may_assign(user, item)


def _of_its_group(user: Any, item: Item) -> bool:
    return item.group_id is not None and bool(roles_of(user)) and is_in_group(user.pk, item.group_id)
