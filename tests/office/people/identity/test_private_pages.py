"""Staff addresses say no-store even when their view says nothing."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pasocial.office.people.identity.private_pages import PrivatePages


@pytest.mark.parametrize(
    ("path", "said", "kept"),
    [
        ("/redazione/attivita/", "", "no-store, private"),
        ("/admin/coordinamento/", "", "no-store, private"),
        ("/redazione/chiavi/", "max-age=0", "max-age=0"),
        ("/accesso-civico/registro/", "", ""),
    ],
)
def test_staff_pages_are_kept_nowhere_unless_the_view_says_otherwise(path: str, said: str, kept: str) -> None:
    view = PrivatePages(lambda _request: HttpResponse(headers={"Cache-Control": said} if said else {}))
    assert view(RequestFactory().get(path)).get("Cache-Control", "") == kept
