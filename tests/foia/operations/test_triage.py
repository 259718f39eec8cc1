"""Who works on a request, who asked it, and which law applies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.operations import triage
from foia.rules.filing import ApplicantDetails, Identification
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

CITIZEN = Actor.citizen("portal")


def owner(request):
    [item] = about(request.about)
    return item.assignee


def test_taking_on_moves_the_request_and_its_item(filed_request, desk):
    request = filed_request()
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    request.refresh_from_db()
    assert (request.state, owner(request)) == (State.IN_PROGRESS, desk.editor)
    with pytest.raises(Refused) as caught:
        triage.take_on(request_id=request.pk, user=desk.head, by=desk.by_head, at=MONDAY)
    assert caught.value.refusal.code == "wrong_state"


def test_several_are_assigned_at_once_or_none(filed_request, answered_request, desk):
    first, second, over = filed_request(), filed_request(), answered_request()
    chosen = [first.pk, second.pk]
    assert triage.assign(request_ids=chosen, to=desk.editor, by=desk.by_head, at=MONDAY) == 2
    assert triage.assign(request_ids=chosen, to=desk.editor, by=desk.by_head, at=MONDAY) == 0
    assert (owner(first), owner(second)) == (desk.editor, desk.editor)
    with pytest.raises(Refused):
        triage.assign(request_ids=[first.pk, over.pk], to=desk.head, by=desk.by_head, at=MONDAY)
    assert owner(first) == desk.editor
    assert triage.assign(request_ids=chosen, to=None, by=desk.by_head, at=MONDAY) == 2
    assert owner(first) is None


def test_a_colleague_of_another_desk_gets_no_request(filed_request, desk, user_with):
    with pytest.raises(Refused) as caught:
        triage.assign(
            request_ids=[filed_request().pk],
            to=user_with("editor", desk="newsroom"),
            by=desk.by_head,
            at=MONDAY,
        )
    assert caught.value.refusal.code == "not_of_desk"


def test_anonymous_applicant_identifies_herself_and_counts(filed_request):
    request = filed_request(name="", email="chi@posta.example")
    triage.identify(
        request_id=request.pk,
        applicant=ApplicantDetails(name="Anna Verdi", birth_date=date(1980, 5, 1)),
        by=CITIZEN,
        at=MONDAY + timedelta(days=2),
    )
    request.refresh_from_db()
    assert (request.state, request.identified_on) == (State.IN_PROGRESS, date(2026, 3, 4))
    assert (request.applicant.name, request.applicant.email) == ("Anna Verdi", "chi@posta.example")
    assert request.counts_for_recurrence is True
    assert request.person_key.startswith("nome:")
    assert request.due_on == date(2026, 4, 1)


def test_identifying_without_a_name_is_refused(filed_request):
    with pytest.raises(Refused) as caught:
        triage.identify(
            request_id=filed_request(name="").pk,
            applicant=ApplicantDetails(name="-", identified_by=Identification.DECLARED),
            by=CITIZEN,
            at=MONDAY,
        )
    assert caught.value.refusal.code == "name_missing"


def test_staff_ask_who_it_is(taken_request, desk):
    request = taken_request(name="Topolino Paperino")
    triage.ask_identification(
        request_id=request.pk, words="Il nome non sembra il tuo: chi sei?", by=desk.by_editor, at=MONDAY
    )
    request.refresh_from_db()
    assert (request.state, request.counts_for_recurrence) == (State.NEEDS_IDENTIFICATION, False)


def test_another_kind_has_another_term(taken_request, desk):
    request = taken_request()
    triage.set_kind(request_id=request.pk, kind="documentary", by=desk.by_editor, at=MONDAY)
    request.refresh_from_db()
    assert (request.kind, request.counts_for_recurrence) == ("documentary", False)
    with pytest.raises(Refused) as caught:
        triage.set_kind(request_id=request.pk, kind="boh", by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "kind_unknown"


def test_complex_environmental_request_is_extended_once(taken_request, desk):
    request = taken_request(kind="environmental")
    words = "I dati sono molti e vanno ricalcolati uno per uno."
    triage.extend(request_id=request.pk, words=words, by=desk.by_editor, at=MONDAY)
    request.refresh_from_db()
    assert request.due_on == date(2026, 5, 2)  # Friday 1 May is a holiday
    with pytest.raises(Refused) as caught:
        triage.extend(request_id=request.pk, words=words, by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == "extension_useless"


def test_the_foia_term_is_not_extended(taken_request, desk):
    with pytest.raises(Refused) as caught:
        triage.extend(
            request_id=taken_request().pk, words="Abbiamo molto da fare.", by=desk.by_editor, at=MONDAY
        )
    assert caught.value.refusal.code == "not_extendable"


def test_transfer_ends_the_case_and_tells_the_applicant(taken_request, desk):
    request = taken_request()
    triage.transfer(
        request_id=request.pk,
        to_body="Provincia di Esempio",
        words="I documenti li ha la Provincia: le abbiamo mandato la richiesta.",
        by=desk.by_editor,
        at=MONDAY,
    )
    request.refresh_from_db()
    assert (request.state, request.outcome) == (State.TRANSFERRED, "transferred")
    assert [message.purpose for message in request.messages.all()] == ["transfer"]
    assert {item.state for item in about(request.about)} == {"done"}
    assert "Provincia" not in str(list(history_of(request.about).values_list("note", flat=True)))


def test_a_test_counts_for_nothing(filed_request, desk):
    request = filed_request()
    triage.mark_test(request_id=request.pk, by=desk.by_head, at=MONDAY)
    request.refresh_from_db()
    assert (request.is_test, request.counts_for_recurrence) == (True, False)


def test_what_is_typed_is_judged_by_the_rules(filed_request, desk):
    request = filed_request()
    words = "La competenza è di un'altra amministrazione."

    def refused(act, **step):
        with pytest.raises(Refused) as caught:
            act(by=desk.by_editor, at=MONDAY, **step)
        return caught.value.refusal.code, caught.value.refusal.field

    case = {"request_id": request.pk}
    assert refused(triage.assign, request_ids=range(201), to=None) == ("too_many_at_once", "")
    assert refused(triage.set_priority, **case, priority=3) == ("priority_unknown", "priority")
    assert refused(triage.set_kind, **case, kind="perhaps") == ("kind_unknown", "kind")
    assert refused(triage.transfer, **case, to_body=" A ", words=words) == ("addressee_missing", "to_body")
    assert refused(triage.transfer, **case, to_body="Regione", words=" Poco ") == ("words_length", "words")
