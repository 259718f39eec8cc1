"""The letter leaves, exactly once."""

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
from foia.operations import answering
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import by_public_id, opened
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, REFUSED_ITEM

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


def test_answer_on_paper_becomes_a_task(answered_request):
    request = answered_request(delivery="post", residence="Via Roma 1, Borgo Sereno")
    assert [item.kind for item in about(request.about) if item.state != "done"] == ["deliver"]
