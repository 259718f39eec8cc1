"""The one door through which actions on a case are done, looked at before their letters leave, and kept while typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foia.actions import BY_WORD, ON_PAGES
from foia.backoffice.access import needs_case
from foia.backoffice.canned import canned_texts, with_text
from foia.backoffice.presenters import history_entries
from foia.backoffice.views.case import page_of
from foia.forms.base import CaseForm
from foia.models import AccessRequest
from foia.operations.concurrency import Stale
from pasocial.cleaning import whole_number
from pasocial.office.files.drafts import autosave, unsent
from pasocial.office.record.trail.queries import news_for
from pasocial.office.screens.actions import Action
from pasocial.office.screens.actions.looking import CONFLICT, look
from pasocial.office.screens.actions.pages import Door
from pasocial.office.screens.actions.queries import planned_call
from pasocial.refusal import Refused
from pasocial.sentences import say

if TYPE_CHECKING:
    from pasocial.office.screens.actions.models import PlannedCall


@require_POST
@needs_case("foia.work", "foia.review")
def keep_unsent(request: HttpRequest, access_request: AccessRequest, action: str) -> HttpResponse:
    """Keeps what is being typed and tells colleagues that somebody writes."""
    if action not in ON_PAGES and action != "decisione":
        raise Http404(action)
    kept = unsent.keep(
        case=access_request.about,
        user=request.user,
        form=action,
        fields=unsent.typed_in(request.POST),
        seen=autosave.seen_in(request),
    )
    return autosave.answer(*kept)


def _with_canned_text(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """Without scripts: the page again, with what was typed and the chosen text after it. Nothing is sent."""
    page = page_of(request, access_request, "messaggi")
    typed = {name: request.POST.get(name, "") for name in ("body", "purpose", "version")}
    for text in canned_texts(access_request.applicant.language):
        if text.code == request.POST.get("modello"):
            typed |= {"body": with_text(typed["body"], text), "purpose": text.purpose}
    page.unsent["rispondi"] = typed
    return page.response()


class CaseDoor(Door):
    """How a case page does an action: the tab comes back as it was typed, beside what a colleague did meanwhile."""

    def again(self, action: Action, form: Any, status: int) -> HttpResponse:
        page = page_of(self.request, self.about, action.tab)
        if form.typed:
            page.bound[f"{form.name}{form.place}"] = form
        return page.response(status)

    def refused(self, action: Action, form: Any, refused: Refused) -> HttpResponse:
        if isinstance(refused, Stale):
            return conflicting(self.request, self.about, action.tab, action.name, form, refused)
        return super().refused(action, form, refused)

    def acted(self, action: Action) -> None:
        unsent.forget(
            case=self.about.about,
            user=self.request.user,
            form=action.name,
            seen=autosave.seen_in(self.request),
        )

    def address(self, action: Action) -> str:
        return page_of(self.request, self.about, action.tab).tab_url(action.tab)

    def look_address(self, planned: PlannedCall) -> str:
        address = reverse("foia_staff:leaving", args=[self.about.pk, planned.pk])
        seen = self.request.POST.get(autosave.SEEN, "")
        return f"{address}?{urlencode({autosave.SEEN: seen})}" if seen else address

    def trail(self) -> list[tuple[Any, str]]:
        return [
            (_("Richieste"), reverse("foia_staff:inbox")),
            (self.about.number, reverse("foia_staff:case", args=[self.about.pk])),
        ]


def do(request: HttpRequest, pk: int, action: str) -> Any:
    """Does one action. A page asked for with GET (after signing in again) shows the tab instead."""
    known = ON_PAGES.get(action)
    if known is None:
        raise Http404(action)
    return needs_case(known.permission)(_do)(request, pk=pk, action=known)


do.permission = "by action"  # type: ignore[attr-defined]
do.reads_files = any(action.takes_files for action in ON_PAGES.values())  # type: ignore[attr-defined]


def _on_top_of_her_own(request: HttpRequest, access_request: AccessRequest) -> None:
    """What she did herself since she opened the page, a letter of hers that left meanwhile, is no news to her."""
    seen = whole_number(request.POST.get("seen"), 1)
    if seen is None or request.POST.get("version") in (None, "", str(access_request.version)):
        return
    if not news_for(request.user.pk or 0, access_request.about, seen)[:1]:
        typed = request.POST.copy()
        typed["version"] = str(access_request.version)
        request.POST = typed  # type: ignore[assignment]


def leaving(request: HttpRequest, pk: int, call: int) -> Any:
    """What an action makes leave, for whoever pressed it: looked at (GET), put on its way (POST)."""
    planned = planned_call(call, f"foia.request:{pk}", request.user.pk or 0)
    action = BY_WORD.get(planned.action) if planned else None
    permission = action.permission if action else "foia.work"
    return needs_case(permission)(_leaving)(request, pk=pk, action=action, planned=planned)


leaving.permission = "by action"  # type: ignore[attr-defined]


def _leaving(
    request: HttpRequest, access_request: AccessRequest, action: Action | None, planned: PlannedCall | None
) -> HttpResponse:
    if action is None or planned is None:
        raise Http404
    return look(CaseDoor(request, access_request), action, planned)


def _do(request: HttpRequest, access_request: AccessRequest, action: Action) -> HttpResponse:
    if action.name == "rispondi" and "inserisci" in request.POST:
        return _with_canned_text(request, access_request)
    _on_top_of_her_own(request, access_request)
    return CaseDoor(request, access_request).do(action)


def conflicting(
    request: HttpRequest,
    access_request: AccessRequest,
    tab: str,
    name: str,
    form: CaseForm,
    stale: Stale,
    *,
    differences: list[dict[str, str]] | None = None,
    button: tuple[str, str] = ("", ""),
    form_id: str = "",
) -> HttpResponse:
    """Nothing was saved: the page shows what a colleague did meanwhile, and the typed text on top of it."""
    page = page_of(request, access_request, tab)
    seen = form.cleaned_data.get("seen") or 0
    fresh = [entry for entry in page.case.history if entry.pk > seen]
    form.on_top_of(stale.current.version)
    page.bound[f"{name}{form.place}"] = form
    page.conflict = {
        "sentence": say(stale.refusal),
        "entries": history_entries(fresh),
        "differences": differences or [],
        "columns": [_("Che cosa"), _("Adesso nella pratica"), _("Quello che hai scritto tu")],
        "form_id": form_id or f"modulo-{name}",
        "button_name": button[0],
        "button_value": button[1],
        "back": page.tab_url(tab),
    }
    return page.response(CONFLICT)
