"""From the draft of a decision to the letter that leaves, exactly once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.db import connection

from foia.models import Decision
from foia.operations import answering, dialogue
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.attachments.operations import store_file
from pasocial.office.attachments.queries import by_public_id, opened
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.queries import history_of
from pasocial.office.work.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM

SYSTEM = Actor.system("foia")
CITIZEN = Actor.citizen("portal")
LEAVES = MONDAY + timedelta(seconds=15)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.refusals]


def test_decision_leaves_with_letter_facts_and_ended_work(answered_request):
    request = answered_request()
    decision = request.decision
    assert (request.state, request.outcome, request.answered_on) == (
        State.ANSWERED,
        Outcome.GRANTED,
        date(2026, 3, 2),
    )
    assert (decision.state, decision.sent_at) == (Decision.State.SENT, LEAVES)
    assert [fact.kind for fact in request.facts.all()] == ["filed", "answered"]
    assert {item.state for item in about(request.about)} == {"done"}
    [entry] = history_of(request.about).filter(event="foia.request.answered")
    assert entry.note == {"outcome": "granted", "letter": str(decision.letter), "on_time": True}
    letter = by_public_id(decision.letter)
    assert (letter.purpose, letter.access, letter.name) == (
        "letter",
        "requester",
        "risposta-2026-0000001.pdf",
    )
    with opened(letter) as content:
        document = pikepdf.open(BytesIO(content.read()))
    assert str(document.Root.Lang) == "it"
    assert str(document.docinfo["/Title"]) == "Risposta alla richiesta 2026/0000001"


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


def test_who_prepared_a_decision_does_not_approve_it(submitted_request, desk):
    request = submitted_request()
    with pytest.raises(Refused) as caught:
        answering.approve_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    assert codes(caught) == ["own_decision"]
    assert answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY).leaves_at == LEAVES


def test_head_returns_a_decision_with_her_reason(submitted_request, desk):
    request = submitted_request()
    decision = answering.return_decision(
        request_id=request.pk, why="Cita la delibera.", by=desk.by_head, at=MONDAY
    )
    request.refresh_from_db()
    assert (decision.state, decision.return_reason) == (Decision.State.RETURNED, "Cita la delibera.")
    assert request.state == State.IN_PROGRESS
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)


def test_approval_can_be_undone_for_fifteen_seconds(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    decision = answering.undo_approval(
        request_id=request.pk, by=desk.by_head, at=MONDAY + timedelta(seconds=15)
    )
    request.refresh_from_db()
    assert (decision.state, decision.approved_at, decision.leaves_at) == (
        Decision.State.SUBMITTED,
        None,
        None,
    )
    assert request.state == State.AWAITING_APPROVAL
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    with pytest.raises(Refused) as caught:
        answering.undo_approval(request_id=request.pk, by=desk.by_head, at=MONDAY + timedelta(seconds=16))
    assert codes(caught) == ["undo_too_late"]


def test_nothing_leaves_while_it_can_be_undone(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=MONDAY + timedelta(seconds=14))
    assert codes(caught) == ["undo_window"]


def test_a_decision_not_approved_never_leaves(submitted_request):
    with pytest.raises(Refused) as caught:
        answering.send_decision(request_id=submitted_request().pk, by=SYSTEM, at=LEAVES)
    assert codes(caught) == ["not_approved"]


def test_sending_again_changes_nothing(answered_request):
    request = answered_request()
    letter = request.decision.letter
    again = answering.send_decision(request_id=request.pk, by=SYSTEM, at=LEAVES + timedelta(days=1))
    assert (again.letter, again.sent_at) == (letter, LEAVES)
    assert history_of(request.about).filter(event="foia.request.answered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    together = Barrier(3)

    def send(_number: int) -> object:
        together.wait()
        try:
            return answering.send_decision(request_id=request.pk, by=SYSTEM, at=LEAVES).letter
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        letters = set(pool.map(send, range(3)))
    assert len(letters) == 1
    assert history_of(request.about).filter(event="foia.request.answered").count() == 1


def test_items_open_their_files_only_when_the_decision_leaves(taken_request, desk):
    request = taken_request()
    given, kept = (
        store_file(
            content=ContentFile(b"testo"),
            name=f"{name}.txt",
            about=request.about,
            purpose="release",
            by=desk.by_editor,
            at=MONDAY,
        )
        for name in ("dato", "tenuto")
    )
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.PARTLY_GRANTED,
        reasons="Diamo le determine; il contratto svelerebbe i prezzi.",
        items=[
            ItemDraft(title="Determine", disclosure=Disclosure.REQUESTER, file=str(given.public_id)),
            ItemDraft(
                title="Contratto",
                file=str(kept.public_id),
                ground=REFUSED_ITEM.ground,
                reason=REFUSED_ITEM.reason,
            ),
        ],
        by=desk.by_editor,
        at=MONDAY,
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    assert by_public_id(given.public_id).access == "private"
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=LEAVES)
    assert by_public_id(given.public_id).access == "requester"
    assert by_public_id(kept.public_id).access == "private"


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


@pytest.mark.parametrize("scan", ["waiting", "infected"])
def test_a_file_not_known_to_be_clean_holds_the_decision(submitted_request, taken_request, desk, scan):
    request = taken_request()
    file = store_file(
        content=ContentFile(b"testo"),
        name="a.txt",
        about=request.about,
        purpose="release",
        by=desk.by_editor,
        at=MONDAY,
    )
    type(file).objects.filter(pk=file.pk).update(scan=scan)
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="Ecco i documenti che hai chiesto, per intero.",
        items=[ItemDraft(title="Determine", disclosure=Disclosure.PUBLIC, file=str(file.public_id))],
        by=desk.by_editor,
        at=MONDAY,
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    with pytest.raises(Refused) as caught:
        answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    assert codes(caught) == [f"file_{scan}"]


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


def test_answer_on_paper_becomes_a_task(answered_request):
    request = answered_request(delivery="post", residence="Via Roma 1, Borgo Sereno")
    assert [item.kind for item in about(request.about) if item.state != "done"] == ["deliver"]


def test_withdrawing_ends_the_case(taken_request):
    request = taken_request()
    answering.withdraw(request_id=request.pk, words="Ho trovato tutto.", by=CITIZEN, at=MONDAY)
    request.refresh_from_db()
    assert (request.state, request.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert {item.state for item in about(request.about)} == {"done"}
    with pytest.raises(Refused):
        dialogue.write_from_citizen(request_id=request.pk, body="Ci ripenso", by=CITIZEN, at=MONDAY)


def test_answer_is_rated_once_and_the_rating_can_change(answered_request):
    request = answered_request()
    answering.rate(request_id=request.pk, face=1, comment="Lenti", by=CITIZEN, at=MONDAY)
    answering.rate(request_id=request.pk, face=3, by=CITIZEN, at=MONDAY)
    request.refresh_from_db()
    assert (request.rating.face, request.rating.comment) == (3, "")
    assert "Lenti" not in str(list(history_of(request.about).values_list("note", flat=True)))


def test_rating_needs_an_answer_and_one_of_three_faces(taken_request, answered_request):
    with pytest.raises(Refused) as caught:
        answering.rate(request_id=taken_request().pk, face=3, by=CITIZEN, at=MONDAY)
    assert codes(caught) == ["not_answered"]
    with pytest.raises(Refused) as caught:
        answering.rate(request_id=answered_request().pk, face=4, by=CITIZEN, at=MONDAY)
    assert codes(caught) == ["face_unknown"]
