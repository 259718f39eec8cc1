"""Where the applicant is reached can be corrected; the former address opens nothing any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.access import open_with_code, read_link, sign_link
from foia.models import AccessRequest
from foia.notices.cases import write_again
from foia.operations import triage
from foia.operations.concurrency import Stale
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

GOOD = {"email": "anna@giusta.example", "pec": "", "phone": "", "postal_address": ""}


def test_correcting_moves_no_day_and_leaves_one_line_without_the_address(filed_request, desk):
    request = filed_request(email="anna@sbagliata.example")
    changed = triage.correct_contact(request_id=request.pk, **GOOD, by=desk.by_editor, at=MONDAY)
    last = history_of(request.about).last()
    assert (last.event, last.note) == (
        "foia.request.contact_corrected",
        {"changed": ["email"], "write_again": []},
    )
    kept = AccessRequest.objects.get(pk=request.pk)
    assert (kept.applicant.email, kept.due_on, kept.version) == (
        "anna@giusta.example",
        request.due_on,
        request.version + 1,
    )
    assert changed.applicant.name == "Anna Verdi"


@pytest.mark.parametrize("field", ["email", "pec"])
def test_links_sent_to_the_former_address_open_nothing(filed_request, desk, field):
    former = {"email": "", "pec": "", field: "anna@sbagliata.example"}
    request = filed_request(channel="post", **former)
    old = sign_link(request, MONDAY).removeprefix("/accesso-civico/link/").rstrip("/")
    assert read_link(old, MONDAY) == request
    triage.correct_contact(
        request_id=request.pk,
        **{**GOOD, "email": "", field: "anna@giusta.example"},
        by=desk.by_editor,
        at=MONDAY,
    )
    assert read_link(old, MONDAY) is None
    assert open_with_code(request.code, "anna@sbagliata.example", at=MONDAY) is None
    assert open_with_code(request.code, "anna@giusta.example", at=MONDAY) == request


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "storta"}, "email_invalid"),
        ({"pec": "storta"}, "pec_invalid"),
        ({"email": ""}, "contact_missing"),
        ({"email": "anna@vera.example"}, "contact_unchanged"),
        ({"postal_address": "x" * 201}, "residence_too_long"),
    ],
)
def test_wrong_contact_is_refused(filed_request, desk, given, code):
    request = filed_request(email="anna@vera.example")
    with pytest.raises(Refused) as caught:
        triage.correct_contact(request_id=request.pk, **{**GOOD, **given}, by=desk.by_editor, at=MONDAY)
    assert caught.value.refusal.code == code


def test_who_wants_the_answer_by_post_keeps_an_address(filed_request, desk):
    request = filed_request(delivery="post", residence="Via Roma 1")
    with pytest.raises(Refused) as caught:
        triage.correct_contact(request_id=request.pk, **GOOD, by=desk.by_editor, at=MONDAY)
    assert (caught.value.refusal.code, caught.value.refusal.field) == ("residence_missing", "postal_address")


def test_stale_page_corrects_nothing(filed_request, desk):
    request = filed_request()
    with pytest.raises(Stale):
        triage.correct_contact(
            request_id=request.pk, **GOOD, by=desk.by_editor, at=MONDAY, version=request.version + 1
        )


def test_new_certified_address_tells_the_person_apart_anew(filed_request, desk):
    request = filed_request(email="", pec="anna@pec.example", channel="pec")
    before = request.person_aliases
    changed = triage.correct_contact(
        request_id=request.pk,
        **{**GOOD, "email": "", "pec": "anna.verdi@pec.example"},
        by=desk.by_editor,
        at=MONDAY,
    )
    assert (changed.person_key, changed.person_aliases) != (request.person_key, before)


def test_lost_mail_goes_to_the_new_address_with_a_link_that_works(filed_request, desk):
    request = filed_request(email="anna@sbagliata.example")
    old = sign_link(request, MONDAY)
    lost = Mail.objects.create(
        key="receipt",
        message_id="<receipt@x>",
        about=request.about,
        kind="foia/news",
        to="anna@sbagliata.example",
        subject="Ricevuta",
        text=f"Apri http://localhost{old} e leggi.",
        html=f'<a href="http://localhost{old}">Apri</a>',
        attachments=["uno"],
        state="refused",
        due_at=MONDAY,
        queued_at=MONDAY,
    )
    of_another_case = Mail.objects.create(
        key="other", message_id="<other@x>", about="foia.request:0", kind="foia/news", to="b@x.example",
        subject="Altro", text="t", html="h", state="refused", due_at=MONDAY, queued_at=MONDAY,
    )  # fmt: skip
    triage.correct_contact(request_id=request.pk, **GOOD, by=desk.by_editor, at=MONDAY)
    request = AccessRequest.objects.select_related("applicant").get(pk=request.pk)
    for _delivery in range(2):
        write_again(
            request=request,
            mail_ids=[lost.pk, of_another_case.pk],
            entry_id=7,
            at=MONDAY + timedelta(hours=1),
        )
    again = Mail.objects.get(to="anna@giusta.example")
    link = again.text.removeprefix("Apri http://localhost").removesuffix(" e leggi.")
    assert (again.subject, again.attachments, again.state) == ("Ricevuta", ["uno"], "queued")
    assert again.html == f'<a href="http://localhost{link}">Apri</a>'
    assert read_link(link.removeprefix("/accesso-civico/link/").rstrip("/"), MONDAY) == request
    assert Mail.objects.get(pk=lost.pk).state == "refused"
