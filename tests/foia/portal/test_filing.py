"""Filing a request as a citizen does, with a browser that runs no script."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from foia.models import AccessRequest
from foia.portal.views import filing
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts.models import Draft
from pasocial.rate_limit import RateLimit
from tests.foia.portal.conftest import PERSON, QUESTION, Citizen

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def pdf(name: str = "mappa.pdf") -> SimpleUploadedFile:
    content = f"%PDF-1.4\n1 0 obj <</Title({name})>> endobj\n%%EOF\n"
    return SimpleUploadedFile(name, content.encode(), "application/pdf")


def test_a_whole_filing_leads_to_the_receipt(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    review = citizen.client.get(citizen.address("riepilogo"))
    assert "Anna Verdi" in text_of(review)
    assert QUESTION["subject"] in text_of(review)
    sent = citizen.sends()
    request = AccessRequest.objects.get()
    assert sent["Location"] == f"/accesso-civico/ricevuta/{request.code}/"
    receipt = citizen.client.get(sent["Location"])
    assert request.number in text_of(receipt)
    assert request.code in text_of(receipt)
    assert (request.subject, request.applicant.name, request.channel) == (
        QUESTION["subject"],
        "Anna Verdi",
        "portal",
    )


def test_looking_at_the_first_step_leaves_no_draft(client: Client) -> None:
    assert client.get("/accesso-civico/nuova/").status_code == 200
    assert Draft.objects.count() == 0


def test_pages_of_a_draft_are_kept_by_nobody(citizen: Citizen) -> None:
    citizen.begins()
    answer = citizen.client.get(citizen.address("richiesta"))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "same-origin"


def test_typed_text_comes_back_on_error_and_on_another_device(citizen: Citizen) -> None:
    citizen.begins()
    wrong = citizen.answers("richiesta", subject="Breve", body="Poche parole ma mie")
    assert wrong.status_code == 422
    assert 'value="Breve"' in text_of(wrong)
    assert "Poche parole ma mie" in text_of(wrong)
    elsewhere = Client().get(citizen.address("richiesta"))
    assert 'value="Breve"' in text_of(elsewhere)
    assert "Poche parole ma mie" in text_of(elsewhere)


def test_what_is_being_typed_is_saved_without_a_button(citizen: Citizen) -> None:
    citizen.begins()
    half = {"subject": "Spe", "body": "Chie"}
    saved = citizen.client.post(citizen.address("richiesta"), half, headers={"X-Requested-With": "autosave"})
    assert saved.status_code == 204
    assert "Chie</textarea>" in text_of(Client().get(citizen.address("richiesta")))


def test_a_double_click_and_a_reload_file_once(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    first, second = citizen.sends(), citizen.sends()
    assert AccessRequest.objects.count() == 1
    assert first["Location"] == second["Location"]
    back = citizen.client.get(citizen.address("richiesta"))
    assert back["Location"] == first["Location"]


def test_an_old_draft_link_of_a_sent_request_opens_nothing(citizen: Citizen) -> None:
    request = citizen.files()
    AccessRequest.objects.filter(pk=request.pk).update(received_at=timezone.now() - timedelta(hours=2))
    stranger = Client()
    answer = stranger.get(citizen.address("riepilogo"))
    assert answer["Location"] == "/accesso-civico/richieste/"
    assert (
        stranger.get(f"/accesso-civico/richieste/{request.code}/")["Location"] == "/accesso-civico/richieste/"
    )


@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "è" * 10, "a" * 500, "%ff%fe"])
def test_a_forged_draft_address_says_what_to_do(client: Client, token: str) -> None:
    answer = client.get(f"/accesso-civico/nuova/{token}/richiesta/")
    assert answer.status_code == 404
    assert "Comincia una nuova richiesta" in text_of(answer)


def test_an_expired_draft_is_gone(citizen: Citizen) -> None:
    citizen.begins()
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert citizen.client.get(citizen.address("richiesta")).status_code == 404


def test_an_unknown_step_is_not_found(citizen: Citizen) -> None:
    assert citizen.begins().client.get(citizen.address("altro")).status_code == 404


def test_motive_is_asked_only_for_documents_about_oneself(citizen: Citizen) -> None:
    citizen.begins("documentary")
    assert 'name="motive"' in text_of(citizen.client.get(citizen.address("richiesta")))
    missing = citizen.answers("richiesta", **QUESTION)
    assert missing.status_code == 422
    assert "Spiega perché ti serve il documento" in text_of(missing)
    citizen.client.post(citizen.address("tipo"), {"kind": "generalised"})
    assert 'name="motive"' not in text_of(citizen.client.get(citizen.address("richiesta")))


def test_html_in_every_field_stays_text(citizen: Citizen) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    request = citizen.files(
        subject=f"Titolo {evil}",
        body=f"Un testo lungo abbastanza {evil}",
        name=f"Anna {evil}",
        organisation=evil,
    )
    pages = [
        citizen.client.get(f"/accesso-civico/ricevuta/{request.code}/"),
        citizen.client.get(f"/accesso-civico/richieste/{request.code}/"),
        citizen.client.get("/accesso-civico/", {"q": evil}),
        citizen.client.get(
            "/accesso-civico/registro/", {"q": evil, "tipo": evil, "anno": evil, "page": evil}
        ),
        citizen.client.get("/accesso-civico/nuova/", {"oggetto": evil, "tipo": evil}),
        citizen.client.get("/accesso-civico/richieste/", {"codice": evil}),
    ]
    assert [page.status_code for page in pages] == [200] * 6
    assert not any("<script>alert" in text_of(page) or "<img src=x" in text_of(page) for page in pages)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Testo con \x00 carattere nullo e \x07 campanello", "Testo con carattere nullo e campanello"),
        ("Festa del paese 🎉👨‍👩‍👧 e costi", "Festa del paese 🎉👨‍👩‍👧 e costi"),
        ("مصاريف الحدائق العامة", "مصاريف الحدائق العامة"),
        ("Spese \u202egnp.exe\u202c nascoste", "Spese gnp.exe nascoste"),
        ("Perche\u0301 costa tanto", "Perché costa tanto"),
    ],
)
def test_strange_characters_are_kept_or_cleaned_never_fatal(citizen: Citizen, typed: str, kept: str) -> None:
    assert citizen.files(subject=typed).subject == kept


def test_a_text_far_too_long_is_answered_in_words(citizen: Citizen) -> None:
    citizen.begins()
    long = citizen.answers("richiesta", subject=QUESTION["subject"], body="parola " * 6000)
    assert long.status_code == 422
    assert "al massimo 20000 caratteri" in text_of(long).replace(".", "")
    encoded = "application/x-www-form-urlencoded"
    for huge in (
        citizen.answers("richiesta", subject=QUESTION["subject"], body="x" * 2_200_000),
        citizen.client.post(citizen.address("richiesta"), f"body={'x' * 2_200_000}", encoded),
    ):
        assert huge.status_code == 413
        assert "Torna indietro e accorcialo" in text_of(huge)
    assert "parola parola" in text_of(citizen.client.get(citizen.address("richiesta")))


@pytest.mark.parametrize(
    "day", ["31/02/1990", "domani", "0000-00-00", "99999-01-01", "1990-13-01", "\x00", "<b>1</b>"]
)
def test_a_wrong_date_is_explained_and_the_rest_kept(citizen: Citizen, day: str) -> None:
    citizen.begins()
    citizen.answers("richiesta", **QUESTION)
    answer = citizen.answers("dati", **PERSON, birth_date=day)
    assert answer.status_code == (302 if day == "\x00" else 422)
    if answer.status_code == 422:
        assert "31/12/1980" in text_of(answer)
        assert 'value="Anna Verdi"' in text_of(answer)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "anna", "nome@esempio.it"),
        ("email", "", "lì mandiamo la ricevuta"),
        ("codice_fiscale", "RSSMRA80A01H501X", "codice fiscale non è corretto"),
        ("birth_date", "2999-01-01", "nel futuro"),
        ("made_public_url", "javascript:alert(1)", "comincia con https://"),
        ("purpose", "altro", "scegline una"),
    ],
)
def test_each_field_of_the_person_says_what_is_wrong(
    citizen: Citizen, field: str, value: str, words: str
) -> None:
    citizen.begins()
    answer = citizen.answers("dati", **{**PERSON, field: value})
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_steps_skipped_by_hand_are_named_before_sending(citizen: Citizen) -> None:
    citizen.begins()
    review = citizen.client.get(citizen.address("riepilogo"))
    assert f"{citizen.address('richiesta')}#id_body" in text_of(review)
    assert citizen.sends().status_code == 422
    assert AccessRequest.objects.count() == 0


def test_a_request_without_a_name_is_filed_and_asks_who(citizen: Citizen) -> None:
    request = citizen.files(name="")
    assert request.state == "needs_identification"
    page = text_of(citizen.client.get(f"/accesso-civico/richieste/{request.code}/"))
    assert 'id="identificati"' in page
    citizen.client.post(f"/accesso-civico/richieste/{request.code}/identita/", {"name": "Anna Verdi"})
    request.refresh_from_db()
    assert (request.state, request.applicant.name) == ("in_progress", "Anna Verdi")


def test_files_are_judged_one_by_one(citizen: Citizen) -> None:
    citizen.begins()
    lying = SimpleUploadedFile("foto.pdf", b"<html><script>alert(1)</script></html>", "application/pdf")
    answer = citizen.answers("file", files=[pdf(), lying], go="next")
    assert answer.status_code == 422
    assert "«foto.pdf»" in text_of(answer)
    assert "mappa.pdf" in text_of(answer)
    draft = Draft.objects.get()
    assert [stored.name for stored in files_about(draft.about)] == ["mappa.pdf"]
    assert citizen.answers("file", go="next")["Location"] == citizen.address("dati")


def test_a_zip_bomb_is_refused(citizen: Citizen) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("zeri.txt", b"0" * 210_000_000)
    citizen.begins()
    answer = citizen.answers("file", files=[SimpleUploadedFile("atti.zip", packed.getvalue())])
    assert answer.status_code == 422
    assert "troppo grande" in text_of(answer)
    assert files_about(Draft.objects.get().about).count() == 0


def test_an_eleventh_file_is_left_out_by_name(citizen: Citizen) -> None:
    citizen.begins()
    answer = citizen.answers("file", files=[pdf(f"f{n}.pdf") for n in range(11)])
    assert answer.status_code == 422
    assert "«f10.pdf» non è stato caricato" in text_of(answer)
    assert files_about(Draft.objects.get().about).count() == 10


def test_files_can_be_taken_away_and_follow_the_request(citizen: Citizen) -> None:
    citizen.begins()
    citizen.answers("file", files=[pdf("uno.pdf"), pdf("due.pdf")], go="upload")
    first = files_about(Draft.objects.get().about)[0]
    citizen.answers("file", remove=[str(first.public_id)], go="next")
    request = citizen.files()
    assert [stored.name for stored in files_about(request.about)] == ["due.pdf"]


def test_nobody_takes_away_a_file_of_another_draft(citizen: Citizen) -> None:
    citizen.begins()
    citizen.answers("file", files=[pdf()], go="upload")
    stored = files_about(Draft.objects.get().about)[0]
    Citizen().begins().answers("file", remove=[str(stored.public_id)], go="next")
    assert files_about(stored.about).count() == 1


def test_a_field_no_person_sees_asks_to_press_again(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    answer = citizen.sends(website="http://spam.example")
    assert answer.status_code == 422
    assert "premi di nuovo" in text_of(answer)
    assert AccessRequest.objects.count() == 0
    assert citizen.sends().status_code == 302


def test_a_filing_in_one_second_asks_to_press_again(citizen: Citizen) -> None:
    citizen.reaches_the_end()
    Draft.objects.update(created_at=timezone.now())
    assert citizen.sends().status_code == 422
    assert citizen.sends().status_code == 302


def test_too_many_filings_say_when_to_come_back_and_keep_the_draft(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing.limits, "FILING", RateLimit("foia.filing", 1, 3600))
    citizen.files()
    second = Citizen().reaches_the_end()
    answer = second.sends()
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3601
    assert "Quello che hai scritto è salvato" in text_of(answer)
    assert QUESTION["subject"] in text_of(second.client.get(second.address("richiesta")))


def test_the_private_link_is_mailed_once(citizen: Citizen, django_capture_on_commit_callbacks: Any) -> None:
    from pasocial.office.messaging.notices.queries import mail_about

    citizen.begins()
    for _try in range(2):
        citizen.client.post(citizen.address("collegamento"), {"email": "anna@posta.example"})
    sent = list(mail_about(Draft.objects.get().about))
    assert [one.to for one in sent] == ["anna@posta.example"]
    assert citizen.token in sent[0].text
    assert citizen.token in sent[0].html
    assert mail.outbox == []


def test_a_discarded_draft_leaves_nothing(citizen: Citizen) -> None:
    citizen.begins()
    citizen.answers("file", files=[pdf()], go="upload")
    about = Draft.objects.get().about
    assert "non si possono recuperare" in text_of(citizen.client.get(citizen.address("cancella")))
    citizen.client.post(citizen.address("cancella"))
    assert (Draft.objects.count(), files_about(about).count()) == (0, 0)


def test_a_form_from_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/accesso-civico/nuova/", {"kind": "generalised"}).status_code == 403
    assert Draft.objects.count() == 0


def test_the_form_speaks_english(citizen: Citizen) -> None:
    citizen.start = "/en/accesso-civico/nuova/"
    request = citizen.files()
    assert request.language == "en"
