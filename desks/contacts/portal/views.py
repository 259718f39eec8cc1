"""What citizens see under /contatti/: how to reach the office, a form, and their own conversation without an account."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desks.contacts import access, operations, queries
from desks.contacts.forms import FindConversation, WriteAgain, WriteToUs
from desks.contacts.models import PublicContact
from pasocial.design.clean_forms import CleanForm
from pasocial.language import address_in
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.answers import address_of, for_whom_was_let_in, personal, too_soon
from pasocial.rate_limit import RateLimit
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal

WRITING = RateLimit("contacts.writing", 20, 3600)


def _too_many(request: HttpRequest, form: CleanForm) -> bool:
    """Counts this writing; when there were too many the form says when to come back, and keeps what was typed."""
    over = too_soon(request, WRITING, timezone.now()) is not None
    if over:
        form.add_error(None, _("Hai scritto molte volte in poco tempo: riprova fra un'ora."))
    return over


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
                came_from=address_of(request),
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


hers = for_whom_was_let_in(
    find=queries.with_code,
    granted=access.granted,
    words=gettext_lazy("Per aprire una conversazione scrivi il suo codice e la tua e-mail."),
    elsewhere="contacts:find",
)


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
    }
    return render(request, "desks/contacts/portal/follow.html", told, status=status)
