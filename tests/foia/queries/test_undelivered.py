"""What never arrived where the applicant is now reached; what was lost at a former address is no longer her concern."""

from __future__ import annotations

import pytest

from foia.queries.undelivered import undelivered
from pasocial.office.messaging.notices.models import Mail
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db


def test_only_what_was_lost_at_her_present_address_is_undelivered(filed_request):
    request, other = filed_request(), filed_request()
    hers = request.applicant.email

    def mail(about: str, to: str, state: str) -> Mail:
        return Mail.objects.create(
            key=f"{about}:{to}:{state}",
            message_id=f"{about}:{to}:{state}",
            about=about,
            to=to,
            subject="x",
            text="x",
            state=state,
            queued_at=MONDAY,
            due_at=MONDAY,
        )

    first, second = mail(request.about, hers, "refused"), mail(request.about, hers.upper(), "failed")
    mail(request.about, hers, "sent")
    mail(request.about, "prima@posta.example", "refused")
    mail(other.about, "altra@posta.example", "refused")
    assert undelivered(request) == [first, second]
    assert undelivered(request, [second, first]) == [first, second]
