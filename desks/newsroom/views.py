"""The newsroom's pages of the dashboard: what to write, and each step towards the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from desks.newsroom import operations, queries, rules
from desks.newsroom.forms import Why
from desks.newsroom.models import Commission
from pasocial.design.shell import Link
from pasocial.office.files.attachments.views.material import material_page, shown_material
from pasocial.office.people.members.policy import insist_may, may
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Where a work item of ours leads: label and address."""
    if not about.startswith("newsroom.commission:") or not may(user, "newsroom.read"):
        return None
    return _("Pagina da scrivere"), reverse("newsroom:commission", args=[about.rsplit(":", 1)[1]])


def trail_words(entry: Any) -> str:
    return str(registry.event_words().get(entry.event, entry.event))


@login_required
@require_GET
def show_commissions(request: HttpRequest) -> HttpResponse:
    insist_may(request.user, "newsroom.read")
    state = request.GET.get("stato", "")
    page = Paginator(queries.commissions(state), 25).get_page(request.GET.get("page"))
    states = [
        Link(label, f"?stato={value}" if value else "?", active=value == state)
        for value, label in [("", _("Tutte")), *Commission.State.choices]
    ]
    columns = [_("Pagina"), _("Stato"), _("Chi scrive"), _("Chiesta il")]
    return render(
        request,
        "desks/newsroom/commissions.html",
        {"page": page, "state": state, "states": states, "columns": columns},
    )


@login_required
@require_GET
def show_commission(request: HttpRequest, pk: int) -> HttpResponse:
    insist_may(request.user, "newsroom.read")
    return _desktop(request, pk)


def _desktop(request: HttpRequest, pk: int, *, why: Why | None = None, status: int = 200) -> HttpResponse:
    try:
        desktop = queries.desktop(pk)
    except Commission.DoesNotExist as missing:
        raise Http404 from missing
    commission = desktop.commission
    writes, approves = may(request.user, "newsroom.write"), may(request.user, "newsroom.approve")
    against_submitting = rules.reason_against_submitting(desktop.text)
    return render(
        request,
        "desks/newsroom/commission.html",
        {
            "desktop": desktop,
            "commission": commission,
            "may_write": writes,
            "may_approve": approves,
            "may_take": writes and rules.reason_against_moving(commission.state, "take") is None,
            "may_submit": writes and rules.reason_against_moving(commission.state, "submit") is None,
            "may_publish": approves and rules.reason_against_moving(commission.state, "publish") is None,
            "may_return": approves and rules.reason_against_moving(commission.state, "return") is None,
            "may_drop": writes and rules.reason_against_moving(commission.state, "drop") is None,
            "missing": against_submitting,
            "against_publishing": rules.reason_against_publishing(
                desktop.text, writer_id=commission.writer_id, approver_id=request.user.pk
            ),
            "material": shown_material(desktop.material),
            "material_columns": [_("File"), _("Che cosa si è deciso"), _("Chi e quando")],
            "undecided": any(one.state == "open" for one in desktop.material),
            "material_url": material_page(request.user, desktop.material, commission.about),
            "why": why or Why(),
            "history": [
                {"at": entry.happened_at, "title": trail_words(entry)}
                for entry in trail.history_of(operations.reference(commission))
            ],
        },
        status=status,
    )


def _signed_in(request: HttpRequest) -> User:
    """The member behind the request; `_step` has already turned everyone else away."""
    return cast("User", request.user)


def _step(
    request: HttpRequest,
    pk: int,
    permission: str,
    done: str,
    act: Callable[[Actor], object],
    *,
    why: Why | None = None,
) -> HttpResponse:
    """One step: checks the role, acts, and comes back with what was said or why it could not be done."""
    insist_may(request.user, permission)
    if why is not None and not why.is_valid():
        return _desktop(request, pk, why=why, status=422)
    try:
        act(Actor.staff(request.user))
    except Commission.DoesNotExist as missing:
        raise Http404 from missing
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
        return redirect("newsroom:commission", pk=pk)
    messages.success(request, done)
    return redirect("newsroom:commission", pk=pk)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        "newsroom.write",
        _("La pagina è tua: scrivila e mandala in approvazione."),
        lambda by: operations.take_commission(
            commission_id=pk, user=_signed_in(request), by=by, at=timezone.now()
        ),
    )


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        "newsroom.write",
        _("La pagina aspetta l'approvazione."),
        lambda by: operations.submit_commission(commission_id=pk, by=by, at=timezone.now()),
    )


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        "newsroom.approve",
        _("La pagina è pubblicata."),
        lambda by: operations.publish_commission(
            commission_id=pk, user=_signed_in(request), by=by, at=timezone.now()
        ),
    )


@login_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    form = Why(request.POST)
    return _step(
        request,
        pk,
        "newsroom.approve",
        _("La pagina torna a chi l'ha scritta."),
        lambda by: operations.return_commission(
            commission_id=pk, why=form.cleaned_data["why"], by=by, at=timezone.now()
        ),
        why=form,
    )


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    form = Why(request.POST)
    return _step(
        request,
        pk,
        "newsroom.write",
        _("L'attività è chiusa."),
        lambda by: operations.drop_commission(
            commission_id=pk, why=form.cleaned_data["why"], by=by, at=timezone.now()
        ),
        why=form,
    )
