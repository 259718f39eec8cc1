"""Topics the machine proposes of many requests at once: each with its reasons, confirmed by a person or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from foia.backoffice.access import actor, needs
from foia.backoffice.similar import sentences
from foia.backoffice.views.topics.quality import missing_words, standing_words
from foia.forms import topics as topic_forms
from foia.operations import proposals as operations
from foia.queries import proposals as queries
from foia.queries.quality import quality
from pasocial.cleaning import whole_numbers
from pasocial.refusal import Refused
from pasocial.sentences.forms import put_refusal

PER_PAGE = 10
MOST_REASONS = 6


@require_GET
@needs("foia.work")
def show(request: HttpRequest) -> HttpResponse:
    return proposals_page(request)


def proposals_page(request: HttpRequest, refused: Any = None, status: int = 200) -> HttpResponse:
    """The groups, the largest first; `refused` is the form of one that was just refused."""
    measured = quality()
    page = Paginator(queries.proposals(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))],
        "page": page,
        "groups": [_group(place, each, refused) for place, each in enumerate(page, start=1)],
        "standing": standing_words(measured.holding),
        "standing_kind": "info" if measured.holding.offered else "warning",
        "missing": "" if measured.holding.offered else missing_words(measured),
        "quality_url": reverse("foia_staff:topics_quality"),
        "columns": [_("Richiesta"), _("Ricevuta il")],
        "judge_url": reverse("foia_staff:judge_proposal"),
        # Judged by somebody else meanwhile, its group may be gone: the reason is said above all the same.
        "refused": refused,
    }
    return render(request, "foia/backoffice/topic_proposals.html", context, status=status)


def _group(place: int, proposal: queries.Proposal, refused: Any) -> dict[str, Any]:
    ids = [one.pk for one in proposal.requests]
    mine = refused is not None and bool(set(refused.given) & set(ids))
    form = (
        refused
        if mine
        else topic_forms.Proposed(
            members=ids,
            initial={
                "title": proposal.requests[0].subject[:200],
                "topic": proposal.topic.pk if proposal.topic else None,
            },
            auto_id=f"gruppo{place}_%s",
        )
    )
    reasons = [
        {
            "pair": f"{link.request.number} ~ {link.earlier.number}",
            "score": number_format(link.suggestion.score, 2),
            "why": sentences(link.suggestion.why),
        }
        for link in proposal.links[:MOST_REASONS]
    ]
    return {
        "id": f"gruppo{place}",
        "title": proposal.topic.title if proposal.topic else proposal.requests[0].subject,
        "topic_url": reverse("foia_staff:topic", args=[proposal.topic.pk]) if proposal.topic else "",
        "count": len(ids),
        "form": form,
        "rows": [
            {
                "pk": one.pk,
                "number": one.number,
                "subject": one.subject,
                "url": reverse("foia_staff:case", args=[one.pk]),
                "received_on": one.received_on,
                "ticked": not mine or one.pk in refused.given,
            }
            for one in proposal.requests
        ],
        "reasons": reasons,
        "more": len(proposal.links) - len(reasons),
    }


@require_POST
@needs("foia.work")
def judge(request: HttpRequest) -> HttpResponse:
    """Confirms the ticked requests of one group as a topic, or says that they ask for different things."""
    given = whole_numbers(request.POST.getlist("rows"))[:600]
    form = topic_forms.Proposed(request.POST, members=given, auto_id="proposta_%s")
    form.given = given  # type: ignore[attr-defined]
    if form.is_valid():
        told = {"request_ids": form.cleaned_data["rows"], "topic_id": form.cleaned_data["topic"]}
        step: dict[str, Any] = {"by": actor(request), "at": timezone.now()}
        try:
            if request.POST.get("verdict") == "no":
                operations.refuse_proposal(**told, **step)
                messages.success(request, _("Registrato: chiedono cose diverse."))
                return redirect("foia_staff:topic_proposals")
            topic = operations.confirm_proposal(**told, title=form.cleaned_data["title"], **step)
        except Refused as refused:
            put_refusal(form, refused)
        else:
            messages.success(
                request, _("Le richieste scelte sono ora un tema. Si può annullare da questa pagina.")
            )
            return redirect("foia_staff:topic", topic.pk)
    return proposals_page(request, form, 422)
