"""Who asked for a topic: the same person under two names, two under one, members of one organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from foia.backoffice.access import actor, needs
from foia.forms import topics as topic_forms
from foia.models import PersonStatement, Topic
from foia.operations import persons as operations
from foia.queries import persons as queries
from foia.queries import topics
from pasocial.refusal import Refused
from pasocial.sentences import moment, say
from pasocial.sentences.forms import put_refusal

PER_PAGE = 25
RESTS_ON = {
    "cf": gettext_lazy("codice fiscale"),
    "eidas": gettext_lazy("identità europea (eIDAS)"),
    "pec": gettext_lazy("casella PEC"),
    "nome": gettext_lazy("nome e data di nascita"),
    "incerta": gettext_lazy("solo un nome: non basta per contare una persona"),
}


@require_GET
@needs("foia.work")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return persons_page(request, _topic(pk))


def _topic(pk: int) -> Topic:
    topic = topics.find_topic(pk)
    if topic is None:
        raise Http404(f"topic {pk}")
    return topic


def persons_page(request: HttpRequest, topic: Topic, status: int = 200, **bound: Any) -> HttpResponse:
    """A page of persons, organisations below; `bound` are forms that were just refused."""
    page = Paginator(queries.persons_of(topic.pk), PER_PAGE).get_page(request.GET.get("page"))
    split = bound.get("split")
    context = {
        "topic": topic,
        "trail": [
            (_("Temi ricorrenti"), reverse("foia_staff:topics")),
            (topic.title, reverse("foia_staff:topic", args=[topic.pk])),
        ],
        "page": page,
        "rows": [_row(topic, one, split) for one in queries.described(topic.pk, list(page))],
        "columns": [
            _("Persona"),
            _("Riconosciuta da"),
            {"label": _("Richieste"), "align": "end"},
            _("Ultima richiesta"),
        ],
        "ticked": bound.get("ticked", set()),
        "merge_form": bound.get("merge") or topic_forms.MergePersons(persons=[], auto_id="unisci_%s"),
        "merge_url": reverse("foia_staff:merge_topic_persons", args=[topic.pk]),
        "split_url": reverse("foia_staff:split_topic_persons", args=[topic.pk]),
        "organisations": queries.organisations_of(topic.pk),
        "organisation_columns": [
            _("Organizzazione"),
            {"label": _("Richieste"), "align": "end"},
            {"label": _("Persone"), "align": "end"},
            _("Come conta"),
        ],
        "organisation_url": reverse("foia_staff:confirm_topic_organisation", args=[topic.pk]),
        "may_change": topic.merged_into_id is None,
    }
    return render(request, "foia/backoffice/topic_persons.html", context, status=status)


def _row(topic: Topic, one: queries.Person, refused: Any) -> dict[str, Any]:
    keys = []
    for key in one.keys:
        form = None
        if len(one.keys) > 1:
            form = topic_forms.SplitPersons(
                initial={"person_key": key.person_key}, auto_id=f"dividi_{key.person_key[-12:]}_%s"
            )
            if refused is not None and refused["person_key"].value() == key.person_key:
                form = refused
        keys.append(
            {"rests_on": RESTS_ON.get(key.kind, key.kind), "names": ", ".join(key.names), "form": form}
        )
    return {
        "person": one.person,
        "name": ", ".join(one.names) or _("senza nome"),
        "requests": one.requests,
        "last_on": one.last_on,
        "keys": keys,
        "said": [_said(each) for each in one.said],
    }


def _said(statement: PersonStatement) -> str:
    words = (
        _("%(who)s, %(when)s: è la stessa persona di un altro richiedente. %(why)s")
        if statement.same
        else _("%(who)s, %(when)s: non è la stessa persona di un altro richiedente. %(why)s")
    )
    return words % {
        "who": str(statement.said_by or _("Qualcuno")),
        "when": moment(statement.said_at),
        "why": statement.why,
    }


@require_POST
@needs("foia.work")
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    given = [value for value in request.POST.getlist("rows") if len(value) <= 80][:200]
    form = topic_forms.MergePersons(request.POST, persons=given, auto_id="unisci_%s")

    def act(cleaned: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.merge_persons(topic_id=pk, persons=cleaned["rows"], why=cleaned["why"], **step)

    done = _("Ora contano come una persona sola; il tema è stato ricontato.")
    return _do(request, pk, form, act, "merge", done, ticked=set(given))


@require_POST
@needs("foia.work")
def split(request: HttpRequest, pk: int) -> HttpResponse:
    key = request.POST.get("person_key", "")[:80]
    form = topic_forms.SplitPersons(request.POST, auto_id=f"dividi_{key[-12:]}_%s")

    def act(cleaned: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.split_persons(topic_id=pk, **cleaned, **step)

    return _do(
        request, pk, form, act, "split", _("Ora contano come persone diverse; il tema è stato ricontato.")
    )


@require_POST
@needs("foia.work")
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    _topic(pk)
    try:
        operations.confirm_organisation(
            topic_id=pk,
            organisation_key=request.POST.get("organisation", "")[:100],
            confirmed=request.POST.get("confirmed") == "yes",
            by=actor(request),
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, _("Registrato: il tema è stato ricontato."))
    return redirect("foia_staff:topic_persons", pk)


def _do(
    request: HttpRequest,
    pk: int,
    form: forms.Form,
    act: Callable[[dict[str, Any], dict[str, Any]], object],
    name: str,
    done: str,
    **again: Any,
) -> HttpResponse:
    topic = _topic(pk)
    if form.is_valid():
        try:
            act(form.cleaned_data, {"by": actor(request), "at": timezone.now()})
        except Refused as refused:
            put_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect("foia_staff:topic_persons", pk)
    return persons_page(request, topic, 422, **{name: form}, **again)
