"""Topics in the hands of staff: joining, splitting, deciding, undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Topic
from foia.operations import topics as operations
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import page

pytestmark = pytest.mark.django_db


def url(name: str, topic: Topic) -> str:
    return reverse(f"foia_staff:{name}_topic", args=[topic.pk])


@pytest.fixture
def frana(fresh: Callable[..., AccessRequest], desk: dict[str, User]) -> Topic:
    return operations.start_topic(
        request_ids=[fresh().pk, fresh().pk],
        title="Relazione sulla frana",
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )


def members(topic: Topic) -> set[int]:
    return set(topic.memberships.values_list("request_id", flat=True))


def test_topic_starts_from_request_numbers_and_names_the_unknown_ones(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    one, two, editor = fresh(), fresh(), browser("editor")
    start = reverse("foia_staff:start_topic")
    wrong = editor.post(start, {"title": "Luminarie di Natale", "requests": f"{one.number} 1999/0000001 boh"})
    assert (wrong.status_code, Topic.objects.count()) == (422, 0)
    assert "boh, 1999/0000001" in page(wrong).text
    short = f"{two.year}/{two.sequence}"
    editor.post(start, {"title": "Luminarie di Natale", "requests": f"{one.number}, {short}"})
    assert members(Topic.objects.get()) == {one.pk, two.pk}


def test_joined_requests_go_back_when_undone(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest], frana: Topic
) -> None:
    before, added, editor = members(frana), fresh(), browser("editor")
    editor.post(url("join", frana), {"requests": added.number})
    assert members(frana) == {*before, added.pk}
    editor.post(url("undo", frana))
    assert members(frana) == before


def test_split_moves_only_the_ticked_requests(browser: Callable[[str], Client], frana: Topic) -> None:
    stays, goes = sorted(members(frana))
    browser("editor").post(url("split", frana), {"rows": [goes], "title": "Un'altra frana"})
    assert (members(frana), members(Topic.objects.get(title="Un'altra frana"))) == ({stays}, {goes})


def test_choice_needs_a_reason_and_keeps_what_was_typed(
    browser: Callable[[str], Client], frana: Topic
) -> None:
    coordinator = browser("coordinator")
    refused = coordinator.post(url("choose", frana), {"choice": "publish", "reason": "sì"})
    assert (refused.status_code, "almeno 10 caratteri" in page(refused).text) == (422, True)
    coordinator.post(url("choose", frana), {"choice": "publish", "reason": "Interessa a tutta la frazione."})
    frana.refresh_from_db()
    assert (frana.choice, frana.choice_reason) == ("publish", "Interessa a tutta la frazione.")


def test_topic_page_names_no_applicant(browser: Callable[[str], Client], frana: Topic) -> None:
    text = page(browser("top").get(reverse("foia_staff:topic", args=[frana.pk]))).text
    assert ("Relazione sulla frana" in text, "Anna Verdi" in text) == (True, False)
