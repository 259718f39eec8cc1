"""Wagtail's own publish button does not get round the second person."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from foia.models import AnswerPage, AnswersIndexPage
from pasocial.site.models import HomePage, SectionPage
from pasocial.site.operations import publish_latest
from tests.fixtures import coordinator, signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(opened_office: None, db: None) -> Any:
    return signed_in_client(coordinator())


def publish(client: Any, page: Any, **fields: str) -> Any:
    posted = {
        "title": page.title,
        "slug": page.slug,
        "action-publish": "1",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
    }
    posted |= {
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **fields,
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted, follow=True)


def test_answer_is_not_published_for_the_first_time_from_wagtail(client: Any) -> None:
    page = AnswerPage(title="Costi della mensa", summary="Quanto costa un pasto.", live=False)
    AnswersIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    answer = publish(client, page, summary="Quanto costa un pasto, riscritto.")
    page.refresh_from_db()
    assert page.live is False
    assert [str(told) for told in answer.context["messages"]] != []
    assert page.get_latest_revision_as_object().summary == "Quanto costa un pasto, riscritto."
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    client.post(bulk)
    page.refresh_from_db()
    assert page.live is False


def test_published_answer_can_be_corrected_and_plain_sections_published(client: Any) -> None:
    page = AnswerPage(title="Costi della mensa", summary="Prima.", live=False)
    AnswersIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    publish_latest(page_id=page.pk, user=None)
    page.refresh_from_db()
    publish(client, page, summary="Dopo la correzione.")
    page.refresh_from_db()
    assert page.summary == "Dopo la correzione."
    section = SectionPage(title="Orari", slug="orari", live=False)
    HomePage.objects.get().add_child(instance=section)
    section.save_revision()
    publish(client, section, **{"body_en-count": "0", "introduction": ""})
    section.refresh_from_db()
    assert section.live is True
