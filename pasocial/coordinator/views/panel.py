"""The coordinator's panel: load, people, settings, the sealed trail. It reads the office and what desks declare."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasocial.coordinator import forms
from pasocial.office.messaging.notices import operations as mail
from pasocial.office.messaging.notices import queries as notices
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
            "stuck": history.stuck_count(),
            "owed": history.owed_count(),
            "troubled": notices.troubled_count(),
            "seal": history.last_seal(),
        },
    )


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
