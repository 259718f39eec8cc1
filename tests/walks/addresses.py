"""Every address there is, from the URL resolver, and the object of the walk's office that stands for each argument."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.walks.office import Office
from tests.walks.persons import HOUSE
from tests.walks.who import ACTIONS, FAMILIES, METHODS, VALUES, VARIANTS, WALKS, Only

OURS = ("pasocial.", "foia.", "desks.", "live.")


@dataclass(frozen=True)
class Address:
    """One way to call one view. `line` is its name in the table of who may use it."""

    line: str
    path: str
    method: str = "POST"
    arguments: tuple[str, ...] = ()  # the values in its path


def patterns(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner)
        else:
            yield namespace + (entry.name or ""), entry


def module_of(pattern: URLPattern) -> str:
    view: Any = pattern.callback
    view = getattr(view, "view_class", getattr(view, "cls", view))
    return str(getattr(view, "__module__", type(view).__module__))


def is_ours(name: str, pattern: URLPattern) -> bool:
    """Ours, or the serving of public pages; the sign-in pages and Wagtail's own admin are told apart by name."""
    return bool(name) and (module_of(pattern).startswith(OURS) or name in ALSO_OURS)


ALSO_OURS = {"wagtail_serve", "site_pages:sitemap"}


@cache
def slices_of_names() -> dict[str, str]:
    """Whose each address is, by the module of its view: `foia`, a desk, or a part of the house such as `office`."""
    found = {}
    for name, pattern in patterns():
        if is_ours(name, pattern):
            root, *inner = module_of(pattern).split(".")
            found[name] = inner[0] if root in ("desks", "pasocial") else root
    return found | dict.fromkeys(ALSO_OURS, "site")


def slice_of(line: str) -> str:
    return slices_of_names()[line.partition("/")[0]]


def parts_of_slices(most: int) -> list[tuple[str, int, int]]:
    """Each slice in parts of about `most` addresses, so that workers share them: slice, part, number of its parts."""
    sizes = Counter(slice_of(name) for name in our_names())
    return [
        (owner, part, parts)
        for owner, size in sorted(sizes.items())
        for parts in [-(-size // most)]
        for part in range(parts)
    ]


def our_names() -> list[str]:
    """Names of all our addresses; where each act has a permission of its own, one for each act."""
    names = {name for name, pattern in patterns() if is_ours(name, pattern)} - set(ACTIONS)
    return sorted(names | {f"{name}/{action}" for name, actions in ACTIONS.items() for action in actions})


def is_walked(line: str) -> bool:
    owner = slice_of(line)
    return Only.slice in ("", owner if owner in WALKS else HOUSE)


def our_addresses(office: Office) -> list[Address]:
    """Each of our addresses with real objects; those with variants (tabs, sections, steps) once for each."""
    found = []
    for name in filter(is_walked, our_names()):
        view, _slash, action = name.partition("/")
        for kwargs in variants(office, view, action):
            values = tuple(str(value) for value in kwargs.values())
            found.append(Address(name, reverse(view, kwargs=kwargs), METHODS.get(name, "POST"), values))
    return found


def variants(office: Office, name: str, action: str) -> list[dict[str, Any]]:
    if name == "wagtail_serve":
        return []  # served by path: see the walk of the public site
    if name in VARIANTS:
        return VARIANTS[name](office)
    known = {"action": action} if action else {}
    return [
        {argument: known.get(argument) or value_of(office, name, argument) for argument in arguments_of(name)}
    ]


def arguments_of(name: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", routes()[name])


@cache
def routes() -> dict[str, str]:
    """The whole pattern of each address by its name; of several with one name the first."""
    return dict(reversed(list(_routes())))


def _routes(resolver: Any = None, namespace: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _routes(entry, inner, route)
        else:
            yield namespace + (entry.name or ""), route


def value_of(office: Office, name: str, argument: str) -> Any:
    """The object behind one argument: of that address, or of its family, or whatever the argument usually means."""
    for key in (f"{name}.{argument}", f"{_family(name)}.{argument}", argument):
        if key in VALUES:
            return VALUES[key](office)
    raise LookupError(
        f"Say in the walk.py beside the tests of its slice (VALUES) which object stands for <{argument}> of {name}."
    )


def _family(name: str) -> str:
    return max((family for family in FAMILIES if name.startswith(family)), key=len, default="")
