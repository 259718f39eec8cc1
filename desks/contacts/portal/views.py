"""What citizens see under /contatti/: how to reach the office, a form, and their own conversation without an account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desks.contacts import access, operations, queries
from desks.contacts.actions import WriteAgain, WriteToUs, checked_address
from desks.contacts.models import PublicContact
from pasocial.design.clean_forms import CleanForm
from pasocial.language import address_in
from pasocial.office.people.private_access.rules import normal_code
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.answers import personal
from pasocial.rate_limit import RateLimit, count
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal

WRITING = RateLimit("contacts.writing", 20, 3600)


class FindConversation(CleanForm):
    code = forms.CharField(
        label=gettext_lazy("Codice"),
        max_length=60,
        help_text=gettext_lazy("È nell'e-mail con cui ti abbiamo confermato il messaggio."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("Quella con cui ci hai scritto."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return checked_address(self.cleaned_data["email"])


def _came_from(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _too_many(request: HttpRequest, form: CleanForm) -> bool:
    """Counts this writing; when there were too many the form says when to come back, and keeps what was typed."""
    reading = count(WRITING, f"address:{_came_from(request)}", timezone.now())
    if reading.over:
        form.add_error(None, _("Hai scritto molte volte in poco tempo: riprova fra un'ora."))
    return reading.over


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desks/contacts/portal/home.html", {})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str = "") -> HttpResponse:
    """The form; once sent, its writer is led to her conversation."""
    first = {"once": secrets.token_urlsafe(16), "kind": kind or PublicContact.Kind.QUESTION}
    form = WriteToUs(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        if form.is_valid() and not _too_many(request, form):
            try:
                made = operations.write_to_us(
                    **form.cleaned_data,
                    language=(get_language() or "it")[:2],
                    by=Actor.citizen(),
                    at=timezone.now(),
                )
            except Refused as refused:
                put_refusal(form, refused)
            else:
                access.grant(request, made)
                messages.success(request, _("Il tuo messaggio è arrivato: ti abbiamo scritto una conferma."))
                return redirect("contacts:follow", code=made.code)
        status = 422
    title = _("Segnala un disservizio") if kind == PublicContact.Kind.DISSERVICE else _("Scrivici")
    return render(
        request,
        "desks/contacts/portal/write.html",
        {"form": form, "title": title, "days": queries.answer_days()},
        status=status,
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Code and e-mail. Whatever is wrong, the answer is the same; tries are counted."""
    form = FindConversation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = access.open_with_code(
                form.cleaned_data["code"],
                form.cleaned_data["email"],
                came_from=_came_from(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, say(refused.refusal))
        else:
            if found is not None:
                access.grant(request, found)
                return redirect("contacts:follow", code=found.code)
            form.add_error(
                None, _("Codice ed e-mail non corrispondono a nessun messaggio: controlla entrambi.")
            )
    return render(
        request, "desks/contacts/portal/find.html", {"form": form}, status=422 if form.errors else 200
    )


@personal
@require_safe
def signed_link(request: HttpRequest, token: str) -> HttpResponse:
    """The private link of our mails; an expired or altered one leads to code and e-mail."""
    found = access.read_link(token, timezone.now())
    if found is None:
        messages.info(
            request, _("Il collegamento non è più valido: apri la conversazione con codice ed e-mail.")
        )
        return redirect("contacts:find")
    access.grant(request, found)
    return redirect(address_in(found.language, reverse("contacts:follow", args=[found.code])))


def hers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives the view the conversation that this session was let into; unknown and forbidden look the same."""

    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
        wanted = normal_code(code)
        found = queries.with_code(wanted) if wanted else None
        if found is None or not access.granted(request, found):
            messages.info(request, _("Per aprire una conversazione scrivi il suo codice e la tua e-mail."))
            return redirect("contacts:find")
        return view(request, found, **more)

    return wrapped


@personal
@require_safe
@hers
def follow(request: HttpRequest, contact: PublicContact) -> HttpResponse:
    return _conversation(request, contact, WriteAgain(), 200)


@personal
@require_POST
@hers
def write_again(request: HttpRequest, contact: PublicContact) -> HttpResponse:
    form = WriteAgain(request.POST)
    if form.is_valid() and not _too_many(request, form):
        operations.write_again(
            contact_id=contact.pk,
            text=form.cleaned_data["text"],
            by=Actor.citizen(contact.about),
            at=timezone.now(),
        )
        messages.success(request, _("Messaggio inviato."))
        return redirect("contacts:follow", code=contact.code)
    return _conversation(request, contact, form, 422)


def _conversation(
    request: HttpRequest, contact: PublicContact, form: WriteAgain, status: int
) -> HttpResponse:
    told = {
        "contact": contact,
        "said": queries.said_to_writer(contact),
        "form": form,
        "waiting": contact.state in queries.WAITING,
        "until": timezone.now() + timedelta(days=access.LINK_DAYS),
    }
    return render(request, "desks/contacts/portal/follow.html", told, status=status)
