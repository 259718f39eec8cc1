"""A list page from a declaration: a class says what is listed and how it is called, the room shows it.

`ListPage` is what every list has (filters, chips, order, pages, empty words, downloads); `DeskList` adds what staff
need (who may open it, views with counts, saved views, acts on many rows). An object of it lives for one request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from pasocial.design.shell import Link
from pasocial.office.people.members.gate import StaffRequest, needs
from pasocial.office.people.members.policy import may
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.lists import downloads, operations, queries
from pasocial.office.screens.lists.cells import Row, ends, markup_of
from pasocial.office.screens.lists.downloads import Field
from pasocial.office.screens.lists.forms import BulkForm, FilterForm, SaveViewForm
from pasocial.office.screens.lists.rules import (
    MOST_SAVED,
    Column,
    Filter,
    FiltersInForce,
    View,
    read_asked,
    read_query,
)
from pasocial.refusal import Refused
from pasocial.sentences import say

Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Found:
    """What matches, in its order. `size`: how many, when it is known already; `note`: what a reader should know of
    how they were found."""

    rows: Any
    size: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Nothing:
    """What an empty list says: why it is empty, and what brings something into it."""

    title: object
    text: object
    icon: str = "check-circle"


class ListPage:
    """One list, for one request."""

    title: ClassVar[object]
    columns: ClassVar[Sequence[Column]]
    # The orders that may be asked by name, the list's own first.
    sorts: ClassVar[Mapping[str, Sequence[Any]]] = {}
    # What the rows are, in the plural, after their number.
    unit: ClassVar[object] = ""
    per_page: ClassVar[int] = 25
    template: ClassVar[str]
    nothing: ClassVar[Nothing]
    nothing_found: ClassVar[Nothing] = Nothing(
        gettext_lazy("Nessun risultato"),
        gettext_lazy("Prova con meno filtri o con altre parole: cerchiamo anche le forme simili."),
        "search",
    )
    # The columns of its files; none, no files.
    fields: ClassVar[Sequence[Field]] = ()
    file_name: ClassVar[str] = ""

    def __init__(self, request: HttpRequest, given: Mapping[str, str] | None = None) -> None:
        self.request = request
        self.today = timezone.localdate()
        self.asked = read_asked(self.filters, self.sorts, request.GET if given is None else given)

    # What a list says of itself.

    @property
    def filters(self) -> Sequence[Filter]:
        """A list says its filters as a tuple; or as a cached property, when their choices are asked."""
        return ()

    def matching(self, asked: FiltersInForce) -> QuerySet[Any]:
        """The rows that the filters let through, in no order."""
        raise NotImplementedError

    def found(self) -> Found:
        """The rows to show, in their order."""
        return Found(self.matching(self.asked).order_by(*self.order))

    def rows(self, shown: list[Any]) -> list[Row]:
        """One page of what was found, as it reads."""
        raise NotImplementedError

    def records(self) -> Iterator[dict[str, Any]]:
        """Every row that was found, with the names of `fields`."""
        raise NotImplementedError

    # What the room makes of it.

    @cached_property
    def here(self) -> str:
        return self.request.path

    @property
    def order(self) -> Sequence[Any]:
        own = next(iter(self.sorts))
        return self.sorts[self.asked.sort or own]

    def address(self, asked: FiltersInForce) -> str:
        query = asked.query()
        return f"{self.here}?{query}" if query else self.here

    def chips(self) -> list[tuple[str, str]]:
        """Each filter in force, with the address that takes it off."""
        return [
            (one.chip(value), self.address(self.asked.without(one.name)))
            for one in self.filters
            if (value := self.asked.get(one.name))
        ]

    def files(self) -> list[Link]:
        """The files of what is shown, as addresses relative to the list's own."""
        return [Link("CSV", f"{self.file_name}.csv"), Link("JSON", f"{self.file_name}.json")]

    def context(self) -> dict[str, Any]:
        found = self.found()
        paginator: Paginator[Any] = Paginator(found.rows, self.per_page)
        if found.size is not None:
            paginator.count = found.size  # type: ignore[misc]  # a cached property, known before it is asked
        page = paginator.get_page(self.request.GET.get("page"))
        rows = self.rows(list(page.object_list))
        numbers = ends(rows[0]) if rows else [False] * len(self.columns)
        asks = bool(self.asked.values)
        return {
            "list": self,
            "page": page,
            "rows": rows,
            "body": self.body(rows),
            "columns": [
                {"label": one.label, "key": one.key, "align": "end" if number else ""}
                for one, number in zip(self.columns, numbers, strict=True)
            ],
            "sort": self.asked.sort or next(iter(self.sorts), ""),
            "filters": FilterForm(self.filters, self.asked) if self.filters else None,
            "active": self.chips(),
            "here": self.here,
            "clear_url": self.here if asks else "",
            "query": self.asked.query(),
            "files": self.files() if self.fields else [],
            "note": found.note,
            "nothing": self.nothing_found if asks else self.nothing,
        }

    def body(self, rows: list[Row]) -> str:
        return markup_of(rows, [str(one.label) for one in self.columns])

    def page(self, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, self.template, {**self.context(), **more}, status=status)

    # Its files.

    def about(self) -> dict[str, Any]:
        """What stands above the rows of the JSON file."""
        return {"title": str(self.title), "page": self.request.build_absolute_uri(self.list_url())}

    def list_url(self) -> str:
        """The address of the list, from that of one of its files."""
        return self.request.path.rpartition("/")[0] + "/"

    def csv_url(self) -> str:
        return self.request.build_absolute_uri(f"{self.list_url()}{self.file_name}.csv")

    def as_csv(self) -> HttpResponseBase:
        return downloads.csv_file(self.file_name, self.fields, self.records(), url=self.csv_url())

    def as_json(self) -> HttpResponseBase:
        return downloads.json_file(self.about(), self.fields, self.records())

    def as_metadata(self) -> HttpResponseBase:
        licence = str(self.about().get("licence", ""))
        return downloads.metadata_file(str(self.title), self.fields, url=self.csv_url(), licence=licence)

    @classmethod
    def file_views(cls) -> dict[str, Page]:
        """A view for each file, by the end of its address; whoever routes them says who may ask."""
        made = {"csv": "as_csv", "json": "as_json", "csv-metadata.json": "as_metadata"}
        return {ending: require_safe(cls._answering(name)) for ending, name in made.items()}

    @classmethod
    def _answering(cls, method: str) -> Page:
        def view(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = getattr(cls(request), method)()
            return answer

        return view


class DeskList(ListPage):
    """A list of a desk's, for its members."""

    # Names the list among the saved views; never changes.
    code: ClassVar[str]
    url_name: ClassVar[str]
    permission: ClassVar[str]
    views: ClassVar[Sequence[View]]
    template = "office/lists/page.html"
    bulk_form: ClassVar[type[BulkForm] | None] = None
    bulk_permission: ClassVar[str] = ""

    request: StaffRequest

    # What a list says of itself.

    def counts(self) -> Mapping[str, int]:
        """How many rows each view holds, by its code, in one query: the same that the desk's tiles show."""
        raise NotImplementedError

    def lead(self) -> str:
        """The sentence below the heading."""
        return ""

    def actions(self) -> list[Link]:
        """What begins here, beside the heading; the first with a `key` is the usual one."""
        return []

    def do_bulk(self, ids: list[int], given: dict[str, Any]) -> str:
        """Does one of the form's actions to these rows, all or none, and says what was done. May raise Refused."""
        raise NotImplementedError

    def words_when_none_is_ticked(self) -> str:
        return _("Spunta almeno una riga, poi scegli che cosa farne.")

    def words_when_refused(self, reason: str) -> str:
        return _("Nessuna riga è stata cambiata. %(reason)s") % {"reason": reason}

    def make_bulk_form(self, data: Any = None) -> BulkForm:
        assert self.bulk_form is not None
        return self.bulk_form(data)

    # What the room makes of it.

    @property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def here(self) -> str:
        return reverse(self.url_name)

    def list_url(self) -> str:
        return self.here

    @cached_property
    def counted(self) -> Mapping[str, int]:
        return self.counts()

    @cached_property
    def current(self) -> View | None:
        """The ready-made view that is open, if the filters are one's own."""
        return next((view for view in self.views if self.asked.is_view(view)), None)

    @cached_property
    def may_bulk(self) -> bool:
        return self.bulk_form is not None and may(self.user, self.bulk_permission)

    def tabs(self) -> list[Link]:
        return [
            Link(
                view.label,
                self.address(FiltersInForce(view.asked)),
                active=view is self.current,
                count=self.counted.get(view.code),
            )
            for view in self.views
        ]

    def saved(self) -> list[dict[str, Any]]:
        """Own and shared views with how many rows each shows now: two queries, however many views."""
        kept = queries.saved_views(self.user, self.code)[:MOST_SAVED]
        asked = [read_query(self.filters, self.sorts, one.query) for one in kept]
        counts = queries.how_many([self.matching(one) for one in asked])
        return [
            {
                "name": one.name,
                "url": self.address(wanted),
                "count": _some(count),
                "shared": one.shared,
                "forget_url": f"{self.here}filtri/{one.pk}/elimina/"
                if one.user_id == self.user.pk and wanted == self.asked
                else "",
                "active": bool(one.query) and wanted == self.asked,
            }
            for one, wanted, count in zip(kept, asked, counts, strict=True)
        ]

    def found(self) -> Found:
        """The ready-made views were counted already."""
        found = super().found()
        return Found(found.rows, self.counted.get(self.current.code)) if self.current else found

    def body(self, rows: list[Row]) -> str:
        ticked: set[int] | None = set() if self.may_bulk else None
        return markup_of(rows, [str(one.label) for one in self.columns], ticked)

    def context(self) -> dict[str, Any]:
        return {
            "views": self.tabs(),
            "saved": self.saved(),
            "save_form": SaveViewForm(initial={"query": self.asked.query()}),
            "save_url": f"{self.here}filtri/",
            "bulk": self.make_bulk_form() if self.may_bulk else None,
            "bulk_url": f"{self.here}insieme/",
            "lead": self.lead(),
            "actions": self.actions(),
            **super().context(),
        }

    # Its addresses.

    def save(self) -> HttpResponse:
        """Keeps the filters in the form under a name; what was typed comes back when they cannot be kept."""
        given = self.request.POST
        asked = read_query(self.filters, self.sorts, given.get("query", ""))
        form = SaveViewForm(given)
        behind = type(self)(self.request, {**asked.values, "sort": asked.sort})
        if form.is_valid():
            try:
                operations.save_view(
                    user=self.user,
                    code=self.code,
                    name=form.cleaned_data["name"],
                    query=asked.query(),
                    shared=form.cleaned_data["shared"],
                    by=Actor.staff(self.user),
                    at=timezone.now(),
                )
            except Refused as refused:
                form.add_error("name", say(refused.refusal))
            else:
                messages.success(self.request, _("Filtro salvato."))
                return redirect(behind.address(asked))
        return behind.page(422, save_form=form)

    def forget(self, pk: int) -> HttpResponse:
        by, at = Actor.staff(self.user), timezone.now()
        try:
            operations.forget_view(view_id=pk, user=self.user, code=self.code, by=by, at=at)
        except ObjectDoesNotExist as missing:
            raise Http404(f"view {pk}") from missing
        messages.success(self.request, _("Filtro eliminato."))
        return redirect(self.here)

    def bulk(self) -> HttpResponse:
        """One action on every ticked row; then back to where the form was, if it was this list."""
        given, back = self.request.POST, self._back()
        form = self.make_bulk_form(given)
        if not given.getlist("rows"):
            messages.warning(self.request, self.words_when_none_is_ticked())
        elif not form.is_valid():
            unknown = _("Azione non riconosciuta: ricarica la pagina e riprova.")
            messages.error(self.request, form.fault() or unknown)
        else:
            try:
                done = self.do_bulk(form.cleaned_data["rows"], form.cleaned_data)
            except Refused as refused:
                messages.error(self.request, self.words_when_refused(say(refused.refusal)))
            else:
                messages.success(self.request, done)
        return redirect(back)

    def _back(self) -> str:
        wanted = self.request.POST.get("back", "")
        ours = {self.request.get_host()}
        safe = url_has_allowed_host_and_scheme(wanted, ours, require_https=self.request.is_secure())
        return wanted if safe and urlsplit(wanted).path == self.here else self.here

    @classmethod
    def show_view(cls) -> Page:
        return require_GET(cls._door("page"))

    @classmethod
    def save_view(cls) -> Page:
        return require_http_methods(["GET", "POST"])(cls._door("save"))

    @classmethod
    def forget_view(cls) -> Page:
        return require_POST(cls._door("forget"))

    @classmethod
    def bulk_view(cls) -> Page:
        return require_http_methods(["GET", "POST"])(cls._door("bulk", cls.bulk_permission))

    @classmethod
    def _door(cls, method: str, permission: str = "") -> Page:
        """Who may: the list's permission, or the one given. A form's own address leads back to the list."""

        @needs(permission or cls.permission)
        def view(request: StaffRequest, **named: Any) -> HttpResponseBase:
            shown = cls(request)
            if method in ("save", "bulk") and request.method != "POST":
                return redirect(shown.here)
            answer: HttpResponseBase = getattr(shown, method)(**named)
            return answer

        return _unstored(view)

    @classmethod
    def urls(cls, prefix: str = "") -> list[Any]:
        """The list and what belongs to it: kept views, acts on many rows, files."""
        name = cls.url_name.partition(":")[2]
        found = [
            path(prefix, cls.show_view(), name=name),
            path(f"{prefix}filtri/", cls.save_view(), name=f"{name}_save_filter"),
            path(f"{prefix}filtri/<int:pk>/elimina/", cls.forget_view(), name=f"{name}_forget_filter"),
        ]
        if cls.bulk_form is not None:
            found.append(path(f"{prefix}insieme/", cls.bulk_view(), name=f"{name}_bulk"))
        if cls.fields:
            for ending, view in cls.file_views().items():
                guarded = _unstored(needs(cls.permission)(view))
                label = ending.partition(".")[0].replace("-", "_")
                found.append(path(f"{prefix}{cls.file_name}.{ending}", guarded, name=f"{name}_{label}"))
        return found


def _some(count: int) -> str:
    """A number of rows; beyond the most that is counted, that there are more."""
    most = queries.MOST_COUNTED
    return str(count) if count <= most else f"{number_format(most, 0, force_grouping=True)}+"


def _unstored(view: Page) -> Page:
    """Staff pages hold personal data: no cache keeps them, not even the browser's after signing out."""

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        response = view(request, **named)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered
