"""The door of people: a form that was sent becomes a call; a refusal brings the page back as it was typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions.declaration import Action, ActionCall
from pasocial.office.screens.actions.forms import ActionForm
from pasocial.refusal import Refused
from pasocial.sentences.forms import put_refusal

UNPROCESSABLE = 422


class Door:
    """How the pages of a desk do an action. A desk says how its page comes back and where one lands afterwards."""

    def __init__(self, request: HttpRequest, about: Any) -> None:
        self.request = request
        self.about = about

    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        """The page with the form as it was typed and what is wrong with it."""
        raise NotImplementedError

    def address(self, action: Action) -> str:
        """The page where the outcome is seen."""
        raise NotImplementedError

    def refused(self, action: Action, form: ActionForm, refused: Refused) -> HttpResponse:
        put_refusal(form, refused)
        return self.once_more(action, form)

    def acted(self, action: Action, form: ActionForm) -> None:
        """What else belongs to an action that was done."""

    def do(self, action: Action) -> HttpResponse:
        """Does it, or comes back with why not. A page asked for with GET (after signing in again) is only shown."""
        if self.request.method != "POST":
            return redirect(self.address(action))
        mark = self.request.POST.get("mark", "")[:20]
        form = action.form(
            self.request.POST,
            self.request.FILES,
            about=self.about,
            user=self.request.user,
            action=action.name,
            mark=mark,
        )
        if not form.is_valid():
            return self.once_more(action, form)
        call = ActionCall(
            about=self.about,
            given=form.cleaned_data,
            user=self.request.user,
            by=Actor.staff(self.request.user),
            at=timezone.now(),
            version=form.cleaned_data.get("version"),
            machinery=form.machinery,
        )
        try:
            action.act(call)
        except Http404:
            # What the form names belongs to something else: a forged row is refused like that of a stale page.
            form.add_error(None, _("Questa riga non è di questa pratica: ricarica la pagina."))
            return self.once_more(action, form)
        except Refused as refused:
            return self.refused(action, form, refused)
        self.acted(action, form)
        messages.success(self.request, str(action.done))
        return redirect(self.address(action) + (f"#{action.anchor}" if action.anchor else ""))

    def once_more(self, action: Action, form: ActionForm) -> HttpResponse:
        if self.request.FILES:
            form.add_error(
                None, _("I file scelti non si possono ricordare: sceglili di nuovo prima di riprovare.")
            )
        if not form.typed:
            # A bare button may be gone from the page by now: its refusal is said above everything.
            for faults in form.errors.values():
                for fault in faults:
                    messages.error(self.request, str(fault))
        return self.again(action, form, UNPROCESSABLE)
