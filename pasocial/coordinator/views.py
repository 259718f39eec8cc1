"""The coordinator's panel: load, people, settings, the sealed trail. It reads the office and what desks declare."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasocial.coordinator import forms
from pasocial.office.messaging.notices import operations as mail
from pasocial.office.messaging.notices import queries as notices
from pasocial.office.people.identity.queries import names_of
from pasocial.office.people.members import operations as members
from pasocial.office.people.members import queries as people
from pasocial.office.people.members.gate import needs
from pasocial.office.record import registry
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail import operations as trail
from pasocial.office.record.trail import queries as history
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.dashboard import tiles_for
from pasocial.office.work.items import queries as work
from pasocial.refusal import Refused

PER_PAGE = 30
# Who acted, where it was no member of the office.
ACTORS = {
    "staff": gettext_lazy("una persona dell'ufficio"),
    "citizen": gettext_lazy("una cittadina o un cittadino"),
    "machine": gettext_lazy("un programma"),
    "system": gettext_lazy("il sistema"),
}


@needs("office.coordinate")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Where the work lies, what is late, what waits for a decision, what went wrong."""
    today = timezone.localdate()
    names = {code: desk.name for code, desk in registry.desks().items()}
    return render(
        request,
        "coordinator/overview.html",
        {
            "tiles": tiles_for(request.user, "coordinator"),
            "desks": [
                {**row, "name": names.get(row["desk"], row["desk"])} for row in work.load_by_desk(today)
            ],
            "persons": work.load_by_person(today)[:20],
            "stuck": history.stuck_deliveries().count(),
            "owed": history.owed_count(),
            "troubled": notices.troubled_mail().count(),
            "seal": history.seals().first(),
        },
    )


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
    return render(
        request,
        "coordinator/person.html",
        {
            "person": user,
            "desks": registry.desks(),
            "desk_form": forms.DeskRole(),
            "office_form": forms.OfficeRole(auto_id="id_office_%s"),
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
            members.give_office_role(user=user, role=role, by=by, at=at)
            return _("Ruolo assegnato.")
        members.take_office_role(user=user, role=role, by=by, at=at)
        return _("Ruolo tolto.")
    if action in PERSON_ACTIONS:
        operation, said = PERSON_ACTIONS[action]
        operation(user=user, by=by, at=at)
        return _(said)
    raise Http404


@needs("office.coordinate")
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, section: str = "body") -> HttpResponse:
    if section not in registry.setting_sections():
        raise Http404
    form = forms.Settings(request.POST or None, section=section)
    if request.method == "POST" and form.is_valid():
        by, at = Actor.staff(request.user), timezone.now()
        changed = 0
        for key, value in form.changed_values():
            try:
                change_setting(key=key, value=value, by=by, at=at)
                changed += 1
            except Refused as refused:
                form.add_error(key, refused.refusal.text(_))
        if not form.errors:
            messages.success(
                request, _("Impostazioni salvate.") if changed else _("Nessuna impostazione era cambiata.")
            )
            return redirect("coordinator_settings", section=section)
    return render(
        request,
        "coordinator/settings.html",
        {"form": form, "section": section, "sections": registry.setting_sections()},
        status=422 if form.errors else 200,
    )


@needs("office.read_trail")
@require_GET
def trail_page(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first; and the last seal."""
    page = Paginator(history.latest_entries(), 50).get_page(request.GET.get("page"))
    names = names_of({entry.user_id for entry in page})
    words = registry.event_words()
    rows = [
        {
            "entry": entry,
            "who": names.get(entry.user_id or 0) or str(ACTORS.get(entry.actor_kind, entry.actor_kind)),
            "what": words.get(entry.event, entry.event),
        }
        for entry in page
    ]
    return render(
        request,
        "coordinator/trail.html",
        {"page": page, "rows": rows, "seal": history.seals().first(), "seals": history.seals().count()},
    )


@needs("office.read_trail")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recomputes every seal now."""
    found = list(history.faults())
    if found:
        messages.error(
            request,
            _("La traccia è stata alterata in %(n)s punti: il primo è fra le voci %(first)s e %(last)s.")
            % {"n": len(found), "first": found[0].first_id, "last": found[0].last_id},
        )
    else:
        messages.success(request, _("La traccia è integra: ogni sigillo corrisponde."))
    return redirect("coordinator_trail")


@needs("office.coordinate")
@require_GET
def troubles(request: HttpRequest) -> HttpResponse:
    """What did not work and waits for a person: reactions given up, mail refused."""
    return render(
        request,
        "coordinator/troubles.html",
        {
            "deliveries": Paginator(history.stuck_deliveries(), PER_PAGE).get_page(request.GET.get("page")),
            "mails": Paginator(notices.troubled_mail(), PER_PAGE).get_page(request.GET.get("posta")),
        },
    )


@needs("office.coordinate")
@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    trail.try_again(delivery_id=pk, by=Actor.staff(request.user), at=timezone.now())
    messages.success(request, _("Riprovo ora."))
    return redirect("coordinator_troubles")


@needs("office.coordinate")
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    mail.send_again(mail_id=pk, by=Actor.staff(request.user), at=timezone.now())
    messages.success(request, _("Il messaggio riparte ora."))
    return redirect("coordinator_troubles")
