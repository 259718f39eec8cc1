"""A file whose content is gone: 410 in words at the doors of staff and of programs, never an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import signed_in_client, user_with
from tests.foia.conftest import filed_request  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(filed_request: Callable[..., AccessRequest]) -> tuple[AccessRequest, Any]:  # noqa: F811
    request = filed_request()
    stored = attachments.store_file(
        content=BytesIO(b"Atto"), name="atto.txt", about=request.about, purpose="filed",
        by=Actor.citizen(request.about), at=timezone.now(), access="requester",
    )  # fmt: skip
    stored.content.storage.delete(stored.content.name)
    return request, stored


def test_door_of_the_case(lost: tuple[AccessRequest, Any]) -> None:
    request, stored = lost
    answer = signed_in_client(user_with("foia", "editor")).get(
        reverse("foia_staff:file", args=[request.pk, stored.public_id])
    )
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store, private")
    assert "«atto.txt» è registrato" in answer.content.decode()


def test_doors_of_the_api(lost: tuple[AccessRequest, Any]) -> None:
    request, stored = lost
    applicant = Client(headers={"X-Applicant-Email": request.applicant.email})
    own = applicant.get(f"/api/v1/foia/requests/by-code/{request.code}/files/{stored.public_id}/")
    user = user_with("foia", "editor")
    scopes = ["foia.read"]
    by, at = Actor.staff(user), timezone.now()
    _token, raw = make_token(
        user=user, name="prova", scopes=scopes, allowed=scopes, expires_at=None, by=by, at=at
    )
    staff = Client(headers={"Authorization": f"Bearer {raw}"})
    office = staff.get(f"/api/v1/foia/requests/{request.pk}/files/{stored.public_id}/")
    for answer in (own, office):
        assert answer.status_code == 410
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "file_gone"
