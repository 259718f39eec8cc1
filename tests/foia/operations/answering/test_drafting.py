"""What a decision needs before the head sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from foia.models import Decision
from foia.operations import answering
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM

SYSTEM = Actor.system("foia")
CITIZEN = Actor.citizen("portal")
LEAVES = MONDAY + timedelta(seconds=15)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.refusals]


def test_decision_is_not_submitted_until_complete(taken_request, desk):
    request = taken_request()
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.REFUSED,
        reasons="No.",
        items=[ItemDraft(title="Contratto")],
        by=desk.by_editor,
        at=MONDAY,
    )
    with pytest.raises(Refused) as caught:
        answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    assert codes(caught) == ["reason_missing", "ground_missing", "group_reason_missing"]
    request.refresh_from_db()
    assert request.state == State.IN_PROGRESS


def test_head_returns_a_decision_with_her_reason(submitted_request, desk):
    request = submitted_request()
    decision = answering.return_decision(
        request_id=request.pk, why="Cita la delibera.", by=desk.by_head, at=MONDAY
    )
    request.refresh_from_db()
    assert (decision.state, decision.return_reason) == (Decision.State.RETURNED, "Cita la delibera.")
    assert request.state == State.IN_PROGRESS
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)


def test_a_file_of_another_case_cannot_be_released(taken_request, desk):
    other, request = taken_request(), taken_request()
    secret = store_file(
        content=ContentFile(b"segreto"),
        name="s.txt",
        about=other.about,
        purpose="release",
        by=desk.by_editor,
        at=MONDAY,
    )
    with pytest.raises(Refused) as caught:
        answering.draft_decision(
            request_id=request.pk,
            outcome=Outcome.GRANTED,
            reasons="Ecco i documenti che hai chiesto, per intero.",
            items=[ItemDraft(title="Altrui", disclosure=Disclosure.PUBLIC, file=str(secret.public_id))],
            by=desk.by_editor,
            at=MONDAY,
        )
    assert codes(caught) == ["file_of_other_case"]


def test_refusal_names_its_review_office_and_prints_every_remedy(submitted_request):
    request = submitted_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    assert request.decision.review_office.startswith("Responsabile della prevenzione")


def test_a_proposed_decision_is_not_rewritten(submitted_request, desk):
    request = submitted_request()
    with pytest.raises(Refused) as caught:
        answering.draft_decision(
            request_id=request.pk, outcome="refused", reasons="", by=desk.by_editor, at=MONDAY
        )
    assert codes(caught) == ["wrong_state"]


def test_technical_endings_are_no_decisions(taken_request, desk):
    for outcome in ("withdrawn", "transferred", "boh"):
        with pytest.raises(Refused) as caught:
            answering.draft_decision(
                request_id=taken_request().pk, outcome=outcome, reasons="", by=desk.by_editor, at=MONDAY
            )
        assert codes(caught) == ["outcome_unknown"]


def test_drafting_again_replaces_the_items(taken_request, desk):
    request = taken_request()
    for items in ([GIVEN_ITEM, REFUSED_ITEM], [GIVEN_ITEM]):
        decision = answering.draft_decision(
            request_id=request.pk,
            outcome=Outcome.GRANTED,
            reasons="",
            items=items,
            by=desk.by_editor,
            at=MONDAY,
        )
    assert [item.title for item in decision.items.all()] == ["Determine di spesa 2025"]
    assert decision.version == 2


def test_what_is_written_is_judged_by_the_rules(taken_request, desk):
    request = taken_request()

    def refused(act=answering.draft_decision, **step):
        written = {"outcome": "granted", "reasons": "Ecco."} if act is answering.draft_decision else {}
        with pytest.raises(Refused) as caught:
            act(**{**written, **step}, request_id=request.pk, by=desk.by_editor, at=MONDAY)
        return [(reason.code, reason.field) for reason in caught.value.refusals]

    assert refused(answering.submit_decision) == [("no_decision", "")]
    assert refused(outcome="withdrawn") == [("outcome_unknown", "outcome")]
    assert refused(items=[ItemDraft(title=" ")]) == [("title_length", "items-0")]
    assert refused(publication_url="comune.example") == [("url_invalid", "publication_url")]
    assert refused(answer_text="x" * 50_001) == [("text_too_long", "answer_text")]


def test_proposed_decision_is_neither_rewritten_nor_returned_without_a_word(submitted_request, desk):
    request = submitted_request()
    with pytest.raises(Refused) as caught:
        answering.return_decision(request_id=request.pk, why=" no ", by=desk.by_head, at=MONDAY)
    assert codes(caught) == ["why_missing"]
    Decision.objects.update(state=Decision.State.SUBMITTED)
    request.state = State.IN_PROGRESS
    request.save(update_fields=["state"])
    with pytest.raises(Refused) as caught:
        answering.draft_decision(
            request_id=request.pk, outcome="granted", reasons="Ecco.", by=desk.by_editor, at=MONDAY
        )
    assert codes(caught) == ["decision_frozen"]
