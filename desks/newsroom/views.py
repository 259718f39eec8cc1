"""The newsroom's pages of the dashboard: what to write, and each step towards the reader."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desks.newsroom import operations, queries
from desks.newsroom.actions import ACTIONS
from pasocial.office.files.attachments.views.material import material_page, shown_material
from pasocial.office.messaging.departures.bars import stop_card, undo_bars
from pasocial.office.people.members.policy import may
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail
from pasocial.office.screens.actions.pages import ThingPages
from pasocial.office.work.approvals.chains import chains_shown


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Where a work item of ours leads: label and address."""
    if not about.startswith("newsroom.commission:") or not may(user, "newsroom.read"):
        return None
    return _("Pagina da scrivere"), reverse("newsroom:commission", args=[about.rsplit(":", 1)[1]])


def trail_words(entry: Any) -> str:
    return str(registry.event_words().get(entry.event, entry.event))


class CommissionPages(ThingPages):
    actions: ClassVar = ACTIONS
    permission = "newsroom.read"
    url_name = "newsroom:commission"
    template = "desks/newsroom/commission.html"
    rows: ClassVar = staticmethod(queries.commissions)

    @cached_property
    def known(self) -> queries.Desktop:
        return queries.desktop(self.thing)

    def context(self) -> dict[str, Any]:
        user, desktop = self.request.user, self.known
        reference = operations.reference(self.thing)
        return {
            "desktop": desktop,
            "may_write": may(user, "newsroom.write"),
            "may_approve": may(user, "newsroom.approve"),
            "material": shown_material(desktop.material),
            "material_columns": [_("File"), _("Che cosa si è deciso"), _("Chi e quando")],
            "undecided": any(one.state == "open" for one in desktop.material),
            "material_url": material_page(user, desktop.material, self.thing.about),
            "chains": chains_shown(operations.reference(self.thing)),
            "undo": undo_bars(reference, user, timezone.now(), lambda departure: self.request.path),
            "stop": stop_card(reference, user, self.request.path),
            "history": [
                {"at": entry.happened_at, "title": trail_words(entry)}
                for entry in trail.history_of(operations.reference(self.thing))
            ],
        }
