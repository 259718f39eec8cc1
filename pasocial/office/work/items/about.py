"""What a work item asks, as a verb, and where its thing is worked on: both as the desk that owns it declares."""

from __future__ import annotations

from typing import Any, NamedTuple

from pasocial.office.record import registry


class Link(NamedTuple):
    label: str
    url: str


def link_to(reference: str, user: Any) -> Link | None:
    """Where the thing is worked on, if its desk says so and this person may go there."""
    desk = registry.desks().get(registry.owner_of(reference))
    if desk is None or not desk.about_url:
        return None
    found = registry.resolve(desk.about_url)(reference, user)
    return Link(str(found[0]), str(found[1])) if found else None


def verb_of(desk: str, kind: str) -> str:
    """What is to be done, in the active language; empty for a kind that no desk declares any more."""
    return str(registry.item_verbs().get((desk, kind), ""))
