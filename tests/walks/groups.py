"""The words that a walk.py is told in: groups of persons, who may use an address, pages and secrets.

The groups here follow from the roles of the persons, whatever slices there are; a desk's own groups stand in its walk.py.
docs/testing.md lists what a walk.py may say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pasocial.office.screens.actions import Action
from tests.walks.persons import PERSONS, STAFF

Group = frozenset[str]


def group(*names: str) -> Group:
    assert set(names) <= set(PERSONS), names
    return frozenset(names)


def holding(**role: str) -> Group:
    """Everybody with this role, whatever else she is: `holding(role="head")`, `holding(office_role="rpct")`."""
    return frozenset(name for name, roles in STAFF.items() if role.items() <= roles.items())


NOBODY = group()
ALL = group(*PERSONS)
SIGNED_IN = group(*STAFF)
MEMBERS = frozenset(name for name, roles in STAFF.items() if roles)
COORDINATOR = holding(office_role="coordinator")
RPCT = holding(office_role="rpct")
TOP = holding(office_role="top")
CONTACTS = holding(office_role="office_contact")
HEADS = holding(role="head") | COORDINATOR


@dataclass(frozen=True)
class Who:
    get: Group = NOBODY
    act: Group = NOBODY


def both(who: Group) -> Who:
    return Who(get=who, act=who)


@dataclass(frozen=True)
class Page:
    """One page as it is asked for; `who` may open it, or gets the refusal with this status."""

    path: str
    who: Group
    status: int = 200


@dataclass(frozen=True)
class Secret:
    """A word that stands in what is private. Whoever is not among `knows` is never told it; nobody is elsewhere than at
    addresses whose name begins with `only_at`."""

    word: str
    knows: Group
    only_at: str = ""


def doors_of(
    actions: Iterable[Action],
    holders: Mapping[str, Group],
    *,
    page: Callable[[Action], str] | None = None,
    opens: bool = False,
    endpoint: str = "",
    keys: Callable[[Group], Group] = lambda who: NOBODY,
) -> dict[str, Who]:
    """The lines of what is declared as an action: its page and its endpoint, each for whoever holds its permission.

    `page` says the name of its address; `opens`: asked for with GET it leads back to the thing. `endpoint` is how the
    names of its endpoints begin; `keys` says which keys open what these persons may.
    """
    lines = {}
    for action in actions:
        who = holders[action.permission]
        if page and action.name:
            lines[page(action)] = Who(get=who if opens else NOBODY, act=who)
        if endpoint and action.path:
            lines[f"{endpoint}_{action.code}"] = Who(act=who | keys(who))
    return lines
