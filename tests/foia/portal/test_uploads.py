"""What a citizen attaches: kept as it is, told when something is odd, taken away with one button."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foia.models import AccessRequest
from foia.portal import answers
from pasocial.language import address_in
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts.models import Draft
from pasocial.office.record.trail.actor import Actor
from tests.foia.portal.conftest import Citizen

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 30


def words_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept() -> list[str]:
    return [stored.name for stored in files_about(Draft.objects.get().about)]


def test_file_with_a_false_name_gets_the_right_one_and_the_page_says_so_before_going_on(
    citizen: Citizen,
) -> None:
    citizen.begins()
    sent = citizen.answers("file", files=[upload("foto.jpg", PNG)], go="next")
    assert sent["Location"] == citizen.address("file")
    answer = citizen.client.get(sent["Location"])
    assert "«foto.jpg» è in realtà un'immagine PNG: ora si chiama «foto.png»" in words_of(answer)
    assert kept() == ["foto.png"]
    assert citizen.answers("file", go="next")["Location"] == citizen.address("dati")


def test_program_is_refused_by_its_name(citizen: Citizen) -> None:
    citizen.begins()
    answer = citizen.answers("file", files=[upload("virus.exe", b"just words")], go="next")
    assert answer.status_code == 422
    assert "«virus.exe»: Il nome finisce in «.exe»" in words_of(answer)
    assert kept() == []


def test_same_bytes_are_kept_once_and_it_is_said(citizen: Citizen) -> None:
    citizen.begins()
    citizen.answers("file", files=[upload("uno.pdf", PDF), upload("due.pdf", PDF)], go="upload")
    assert kept() == ["uno.pdf"]
    again = citizen.client.get(citizen.address("file"))
    assert "«due.pdf» c'era già, uguale: lo teniamo una volta sola." in words_of(again)
    citizen.answers("file", files=[upload("tre.pdf", PDF)], go="upload")
    assert kept() == ["uno.pdf"]


def test_one_button_takes_a_file_away_and_stays_here(citizen: Citizen) -> None:
    citizen.begins()
    citizen.answers("file", files=[upload("uno.pdf", PDF), upload("due.png", PNG)], go="upload")
    page = words_of(citizen.client.get(citizen.address("file")))
    first = files_about(Draft.objects.get().about)[0]
    assert f'name="remove" value="{first.public_id}"' in page
    assert 'type="checkbox"' not in page
    chosen = upload("tre.txt", b"chosen in the same form")
    answer = citizen.answers("file", remove=str(first.public_id), files=[chosen])
    assert answer["Location"] == citizen.address("file")
    assert kept() == ["due.png", "tre.txt"]


def test_page_says_what_is_accepted_and_how_much(citizen: Citizen) -> None:
    page = words_of(citizen.begins().client.get(citizen.address("file")))
    assert "20 MB ciascuno" in page
    assert "P7M, P7S, TSD, M7M, ASiC" in page
    assert 'data-most-bytes="20971520"' in page


def opened(request: AccessRequest) -> Client:
    client = Client()
    found = client.post(
        "/accesso-civico/richieste/", {"code": request.code, "email": request.applicant.email}
    )
    assert found.status_code == 302
    return client


def test_message_whose_file_lies_leaves_only_after_its_author_agrees(citizen: Citizen) -> None:
    request = citizen.files()
    address = f"/accesso-civico/richieste/{request.code}/messaggi/"
    client = opened(request)
    told = client.post(address, {"body": "Ecco la foto.", "files": [upload("foto.jpg", PNG)]})
    assert told.status_code == 422
    assert "«foto.jpg» è in realtà un'immagine PNG" in words_of(told)
    assert "Ecco la foto.</textarea>" in words_of(told)
    assert request.messages.count() == 0
    sent = client.post(
        address, {"body": "Ecco la foto.", "renaming": "on", "files": [upload("foto.jpg", PNG)]}
    )
    assert sent.status_code == 302
    assert [stored.name for stored in files_about(request.messages.get().about)] == ["foto.png"]


def test_message_keeps_the_same_bytes_once_and_says_so(citizen: Citizen) -> None:
    request = citizen.files()
    sent = opened(request).post(
        f"/accesso-civico/richieste/{request.code}/messaggi/",
        {"body": "Ecco gli atti.", "files": [upload("uno.pdf", PDF), upload("due.pdf", PDF)]},
        follow=True,
    )
    assert "«due.pdf» c'era già, uguale" in words_of(sent)
    assert [stored.name for stored in files_about(request.messages.get().about)] == ["uno.pdf"]


def test_too_many_megabytes_are_refused_unread_and_the_text_comes_back(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = citizen.files()
    client = opened(request)
    monkeypatch.setattr(answers, "MOST_BYTES", 10_000)
    told = client.post(
        f"/accesso-civico/richieste/{request.code}/messaggi/",
        {"body": "Ecco la pianta intera.", "files": [upload("pianta.txt", b"x" * 20_000)]},
    )
    assert (told.status_code, told["Connection"]) == (422, "close")
    assert "I file insieme superano 100 MB" in words_of(told)
    assert "Ecco la pianta intera.</textarea>" in words_of(told)
    assert request.messages.count() == 0


def test_lost_content_is_told_at_the_door_of_the_citizen(citizen: Citizen) -> None:
    request = citizen.files()
    by = Actor.citizen(request.about)
    stored = attachments.store_file(
        content=BytesIO(PDF), name="atto.pdf", about=request.about, purpose="filed", by=by, at=request.received_at,
        access="public",
    )  # fmt: skip
    stored.content.storage.delete(stored.content.name)
    answer = opened(request).get(f"/accesso-civico/richieste/{request.code}/file/{stored.public_id}/")
    assert answer.status_code == 410
    assert "«atto.pdf» è registrato, ma il suo contenuto manca" in words_of(answer)
    assert Client().get(f"/accesso-civico/file/{stored.public_id}/").status_code == 404


def test_malformed_form_is_answered_in_the_language_of_the_reader(citizen: Citizen) -> None:
    citizen.begins()
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="' + b"n" * 40_000
    for language, words in (
        ("it", "Non siamo riusciti a leggere"),
        ("en", "We could not read what you sent"),
    ):
        answer = citizen.client.post(
            address_in(language, citizen.address("file")),
            body,
            content_type="multipart/form-data; boundary=x",
        )
        assert (answer.status_code, words in words_of(answer)) == (400, True)


def test_form_sent_empty_is_answered_and_keeps_what_was_there(citizen: Citizen) -> None:
    citizen.begins()
    assert citizen.answers("richiesta").status_code == 422
