"""The pages that are measured, and the two floors under them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One address; `floor` marks the bare views that the others are compared with."""

    name: str
    path: str
    floor: bool = False


BARE = Page("bare view", "/bench/bare", floor=True)
QUERY = Page("one query, template of 25 rows", "/bench/query", floor=True)

PAGES = [
    Page("register list", "/accesso-civico/registro/"),
    Page("register search", "/accesso-civico/registro/?q=delibera"),
    Page("FOIA home", "/accesso-civico/"),
]
