"""What happens when a citizen files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from foia.models import AccessRequest, Message, Numbering
from foia.operations import intake
from foia.rules.states import State
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts.operations import save_draft
from pasocial.office.people.private_access.rules import SIGNS
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, a_draft

CITIZEN = Actor.citizen("portal")


def test_filing_gives_number_code_and_due_day(filed_request):
    request = filed_request()
    assert request.number == "2026/0000001"
    assert request.received_on == date(2026, 3, 2)
    assert request.due_on == date(2026, 4, 1)
    assert request.target_on == date(2026, 4, 1)
    assert request.state == State.RECEIVED
    assert request.version == 1
    assert [fact.kind for fact in request.facts.all()] == ["filed"]
    assert len(request.code.replace("-", "")) == 12
    assert set(request.code.replace("-", "")) <= set(SIGNS)


def test_filing_opens_one_item_with_the_due_day_and_records_no_personal_data(filed_request):
    request = filed_request()
    [item] = about(request.about)
    assert (item.desk, item.kind, item.due_on) == ("foia", "request", request.due_on)
    [entry] = history_of(request.about)
    assert entry.event == "foia.request.filed"
    assert entry.note["number"] == request.number
    assert "Anna" not in str(entry.note)
    assert "luminarie" not in str(entry.note)


def test_numbers_are_consecutive_and_start_again_each_year(filed_request):
    numbers = [filed_request().number, filed_request().number]
    numbers.append(filed_request(at=MONDAY.replace(year=2027)).number)
    assert numbers == ["2026/0000001", "2026/0000002", "2027/0000001"]


def test_filing_refuses_with_every_reason_and_gives_no_number(db):
    with pytest.raises(Refused) as caught:
        intake.file_request(draft=a_draft(subject="Ciao", body="Boh", email="no"), by=CITIZEN, at=MONDAY)
    assert [reason.code for reason in caught.value.refusals] == [
        "subject_too_short",
        "body_too_short",
        "email_invalid",
    ]
    assert AccessRequest.objects.count() == 0
    assert Numbering.objects.count() == 0


def test_same_key_gives_the_same_request(filed_request):
    first = filed_request(idempotency_key="form-1")
    again = filed_request(idempotency_key="form-1", subject="Un altro oggetto della richiesta")
    assert again.pk == first.pk
    assert AccessRequest.objects.count() == 1
    assert Numbering.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_two_filings_at_the_same_instant_make_one_request():
    together = Barrier(4)

    def file(_number: int) -> int:
        together.wait()
        try:
            return intake.file_request(
                draft=a_draft(), by=CITIZEN, at=MONDAY, idempotency_key="double-click"
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(file, range(4)))
    assert len(found) == 1
    assert AccessRequest.objects.count() == 1
    assert Numbering.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_many_filings_at_the_same_instant_get_consecutive_numbers():
    together = Barrier(6)

    def file(_number: int) -> int:
        together.wait()
        try:
            return intake.file_request(draft=a_draft(), by=CITIZEN, at=MONDAY).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(file, range(6))) == [1, 2, 3, 4, 5, 6]


def test_anonymous_applicant_is_asked_not_dropped(filed_request):
    request = filed_request(name="")
    assert request.state == State.NEEDS_IDENTIFICATION
    assert request.due_on == date(2026, 4, 1)
    assert request.counts_for_recurrence is False
    message = Message.objects.get()
    assert (message.request_id, message.purpose, message.direction) == (request.pk, "identification", "out")


def test_paper_that_came_earlier_counts_from_the_day_it_came(filed_request):
    request = filed_request(received_at=MONDAY - timedelta(days=3))
    assert request.received_on == date(2026, 2, 27)
    assert request.due_on == date(2026, 3, 30)  # 29 March is a Sunday


def test_a_request_cannot_have_come_tomorrow(db):
    with pytest.raises(Refused) as caught:
        intake.file_request(draft=a_draft(), by=CITIZEN, at=MONDAY, received_at=MONDAY + timedelta(seconds=1))
    assert caught.value.refusal.code == "received_in_future"


def test_person_keys_follow_the_person_and_not_the_address(filed_request):
    born = {"birth_date": date(1980, 5, 1)}
    one = filed_request(email="a@posta.example", **born)
    other_box = filed_request(email="b@posta.example", **born)
    other_person = filed_request(name="Bruno Neri", email="a@posta.example", **born)
    assert one.person_key == other_box.person_key
    assert one.person_key != other_person.person_key
    assert one.person_key.startswith("nome:")
    assert one.person_aliases == [one.person_key]
    assert "verdi" not in one.person_key


def test_files_of_the_form_belong_to_the_request(filed_request):
    request = filed_request(files=[ContentFile(b"nota a margine", name="nota.txt")])
    assert [(file.name, file.purpose) for file in files_about(request.about)] == [("nota.txt", "filed")]


def test_a_refused_file_files_nothing(db):
    with pytest.raises(Refused) as caught:
        intake.file_request(
            draft=a_draft(), by=CITIZEN, at=MONDAY, files=[ContentFile(b"<html><script>", name="x.pdf")]
        )
    assert caught.value.refusal.code == "file_type"
    assert AccessRequest.objects.count() == 0


def test_eleven_files_are_too_many(db):
    files = [ContentFile(b"a", name=f"{n}.txt") for n in range(11)]
    with pytest.raises(Refused) as caught:
        intake.file_request(draft=a_draft(), by=CITIZEN, at=MONDAY, files=files)
    assert caught.value.refusal.text() == "Puoi allegare al massimo 10 file: togline 1."


def test_filing_a_draft_moves_its_files_and_forgets_its_words(filed_request):
    draft, token = save_draft(kind="foia.draft", token=None, fields={"name": "Anna"}, step="send", at=MONDAY)
    store_file(
        content=BytesIO(b"allegato"), name="a.txt", about=draft.about, purpose="filed", by=CITIZEN, at=MONDAY
    )
    request = filed_request(draft_id=draft.pk)
    again = filed_request(draft_id=draft.pk)
    draft.refresh_from_db()
    assert again.pk == request.pk
    assert draft.fields == {}
    assert [file.name for file in files_about(request.about)] == ["a.txt"]
    with pytest.raises(Refused):
        save_draft(kind="foia.draft", token=token, fields={}, step="send", at=MONDAY)


def test_filing_costs_a_constant_handful_of_queries(filed_request, django_assert_max_num_queries):
    filed_request(source_ref="row-1")
    with django_assert_max_num_queries(18):
        filed_request(source_ref="row-2")


def test_protocol_is_kept_and_moves_no_day(filed_request, db):
    draft, arrived = a_draft(channel="post"), MONDAY - timedelta(days=3)
    request = intake.file_request(
        draft=draft,
        by=CITIZEN,
        at=MONDAY,
        received_at=arrived,
        registered_on=MONDAY.date(),
        protocol=" 0012345 ",
        idempotency_key="letter",
    )
    again = intake.file_request(
        draft=draft,
        by=CITIZEN,
        at=MONDAY,
        received_at=arrived,
        registered_on=MONDAY.date(),
        protocol="0012345",
        idempotency_key="letter",
    )
    facts = [(fact.kind, fact.on, fact.detail) for fact in request.facts.order_by("id")]
    assert facts == [
        ("filed", arrived.date(), {}),
        ("registered", MONDAY.date(), {"protocol": "0012345"}),
    ]
    plain = filed_request(received_at=arrived)
    assert (again.pk, again.due_on) == (request.pk, plain.due_on)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"registered_on": (MONDAY + timedelta(days=1)).date()}, "registered_in_future"),
        ({"registered_on": (MONDAY - timedelta(days=1)).date()}, "registered_before_receipt"),
        ({"protocol": "9" * 61}, "protocol_too_long"),
        ({"received_at": MONDAY - timedelta(days=367)}, "received_long_ago"),
    ],
)
def test_impossible_protocol_or_arrival_is_refused(db, given, code):
    with pytest.raises(Refused) as caught:
        intake.file_request(draft=a_draft(), by=CITIZEN, at=MONDAY, **given)
    assert caught.value.refusal.code == code
