"""Tells earlier askers, who agreed to it, that the answer is now public for everyone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from foia.access import sign_link
from foia.models import AccessRequest, AnswerPage
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.record.settings_store import queries as settings_store


def tell_of_published_answer(*, request: AccessRequest, page_id: int, at: datetime) -> None:
    """One mail per request and page; nothing when the page is no longer public."""
    page = AnswerPage.objects.live().public().filter(pk=page_id).first()
    if page is None or not request.applicant.email:
        return
    body = settings_store.values("body_name", "address")
    notices.write_mail(
        key=f"foia:published:{page_id}:{request.pk}",
        about=request.about,
        template="foia/answer_published",
        to=request.applicant.email,
        language=request.applicant.language,
        context={
            "body_name": body["body_name"],
            "body_address": " ".join(str(body["address"]).split()),
            "privacy_url": f"{settings.SITE_URL}/privacy/",
            "page_title": page.title,
            "summary": page.summary,
            "number": request.number,
            # Whoever is told before her answer still gets one (circular 2/2017, 8.2 binds to no channel).
            "still_open": request.answered_on is None and request.closed_at is None,
            "action_url": f"{settings.SITE_URL}{page.get_url()}",
            "case_url": f"{settings.SITE_URL}{sign_link(request, at)}",
        },
        at=at,
    )
