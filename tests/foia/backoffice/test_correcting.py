"""What an officer corrects: words of the register that name nobody, an address that refuses mail, a returned decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, RegisterEntry
from foia.operations import answering, publication
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from tests.foia.backoffice.reading import form_at, go_ahead, page, send

TELLS_OF = ("foia/operations/contact.py", "foia/operations/publication.py")

pytestmark = pytest.mark.django_db

REASONS = "Abbiamo trovato tutte le determine di spesa richieste."
DETERMINE = ItemDraft("Determine di spesa", Disclosure.PUBLIC)
INVOICES = ItemDraft(
    "Fatture", ground="personal_data", reason="Contengono i conti correnti di persone estranee alla spesa."
)


def tab(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, name])


def action(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:action", args=[request.pk, name])


def draft(request: AccessRequest, by: User, **changes: Any) -> None:
    said = {"outcome": "granted", "reasons": REASONS, "items": [DETERMINE], **changes}
    answering.draft_decision(request_id=request.pk, **said, by=Actor.staff(by), at=timezone.now())


@pytest.fixture
def entry(worked: Callable[..., AccessRequest], desk: dict[str, User]) -> RegisterEntry:
    """A line waiting for its words, of a case whose applicant has the name of a flower."""
    request = worked(name="Rosa Verdi")
    editor, head = Actor.staff(desk["editor"]), Actor.staff(desk["head"])
    draft(request, desk["editor"])
    now = timezone.now()
    answering.submit_decision(request_id=request.pk, by=editor, at=now)
    answering.approve_decision(request_id=request.pk, by=head, at=now)
    answering.send_decision(request_id=request.pk, by=Actor.system("test"), at=now + timedelta(seconds=16))
    return publication.propose_entry(request_id=request.pk, by=Actor.system("test"), at=now)


def test_word_that_names_nobody_here_is_cleared_by_the_approver(
    browser: Callable[[str], Client], entry: RegisterEntry
) -> None:
    head, request = browser("head"), entry.request
    publish = action(request, "pubblica-voce")
    words = "Spese del parco Verdi e della targa AB 123 CD"
    refused = send(head, head.get(tab(request, "registro")), publish, public_subject=words)
    boxes = form_at(refused, publish).find_all("input", {"name": "cleared"})
    assert (refused.status_code, [box["value"] for box in boxes]) == (422, ["Verdi", "AB 123 CD"])
    assert "«Verdi»: qui non indica una persona" in page(refused).text
    half = send(head, refused, publish, cleared=["Verdi"])
    assert (half.status_code, RegisterEntry.objects.get().state) == (422, "proposed")
    ticked = [
        box["value"] for box in form_at(half, publish).find_all("input", {"name": "cleared", "checked": True})
    ]
    assert ticked == ["Verdi"]
    send(head, half, publish, cleared=["Verdi", "AB 123 CD"])
    assert (RegisterEntry.objects.get().state, RegisterEntry.objects.get().public_subject) == (
        "approved",
        words,
    )


def test_full_name_and_code_are_never_cleared(browser: Callable[[str], Client], entry: RegisterEntry) -> None:
    head, publish = browser("head"), action(entry.request, "pubblica-voce")
    opened = head.get(tab(entry.request, "registro"))
    forged = send(
        head,
        opened,
        publish,
        public_subject="Spese chieste da Rosa Verdi",
        cleared=["Rosa Verdi", "Verdi", "niente"],
    )
    assert (forged.status_code, RegisterEntry.objects.get().state) == (422, "proposed")
    assert form_at(forged, publish).find("input", {"name": "cleared"}) is None
    assert "«Rosa Verdi» sembra un dato personale" in page(forged).text


def lost(request: AccessRequest, to: str, key: str) -> Mail:
    now = timezone.now()
    return Mail.objects.create(
        key=key, message_id=f"<{key}@x>", about=request.about, kind="foia/news", to=to, subject="Ricevuta",
        text="t", html="h", state="refused", error="550", due_at=now, queued_at=now,
    )  # fmt: skip


def test_address_is_corrected_and_what_was_lost_leaves_again(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(email="anna@sbagliata.example"), browser("editor")
    mine = lost(request, "anna@sbagliata.example", "mine")
    party = lost(request, "terzo@altrove.example", "party")
    correct = action(request, "correggi-recapiti")
    opened = editor.get(tab(request, "messaggi"))
    assert "Correggi l'indirizzo e invia di nuovo" in page(opened).text
    preview = send(editor, opened, correct, email="anna@giusta.example")
    assert "anna@giusta.example" in page(preview).text
    go_ahead(editor, preview)
    said = Entry.objects.get(event="foia.request.contact_corrected")
    assert said.note == {"changed": ["email"], "write_again": [mine.pk]}
    assert Mail.objects.get(to="anna@giusta.example", subject="Ricevuta").state == "queued"
    after = page(editor.get(tab(request, "messaggi")))
    assert "Mandata di nuovo all'indirizzo corretto." in after.text
    retry = after.find_all("form", action=action(request, "rispedisci"))
    assert [form.find("input", {"name": "mail"})["value"] for form in retry] == [str(party.pk)]


def test_wrong_address_keeps_what_was_typed(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    correct = action(request, "correggi-recapiti")
    refused = send(editor, editor.get(tab(request, "messaggi")), correct, email="storta", phone="0101234567")
    form = form_at(refused, correct)
    assert (refused.status_code, form.find("input", {"name": "phone"})["value"]) == (422, "0101234567")
    assert "Controlla l'indirizzo e-mail" in form.parent.text
    assert form.find("input", {"name": "write_again"}) is None
    assert AccessRequest.objects.get().applicant.email == request.applicant.email


def test_refused_mail_is_tried_again_by_the_button(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    mail = lost(request, request.applicant.email, "mine")
    preview = send(editor, editor.get(tab(request, "messaggi")), action(request, "rispedisci"))
    assert Mail.objects.get(pk=mail.pk).state == "refused"
    go_ahead(editor, preview)
    assert Mail.objects.get(pk=mail.pk).state == "queued"


def test_head_sees_field_by_field_what_changed_since_she_sent_it_back(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, head = worked(), browser("head")
    by_editor, by_head = Actor.staff(desk["editor"]), Actor.staff(desk["head"])
    draft(request, desk["editor"], outcome="partly_granted", items=[DETERMINE, INVOICES])
    answering.submit_decision(request_id=request.pk, by=by_editor, at=timezone.now())
    assert page(head.get(tab(request, "decisione"))).find(id="cambiamenti") is None
    answering.return_decision(
        request_id=request.pk,
        why="Le fatture si possono dare con parti oscurate.",
        by=by_head,
        at=timezone.now(),
    )
    given = ItemDraft(
        "Fatture oscurate",
        Disclosure.REQUESTER,
        partial=True,
        ground="personal_data",
        reason="I conti correnti di persone estranee restano coperti.",
    )
    new = ItemDraft("Mandati di pagamento", Disclosure.PUBLIC)
    draft(
        request,
        desk["editor"],
        outcome="partly_granted",
        items=[DETERMINE, given, new],
        answer_text="Sono 24.300 euro.",
    )
    answering.submit_decision(request_id=request.pk, by=by_editor, at=timezone.now())
    table = page(head.get(tab(request, "decisione"))).find(id="cambiamenti").find("tbody")
    shown = [
        [" / ".join(cell.stripped_strings) for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]
    assert shown == [
        ["Dati o informazioni date nella lettera stessa", "—", "Sono 24.300 euro."],
        [
            "Documento «Fatture oscurate»",
            "Fatture / non rilasciato / Protezione dei dati personali (D.Lgs. 33/2013 art. 5-bis(2)(a)) / "
            "Contengono i conti correnti di persone estranee alla spesa.",
            "Fatture oscurate / a chi l'ha chiesto / con parti oscurate / "
            "Protezione dei dati personali (D.Lgs. 33/2013 art. 5-bis(2)(a)) / "
            "I conti correnti di persone estranee restano coperti.",
        ],
        ["Documento «Mandati di pagamento»", "—", "Mandati di pagamento / a tutti"],
    ]
