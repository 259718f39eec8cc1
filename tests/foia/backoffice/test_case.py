"""The case page: each tab opens for whoever reads, deeds are done once and kept when they are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from foia.models import Request

pytestmark = pytest.mark.django_db

TABS = (
    "panoramica",
    "messaggi",
    "parti",
    "documenti",
    "decisione",
    "simili",
    "registro",
    "riesame",
    "storia",
)


def tab_url(request: Request, tab: str) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, tab])


def deed_url(request: Request, deed: str) -> str:
    return reverse("foia_staff:deed", args=[request.pk, deed])


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", ["head", "editor", "viewer", "rpct", "coordinator"])
def test_tab_opens_for_whoever_reads(
    tab: str, role: str, browser: Callable[[str], Client], worked: Callable[..., Request]
) -> None:
    request = worked()
    response = browser(role).get(tab_url(request, tab))
    assert response.status_code == 200
    assert request.number in response.content.decode()
