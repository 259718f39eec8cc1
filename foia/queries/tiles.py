"""What waits, on the first page of whoever has to do it: reviews, questions to an office, the pace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from foia.models import Consultation, Review
from foia.queries import measures
from foia.rules.states import State
from pasocial.office.people.members.policy import may
from pasocial.sentences import day

Tile = dict[str, Any] | None
# Lines under the number: the nearest due days.
FIRST = 4


def review_tile(user: Any) -> Tile:
    """Reviews to decide, for the RPCT."""
    if not may(user, "foia.review"):
        return None
    waiting = (
        Review.objects.filter(decided_at=None, request__state=State.UNDER_REVIEW)
        .select_related("request")
        .defer("request__body", "request__search")
        .order_by("due_on", "id")
    )
    return _tile(
        gettext("Riesami da decidere"),
        f"/redazione/foia/?state={State.UNDER_REVIEW}",
        waiting.count(),
        (
            (one.request.subject, f"/redazione/foia/richieste/{one.request_id}/riesame/", one.due_on)
            for one in waiting[:FIRST]
        ),
    )


def question_tile(user: Any) -> Tile:
    """What the desk asked a colleague of another office and she has not answered: she has no queue of her own."""
    if not may(user, "foia.see_shared"):
        return None
    waiting = (
        Consultation.objects.filter(contact=user, withdrawn_at=None, replied_at=None)
        .select_related("request")
        .defer("request__body", "request__search")
        .order_by("due_on", "id")
    )
    return _tile(
        gettext("Domande che aspettano la tua risposta"),
        "/redazione/foia/condivise/",
        waiting.count(),
        (
            (one.request.subject, f"/redazione/foia/condivise/{one.request_id}/", one.due_on)
            for one in waiting[:FIRST]
        ),
    )


def pace_tile(user: Any) -> Tile:
    """How the desk stands, for those who read measures and not requests."""
    if may(user, "foia.read") or not may(user, "foia.read_measures"):
        return None
    pace = measures.pace(timezone.localdate())
    late = ngettext("%(n)d in ritardo", "%(n)d in ritardo", pace["late"]) % {"n": pace["late"]}
    return {
        "title": gettext("Richieste di accesso da evadere"),
        "count": pace["owed"],
        "url": "/redazione/foia/misure/",
        "note": late if pace["late"] else gettext("tutte nei termini"),
        "items": [{"label": gettext("Tutte le misure"), "url": "/redazione/foia/misure/"}],
    }


def _tile(title: str, url: str, count: int, lines: Iterable[tuple[str, str, date | None]]) -> Tile:
    today = timezone.localdate()
    return {
        "title": title,
        "count": count,
        "url": url,
        "items": [
            {"label": label, "url": address, "note": _due(due_on, today) if due_on else ""}
            for label, address, due_on in lines
        ],
    }


def _due(due_on: date, today: date) -> str:
    words = gettext("in ritardo, era dovuta il %(day)s") if due_on < today else gettext("entro il %(day)s")
    return words % {"day": day(due_on)}
