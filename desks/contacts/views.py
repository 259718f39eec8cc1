"""The desk's pages of the dashboard: one contact with all that was said, and writing one down."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desks.contacts import queries
from desks.contacts.actions import ACTIONS, LOG
from pasocial.office.messaging.channels.capabilities import CHANNELS
from pasocial.office.messaging.departures.bars import stop_card
from pasocial.office.people.access_log.operations import note_opening
from pasocial.office.people.members.gate import needs
from pasocial.office.people.members.policy import may
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail
from pasocial.office.screens.actions import Action, ActionForm
from pasocial.office.screens.actions.pages import Door, ThingPages


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Where a work item of ours leads: label and address."""
    if not about.startswith("contacts.contact:") or not may(user, "contacts.read"):
        return None
    return _("Contatto"), reverse("contacts_staff:contact", args=[about.rsplit(":", 1)[1]])


class ContactPages(ThingPages):
    actions: ClassVar = ACTIONS
    permission = "contacts.read"
    url_name = "contacts_staff:contact"
    template = "desks/contacts/contact.html"
    rows: ClassVar = staticmethod(queries.contacts)

    def context(self) -> dict[str, Any]:
        one, user, now = self.thing, self.request.user, timezone.now()
        note_opening(user_id=user.pk or 0, about=one.about, at=now)
        made = registry.desks().get(registry.owner_of(one.made)) if one.made else None
        place = registry.resolve(made.about_url)(one.made, user) if made and made.about_url else None
        return {
            "said": queries.said(one),
            "channel": _(CHANNELS[one.channel].label),
            "facts": [
                (_("Tipo"), one.get_kind_display()),
                (_("Nome"), one.name or "—"),
                (_("E-mail"), one.email or "—"),
                (_("Telefono"), one.phone or "—"),
                (_("Dove"), one.place or "—"),
                (_("Chi se ne occupa"), str(one.assignee or "—")),
            ],
            "made": place,
            "late": one.state in queries.WAITING and one.due_on < timezone.localdate(now),
            "waiting": one.state in queries.WAITING,
            "undo": self.undo(),
            "stop": stop_card(one.about, user, self.request.path),
            "history": [
                {
                    "at": entry.happened_at,
                    "title": str(registry.event_words().get(entry.event, entry.event)),
                }
                for entry in trail.history_of(one.about)
                # Each message stands above, with its writer and its moment.
                if not entry.event.startswith("office.message.")
            ],
        }


class NewContactDoor(Door):
    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        shown = action.labelled(form, reverse("contacts_staff:new"))
        return render(self.request, "desks/contacts/new.html", {"form": shown}, status=status)

    def address(self, action: Action) -> str:
        if self.about is None:
            return reverse("contacts_staff:contacts")
        return reverse("contacts_staff:contact", args=[self.about.pk])


@require_http_methods(["GET", "POST"])
@needs(LOG.permission)
def new(request: HttpRequest) -> HttpResponse:
    door = NewContactDoor(request, None)
    if request.method == "POST":
        return door.do(LOG)
    return door.again(LOG, LOG.form(about=None, user=request.user, action=LOG.name), 200)
