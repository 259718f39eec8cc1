"""The door of people: a form that was sent becomes a call; a refusal brings the page back as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasocial.office.messaging.departures.bars import undo_bars
from pasocial.office.people.members.gate import needs
from pasocial.office.people.members.policy import insist_may, may
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions import operations
from pasocial.office.screens.actions.declaration import Action, ActionCall, Offer, afterwards, by_name
from pasocial.office.screens.actions.forms import ActionForm, Ticked
from pasocial.office.screens.actions.looking import UNPROCESSABLE, after_undoing, form_again, look
from pasocial.office.screens.actions.models import PlannedCall
from pasocial.office.screens.actions.queries import planned_call
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal

# The code of a refusal that says: not at this moment. Its action is not offered at all.
WRONG_MOMENT = "wrong_moment"


def ticked(bound: ActionForm | None, field: str) -> Collection[str]:
    """What was ticked in a form that was just refused, so that the page ticks it again."""
    if bound is None or not isinstance(bound.fields.get(field), Ticked):
        return ()
    return set(bound[field].value() or ())


class Door:
    """How the pages of a desk do an action. A desk says how its page comes back and where one lands afterwards."""

    def __init__(self, request: HttpRequest, about: Any) -> None:
        self.request = request
        self.about = about

    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        """The page with the form as it was typed and what is wrong with it."""
        raise NotImplementedError

    def address(self, action: Action) -> str:
        """The page where the outcome is seen."""
        raise NotImplementedError

    def refused(self, action: Action, form: ActionForm, refused: Refused) -> HttpResponse:
        put_refusal(form, refused)
        return self.once_more(action, form)

    def look_address(self, planned: PlannedCall) -> str:
        """The page where what leaves is looked at; its view calls `looking.look`. For actions that make letters leave."""
        raise NotImplementedError

    def trail(self) -> Sequence[tuple[Any, str]]:
        """The way to that page."""
        return ()

    def acted(self, action: Action) -> None:
        """What else belongs to an action that was done, or put on its way."""

    def do(self, action: Action) -> HttpResponse:
        """Does it, or comes back with why not. A page asked for with GET (after signing in again) is only shown."""
        if self.request.method != "POST":
            return redirect(self.address(action))
        mark = self.request.POST.get("mark", "")[:20]
        form = action.form(
            self.request.POST,
            self.request.FILES,
            about=self.about,
            user=self.request.user,
            action=action.name,
            mark=mark,
        )
        if not form.is_valid():
            return self.once_more(action, form)
        call = ActionCall(
            about=self.about,
            given=form.cleaned_data,
            user=self.request.user,
            by=Actor.staff(self.request.user),
            at=timezone.now(),
            version=form.cleaned_data.get("version"),
            machinery=form.machinery,
        )
        try:
            made = operations.prepare(action=action, call=call) if action.leaves else action.act(call)
            if isinstance(made, PlannedCall):
                return redirect(self.look_address(made))
        except Http404:
            # What the form names belongs to something else: a forged row is refused like that of a stale page.
            form.add_error(None, _("Questa riga non è di questa pratica: ricarica la pagina."))
            return self.once_more(action, form)
        except Refused as refused:
            return self.refused(action, form, refused)
        self.acted(action)
        self.about = afterwards(self.about, made)
        messages.success(self.request, str(action.done))
        return redirect(self.address(action) + (f"#{action.anchor}" if action.anchor else ""))

    def once_more(self, action: Action, form: ActionForm) -> HttpResponse:
        if self.request.FILES:
            form.add_error(
                None, _("I file scelti non si possono ricordare: sceglili di nuovo prima di riprovare.")
            )
        if not form.typed:
            # A bare button may be gone from the page by now: its refusal is said above everything.
            for faults in form.errors.values():
                for fault in faults:
                    messages.error(self.request, str(fault))
        return self.again(action, form, UNPROCESSABLE)


class ThingPages:
    """The page of one thing with what may be done to it now, and the addresses of its actions.

    A desk says which actions there are, who sees the page, how the thing is found and what its template is told; an object
    of it lives for one request.
    """

    actions: ClassVar[Sequence[Action]]
    permission: ClassVar[str]
    # The name of its address with its namespace.
    url_name: ClassVar[str]
    # How the names of its actions' addresses begin; as its own, unless it is a further page of the thing.
    names: ClassVar[str] = ""
    template: ClassVar[str]

    def __init__(self, request: HttpRequest, thing: Any) -> None:
        self.request = request
        self.thing = thing
        self.bound: ActionForm | None = None

    # The things that have a page, as a query gives them.
    rows: ClassVar[Callable[[], QuerySet[Any]]]

    def context(self) -> dict[str, Any]:
        """What the template is told besides `thing` and `offers`."""
        return {}

    @cached_property
    def known(self) -> Any:
        """What the guards are asked with."""
        return self.thing

    def address(self, thing: Any) -> str:
        """Where this page of a thing stands."""
        return reverse(self.url_name, args=[thing.pk])

    def page(self, bound: ActionForm | None = None, status: int = 200) -> HttpResponse:
        """`bound` is a form that was just refused."""
        self.bound = bound
        told = {"thing": self.thing, "offers": list(self.offered.values()), **self.context()}
        return render(self.request, self.template, told, status=status)

    @classproperty
    def leaves(cls) -> bool:
        """Whether something it does makes a letter leave."""
        return any(action.leaves for action in cls.actions)

    @cached_property
    def by_word(self) -> dict[str, Action]:
        return {action.word: action for action in self.actions}

    def undo(self) -> list[dict[str, Any]]:
        """For office/parts/undo.html: what is leaving about the thing; once undone, its words stand in the form again."""
        page = self.address(self.thing)
        return undo_bars(
            self.thing.about,
            self.request.user,
            timezone.now(),
            lambda departure: after_undoing(
                departure, self.request.user, self.by_word, lambda action: page, otherwise=page
            ),
        )

    def form(self, action: Action, mark: str = "", **initial: Any) -> ActionForm:
        """The form of an action, as it was sent if it was just refused. `mark` tells apart those of several rows."""
        url = reverse(f"{self.names or self.url_name}_{action.code}", args=[self.thing.pk])
        return self.form_at(action, url, about=self.thing, mark=mark, initial=initial)

    def form_at(self, action: Action, url: str, *, about: Any, mark: str = "", **more: Any) -> ActionForm:
        """The same for something that this page shows of the thing, with an address of its own."""
        if self.bound is not None and (self.bound.name, self.bound.place) == (action.name, mark):
            return action.labelled(self.bound, url)
        return action.shown(url, about=about, user=self.request.user, mark=mark, **more)

    @cached_property
    def offered(self) -> dict[str, Offer]:
        """What is offered, by the code of its action."""
        return {offer.action.code: offer for offer in self.offers()}

    def offers(self) -> Iterator[Offer]:
        """What this person may do now; what belongs to another moment is not shown, what is wrong now says why."""
        for action in self.actions:
            against = action.against(self.known, self.request.user)
            if may(self.request.user, action.permission) and not (against and against.code == WRONG_MOMENT):
                yield Offer(action, self.form(action), say(against))

    @classmethod
    def urls(cls, at: str = "<int:pk>/") -> list[URLPattern]:
        """Its page, an address beneath it for each action, and one where what leaves is looked at; each states who may."""
        shown = [path(at, cls.show_view(), name=cls.url_name.partition(":")[2]), *cls.action_urls(at)]
        if cls.leaves:
            name = f"{cls.url_name.partition(':')[2]}_leaving"
            shown.append(path(f"{at}invio/<int:call>/", cls.leaving_view(), name=name))
        return shown

    @classmethod
    def found(cls, request: HttpRequest, pk: int) -> Self:
        thing = cls.rows().filter(pk=pk).first()
        if thing is None:
            raise Http404
        return cls(request, thing)

    @classmethod
    def show_view(cls) -> Callable[..., HttpResponseBase]:
        @require_GET
        @needs(cls.permission)
        def show(request: HttpRequest, pk: int) -> HttpResponse:
            found = cls.found(request, pk)
            again = (
                form_again(request, found.by_word, found.thing, found.thing.about) if found.leaves else None
            )
            return found.page(again[1] if again else None)

        return show

    @classmethod
    def leaving_view(cls) -> Callable[..., HttpResponseBase]:
        """What an action makes leave, for whoever pressed it: looked at (GET), put on its way (POST)."""

        @require_http_methods(["GET", "POST"])
        @needs(cls.permission)
        def leaving(request: HttpRequest, pk: int, call: int) -> HttpResponse:
            page = cls.found(request, pk)
            planned = planned_call(call, page.thing.about, request.user.pk or 0)
            if planned is None:
                raise Http404
            action = page.by_word[planned.action]
            insist_may(request.user, action.permission)
            return look(_ThingDoor(page), action, planned)

        return leaving

    @classmethod
    def action_urls(cls, at: str) -> list[URLPattern]:
        known = by_name(cls.actions)

        @require_POST
        @needs(cls.permission)
        def do(request: HttpRequest, pk: int, action: str) -> HttpResponse:
            insist_may(request.user, known[action].permission)
            return _ThingDoor(cls.found(request, pk)).do(known[action])

        do.reads_files = any(action.takes_files for action in known.values())  # type: ignore[attr-defined]
        names = (cls.names or cls.url_name).partition(":")[2]
        return [
            path(f"{at}{one.name}/", do, {"action": one.name}, name=f"{names}_{one.code}")
            for one in known.values()
        ]


class _ThingDoor(Door):
    def __init__(self, pages: ThingPages) -> None:
        super().__init__(pages.request, pages.thing)
        self.pages = pages

    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        return self.pages.page(form, status)

    def address(self, action: Action) -> str:
        return self.pages.address(self.about)

    def look_address(self, planned: PlannedCall) -> str:
        return reverse(f"{self.pages.url_name}_leaving", args=[self.about.pk, planned.pk])

    def trail(self) -> Sequence[tuple[Any, str]]:
        return [(str(self.about), self.pages.address(self.about))]
