"""What the receipt says."""

from __future__ import annotations

import unicodedata
from typing import Any

import pymupdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile

from foia.letters import receipt_letter
from foia.letters.receipt import next_steps
from foia.models import AccessRequest
from foia.operations import triage
from foia.queries.own_case import handed_in_with
from pasocial.sentences import show
from tests.foia.conftest import MONDAY
from tests.office.files.papers.test_paper import declares_ua, opened


def words_of(content: bytes) -> str:
    """Everything a reader of the PDF sees, in reading order, with single spaces."""
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_receipt_names_its_language_and_its_number(filed_request):
    request = filed_request()
    document = opened(receipt_letter(request, MONDAY))
    assert declares_ua(document)
    assert str(document.Root.Lang) == "it"
    assert str(document.docinfo["/Title"]) == "Ricevuta della richiesta 2026/0000001"
    assert document.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712 - a pikepdf object


def test_receipt_in_english_for_who_asked_in_english(filed_request):
    made = receipt_letter(filed_request(language="en"), MONDAY)
    document = opened(made)
    assert (declares_ua(document), str(document.Root.Lang)) == (True, "en")
    words = words_of(made)
    english, italian = words.split("Questo è il testo italiano, che fa fede.")
    assert "This is a courtesy translation: the Italian text, which follows, prevails." in english
    assert "The answer comes by: Wednesday 1 April 2026" in english
    assert "La risposta arriva entro: mercoledì 1° aprile 2026" in italian


def test_receipt_shows_the_due_day_line_by_line_and_the_remedies(filed_request):
    request = filed_request()
    words = words_of(receipt_letter(request, MONDAY))
    for expected in (
        "2026/0000001",
        request.code,
        "Richiesta ricevuta lunedì 2 marzo 2026: il giorno di arrivo non si conta.",
        "30 giorni di calendario arrivano a mercoledì 1° aprile 2026.",
        "La risposta arriva entro: mercoledì 1° aprile 2026",
        "Riesame",
        "Difensore civico",
        "Tribunale amministrativo regionale",
    ):
        assert expected in words


def test_anonymous_applicant_is_told_to_say_who_she_is(filed_request):
    assert next_steps(filed_request(name=""))[0].startswith("Scrivi chi sei")
    assert not next_steps(filed_request())[0].startswith("Scrivi chi sei")


NAMES = {
    "王芳": "DroidSansFallback",
    "박지성": "DroidSansFallback",
    "さくら": "DroidSansFallback",
    "محمد": "NotoSansArabic",
    "דוד": "LibertinusSerif",
    "अनिता": "NotoSansDevanagari",
    "ਪੰਜਾਬ": "NotoSansGurmukhi",
    "සිංහල": "NotoSansSinhala",
    "ไทย": "NotoSansThai",
    "ქეთევან": "NotoSansGeorgian",
    "Հայկ": "NotoSansArmenian",
    "አማርኛ": "NotoSansEthiopic",
    "Ελένη": "LibertinusSerif",
    "Жанна": "LibertinusSerif",
    "Šimić": "LibertinusSerif",
    "🙂": "NotoEmoji",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_written_in_its_own_letters(filed_request: Any, name: str) -> None:
    paper = pymupdf.open(stream=receipt_letter(filed_request(name=f"Ada {name}"), MONDAY))
    row = next(line for line in paper[0].get_text().splitlines() if line.startswith("Richiedente"))
    assert "[U+" not in row
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", row)
    drawn = {
        (span["font"].partition("-")[0], glyph)
        for span in paper[0].get_texttrace()
        for sign, glyph, _origin, _box in span["chars"]
        if sign > 0x20 and chr(sign) in name
    }
    assert {font for font, _glyph in drawn} == {NAMES[name]}
    assert [font for font, glyph in drawn if glyph == 0] == []  # 0 is the empty box


def test_a_sign_without_a_font_is_named_and_the_letter_leaves(filed_request: Any) -> None:
    paper = pymupdf.open(stream=receipt_letter(filed_request(name="Ada ᚠ"), MONDAY))
    assert "Ada [U+16A0]" in paper[0].get_text()


def test_dirty_words_of_a_former_release_make_no_letter_fail(filed_request: Any) -> None:
    request = filed_request()
    AccessRequest.objects.filter(pk=request.pk).update(
        subject="a\x01b\x1b[0m\ufffe\U0010ffff\u202ec", body="\x08\x85" * 20
    )
    request.refresh_from_db()
    paper = pymupdf.open(stream=receipt_letter(request, MONDAY))
    assert "ab[0m" in paper[-1].get_text()


@pytest.mark.parametrize(
    "subject",
    [
        "Spese *di* #rappresentanza $2025$ @tutti <a> \\ fine",
        "Le luminarie 🎄 del 2025",
        "طلب نسخة من المستندات",
        "請求 documenti del 2025",
        "x" * 200,
    ],
)
def test_any_text_a_person_types_makes_an_accessible_letter(filed_request, subject):
    request = filed_request(
        subject=subject, body=f"{subject}\n\n#let x = 1\n= Titolo\n- elenco\n/ a: b  " + "z" * 20
    )
    document = opened(receipt_letter(request, MONDAY))
    assert declares_ua(document)
    assert document.Root.MarkInfo.Marked == True  # noqa: E712 - a pikepdf object, not a bool
    assert "/StructTreeRoot" in document.Root


def test_receipt_carries_protocol_hour_address_responsible_and_what_was_attached(
    filed_request: Any, desk: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://comune.example"
    request = filed_request(
        files=[ContentFile(b"Delego Anna Verdi.", name="delega.txt")],
        protocol="0012345/2026",
        registered_on=MONDAY.date(),
    )
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    words = words_of(receipt_letter(request, MONDAY))
    [attached] = handed_in_with(request)
    for expected in (
        "Protocollo: 0012345/2026 del 2 marzo 2026",
        f"Ricevuta: {show(request.received_at)}",
        f"https://comune.example/accesso-civico/richieste/{request.code}/",
        f"Responsabile del procedimento: {desk.editor}",
        "delega.txt, 18 B",
    ):
        assert expected in words
    assert ", ore " in str(show(request.received_at))
    assert attached.sha256 in words.replace(" ", "")


def test_receipt_of_a_request_without_protocol_or_files_names_neither(filed_request: Any) -> None:
    words = words_of(receipt_letter(filed_request(), MONDAY))
    assert [
        word for word in ("Protocollo", "Responsabile del procedimento", "SHA-256") if word in words
    ] == []
