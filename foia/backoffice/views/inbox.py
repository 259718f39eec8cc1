"""The desk's inbox: built-in and saved views with their counts, filters, search, and work on many rows at once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foia.backoffice.access import actor, needs
from foia.backoffice.forms.inbox import Bulk, Filters, SaveFilter
from foia.backoffice.presenters import due_chip, state_chip, urgent
from foia.models import AccessRequest, SavedFilter, Topic
from foia.operations import triage
from foia.queries import inbox as queries
from pasocial.cleaning import whole_number
from pasocial.design.shell import Link
from pasocial.office.people.members import queries as members
from pasocial.office.people.members.gate import StaffRequest
from pasocial.office.people.members.policy import may
from pasocial.refusal import Refused
from pasocial.sentences import say

PER_PAGE = 50
KEPT = ("q", "state", "assignee", "due", "kind", "topic", "new", "test", "sort")
MOST_SAVED = 20
# Stands in an address for the number of a request.
NO_REQUEST = 10**12

SHORT_KINDS = {
    "simple_civic": gettext_lazy("Semplice"),
    "generalised": gettext_lazy("FOIA"),
    "documentary": gettext_lazy("Documentale"),
    "environmental": gettext_lazy("Ambientale"),
}


@require_GET
@needs("foia.read")
def show(request: StaffRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: StaffRequest, *, bulk: Bulk | None = None, save: SaveFilter | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    asked = _asked(request.GET)
    filters = queries.InboxFilters.from_query(asked)
    people = members.colleagues("foia")
    here = reverse("foia_staff:inbox")
    works = may(request.user, "foia.work")
    counts = queries.counts(request.user, today)
    paginator, note = _found(request, filters, today, counts)
    page = paginator.get_page(request.GET.get("page"))
    saved = _saved(request, today, asked)
    shown = Filters(asked, people=people)
    context = {
        "lead": _lead(counts),
        "views": _views(here, counts, asked),
        "filters": shown,
        "active": _active(here, asked, shown),
        "clear_url": here if any(asked.get(name) for name in KEPT if name != "sort") else "",
        "inbox_url": here,
        "columns": [
            {"key": "due", "label": _("Scadenza")},
            {"key": "subject", "label": _("Oggetto")},
            _("Tipo"),
            _("Stato"),
            _("Assegnata a"),
            _("Ricevuta"),
        ],
        "sort": asked.get("sort") or "due",
        "rows": _rows(queries.rows_of(list(page.object_list)), today),
        "page": page,
        "more": note,
        "ticked": ticked_in(bulk),
        "bulk": bulk or Bulk(people=people),
        "may_work": works,
        "empty": _empty(asked),
        "saved": saved,
        "save_form": save or SaveFilter(auto_id="salva_%s", initial={"query": asked.urlencode()}),
        "save_url": reverse("foia_staff:save_filter"),
    }
    return render(request, "foia/backoffice/inbox.html", context, status=status)


def _found(
    request: StaffRequest, filters: queries.InboxFilters, today: date, counts: dict[str, int]
) -> tuple[Paginator[Any], str]:
    """The numbers of the requests to show, page by page, and what is to be known of how a search found them."""
    if filters.q:
        found = queries.search(request.user, filters=filters, today=today)
        return Paginator(found.ids, PER_PAGE), _nearly() if found.nearly else _more() if found.more else ""
    paginator: Paginator[Any] = Paginator(
        queries.page_of_ids(request.user, filters=filters, today=today), PER_PAGE
    )
    asked = filters.active()
    asked.pop("sort", None)
    view = next((code for code, each in queries.VIEWS.items() if each == asked), None)
    # The ready-made views were counted already.
    paginator.count = (  # type: ignore[misc]  # a cached property, given before it is asked
        counts[view] if view else queries.total(request.user, filters=filters, today=today)
    )
    return paginator, ""


def _nearly() -> str:
    return _(
        "Nessuna richiesta contiene queste parole così come sono scritte: ecco quelle che ne hanno di simili."
    )


def _more() -> str:
    words = _(
        "Le richieste che corrispondono sono più di %(most)s: qui ci sono le più recenti. "
        "Aggiungi una parola o un filtro per trovare le altre."
    )
    return words % {"most": number_format(queries.MOST_FOUND, 0, force_grouping=True)}


def _asked(given: QueryDict) -> QueryDict:
    """Only the filters we know, without null bytes, each of a sane length."""
    asked = QueryDict(mutable=True)
    for name in KEPT:
        value = given.get(name, "").replace("\x00", "").strip()[:200]
        if value:
            asked[name] = value
    return asked


def _lead(counts: dict[str, int]) -> str:
    late = counts.get("late", 0)
    if late:
        words = ngettext("%(n)d richiesta è in ritardo.", "%(n)d richieste sono in ritardo.", late)
        return words % {"n": late}
    return _("Nessuna richiesta è in ritardo.")


def _views(here: str, counts: dict[str, int], asked: QueryDict) -> list[Link]:
    """The views everybody has; one is current when the filters are exactly its own."""
    titles = {
        "open": _("Aperte"),
        "mine": _("Mie"),
        "unassigned": _("Da assegnare"),
        "new": _("Da leggere"),
        "late": _("In ritardo"),
        "week": _("Entro 7 giorni"),
        "approve": _("Da approvare"),
        "identify": _("Da identificare"),
        "review": _("Riesami"),
    }
    current = {name: value for name, value in asked.items() if name != "sort"}
    return [
        Link(
            title,
            f"{here}?{urlencode(queries.VIEWS[code])}" if queries.VIEWS[code] else here,
            active=current == dict(queries.VIEWS[code]),
            count=counts.get(code),
        )
        for code, title in titles.items()
    ]


def _active(here: str, asked: QueryDict, form: Filters) -> list[tuple[str, str]]:
    """Each filter in use, with the address that takes it off."""
    chips = []
    for name in KEPT:
        value = asked.get(name)
        if not value or name == "sort":
            continue
        rest = asked.copy()
        del rest[name]
        field = form.fields[name]
        shown = dict(_flat(field.choices)).get(value, value) if hasattr(field, "choices") else f"«{value}»"
        label = {
            "topic": _("Un solo tema ricorrente"),
            "new": _("Con messaggi da leggere"),
            "test": _("Anche quelle di prova"),
        }.get(name) or f"{field.label}: {shown}"
        chips.append((label, f"{here}?{rest.urlencode()}" if rest else here))
    return chips


def _flat(choices: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices]


def _rows(requests: list[AccessRequest], today: date) -> list[dict[str, Any]]:
    """What a page of the list shows. The same words come in many rows, so each is made once."""
    before, after = reverse("foia_staff:case", args=[NO_REQUEST]).split(str(NO_REQUEST))
    select, to_read, nobody = _("Seleziona %(number)s"), _("da leggere"), _("richiedente anonimo")
    flagged = _("tema segnalato")
    state, kind = cache(state_chip), cache(lambda code: str(SHORT_KINDS[code]))
    return [
        {
            "pk": access_request.pk,
            "url": f"{before}{access_request.pk}{after}",
            "number": access_request.number,
            "select": select % {"number": access_request.number},
            "subject": access_request.subject,
            "applicant": access_request.applicant.name or access_request.applicant.organisation or nobody,
            "kind": kind(access_request.kind),
            "state": state(access_request.state),
            "due": due_chip(access_request, today),
            "urgent": urgent(access_request.priority),
            "topic": flagged if _flag(access_request) == Topic.Flag.HARD else "",
            "unread": to_read if access_request.unread else "",  # type: ignore[attr-defined]
            "assignee": access_request.assignee_name or "",  # type: ignore[attr-defined]
            "received_on": access_request.received_on,
            "received_iso": access_request.received_on.isoformat(),
        }
        for access_request in requests
    ]


def _flag(request: Any) -> str:
    membership = getattr(request, "topic_membership", None)
    return membership.topic.flag if membership else ""


def _empty(asked: QueryDict) -> dict[str, str]:
    if any(name != "sort" for name in asked):
        return {
            "icon": "search",
            "title": _("Nessuna richiesta corrisponde"),
            "text": _(
                "Prova con meno filtri o con altre parole: cerchiamo anche nei nomi scritti in modo simile."
            ),
        }
    return {
        "icon": "check-circle",
        "title": _("Non c'è nulla da fare"),
        "text": _("Nessuna richiesta aperta. Le nuove arrivano qui da sole."),
    }


def _some(count: int) -> str:
    """A number of requests; beyond the most that is counted, that it is more."""
    most = queries.MOST_FOUND
    return str(count) if count <= most else f"{number_format(most, 0, force_grouping=True)}+"


def _saved(request: StaffRequest, today: Any, asked: QueryDict) -> list[dict[str, Any]]:
    """Own and shared filters with how many requests each shows now: two queries, however many filters."""
    rows = list(
        SavedFilter.objects.filter(Q(user=request.user) | Q(shared=True))
        .select_related("user")
        .order_by("name", "pk")[:MOST_SAVED]
    )
    here = reverse("foia_staff:inbox")
    parsed = [queries.InboxFilters.from_query(_asked(QueryDict(row.query))) for row in rows]
    counts = queries.how_many(request.user, parsed, today=today)
    return [
        {
            "pk": row.pk,
            "name": row.name,
            "url": f"{here}?{row.query}",
            "count": _some(count),
            "shared": row.shared,
            "mine": row.user_id == request.user.pk,
            "active": bool(row.query) and _asked(QueryDict(row.query)).dict() == asked.dict(),
        }
        for row, count in zip(rows, counts, strict=True)
    ]


@require_http_methods(["GET", "POST"])
@needs("foia.work")
def bulk(request: StaffRequest) -> HttpResponse:
    """One action on every ticked row."""
    back = _back(request)
    if request.method != "POST":
        return redirect(back)
    form = Bulk(request.POST)
    if not request.POST.getlist("rows"):
        messages.warning(request, _("Spunta almeno una richiesta, poi scegli che cosa farne."))
        return redirect(back)
    if not form.is_valid():
        faults = [str(fault) for fault in form.errors.get("assignee", [])]
        messages.error(
            request, faults[0] if faults else _("Azione non riconosciuta: ricarica la pagina e riprova.")
        )
        return redirect(back)
    given = form.cleaned_data
    try:
        done = _do_bulk(request, given)
    except Refused as refused:
        messages.error(
            request, _("Nessuna richiesta è stata cambiata. %(reason)s") % {"reason": say(refused.refusal)}
        )
    else:
        words = ngettext("%(n)d richiesta aggiornata.", "%(n)d richieste aggiornate.", done)
        messages.success(request, words % {"n": done})
    return redirect(back)


def ticked_in(bulk: Bulk | None) -> set[int]:
    """The rows ticked in a form that came back."""
    posted = bulk.data if bulk is not None else None
    values = posted.getlist("rows") if isinstance(posted, QueryDict) else []
    return {number for value in values if (number := whole_number(value)) is not None}


@transaction.atomic
def _do_bulk(request: StaffRequest, given: dict[str, Any]) -> int:
    ids = list(AccessRequest.objects.filter(pk__in=given["rows"]).order_by("pk").values_list("pk", flat=True))
    step: dict[str, Any] = {"by": actor(request), "at": timezone.now()}
    if given["action"] == "mine":
        return triage.assign(request_ids=ids, to=request.user, **step)
    if given["action"] == "queue":
        return triage.assign(request_ids=ids, to=None, **step)
    if given["action"] == "assign":
        return triage.assign(request_ids=ids, to=given["assignee"], **step)
    for pk in ids:
        if given["action"] == "priority":
            triage.set_priority(request_id=pk, priority=given["priority"], **step)
        else:
            triage.mark_test(request_id=pk, **step)
    return len(ids)


def _back(request: StaffRequest) -> str:
    """Where the form was, if it was our inbox."""
    here = reverse("foia_staff:inbox")
    wanted = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and urlsplit(wanted).path == here else here


@require_http_methods(["GET", "POST"])
@needs("foia.read")
def save_filter(request: StaffRequest) -> HttpResponse:
    here = reverse("foia_staff:inbox")
    if request.method != "POST":
        return redirect(here)
    form = SaveFilter(request.POST, auto_id="salva_%s")
    asked = _asked(QueryDict(request.POST.get("query", "")[:500]))
    if form.is_valid():
        try:
            with transaction.atomic():
                SavedFilter.objects.create(
                    user=request.user,
                    name=form.cleaned_data["name"],
                    query=asked.urlencode()[:500],
                    shared=form.cleaned_data["shared"],
                )
        except IntegrityError:
            form.add_error("name", _("Hai già un filtro con questo nome: scegline un altro."))
        else:
            messages.success(request, _("Filtro salvato."))
            return redirect(f"{here}?{asked.urlencode()}" if asked else here)
    request.GET = asked  # type: ignore[assignment]  # the page behind the form shows what was being saved
    return _page(request, save=form, status=422)


@require_POST
@needs("foia.read")
def forget_filter(request: StaffRequest, pk: int) -> HttpResponse:
    """Only one's own: a shared filter belongs to who made it."""
    deleted, _rows = SavedFilter.objects.filter(pk=pk, user=request.user).delete()
    if not deleted:
        raise Http404(f"filter {pk}")
    messages.success(request, _("Filtro eliminato."))
    return redirect("foia_staff:inbox")
