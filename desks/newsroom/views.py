"""The newsroom's pages of the dashboard: what to write, and each step towards the reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desks.newsroom import operations, queries
from desks.newsroom.actions import ACTIONS
from desks.newsroom.models import Commission
from pasocial.office.files.attachments.views.material import material_page, shown_material
from pasocial.office.messaging.departures.bars import undo_bar
from pasocial.office.people.members.policy import insist_may, may
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail
from pasocial.office.screens.actions import Action, ActionForm, Offer
from pasocial.office.screens.actions.declaration import by_name
from pasocial.office.screens.actions.pages import Door
from pasocial.office.work.approvals.chains import chains_shown
from pasocial.sentences import say

BY_NAME = by_name(ACTIONS)


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Where a work item of ours leads: label and address."""
    if not about.startswith("newsroom.commission:") or not may(user, "newsroom.read"):
        return None
    return _("Pagina da scrivere"), reverse("newsroom:commission", args=[about.rsplit(":", 1)[1]])


def trail_words(entry: Any) -> str:
    return str(registry.event_words().get(entry.event, entry.event))


@login_required
@require_GET
def show_commission(request: HttpRequest, pk: int) -> HttpResponse:
    insist_may(request.user, "newsroom.read")
    return _desktop(request, pk)


def _desktop(
    request: HttpRequest, pk: int, bound: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; `bound` is a form that was just refused."""
    try:
        desktop = queries.desktop(pk)
    except Commission.DoesNotExist as missing:
        raise Http404 from missing
    commission = desktop.commission
    return render(
        request,
        "desks/newsroom/commission.html",
        {
            "desktop": desktop,
            "commission": commission,
            "may_write": may(request.user, "newsroom.write"),
            "may_approve": may(request.user, "newsroom.approve"),
            "offers": list(_offers(request.user, desktop, bound)),
            "material": shown_material(desktop.material),
            "material_columns": [_("File"), _("Che cosa si è deciso"), _("Chi e quando")],
            "undecided": any(one.state == "open" for one in desktop.material),
            "material_url": material_page(request.user, desktop.material, commission.about),
            "chains": chains_shown(operations.reference(commission)),
            "undo": undo_bar(commission.departure, request.user, timezone.now(), request.path),
            "history": [
                {"at": entry.happened_at, "title": trail_words(entry)}
                for entry in trail.history_of(operations.reference(commission))
            ],
        },
        status=status,
    )


def _offers(user: Any, desktop: queries.Desktop, bound: ActionForm | None) -> Iterator[Offer]:
    """What this person may do with the page at this moment; what belongs to another moment is not shown."""
    for action in ACTIONS:
        against = action.against(desktop, user)
        if not may(user, action.permission) or (against is not None and against.code == "wrong_moment"):
            continue
        url = reverse(f"newsroom:{action.code}", args=[desktop.commission.pk])
        if bound is not None and bound.name == action.name:
            form = action.labelled(bound, url)
        else:
            form = action.shown(url, about=desktop.commission, user=user)
        yield Offer(action, form, say(against))


class CommissionDoor(Door):
    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        return _desktop(self.request, self.about.pk, form, status)

    def address(self, action: Action) -> str:
        return reverse("newsroom:commission", args=[self.about.pk])


@login_required
@require_POST
def do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Does one action; who may is said by its declaration."""
    known = BY_NAME[action]
    insist_may(request.user, known.permission)
    try:
        return CommissionDoor(request, queries.commissions().get(pk=pk)).do(known)
    except Commission.DoesNotExist as missing:
        raise Http404 from missing
