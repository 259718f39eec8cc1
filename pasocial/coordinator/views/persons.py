"""The people of the office: who is here, in which role, in which groups, who is away."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasocial.coordinator import forms
from pasocial.office.people.access_log.operations import note_opening
from pasocial.office.people.members import operations as members
from pasocial.office.people.members import queries as people
from pasocial.office.people.members.gate import needs
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused

PER_PAGE = 30


@needs("office.coordinate")
@require_GET
def persons(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:100]
    page = Paginator(people.people(words), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "coordinator/persons.html",
        {"page": page, "words": words, "desks": registry.desks()},
    )


@needs("office.coordinate")
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    form = forms.NewMember(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = members.add_member(**form.cleaned_data, by=Actor.staff(request.user), at=timezone.now())
        except Refused as refused:
            form.add_error(refused.refusal.field or None, refused.refusal.text(_))
        else:
            messages.success(request, _("Persona aggiunta: riceve una mail per scegliere la password."))
            return redirect("coordinator_person", pk=user.pk)
    return render(request, "coordinator/new_person.html", {"form": form}, status=422 if form.errors else 200)


@needs("office.coordinate")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _person_page(request, pk)


def _person_page(request: HttpRequest, pk: int) -> HttpResponse:
    user = people.person(pk)
    if user is None:
        raise Http404
    note_opening(user_id=cast(int, request.user.pk), about=f"user:{user.pk}", at=timezone.now())
    return render(
        request,
        "coordinator/person.html",
        {
            "person": user,
            "desks": registry.desks(),
            "desk_form": forms.DeskRole(),
            "office_form": forms.OfficeRole(auto_id="id_office_%s"),
            "groups": people.groups_of(user.pk),
            "absences": people.absences_of(user.pk)[:10],
        },
    )


PERSON_ACTIONS = {
    "deactivate": (members.deactivate, _("La persona non può più entrare.")),
    "reactivate": (members.reactivate, _("La persona può entrare di nuovo: dalle i ruoli che servono.")),
    "invite": (members.invite_again, _("Invito inviato di nuovo.")),
    "reset_factor": (
        members.reset_second_factor,
        _("Secondo fattore azzerato: al prossimo ingresso ne sceglie uno nuovo."),
    ),
}


@needs("office.coordinate")
@require_POST
def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One action named by `action`: give or take a role, deactivate, invite again, reset the second factor."""
    user = people.person(pk)
    if user is None:
        raise Http404
    action = request.POST.get("action", "")
    by, at = Actor.staff(request.user), timezone.now()
    try:
        said = _do(action, user, request, by, at)
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        if said:
            messages.success(request, said)
        else:
            messages.error(request, _("Scegli una redazione e un ruolo dall'elenco."))
    return redirect("coordinator_person", pk=pk)


def _do(action: str, user: Any, request: HttpRequest, by: Actor, at: Any) -> str:
    if action == "give_desk_role":
        form = forms.DeskRole(request.POST)
        if not form.is_valid():
            return ""
        members.give_desk_role(user=user, **form.cleaned_data, by=by, at=at)
        return _("Ruolo assegnato.")
    if action == "take_desk_role":
        members.take_desk_role(user=user, desk=request.POST.get("desk", ""), by=by, at=at)
        return _("Ruolo tolto.")
    if action in ("give_office_role", "take_office_role"):
        office = forms.OfficeRole(request.POST)
        if not office.is_valid():
            return ""
        role = office.cleaned_data["role"]
        if action == "give_office_role":
            declared_on = office.cleaned_data["declared_on"]
            members.give_office_role(user=user, role=role, declared_on=declared_on, by=by, at=at)
            return _("Ruolo assegnato.")
        members.take_office_role(user=user, role=role, by=by, at=at)
        return _("Ruolo tolto.")
    if action in PERSON_ACTIONS:
        operation, said = PERSON_ACTIONS[action]
        operation(user=user, by=by, at=at)
        return _(said)
    raise Http404
