"""What is leaving in the browser: the list, calling back, another moment, stopping and resuming."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasocial.office.messaging.departures import bars, forms, operations, policy, queries
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.people.members.policy import desks_of
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from pasocial.timekeeping import ROME, local_date

PER_PAGE = 25
UNPROCESSABLE = 422


@staff_only
def departures(request: StaffRequest) -> HttpResponse:
    return _page(request)


@require_POST
@staff_only
def call_back(request: StaffRequest, pk: int) -> HttpResponse:
    """By the desk's own operation: its case goes back to where it was."""
    departure = _changeable(request, pk)
    try:
        operations.undo(departure=departure, by=Actor.staff(request.user), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        messages.success(request, _("Annullata: non è partito nulla."))
    return _back(request)


@require_POST
@staff_only
def move(request: StaffRequest, pk: int) -> HttpResponse:
    departure = _changeable(request, pk)
    form = forms.MoveDeparture(request.POST)
    if form.is_valid():
        try:
            operations.move_departure(
                departure_id=pk, moment=form.moment, by=Actor.staff(request.user), at=timezone.now()
            )
        except Refused as refused:
            form.add_error("day" if refused.refusal.field else None, refused.refusal.text(_))
        else:
            messages.success(request, _("Parte nel momento che hai scelto."))
            return redirect("office:departures")
    return _page(request, moving={departure.pk: form}, status=UNPROCESSABLE)


@require_POST
@staff_only
def freeze(request: StaffRequest) -> HttpResponse:
    desks = policy.desks_frozen_by(request.user)
    if not desks:
        raise PermissionDenied
    form = forms.StopDepartures(request.POST, desks=desks)
    if form.is_valid():
        try:
            operations.freeze(**form.cleaned_data, by=Actor.staff(request.user), at=timezone.now())
        except Refused as refused:
            form.add_error(refused.refusal.field or None, refused.refusal.text(_))
        else:
            messages.success(request, _("Le partenze sono ferme."))
            return redirect("office:departures")
    return _page(request, stopping=form, status=UNPROCESSABLE)


@require_POST
@staff_only
def freeze_thing(request: StaffRequest, about: str) -> HttpResponse:
    """Stops what leaves about one thing, from its own page or from the list; everybody reads why on both."""
    name = queries.names_of([about]).get(about)
    if name is None:
        raise Http404
    desk = registry.owner_of(about)
    if not policy.may_freeze(request.user, desk):
        raise PermissionDenied
    form = forms.StopAboutThing(request.POST, auto_id="ferma-%s")
    if form.is_valid():
        try:
            operations.freeze(
                desk=desk,
                about=about,
                reason=form.cleaned_data["reason"],
                by=Actor.staff(request.user),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(
                refused.refusal.field if refused.refusal.field == "reason" else None, refused.refusal.text(_)
            )
        else:
            messages.success(
                request, _("Ferme: finché non riprendono non parte nulla. %(name)s") % {"name": name}
            )
            return _back(request)
    return _page(request, stopping_thing=(about, name, form), status=UNPROCESSABLE)


@require_POST
@staff_only
def lift(request: StaffRequest, pk: int) -> HttpResponse:
    frozen = queries.freeze(pk)
    if frozen is None:
        raise Http404
    if not policy.may_freeze(request.user, frozen.desk):
        raise PermissionDenied
    try:
        operations.lift(freeze_id=pk, by=Actor.staff(request.user), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        messages.success(request, _("Le partenze sono riprese."))
    return _back(request)


def _back(request: StaffRequest) -> HttpResponse:
    """To the page of ours on which the button stood."""
    back = request.POST.get("next", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("office:departures")


def _changeable(request: StaffRequest, pk: int) -> Departure:
    departure = queries.one(pk)
    if departure is None:
        raise Http404
    if not policy.may_change(request.user, departure):
        raise PermissionDenied
    return departure


def _page(
    request: StaffRequest,
    moving: dict[int, forms.MoveDeparture] | None = None,
    stopping: forms.StopDepartures | None = None,
    stopping_thing: tuple[str, str, forms.StopAboutThing] | None = None,
    status: int = 200,
) -> HttpResponse:
    desks = desks_of(request.user)
    ended = request.GET.get("vista") == "concluse"
    found = queries.ended(desks=desks) if ended else queries.leaving(desks=desks)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for departure in page:
        _shown(request, departure, moving or {})
    stoppable = policy.desks_frozen_by(request.user)
    freezes = list(queries.standing_freezes(desks))
    names = queries.names_of(each.about for each in freezes)
    return render(
        request,
        "office/departures.html",
        {
            "page": page,
            "ended": ended,
            "columns": [_("Che cosa"), _("Quando"), _("Chi l'ha mandato")],
            "freezes": [bars.frozen(each, request.user, names.get(each.about, "")) for each in freezes],
            "stopping_thing": stopping_thing,
            "stop": stopping or (forms.StopDepartures(desks=stoppable) if stoppable else None),
            "views": [
                {"label": _("In partenza"), "url": reverse("office:departures"), "active": not ended},
                {"label": _("Concluse"), "url": "?vista=concluse", "active": ended},
            ],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
        status=status,
    )


def _shown(request: StaffRequest, departure: Any, moving: dict[int, forms.MoveDeparture]) -> None:
    """What the row adds: whose it is, its kind in words, and what this person may do."""
    declared = registry.departure_kinds().get(departure.kind)
    departure.stop_url = (
        reverse("office:departures_freeze_thing", args=[departure.about])
        if departure.leaving and policy.may_freeze(request.user, departure.desk)
        else ""
    )
    departure.stop = forms.StopAboutThing(auto_id=f"ferma-{departure.pk}-%s")
    departure.kind_words = declared.label if declared else departure.kind
    departure.url = reverse("office:about", args=[departure.about])
    departure.changeable = bool(declared and departure.leaving and policy.may_change(request.user, departure))
    when = departure.leaves_at
    departure.form = moving.get(departure.pk) or forms.MoveDeparture(
        initial={"day": local_date(when), "hour": when.astimezone(ROME).time()} if when else None,
        auto_id=f"partenza-{departure.pk}-%s",
    )
