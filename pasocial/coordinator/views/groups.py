"""Groups across desks: made, filled, closed by the coordinator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasocial.coordinator import forms
from pasocial.office.people.members import operations as members
from pasocial.office.people.members import queries as people
from pasocial.office.people.members.gate import needs
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused

PER_PAGE = 30


@needs("office.coordinate")
@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest) -> HttpResponse:
    """Every group, and the form for a new one."""
    form = forms.NewGroup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = members.open_group(**form.cleaned_data, by=Actor.staff(request.user), at=timezone.now())
        except Refused as refused:
            form.add_error(refused.refusal.field or None, refused.refusal.text(_))
        else:
            messages.success(request, _("Gruppo creato: aggiungi le persone."))
            return redirect("coordinator_group", pk=made.pk)
    page = Paginator(people.every_group(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "coordinator/groups.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@needs("office.coordinate")
@require_GET
def group(request: HttpRequest, pk: int) -> HttpResponse:
    found = people.find_group(pk)
    if found is None:
        raise Http404
    return _group_page(request, found, forms.GroupPerson())


def _group_page(request: HttpRequest, found: Any, form: forms.GroupPerson) -> HttpResponse:
    page = Paginator(people.people_in(found.pk), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"group": found, "page": page, "form": form}
    return render(request, "coordinator/group.html", shown, status=422 if form.errors else 200)


@needs("office.coordinate")
@require_POST
def change_group(request: HttpRequest, pk: int) -> HttpResponse:
    """One action named by `action`: a person enters or leaves, or the group is closed."""
    found = people.find_group(pk)
    if found is None:
        raise Http404
    moment: dict[str, Any] = {"group_id": pk, "by": Actor.staff(request.user), "at": timezone.now()}
    action = request.POST.get("action", "")
    form = forms.GroupPerson(request.POST)
    try:
        if action == "close":
            members.close_group(**moment)
        elif action not in ("join", "leave"):
            raise Http404
        elif not form.is_valid():
            return _group_page(request, found, form)
        elif action == "join":
            members.join_group(user=form.cleaned_data["user"], **moment)
        else:
            members.leave_group(user=form.cleaned_data["user"], **moment)
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        messages.success(request, _("Gruppo aggiornato."))
    return redirect("coordinator_group", pk=pk)
