"""The review: when it may be asked, by when it is decided, what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from foia.models import RecordedFact, Review
from foia.operations import answering, parties, reopening, review
from foia.queries.cases import case
from foia.queries.deadlines import review_reading
from foia.queries.reviews import possible_deciders
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM

CITIZEN = Actor.citizen("portal")
GROUNDS = "I prezzi pagati con soldi pubblici non sono un segreto."
REASONS = "I prezzi sono già noti dal bando: nessun danno concreto."


@pytest.fixture
def refused(answered_request):
    return answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))


def ask(request, at=MONDAY + timedelta(days=10)):
    return review.ask_review(request_id=request.pk, grounds=GROUNDS, by=CITIZEN, at=at)


def decide(request, desk, outcome="granted", at=MONDAY + timedelta(days=20), **more):
    return review.decide_review(
        request_id=request.pk, outcome=outcome, reasons=REASONS, by=desk.by_rpct, at=at, **more
    )


def open_kinds(request) -> list[str]:
    return [item.kind for item in about(request.about) if item.state != "done"]


def test_review_is_due_twenty_days_after_it_was_asked(refused):
    asked = ask(refused)
    refused.refresh_from_db()
    assert (asked.filed_on, asked.due_on, asked.late_filing) == (date(2026, 3, 12), date(2026, 4, 1), False)
    assert refused.state == State.UNDER_REVIEW
    assert open_kinds(refused) == ["review"]


def test_review_after_thirty_days_is_taken_and_marked(refused):
    assert ask(refused, MONDAY + timedelta(days=30)).late_filing is False


def test_review_after_thirty_one_days_is_marked_late(refused):
    assert ask(refused, MONDAY + timedelta(days=31)).late_filing is True


def test_hearing_the_garante_stops_the_review(refused, desk):
    asked = ask(refused)
    review.ask_garante(
        request_id=refused.pk, on=date(2026, 3, 16), by=desk.by_rpct, at=MONDAY + timedelta(days=15)
    )
    asked.refresh_from_db()
    assert asked.due_on == date(2026, 4, 11)
    review.record_garante(
        request_id=refused.pk, on=date(2026, 3, 20), by=desk.by_rpct, at=MONDAY + timedelta(days=20)
    )
    asked.refresh_from_db()
    assert asked.due_on == date(2026, 4, 7)  # 5 April is Easter, 6 April its Monday


def test_granted_review_reopens_the_case_for_who_had_it(refused, desk):
    ask(refused)
    decided = review.decide_review(
        request_id=refused.pk,
        outcome="granted",
        reasons=REASONS,
        by=desk.by_rpct,
        at=MONDAY + timedelta(days=20),
    )
    refused.refresh_from_db()
    assert (decided.outcome, decided.decided_by) == ("granted", desk.rpct)
    assert (refused.state, refused.outcome) == (State.IN_PROGRESS, Outcome.REFUSED)
    assert [(item.kind, item.assignee, item.due_on) for item in about(refused.about)][-1] == (
        "request",
        desk.editor,
        date(2026, 4, 21),
    )
    assert open_kinds(refused) == ["request"]


def test_refused_review_leaves_the_answer_as_it_is(refused, desk):
    ask(refused)
    decide(refused, desk, outcome="refused")
    refused.refresh_from_db()
    assert (refused.state, refused.outcome, refused.first_due_on) == (State.ANSWERED, Outcome.REFUSED, None)
    assert open_kinds(refused) == []


def test_reviewer_may_want_the_new_decision_earlier_but_not_later_than_the_law(refused, desk):
    ask(refused)
    with pytest.raises(Refused) as caught:
        decide(refused, desk, decide_by=date(2026, 4, 22))
    assert (caught.value.refusal.code, caught.value.refusal.field) == ("decide_by_too_late", "decide_by")
    decide(refused, desk, decide_by=date(2026, 3, 30))
    refused.refresh_from_db()
    assert (refused.due_on, refused.first_due_on) == (date(2026, 3, 30), date(2026, 4, 1))


def held_request(submitted_request, desk, **decision):
    """Approved over an opposition: the answer is known, the documents wait for the party."""
    request = submitted_request(**decision)
    party = parties.add_party(
        request_id=request.pk, name="Ditta Rossi", email="r@pec.example", interest="economic_interests",
        by=desk.by_editor, at=MONDAY,
    )  # fmt: skip
    RecordedFact.objects.bulk_create(
        RecordedFact(request=request, kind=kind, on=MONDAY.date(), party=party, recorded_at=MONDAY)
        for kind in ("party_notice_sent", "party_notice_received", "party_opposed")
    )
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY + timedelta(days=1))
    answering.send_decision(
        request_id=request.pk, by=Actor.system("foia"), at=MONDAY + timedelta(days=1, seconds=20)
    )
    request.refresh_from_db()
    assert request.state == State.STANDSTILL
    return request


def test_review_decided_while_documents_are_held_lets_them_leave_later(submitted_request, desk):
    request = held_request(
        submitted_request, desk, outcome=Outcome.PARTLY_GRANTED, items=(GIVEN_ITEM, REFUSED_ITEM)
    )
    ask(request)
    decide(request, desk, outcome="refused")
    request.refresh_from_db()
    assert (request.state, request.decision.state) == (State.STANDSTILL, "leaving")


def test_silence_can_be_reviewed_only_when_the_term_has_passed(taken_request, desk):
    request = taken_request()
    with pytest.raises(Refused) as caught:
        ask(request, MONDAY + timedelta(days=30))
    assert caught.value.refusal.code == "still_in_time"
    ask(request, MONDAY + timedelta(days=31))
    review.decide_review(
        request_id=request.pk,
        outcome="partly",
        reasons=REASONS,
        by=desk.by_rpct,
        at=MONDAY + timedelta(days=40),
    )
    request.refresh_from_db()
    # Nobody answered yet: a granted review does not stand in for the answer that is owed.
    assert (request.state, request.outcome, request.answered_on) == (State.IN_PROGRESS, "", None)
    assert (request.first_due_on, request.due_on) == (date(2026, 4, 1), date(2026, 5, 11))


def test_refused_review_of_silence_is_the_answer(taken_request, desk):
    request = taken_request()
    ask(request, MONDAY + timedelta(days=31))
    decide(request, desk, outcome="refused", at=MONDAY + timedelta(days=40))
    request.refresh_from_db()
    assert (request.state, request.outcome, request.answered_on) == (
        State.ANSWERED,
        Outcome.REFUSED,
        date(2026, 4, 11),
    )


def test_other_kinds_of_access_have_other_remedies(answered_request):
    request = answered_request(kind="environmental")
    with pytest.raises(Refused) as caught:
        ask(request)
    assert caught.value.refusal.code == "no_review"


def test_one_review_for_each_request(refused):
    ask(refused)
    with pytest.raises(Refused) as caught:
        ask(refused)
    assert caught.value.refusal.code == "review_asked"


def test_after_a_decided_review_the_other_remedies_are_named(refused, desk):
    ask(refused)
    decide(refused, desk, outcome="refused")
    with pytest.raises(Refused) as caught:
        ask(refused, MONDAY + timedelta(days=21))
    assert caught.value.refusal.code == "review_decided"


def test_answered_requests_close_when_remedies_are_over(answered_request):
    request = answered_request()
    assert review.close_expired(by=Actor.system("foia"), at=MONDAY + timedelta(days=31)) == 0
    assert review.close_expired(by=Actor.system("foia"), at=MONDAY + timedelta(days=32)) == 1
    request.refresh_from_db()
    assert request.state == State.CLOSED


def decide_anew(request, desk, at, outcome=Outcome.REFUSED, items=(REFUSED_ITEM,), effect="replaces"):
    step = {"request_id": request.pk, "at": at}
    answering.draft_decision(
        outcome=outcome, reasons=REASONS, items=items, effect=effect, by=desk.by_editor, **step
    )
    answering.submit_decision(by=desk.by_editor, **step)
    answering.approve_decision(by=desk.by_head, **step)
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=at + timedelta(seconds=15))


def reviewed_once(refused, desk, outcome="granted"):
    """The first review was decided on the twentieth day, with the Garante heard."""
    ask(refused)
    review.ask_garante(
        request_id=refused.pk, on=date(2026, 3, 14), by=desk.by_rpct, at=MONDAY + timedelta(days=12)
    )
    decide(refused, desk, outcome=outcome)


def test_refused_review_cannot_be_asked_again(refused, desk):
    reviewed_once(refused, desk, outcome="refused")
    with pytest.raises(Refused) as caught:
        ask(refused, MONDAY + timedelta(days=25))
    assert caught.value.refusal.code == "review_decided"


def test_granted_review_leaves_nothing_to_review_until_the_new_decision(refused, desk):
    reviewed_once(refused, desk)
    with pytest.raises(Refused) as caught:
        ask(refused, MONDAY + timedelta(days=90))
    assert caught.value.refusal.code == "review_decided"


def test_new_decision_can_be_reviewed_in_its_turn_with_a_term_of_its_own(refused, desk):
    reviewed_once(refused, desk)
    decide_anew(refused, desk, MONDAY + timedelta(days=24))
    second = ask(refused, MONDAY + timedelta(days=30))
    refused.refresh_from_db()
    # 1 April and twenty days; the Garante of the first review does not stop the second.
    assert (second.filed_on, second.due_on, second.late_filing) == (
        date(2026, 4, 1),
        date(2026, 4, 21),
        False,
    )
    assert (refused.state, refused.reviews.count()) == (State.UNDER_REVIEW, 2)
    with pytest.raises(Refused) as caught:
        ask(refused, MONDAY + timedelta(days=31))
    assert caught.value.refusal.code == "review_asked"
    review.ask_garante(
        request_id=refused.pk, on=date(2026, 4, 3), by=desk.by_rpct, at=MONDAY + timedelta(days=32)
    )
    decide(refused, desk, outcome="refused", at=MONDAY + timedelta(days=45))
    first, second = refused.reviews.all()
    assert (first.outcome, first.due_on, second.outcome, second.due_on) == (
        "granted",
        date(2026, 4, 11),
        "refused",
        date(2026, 5, 2),
    )
    refused.refresh_from_db()
    assert refused.state == State.ANSWERED
    with pytest.raises(Refused) as caught:
        ask(refused, MONDAY + timedelta(days=50))
    assert caught.value.refusal.code == "review_decided"


def test_each_review_keeps_its_own_clock(refused, desk):
    reviewed_once(refused, desk)
    decide_anew(refused, desk, MONDAY + timedelta(days=24))
    ask(refused, MONDAY + timedelta(days=30))
    today = (MONDAY + timedelta(days=31)).date()
    first, second = (review_reading(one, today) for one in refused.reviews.all())
    assert (first.filed_on, first.decided_on, first.paused_days) == (date(2026, 3, 12), date(2026, 3, 22), 10)
    assert (second.filed_on, second.decided_on, second.paused_days) == (date(2026, 4, 1), None, 0)
    shown = case(refused.pk, today)
    assert (shown.review, shown.review_clock) == (refused.reviews.last(), second)
    call_command("check_clocks", stdout=StringIO())


def test_database_holds_one_open_review_of_a_request(refused):
    asked = ask(refused)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            request=refused, grounds=GROUNDS, filed_on=asked.filed_on, filed_at=MONDAY, due_on=asked.due_on
        )


def refusals(caught) -> list[str]:
    return [each.code for each in caught.value.refusals]


PRIVATE_ITEM = replace(REFUSED_ITEM, ground="personal_data")


@pytest.mark.parametrize("held", [False, True])
def test_full_grant_is_not_reviewed_by_who_asked(answered_request, submitted_request, desk, held):
    request = held_request(submitted_request, desk) if held else answered_request()
    with pytest.raises(Refused) as caught:
        ask(request)
    assert refusals(caught) == ["nothing_withheld"]
    request.refresh_from_db()
    assert (request.state, request.reviews.count()) == (State.STANDSTILL if held else State.ANSWERED, 0)


def test_imported_grant_is_not_reviewed_either(refused):
    # A register of the past brings outcomes without decisions.
    refused.decisions.all().delete()
    refused.outcome = Outcome.GRANTED
    refused.save()
    with pytest.raises(Refused) as caught:
        ask(refused)
    assert refusals(caught) == ["nothing_withheld"]


@pytest.mark.parametrize("outcome", ["granted", "partly", "refused"])
@pytest.mark.parametrize(
    ("first", "items", "more"),
    [
        (Outcome.REFUSED, (PRIVATE_ITEM,), {}),
        (Outcome.PARTLY_GRANTED, (GIVEN_ITEM, PRIVATE_ITEM), {}),
        (Outcome.REFUSED, (REFUSED_ITEM, PRIVATE_ITEM), {}),
    ],
)
def test_personal_data_are_never_reviewed_without_the_garante(
    answered_request, desk, outcome, first, items, more
):
    request = answered_request(outcome=first, items=items)
    ask(request)
    with pytest.raises(Refused) as caught:
        decide(request, desk, outcome=outcome)
    assert refusals(caught) == ["garante_not_asked"]
    review.ask_garante(
        request_id=request.pk, on=date(2026, 3, 16), by=desk.by_rpct, at=MONDAY + timedelta(days=15)
    )
    with pytest.raises(Refused) as caught:
        decide(request, desk, outcome=outcome, at=MONDAY + timedelta(days=24))  # 26 March, the tenth day
    assert refusals(caught) == ["garante_may_answer"]
    assert decide(request, desk, outcome=outcome, at=MONDAY + timedelta(days=25)).outcome == outcome


def test_opinion_of_the_garante_sets_the_reviewer_free_before_the_ten_days(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(PRIVATE_ITEM,))
    ask(request)
    step = {"request_id": request.pk, "by": desk.by_rpct}
    review.ask_garante(on=date(2026, 3, 16), at=MONDAY + timedelta(days=15), **step)
    review.record_garante(on=date(2026, 3, 18), at=MONDAY + timedelta(days=16), **step)
    assert decide(request, desk, at=MONDAY + timedelta(days=16)).outcome == "granted"
    with pytest.raises(Refused) as caught:
        review.record_garante(on=date(2026, 3, 18), at=MONDAY + timedelta(days=16), **step)
    assert refusals(caught) == ["no_open_review"]


def test_decision_that_extends_another_is_reviewed_with_it(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(PRIVATE_ITEM,))
    reopening.reopen_case(
        request_id=request.pk, basis="own_error", why=REASONS, by=desk.by_head, at=MONDAY + timedelta(days=1)
    )
    decide_anew(request, desk, MONDAY + timedelta(days=2), effect="extends")
    ask(request)
    with pytest.raises(Refused) as caught:
        decide(request, desk)
    assert refusals(caught) == ["garante_not_asked"]


def test_decision_that_replaces_another_is_reviewed_alone(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(PRIVATE_ITEM,))
    reopening.reopen_case(
        request_id=request.pk, basis="own_error", why=REASONS, by=desk.by_head, at=MONDAY + timedelta(days=1)
    )
    decide_anew(request, desk, MONDAY + timedelta(days=2))
    ask(request)
    assert decide(request, desk).outcome == "granted"


@pytest.mark.parametrize("who", ["head", "editor"])
def test_nobody_reviews_what_she_prepared_or_signed(refused, desk, user_with, who):
    officer = {"head": desk.by_head, "editor": desk.by_editor}[who]
    ask(refused)
    step = {"request_id": refused.pk, "outcome": "refused", "reasons": REASONS}
    for actor in (officer, Actor.machine(getattr(desk, who), 7)):
        with pytest.raises(Refused) as caught:
            review.decide_review(by=actor, at=MONDAY + timedelta(days=20), **step)
        assert refusals(caught) == ["reviewer_is_decider"]


def test_review_is_entrusted_to_the_office_that_the_refusal_names(refused, desk, user_with):
    refused.decisions.update(review_office="Segretario generale")
    other = user_with(office="top", name="Franco Neri")
    ask(refused)
    at = MONDAY + timedelta(days=12)
    with pytest.raises(Refused) as caught:
        decide(refused, desk)
    assert refusals(caught) == ["review_of_other_office"]
    with pytest.raises(Refused) as caught:
        review.entrust_review(request_id=refused.pk, to=desk.head, by=desk.by_rpct, at=at)
    assert refusals(caught) == ["reviewer_is_decider"]
    assert list(possible_deciders(refused)) == [desk.rpct, other]
    review.entrust_review(request_id=refused.pk, to=other, by=desk.by_rpct, at=at)
    with pytest.raises(Refused) as caught:
        decide(refused, desk)
    assert refusals(caught) == ["review_of_another"]
    decided = review.decide_review(
        request_id=refused.pk, outcome="granted", reasons=REASONS, by=Actor.staff(other), at=at
    )
    assert (decided.outcome, decided.decided_by) == ("granted", other)


def test_request_that_was_taken_up_again_meanwhile_is_not_closed(answered_request, desk):
    """Listed to be closed, and reopened before its turn came."""
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    later = MONDAY + timedelta(days=32)
    reopening.reopen_case(request_id=request.pk, basis="own_error", why=REASONS, by=desk.by_head, at=later)
    assert review._close(request.pk, Actor.system("foia"), later) is False
    request.refresh_from_db()
    assert request.state == State.IN_PROGRESS
    assert history_of(request.about).last().event == "foia.request.reopened"


def test_garante_is_not_asked_about_a_review_that_is_over(refused, desk):
    ask(refused)
    decide(refused, desk, outcome="refused")
    for act in (review.ask_garante, review.record_garante):
        with pytest.raises(Refused) as caught:
            act(request_id=refused.pk, by=desk.by_rpct, at=MONDAY + timedelta(days=21))
        assert refusals(caught) == ["no_open_review"]
