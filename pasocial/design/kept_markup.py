"""Markup of small components, kept in this process: an icon with the same name is the same text on every page.

Only components whose markup depends on nothing but their attributes and the language; never one that can see the
request. The keys are the attributes themselves, so nobody gets what was rendered for other values.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pasocial.design.shell import Group, Link

# A test reads their sources: no request, no csrf_token, no address of the page, no clock.
KEPT = frozenset({"badge", "button", "icon", "link-button", "shortcuts", "side-menu", "skip-links"})
MOST = 4096
LONGEST = 200  # characters of a text among the attributes; longer ones hardly come twice
PLAIN = frozenset({str, SafeString, int, bool, type(None)})
DAYS = frozenset({date})
LISTS = frozenset({tuple, list})
LINKS = frozenset({Link, Group})

Key = tuple[object, ...]

_known: dict[Key, SafeString] = {}


def is_kept(name: str) -> bool:
    return name in KEPT


def key_of(name: str, values: dict[str, Any], autoescape: bool) -> Key | None:
    """None when some value is no plain one. Types count: a safe text equals a plain one, but is not escaped."""
    key: list[object] = [name, autoescape, get_language()]
    for value in values.values():
        kind = type(value)
        if kind in PLAIN:
            if (kind is str or kind is SafeString) and len(value) > LONGEST:
                return None
            key.append(kind)
            key.append(value)
        else:
            try:
                key.append(plain(value))
            except TypeError:
                return None
    return tuple(key)


def plain(value: Any) -> object:
    """The value with its types, as a part of a key: texts, numbers, days, lists and links. TypeError for any other.

    A text of the catalogue is looked up now, in the language of the page.
    """
    kind = type(value)
    if kind in PLAIN or kind in DAYS:
        return kind, value
    if kind in LISTS:
        return kind, tuple(map(plain, value))
    if kind in LINKS:
        return kind, tuple(map(plain, vars(value).values()))
    if kind is dict:
        return kind, tuple((name, plain(each)) for name, each in value.items())
    if isinstance(value, Promise):
        text = str(value)
        return type(text), text
    raise TypeError(f"{kind.__name__} is not kept")


def found(key: Key) -> SafeString | None:
    return _known.get(key)


def keep(key: Key, markup: SafeString) -> None:
    if len(_known) >= MOST:
        _known.clear()
    _known[key] = markup


def forget() -> None:
    """Templates may have changed (tests, development)."""
    _known.clear()
