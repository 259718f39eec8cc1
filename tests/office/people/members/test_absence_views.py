"""A person records her own absences, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pasocial.office.people.members import operations
from pasocial.office.people.members.models import Absence
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import signed_in_client, user_with

pytestmark = pytest.mark.django_db
PAGE = "/redazione/assenze/"


def test_absence_is_recorded_shown_with_its_reason_and_ended() -> None:
    me, deputy = user_with("foia"), user_with("foia", full_name="Dora Vice")
    today = timezone.localdate()
    client = signed_in_client(me)
    answer = client.post(
        PAGE,
        {
            "first_day": today,
            "last_day": today + timedelta(2),
            "deputy": deputy.pk,
            "reason": "Visita medica",
        },
    )
    assert answer.status_code == 302
    page = client.get(PAGE).content.decode()
    assert ("Visita medica" in page, "Dora Vice" in page) == (True, True)
    told = signed_in_client(deputy).get(PAGE).content.decode()
    assert (str(me) in told, "Visita medica" in told) == (True, False)
    absence = Absence.objects.get()
    assert client.post(f"{PAGE}{absence.pk}/concludi/").status_code == 302
    absence.refresh_from_db()
    assert absence.cancelled_at is not None


def test_wrong_days_come_back_with_what_was_typed() -> None:
    today = timezone.localdate()
    answer = signed_in_client(user_with("foia")).post(
        PAGE, {"first_day": today, "last_day": today - timedelta(1), "reason": "Prova"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["last_day"])
    assert answer.context["form"]["reason"].value() == "Prova"


def test_absence_of_another_is_not_there() -> None:
    now = timezone.now()
    today = timezone.localdate()
    absence = operations.record_absence(
        user=user_with("foia"), first_day=today, last_day=today, by=Actor.system("test"), at=now
    )
    assert (
        signed_in_client(user_with("foia", "head")).post(f"{PAGE}{absence.pk}/concludi/").status_code == 404
    )
    absence.refresh_from_db()
    assert absence.cancelled_at is None
