"""Whole addresses that we write are the office's own, by whichever allowed name the request came."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from pasocial.config.public_address import absolute

OTHER = "altro.example"
BY_THE_OTHER = {"host": f"{OTHER}:9999"}


@pytest.mark.parametrize(
    ("location", "built"),
    [
        (None, "https://ente.example/registro/?q=%C3%A8"),
        ("/api/v1/", "https://ente.example/api/v1/"),
        ("riga/", "https://ente.example/registro/riga/"),
        ("?page=2", "https://ente.example/registro/?page=2"),
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
        ("//elsewhere.example/x", "//elsewhere.example/x"),
        ("/città/", "https://ente.example/citt%C3%A0/"),
    ],
)
def test_address_is_built_on_the_public_one(settings: Any, location: str | None, built: str) -> None:
    settings.SITE_URL = "https://ente.example"
    request = RequestFactory().get("/registro/?q=%C3%A8", headers=BY_THE_OTHER)
    assert absolute(request, location) == built


def test_a_path_that_looks_like_a_host_stays_a_path(settings: Any) -> None:
    settings.SITE_URL = "https://ente.example"
    request = RequestFactory().get("/", headers=BY_THE_OTHER)
    request.path = "//elsewhere.example/x"
    assert absolute(request) == "https://ente.example//elsewhere.example/x"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/accesso-civico/registro/feed/",
        "/accesso-civico/registro/registro.json",
        "/accesso-civico/registro/",
        "/accesso-civico/",
        "/api/v1/foia/register/?page_size=1",
        "/api/schema/",
        "/sitemap.xml",
        "/robots.txt",
        "/account/login/",
        "/account/password/reset/",
    ],
)
def test_nothing_tells_the_name_by_which_the_reader_came(settings: Any, path: str) -> None:
    settings.ALLOWED_HOSTS = [OTHER]
    response = Client().get(path, headers=BY_THE_OTHER, follow=False)
    said = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    assert response.status_code == 200
    assert OTHER.encode() not in said
    assert [name for name, value in response.items() if OTHER in value] == []


@pytest.mark.django_db
def test_feed_names_itself_and_its_lines_by_the_public_address() -> None:
    said = Client().get(reverse("foia:register_feed"), headers={"host": "localhost"}).content.decode()
    assert f'href="{settings.SITE_URL}/accesso-civico/registro/feed/"' in said
    assert f'href="{settings.SITE_URL}/accesso-civico/registro/"' in said


def test_development_answers_to_this_machine_only() -> None:
    from pasocial.config.settings import dev

    assert "*" not in dev.ALLOWED_HOSTS
    assert {"localhost", "127.0.0.1", "[::1]"} <= set(dev.ALLOWED_HOSTS)


@pytest.mark.django_db
def test_strange_name_is_refused(settings: Any) -> None:
    from pasocial.config.settings import dev

    settings.ALLOWED_HOSTS = dev.ALLOWED_HOSTS
    assert Client().get("/account/login/", headers={"host": "evil.example"}).status_code == 400
    assert Client().get("/account/login/", headers={"host": "localhost:8000"}).status_code == 200
