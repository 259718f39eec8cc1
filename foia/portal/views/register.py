"""The public register of accesses: list, one line, open data and feed. Cookie-free, for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from foia.models import AccessRequest, RegisterEntry
from foia.queries import register
from foia.queries.public_files import LICENCE, Document
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.register import REGISTER_LABELS, RegisterOutcome
from foia.rules.review import REVIEW_LABELS, ReviewOutcome
from pasocial.design.feeds import CleanAtom
from pasocial.outgoing import csv_lines, json_text
from pasocial.page_cache import same_for_everyone

PAGE_ROWS = 20
FEED_ROWS = 50
TONES = {
    RegisterOutcome.GRANTED: "success",
    RegisterOutcome.PARTIAL_REFUSAL: "warning",
    RegisterOutcome.FULL_REFUSAL: "danger",
    RegisterOutcome.NO_DECISION: "neutral",
}
COURT = {"granted": gettext_lazy("Ricorso accolto"), "refused": gettext_lazy("Ricorso respinto")}
_GROUP_OF = {str(one.value): group for group, ones in register.OUTCOME_GROUPS.items() for one in ones}


def tone_of(outcome: str) -> str:
    """The colour that goes with an outcome's words, never alone."""
    return TONES[RegisterOutcome(_GROUP_OF.get(outcome, "no_decision"))]


def shown(entry: RegisterEntry, documents: Sequence[Document] = ()) -> dict[str, Any]:
    """One line as pages print it, with the documents released to everybody."""
    return {
        "entry": entry,
        "number": entry.slug.replace("-", "/", 1),
        "url": reverse("foia:register_entry", args=[entry.slug]),
        "kind": _(rules_of(AccessKind(entry.kind)).label),
        "outcome": register.wording(entry),
        "tone": tone_of(entry.outcome),
        "days": (entry.decided_on - entry.received_on).days,
        "documents": [
            {"name": one.name, "url": one.path, "kind": one.ending, "size": one.size} for one in documents
        ],
    }


def _note(size: register.Size) -> str:
    """What a reader should know of a search that found very much."""
    if size.more:
        words = _(
            "Le voci trovate sono più di %(most)s: qui ci sono le più recenti. Aggiungi una parola o un filtro."
        )
        return words % {"most": number_format(register.MOST_COUNTED, 0, force_grouping=True)}
    return "" if size.ranked else _("Le voci trovate sono molte: le più recenti vengono prima.")


@same_for_everyone("foia.register")
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The list with its filters; the same filters lead to the same rows as open data."""
    filters = register.RegisterFilters.from_query(request.GET)
    facets = register.facets()
    size = register.size(filters, facets["years"])
    paginator = Paginator(register.entries(filters, ranked=size.ranked), PAGE_ROWS)
    paginator.count = size.lines  # type: ignore[misc]  # a cached property, known already
    try:
        page = paginator.page(request.GET.get("page") or 1)
    except PageNotAnInteger:
        page = paginator.page(1)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    query = request.GET.copy()
    query.pop("page", None)
    lines = list(page.object_list)
    documents = register.documents_of_lines(lines)
    return render(
        request,
        "foia/portal/register.html",
        {
            "page": page,
            "rows": [shown(entry, documents[entry.pk]) for entry in lines],
            "filters": filters,
            "kinds": [(kind.value, _(rules_of(AccessKind(kind.value)).label)) for kind in AccessRequest.Kind],
            "outcomes": [(str(outcome), _(label)) for outcome, label in REGISTER_LABELS.items()],
            "years": facets["years"],
            "note": _note(size),
            "updated_at": facets["updated_at"],
            "active": _active(filters, request),
            "query": query.urlencode(),
            "columns": [
                _("Numero"),
                _("Oggetto"),
                _("Esito"),
                _("Tipo"),
                _("Ricevuta"),
                _("Decisa"),
            ],
        },
    )


def _active(filters: register.RegisterFilters, request: HttpRequest) -> list[tuple[str, str]]:
    """Chips of the filters in force, each with the address without it."""
    chips = []
    names = {
        "q": f"«{filters.words}»" if filters.words else "",
        "tipo": _(rules_of(AccessKind(filters.kind)).label) if filters.kind else "",
        "esito": _(REGISTER_LABELS[RegisterOutcome(filters.outcome)]) if filters.outcome else "",
        "anno": str(filters.year) if filters.year else "",
    }
    for name, label in names.items():
        if label:
            query = request.GET.copy()
            query.pop(name, None)
            query.pop("page", None)
            chips.append((label, f"?{query.urlencode()}" if query else request.path))
    return chips


@same_for_everyone("foia.register")
@require_safe
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """One line at its stable address; a line taken down or never approved is not there."""
    found = register.entry(slug)
    if found is None:
        raise Http404
    return render(
        request,
        "foia/portal/register_entry.html",
        {
            **shown(found, register.documents_of_lines([found])[found.pk]),
            "licence": LICENCE,
            "review": _(REVIEW_LABELS[ReviewOutcome(found.review_outcome)]) if found.review_outcome else "",
            "court": COURT.get(found.court_outcome, ""),
        },
    )


@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All rows that match the filters; UTF-8 with its mark, so that spreadsheets read the accents."""
    filters = register.RegisterFilters.from_query(request.GET)

    def cells() -> Iterator[list[Any]]:
        for row in register.rows(filters):
            row["documents"] = " ".join(request.build_absolute_uri(one.path) for one in row["documents"])
            yield [row[name] for name in register.COLUMNS]

    lines = csv_lines(register.COLUMNS, cells())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="registro-accessi.csv"'
    return response


