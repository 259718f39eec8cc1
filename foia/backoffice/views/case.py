"""A case page: the frame that every tab shares, and one function per tab. What is done to it: `doing`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foia.actions import BY_WORD, CASE_ACTIONS, ON_PAGES, key_of
from foia.backoffice import presence
from foia.backoffice.access import needs_case
from foia.backoffice.presenters import due_chip, state_chip, urgent
from foia.backoffice.views import appeals
from foia.models import AccessRequest
from foia.operations import dialogue
from foia.queries import cases
from foia.rules.case_steps import reason_against_consulting
from foia.rules.clock import Clock, DutyClock
from foia.rules.states import State, Verb, reason_against_transition
from pasocial.design.shell import Link
from pasocial.office.files.drafts import unsent
from pasocial.office.messaging.departures.bars import stop_card, undo_bars
from pasocial.office.people.members.policy import may
from pasocial.office.screens.actions import ActionForm, Offer
from pasocial.office.screens.actions.looking import after_undoing, form_again
from pasocial.office.screens.actions.pages import UNPROCESSABLE as UNPROCESSABLE
from pasocial.office.screens.changes import changes_url
from pasocial.sentences import say
from pasocial.sentences import shown_lines as shown_lines

if TYPE_CHECKING:
    from pasocial.office.messaging.departures.models import Departure

ICONS = {"r": "mail", "n": "lock", "d": "pencil"}
# Stands in an address for the name of a action or of a tab.
ANY = "qualunque-nome"
# The words of actions by the keys of templates.
NAMES = {key_of(name): name for name in ON_PAGES}
# Forms that stand beside every tab.
BESIDE = ("assegna", "prendi", "annulla-approvazione")

TABS: dict[str, Any] = {}


def tab(
    name: str, template: str
) -> Callable[[Callable[[CasePage], dict[str, Any]]], Callable[[CasePage], dict[str, Any]]]:
    """Registers what a tab shows: a function of the page that returns its context."""

    def note(build: Callable[[CasePage], dict[str, Any]]) -> Callable[[CasePage], dict[str, Any]]:
        TABS[name] = (template, build)
        return build

    return note


def tab_titles() -> dict[str, str]:
    return {
        "panoramica": _("Panoramica"),
        "messaggi": _("Messaggi"),
        "parti": _("Controinteressati"),
        "documenti": _("Documenti"),
        "decisione": _("Decisione"),
        "simili": _("Simili"),
        "registro": _("Registro"),
        "riesame": _("Riesame"),
        "storia": _("Storia"),
    }


class OnDemand(dict[str, str]):
    """What a template asks by the key of an action, composed for the few that it asks."""

    def __init__(self, compose: Callable[[str], str]) -> None:
        super().__init__()
        self.compose = compose

    def __missing__(self, key: str) -> str:
        return self.compose(NAMES[key])


@dataclass
class CasePage:
    """One case as one person looks at it now."""

    request: HttpRequest
    case: cases.LoadedCase
    name: str
    now: datetime
    bound: dict[str, Any] = field(default_factory=dict)
    conflict: dict[str, Any] | None = None

    @property
    def access_request(self) -> AccessRequest:
        return self.case.request

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def may(self, code: str) -> bool:
        return may(self.request.user, code)

    @cached_property
    def reviews(self) -> bool:
        """Whether this person may be the one who decides a review: by role, or because it was given to her."""
        return self.may("foia.review") or (
            self.case.review is not None and self.case.review.entrusted_to_id == self.request.user.pk
        )

    @cached_property
    def works(self) -> bool:
        return self.may("foia.work")

    @cached_property
    def seen(self) -> int:
        """The last line of history this page shows."""
        return self.case.last_entry

    @cached_property
    def unsent(self) -> dict[str, dict[str, str]]:
        """What this person typed here and never sent."""
        here = [name for name, action in ON_PAGES.items() if action.tab == self.name]
        return unsent.kept(
            case=self.access_request.about, user=self.request.user, forms=(*here, *BESIDE, "decisione")
        )

    def against(self, verb: Verb) -> str:
        """Why the verb is not possible now, in words; empty when it is."""
        return say(reason_against_transition(State(self.access_request.state), verb))

    def form(self, action: str, mark: str = "", **initial: Any) -> ActionForm:
        """The form of a action: as it was sent if it was just refused, else with what was left unsent."""
        known = self.bound.get(f"{action}{mark}")
        if known is not None:
            return ON_PAGES[action].labelled(known, self.address(action)) if action in ON_PAGES else known
        kept = self.unsent.get(action, {}) if not mark else {}
        return ON_PAGES[action].shown(
            self.address(action),
            about=self.access_request,
            user=self.request.user,
            mark=mark,
            initial={**initial, **kept, "seen": self.seen},
        )

    def offer(self, action: str, against: str, **initial: Any) -> Offer:
        """An action with its form, or the reason against it."""
        return Offer(ON_PAGES[action], self.form(action, **initial), against)

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of this case, each composed once for its thirty actions and its tabs."""
        names = {name: f"foia_staff:{name}" for name in ("action", "case_tab", "unsent")}
        return {name: reverse(full, args=[self.access_request.pk, ANY]) for name, full in names.items()}

    def address(self, action: str) -> str:
        return self.addresses["action"].replace(ANY, action)

    def tab_url(self, name: str) -> str:
        if name == "panoramica":
            return reverse("foia_staff:case", args=[self.access_request.pk])
        return self.addresses["case_tab"].replace(ANY, name)

    def autosave(self, action: str) -> str:
        address = self.addresses["unsent"].replace(ANY, action)
        return unsent.saving_address(address, self.unsent.get(action, {}))

    def frame(self) -> dict[str, Any]:
        """What every tab shows around its own content."""
        access_request = self.access_request
        titles = tab_titles()
        counts = {
            "messaggi": self.case.letters_number,
            "parti": self.case.parties_number,
            "documenti": len(self.case.files),
            "simili": self.case.suggestions_open,
        }
        forms: dict[str, ActionForm] = {}
        if not self.against(Verb.ASSIGN):
            forms["assegna"] = self.form("assegna", assignee=self.case.assignee)
        if not self.against(Verb.ACCEPT):
            forms["prendi"] = self.form("prendi")
        return {
            "case": access_request,
            "tab": self.name,
            "tab_title": titles[self.name],
            "trail": [(_("Richieste"), reverse("foia_staff:inbox"))],
            "tabs": [
                Link(title, self.tab_url(name), active=name == self.name, count=counts.get(name) or None)
                for name, title in titles.items()
            ],
            "state": state_chip(access_request.state),
            "due": due_chip(access_request, self.today),
            "urgent": urgent(access_request.priority),
            "clock": shown_clock(self.case.clock, self.case.duty) if self.case.clock else None,
            "second_clock": appeals.ombudsman_clock(self),
            "people": [
                (_("Assegnata a"), str(self.case.assignee or _("nessuno"))),
                (_("Ufficio che ha i documenti"), access_request.holder),
            ],
            "may_work": self.works,
            "others": presence.others(case=access_request.about, user=self.request.user),
            "presence_url": reverse("foia_staff:presence", args=[access_request.pk]),
            "changes_url": changes_url(access_request.about, self.seen),
            "actions": OnDemand(self.address),
            "autosave": OnDemand(self.autosave),
            "unsent": {key_of(name): kept for name, kept in self.unsent.items() if name not in self.bound},
            "shortcuts": [
                {
                    "label": action.title,
                    # The draft has no name: its form stands alone on its tab.
                    "url": f"{self.tab_url(action.tab)}#modulo-{action.name or action.tab}",
                    "key": action.key,
                    "icon": ICONS[action.key],
                }
                for action in CASE_ACTIONS
                if action.key
            ],
            "consult_url": ""
            if reason_against_consulting(State(access_request.state))
            else self.tab_url("messaggi") + "?chiedi=1#chiedi",
            "conflict": self.conflict,
            "undo": undo_bars(access_request.about, self.request.user, self.now, self.after_undoing),
            "stop": stop_card(access_request.about, self.request.user, self.tab_url(self.name)),
            "forms": forms,
        }

    def after_undoing(self, departure: Departure) -> str:
        """This tab; what was typed for an action stands in its form again."""
        return after_undoing(
            departure,
            self.request.user,
            BY_WORD,
            lambda action: self.tab_url(action.tab),
            otherwise=self.tab_url(self.name),
        )

    def response(self, status: int = 200) -> HttpResponse:
        template, build = TABS[self.name]
        context = self.frame()
        own = build(self)
        context["forms"] = {
            key_of(name): form for name, form in {**context["forms"], **own.pop("forms", {})}.items()
        }
        return render(self.request, template, {**context, **own}, status=status)


