"""The page of one object, with what may be done to it now."""

from __future__ import annotations

from typing import Any, ClassVar

from desks.found import queries
from desks.found.actions import ACTIONS
from pasocial.office.screens.actions.pages import ThingPages


class ObjectPages(ThingPages):
    actions: ClassVar = ACTIONS
    permission = "found.read"
    url_name = "found:object"
    template = "desks/found/object.html"

    rows: ClassVar = staticmethod(queries.matching)

    def context(self) -> dict[str, Any]:
        return {"facts": queries.shown(self.thing.pk)}
