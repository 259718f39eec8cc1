"""What was put to a person of another office: hers while it is not taken back, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from foia.models import AccessRequest, Consultation
from foia.operations import dialogue
from foia.queries.consultations import own_questions, questions_to, shared_case, shared_cases
from pasocial.office.people.identity.models import User
from tests.fixtures import user_with
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact() -> User:
    return user_with()


@pytest.fixture
def asked(desk: Any) -> Any:
    def ask(request: AccessRequest, contact: User, days: int) -> Consultation:
        return dialogue.consult(
            request_id=request.pk,
            contact=contact,
            question=f"Entro {days} giorni.",
            due_on=(MONDAY + timedelta(days=days)).date(),
            by=desk.by_editor,
            at=MONDAY,
        )

    return ask


def test_open_questions_come_by_their_day_and_answered_ones_apart(taken_request, desk, contact, asked):
    request, other = taken_request(), taken_request()
    later, sooner, done = asked(request, contact, 9), asked(other, contact, 3), asked(other, contact, 1)
    asked(request, desk.editor, 2)
    dialogue.reply_to_consultation(consultation_id=done.pk, reply="Eccole.", by=desk.by_editor, at=MONDAY)
    assert list(questions_to(contact, answered=False)) == [sooner, later]
    assert list(questions_to(contact, answered=True)) == [done]


def test_a_question_taken_back_is_nobodys(taken_request, desk, contact, asked):
    request = taken_request()
    question = asked(request, contact, 3)
    assert (list(shared_cases(contact)), shared_case(contact, request.pk)) == ([request], request)
    assert own_questions(contact, [request.pk]) == {request.pk: [question]}
    dialogue.withdraw_consultation(consultation_id=question.pk, by=desk.by_editor, at=MONDAY)
    assert (list(shared_cases(contact)), shared_case(contact, request.pk)) == ([], None)
    assert own_questions(contact, [request.pk]) == {request.pk: []}
    assert list(questions_to(contact, answered=False)) == []


def test_questions_of_many_cases_cost_one_query(
    taken_request, desk, contact, asked, django_assert_num_queries
):
    requests = [taken_request() for _ in range(3)]
    questions = [asked(request, contact, 3) for request in requests]
    asked(requests[0], desk.editor, 3)
    ids = [request.pk for request in requests]
    with django_assert_num_queries(1):
        found = own_questions(contact, ids)
    assert found == {pk: [one] for pk, one in zip(ids, questions, strict=True)}
