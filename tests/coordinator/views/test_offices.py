"""The coordinator takes in the tree of offices, changes it and says who works where."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pasocial.office.people.offices import queries
from pasocial.office.people.offices.models import Office
from tests.coordinator.views.test_panel import panel, post
from tests.fixtures import user

__all__ = ["panel"]
pytestmark = pytest.mark.django_db


def test_file_is_taken_in_and_the_page_says_what_became_of_each_row(panel) -> None:
    raw = b"codice;nome;livello;padre\nA;Area;area;\nB;Bilancio;ufficio;Z\n"
    page = post(panel, "coordinator_import_offices", file=SimpleUploadedFile("uffici.csv", raw))
    assert page.status_code == 200
    words = page.content.decode()
    assert ("Uffici aggiunti: 1" in words, "righe rifiutate: 1" in words, "Riga 3 (B)" in words) == (
        True,
        True,
        True,
    )
    wrong = post(panel, "coordinator_import_offices", file=SimpleUploadedFile("uffici.csv", b"PK\x03\x04"))
    assert (wrong.status_code, list(wrong.context["file_form"].errors)) == (422, ["file"])
    assert post(panel, "coordinator_import_offices").status_code == 422


def test_office_is_added_changed_filled_and_closed(panel) -> None:
    post(panel, "coordinator_offices", code="A", name="Area", level="area")
    office = Office.objects.get()
    head, person = user("Vera Capo"), user("Nora Prova")
    post(panel, "coordinator_office", office.pk, name="Area tecnica", level="area", head=head.pk)
    office.refresh_from_db()
    assert (office.name, office.head) == ("Area tecnica", head)
    post(panel, "coordinator_office_people", office.pk, action="place", user=person.pk)
    assert list(queries.people_of(office.pk)) == [person]
    assert "Nora Prova" in panel.get(reverse("coordinator_office", args=[office.pk])).content.decode()
    post(panel, "coordinator_office_people", office.pk, action="remove", user=person.pk)
    assert list(queries.people_of(office.pk)) == []
    post(panel, "coordinator_office_people", office.pk, action="close")
    assert queries.tree() == []


def test_wrong_office_comes_back_with_what_was_typed(panel) -> None:
    wrong = post(panel, "coordinator_offices", code="A 1", name="Area", level="area")
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["code"])
    assert wrong.context["form"]["name"].value() == "Area"
