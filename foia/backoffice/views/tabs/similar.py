"""Earlier requests that look alike, with the reasons, for a person to judge."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foia.backoffice.presenters import Chip, flag_chip, outcome_label, state_chip
from foia.backoffice.similar import marked, sentences, spans_of
from foia.backoffice.views.case import CasePage, tab
from pasocial.sentences import day as day_words


@tab("simili", "foia/backoffice/case_similar.html")
def similar(page: CasePage) -> dict[str, Any]:
    return {"topic": _topic(page), "suggestions": [_suggestion(page, row) for row in page.case.suggestions]}


def _topic(page: CasePage) -> dict[str, str] | None:
    topic = page.case.topic
    if topic is None:
        return None
    words = _("%(flag)s: %(persons)s persone diverse in un anno, %(requests)s richieste in tutto.") % {
        "flag": flag_chip(topic.flag).label,
        "persons": topic.persons_in_window,
        "requests": topic.requests_total,
    }
    return {"title": topic.title, "url": reverse("foia_staff:topic", args=[topic.pk]), "sentence": words}


def _suggestion(page: CasePage, row: Any) -> dict[str, Any]:
    earlier = row.earlier
    tones = {"open": "info", "accepted": "success", "refused": "quiet"}
    meta = [_("ricevuta il %(day)s") % {"day": day_words(earlier.received_on)}]
    if earlier.outcome:
        meta.append(outcome_label(earlier.outcome).lower())
    else:
        meta.append(state_chip(earlier.state).label.lower())
    return {
        "number": earlier.number,
        "subject": earlier.subject,
        "url": reverse("foia_staff:case", args=[earlier.pk]),
        "state": Chip(row.get_verdict_display(), tones[row.verdict]),
        "meta": ", ".join(meta),
        "why": sentences(row.why),
        "texts": _texts(page, row),
        "form": page.form("giudica", str(row.pk), suggestion=row.pk)
        if row.verdict == "open" and page.works
        else None,
    }


def _texts(page: CasePage, row: Any) -> list[dict[str, Any]]:
    """Both texts, the words in common marked, to be read side by side."""
    both = ((_("Questa richiesta"), page.case.request), (_("La richiesta precedente"), row.earlier))
    shown = []
    for side, (title, access_request) in enumerate(both):
        subject, body = marked(access_request.subject, access_request.body, spans_of(row.why, side))
        shown.append({"title": title, "number": access_request.number, "subject": subject, "body": body})
    return shown
