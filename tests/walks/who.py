"""Who may use what: one line for each address of ours, by the name of its URL, for reading (GET) and acting (POST, PUT).

Each slice tells its own in a `walk.py` beside its tests; here they are found and put together. An address without a line
fails the walk: state who may use it. A group that is empty means the method is not offered there. Wagtail's own pages
have a walk of their own (test_panel.py); the sign-in pages are django-allauth's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.walks.groups import Group, Secret, Who
from tests.walks.persons import FILES, TESTS


def _walk_at(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


# By slice, the name of the folder of its tests; whoever builds upon another comes after it.
WALKS: dict[str, ModuleType] = {name: _walk_at(path) for name, path in FILES.items()}


class Only:
    """The slice that this run is for (`--slice`); empty for all."""

    slice = ""


def said(name: str) -> Iterator[tuple[str, Any]]:
    """What each slice says under this name, with the slice; those that say nothing are left out."""
    for owner, walk in WALKS.items():
        if hasattr(walk, name):
            yield owner, getattr(walk, name)


def said_here(name: str) -> Iterator[tuple[str, Any]]:
    """The same, of the slices that this run is for."""
    return ((owner, value) for owner, value in said(name) if Only.slice in ("", owner))


def merged(name: str) -> dict[str, Any]:
    """The tables of that name in one; what two slices say is a fault."""
    whole: dict[str, Any] = {}
    for owner, table in said(name):
        twice = set(whole) & set(table)
        assert not twice, f"{name} of {owner} says again what another walk.py says: {sorted(twice)}"
        whole |= table
    return whole


def every(name: str) -> tuple[Any, ...]:
    """The items of all the lists of that name."""
    return tuple(one for _owner, items in said(name) for one in items)


WHO: dict[str, Who] = merged("WHO")
HOLDERS: dict[str, Group] = merged("HOLDERS")
VALUES: dict[str, Any] = merged("VALUES")
FAMILIES: tuple[str, ...] = every("FAMILIES")
# Addresses that are asked more than once, each with the arguments of each time.
VARIANTS: dict[str, Callable[[Any], list[dict[str, Any]]]] = merged("VARIANTS")
# Addresses where each act has a permission of its own: its line is `address/act`, its argument `action`.
ACTIONS: dict[str, tuple[str, ...]] = merged("ACTIONS")
# Addresses that are acted upon otherwise than by POST.
METHODS: dict[str, str] = merged("METHODS")
# What an act needs to be recognised at all; all else is refused as a form would be, which is enough to be let in.
SAID: dict[str, dict[str, str]] = merged("SAID")
NOT_PAGES: frozenset[str] = frozenset(every("NOT_PAGES"))
SECRETS: tuple[Secret, ...] = every("SECRETS")
# Where a person is led who is not let in.
DOORS: tuple[str, ...] = every("DOORS")
# Whoever is let into Wagtail's panel.
PANEL: Group = frozenset(every("PANEL"))

# The sign-in pages are django-allauth's: no object of ours is behind them, and everybody may try to sign in.
SIGN_IN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
