"""A decided case is decided again: the former decision stays, the new one has its own term, both can be read."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest

from foia.models import AccessRequest, Decision, RecordedFact, RegisterEntry
from foia.operations import answering, parties, publication, reopening, review
from foia.operations.concurrency import Stale
from foia.queries import measures
from foia.queries.decisions import remedies_of
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import by_public_id
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM

US = Actor.system("foia")
WHY = "Il TAR ordina di consegnare i contratti entro trenta giorni."
APRIL = MONDAY + timedelta(days=40)  # 11 April 2026


@pytest.fixture
def refused(answered_request):
    return answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))


def reopen(request: AccessRequest, by: Actor, basis: str = "court", **more) -> AccessRequest:
    given = {"on": APRIL.date(), "why": WHY, "at": APRIL, **more}
    return reopening.reopen_case(request_id=request.pk, basis=basis, by=by, **given)


def decide_again(
    request: AccessRequest,
    desk: SimpleNamespace,
    *,
    effect: str = "replaces",
    outcome: Outcome = Outcome.GRANTED,
    items: tuple[ItemDraft, ...] = (GIVEN_ITEM,),
    at=APRIL + timedelta(days=2),
    leave: bool = True,
) -> Decision:
    step = {"request_id": request.pk, "at": at}
    answering.draft_decision(
        outcome=outcome,
        reasons="La sentenza ha escluso il danno: i contratti si danno per intero.",
        items=items,
        effect=effect,
        by=desk.by_editor,
        **step,
    )
    answering.submit_decision(by=desk.by_editor, **step)
    decision = answering.approve_decision(by=desk.by_head, **step)
    if leave:
        decision = answering.send_decision(request_id=request.pk, by=US, at=at + timedelta(seconds=15))
    request.refresh_from_db()
    return decision


def test_ruling_reopens_a_case_with_a_term_of_its_own(refused, desk):
    reopen(refused, desk.by_head)
    refused.refresh_from_db()
    assert (refused.state, refused.outcome, refused.first_outcome) == (
        State.IN_PROGRESS,
        Outcome.REFUSED,
        Outcome.REFUSED,
    )
    assert (refused.first_due_on, refused.due_on) == (date(2026, 4, 1), date(2026, 5, 11))
    facts = list(refused.facts.filter(kind="reopened_by_court").values_list("on", "detail"))
    assert facts == [(date(2026, 4, 11), {"why": WHY})]
    newest = history_of(refused.about).last()
    assert (newest.event, newest.note) == (
        "foia.request.reopened",
        {"basis": "court", "due_on": "2026-05-11"},
    )


def test_closed_case_can_be_reopened_too(refused, desk):
    assert review.close_expired(by=US, at=APRIL) == 1
    reopen(refused, desk.by_rpct, "own_error")
    refused.refresh_from_db()
    assert (refused.state, refused.closed_at) == (State.IN_PROGRESS, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"why": "breve"}, "text_length"),
        ({"on": date(2026, 4, 12)}, "day_in_future"),
        ({"on": date(2026, 3, 1)}, "day_too_early"),
        ({"basis": "review"}, "basis_unknown"),
        ({"basis": "whim"}, "basis_unknown"),
        ({"decide_by": date(2026, 4, 10)}, "decide_by_past"),
        ({"basis": "own_error", "decide_by": date(2026, 5, 12)}, "decide_by_too_late"),
    ],
)
def test_reopening_is_refused_with_its_reason(refused, desk, changes, code):
    with pytest.raises(Refused) as caught:
        reopen(refused, desk.by_head, **changes)
    refused.refresh_from_db()
    assert (caught.value.refusal.code, refused.state) == (code, State.ANSWERED)


def test_open_case_cannot_be_reopened(taken_request, desk):
    request = taken_request()
    with pytest.raises(Refused) as caught:
        reopen(request, desk.by_head)
    assert caught.value.refusal.code == "wrong_state"


def test_stale_page_reopens_nothing(refused, desk):
    with pytest.raises(Stale):
        reopen(refused, desk.by_head, version=1)
    assert RecordedFact.objects.filter(kind="reopened_by_court").count() == 0


def test_ruling_may_give_more_time_than_the_law(refused, desk):
    reopen(refused, desk.by_head, decide_by=date(2026, 6, 30))
    refused.refresh_from_db()
    assert refused.due_on == date(2026, 6, 30)


def test_second_decision_keeps_the_first_with_its_letter(refused, desk):
    first = Decision.objects.get()
    reopen(refused, desk.by_head)
    decide_again(refused, desk)
    kept, second = Decision.objects.order_by("number")
    assert (kept.number, kept.letter, kept.outcome, kept.sent_at) == (
        1,
        first.letter,
        Outcome.REFUSED,
        first.sent_at,
    )
    assert (second.number, second.basis, second.effect, second.state) == (2, "court", "replaces", "sent")
    assert [by_public_id(one.letter).name for one in (kept, second)] == [
        "risposta-2026-0000001.pdf",
        "risposta-2026-0000001-2.pdf",
    ]
    assert (refused.state, refused.outcome, refused.first_outcome) == (
        State.ANSWERED,
        Outcome.GRANTED,
        Outcome.REFUSED,
    )
    assert refused.answered_on == date(2026, 3, 2)
    assert [item.state for item in about(refused.about).filter(kind="request")] == ["done", "done"]
    assert list(refused.facts.filter(kind__startswith="answered").values_list("kind", "on")) == [
        ("answered", date(2026, 3, 2)),
        ("answered_again", date(2026, 4, 13)),
    ]


def test_new_decision_says_what_it_is_to_the_former_one(refused, desk):
    reopen(refused, desk.by_head)
    with pytest.raises(Refused) as caught:
        decide_again(refused, desk, effect="")
    assert caught.value.refusal.code == "effect_missing"


def test_approval_of_the_new_decision_can_be_undone(refused, desk):
    reopen(refused, desk.by_head)
    decide_again(refused, desk, leave=False)
    answering.undo_approval(request_id=refused.pk, by=desk.by_head, at=APRIL + timedelta(days=2, seconds=10))
    refused.refresh_from_db()
    assert (refused.state, refused.decision.number, refused.decision.state) == (
        State.AWAITING_APPROVAL,
        2,
        "submitted",
    )
    assert Decision.objects.get(number=1).state == "sent"


def test_first_decision_cannot_be_rewritten_without_reopening(refused, desk):
    with pytest.raises(Refused) as caught:
        answering.draft_decision(
            request_id=refused.pk, outcome=Outcome.GRANTED, reasons="Altro", by=desk.by_editor, at=APRIL
        )
    assert (caught.value.refusal.code, Decision.objects.count()) == ("wrong_state", 1)


def test_register_tells_review_and_ruling_beside_the_first_outcome(refused, desk):
    entry = publication.propose_entry(request_id=refused.pk, by=US, at=MONDAY)
    review.ask_review(
        request_id=refused.pk, grounds=WHY, by=Actor.citizen("portal"), at=MONDAY + timedelta(days=5)
    )
    review.decide_review(
        request_id=refused.pk, outcome="partly", reasons=WHY, by=desk.by_rpct, at=MONDAY + timedelta(days=9)
    )
    decide_again(
        refused, desk, outcome=Outcome.PARTLY_GRANTED, items=(GIVEN_ITEM, REFUSED_ITEM),
        at=MONDAY + timedelta(days=12),
    )  # fmt: skip
    reopen(refused, desk.by_head)
    entry.refresh_from_db()
    assert (entry.outcome, entry.decided_on) == (Outcome.REFUSED, date(2026, 3, 2))
    assert (entry.review_outcome, entry.review_decided_on) == ("partly", date(2026, 3, 11))
    assert (entry.court_outcome, entry.court_notified_on) == ("granted", date(2026, 4, 11))
    assert entry.version == 3
    assert RegisterEntry.objects.count() == 1


def test_remedies_of_a_decision_after_a_review_are_those_of_the_first(refused, desk):
    review.ask_review(
        request_id=refused.pk, grounds=WHY, by=Actor.citizen("portal"), at=MONDAY + timedelta(days=5)
    )
    review.decide_review(
        request_id=refused.pk, outcome="partly", reasons=WHY, by=desk.by_rpct, at=MONDAY + timedelta(days=9)
    )
    second = decide_again(
        refused, desk, outcome=Outcome.PARTLY_GRANTED, items=(GIVEN_ITEM, REFUSED_ITEM),
        at=MONDAY + timedelta(days=12),
    )  # fmt: skip
    first = Decision.objects.get(number=1)
    assert [remedy.code for remedy in remedies_of(refused, first)] == ["review", "ombudsman", "court"]
    assert [remedy.code for remedy in remedies_of(refused, second)] == ["review", "ombudsman", "court"]


def test_our_own_second_refusal_can_be_reviewed_and_time_runs_from_it(refused, desk):
    reopen(refused, desk.by_head, "own_error")
    decide_again(refused, desk, outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    asked = review.ask_review(
        request_id=refused.pk, grounds=WHY, by=Actor.citizen("portal"), at=APRIL + timedelta(days=32)
    )
    assert asked.late_filing is False


def test_case_decided_again_stays_open_for_remedies(refused, desk):
    reopen(refused, desk.by_head)
    decide_again(refused, desk)
    assert review.close_expired(by=US, at=APRIL + timedelta(days=32)) == 0
    assert review.close_expired(by=US, at=APRIL + timedelta(days=34)) == 1


def test_opponents_are_told_of_the_new_grant_and_have_fifteen_days_again(submitted_request, desk):
    request = submitted_request()
    party = parties.add_party(
        request_id=request.pk, name="Ditta Rossi", email="r@pec.example", interest="economic_interests",
        by=desk.by_editor, at=MONDAY,
    )  # fmt: skip
    RecordedFact.objects.bulk_create(
        RecordedFact(request=request, kind=kind, on=MONDAY.date(), party=party, recorded_at=MONDAY)
        for kind in ("party_notice_sent", "party_notice_received", "party_opposed")
    )
    day = MONDAY + timedelta(days=1)
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=day)
    answering.send_decision(request_id=request.pk, by=US, at=day + timedelta(seconds=15))
    parties.record_grant_received(party_id=party.pk, on=day.date(), by=desk.by_editor, at=day)
    answering.send_decision(request_id=request.pk, by=US, at=day + timedelta(days=17))
    request.refresh_from_db()
    assert request.state == State.ANSWERED
    reopen(request, desk.by_head)
    decide_again(request, desk, effect="extends")
    assert (request.state, request.decision.state) == (State.STANDSTILL, "leaving")
    sent = APRIL + timedelta(days=3)
    parties.record_grant_received(party_id=party.pk, on=sent.date(), by=desk.by_editor, at=sent)
    answering.send_decision(request_id=request.pk, by=US, at=sent + timedelta(days=17))
    request.refresh_from_db()
    assert (request.state, request.decision.number, request.decision.state) == (State.ANSWERED, 2, "sent")
    assert request.facts.filter(kind="answered_again").count() == 1


def test_file_given_by_mistake_is_closed_by_the_decision_that_replaces(refused, desk):
    stored = store_file(
        content=BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"),
        name="contratto.pdf",
        about=refused.about,
        purpose="release",
        by=desk.by_editor,
        at=APRIL,
    )
    reopen(refused, desk.by_head)
    given = ItemDraft("Contratto", Disclosure.REQUESTER, str(stored.public_id))
    decide_again(refused, desk, items=(given,))
    assert by_public_id(stored.public_id).access == "requester"
    reopen(refused, desk.by_head, "own_error", on=date(2026, 4, 14), at=APRIL + timedelta(days=3))
    kept = ItemDraft(
        "Contratto", Disclosure.WITHHELD, str(stored.public_id), False, "personal_data", REFUSED_ITEM.reason
    )
    decide_again(refused, desk, outcome=Outcome.REFUSED, items=(kept,), at=APRIL + timedelta(days=4))
    assert by_public_id(stored.public_id).access == "private"


def test_figures_keep_the_first_answer_and_count_the_overturning(answered_request, desk):
    many = [
        answered_request(subject=f"Contratti {n}", outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
        for n in range(5)
    ]
    before = measures.figures(2026)
    for request in many:
        review.ask_review(
            request_id=request.pk, grounds=WHY, by=Actor.citizen("portal"), at=MONDAY + timedelta(days=5)
        )
        review.decide_review(
            request_id=request.pk,
            outcome="granted",
            reasons=WHY,
            by=desk.by_rpct,
            at=MONDAY + timedelta(days=9),
        )
        decide_again(request, desk, at=MONDAY + timedelta(days=12))
    after = measures.figures(2026)
    assert (before.by_outcome["refused"], after.by_outcome["refused"]) == (5, 5)
    assert (before.on_time_share, after.on_time_share) == (1.0, 1.0)
    assert (after.reviews, after.overturned_share) == (5, 1.0)
    assert (before.median_days, after.median_days) == (0.0, 0.0)
    assert (before.by_ground["economic_interests"], after.by_ground["economic_interests"]) == (5, 5)
    assert measures.late_answers(2026) == 0
