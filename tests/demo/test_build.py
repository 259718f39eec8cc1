"""The demonstration town, built as `make up` builds it: every history reads from its first moment to its last."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from foia.models import AccessRequest, Decision, Message
from pasocial.demo.build import Town
from pasocial.demo.clock import at_the_moment
from pasocial.office.messaging.notices.queries import mail_about
from pasocial.office.record.trail.queries import history_of, pending_deliveries


@pytest.fixture
def town(db: None) -> Any:
    now = timezone.now()
    Town(now, lambda _what: None).build()
    return now


def test_every_history_of_the_town_reads_in_order(town: Any) -> None:
    backwards = []
    for request in AccessRequest.objects.all():
        entries = list(history_of(request.about))
        backwards += [
            (request.number, before.event, after.event)
            for before, after in pairwise(entries)
            if after.happened_at < before.happened_at
        ]
        assert entries[-1].happened_at <= town
        written = [message.sent_at for message in Message.objects.filter(request=request).order_by("pk")]
        assert written == sorted(written), request.number
        mails = [mail.queued_at for mail in mail_about(request.about).order_by("pk")]
        assert mails == sorted(mails), request.number
    assert not backwards, backwards
    assert pending_deliveries().count() == 0
    overturned = AccessRequest.objects.get(subject__startswith="Contratto di gestione della piscina")
    assert [one.outcome for one in Decision.objects.filter(request=overturned)] == ["refused", "granted"]
    assert (overturned.register_entry.outcome, overturned.register_entry.review_outcome) == (
        "refused",
        "granted",
    )


def test_clock_of_the_town_is_put_back() -> None:
    real = timezone.now
    long_ago = timezone.now() - timezone.timedelta(days=200)
    with at_the_moment(long_ago):
        assert timezone.now() == long_ago
    assert timezone.now is real
