"""From a reference such as desk.thing:42 to its page, through the desk that owns it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pasocial.office.record import registry


class Link(NamedTuple):
    label: str
    url: str


def link_to(reference: str, user: Any) -> Link | None:
    """Where the thing is worked on, if its desk says so and this person may go there."""
    desk = registry.desks().get(reference.split(".", 1)[0])
    if desk is None or not desk.about_url:
        return None
    found = registry.resolve(desk.about_url)(reference, user)
    return Link(str(found[0]), str(found[1])) if found else None
