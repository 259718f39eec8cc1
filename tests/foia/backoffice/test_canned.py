"""A ready-made text goes into what is being written, in the language of who reads it, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from foia.backoffice.canned import canned_texts, with_text
from foia.models import AccessRequest, Message
from tests.foia.backoffice.reading import page

pytestmark = pytest.mark.django_db
TELLS_OF = ("foia/backoffice/canned.py", "foia/backoffice/views/case.py")


def test_text_is_in_the_language_of_who_reads_and_its_title_in_that_of_who_writes() -> None:
    italian, english = canned_texts("it"), canned_texts("en")
    assert [text.title for text in english] == [text.title for text in italian]
    assert (italian[2].body[:10], english[2].body[:5]) == ("Buongiorno", "Hello")


def test_text_stands_after_what_was_typed() -> None:
    text = canned_texts("it")[0]
    assert with_text("Gentile Anna,\n", text) == f"Gentile Anna,\n\n{text.body}"
    assert with_text("  ", text) == text.body


def test_without_scripts_the_text_is_added_and_nothing_is_sent(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    sent = {"body": "Gentile Anna,", "purpose": "message", "modello": "precisare", "inserisci": "modello"}
    answer = browser("editor").post(
        reverse("foia_staff:action", args=[request.pk, "rispondi"]), {**sent, "version": request.version}
    )
    form = page(answer).find("form", id="modulo-rispondi")
    assert answer.status_code == 200
    assert Message.objects.count() == 0
    text = {one.code: one for one in canned_texts("it")}["precisare"]
    assert form.find("textarea").text.strip() == f"Gentile Anna,\n\n{text.body}"
    assert form.find("option", selected=True)["value"] == "clarification"


def test_unknown_text_leaves_what_was_typed(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    answer = browser("editor").post(
        reverse("foia_staff:action", args=[request.pk, "rispondi"]),
        {"body": "Solo questo.", "modello": "inventato", "inserisci": "modello"},
    )
    assert page(answer).find("form", id="modulo-rispondi").find("textarea").text.strip() == "Solo questo."
