"""A citizen follows her request with code and e-mail, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from foia import access
from foia.models import AccessRequest
from foia.operations import answering, appeals, dialogue, reopening, review, triage
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import REFUSED_ITEM
from tests.foia.portal.test_filing import pdf, text_of

pytestmark = pytest.mark.django_db
FIND = "/accesso-civico/richieste/"


def page_of(request: AccessRequest, tail: str = "") -> str:
    return f"/accesso-civico/richieste/{request.code}/{tail}"


def answered_twice(request: AccessRequest, user_with: Any) -> None:
    """Answered, reopened for an error of ours, and answered again with what had been kept back."""
    answered(request, user_with, outcome="refused")
    at = timezone.now() + timedelta(minutes=1)
    head, editor = (Actor.staff(user_with(role, name=role)) for role in ("head", "editor"))
    step = {"request_id": request.pk, "at": at}
    reopening.reopen_case(
        basis="own_error", why="Le fatture <b>non</b> contengono dati sulla salute.", by=head, **step
    )
    answering.draft_decision(
        outcome="granted",
        effect="extends",
        reasons="Rilette le fatture, si danno anche quelle.",
        answer_text="Le fatture sono 12.",
        by=editor,
        **step,
    )
    answering.submit_decision(by=editor, **step)
    answering.approve_decision(by=head, **step)
    answering.send_decision(request_id=request.pk, by=Actor.system("t"), at=at + timedelta(seconds=16))


def words_of(answer: Any) -> str:
    return unescape(text_of(answer))


def opened(request: AccessRequest) -> Client:
    client = Client()
    answer = client.post(FIND, {"code": request.code, "email": request.applicant.email})
    assert answer["Location"] == page_of(request)
    return client


def answered(
    request: AccessRequest, user_with: Any, *, outcome: str = "partly_granted", file: Any = None
) -> AccessRequest:
    """The office takes the request on and answers it, through its own operations."""
    at = timezone.now()
    user = user_with("editor")
    by = Actor.staff(user)
    triage.take_on(request_id=request.pk, user=user, by=by, at=at)
    items = [
        ItemDraft(
            title="Fatture",
            disclosure=Disclosure.WITHHELD,
            ground="personal_data",
            reason="Contengono dati sulla salute di persone che si riconoscerebbero.",
        )
    ]
    if file is not None:
        items.append(ItemDraft(title="Determine", disclosure=Disclosure.REQUESTER, file=str(file.public_id)))
    answering.draft_decision(
        request_id=request.pk,
        outcome=outcome,
        reasons="Le determine sono pubbliche; le fatture contengono dati di persone.",
        items=items,
        by=by,
        at=at,
    )
    answering.submit_decision(request_id=request.pk, by=by, at=at)
    answering.approve_decision(request_id=request.pk, by=Actor.staff(user_with("head")), at=at)
    later = at + timedelta(seconds=20)
    answering.send_decision(request_id=request.pk, by=Actor.system("test"), at=later)
    request.refresh_from_db()
    return request


def office_file(request: AccessRequest, name: str = "determine.pdf") -> Any:
    return attachments.store_file(
        content=ContentFile(b"%PDF-1.4\n%%EOF\n"),
        name=name,
        about=request.about,
        purpose="material",
        by=Actor.system("test"),
        at=timezone.now(),
    )


def test_code_and_address_open_the_case_however_typed(filed_request: Any) -> None:
    request = filed_request()
    client = Client()
    typed = f" {request.code.lower().replace('-', ' ')} "
    assert client.post(FIND, {"code": typed, "email": "ANNA.verdi@posta.example "})["Location"] == page_of(
        request
    )
    assert request.number in text_of(client.get(page_of(request)))


def test_whatever_is_wrong_the_answer_is_the_same(filed_request: Any) -> None:
    request = filed_request()
    tries = [
        {"code": request.code, "email": "altra@posta.example"},
        {"code": "ABCD-EFGH-JKLM", "email": request.applicant.email},
    ]
    answers = [Client().post(FIND, one) for one in tries]
    said = "Codice ed e-mail non corrispondono a nessuna richiesta"
    assert [(answer.status_code, said in text_of(answer)) for answer in answers] == [(422, True)] * 2


def test_wrong_codes_tried_at_speed_are_told_when_to_come_back(filed_request: Any) -> None:
    request = filed_request()
    client = Client()
    codes = [
        client.post(FIND, {"code": request.code, "email": f"x{n}@posta.example"}).status_code
        for n in range(6)
    ]
    assert codes == [422] * 5 + [429]
    last = client.post(FIND, {"code": request.code, "email": request.applicant.email})
    assert last.status_code == 429
    assert 0 < int(last["Retry-After"]) <= 901
    assert "Riprova fra 15 minuti" in text_of(last)


@pytest.mark.parametrize("tail", ["", "messaggi/", "identita/", "ritira/", "valuta/", "riesame/"])
def test_nobody_enters_without_code_and_address(filed_request: Any, client: Client, tail: str) -> None:
    request = filed_request()
    method = client.post if tail in ("messaggi/", "identita/", "valuta/") else client.get
    real, invented = method(page_of(request, tail)), method(f"{FIND}AAAA-BBBB-CCCC/{tail}")
    assert (real.status_code, real["Location"]) == (invented.status_code, invented["Location"]) == (302, FIND)


def test_opening_one_case_opens_no_other(filed_request: Any) -> None:
    mine, other = (
        filed_request(),
        filed_request(email="altra@posta.example", subject="Un altro oggetto segreto"),
    )
    client = opened(mine)
    for address in (page_of(other), f"/accesso-civico/ricevuta/{other.code}/"):
        answer = client.get(address)
        assert answer["Location"] == FIND
    assert client.get(f"/accesso-civico/ricevuta/{other.code}/ricevuta.pdf")["Location"] == FIND


def test_the_signed_link_opens_and_an_altered_or_old_one_does_not(filed_request: Any) -> None:
    request = filed_request()
    link = access.sign_link(request, timezone.now())
    assert Client().get(link)["Location"] == page_of(request)
    for wrong in (
        link[:-2] + "x/",
        "/accesso-civico/link/niente/",
        link.replace(request.code, "AAAA-BBBB-CCCC"),
    ):
        answer = Client().get(wrong)
        assert answer.status_code == 404
        assert "Questo collegamento non apre più" in text_of(answer)
    old = access.sign_link(request, timezone.now() - timedelta(days=30, seconds=1))
    assert Client().get(old).status_code == 404


def test_leaving_closes_the_case_on_a_shared_computer(filed_request: Any) -> None:
    request = filed_request()
    client = opened(request)
    client.post("/accesso-civico/richieste/esci/")
    assert client.get(page_of(request))["Location"] == FIND


def test_messages_go_both_ways_with_their_files(filed_request: Any, user_with: Any) -> None:
    request = filed_request()
    client = opened(request)
    client.post(
        page_of(request, "messaggi/"), {"body": "Aggiungo una precisazione <b>", "files": [pdf("mia.pdf")]}
    )
    dialogue.write_to_citizen(
        request_id=request.pk,
        body="Quale anno intende?",
        files=[SimpleUploadedFile("elenco.pdf", b"%PDF-1.4\n%%EOF")],
        by=Actor.staff(user_with("editor")),
        at=timezone.now(),
    )
    dialogue.add_note(
        request_id=request.pk, body="NOTA SEGRETA", by=Actor.staff(user_with("editor")), at=timezone.now()
    )
    page = text_of(client.get(page_of(request)))
    assert "Aggiungo una precisazione &lt;b&gt;" in page
    assert "Quale anno intende?" in page
    assert "NOTA SEGRETA" not in page
    for message in request.messages.all():
        stored = files_about(message.about)[0]
        answer = client.get(page_of(request, f"file/{stored.public_id}/"))
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="{stored.name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
    assert request.messages.filter(direction="out", read_at__isnull=True).count() == 0


def test_a_message_with_a_bad_file_is_not_sent_and_comes_back(filed_request: Any) -> None:
    request = filed_request()
    lying = SimpleUploadedFile("a.pdf", b"<svg onload=alert(1)>")
    answer = opened(request).post(
        page_of(request, "messaggi/"), {"body": "Il mio testo", "files": [lying, pdf()]}
    )
    assert answer.status_code == 422
    assert "«a.pdf»" in text_of(answer)
    assert "Il mio testo" in text_of(answer)
    assert request.messages.count() == 0


@pytest.mark.parametrize("body", ["", " ", "x", "\x00", "parola " * 5000])
def test_an_empty_or_endless_message_is_explained(filed_request: Any, body: str) -> None:
    request = filed_request()
    assert opened(request).post(page_of(request, "messaggi/"), {"body": body}).status_code == 422
    assert request.messages.count() == 0


def test_files_of_the_office_stay_closed_until_released(filed_request: Any, user_with: Any) -> None:
    request = filed_request()
    client = opened(request)
    released, inner = office_file(request), office_file(request, "interno.pdf")
    address = page_of(request, f"file/{released.public_id}/")
    assert client.get(address).status_code == 404
    answered(request, user_with, file=released)
    page = text_of(client.get(page_of(request)))
    assert client.get(address).status_code == 200
    assert client.get(page_of(request, f"file/{inner.public_id}/")).status_code == 404
    assert "Determine" in page
    assert "Accolta parzialmente" in page
    assert "interno.pdf" not in page
    assert Client().get(f"/accesso-civico/file/{released.public_id}/").status_code == 404


def test_a_file_of_another_case_does_not_exist_here(filed_request: Any) -> None:
    mine, other = filed_request(), filed_request(files=[pdf()], email="altra@posta.example")
    stored = files_about(other.about)[0]
    assert opened(mine).get(page_of(mine, f"file/{stored.public_id}/")).status_code == 404
    assert opened(other).get(page_of(other, f"file/{stored.public_id}/")).status_code == 200


@pytest.mark.parametrize(("scan", "status"), [("waiting", 409), ("infected", 403)])
def test_a_file_that_was_not_cleared_is_blocked(filed_request: Any, scan: str, status: int) -> None:
    request = filed_request(files=[pdf()])
    stored = files_about(request.about)[0]
    files_about(request.about).update(scan=scan)
    answer = opened(request).get(page_of(request, f"file/{stored.public_id}/"))
    assert (answer.status_code, "Content-Disposition" in answer) == (status, False)


def test_withdrawing_asks_first_and_happens_once(filed_request: Any) -> None:
    request = filed_request()
    client = opened(request)
    assert "Ritirare la richiesta?" in text_of(client.get(page_of(request, "ritira/")))
    client.post(page_of(request, "ritira/"), {"words": "Ho trovato tutto"})
    request.refresh_from_db()
    assert request.state == "withdrawn"
    again = client.post(page_of(request, "ritira/"), {})
    assert again.status_code == 409
    page = text_of(client.get(page_of(request)))
    assert "Hai ritirato la richiesta" in page
    assert "Invia il messaggio" not in page


def test_the_answer_is_rated_once_and_may_be_changed(filed_request: Any, user_with: Any) -> None:
    request = answered(filed_request(), user_with, outcome="refused")
    client = opened(request)
    assert client.post(page_of(request, "valuta/"), {"face": "9"}).status_code == 422
    for face in ("1", "3"):
        client.post(page_of(request, "valuta/"), {"face": face, "comment": "🙂 <i>"})
    request.refresh_from_db()
    assert (request.rating.face, request.rating.comment) == (3, "🙂 <i>")


def test_a_bad_rating_leads_to_what_can_be_done(filed_request: Any, user_with: Any) -> None:
    request = answered(filed_request(), user_with, outcome="refused")
    client = opened(request)
    for face, leads in (("3", ""), ("2", ""), ("1", "#che-fare")):
        answer = client.post(page_of(request, "valuta/"), {"face": face})
        assert answer["Location"] == page_of(request) + leads
        assert ('id="che-fare"' in text_of(client.get(page_of(request)))) is bool(leads)
    ways = text_of(client.get(page_of(request))).split('id="che-fare"')[1].split("</ul>")[0]
    assert f'href="{page_of(request, "riesame/")}"' in ways
    assert 'href="#messaggi-ufficio"' in ways
    assert 'href="#rimedi"' in ways


def test_a_review_takes_files_and_the_remedies_say_their_day(filed_request: Any, user_with: Any) -> None:
    request = answered(filed_request(), user_with, outcome="refused")
    client = opened(request)
    before = words_of(client.get(page_of(request)))
    assert "Puoi fare ricorso al TAR entro " in before
    assert "30 giorni" not in before.split('id="rimedi"')[1].split("</dl>")[0].replace(
        "si pronuncia entro 30 giorni", ""
    )
    grounds = "Il verbale che allego mostra che i documenti esistono."
    given = {"grounds": grounds, "files": pdf("verbale.pdf")}
    wrong = {"grounds": grounds, "files": SimpleUploadedFile("foto.exe", b"MZ" + bytes(200))}
    refused = client.post(page_of(request, "riesame/"), wrong)
    assert (refused.status_code, grounds in text_of(refused)) == (422, True)
    assert client.post(page_of(request, "riesame/"), given).status_code == 302
    stored = files_about(request.about).get(purpose="review")
    assert (stored.name, stored.access) == ("verbale.pdf", "private")
    after = text_of(client.get(page_of(request)))
    assert f'href="{page_of(request, f"file/{stored.public_id}/")}"' in after
    assert "Puoi chiedere il riesame a" not in after


def test_nothing_is_rated_before_the_answer(filed_request: Any) -> None:
    request = filed_request()
    answer = opened(request).post(page_of(request, "valuta/"), {"face": "3"}, follow=True)
    assert "quando l&#x27;avrai ricevuta" in text_of(answer)


def test_a_refusal_leads_to_the_review(filed_request: Any, user_with: Any) -> None:
    request = answered(filed_request(at=timezone.now() - timedelta(days=3)), user_with, outcome="refused")
    client = opened(request)
    page = text_of(client.get(page_of(request)))
    assert page_of(request, "riesame/") in page
    form = text_of(client.get(page_of(request, "riesame/")))
    assert "le fatture contengono dati di persone" in form
    assert client.post(page_of(request, "riesame/"), {"grounds": "breve"}).status_code == 422
    client.post(
        page_of(request, "riesame/"), {"grounds": "I dati personali si possono oscurare nelle fatture."}
    )
    request.refresh_from_db()
    assert request.state == "under_review"
    after = text_of(client.get(page_of(request)))
    assert "Hai chiesto il riesame" in after
    assert f'href="{page_of(request, "riesame/")}"' not in after


def test_the_page_costs_the_same_with_one_message_and_with_three(
    filed_request: Any, user_with: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    request = filed_request()
    client = opened(request)
    counts = []
    for messages in (1, 2):
        for _message in range(messages):
            dialogue.write_to_citizen(
                request_id=request.pk,
                body="Una domanda",
                files=[pdf()],
                by=Actor.staff(user_with("editor")),
                at=timezone.now(),
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page_of(request)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_page_shows_both_decisions_and_why_there_are_two(filed_request: Any, user_with: Any) -> None:
    request = filed_request()
    answered_twice(request, user_with)
    client = opened(AccessRequest.objects.get(pk=request.pk))
    said = words_of(client.get(page_of(request)))
    assert "La nuova decisione" in said
    assert "Questa decisione integra quella di" in said
    assert "dopo aver trovato un errore nella prima" in said
    assert "Decisione 1 del" in said
    assert "non contengono dati" not in said, "why the office reopened is said in its own words, inside"
    letters = [one.name for one in files_about(request.about) if one.purpose == "letter"]
    assert len(letters) == 2
    page = client.get(page_of(request)).content.decode()
    for stored in files_about(request.about):
        if stored.purpose == "letter":
            assert str(stored.public_id) in page
            assert client.get(page_of(request, f"file/{stored.public_id}/")).status_code == 200


def test_page_of_a_reopened_case_says_by_when(filed_request: Any, user_with: Any) -> None:
    request = filed_request()
    answered(request, user_with, outcome="refused")
    head = Actor.staff(user_with("head"))
    now = timezone.now()
    reopening.reopen_case(
        request_id=request.pk, basis="court", why="Il TAR ordina di consegnare.", by=head, at=now
    )
    said = words_of(opened(AccessRequest.objects.get(pk=request.pk)).get(page_of(request)))
    assert "Decidiamo di nuovo" in said
    assert "dopo la sentenza del giudice amministrativo" in said
    assert "Nuova decisione dovuta" in said
    assert "Il giudice ti dà ragione: l'ufficio decide di nuovo" in said


def test_new_decision_can_be_reviewed_again_and_a_lost_appeal_is_told(
    answered_request: Any, desk: Any
) -> None:
    request = answered_request(outcome="refused", items=(REFUSED_ITEM,))
    step = {"request_id": request.pk, "at": timezone.now()}
    why = "I dati personali si possono oscurare nelle fatture."
    review.ask_review(grounds=why, by=Actor.citizen("portal"), **step)
    review.decide_review(outcome="granted", reasons=why, by=desk.by_rpct, **step)
    client = opened(AccessRequest.objects.get(pk=request.pk))
    assert f'href="{page_of(request, "riesame/")}"' not in text_of(client.get(page_of(request)))
    answering.draft_decision(
        outcome="refused", reasons=why, items=(REFUSED_ITEM,), effect="replaces", by=desk.by_editor, **step
    )
    answering.submit_decision(by=desk.by_editor, **step)
    answering.approve_decision(by=desk.by_head, **step)
    leaving = timezone.now() + timedelta(seconds=16)
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=leaving)
    offered = text_of(client.get(page_of(request)))
    assert f'href="{page_of(request, "riesame/")}"' in offered
    appeals.record_rejected_appeal(judge="ombudsman", why=why, by=desk.by_head, **step)
    assert "Il difensore civico ha respinto il tuo ricorso: la decisione resta" in words_of(
        client.get(page_of(request))
    )
    client.post(page_of(request, "riesame/"), {"grounds": why})
    request.refresh_from_db()
    assert (request.state, request.reviews.count()) == ("under_review", 2)
