"""Every answer states a policy: the strict one outside the admin, the admin's own inside it."""

from __future__ import annotations

import pytest
from django.test import Client

from pasocial.config.panel_policy import POLICY

pytestmark = pytest.mark.django_db


def directives(header: str) -> dict[str, str]:
    pairs = (part.strip().partition(" ") for part in header.split(";") if part.strip())
    return {name: value for name, _space, value in pairs}


def test_admin_allows_inline_and_nothing_from_elsewhere() -> None:
    answer = Client().get("/admin/")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert all("http" not in value and "*" not in value for value in directives(POLICY).values())


@pytest.mark.parametrize("address", ["/accesso-civico/", "/account/login/", "/redazione/", "/cerca/"])
def test_pages_outside_the_admin_allow_nothing_inline(address: str) -> None:
    told = directives(Client().get(address).headers["Content-Security-Policy"])
    assert (told["default-src"], told["script-src"], told["style-src"]) == ("'none'", "'self'", "'self'")
