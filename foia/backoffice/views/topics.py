"""The board of recurring topics and one topic's page: what people asked, who decides, what was decided."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foia.backoffice.access import actor, needs
from foia.backoffice.forms import topics as topic_forms
from foia.backoffice.showing import Chip, TimelineEntry, day_chip, flag_chip, outcome_label
from foia.backoffice.words import put_refusal, say
from foia.models import Request, Topic
from foia.operations import looking_again
from foia.operations import topics as operations
from foia.queries import topics as queries
from pasocial.design.presentation import day as day_words
from pasocial.design.presentation import moment
from pasocial.design.shell import Link
from pasocial.office import registry
from pasocial.office.attachments.queries import clearances
from pasocial.office.attachments.views.material import material_page
from pasocial.office.members.policy import may
from pasocial.refusal import Refused

PER_PAGE = 25
BECAUSE = {
    "start": gettext_lazy("Tema aperto"),
    "join": gettext_lazy("Richieste aggiunte"),
    "leave": gettext_lazy("Richieste tolte"),
    "split": gettext_lazy("Tema diviso"),
    "merge": gettext_lazy("Temi uniti"),
    "undo": gettext_lazy("Modifica annullata"),
    "identified": gettext_lazy("Un richiedente si è identificato"),
    "recount": gettext_lazy("Ricalcolo"),
    "kind_changed": gettext_lazy("Il tipo di una richiesta è cambiato"),
    "transferred": gettext_lazy("Una richiesta è passata a un altro ente"),
    "marked_test": gettext_lazy("Una richiesta era una prova"),
    "contact_corrected": gettext_lazy("I dati di un richiedente sono stati corretti"),
    "persons_merged": gettext_lazy("Due richiedenti sono la stessa persona"),
    "persons_split": gettext_lazy("Due richiedenti sono persone diverse"),
    "organisation_confirmed": gettext_lazy("Un'organizzazione conta una volta sola"),
    "organisation_parted": gettext_lazy("I membri di un'organizzazione contano uno per uno"),
}
FLAG_SHIFT = gettext_lazy(
    "Da «%(before)s» a «%(after)s»: %(persons)s persone, %(requests)s richieste in un anno."
)


@require_GET
@needs("foia.read_topics")
def board(http: HttpRequest) -> HttpResponse:
    """Flagged and undecided first, then what is rising."""
    filters = queries.BoardFilters.from_query(http.GET)
    page = Paginator(queries.board(filters), PER_PAGE).get_page(http.GET.get("page"))
    here = reverse("foia_staff:topics")
    today = timezone.localdate()
    return render(
        http,
        "foia/backoffice/topics.html",
        {
            "views": _views(here, filters),
            "filters": _Words(http.GET),
            "active": [(f"«{filters.words}»", here)] if filters.words else [],
            "clear_url": here if filters.words else "",
            "columns": [
                _("Tema"),
                _("Stato"),
                {"label": _("Persone nell'anno"), "align": "end"},
                {"label": _("Richieste in tutto"), "align": "end"},
                _("Ultima richiesta"),
            ],
            "rows": [_row(topic, today) for topic in page],
            "page": page,
            "may_work": may(http.user, "foia.work"),
            "start_url": reverse("foia_staff:start_topic"),
            "trend_url": reverse("foia_staff:topics_trend"),
            "proposals_url": reverse("foia_staff:topic_proposals"),
        },
    )


def _views(here: str, filters: queries.BoardFilters) -> list[Link]:
    chosen = (filters.flag, filters.choice)
    rows = [
        (_("Tutti"), "", ("", "")),
        (_("Da decidere"), "?segnalazione=hard&decisione=open", ("hard", "open")),
        (_("Da osservare"), "?segnalazione=soft", ("soft", "")),
        (_("Da pubblicare"), "?decisione=publish", ("", "publish")),
        (_("Pubblicati"), "?decisione=published", ("", "published")),
        (_("Non pubblicati"), "?decisione=not", ("", "not")),
    ]
    return [Link(label, here + query, active=chosen == value) for label, query, value in rows]


def _row(topic: Topic, today: Any) -> dict[str, Any]:
    return {
        "url": reverse("foia_staff:topic", args=[topic.pk]),
        "title": topic.title,
        "chips": state_chips(topic, topic.published, today),  # type: ignore[attr-defined]
        "persons": topic.persons_in_window,
        "requests": topic.requests_total,
        "last_asked_on": topic.last_asked_on,
    }


def state_chips(topic: Topic, published: bool, today: Any) -> list[Chip]:
    """Where a topic stands: what was decided, once something was; the flag and its day only while nobody has."""
    if published:
        return [Chip(_("Pubblicato"), "success", "check-circle")]
    if topic.choice == Topic.Choice.NOT:
        chips = [Chip(_("Non pubblicato"), "quiet", "close")]
        if topic.look_again_on:
            words = _("Da riguardare il %(day)s") % {"day": date_format(topic.look_again_on, "j M Y").lower()}
            late = topic.look_again_on <= today
            chips.append(Chip(words, "warning" if late else "neutral", "clock"))
        return chips
    if topic.choice:
        words = _("Da oscurare e pubblicare") if topic.choice == Topic.Choice.REDACT else _("Da pubblicare")
        return [Chip(words, "info", "pencil")]
    chips = [flag_chip(topic.flag)]
    if topic.decide_by:
        chips.append(day_chip(topic.decide_by, today))
    return chips


class _Words(forms.Form):
    q = forms.CharField(label=gettext_lazy("Cerca un tema"), required=False, max_length=200)
    view = forms.CharField(required=False, widget=forms.HiddenInput)


@require_GET
@needs("foia.read_topics")
def show(http: HttpRequest, pk: int) -> HttpResponse:
    return topic_page(http, pk)


def topic_page(http: HttpRequest, pk: int, status: int = 200, **bound: Any) -> HttpResponse:
    """One topic; `bound` are forms that were just refused."""
    found = _topic_or_404(pk)
    topic = found.topic
    page = Paginator(found.memberships, PER_PAGE).get_page(http.GET.get("page"))
    reads = may(http.user, "foia.read")
    works = may(http.user, "foia.work") and topic.merged_into_id is None
    chooses = may(http.user, "foia.choose_topic") and topic.merged_into_id is None
    today = timezone.localdate()
    rows = [_member(membership, reads) for membership in page]
    context = {
        "topic": topic,
        "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))],
        "chips": state_chips(topic, any(each.live for each in found.pages), today),
        "window_note": _window(topic),
        "merged": _merged(topic),
        "choice_facts": _choice_facts(topic),
        "choose_title": _("Cambia la decisione") if topic.choice else _("Decidi se pubblicare"),
        "choose_form": (bound.get("choose") or topic_forms.Choose(auto_id="scegli_%s")) if chooses else None,
        "choose_against": _choose_against(topic, chooses),
        "columns": [_("Richiesta"), _("Chiesta il"), _("Esito"), _("Conta")],
        "rows": rows,
        "ticked": bound.get("ticked", set()),
        "page": page,
        "months": [(date_format(month, "M Y").lower(), n) for month, n in found.months[-24:]],
        "material_url": material_page(http.user, clearances(topic.about), topic.about),
        "pages": [_page(each, bound.get("keep"), chooses, today) for each in found.pages],
        "persons_url": reverse("foia_staff:topic_persons", args=[topic.pk]) if reads else "",
        "figures": _figures(found),
        "history": _history(found),
        "last_act": _last_act(found),
        "may_work": works,
        "join_form": bound.get("join") or topic_forms.Join(auto_id="aggiungi_%s"),
        "merge_form": bound.get("merge") or topic_forms.Merge(topic=topic, auto_id="unisci_%s"),
        "split_form": bound.get("split") or topic_forms.Split(members=[], auto_id="dividi_%s"),
        "urls": {
            name: reverse(f"foia_staff:{name}_topic", args=[topic.pk])
            for name in ("choose", "join", "split", "merge", "undo")
        },
    }
    return render(http, "foia/backoffice/topic.html", context, status=status)


def _member(membership: Any, reads: bool) -> dict[str, Any]:
    request = membership.request
    return {
        "pk": request.pk,
        "number": request.number,
        "subject": request.subject,
        "url": reverse("foia_staff:case", args=[request.pk]) if reads else "",
        "asked_on": membership.asked_on,
        "outcome": outcome_label(request.outcome),
        "counts": _("sì") if membership.counts else _("no: trasferita, anonima o di prova"),
    }


def _page(each: Any, refused: Any, chooses: bool, today: Any) -> dict[str, Any]:
    """A public answer of the topic: whether it is out, who keeps it fresh, by when."""
    desks = registry.desks()
    owner = str(desks[each.owner_desk].name) if each.owner_desk in desks else each.owner_desk
    form = None
    if chooses and each.live:
        given = {"owner_desk": each.owner_desk, "fresh_until": each.fresh_until}
        form = topic_forms.KeepFresh(initial=given, auto_id=f"aggiorna{each.pk}_%s")
        if refused is not None and refused.page_id == each.pk:
            form = refused
    return {
        "title": each.title,
        "live": each.live,
        "url": each.url or "",
        "owner": owner,
        "fresh": day_chip(each.fresh_until, today) if each.fresh_until else None,
        "fresh_until": each.fresh_until,
        "form": form,
        "action": reverse("foia_staff:keep_answer_fresh", args=[each.topic_id, each.pk]),
    }


def _window(topic: Topic) -> str:
    if not (topic.window_from and topic.window_to):
        return ""
    return _("dal %(first)s al %(last)s") % {
        "first": day_words(topic.window_from),
        "last": day_words(topic.window_to),
    }


def _merged(topic: Topic) -> dict[str, str] | None:
    into = topic.merged_into
    return {"title": into.title, "url": reverse("foia_staff:topic", args=[into.pk])} if into else None


def _choice_facts(topic: Topic) -> list[tuple[str, Any]]:
    if not topic.choice:
        return []
    facts: list[tuple[str, Any]] = [
        (_("Decisione"), topic.get_choice_display()),
        (_("Perché"), topic.choice_reason),
        (_("Decisa da"), str(topic.chosen_by or "")),
        (_("Il"), moment(topic.chosen_at) if topic.chosen_at else ""),
    ]
    if topic.look_again_on:
        facts.append((_("Da riguardare il"), day_words(topic.look_again_on)))
    return facts


def _choose_against(topic: Topic, chooses: bool) -> str:
    if topic.merged_into_id:
        return _("Questo tema è stato unito a un altro: la decisione si prende su quello.")
    return "" if chooses else _("La decisione spetta al coordinamento o al responsabile della redazione.")


def _figures(found: queries.TopicView) -> list[tuple[str, Any]]:
    return [
        (_("Richieste evitate grazie alla risposta pubblica"), found.avoided),
        (_("Ore di lavoro risparmiate (stima)"), round(found.hours_saved, 1)),
        (_("Richiedenti avvisati della pubblicazione"), found.told),
    ]


def _history(found: queries.TopicView) -> list[TimelineEntry]:
    flags = dict(Topic.Flag.choices)
    return [
        TimelineEntry(
            title=str(BECAUSE.get(change.because, change.because)),
            at=change.recorded_at,
            text=str(FLAG_SHIFT)
            % {
                "before": flags[change.before],
                "after": flags[change.after],
                "persons": change.persons,
                "requests": change.requests,
            },
            icon="horn",
        )
        for change in found.changes
    ]


def _last_act(found: queries.TopicView) -> str:
    act = found.last_act
    if act is None:
        return ""
    return _("%(what)s da %(who)s il %(when)s") % {
        "what": str(BECAUSE.get(act.verb, act.get_verb_display())),
        "who": str(act.done_by or ""),
        "when": moment(act.done_at),
    }


@require_POST
@needs("foia.choose_topic")
def choose(http: HttpRequest, pk: int) -> HttpResponse:
    form = topic_forms.Choose(http.POST, auto_id="scegli_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.choose(topic_id=pk, **given, **step)

    return _do(http, pk, form, act, "choose", _("Decisione registrata."))


@require_POST
@needs("foia.choose_topic")
def keep_fresh(http: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Who brings a published answer up to date, and by when."""
    if not any(each.pk == page for each in _topic_or_404(pk).pages):
        raise Http404(f"answer {page}")
    form = topic_forms.KeepFresh(http.POST, auto_id=f"aggiorna{page}_%s")
    form.page_id = page  # type: ignore[attr-defined]

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return looking_again.keep_fresh(page_id=page, **given, **step)

    return _do(http, pk, form, act, "keep", _("Aggiornamento della risposta registrato."))


