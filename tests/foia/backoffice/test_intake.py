"""A request on paper, by PEC or at the desk: written down once, with its term, its protocol and its receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, RecordedFact
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts.models import Draft
from pasocial.office.files.drafts.operations import save_draft
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.models import Entry
from pasocial.timekeeping import local_date
from tests.foia.backoffice.reading import form_at, page, send, values

pytestmark = pytest.mark.django_db

NEW = reverse("foia_staff:new")
ROME = ZoneInfo("Europe/Rome")


def letter(**typed: Any) -> dict[str, Any]:
    return {
        "channel": "post",
        "subject": "Spese per la manutenzione dei ponti",
        "body": "Chiedo copia delle determine di spesa per la manutenzione dei ponti nel 2025.",
        "name": "Anna Verdi",
        "residence": "Via Roma 1, Borgo Sereno",
        "delivery": "post",
        **typed,
    }


def write_down(client: Client, **typed: Any) -> Any:
    return send(client, client.get(NEW), NEW, **letter(**typed))


def test_letter_becomes_a_case_with_the_term_of_its_arrival(
    browser: Callable[[str], Client], desk: dict[str, User]
) -> None:
    arrived = timezone.localtime() - timedelta(days=4)
    registered = (arrived + timedelta(days=1)).date()
    answer = write_down(
        browser("editor"),
        received_at=arrived.strftime("%Y-%m-%dT%H:%M"),
        protocol="0012345",
        registered_on=registered.isoformat(),
        codice_fiscale="",
        birth_date="31/12/1980",
    )
    request = AccessRequest.objects.get()
    text = page(answer).text
    assert [words in text for words in ("Registrata con il numero", request.number, "0012345")] == [True] * 3
    assert (request.channel, request.received_on, request.delivery) == ("post", arrived.date(), "post")
    facts = dict(RecordedFact.objects.filter(request=request).values_list("kind", "on"))
    assert facts == {"filed": arrived.date(), "registered": registered}
    filed = Entry.objects.get(event="foia.request.filed")
    assert (filed.actor_kind, filed.user_id) == ("staff", desk["editor"].pk)
    assert request.applicant.birth_date.isoformat() == "1980-12-31"


def test_who_has_no_address_gets_a_receipt_to_print(browser: Callable[[str], Client]) -> None:
    editor = browser("editor")
    answer = write_down(editor)
    request = AccessRequest.objects.get()
    address = reverse("foia_staff:receipt", args=[request.pk])
    assert "stampa la ricevuta" in page(answer).text
    assert address in {link.get("href") for link in page(answer).find_all("a")}
    printed = editor.get(address)
    assert (printed["Content-Type"], b"".join(printed.streaming_content)[:5]) == ("application/pdf", b"%PDF-")


def test_pressing_twice_registers_once(browser: Callable[[str], Client]) -> None:
    editor = browser("editor")
    blank = editor.get(NEW)
    first = send(editor, blank, NEW, **letter())
    again = send(editor, blank, NEW, **letter())
    assert AccessRequest.objects.count() == 1
    assert first.redirect_chain[-1][0] == again.redirect_chain[-1][0]
    assert "L'hai già registrata" in page(again).text


def test_what_was_typed_and_its_scan_come_back_on_error(browser: Callable[[str], Client]) -> None:
    editor = browser("editor")
    scan = SimpleUploadedFile("lettera.txt", b"Gentile Comune, chiedo le determine.")
    refused = send(editor, editor.get(NEW), NEW, **letter(subject="Corto", files=scan))
    form = form_at(refused, NEW)
    assert refused.status_code == 422
    assert (values(form)["subject"], values(form)["residence"]) == ("Corto", "Via Roma 1, Borgo Sereno")
    assert ["lettera.txt" in form.text, AccessRequest.objects.count()] == [True, 0]
    send(editor, refused, NEW, subject="Spese per la manutenzione dei ponti")
    request = AccessRequest.objects.get()
    assert [(file.name, file.purpose) for file in files_about(request.about)] == [("lettera.txt", "filed")]


def test_kept_scan_can_be_taken_off_and_a_dangerous_one_is_refused_by_name(
    browser: Callable[[str], Client],
) -> None:
    editor = browser("editor")
    given = [
        SimpleUploadedFile("lettera.txt", b"Gentile Comune"),
        SimpleUploadedFile("a.pdf", b"<html><script>alert(1)</script></html>"),
    ]
    refused = send(editor, editor.get(NEW), NEW, **letter(files=given))
    draft = Draft.objects.get()
    stored = files_about(draft.about).get()
    assert refused.status_code == 422
    assert "«a.pdf»: Questo tipo di file non è accettato" in page(refused).text
    send(editor, refused, NEW, remove=str(stored.public_id))
    assert list(files_about(AccessRequest.objects.get().about)) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"received_at": "2999-01-01T10:00"}, "La data di ricezione è nel futuro"),
        ({"received_at": "2006-03-02T10:00"}, "È più di un anno fa"),
        ({"received_at": "ieri"}, "Scrivi giorno e ora"),
        ({"received_at": "2025-03-30T02:30"}, "Le 02:30 di domenica 30 marzo 2025 non ci sono state"),
        ({"received_at": "2025-10-26T02:30"}, "Le 02:30 di domenica 26 ottobre 2025 vengono due volte"),
        ({"registered_on": "2020-01-01"}, "Il protocollo non può precedere l'arrivo"),
        ({"channel": "pec"}, "Scrivi l'indirizzo PEC da cui è arrivata"),
        ({"residence": ""}, "Per ricevere la risposta per posta scrivi l'indirizzo"),
        ({"delivery": "email"}, "Senza un'e-mail scegli un altro modo"),
        ({"codice_fiscale": "ABC"}, "Il codice fiscale non è corretto"),
        ({"kind": "documentary"}, "per l'accesso documentale la legge chiede il motivo"),
        ({"email": "nessuno"}, "Controlla l'indirizzo e-mail"),
        ({"protocol": "9" * 61}, "Scrivi solo il numero di protocollo"),
        ({"body": "x\x00" * 30_000}, "Assicurati che"),
    ],
)
def test_wrong_input_is_explained_and_files_nothing(
    browser: Callable[[str], Client], typed: dict[str, str], words: str
) -> None:
    refused = write_down(browser("editor"), **typed)
    assert (refused.status_code, AccessRequest.objects.count()) == (422, 0)
    assert words in page(refused).text


def test_same_letter_by_another_way_is_noticed_and_may_still_be_registered(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    earlier = fresh(subject="Spese per la manutenzione dei ponti", name="Anna Verdi")
    editor = browser("editor")
    asked = write_down(editor)
    assert (asked.status_code, AccessRequest.objects.count()) == (422, 1)
    assert earlier.number in page(asked).text
    # Saying so once is enough, also when something else is still wrong.
    wrong = send(editor, asked, NEW, anyway="on", residence="")
    assert (wrong.status_code, AccessRequest.objects.count()) == (422, 1)
    send(editor, wrong, NEW, residence="Via Roma 1")
    assert AccessRequest.objects.count() == 2


def test_nameless_letter_is_filed_and_asks_who(browser: Callable[[str], Client]) -> None:
    write_down(browser("editor"), name="")
    assert AccessRequest.objects.get().state == "needs_identification"


def test_hour_is_read_in_rome(browser: Callable[[str], Client]) -> None:
    arrived = (timezone.localtime() - timedelta(days=10)).replace(hour=23, minute=30)
    write_down(browser("head"), received_at=arrived.strftime("%d/%m/%Y %H:%M"))
    received = AccessRequest.objects.get().received_at.astimezone(ROME)
    assert received == datetime(arrived.year, arrived.month, arrived.day, 23, 30, tzinfo=ROME)


def test_an_hour_that_came_twice_is_chosen_on_the_page(browser: Callable[[str], Client]) -> None:
    now = timezone.localtime()
    nights = [date(year, 10, day) for year in (now.year - 1, now.year) for day in range(25, 32)]
    night = max(day for day in nights if day.weekday() == 6 and day < local_date(now) - timedelta(days=1))
    editor = browser("editor")
    asked = write_down(editor, received_at=f"{night}T02:30")
    assert (asked.status_code, AccessRequest.objects.count()) == (422, 0)
    assert [option["value"] for option in page(asked).select("select[name=received_at-hour] option")] == [
        "",
        "+02:00",
        "+01:00",
    ]
    send(editor, asked, NEW, **{"received_at": f"{night}T02:30", "received_at-hour": "+01:00"})
    received = AccessRequest.objects.get().received_at
    assert received == datetime(night.year, night.month, night.day, 1, 30, tzinfo=UTC)


def test_somebody_else_s_draft_lends_no_file(browser: Callable[[str], Client]) -> None:
    _draft, token = save_draft(
        kind="foia.draft", token=None, fields={"subject": "del portale"}, step="files", at=timezone.now()
    )
    write_down(browser("editor"), draft=token)
    assert Draft.objects.get().became == ""


def test_only_who_works_requests_writes_them_down(browser: Callable[[str], Client]) -> None:
    answers = {role: browser(role).get(NEW).status_code for role in ("head", "editor", "viewer", "rpct")}
    assert answers == {"head": 200, "editor": 200, "viewer": 403, "rpct": 403}
    inbox = reverse("foia_staff:inbox")
    offered = {
        role: page(browser(role).get(inbox)).find("a", attrs={"data-key": "c"}) is not None
        for role in ("editor", "viewer")
    }
    assert offered == {"editor": True, "viewer": False}
