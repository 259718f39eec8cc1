"""Wagtail's own button publishes nothing while a gathered file is undecided, not even a page that is live already."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from desks.newsroom.models import Commission
from foia.models import AnswerPage
from pasocial.office.files.attachments import clearing
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import HomePage
from pasocial.site.operations import grant_editing, publish_latest
from tests.fixtures import NOW, coordinator, signed_in_client
from tests.site.test_wagtail_hooks import publish

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def test_undecided_file_keeps_the_new_text_inside(
    commission: Callable[..., Commission], gathered: Callable[..., StoredFile]
) -> None:
    grant_editing(home=HomePage.objects.get())
    stored = gathered("fatture.txt")
    asked = commission(summary="Quanto costa la mensa.", files=[stored])
    page = AnswerPage.objects.get(pk=asked.page_id)
    publish_latest(page_id=page.pk, user=None)
    client = signed_in_client(coordinator())
    page.refresh_from_db()
    answer = publish(client, page, summary="Riscritto.")
    assert any("fatture.txt" in str(told) for told in answer.context["messages"])
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}")
    page.refresh_from_db()
    assert page.summary == "Quanto costa la mensa."
    clearing.leave_out(
        about=asked.about, public_id=stored.public_id, reason="Riguarda lei sola.", by=BY, at=NOW
    )
    publish(client, page, summary="Riscritto.")
    page.refresh_from_db()
    assert page.summary == "Riscritto."
