"""Each change on the way is told: to the applicant in her language, to a party when her own day moved, to the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from foia.letters.receipt import next_steps
from foia.models import AccessRequest, ClockRecount, RegisterEntry
from foia.operations import correcting, legal_steps, ombudsman, parties, publication, triage
from foia.rules.outcomes import Outcome
from foia.tasks import changes
from pasocial.office.messaging.notices.queries import mail_about, notices_of
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.record.trail.operations import deliver
from tests.foia.conftest import MONDAY, REFUSED_ITEM, ROME

pytestmark = pytest.mark.django_db
US = Actor.system("foia")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reactions read the clock of today; these cases are of March 2026."""
    monkeypatch.setattr("foia.tasks.changes.timezone.now", lambda: MONDAY + timedelta(days=15))


def deliver_all(at: datetime = MONDAY) -> None:
    while owed := list(
        Delivery.objects.filter(state="pending", attempts=0).order_by("pk").values_list("pk", flat=True)
    ):
        for pk in owed:
            deliver(delivery_id=pk, at=at)
    assert list(Delivery.objects.exclude(state="done").values_list("reaction", "last_error")) == []


def subjects(request: AccessRequest, to: str = "anna.verdi@posta.example") -> list[str]:
    return [
        mail.subject.removeprefix("Richiesta 2026/0000001: ")
        for mail in mail_about(request.about).filter(to=to).order_by("pk")
    ][1:]  # the receipt is another test's


def newest(request: AccessRequest) -> str:
    return str(mail_about(request.about).order_by("pk").last().text)


def newest_subject(request: AccessRequest) -> str:
    return str(mail_about(request.about).order_by("pk").last().subject)


@pytest.fixture
def party(filed_request: Callable[..., AccessRequest], desk: Any) -> Any:
    request = filed_request()
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    return parties.add_party(
        request_id=request.pk,
        name="Luci Segrete Srl",
        email="luci@pec.example",
        interest="economic_interests",
        by=desk.by_editor,
        at=MONDAY,
    )


def test_applicant_learns_who_follows_her_case_once_for_each_person(filed_request, desk) -> None:
    request = filed_request()
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    deliver_all()
    assert subjects(request) == ["presa in carico"]
    text = newest(request)
    assert "Carla Bianchi" in text
    assert "mercoledì 1° aprile 2026" in text
    triage.assign(request_ids=[request.pk], to=None, by=desk.by_head, at=MONDAY)
    triage.assign(request_ids=[request.pk], to=desk.head, by=desk.by_head, at=MONDAY)
    deliver_all()
    assert subjects(request) == ["presa in carico", "assegnata a chi la segue"]
    assert "Dario Fontana" in newest(request)


def test_receipt_promises_messages_and_each_follows(party, answered_request, desk) -> None:
    request = party.request
    assert next_steps(request)[-1] == (
        "Ti scriviamo quando qualcuno se ne occupa, se avvisiamo altre persone, se cambia il giorno della risposta e "
        "quando rispondiamo: non devi fare altro."
    )
    deliver_all()
    assert subjects(request) == ["presa in carico"]
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    deliver_all()
    assert subjects(request)[1:] == ["abbiamo avvisato una persona interessata"]
    parties.record_notice_received(party_id=party.pk, on=date(2026, 3, 2), by=desk.by_editor, at=MONDAY)
    step = {"by": desk.by_editor, "at": MONDAY + timedelta(days=4)}
    parties.record_opposition(party_id=party.pk, on=date(2026, 3, 6), text="Mi oppongo.", **step)
    deliver_all()
    assert subjects(request)[2:] == ["la scadenza cambia"]
    answered = answered_request(subject="Spesa per le fontane")
    deliver_all()
    assert newest_subject(answered) == f"Risposta alla richiesta {answered.number}"


def test_receipt_promises_no_message_to_whom_none_can_reach(filed_request) -> None:
    request = filed_request(email="", pec="", channel="desk")
    assert next_steps(request)[-1] == (
        "Non abbiamo un tuo indirizzo elettronico: la risposta ti arriva su carta."
    )
    deliver_all()
    assert list(mail_about(request.about)) == []


