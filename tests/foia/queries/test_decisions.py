"""What a decision amounts to, read from what is stored."""

from __future__ import annotations

from django.core.files.base import ContentFile

from foia.operations import dialogue, triage
from foia.queries.decisions import as_draft, case_files, default_review_office, faults, remedies_of
from foia.rules.outcomes import Outcome
from pasocial.office import settings_store
from pasocial.office.trail.actor import Actor
from tests.foia.conftest import MONDAY, REFUSED_ITEM


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
    settings_store.change(key="rpct_name", value="Elisa Marino", by=Actor.system("test"), at=MONDAY)
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
