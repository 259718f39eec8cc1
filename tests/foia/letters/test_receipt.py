"""What the receipt says."""

from __future__ import annotations

import pypdfium2

from foia.letters import receipt_letter
from foia.letters.receipt import next_steps
from tests.foia.conftest import MONDAY
from tests.foia.letters.test_paper import declares_ua, opened


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
    document = opened(receipt_letter(filed_request(language="en"), MONDAY))
    assert str(document.Root.Lang) == "en"


def test_receipt_shows_the_due_day_line_by_line_and_the_remedies(filed_request):
    request = filed_request()
    words = words_of(receipt_letter(request, MONDAY))
    for expected in (
        "2026/0000001",
        request.code,
        "Richiesta ricevuta lunedì 2 marzo 2026: il giorno di arrivo non si conta.",
        "30 giorni di calendario arrivano a mercoledì 1 aprile 2026.",
        "La risposta arriva entro: mercoledì 1 aprile 2026",
        "Riesame",
        "Difensore civico",
        "Tribunale amministrativo regionale",
    ):
        assert expected in words


def test_anonymous_applicant_is_told_to_say_who_she_is(filed_request):
    assert next_steps(filed_request(name=""))[0].startswith("Scrivi chi sei")
    assert not next_steps(filed_request())[0].startswith("Scrivi chi sei")
