"""What holds a decision back at every step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from foia.operations import answering
from foia.rules.outcomes import Disclosure, ItemDraft, Outcome
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

SYSTEM = Actor.system("foia")
CITIZEN = Actor.citizen("portal")
LEAVES = MONDAY + timedelta(seconds=15)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in caught.value.refusals]


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
