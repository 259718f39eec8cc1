"""What a decision amounts to, read from what is stored."""

from __future__ import annotations

from django.core.files.base import ContentFile

from foia.models import Decision
from foia.operations import answering, dialogue, triage
from foia.queries.decisions import (
    Change,
    as_draft,
    case_files,
    changes_since_return,
    decision_of,
    default_review_office,
    faults,
    remedies_of,
)
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import GIVEN_ITEM, MONDAY, REFUSED_ITEM


def test_what_was_asked_before_is_part_of_the_decision(submitted_request, taken_request, desk):
    request = submitted_request()
    assert as_draft(request, request.decision).clarification_asked_on is None
    other = taken_request()
    dialogue.write_to_citizen(
        request_id=other.pk, body="Quali anni?", purpose="clarification", by=desk.by_editor, at=MONDAY
    )
    triage.ask_identification(request_id=other.pk, words="Scrivi chi sei.", by=desk.by_editor, at=MONDAY)
    request.decision.request = other
    draft = as_draft(other, request.decision)
    assert (draft.clarification_asked_on, draft.identification_asked_on) == (MONDAY.date(), MONDAY.date())


def test_newest_decision_is_given_unless_another_is_asked_for(submitted_request, django_assert_num_queries):
    request = submitted_request()
    first = request.decision
    Decision.objects.filter(pk=first.pk).update(state="sent", approved_at=MONDAY, sent_at=MONDAY)
    again = Decision.objects.create(
        request=request, number=2, outcome=Outcome.REFUSED, drafted_by=first.drafted_by, drafted_at=MONDAY
    )
    submitted_request()
    with django_assert_num_queries(2):
        newest = decision_of(request)
        assert (newest, list(newest.items.all())) == (again, [])
    assert decision_of(request, 1) == first
    assert [item.title for item in decision_of(request, 1).items.all()] == [GIVEN_ITEM.title]
    assert decision_of(request, 3) is None


def test_remedies_follow_from_the_outcome(submitted_request):
    granted = submitted_request()
    refused = submitted_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    assert remedies_of(granted, granted.decision) == ()
    assert [remedy.code for remedy in remedies_of(refused, refused.decision)] == [
        "review",
        "ombudsman",
        "court",
    ]
    assert faults(refused, refused.decision, MONDAY.date()) == []


def test_review_office_carries_the_officers_name(db):
    change_setting(key="rpct_name", value="Elisa Marino", by=Actor.system("test"), at=MONDAY)
    assert default_review_office().endswith("(Elisa Marino)")


def test_files_of_a_case_are_its_own_and_those_of_its_messages(taken_request, desk):
    request, other = taken_request(files=[ContentFile(b"a", name="a.txt")]), taken_request()
    for case, name in ((request, "b.txt"), (other, "c.txt")):
        dialogue.write_from_citizen(
            request_id=case.pk,
            body="Ecco",
            files=[ContentFile(b"b", name=name)],
            by=Actor.citizen(),
            at=MONDAY,
        )
    assert [file.name for file in case_files(request)] == ["a.txt", "b.txt"]


def test_changes_are_told_from_what_was_sent_back(submitted_request, desk):
    request = submitted_request()
    assert changes_since_return(request.decision) == []
    answering.return_decision(request_id=request.pk, why="Aggiungi la cifra.", by=desk.by_head, at=MONDAY)
    same = {"outcome": "granted", "reasons": request.decision.reasons, "items": [GIVEN_ITEM]}
    decision = answering.draft_decision(request_id=request.pk, **same, by=desk.by_editor, at=MONDAY)
    assert changes_since_return(decision) == []
    more = ItemDraft(title="Mandati di pagamento", disclosure=Disclosure.PUBLIC)
    decision = answering.draft_decision(
        request_id=request.pk,
        **{**same, "items": [more], "answer_text": "Sono 24.300 euro."},
        by=desk.by_editor,
        at=MONDAY,
    )
    text, row = changes_since_return(decision)
    assert text == Change("answer_text", "", "Sono 24.300 euro.")
    assert (row.part, row.before["title"], row.after["title"]) == (
        "Mandati di pagamento",
        GIVEN_ITEM.title,
        "Mandati di pagamento",
    )
