"""Opening a case or its file leaves who did; the applicant is found by her name, and so is a third party."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from foia.operations import dialogue
from foia.queries.names import find_things, things_called
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.people.access_log.models import AccessRecord
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import signed_in_client

TELLS_OF = ("foia/backoffice/access.py", "foia/queries/names.py")
pytestmark = pytest.mark.django_db


def rows() -> list[tuple[int, str, str, str]]:
    return list(AccessRecord.objects.order_by("pk").values_list("user_id", "about", "door", "part"))


def test_case_opened_by_its_desk_is_written_and_one_refused_is_not(taken_request, user_with):
    request, editor = taken_request(), user_with("editor")
    page = reverse("foia_staff:case", args=[request.pk])
    client = signed_in_client(editor)
    for _twice in range(2):
        assert client.get(page).status_code == 200
    assert signed_in_client(user_with("editor", desk="newsroom")).get(page).status_code == 403
    assert rows() == [(editor.pk, request.about, "page", "")]


def test_contact_of_another_office_reads_one_question_and_nothing_of_the_applicant(taken_request, user_with):
    request, contact = taken_request(), user_with(office="office_contact")
    dialogue.consult(
        request_id=request.pk,
        contact=contact,
        question="Avete gli atti?",
        due_on=timezone.localdate(),
        by=Actor.system("test"),
        at=timezone.now(),
    )
    assert signed_in_client(contact).get(f"/redazione/foia/condivise/{request.pk}/").status_code == 200
    assert rows() == []


def test_file_opened_is_written_with_which_one(taken_request, user_with):
    request, editor = taken_request(), user_with("editor")
    stored = store_file(
        content=ContentFile(b"prova", name="atto.txt"),
        name="atto.txt",
        about=request.about,
        purpose="from_citizen",
        by=Actor.system("test"),
        at=timezone.now(),
    )
    answer = signed_in_client(editor).get(f"/redazione/file/{stored.public_id}/")
    assert answer.status_code == 200
    assert rows() == [(editor.pk, request.about, "file", str(stored.public_id))]


def test_applicant_is_found_with_all_that_holds_her_data(taken_request):
    request = taken_request()
    message = dialogue.write_from_citizen(
        request_id=request.pk, body="Ci siete?", by=Actor.citizen(request.about), at=timezone.now()
    )
    by_name = find_things(request.applicant.name)
    assert [set(one.things) for one in by_name] == [{request.about, f"foia.message:{message.pk}"}]
    by_number = find_things(request.number)
    assert [(one.key, one.label) for one in by_number] == [(request.about, f"Richiesta {request.number}")]
    assert find_things("nessunissimo") == []


def test_references_are_called_by_number_and_title_in_a_query_for_each_kind(
    taken_request, django_assert_num_queries
):
    first, second = taken_request(), taken_request()
    with django_assert_num_queries(1):
        told = things_called([first.about, second.about, "foia.request:999999", "foia.odd"])
    assert told == {one.about: f"Richiesta {one.number}" for one in (first, second)}
