"""The decision page: drafts that may be incomplete, two writers, files that survive a refusal, the letter's preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Decision, Review
from foia.operations import answering, review
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import go_ahead, page, send, values
from tests.foia.conftest import REFUSED_ITEM

pytestmark = pytest.mark.django_db

REASONS = "Abbiamo trovato tutte le determine di spesa richieste."


def tab(request: AccessRequest, name: str = "decisione") -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, name])


def decide(request: AccessRequest) -> str:
    return reverse("foia_staff:decide", args=[request.pk])


def rows(**typed: Any) -> dict[str, Any]:
    return {"righe-TOTAL_FORMS": "1", "righe-INITIAL_FORMS": "0", **typed}


def drafted(request: AccessRequest, by: User, **changes: Any) -> Decision:
    return answering.draft_decision(
        request_id=request.pk,
        **{"outcome": "granted", "reasons": REASONS, "answer_text": "Sono 24.300 euro.", **changes},
        by=Actor.staff(by),
        at=timezone.now(),
    )


def test_colleague_s_draft_is_shown_beside_mine_and_not_overwritten(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, editor = worked(), browser("editor")
    opened = editor.get(tab(request))
    drafted(request, desk["head"], reasons="Le parole della collega, che restano.")
    refused = send(
        editor,
        opened,
        decide(request),
        act="save",
        outcome="granted",
        reasons="Le mie parole, scritte insieme.",
    )
    text = page(refused).text
    assert refused.status_code == 409
    assert [words in text for words in ("Le parole della collega", "Le mie parole", "Carla Capo")] == [
        True
    ] * 3
    assert Decision.objects.get().reasons == "Le parole della collega, che restano."
    send(editor, refused, decide(request), act="save")
    assert Decision.objects.get().reasons == "Le mie parole, scritte insieme."


def test_file_of_a_refused_row_is_not_lost(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    refused = editor.post(
        decide(request),
        {
            "act": "save",
            "outcome": "granted",
            "reasons": REASONS,
            "version": request.version,
            **rows(
                **{
                    "righe-0-title": "",
                    "righe-0-disclosure": "public",
                    "righe-0-upload": SimpleUploadedFile("determine.txt", b"determina"),
                }
            ),
        },
    )
    stored = files_about(request.about).get()
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    form = page(refused).find("form", action=decide(request))
    assert values(form)["righe-0-file"] == str(stored.public_id)


def test_dangerous_file_is_refused_beside_its_row(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    refused = browser("editor").post(
        decide(request),
        {
            "act": "save",
            "outcome": "granted",
            "reasons": REASONS,
            "version": request.version,
            **rows(
                **{
                    "righe-0-title": "Pagina",
                    "righe-0-disclosure": "public",
                    "righe-0-upload": SimpleUploadedFile("a.pdf", b"<html><script>alert(1)</script></html>"),
                }
            ),
        },
    )
    assert (refused.status_code, Decision.objects.count(), files_about(request.about).count()) == (422, 0, 0)
    assert "Questo tipo di file non è accettato" in page(refused).text


def test_forged_file_of_another_case_is_no_choice(
    browser: Callable[[str], Client],
    worked: Callable[..., AccessRequest],
    fresh: Callable[..., AccessRequest],
) -> None:
    request = worked()
    other = files_about(fresh(files=[SimpleUploadedFile("segreto.txt", b"altrui")]).about).get()
    refused = browser("editor").post(
        decide(request),
        {
            "act": "save",
            "outcome": "granted",
            "reasons": REASONS,
            **rows(
                **{
                    "righe-0-title": "Rubato",
                    "righe-0-disclosure": "public",
                    "righe-0-file": str(other.public_id),
                }
            ),
        },
    )
    assert (refused.status_code, Decision.objects.count()) == (422, 0)


def test_letter_is_previewed_as_pdf_before_anyone_approves(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    drafted(request, desk["editor"])
    response = browser("head").get(reverse("foia_staff:letter", args=[request.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_undo_is_offered_for_fifteen_seconds_only(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, head = worked(), browser("head")
    drafted(request, desk["editor"])
    step = {"request_id": request.pk, "at": timezone.now()}
    answering.submit_decision(by=Actor.staff(desk["editor"]), **step)
    answering.approve_decision(by=Actor.staff(desk["head"]), **step)
    undo = reverse("office:departure_call_back", args=[Departure.objects.get().pk])
    assert page(head.get(tab(request))).find("form", action=undo) is not None
    past = timezone.now() - timedelta(seconds=20)
    Departure.objects.update(leaves_at=past + timedelta(seconds=15))
    assert page(head.get(tab(request))).find("form", action=undo) is None
    late = head.post(reverse("foia_staff:action", args=[request.pk, "annulla-approvazione"]), {})
    assert (late.status_code, "Sono passati più di 15 secondi" in page(late).text) == (422, True)


def test_review_is_decided_by_the_transparency_officer_with_reasons(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked(days_ago=40)
    review.ask_review(
        request_id=request.pk,
        grounds="Non ho ricevuto alcuna risposta nel termine.",
        by=Actor.citizen("x"),
        at=timezone.now(),
    )
    officer = browser("rpct")
    url = reverse("foia_staff:action", args=[request.pk, "decidi-riesame"])
    shown = officer.get(tab(request, "riesame"))
    short = send(officer, shown, url, outcome="granted", reasons="sì")
    assert (short.status_code, Review.objects.get().outcome) == (422, "")
    preview = send(
        officer,
        short,
        url,
        outcome="granted",
        reasons="L'ufficio non ha risposto: consegni i documenti richiesti.",
    )
    assert Review.objects.get().outcome == ""
    go_ahead(officer, preview)
    assert (Review.objects.get().outcome, Review.objects.get().decided_by) == ("granted", desk["rpct"])


def test_rejected_appeal_is_recorded_beside_the_decision_that_stands(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    drafted(request, desk["editor"], outcome="refused", answer_text="", items=(REFUSED_ITEM,))
    step = {"request_id": request.pk, "at": timezone.now()}
    answering.submit_decision(by=Actor.staff(desk["editor"]), **step)
    answering.approve_decision(by=Actor.staff(desk["head"]), **step)
    leaving = timezone.now() + timedelta(seconds=16)
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=leaving)
    url = reverse("foia_staff:action", args=[request.pk, "ricorso-respinto"])
    assert not page(browser("editor").get(tab(request))).find_all("form", action=url)
    head = browser("head")
    shown = head.get(tab(request))
    today = timezone.localdate()
    late = (today + timedelta(days=1)).isoformat()
    refused = send(head, shown, url, judge="court", on=late, why="TAR Lazio, sentenza 123/2026: infondato.")
    assert (refused.status_code, late in refused.content.decode()) == (422, True)
    send(head, refused, url, on=today.isoformat())
    request.refresh_from_db()
    assert (request.state, request.outcome) == ("answered", "refused")
    assert list(request.facts.filter(kind="rejected_by_court").values_list("on", flat=True)) == [today]
    history = head.get(tab(request, "storia"))
    assert "ricorso respinto: la decisione resta" in history.content.decode().lower()


def test_nothing_becomes_of_a_document_by_keeping_silent(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    refused = browser("editor").post(
        decide(request),
        {
            "act": "save",
            "outcome": "granted",
            "reasons": REASONS,
            "version": request.version,
            **rows(**{"righe-0-title": "Determine del 2025", "righe-0-disclosure": ""}),
        },
    )
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    assert "Decidi che cosa facciamo di questo documento." in page(refused).text
    assert values(page(refused).find("form", action=decide(request)))["righe-0-title"] == "Determine del 2025"


def test_letter_is_seen_before_it_is_sent_for_approval(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    opened = editor.get(tab(request))
    letter = send(editor, opened, decide(request), act="preview", outcome="granted", reasons=REASONS)
    assert (letter["Content-Type"], letter["Content-Disposition"].split(";")[0]) == (
        "application/pdf",
        "inline",
    )
    assert Decision.objects.get().state == "draft"


def test_another_office_is_asked_in_one_press_from_the_head_of_the_case(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(), browser("editor")
    address = tab(request, "messaggi") + "?chiedi=1"
    assert f'href="{address}#chiedi"' in editor.get(tab(request)).content.decode()
    assert '<details id="chiedi" open>' in editor.get(address).content.decode()


def test_chain_stands_on_the_case_with_who_when_and_words(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    drafted(request, desk["editor"])
    step = {"request_id": request.pk, "at": timezone.now()}
    answering.submit_decision(by=Actor.staff(desk["editor"]), **step)
    assert "entro" in page(browser("head").get(tab(request))).find("section", id="catena").text
    answering.approve_decision(by=Actor.staff(desk["head"]), comment="Chiara e completa.", **step)
    shown = page(browser("head").get(tab(request))).find("section", id="catena").text
    assert [words in shown for words in (desk["head"].full_name, "Chiara e completa.")] == [True, True]
