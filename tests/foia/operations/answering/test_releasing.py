"""What is for everybody is read when the draft is saved, and leaves only when each finding is redacted or confirmed."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from foia.models import Decision, ReleaseItem
from foia.operations import answering
from foia.queries.releases import of_third_persons, released_files
from foia.rules.outcomes import Disclosure, ItemDraft
from foia.tasks.cases import read_releases
from pasocial.office.files.attachments import inspecting, inspections, redacting
from pasocial.office.files.attachments.models import Confirmation, Inspection
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY
from tests.office.files.attachments.redaction import papers

pytestmark = pytest.mark.django_db
LEAVES = MONDAY + timedelta(seconds=15)
TEXT = "Per informazioni: tel.0131555123, IBAN IT60X0542811101000000123456."


def drafted(
    request: Any, desk: Any, content: bytes, name: str, disclosure: Disclosure = Disclosure.PUBLIC
) -> Any:
    file = store_file(
        content=BytesIO(content),
        name=name,
        about=request.about,
        purpose="release",
        by=desk.by_editor,
        at=MONDAY,
    )
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons="Ecco i documenti che hai chiesto, per intero.",
        items=[ItemDraft(title="Determine", disclosure=disclosure, file=str(file.public_id))],
        by=desk.by_editor,
        at=MONDAY,
    )
    return file


def refused(act: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act(**given)
    return [one.code for one in caught.value.refusals]


def test_draft_with_personal_data_is_neither_submitted_nor_approved_nor_sent(
    taken_request: Any, desk: Any
) -> None:
    request = taken_request()
    file = drafted(request, desk, TEXT.encode(), "recapiti.txt")
    step = {"request_id": request.pk, "at": MONDAY}
    assert refused(answering.submit_decision, by=desk.by_editor, **step) == ["file_personal_data"]
    suspects = inspections.inspected(file).suspects
    assert [one.excerpt for one in suspects] == ["0131555123", "IT60X0542811101000000123456"]
    answering.confirm_findings(
        file=str(file.public_id),
        keys=[one.key for one in suspects],
        reason="È il numero dell'ufficio, con il conto del Comune.",
        by=desk.by_editor,
        **step,
    )
    answering.submit_decision(by=desk.by_editor, **step)
    said = Confirmation.objects.all()
    assert {(one.user, one.at) for one in said} == {(desk.editor, MONDAY)}
    # A confirmation taken back, whoever does it, holds the next step: each of them asks the same guard.
    kept = list(said)
    Confirmation.objects.all().delete()
    assert refused(answering.approve_decision, by=desk.by_head, **step) == ["file_personal_data"]
    Confirmation.objects.bulk_create(kept)
    answering.approve_decision(by=desk.by_head, **step)
    Confirmation.objects.all().delete()
    leaving = {"request_id": request.pk, "by": Actor.system("foia"), "at": LEAVES}
    assert refused(answering.send_decision, **leaving) == ["file_personal_data"]
    file.refresh_from_db()
    assert (file.access, Decision.objects.get().state) == ("private", "leaving")
    Confirmation.objects.bulk_create(kept)
    answering.send_decision(**leaving)
    file.refresh_from_db()
    assert (file.access, Decision.objects.get().state) == ("public", "sent")


def test_pdf_waits_for_its_reader(taken_request: Any, desk: Any) -> None:
    request = taken_request()
    file = drafted(request, desk, papers.letter(), "lettera.pdf")
    step = {"request_id": request.pk, "at": MONDAY, "by": desk.by_editor}
    assert refused(answering.submit_decision, **step) == ["file_being_read"]
    inspecting.read_file(public_id=file.public_id, at=MONDAY)
    assert refused(answering.submit_decision, **step) == ["file_personal_data"]


def test_redacted_copy_takes_the_place_of_its_original(taken_request: Any, desk: Any) -> None:
    request = taken_request()
    file = drafted(request, desk, TEXT.encode(), "recapiti.txt")
    from pasocial.office.files.attachments.redaction.reading import read, seen_in

    copy = redacting.make_redacted_copy(
        public_id=file.public_id, seen=seen_in(read(file), []), name="copia.txt", by=desk.by_editor, at=MONDAY
    )
    step = {"request_id": request.pk, "at": MONDAY, "by": desk.by_editor}
    assert refused(answering.submit_decision, **step) == ["has_redacted_copy"]
    assert refused(
        answering.use_redacted_copy, file=str(copy.public_id), copy=str(file.public_id), **step
    ) == ["not_its_copy"]
    answering.use_redacted_copy(file=str(file.public_id), copy=str(copy.public_id), **step)
    assert [item.file for item in ReleaseItem.objects.all()] == [copy.public_id]
    answering.submit_decision(**step)


def test_file_of_another_case_is_confirmed_from_no_other(taken_request: Any, desk: Any) -> None:
    mine, other = taken_request(), taken_request(email="altra@posta.example")
    file = drafted(other, desk, TEXT.encode(), "recapiti.txt")
    assert refused(
        answering.confirm_findings,
        request_id=mine.pk,
        file=str(file.public_id),
        keys=["by_eye"],
        reason="Guardato a occhio.",
        by=desk.by_editor,
        at=MONDAY,
    ) == ["file_of_other_case"]


def test_what_only_the_applicant_gets_is_told_and_not_held(taken_request: Any, desk: Any) -> None:
    request = taken_request(name="Anna Verdi")
    drafted(
        request, desk, b"Anna Verdi ha chiesto; risponde il 333 1234567.", "nota.txt", Disclosure.REQUESTER
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    only = released_files(request, Decision.objects.get())[0]
    assert (only.public, [one.excerpt for one in only.read.suspects]) == (
        False,
        ["Anna Verdi", "333 1234567"],
    )
    assert of_third_persons(only, ["Anna Verdi", ""]) == 1


def test_name_that_joins_the_case_has_its_files_read_again(taken_request: Any, desk: Any) -> None:
    from foia.models import Party

    request = taken_request()
    file = drafted(request, desk, b"Fattura di Ottavia Belluno, 900 euro.", "fattura.txt")
    assert inspections.inspected(file).suspects == ()
    Party.objects.create(request=request, name="Ottavia Belluno")
    assert refused(answering.submit_decision, request_id=request.pk, by=desk.by_editor, at=MONDAY) == [
        "file_being_read"
    ]
    assert (read_releases(), read_releases()) == (1, 0)
    assert [one.excerpt for one in inspections.inspected(file).suspects] == ["Ottavia Belluno"]


def test_withheld_files_are_not_read(taken_request: Any, desk: Any) -> None:
    drafted(taken_request(), desk, TEXT.encode(), "recapiti.txt", Disclosure.WITHHELD)
    assert Inspection.objects.count() == 0
