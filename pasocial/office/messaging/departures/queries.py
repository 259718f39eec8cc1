"""Asks what is leaving, what does not leave and why, and what is stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pasocial.office.messaging.departures import rules
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.record import registry
from pasocial.prepared import Given, Prepared, is_any_of
from pasocial.refusal import Refusal

if TYPE_CHECKING:
    from pasocial.office.record.registry import DepartureKind

# As many as the page of a head shows at once.
FIRST = 5


def standing_freezes(desks: Iterable[str] | None = None) -> QuerySet[Freeze]:
    """Stops in force, the newest first; only what touches these desks when they are named."""
    found = Freeze.objects.filter(lifted_at__isnull=True).select_related("frozen_by")
    return found if desks is None else found.filter(desk__in=list(desks))


_STOPPED = Prepared(
    lambda: (
        Freeze.objects.filter(is_any_of("desk", "desks"), lifted_at__isnull=True, about="")
        .order_by("-id")
        .values_list("desk", "reason")
    )
)


def stopped_desks(desks: Iterable[str]) -> list[tuple[str, str]]:
    """Stops of whole desks, for the frame of every page: desk and reason."""
    return _STOPPED(desks=list(desks))


def freeze_over(departure: Departure) -> Freeze | None:
    """What stops this departure: a stop of its whole desk, or about its case or the thing itself."""
    return (
        Freeze.objects.filter(lifted_at__isnull=True)
        .filter(desk=departure.desk, about__in=("", departure.about, departure.thing))
        .first()
    )


# Asked by every page of a thing.
_STOPS_ABOUT = Prepared(lambda: standing_freezes().filter(is_any_of("about", "abouts"), desk=Given("desk")))
_LEAVING_ABOUT = Prepared(
    lambda: (
        Departure.objects.filter(state=Departure.State.LEAVING, about=Given("about"))
        .select_related("planned_by")
        .order_by(F("leaves_at").asc(nulls_last=True), "id")
    )
)


def freezes_about(about: str) -> list[Freeze]:
    """Stops in force that hold what leaves about this thing, those of its whole desk among them."""
    return _STOPS_ABOUT(desk=about.split(".", 1)[0], abouts=["", about])


def names_of(references: Iterable[str]) -> dict[str, str]:
    """What each desk calls its own things; those it does not know any more are left out."""
    words: dict[str, str] = {}
    by_desk: dict[str, set[str]] = {}
    for reference in filter(None, references):
        by_desk.setdefault(registry.owner_of(reference), set()).add(reference)
    for code, wanted in by_desk.items():
        desk = registry.desks().get(code)
        if desk is not None and desk.things_called:
            words |= registry.resolve(desk.things_called)(wanted)
    return words


def reason_against_departing(departure: Departure, at: datetime) -> Refusal | None:
    """As `let_go` asks it."""
    return rules.reason_against_departing(departure.leaves_at, at, frozen=freeze_over(departure) is not None)


def reason_if_frozen(departure: Departure) -> Refusal | None:
    return rules.reason_against_frozen(frozen=freeze_over(departure) is not None)


def reason_against_calling_back(departure: Departure | None, at: datetime) -> Refusal | None:
    """As `call_back` asks it; whether it is frozen is asked only of what is late."""
    gone = rules.reason_against_none_leaving(there=departure is not None and departure.leaving)
    if gone is not None or departure is None:
        return gone
    late = rules.reason_against_calling_back(departure.leaves_at, at)
    if late is None or freeze_over(departure) is not None:
        return None
    return late


def leaving(*, desks: Iterable[str]) -> QuerySet[Departure]:
    """What is on its way out of these desks, the next first, what waits for something else last."""
    return (
        Departure.objects.filter(state=Departure.State.LEAVING, desk__in=list(desks))
        .select_related("planned_by")
        .order_by(F("leaves_at").asc(nulls_last=True), "id")
    )


def ended(*, desks: Iterable[str]) -> QuerySet[Departure]:
    """What left, was called back or did not leave, the newest first."""
    return (
        Departure.objects.exclude(state=Departure.State.LEAVING)
        .filter(desk__in=list(desks))
        .select_related("planned_by")
        .order_by("-ended_at", "-id")
    )


def leaving_about(about: str) -> list[Departure]:
    """What is on its way out about one thing, the next first."""
    return _LEAVING_ABOUT(about=about)


def newest_of(kind: str, thing: str) -> Departure | None:
    return Departure.objects.filter(kind=kind, thing=thing).order_by("-id").first()


def one(pk: int) -> Departure | None:
    return Departure.objects.select_related("planned_by").filter(pk=pk).first()


def freeze(pk: int) -> Freeze | None:
    return Freeze.objects.filter(pk=pk).first()


def due(at: datetime, limit: int) -> list[int]:
    """Ids of what should have left by now, the oldest first, what is stopped left out."""
    stopped = Freeze.objects.filter(
        Q(about="") | Q(about=OuterRef("about")) | Q(about=OuterRef("thing")),
        desk=OuterRef("desk"),
        lifted_at__isnull=True,
    )
    found = Departure.objects.filter(~Exists(stopped), state=Departure.State.LEAVING, leaves_at__lte=at)
    return list(found.order_by("leaves_at", "id").values_list("pk", flat=True)[:limit])


def kind_of(departure: Departure) -> DepartureKind:
    """The declaration behind it; KeyError when its desk is gone."""
    return registry.departure_kinds()[departure.kind]


def pk_of(departure: Departure) -> int:
    """The number in the reference of what leaves."""
    return int(departure.thing.rsplit(":", 1)[1])
