"""What waits, on the first page of whoever has to do it: each number counts the rows of the list that it leads to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from foia.models import Consultation, Review
from foia.queries import measures
from foia.queries.register import waiting_entries
from foia.queries.topics import topics_to_choose
from foia.rules.states import State
from pasocial.office.people.members.policy import may
from pasocial.prepared import Given, Prepared
from pasocial.sentences import day

Tile = dict[str, Any] | None
# Lines under the number: what is most urgent.
FIRST = 4


def _first(found: QuerySet[Any], *columns: str) -> QuerySet[Any, Any]:
    """The first rows, each with how many there are in all."""
    return found.annotate(total=Window(Count("pk"))).values_list("total", *columns)[:FIRST]


_REVIEWS = Prepared(
    lambda: _first(
        Review.objects.filter(
            decided_at=None, request__state=State.UNDER_REVIEW, request__is_test=False
        ).order_by("due_on", "id"),
        *("request__subject", "request_id", "due_on"),
    )
)
_QUESTIONS = Prepared(
    lambda: _first(
        Consultation.objects.filter(contact=Given("user"), withdrawn_at=None, replied_at=None).order_by(
            "due_on", "id"
        ),
        *("request__subject", "request_id", "due_on"),
    )
)
_ENTRIES = Prepared(
    lambda: _first(
        waiting_entries().prefetch_related(None),
        *("public_subject", "request__subject", "request_id", "decided_on"),
    )
)
_TOPICS = Prepared(lambda: _first(topics_to_choose(), "title", "pk"))


def review_tile(user: Any) -> Tile:
    """Reviews to decide, for the RPCT."""
    if not may(user, "foia.review"):
        return None
    rows, today = _REVIEWS(), timezone.localdate()
    return {
        "title": gettext("Riesami da decidere"),
        "count": _total(rows),
        "url": f"/redazione/foia/?state={State.UNDER_REVIEW}",
        "items": [
            {
                "label": gettext("Decidi il riesame: %(subject)s") % {"subject": subject},
                "url": f"/redazione/foia/richieste/{pk}/riesame/",
                "note": _due(due_on, today) if due_on else "",
            }
            for _all, subject, pk, due_on in rows
        ],
    }


def question_tile(user: Any) -> Tile:
    """What the desk asked a colleague of another office and she has not answered: she has no queue of her own."""
    if not may(user, "foia.see_shared"):
        return None
    rows, today = _QUESTIONS(user=user.pk), timezone.localdate()
    return {
        "title": gettext("Domande che aspettano la tua risposta"),
        "count": _total(rows),
        "url": "/redazione/foia/condivise/",
        "items": [
            {
                "label": gettext("Rispondi: %(subject)s") % {"subject": subject},
                "url": f"/redazione/foia/condivise/{pk}/",
                "note": _due(due_on, today),
            }
            for _all, subject, pk, due_on in rows
        ],
    }


def entries_tile(user: Any) -> Tile:
    """Lines to approve, on the day of those who approve them: as many as the queue's first view holds."""
    if not may(user, "foia.publish_register"):
        return None
    rows = _ENTRIES()
    return {
        "title": gettext("Voci del registro da approvare"),
        "count": _total(rows),
        "url": "/redazione/foia/registro/",
        "items": [
            {
                "label": gettext("Approva: %(subject)s") % {"subject": public or subject},
                "url": f"/redazione/foia/richieste/{pk}/registro/",
                "note": gettext("decisa il %(day)s") % {"day": day(decided_on)},
            }
            for _all, public, subject, pk, decided_on in rows
        ],
    }


def choice_tile(user: Any) -> Tile:
    """Flagged topics that wait for a decision, for those who take it."""
    if not may(user, "foia.choose_topic"):
        return None
    rows = _TOPICS()
    trend = {"label": gettext("Come vanno i temi ricorrenti"), "url": "/redazione/foia/temi/andamento/"}
    lines = [
        {
            "label": gettext("Decidi se pubblicare: %(title)s") % {"title": title},
            "url": f"/redazione/foia/temi/{pk}/",
        }
        for _all, title, pk in rows
    ]
    return {
        "title": gettext("Temi da decidere"),
        "count": _total(rows),
        "url": "/redazione/foia/temi/?segnalazione=hard&decisione=open",
        "note": gettext("più di tre richieste in un anno da persone diverse"),
        "items": [*lines, trend],
    }


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


def _total(rows: list[Any]) -> int:
    return rows[0][0] if rows else 0


def _due(due_on: date, today: date) -> str:
    words = gettext("in ritardo, era dovuta il %(day)s") if due_on < today else gettext("entro il %(day)s")
    return words % {"day": day(due_on)}