def shown_clock(clock: Clock, duty: DutyClock | None = None) -> dict[str, Any]:
    """A clock as its component wants it: the last days count down, an ended one stands still.

    While a reopened case owes a new decision, the clock of that.
    """
    if duty is not None and duty.open:
        return {
            "due_on": duty.due_on,
            "days_left": duty.days_left,
            "state": "running",
            "note": _("Termine della nuova decisione."),
            "alerts": [],
            "lines": shown_lines(duty.lines),
        }
    state = {"paused": "paused", "stopped": "stopped"}.get(clock.status, "running")
    return {
        "due_on": clock.owed_by,
        "days_left": clock.days_left,
        "state": state,
        "note": "",
        "alerts": [say(line) for line in clock.alerts],
        "lines": shown_lines(clock.lines),
    }


def page_of(
    request: HttpRequest, access_request: AccessRequest, name: str, *, fresh: bool = False
) -> CasePage:
    """`fresh`: the request as the door of the page just read it whole; after a action it is read again."""
    now = timezone.now()
    case = cases.case(access_request.pk, timezone.localdate(now), access_request if fresh else None)
    return CasePage(request, case, name, now)


@require_GET
@needs_case("foia.read", whole=True)
def show(request: HttpRequest, access_request: AccessRequest, tab: str = "panoramica") -> HttpResponse:
    if tab not in TABS:
        raise Http404(tab)
    presence.beat(case=access_request.about, user=request.user)
    page = page_of(request, access_request, tab, fresh=True)
    again = form_again(request, ON_PAGES, access_request, access_request.about)
    if again is not None and again[0].tab == tab:
        page.bound[f"{again[0].name}{again[1].place}"] = again[1]
    if tab == "messaggi" and page.works:
        # Read by whoever works on it; the colleague who only looks leaves it unread.
        dialogue.mark_read(request_id=access_request.pk, direction="in", at=page.now)
    return page.response()


@require_GET
@needs_case("foia.read")
def who_is_here(request: HttpRequest, access_request: AccessRequest) -> HttpResponse:
    """The heartbeat of an open page, answered with the colleagues on the same case."""
    presence.beat(case=access_request.about, user=request.user)
    return render(
        request,
        "foia/backoffice/parts/presence.html",
        {
            "others": presence.others(case=access_request.about, user=request.user),
            "presence_url": reverse("foia_staff:presence", args=[access_request.pk]),
            "about": access_request.about,
        },
    )