@require_safe
def as_json(request: HttpRequest) -> StreamingHttpResponse:
    """The same rows as JSON, with when the register last changed and a licence."""
    filters = register.RegisterFilters.from_query(request.GET)
    updated = register.updated_at()
    about = {
        "title": _("Registro degli accessi"),
        "updated_at": updated.isoformat() if updated else None,
        "licence": LICENCE,
        "page": request.build_absolute_uri(reverse("foia:register")),
    }

    def lines() -> Iterator[str]:
        yield json_text(about)[:-1] + ', "entries": ['
        for number, row in enumerate(register.rows(filters)):
            row["documents"] = [
                {
                    "name": one.name,
                    "url": request.build_absolute_uri(one.path),
                    "size": one.size,
                    "media_type": one.media_type,
                    "sha256": one.sha256,
                }
                for one in row["documents"]
            ]
            yield (",\n" if number else "\n") + json_text(row)
        yield "\n]}\n"

    return StreamingHttpResponse(lines(), content_type="application/json; charset=utf-8")


class RegisterFeed(Feed):  # type: ignore[type-arg]
    """The newest lines as Atom."""

    feed_type = CleanAtom
    title = gettext_lazy("Registro degli accessi")
    subtitle = gettext_lazy("Le richieste di accesso concluse, con il loro esito.")

    # Whole addresses of the office: Django would otherwise put the name before them by which the reader came.
    def link(self) -> str:
        return settings.SITE_URL + reverse("foia:register")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("foia:register_feed")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        return request

    def items(self, request: HttpRequest) -> list[RegisterEntry]:
        lines = list(register.approved().order_by("-approved_at", "-id")[:FEED_ROWS])
        documents = register.documents_of_lines(lines)
        for line in lines:
            line.enclosures = [  # type: ignore[attr-defined]
                Enclosure(request.build_absolute_uri(one.path), str(one.size), one.media_type)
                for one in documents[line.pk]
            ]
        return lines

    def item_enclosures(self, item: RegisterEntry) -> list[Enclosure]:
        """The documents everybody may have (RFC 4287, 4.2.7.2)."""
        return item.enclosures  # type: ignore[attr-defined,no-any-return]

    def item_title(self, item: RegisterEntry) -> str:
        return item.public_subject

    def item_description(self, item: RegisterEntry) -> str:
        return f"{register.wording(item)}. {item.public_reason}".strip()

    def item_link(self, item: RegisterEntry) -> str:
        return settings.SITE_URL + reverse("foia:register_entry", args=[item.slug])

    def item_pubdate(self, item: RegisterEntry) -> Any:
        return item.approved_at

    def item_updateddate(self, item: RegisterEntry) -> Any:
        return item.approved_at

    def item_categories(self, item: RegisterEntry) -> list[str]:
        return [_(rules_of(AccessKind(item.kind)).label)]
