"""The coordinator makes a group, fills it and closes it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pasocial.office.people.members import queries
from pasocial.office.people.members.models import WorkGroup
from tests.coordinator.views.test_panel import panel, post
from tests.fixtures import user_with

__all__ = ["panel"]
pytestmark = pytest.mark.django_db


def test_group_is_made_filled_and_closed(panel) -> None:
    post(panel, "coordinator_groups", name="Stampa", code="stampa", purpose="Comunicati")
    group = WorkGroup.objects.get()
    person = user_with("newsroom", full_name="Nora Penna")
    post(panel, "coordinator_change_group", group.pk, action="join", user=person.pk)
    assert list(queries.people_in(group.pk)) == [person]
    assert "Nora Penna" in panel.get(reverse("coordinator_group", args=[group.pk])).content.decode()
    assert "@stampa" in panel.get(reverse("coordinator_person", args=[person.pk])).content.decode()
    post(panel, "coordinator_change_group", group.pk, action="leave", user=person.pk)
    assert list(queries.people_in(group.pk)) == []
    post(panel, "coordinator_change_group", group.pk, action="close")
    group.refresh_from_db()
    assert group.closed_at is not None


def test_wrong_group_comes_back_with_the_reason(panel) -> None:
    wrong = post(panel, "coordinator_groups", name="Stampa", code="UFFICIO stampa")
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["code"])
    assert wrong.context["form"]["name"].value() == "Stampa"
    assert WorkGroup.objects.count() == 0