def test_in_her_own_language(filed_request, desk) -> None:
    request = filed_request(language="en")
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    deliver_all()
    assert newest_subject(request) == "Request 2026/0000001: taken on"
    english, italian = newest(request).split("----------")
    assert english.rstrip().endswith(
        "This is a courtesy translation: the Italian text, which follows, prevails."
    )
    paragraphs = [line for line in italian.split("\n") if line]
    assert paragraphs[:5] == [
        "Questo è il testo italiano, che fa fede. Quello che precede è una traduzione di cortesia.",
        "Richiesta 2026/0000001: presa in carico",
        "Una persona dell'ufficio lavora sulla tua richiesta: se serve qualcosa ti scrive.",
        "Se ne occupa: Carla Bianchi",
        "Risposta entro: mercoledì 1° aprile 2026",
    ]


def test_italian_message_is_written_once(filed_request, desk) -> None:
    request = filed_request()
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    deliver_all()
    text = newest(request)
    assert (text.count("Carla Bianchi"), "traduzione" in text) == (1, False)


def test_notice_to_a_party_is_told_without_a_name_and_with_the_new_day(party, desk) -> None:
    request = party.request
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    deliver_all()
    assert subjects(request) == ["presa in carico", "abbiamo avvisato una persona interessata"]
    text = mail_about(request.about).filter(subject__contains="persona interessata").get().text
    assert "Segrete" not in text
    assert "il termine si ferma" in text
    # 1 April and ten days: Saturday 11.
    assert ("mercoledì 1° aprile 2026" in text, "sabato 11 aprile 2026" in text) == (True, True)


def test_opposition_before_its_time_moves_the_day_back(party, desk) -> None:
    request = party.request
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.record_notice_received(party_id=party.pk, on=date(2026, 3, 2), by=desk.by_editor, at=MONDAY)
    later = MONDAY + timedelta(days=4)
    parties.record_opposition(
        party_id=party.pk, on=date(2026, 3, 6), text="Mi oppongo.", by=desk.by_editor, at=later
    )
    deliver_all()
    assert subjects(request)[2:] == ["la scadenza cambia"]
    text = newest(request)
    assert "il termine, che era fermo, riprende" in text
    # 1 April and four days is Easter: Tuesday 7.
    assert ("sabato 11 aprile 2026" in text, "martedì 7 aprile 2026" in text) == (True, True)
    assert "Segrete" not in text


def test_corrected_receipt_is_told_to_the_party_whose_window_moved(party, desk) -> None:
    request = party.request
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    parties.record_notice_received(
        party_id=party.pk, on=date(2026, 3, 12), by=desk.by_editor, at=MONDAY + timedelta(days=14)
    )
    deliver_all()
    wrong = request.facts.get(kind="party_notice_received")
    correcting.correct_fact(
        fact_id=wrong.pk,
        on=date(2026, 3, 14),
        why="La cartolina dice il 14 marzo.",
        by=desk.by_editor,
        at=MONDAY + timedelta(days=15),
    )
    deliver_all()
    mail = mail_about(request.about).filter(to="luci@pec.example").order_by("pk").last()
    assert mail.subject == "Richiesta di accesso 2026/0000001: cambia il giorno entro cui può opporsi"
    assert "martedì 24 marzo 2026" in mail.text
    assert ("Anna" in mail.text, "cartolina" in mail.text) == (False, False)
    assert "la scadenza cambia" not in subjects(request)


def test_corrected_filing_day_is_told_and_the_register_follows(answered_request, filed_request, desk) -> None:
    open_ = filed_request()
    closed = answered_request(subject="Spesa per le fontane")
    publication.propose_entry(request_id=closed.pk, by=US, at=MONDAY)
    deliver_all()
    for request in (open_, closed):
        correcting.correct_fact(
            fact_id=request.facts.get(kind="filed").pk,
            on=date(2026, 2, 27),
            why="La PEC è del 27 febbraio.",
            by=desk.by_head,
            at=MONDAY,
        )
    deliver_all()
    assert "lunedì 30 marzo 2026" in newest(open_)
    assert "la scadenza cambia" not in [mail.subject for mail in mail_about(closed.about)]
    assert RegisterEntry.objects.get().received_on == date(2026, 2, 27)


