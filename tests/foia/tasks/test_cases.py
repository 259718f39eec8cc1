"""After commit: what people receive, once, in their language."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from foia.access import read_link
from foia.models import Decision
from foia.operations import answering, dialogue, parties, review, triage
from foia.rules.outcomes import remedies_for_parties
from foia.tasks import cases as tasks
from pasocial.office.files.attachments.queries import by_public_id, files_about
from pasocial.office.messaging.departures.tasks import send_due
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.messaging.notices.queries import mail_about, notices_of
from pasocial.office.messaging.notices.tasks import send_digests
from pasocial.office.messaging.notices.views import line_of
from pasocial.office.people.members import operations as members
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery
from pasocial.office.record.trail.operations import deliver
from tests.foia.conftest import MONDAY, REFUSED_ITEM, a_party

CITIZEN = Actor.citizen("portal")


def deliver_all() -> None:
    """What workers do with everything owed, and with what that brings about; a failing reaction fails the test."""
    while owed := list(
        Delivery.objects.filter(state="pending", attempts=0).order_by("pk").values_list("pk", flat=True)
    ):
        for pk in owed:
            deliver(delivery_id=pk, at=MONDAY)
    assert list(Delivery.objects.exclude(state="done").values_list("reaction", "last_error")) == []


def mails(request) -> list[tuple[str, str]]:
    return [(mail.to, mail.subject) for mail in mail_about(request.about).order_by("pk")]


def lines_of(user) -> list[str]:
    """Each as she reads it: what to do, of which request."""
    return [f"{line_of(notice).words} · {notice.name} {notice.title}" for notice in notices_of(user)]


def test_receipt_leaves_once_with_pdf_code_and_private_link(filed_request):
    request = filed_request()
    deliver_all()
    Delivery.objects.update(state="pending", done_at=None, attempts=0)
    deliver_all()
    [mail] = mail_about(request.about)
    assert (mail.to, mail.subject) == ("anna.verdi@posta.example", "Ricevuta della richiesta 2026/0000001")
    [stored] = files_about(request.about)
    assert (stored.purpose, stored.access) == ("receipt", "requester")
    assert mail.attachments == [str(stored.public_id)]
    assert request.code in mail.text
    token = mail.text.split("/accesso-civico/link/")[1].split("/")[0]
    assert read_link(token, timezone.now()) == request
    assert "mercoledì 1° aprile 2026" in mail.html


def test_what_people_type_is_text_in_mail(filed_request):
    request = filed_request(subject="<script>alert(1)</script> luminarie & feste")
    deliver_all()
    [mail] = mail_about(request.about)
    assert "<script>alert" not in mail.html
    assert "<script>alert(1)</script> luminarie & feste" in mail.text


def test_anonymous_applicant_is_asked_in_her_receipt(filed_request):
    request = filed_request(name="")
    deliver_all()
    [mail] = mail_about(request.about)
    assert "Manca il tuo nome" in mail.text


def test_imported_requests_write_to_nobody(filed_request):
    request = filed_request(source_ref="row-1")
    deliver_all()
    assert mails(request) == []
    assert files_about(request.about).count() == 0


def test_without_mail_the_pec_is_used(filed_request):
    request = filed_request(channel="pec", email="", pec="anna@pec.example")
    deliver_all()
    assert [to for to, _subject in mails(request)] == ["anna@pec.example"]


def test_message_arrives_whole_and_once(taken_request, desk):
    request = taken_request()
    dialogue.write_to_citizen(
        request_id=request.pk,
        body="Quali anni\nti servono?",
        purpose="clarification",
        by=desk.by_editor,
        at=MONDAY,
    )
    deliver_all()
    assert mails(request)[-1][1] == "Richiesta 2026/0000001: ci serve una precisazione"
    assert "Quali anni<br>ti servono?" in mail_about(request.about).first().html


def test_applicants_words_reach_whoever_works_on_the_case(taken_request, desk):
    request = taken_request()
    dialogue.write_from_citizen(request_id=request.pk, body="Novità?", by=CITIZEN, at=MONDAY)
    deliver_all()
    assert lines_of(desk.editor)[0].startswith("Leggi: il richiedente ha scritto · 2026/0000001")
    assert not any("ha scritto" in line for line in lines_of(desk.head))


def test_decision_to_approve_reaches_the_head_and_the_answer_the_applicant(submitted_request, desk):
    request = submitted_request()
    deliver_all()
    assert lines_of(desk.head)[0].startswith("Approva la decisione · 2026/0000001")
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    deliver_all()
    assert send_due() == 1
    assert send_due() == 0
    deliver_all()
    decision = Decision.objects.get()
    mail = mail_about(request.about).filter(subject="Risposta alla richiesta 2026/0000001").get()
    assert mail.attachments == [str(decision.letter)]
    assert by_public_id(decision.letter).media_type == "application/pdf"
    assert "Esito: Accolta" in mail.text


def test_approval_plans_the_departure_after_the_undo_window(
    submitted_request, desk, django_capture_on_commit_callbacks
):
    request = submitted_request()
    now = timezone.now()
    with (
        patch("pasocial.office.messaging.departures.operations.current_app.send_task") as planned,
        django_capture_on_commit_callbacks(execute=True),
    ):
        answering.approve_decision(request_id=request.pk, by=desk.by_head, at=now)
    # The same broker is asked to deliver what else follows from the approval.
    [call] = [one for one in planned.call_args_list if one.args == ("office.departures.send_due",)]
    assert 10 < call.kwargs["countdown"] <= 15.3


def test_a_decision_that_cannot_leave_is_tried_later(submitted_request, desk):
    request = submitted_request()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    with patch("foia.operations.answering.departure.decision_letter", side_effect=RuntimeError("no paper")):
        assert send_due() == 0
    decision = Decision.objects.get()
    assert decision.state == Decision.State.LEAVING
    assert decision.leaves_at > timezone.now() + timedelta(minutes=4)


def test_both_sides_learn_of_a_grant_over_an_opposition(taken_request, desk):
    request = taken_request()
    party = a_party(request, desk)
    day = MONDAY.date()
    later = MONDAY + timedelta(days=2)
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.record_notice_received(party_id=party.pk, on=day, by=desk.by_editor, at=MONDAY)
    parties.record_opposition(party_id=party.pk, on=day, text="Segreto.", by=desk.by_editor, at=MONDAY)
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons="I prezzi pagati dal Comune sono pubblici.",
        answer_text="Abbiamo speso 12.000 euro.",
        review_office="Segretario generale",
        by=desk.by_editor,
        at=later,
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=later)
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=later)
    send_due()
    deliver_all()
    subjects = mails(request)
    told = " ".join(mail_about(request.about).get(subject__startswith="Accolta").text.split())
    # Each with its term and who decides it, or the notice is no notice (L. 241/1990 art. 3(4)).
    named = remedies_for_parties(review_office="Segretario generale")
    assert [f"{each.title} ({each.source}). {each.text()}" in told for each in named] == [True, True, True]
    assert (
        "luci@pec.example",
        "Accolta la richiesta di accesso 2026/0000001 dopo la Sua opposizione",
    ) in subjects
    assert (
        "anna.verdi@posta.example",
        "Richiesta 2026/0000001 accolta: i documenti arrivano più avanti",
    ) in subjects


def test_other_office_is_asked_by_mail_and_in_its_dashboard(taken_request, desk, user_with):
    contact, request = user_with(office="office_contact"), taken_request()
    dialogue.consult(
        request_id=request.pk,
        contact=contact,
        question="Avete le fatture?",
        due_on=MONDAY.date(),
        by=desk.by_editor,
        at=MONDAY,
    )
    deliver_all()
    assert mails(request)[-1] == (contact.email, "Richiesta di accesso 2026/0000001: serve il tuo ufficio")
    assert lines_of(contact) == [
        "Rispondi: serve il tuo ufficio · 2026/0000001 Spesa per le luminarie di Natale"
    ]


def test_review_reaches_the_officer_and_its_outcome_the_applicant(answered_request, desk):
    request = answered_request(outcome="refused", items=(REFUSED_ITEM,))
    review.ask_review(
        request_id=request.pk, grounds="Sono soldi pubblici, non segreti.", by=CITIZEN, at=MONDAY
    )
    deliver_all()
    review.decide_review(
        request_id=request.pk,
        outcome="granted",
        reasons="I prezzi sono già noti dal bando.",
        by=desk.by_rpct,
        at=MONDAY,
    )
    deliver_all()
    assert [to for to, subject in mails(request) if subject.startswith("Riesame da decidere")] == [
        desk.rpct.email
    ]
    mail = mail_about(request.about).first()
    assert (mail.to, mail.subject) == (
        "anna.verdi@posta.example",
        "Riesame della richiesta 2026/0000001: deciso",
    )
    assert "I prezzi sono già noti dal bando." in mail.text


def test_change_of_kind_and_withdrawal_are_confirmed(taken_request, desk):
    request = taken_request()
    triage.set_kind(request_id=request.pk, kind="environmental", by=desk.by_editor, at=MONDAY)
    answering.withdraw(request_id=request.pk, by=CITIZEN, at=MONDAY)
    deliver_all()
    assert [subject for _to, subject in mails(request)][-2:] == [
        "Richiesta 2026/0000001: la trattiamo come un altro tipo di accesso",
        "Richiesta 2026/0000001 ritirata",
    ]


@pytest.mark.parametrize(
    ("days_before", "words", "summed_up"),
    [
        (16, "", []),
        (15, "Scade entro quindici giorni", ["editor"]),
        (8, "Scade entro quindici giorni", ["editor"]),
        (7, "Scade entro una settimana", ["editor"]),
        (2, "Scade tra due giorni o meno", ["editor", "head"]),
        (0, "Scade oggi", ["editor", "head"]),
        (-1, "Termine passato", ["editor", "head"]),
    ],
)
def test_deadlines_are_announced_once_to_who_can_do_something(
    taken_request, desk, days_before, words, summed_up
):
    request = taken_request()
    deliver_all()
    known = len(mails(request))
    now = MONDAY + timedelta(days=30 - days_before)
    with patch("foia.tasks.cases.timezone.now", return_value=now):
        tasks.warn_of_deadlines()
        tasks.warn_of_deadlines()
    told = [
        line for line in lines_of(desk.editor) if words and line.startswith(f"{words} · {request.number}")
    ]
    assert len(told) == (1 if words else 0)
    assert len(mails(request)) == known, "each morning's digest takes it with it"
    send_digests()
    written = {
        mail.to
        for mail in Mail.objects.filter(kind="office/digest")
        if f"{request.number}: {words}" in mail.text
    }
    people = {desk.editor.email: "editor", desk.head.email: "head"}
    assert sorted(people[to] for to in written) == (summed_up if words else [])


def test_who_asked_in_english_is_written_to_in_english(filed_request):
    request = filed_request(language="en")
    deliver_all()
    [mail] = mail_about(request.about)
    assert mail.subject == "Receipt of request 2026/0000001"
    assert "Wednesday 1 April 2026" in mail.text
    assert 'lang="en"' in mail.html


def test_colleagues_called_in_a_note_are_told_if_the_case_is_theirs_to_read(taken_request, desk, user_with):
    """The group spans desks: whoever may not read the case learns nothing of it."""
    us = {"by": Actor.system("test"), "at": timezone.now()}
    reader = user_with("viewer")
    writer = user_with("editor", desk="newsroom")
    group = members.open_group(code="ambiente", name="Gruppo ambiente", **us)
    for one in (reader, writer):
        members.join_group(group_id=group.pk, user=one, **us)
    dialogue.add_note(request_id=taken_request().pk, body="Per @ambiente: chi lo sa?", **us)
    deliver_all()
    called = [
        [line for line in lines_of(one) if line.startswith("Leggi: ti chiamano in una nota")]
        for one in (reader, writer)
    ]
    assert [len(lines) for lines in called] == [1, 0]
