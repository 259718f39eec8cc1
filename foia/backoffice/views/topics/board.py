"""The board of recurring topics: those to decide first, then what is rising."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs
from foia.backoffice.views.topics.chips import state_chips
from foia.backoffice.views.topics.quality import standing_words
from foia.models import Topic
from foia.queries import quality
from foia.queries import topics as queries
from pasocial.design.clean_forms import CleanForm
from pasocial.design.shell import Link
from pasocial.office.people.members.policy import may

PER_PAGE = 25


@require_GET
@needs("foia.read_topics")
def board(request: HttpRequest) -> HttpResponse:
    """Flagged and undecided first, then what is rising."""
    filters = queries.BoardFilters.from_query(request.GET)
    page = Paginator(queries.board(filters), PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("foia_staff:topics")
    today = timezone.localdate()
    return render(
        request,
        "foia/backoffice/topics.html",
        {
            "views": _views(here, filters),
            "filters": _Words(request.GET),
            "active": [(f"«{filters.words}»", here)] if filters.words else [],
            "clear_url": here if filters.words else "",
            "columns": [
                _("Tema"),
                _("Stato"),
                {"label": _("Persone nell'anno"), "align": "end"},
                {"label": _("Richieste in tutto"), "align": "end"},
                _("Ultima richiesta"),
            ],
            "rows": [_row(topic, today) for topic in page],
            "page": page,
            "may_work": may(request.user, "foia.work"),
            "start_url": reverse("foia_staff:start_topic"),
            "trend_url": reverse("foia_staff:topics_trend"),
            "proposals_url": reverse("foia_staff:topic_proposals"),
            "quality_url": reverse("foia_staff:topics_quality"),
            "standing": standing_words(quality.holding()),
        },
    )


def _views(here: str, filters: queries.BoardFilters) -> list[Link]:
    chosen = (filters.flag, filters.choice)
    rows = [
        (_("Tutti"), "", ("", "")),
        (_("Da decidere"), "?segnalazione=hard&decisione=open", ("hard", "open")),
        (_("Da osservare"), "?segnalazione=soft", ("soft", "")),
        (_("Da pubblicare"), "?decisione=publish", ("", "publish")),
        (_("Pubblicati"), "?decisione=published", ("", "published")),
        (_("Non pubblicati"), "?decisione=not", ("", "not")),
    ]
    return [Link(label, here + query, active=chosen == value) for label, query, value in rows]


def _row(topic: Topic, today: Any) -> dict[str, Any]:
    return {
        "url": reverse("foia_staff:topic", args=[topic.pk]),
        "title": topic.title,
        "chips": state_chips(topic, topic.published, today),  # type: ignore[attr-defined]
        "persons": topic.persons_in_window,
        "requests": topic.requests_total,
        "last_asked_on": topic.last_asked_on,
    }


class _Words(CleanForm):
    q = forms.CharField(label=gettext_lazy("Cerca un tema"), required=False, max_length=200)
    view = forms.CharField(required=False, widget=forms.HiddenInput)
