"""A prepared query gives what its queryset gives, again and again, with other parameters."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef

from foia.models import AccessRequest, Message, Note
from foia.operations import dialogue
from pasocial.office.record.trail.actor import Actor
from pasocial.prepared import Given, Prepared, is_any_of
from tests.foia import conftest
from tests.foia.conftest import MONDAY

filed_request, user_with = conftest.filed_request, conftest.user_with

NOTES = Prepared(lambda: Note.objects.filter(request=Given("request")).select_related("author"))
ROWS = Prepared(
    lambda: (
        AccessRequest.objects.filter(is_any_of("pk", "ids"))
        .select_related("applicant")
        .defer("body")
        .annotate(written=Exists(Message.objects.filter(request=OuterRef("pk"))))
        .order_by("pk")
    )
)


@pytest.fixture
def two(filed_request: Any, user_with: Any) -> tuple[AccessRequest, AccessRequest]:
    first, second = filed_request(subject="La prima richiesta"), filed_request(subject="La seconda richiesta")
    writer = Actor.staff(user_with("editor", name="Carla Bianchi"))
    dialogue.add_note(request_id=first.pk, body="Della prima", by=writer, at=MONDAY)
    dialogue.add_note(request_id=second.pk, body="Della seconda", by=writer, at=MONDAY)
    return first, second


def test_each_call_brings_its_own_parameters(two: Any) -> None:
    first, second = two
    for request, body in ((first, "Della prima"), (second, "Della seconda"), (first, "Della prima")):
        assert [(note.body, str(note.author)) for note in NOTES(request=request.pk)] == [
            (body, "Carla Bianchi")
        ]
    assert NOTES(request=0) == []
    assert NOTES.one(request=0) is None
    with pytest.raises(KeyError):
        NOTES()


def test_objects_are_those_of_the_queryset(two: Any, django_assert_num_queries: Any) -> None:
    first, second = two
    with django_assert_num_queries(1):
        found = ROWS(ids=[second.pk, first.pk])
        assert [(row.subject, row.applicant.name, row.written) for row in found] == [
            ("La prima richiesta", first.applicant.name, False),
            ("La seconda richiesta", second.applicant.name, False),
        ]
    assert found == list(AccessRequest.objects.order_by("pk"))
    assert found[0].get_deferred_fields() == {"body"}
    assert found[0].received_at == first.received_at
    assert found[0].person_aliases == AccessRequest.objects.get(pk=first.pk).person_aliases
    assert found[0].body == first.body
    assert ROWS(ids=[]) == []


def test_values_come_as_rows_and_one_column_alone(two: Any) -> None:
    first, _second = two
    notes = Prepared(lambda: Note.objects.filter(request=Given("request")).values_list("body", "request"))
    bodies = Prepared(
        lambda: Note.objects.filter(request=Given("request")).values_list("body", flat=True).order_by("pk")
    )
    number = Prepared(
        lambda: (
            Note.objects.filter(is_any_of("request", "ids"))
            .order_by()
            .values("author")
            .annotate(number=Count("pk"))
            .values_list("number", flat=True)
        )
    )
    assert notes(request=first.pk) == [("Della prima", first.pk)]
    assert bodies(request=first.pk) == ["Della prima"]
    assert number.one(ids=[request.pk for request in two]) == 2
