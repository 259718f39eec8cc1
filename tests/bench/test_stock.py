"""The invented town is one the pages can show, and its texts are always the same."""

from itertools import islice

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from bench.pages import measured_pages
from bench.stock import OPEN_REQUESTS, requests_stored, texts, write_town
from bench.visitors import staff_cookie
from foia.models import AccessRequest, RecordedFact, RegisterEntry, Topic
from foia.operations.intake import next_number

TOWN = 600


def test_texts_are_the_same_each_time_and_shorter_ones_are_the_beginning_of_longer() -> None:
    assert list(texts(20)) == list(islice(texts(50), 20))
    assert all(10 <= len(subject) <= 200 and len(body.split()) >= 10 for subject, body in texts(200))


@pytest.mark.django_db
def test_every_measured_page_shows_the_town() -> None:
    cache.clear()
    write_town(TOWN, now=timezone.now())
    assert (requests_stored(), AccessRequest.objects.exclude(state="closed").count()) == (TOWN, OPEN_REQUESTS)
    assert RecordedFact.objects.filter(kind="answered").count() == TOWN - OPEN_REQUESTS
    assert RegisterEntry.objects.count() == 120
    assert Topic.objects.count() == 11
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies.load(staff_cookie())
    answers = {page.name: client.get(page.path).status_code for page in measured_pages() if not page.floor}
    assert set(answers.values()) == {200}, answers


@pytest.mark.django_db
def test_town_goes_on_from_its_numbers() -> None:
    now = timezone.now()
    write_town(TOWN, now=now)
    last = AccessRequest.objects.filter(year=now.year).order_by("-sequence")[0].sequence
    assert next_number(now.year) == last + 1
