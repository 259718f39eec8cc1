"""What staff do with a topic: open, join, split, merge, undo, decide, keep fresh."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foia.backoffice.access import actor, needs
from foia.backoffice.views.topics.page import topic_or_404, topic_page
from foia.forms import topics as topic_forms
from foia.models import AccessRequest, Topic
from foia.operations import looking_again
from foia.operations import topics as operations
from foia.queries import topics as queries
from pasocial.cleaning import whole_numbers
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal


@require_POST
@needs("foia.choose_topic")
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    form = topic_forms.Choose(request.POST, auto_id="scegli_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.choose(topic_id=pk, **given, **step)

    return _do(request, pk, form, act, "choose", _("Decisione registrata."))


@require_POST
@needs("foia.choose_topic")
def keep_fresh(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Who brings a published answer up to date, and by when."""
    if not any(each.pk == page for each in topic_or_404(pk).pages):
        raise Http404(f"answer {page}")
    form = topic_forms.KeepFresh(request.POST, auto_id=f"aggiorna{page}_%s")
    form.page_id = page  # type: ignore[attr-defined]

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return looking_again.keep_fresh(page_id=page, **given, **step)

    return _do(request, pk, form, act, "keep", _("Aggiornamento della risposta registrato."))


@require_POST
@needs("foia.work")
def join(request: HttpRequest, pk: int) -> HttpResponse:
    form = topic_forms.Join(request.POST, auto_id="aggiungi_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.join(topic_id=pk, request_ids=_requests(form, given["requests"]), **step)

    return _do(request, pk, form, act, "join", _("Richieste aggiunte al tema."))


@require_POST
@needs("foia.work")
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    topic = queries.find_topic(pk)
    if topic is None:
        raise Http404(f"topic {pk}")
    form = topic_forms.Merge(request.POST, topic=topic, auto_id="unisci_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.merge(topic_id=pk, into_id=given["into"].pk, **step)

    return _do(request, pk, form, act, "merge", _("I due temi sono uno solo."))


@require_POST
@needs("foia.work")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    given_rows = whole_numbers(request.POST.getlist("rows"))
    form = topic_forms.Split(request.POST, members=given_rows, auto_id="dividi_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.split(topic_id=pk, request_ids=given["rows"], title=given["title"], **step)

    return _do(
        request, pk, form, act, "split", _("Il tema è diviso: questo è quello nuovo."), ticked=set(given_rows)
    )


@require_POST
@needs("foia.work")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    if queries.find_topic(pk) is None:
        raise Http404(f"topic {pk}")
    try:
        operations.undo_last(topic_id=pk, by=actor(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, _("Ultima modifica annullata."))
    return redirect("foia_staff:topic", pk)


@require_http_methods(["GET", "POST"])
@needs("foia.work")
def start(request: HttpRequest) -> HttpResponse:
    form = topic_forms.Start(request.POST if request.method == "POST" else None, auto_id="apri_%s")
    if form.is_valid():
        try:
            topic = operations.start_topic(
                request_ids=_requests(form, form.cleaned_data["requests"]),
                title=form.cleaned_data["title"],
                by=actor(request),
                at=timezone.now(),
            )
        except Refused as refused:
            put_refusal(form, refused)
        except Unknown:
            pass
        else:
            messages.success(request, _("Tema aperto."))
            return redirect("foia_staff:topic", topic.pk)
    return render(
        request,
        "foia/backoffice/start_topic.html",
        {"form": form, "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))]},
        status=422 if form.errors else 200,
    )


class Unknown(Exception):
    """A number that is no request's; the form already says which."""


def _requests(form: forms.Form, text: str) -> list[int]:
    """Ids of the requests with these numbers; puts the unknown ones on the form and raises Unknown."""
    wanted: dict[tuple[int, int], str] = {}
    wrong = []
    for part in topic_forms.numbers(text)[:200]:
        found = re.fullmatch(r"([0-9]{4})/([0-9]{1,9})", part)
        if found:
            wanted[int(found[1]), int(found[2])] = part
        else:
            wrong.append(part)
    ids: dict[tuple[int, int], int] = {}
    for year in {year for year, _sequence in wanted}:
        sequences = [sequence for other, sequence in wanted if other == year]
        rows = AccessRequest.objects.filter(year=year, sequence__in=sequences).values_list(
            "year", "sequence", "pk"
        )
        ids |= {(row[0], row[1]): row[2] for row in rows}
    wrong += [part for number, part in wanted.items() if number not in ids]
    if wrong:
        words = _("Nessuna richiesta ha questi numeri: %(numbers)s. Scrivili come 2026/0000012.")
        form.add_error("requests", words % {"numbers": ", ".join(wrong[:10])})
        raise Unknown
    return list(ids.values())


def _do(
    request: HttpRequest,
    pk: int,
    form: forms.Form,
    act: Callable[[dict[str, Any], dict[str, Any]], object],
    name: str,
    done: str,
    **again: Any,
) -> HttpResponse:
    if queries.find_topic(pk) is None:
        raise Http404(f"topic {pk}")
    if form.is_valid():
        try:
            result = act(form.cleaned_data, {"by": actor(request), "at": timezone.now()})
        except Refused as refused:
            put_refusal(form, refused)
        except Unknown:
            pass
        else:
            messages.success(request, done)
            return redirect("foia_staff:topic", result.pk if isinstance(result, Topic) else pk)
    return topic_page(request, pk, 422, **{name: form}, **again)
