"""The decision page shows what was found in each document, and nothing leaves before somebody answers for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Decision, ReleaseItem
from foia.operations import publication, topics
from pasocial.office.files.attachments import tasks
from pasocial.office.files.attachments.models import Confirmation, StoredFile
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import page, send
from tests.office.files.attachments.cleaning.samples import SECRET, picture
from tests.office.files.attachments.redaction import papers

pytestmark = pytest.mark.django_db


def tab(request: AccessRequest, name: str = "decisione") -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, name])


def saved(
    editor: Client, request: AccessRequest, content: bytes, name: str, disclosure: str = "public"
) -> StoredFile:
    answer = editor.post(
        reverse("foia_staff:decide", args=[request.pk]),
        {
            "act": "save",
            "outcome": "granted",
            "reasons": "Abbiamo trovato tutte le determine di spesa richieste.",
            "righe-TOTAL_FORMS": "1",
            "righe-INITIAL_FORMS": "0",
            "righe-0-title": "Determine",
            "righe-0-disclosure": disclosure,
            "righe-0-upload": SimpleUploadedFile(name, content),
        },
    )
    assert answer.status_code == 302
    return StoredFile.objects.get(public_id=ReleaseItem.objects.get().file)


def action(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:action", args=[request.pk, name])


def test_letter_is_read_its_findings_listed_and_confirmed_by_name_before_it_goes_on(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, Any]
) -> None:
    request, editor = worked(), browser("editor")
    stored = saved(editor, request, papers.letter(), "lettera.pdf")
    assert "in lettura" in page(editor.get(tab(request))).text
    tasks.read(str(stored.public_id))
    shown = editor.get(tab(request))
    text = page(shown).text
    wanted = (
        "5 dati da oscurare o confermare",
        papers.CODE,
        papers.MAIL,
        "via Garibaldi 12",
        "pagina 1",
        "IBAN",
    )
    assert [each in text for each in wanted] == [True] * 6
    assert reverse("office:redact", args=[stored.public_id]) in shown.content.decode()
    button = page(shown).find("form", action=action(request, "proponi")).find("button", disabled=True)
    assert (button is not None, "Oscurali o confermali uno per uno" in text) == (True, True)
    # Past the button, the operation says the same.
    refused = editor.post(action(request, "proponi"), {}, follow=True)
    assert "Oscurali o confermali uno per uno" in page(refused).text
    assert Decision.objects.get().state == "draft"
    confirm = reverse("office:confirm_findings", args=[stored.public_id])
    boxes = [
        box["value"] for box in page(shown).find("form", action=confirm).find_all("input", type="checkbox")
    ]
    assert len(boxes) == 5
    short = editor.post(confirm, {"keys": boxes, "reason": "sì"})
    assert (short.status_code, Confirmation.objects.count()) == (422, 0)
    editor.post(confirm, {"keys": boxes, "reason": "È la lettera dell'ufficio.", "next": tab(request)})
    after = page(editor.get(tab(request))).text
    assert [
        each in after
        for each in ("letto, tutto confermato", "Elena Istruttrice", "È la lettera dell'ufficio.")
    ] == [True] * 3
    send(editor, editor.get(tab(request)), action(request, "proponi"))
    assert Decision.objects.get().state == "submitted"


def test_only_whoever_works_the_case_answers_for_a_file(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    stored = saved(browser("editor"), request, b"Tel. 0131 555123", "recapiti.txt")
    confirm = reverse("office:confirm_findings", args=[stored.public_id])
    again = reverse("office:read_again", args=[stored.public_id])
    shown = reverse("office:inspection", args=[stored.public_id])
    for role, opens in (("viewer", 200), ("newsroom", 403), ("nobody", 403)):
        client = browser(role)
        data = {"keys": ["x"], "reason": "Perché lo dico io."}
        assert (role, client.post(confirm, data).status_code, client.post(again).status_code) == (
            role,
            403,
            403,
        )
        assert (role, client.get(shown).status_code) == (role, opens)
    assert Client().post(confirm).status_code == 302
    assert Confirmation.objects.count() == 0


def test_properties_of_a_photograph_are_shown_to_the_office(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    stored = saved(browser("editor"), request, picture("JPEG"), "piazza.jpg")
    tasks.read(str(stored.public_id))
    text = page(browser("editor").get(reverse("office:inspection", args=[stored.public_id]))).text
    wanted = ("luogo dello scatto (GPS)", "44.91306, 8.61528", "Fotocamera 3", SECRET, "un'immagine")
    assert [each in text for each in wanted] == [True] * 5


def test_what_only_the_applicant_gets_is_a_warning(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    saved(editor, request, b"Risponde il 333 1234567.", "nota.txt", "requester")
    shown = page(editor.get(tab(request)))
    assert "c'è 1 dato che può riguardare altre persone" in shown.text
    assert shown.find("form", action=action(request, "proponi")).find("button", disabled=True) is None


def test_register_s_subject_is_never_the_citizen_s_own_words(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, Any]
) -> None:
    own = "La multa che ho preso in via Roma con il mio furgone"
    request = worked(subject=own)
    request.outcome, request.answered_on = "granted", timezone.localdate()
    request.save(update_fields=["outcome", "answered_on"])
    publication.propose_entry(request_id=request.pk, by=Actor.staff(desk["editor"]), at=timezone.now())

    def subject() -> str:
        shown = page(browser("head").get(tab(request, "registro")))
        assert own in shown.text
        return str(shown.find("input", attrs={"name": "public_subject"}).get("value", ""))

    assert subject() == ""
    topics.start_topic(
        request_ids=[request.pk],
        title="Sanzioni per la sosta",
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )
    assert subject() == "Sanzioni per la sosta"