def _topic_or_404(pk: int) -> queries.TopicView:
    try:
        return queries.topic(pk)
    except Topic.DoesNotExist:
        raise Http404(f"topic {pk}") from None


@require_POST
@needs("foia.work")
def join(http: HttpRequest, pk: int) -> HttpResponse:
    form = topic_forms.Join(http.POST, auto_id="aggiungi_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.join(topic_id=pk, request_ids=_requests(form, given["requests"]), **step)

    return _do(http, pk, form, act, "join", _("Richieste aggiunte al tema."))


@require_POST
@needs("foia.work")
def merge(http: HttpRequest, pk: int) -> HttpResponse:
    topic = queries.find_topic(pk)
    if topic is None:
        raise Http404(f"topic {pk}")
    form = topic_forms.Merge(http.POST, topic=topic, auto_id="unisci_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.merge(topic_id=pk, into_id=given["into"].pk, **step)

    return _do(http, pk, form, act, "merge", _("I due temi sono uno solo."))


@require_POST
@needs("foia.work")
def split(http: HttpRequest, pk: int) -> HttpResponse:
    given_rows = [int(value) for value in http.POST.getlist("rows") if value.isdecimal() and len(value) < 12]
    form = topic_forms.Split(http.POST, members=given_rows, auto_id="dividi_%s")

    def act(given: dict[str, Any], step: dict[str, Any]) -> object:
        return operations.split(topic_id=pk, request_ids=given["rows"], title=given["title"], **step)

    return _do(
        http, pk, form, act, "split", _("Il tema è diviso: questo è quello nuovo."), ticked=set(given_rows)
    )


@require_POST
@needs("foia.work")
def undo(http: HttpRequest, pk: int) -> HttpResponse:
    if queries.find_topic(pk) is None:
        raise Http404(f"topic {pk}")
    try:
        operations.undo_last(topic_id=pk, by=actor(http), at=timezone.now())
    except Refused as refused:
        messages.error(http, say(refused.refusal))
    else:
        messages.success(http, _("Ultima modifica annullata."))
    return redirect("foia_staff:topic", pk)


@require_http_methods(["GET", "POST"])
@needs("foia.work")
def start(http: HttpRequest) -> HttpResponse:
    form = topic_forms.Start(http.POST if http.method == "POST" else None, auto_id="apri_%s")
    if form.is_valid():
        try:
            topic = operations.start_topic(
                request_ids=_requests(form, form.cleaned_data["requests"]),
                title=form.cleaned_data["title"],
                by=actor(http),
                at=timezone.now(),
            )
        except Refused as refused:
            put_refusal(form, refused)
        except Unknown:
            pass
        else:
            messages.success(http, _("Tema aperto."))
            return redirect("foia_staff:topic", topic.pk)
    return render(
        http,
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
        found = re.fullmatch(r"(\d{4})/(\d{1,9})", part)
        if found:
            wanted[int(found[1]), int(found[2])] = part
        else:
            wrong.append(part)
    ids: dict[tuple[int, int], int] = {}
    for year in {year for year, _sequence in wanted}:
        sequences = [sequence for other, sequence in wanted if other == year]
        rows = Request.objects.filter(year=year, sequence__in=sequences).values_list("year", "sequence", "pk")
        ids |= {(row[0], row[1]): row[2] for row in rows}
    wrong += [part for number, part in wanted.items() if number not in ids]
    if wrong:
        words = _("Nessuna richiesta ha questi numeri: %(numbers)s. Scrivili come 2026/0000012.")
        form.add_error("requests", words % {"numbers": ", ".join(wrong[:10])})
        raise Unknown
    return list(ids.values())


def _do(
    http: HttpRequest,
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
            result = act(form.cleaned_data, {"by": actor(http), "at": timezone.now()})
        except Refused as refused:
            put_refusal(form, refused)
        except Unknown:
            pass
        else:
            messages.success(http, done)
            return redirect("foia_staff:topic", result.pk if isinstance(result, Topic) else pk)
    return topic_page(http, pk, 422, **{name: form}, **again)
