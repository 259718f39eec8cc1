"""A colleague takes a request on, prepares the answer, the head sends it back, then approves; the register shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Decision, RegisterEntry
from foia.operations import answering, publication
from pasocial.office.files.attachments.queries import by_public_id, files_about
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.conftest import browser, desk, fresh, worked  # noqa: F401 - fixtures
from tests.foia.backoffice.reading import page, send
from tests.foia.conftest import filed_request, user_with  # noqa: F401 - fixtures

SLICES = ("foia",)
pytestmark = pytest.mark.django_db

REASONS = "Abbiamo trovato le determine. Le fatture contengono dati di persone estranee alla spesa."
HARM = "Le fatture riportano codici fiscali e conti di persone estranee alla spesa."


def test_request_goes_from_inbox_to_register_without_javascript(
    browser: Callable[[str], Client],  # noqa: F811
    fresh: Callable[..., AccessRequest],  # noqa: F811
) -> None:
    request = fresh(subject="Spesa per le luminarie di Natale")
    editor, head = browser("editor"), browser("head")

    def action(name: str) -> str:
        return reverse("foia_staff:action", args=[request.pk, name])

    def tab(name: str) -> str:
        return reverse("foia_staff:case_tab", args=[request.pk, name])

    # She finds it by a misspelt word and takes it on.
    inbox = editor.get(reverse("foia_staff:inbox"), {"q": "lumimarie"})
    link = page(inbox).find("a", string="Spesa per le luminarie di Natale")
    case = editor.get(link["href"])
    taken = send(editor, case, action("prendi"))
    assert "L'hai presa in carico." in page(taken).text

    # The decision: one row, then another, with a file.
    decide = reverse("foia_staff:decide", args=[request.pk])
    blank = editor.get(tab("decisione"))
    longer = send(
        editor,
        blank,
        decide,
        act="add",
        outcome="partly_granted",
        reasons=REASONS,
        **{
            "righe-0-title": "Determine di spesa 2025",
            "righe-0-disclosure": "public",
            "righe-0-upload": SimpleUploadedFile("determine.txt", b"determina n. 12"),
        },
    )
    assert page(longer).find("input", {"name": "righe-1-title"}) is not None
    saved = send(
        editor,
        longer,
        decide,
        act="save",
        **{
            "righe-1-title": "Fatture",
            "righe-1-disclosure": "private",
            "righe-1-ground": "personal_data",
            "righe-1-reason": HARM,
        },
    )
    decision = Decision.objects.get(request=request)
    assert [(item.title, item.disclosure, item.ground) for item in decision.items.all()] == [
        ("Determine di spesa 2025", "public", ""),
        ("Fatture", "private", "personal_data"),
    ]
    assert (REASONS in page(saved).text, "Puoi fare ricorso al TAR" in page(saved).text) == (True, True)
    send(editor, saved, action("proponi"))

    # The head sends it back with a reason; it comes again and is approved, undone, approved.
    waiting = head.get(tab("decisione"))
    send(head, waiting, action("rimanda"), why="Aggiungi l'importo totale.")
    returned = editor.get(tab("decisione"))
    assert "Aggiungi l'importo totale." in page(returned).text
    saved = send(editor, returned, decide, act="save", answer_text="La spesa totale è di 24.300 euro.")
    send(editor, saved, action("proponi"))
    approved = send(head, head.get(tab("decisione")), action("approva"))
    undone = send(head, approved, action("annulla-approvazione"))
    assert "Approvazione annullata" in page(undone).text
    send(head, head.get(tab("decisione")), action("approva"))

    # Sixteen seconds later it leaves: the letter and the public file, not the rest.
    later = timezone.now() + timedelta(seconds=16)
    answering.send_decision(request_id=request.pk, by=Actor.system("test"), at=later)
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("answered", "partly_granted")
    released = files_about(request.about).get(purpose="release")
    letter = by_public_id(Decision.objects.get(request=request).letter)
    assert (released.access, letter.access) == ("public", "requester")

    # The register's words are written apart; a name in them is refused.
    publication.propose_entry(request_id=request.pk, by=Actor.system("test"), at=later)
    queue = head.get(reverse("foia_staff:register_queue"))
    entry = head.get(page(queue).find("a", string="Spesa per le luminarie di Natale")["href"])
    refused = send(
        head,
        entry,
        action("pubblica-voce"),
        public_subject="Luminarie, richiesta di Anna Verdi",
        public_reason="Dati personali di terzi nelle fatture.",
    )
    assert (refused.status_code, RegisterEntry.objects.get().state) == (422, "proposed")
    shown = send(
        head,
        refused,
        action("pubblica-voce"),
        public_subject="Spese per le luminarie di Natale 2025",
        public_reason="Dati personali di terzi nelle fatture.",
    )
    assert shown.status_code == 200
    assert (RegisterEntry.objects.get().state, RegisterEntry.objects.get().public_subject) == (
        "approved",
        "Spese per le luminarie di Natale 2025",
    )


def test_whoever_prepared_a_decision_does_not_approve_it(
    browser: Callable[[str], Client],  # noqa: F811
    fresh: Callable[..., AccessRequest],  # noqa: F811
) -> None:
    request, head = fresh(), browser("head")
    head.post(reverse("foia_staff:action", args=[request.pk, "prendi"]), {"version": request.version})
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons=REASONS,
        answer_text="La spesa totale è di 24.300 euro.",
        by=Actor.staff(_user(head)),
        at=timezone.now(),
    )
    answering.submit_decision(request_id=request.pk, by=Actor.staff(_user(head)), at=timezone.now())
    tab = reverse("foia_staff:case_tab", args=[request.pk, "decisione"])
    shown = page(head.get(tab))
    assert "L'hai preparata tu" in shown.text
    assert shown.find("button", string="Approva e invia", disabled=False) is None
    answer = head.post(reverse("foia_staff:action", args=[request.pk, "approva"]), {})
    assert (answer.status_code, Decision.objects.get().state) == (422, "submitted")


def _user(client: Client) -> object:
    from pasocial.office.people.identity.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])
