"""After commit: a third party is written to once, in a formal register, and only by the act that says it sends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from foia.models import PartyNotice
from foia.operations import parties
from foia.tasks import parties as tasks
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.departures.tasks import send_due
from pasocial.office.messaging.notices.queries import mail_about, notices_of
from pasocial.office.record.trail.models import Delivery
from tests.foia.conftest import MONDAY, a_party
from tests.foia.tasks.test_cases import deliver_all


@pytest.fixture
def named(taken_request, desk):
    request = taken_request()
    party = a_party(request, desk)
    return request, party


def to_party(request):
    return list(mail_about(request.about).filter(to="luci@pec.example"))


def test_notice_sent_by_hand_writes_to_nobody(named, desk):
    request, party = named
    parties.notify_party(party_id=party.pk, means="pec", by=desk.by_editor, at=MONDAY)
    deliver_all()
    send_due()
    deliver_all()
    assert to_party(request) == []


def test_notice_leaves_after_fifteen_seconds_and_once(named, desk):
    request, party = named
    now = timezone.now()
    parties.send_notice(party_id=party.pk, by=desk.by_editor, at=now)
    deliver_all()
    assert (send_due(), to_party(request)) == (0, [])
    Departure.objects.update(planned_at=now - timedelta(seconds=16), leaves_at=now - timedelta(seconds=1))
    assert (send_due(), send_due()) == (1, 0)
    deliver_all()
    Delivery.objects.update(state="pending", done_at=None, attempts=0)
    deliver_all()
    assert len(to_party(request)) == 1


def test_called_back_notice_writes_to_nobody(named, desk):
    request, party = named
    parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.call_back_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    send_due()
    deliver_all()
    assert to_party(request) == []


def sent(request, party, desk):
    parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    send_due()
    deliver_all()
    [mail] = to_party(request)
    return mail


def test_party_is_told_without_the_applicants_name(named, desk):
    request, party = named
    mail = sent(request, party, desk)
    assert request.body in mail.text
    assert "Anna" not in mail.text
    assert "Verdi" not in mail.html
    assert request.code not in mail.text
    assert "/accesso-civico/link/" not in mail.html


def test_notice_speaks_formally_and_says_all_that_the_law_wants(named, desk):
    request, party = named
    mail = sent(request, party, desk)
    assert mail.subject == f"Avviso al controinteressato: richiesta di accesso {request.number}"
    for words in (
        "Comune di Esempio",
        request.number,
        request.subject,
        "ufficio accesso civico",
        "Interessi economici e commerciali",
        "Entro 10 giorni dalla ricezione di questo avviso Lei può presentare un'opposizione motivata",
        "Che cosa può opporre",
        "protocollo@pec.comune.example",
        "urp@comune.example",
    ):
        assert words in mail.text, words
    for informal in (" tuo ", " tua ", "puoi ", " ti ", "rispondi "):
        assert informal not in mail.text.replace(request.body, ""), informal


def test_what_leaves_is_what_was_seen(named, desk):
    """Words are kept as they were shown, though the office moved meanwhile."""
    request, party = named
    parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    notice = PartyNotice.objects.get()
    notice.words["paragraphs"][1] = "Parole viste prima di premere."
    notice.save()
    send_due()
    deliver_all()
    [mail] = to_party(request)
    assert "Parole viste prima di premere." in mail.text


def test_english_party_reads_english_and_the_italian_text_that_prevails(named, desk):
    request, party = named
    type(party).objects.update(language="en")
    mail = sent(request, party, desk)
    assert "Dear Luci Srl" in mail.text
    assert "Gentile Luci Srl" in mail.text
    assert "Entro 10 giorni dalla ricezione" in mail.text


def test_notice_that_could_not_leave_is_told_to_the_desk(named, desk):
    request, party = named
    parties.send_notice(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    type(request).objects.update(state="withdrawn")
    assert send_due() == 0
    deliver_all()
    assert to_party(request) == []
    assert "foia.party_held" in [line.kind for line in notices_of(desk.editor)]


def test_one_notice_that_fails_does_not_keep_the_others(named, desk, monkeypatch):
    request, party = named
    other = parties.add_party(
        request_id=request.pk,
        name="Altri Srl",
        email="altri@pec.example",
        interest="economic_interests",
        by=desk.by_editor,
        at=MONDAY,
    )
    for each in (party, other):
        parties.send_notice(party_id=each.pk, by=desk.by_editor, at=MONDAY)
    first = PartyNotice.objects.first()
    leave = parties.dispatch_notice

    def broken(*, notice_id, **step):
        if notice_id == first.pk:
            raise OSError
        return leave(notice_id=notice_id, **step)

    monkeypatch.setattr("foia.operations.parties.notices.dispatch_notice", broken)
    assert send_due() == 1


def test_review_of_a_party_is_told_to_who_decides_reviews(named, desk):
    request, party = named
    parties.record_remedy(party_id=party.pk, remedy="review", on=MONDAY.date(), by=desk.by_editor, at=MONDAY)
    deliver_all()
    assert [line.kind for line in notices_of(desk.rpct)] == ["foia.party_review"]
    assert to_party(request) == []


def test_each_night_silence_is_read(named, desk):
    request, party = named
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.record_notice_received(party_id=party.pk, on=MONDAY.date(), by=desk.by_editor, at=MONDAY)
    assert tasks.resume_waiting() == 1
    request.refresh_from_db()
    assert request.state == "in_progress"