def test_arrival_from_another_body_tells_from_where_and_by_when(filed_request, desk) -> None:
    request = filed_request()
    legal_steps.record_arrival(
        request_id=request.pk,
        from_body="Provincia di Esempio",
        on=date(2026, 3, 9),
        by=desk.by_editor,
        at=MONDAY + timedelta(days=8),
    )
    deliver_all()
    assert subjects(request) == ["è arrivata a noi"]
    text = newest(request)
    assert [words in text for words in ("Provincia di Esempio", "mercoledì 8 aprile 2026")] == [True, True]


def test_gap_and_its_completion_are_told(filed_request, desk) -> None:
    request = filed_request(kind="documentary", motive="Ho partecipato al concorso.")
    words = "Manca la spiegazione del tuo interesse al documento."
    legal_steps.notice_gap(request_id=request.pk, words=words, by=desk.by_editor, at=MONDAY)
    legal_steps.complete_gap(
        request_id=request.pk, on=date(2026, 3, 9), by=desk.by_editor, at=MONDAY + timedelta(days=8)
    )
    deliver_all()
    assert subjects(request) == ["manca qualcosa", "la scadenza cambia"]
    assert words in mail_about(request.about).filter(subject__contains="manca qualcosa").get().text
    assert "mercoledì 8 aprile 2026" in newest(request)


def test_ombudsman_reaches_the_head_and_the_confirmed_refusal_the_applicant(answered_request, desk) -> None:
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    step = {"request_id": request.pk, "by": desk.by_rpct, "at": MONDAY + timedelta(days=3)}
    ombudsman.record_appeal(on=date(2026, 3, 4), **step)
    ombudsman.record_ruling(why="Il danno ai prezzi non è spiegato.", on=date(2026, 3, 5), **step)
    why = "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."
    ombudsman.confirm_refusal(why=why, **step)
    deliver_all()
    told = [(notice.kind, notice.read_at is None) for notice in notices_of(desk.head)]
    assert [line for line in told if line[0] in ("foia.finding", "foia.appeal")] == [
        ("foia.finding", False),
        ("foia.appeal", False),
    ], "what the confirmation ended is not left unread"
    text = mail_about(request.about).filter(subject__contains="il rifiuto è confermato").get().text
    assert (
        why in text,
        "ricorso al TAR entro " in text and "30 giorni" not in text.split("ricorso al TAR")[1][:60],
    ) == (True, True)


def test_new_patron_day_reaches_whoever_still_waits(filed_request, answered_request, monkeypatch) -> None:
    waiting = filed_request()
    answered = answered_request(subject="Spesa per le fontane")
    deliver_all()
    before = len(mail_about(answered.about))
    change_setting(key="patron_day", value=(4, 1), by=US, at=MONDAY)
    monkeypatch.setattr("foia.tasks.changes.go_on_recomputing.delay", lambda: None)
    deliver_all()
    assert ClockRecount.objects.get().state == "running"
    assert changes.go_on_recomputing() > 0
    monkeypatch.setattr("foia.tasks.changes.timezone.now", lambda: MONDAY + timedelta(days=16))
    changes.go_on_recomputing()
    assert ClockRecount.objects.get().state == "done"
    deliver_all()
    text = newest(waiting)
    assert ("mercoledì 1° aprile 2026" in text, "giovedì 2 aprile 2026" in text) == (True, True)
    assert "giorno festivo" in text
    assert len(mail_about(answered.about)) == before
    change_setting(key="contact_email", value="accesso@comune.example", by=US, at=MONDAY)
    deliver_all()
    assert ClockRecount.objects.count() == 1
    settings_store.forget()


def test_morning_grants_what_nobody_confirmed(answered_request, desk, monkeypatch) -> None:
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    step = {"request_id": request.pk, "by": desk.by_rpct, "at": MONDAY + timedelta(days=3)}
    ombudsman.record_appeal(on=date(2026, 3, 4), **step)
    ombudsman.record_ruling(why="Il danno ai prezzi non è spiegato.", on=date(2026, 3, 5), **step)
    assert changes.grant_for_silence() == 0
    # Told on 5 March: to be confirmed by Saturday 4 April; granted from Easter Sunday.
    morning = datetime(2026, 4, 5, 6, 20, tzinfo=ROME)
    monkeypatch.setattr("foia.tasks.changes.timezone.now", lambda: morning)
    assert (changes.grant_for_silence(), changes.grant_for_silence()) == (1, 0)
    assert Entry.objects.filter(event="foia.request.reopened").count() == 1
