"""A work item handed to another desk as something that desk accepts: its form, filled with the item's words."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.handover import operations, queries
from pasocial.office.work.items import policy
from pasocial.office.work.items import queries as items
from pasocial.office.work.items.about import link_to
from pasocial.office.work.items.models import Item
from pasocial.refusal import Refused


@require_http_methods(["GET", "POST"])
@staff_only
def hand_over_as(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """Permission: who may hand this item over (items.policy). What was typed comes back with what is wrong."""
    item = items.find_item(pk)
    if item is None or item.state == Item.State.DONE:
        raise Http404
    if not policy.may_hand_over(request.user, item):
        raise PermissionDenied
    found = queries.acceptances(beside=item.desk).get(kind)
    if found is None:
        raise Http404
    desk, accept = found
    make = registry.resolve(accept.form)
    words = {"title": item.title, "why": item.why}
    if request.method == "GET":
        form, status = make(None, None, **words), 200
    else:
        form, status = make(request.POST, request.FILES, **words), 422
        if form.is_valid():
            try:
                handover = operations.give_item(
                    item_id=item.pk,
                    kind=kind,
                    given=form.cleaned_data,
                    outcome=_("Affidata a %(desk)s: %(what)s") % {"desk": desk.name, "what": accept.label},
                    by=Actor.staff(request.user),
                    at=timezone.now(),
                )
            except Refused as refused:
                for refusal in refused.refusals:
                    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
            else:
                messages.success(request, _("Affidata a %(desk)s.") % {"desk": desk.name})
                there = link_to(handover.made, request.user)
                return redirect(there.url if there else reverse("office:queue"))
    return render(
        request,
        "office/hand_over_as.html",
        {
            "item": item,
            "form": form,
            "what": accept.label,
            "desk_name": desk.name,
            "trail": [
                (_("Oggi"), reverse("office:dashboard")),
                (_("Attività"), reverse("office:queue")),
                (item.title, reverse("office:item", args=[item.pk])),
            ],
        },
        status=status,
    )
