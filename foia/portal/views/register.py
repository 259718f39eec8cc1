"""The public register of accesses: list, one line, open data and feed. Cookie-free, for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from foia.models import AccessRequest, RegisterEntry
from foia.portal.open_data import COURT, FIELDS
from foia.queries import register
from foia.queries.public_files import LICENCE, Document
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.register import REGISTER_LABELS, RegisterOutcome
from foia.rules.review import REVIEW_LABELS, ReviewOutcome
from pasocial.cleaning import whole_number
from pasocial.design.feeds import CleanAtom
from pasocial.office.screens.lists.cells import Badge, Row, Title
from pasocial.office.screens.lists.pages import Found, ListPage, Nothing
from pasocial.office.screens.lists.rules import Column, Filter, OneOf, Words
from pasocial.page_cache import same_for_everyone

# Names of the API's filters, in whose links they come, and ours.
SPOKEN = {"kind": "tipo", "outcome": "esito", "year": "anno"}
FEED_ROWS = 50
TONES = {
    RegisterOutcome.GRANTED: "success",
    RegisterOutcome.PARTIAL_REFUSAL: "warning",
    RegisterOutcome.FULL_REFUSAL: "danger",
    RegisterOutcome.NO_DECISION: "neutral",
}
_GROUP_OF = {str(one.value): group for group, ones in register.OUTCOME_GROUPS.items() for one in ones}


def tone_of(outcome: str) -> str:
    """The colour that goes with an outcome's words, never alone."""
    return TONES[RegisterOutcome(_GROUP_OF.get(outcome, "no_decision"))]


def shown(entry: RegisterEntry, documents: Sequence[Document] = ()) -> dict[str, Any]:
    """One line as pages print it, with the documents released to everybody."""
    return {
        "entry": entry,
        "number": entry.number,
        "url": reverse("foia:register_entry", args=[entry.slug]),
        "kind": _(rules_of(AccessKind(entry.kind)).label),
        "outcome": register.wording(entry),
        "tone": tone_of(entry.outcome),
        "days": (entry.decided_on - entry.received_on).days,
        "documents": [
            {"name": one.name, "url": one.path, "kind": one.ending, "size": one.size} for one in documents
        ],
    }


class PublicRegister(ListPage):
    """The list with its filters; the same filters lead to the same rows as open data."""

    title = gettext_lazy("Registro degli accessi")
    unit = gettext_lazy("voci")
    template = "foia/portal/register.html"
    per_page = 20
    file_name = "registro"
    columns = (
        Column(gettext_lazy("Richiesta")),
        Column(gettext_lazy("Esito")),
        Column(gettext_lazy("Tipo")),
        Column(gettext_lazy("Ricevuta")),
        Column(gettext_lazy("Decisa")),
    )
    nothing = Nothing(
        gettext_lazy("Il registro è ancora vuoto"),
        gettext_lazy(
            "Le richieste compaiono qui quando hanno una risposta e una persona ha controllato che la voce non "
            "contenga dati personali."
        ),
        "list",
    )
    nothing_found = Nothing(
        gettext_lazy("Nessuna voce con questi filtri"),
        gettext_lazy("Togli un filtro o prova con altre parole: cerchiamo anche le forme simili."),
        "search",
    )
    fields = FIELDS

    def __init__(self, request: HttpRequest) -> None:
        # The API calls its filters by their English names, and its links to these files use them.
        given = {SPOKEN.get(name, name): str(value) for name, value in request.GET.items()}
        super().__init__(request, given)

    @cached_property
    def facets(self) -> dict[str, Any]:
        return register.facets()

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        everything = ("", _("Tutti"))
        kinds = [(kind.value, _(rules_of(AccessKind(kind.value)).label)) for kind in AccessRequest.Kind]
        outcomes = [(str(outcome), _(label)) for outcome, label in REGISTER_LABELS.items()]
        years = [(str(year), f"{year} ({lines})") for year, lines in self.facets["years"]]
        return (
            Words(_("Cerca nel registro")),
            OneOf("tipo", _("Tipo di accesso"), [everything, *kinds]),
            OneOf("esito", _("Esito"), [everything, *outcomes]),
            OneOf("anno", _("Anno della decisione"), [everything, *years], _another_year),
        )

    @cached_property
    def asked_lines(self) -> register.RegisterFilters:
        return register.RegisterFilters.from_query(self.asked.values)

    def found(self) -> Found:
        size = register.size(self.asked_lines, self.facets["years"])
        if not size.lines and (near := register.nearly(self.asked_lines)) is not None:
            return Found(
                near, note=_("Nessuna voce contiene queste parole così come sono scritte: ecco le simili.")
            )
        return Found(register.entries(self.asked_lines, ranked=size.ranked), size.lines, _note(size))

    def rows(self, lines: list[RegisterEntry]) -> list[Row]:
        documents = register.documents_of_lines(lines)
        kind = cache(lambda code: _(rules_of(AccessKind(code)).label))
        before, after = reverse("foia:register_entry", args=["0"]).rsplit("0", 1)
        return [
            Row(
                line.pk,
                f"{before}{line.slug}{after}",
                (
                    Title(line.public_subject, _under(line.number, len(documents[line.pk]))),
                    Badge(register.wording(line), tone_of(line.outcome)),
                    kind(line.kind),
                    line.received_on,
                    line.decided_on,
                ),
            )
            for line in lines
        ]

    def about(self) -> dict[str, Any]:
        updated = register.updated_at()
        told = {"title": _("Registro degli accessi"), "updated_at": updated.isoformat() if updated else None}
        return {**told, "licence": LICENCE, "page": self.whole(reverse("foia:register"))}

    def whole(self, path: str) -> str:
        return self.request.build_absolute_uri(path)

    def records(self) -> Iterator[dict[str, Any]]:
        for record in register.rows(self.asked_lines):
            record["documents"] = [
                {
                    "name": one.name,
                    "url": self.whole(one.path),
                    "size": one.size,
                    "media_type": one.media_type,
                    "sha256": one.sha256,
                }
                for one in record["documents"]
            ]
            yield record


def _another_year(value: str) -> str:
    """A year without any line."""
    year = whole_number(value, 1990, 2200)
    return "" if year is None else _("Anno della decisione: %(year)s") % {"year": year}


def _under(number: str, documents: int) -> str:
    if not documents:
        return number
    words = ngettext("%(n)d documento", "%(n)d documenti", documents) % {"n": documents}
    return f"{number} · {words}"


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
    return PublicRegister(request).page()


FILES = PublicRegister.file_views()
FOUND_ON_SITE = 5


def found_on_site(request: HttpRequest, words: str) -> str:
    """The lines that hold the words, for the search of the whole site; "" when none does."""
    filters = register.RegisterFilters.from_query({"q": words})
    lines = list(register.entries(filters)[:FOUND_ON_SITE]) if filters.words else []
    if not lines:
        return ""
    more = f"{reverse('foia:register')}?{urlencode({'q': filters.words})}"
    found = {
        "lines": [shown(line) for line in lines],
        "more_url": more if len(lines) == FOUND_ON_SITE else "",
    }
    return render_to_string("foia/portal/parts/register_found.html", found, request)


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
        lines = register.latest_lines(FEED_ROWS)
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
