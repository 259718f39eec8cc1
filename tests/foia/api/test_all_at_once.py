"""Whatever is sent, what cannot be read and what the rules have against the rest come in one answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import CharField, DateField

from foia.actions import CASE_ACTIONS, ENTRY_ACTIONS, bodies
from foia.actions.topics import PERSON_ACTIONS, TOPIC_ACTIONS
from foia.api.serializers import citizen
from foia.api.serializers.steps import Reply
from foia.models import AccessRequest
from tests.foia.api.conftest import problem

TELLS_OF = ("foia/actions/bodies.py", "foia/forms/base.py", "foia/api/serializers/citizen.py")

TODAY = timezone.localdate()
# What each kind of rule refuses, and what the field itself takes.
REFUSED = (
    "x",
    "",
    (TODAY + timedelta(days=9)).isoformat(),
    (TODAY - timedelta(days=9)).isoformat(),
    "x" * 10,
)
ACTIONS = (*CASE_ACTIONS, *ENTRY_ACTIONS, *TOPIC_ACTIONS, *PERSON_ACTIONS)
JUDGED = [
    (action.summary, action.body, name)
    for action in ACTIONS
    if action.path
    for name in getattr(action.body, "content", {})
]
BY_CITIZENS = [
    ("write", citizen.Said, "body"),
    ("say who", citizen.SaysWho, "codice_fiscale"),
    ("ask for review", citizen.ReviewAsked, "grounds"),
    ("reply", Reply, "reply"),
]


@pytest.mark.parametrize(("summary", "body", "name"), [*JUDGED, *BY_CITIZENS])
def test_what_the_rules_refuse_is_told_beside_what_cannot_be_read(summary: str, body: Any, name: str) -> None:
    """One of the fields cannot be read, whichever this body has beside."""
    other = next(field for field in body().fields if field != name)
    codes = set()
    for value in REFUSED:
        read = body(data={name: value, other: {"un": "oggetto"}}, context={"about": AccessRequest()})
        assert not read.is_valid()
        assert other in read.errors, summary
        codes |= {each.code for each in read.errors.get(name, ())}
    assert codes - {"invalid", "blank", "required", "max_length", "min_length", "null"}, summary


# Texts and days of which nothing is judged but what their field says, or which are judged beside something else.
NO_RULE_OF_ITS_OWN = {
    # a name, a number, words that may be anything
    *("Contact.phone", "Contact.postal_address"),
    *("Holder.holder", "Protocol.protocol", "SentByHand.number", "Remedied.words", "AddParty.postal_address"),
    *("HideEntry.why", "RenameTopic.summary", "DifferentPersons.person_key", "ConfirmOrganisation.key"),
    # against another day, another field or what was found
    *("Reopen.decide_by", "DecideReview.decide_by", "CorrectFact.on", "ChooseTopic.look_again_on"),
    "ConfirmFindings.reason",
}  # fmt: skip
# Bodies that ask several rules of what could be read, each of one of its fields.
OF_THE_WHOLE = {bodies.ApproveEntry, bodies.Draft}


def test_every_text_and_day_of_an_action_is_judged_or_is_named_here() -> None:
    found = {
        f"{action.body.__name__}.{name}"
        for action in ACTIONS
        if action.path and action.body not in OF_THE_WHOLE
        for name, field in action.body().fields.items()
        if isinstance(field, CharField | DateField) and name not in action.body.content  # type: ignore[attr-defined]
    }
    assert found == NO_RULE_OF_ITS_OWN


@pytest.mark.parametrize(
    ("body", "sent", "codes"),
    [
        (
            bodies.ApproveEntry,
            {"public_subject": "breve", "public_reason": "Scrivi a anna.verdi@posta.example"},
            {"public_subject": ["public_text_length"], "public_reason": ["personal_email"]},
        ),
        (
            bodies.Draft,
            {"outcome": "boh", "reasons": "x" * 60_000, "publication_url": "qui"},
            {"outcome": ["invalid_choice"], "reasons": ["text_too_long"], "publication_url": ["url_invalid"]},
        ),
    ],
)
def test_bodies_judged_as_a_whole_tell_everything_too(body: Any, sent: Any, codes: Any) -> None:
    read = body(data={**sent, "version": "due"})
    assert not read.is_valid()
    told = {name: [each.code for each in found] for name, found in read.errors.items()}
    assert told == {**codes, "version": ["invalid"]}


def test_every_rule_asked_of_one_field_names_that_field() -> None:
    assert len(JUDGED) > 30
    for _summary, body, name in JUDGED:
        told = [body.content[name](value, TODAY) for value in _read(body, name)]
        assert {fault.field for fault in told if fault} == {name}


def _read(body: Any, name: str) -> list[Any]:
    found = []
    for value in REFUSED:
        try:
            found.append(body().fields[name].run_validation(value))
        except ValidationError:
            continue
    return [value for value in found if value not in (None, "")]


@pytest.mark.django_db
def test_a_program_is_told_everything_in_one_problem(program: Any, filed_request: Any) -> None:
    filed = filed_request()
    sent = {"name": "X", "interest": "boh", "email": "non è", "documents_read": True}
    told = problem(program("editor").post(f"/requests/{filed.pk}/parties/", sent, If_Match="*"), 400)
    assert {(each["field"], each["code"]) for each in told["errors"]} == {
        ("interest", "invalid_choice"),
        ("name", "name_missing"),
        ("email", "email_invalid"),
    }


@pytest.mark.django_db
def test_a_citizen_is_told_everything_in_one_problem(anybody: Any, filed_request: Any) -> None:
    filed = filed_request()
    sent = {"name": ["Anna"], "codice_fiscale": "XX", "birth_date": "2999-01-01"}
    answer = anybody.post(
        f"/requests/by-code/{filed.code}/identity/", sent, X_Applicant_Email=filed.applicant.email
    )
    told = problem(answer, 400)
    assert {(each["field"], each["code"]) for each in told["errors"]} == {
        ("name", "invalid"),
        ("codice_fiscale", "codice_fiscale_invalid"),
        ("birth_date", "birth_in_future"),
    }
