"""The page of third parties: sending is an act by itself, under its preview; the other forms only write down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Party, PartyNotice
from foia.operations import parties
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.departures.tasks import send_due
from pasocial.office.messaging.notices.queries import mail_about
from pasocial.office.record.trail.actor import Actor
from tests.foia.backoffice.reading import form_at, go_ahead, page, send, values
from tests.foia.tasks.test_cases import deliver_all

pytestmark = pytest.mark.django_db

TELLS_OF = ("foia/backoffice/views/party_notice.py", "foia/backoffice/views/tabs/parties.py")


def tab(request: AccessRequest) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, "parti"])


def action(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:action", args=[request.pk, name])


@pytest.fixture
def named(
    worked: Callable[..., AccessRequest], browser: Callable[[str], Client]
) -> tuple[AccessRequest, Party, Client]:
    request, editor = worked(), browser("editor")
    send(
        editor,
        editor.get(tab(request)),
        action(request, "aggiungi-parte"),
        name="Giardini srl",
        interest="economic_interests",
        email="info@giardini.example",
        documents_read="on",
    )
    return request, Party.objects.get(), editor


def mails(request: AccessRequest) -> list[tuple[str, str]]:
    return [
        (mail.subject, mail.text) for mail in mail_about(request.about).filter(to="info@giardini.example")
    ]


@pytest.mark.parametrize(("days_left", "said"), [(3, "Il termine si ferma"), (-3, "Il termine non si ferma")])
def test_preview_says_whether_the_term_stops(
    named: tuple[AccessRequest, Party, Client], days_left: int, said: str
) -> None:
    request, party, editor = named
    due_on = timezone.localdate() + timedelta(days=days_left)
    AccessRequest.objects.filter(pk=request.pk).update(due_on=max(due_on, request.received_on))
    words = page(editor.get(reverse("foia_staff:party_notice", args=[request.pk, party.pk]))).text
    assert said in words


def undo_of(party: Party) -> str:
    departure = PartyNotice.objects.get(party=party).departure
    return reverse("office:departure_call_back", args=[departure.pk])


def test_preview_shows_the_mail_and_its_button_sends_it(named: tuple[AccessRequest, Party, Client]) -> None:
    request, party, editor = named
    opened = editor.get(tab(request))
    links = [link["href"] for link in page(opened).find_all("a") if "Anteprima e invia" in link.text]
    address = reverse("foia_staff:party_notice", args=[request.pk, party.pk])
    assert links == [address]
    preview = editor.get(address)
    done = send(editor, preview, action(request, "invia-avviso"))
    assert "L'avviso parte fra 15 secondi" in page(done).text
    assert page(done).find("form", action=undo_of(party)) is not None
    deliver_all()
    assert (mails(request), Party.objects.get().notified_on) == ([], None)
    past = timezone.now() - timedelta(seconds=20)
    Departure.objects.update(planned_at=past, leaves_at=past + timedelta(seconds=15))
    send_due()
    deliver_all()
    [(subject, text)] = mails(request)
    shown = page(preview).text
    assert subject in shown
    missing = [
        line
        for line in text.splitlines()
        if line.strip() and " ".join(line.split()) not in " ".join(shown.split())
    ]
    assert missing == []


def test_notice_is_called_back_on_the_page(named: tuple[AccessRequest, Party, Client]) -> None:
    request, party, editor = named
    preview = editor.get(reverse("foia_staff:party_notice", args=[request.pk, party.pk]))
    done = send(editor, preview, action(request, "invia-avviso"))
    back = send(editor, done, undo_of(party))
    assert "non è partito nulla" in page(back).text
    send_due()
    deliver_all()
    assert (mails(request), PartyNotice.objects.get().state) == ([], "recalled")
    assert Party.objects.get().notified_on is None


def test_already_sent_is_written_down_with_its_day_and_no_mail(
    named: tuple[AccessRequest, Party, Client],
) -> None:
    request, _party, editor = named
    step = action(request, "avviso-inviato")
    opened = editor.get(tab(request))
    future = (timezone.localdate() + timedelta(days=3)).isoformat()
    refused = send(editor, opened, step, on=future, means="registered_post")
    assert (refused.status_code, future in refused.content.decode()) == (422, True)
    typed = {**values(form_at(refused, step)), "on": timezone.localdate().isoformat(), "number": "RR1"}
    preview = editor.post(step, typed, follow=True)
    # The party is not written to; the applicant learns that somebody was told.
    assert request.applicant.email in page(preview).text
    done = go_ahead(editor, preview)
    assert "Raccomandata con avviso di ricevimento, n. RR1" in " ".join(page(done).text.split())
    deliver_all()
    request.refresh_from_db()
    assert (mails(request), Party.objects.get().notified_on, request.state) == (
        [],
        timezone.localdate(),
        "awaiting_parties",
    )


def test_nothing_is_chosen_beforehand_and_nothing_that_registers_sends(
    named: tuple[AccessRequest, Party, Client],
) -> None:
    """The former list began with the step that mailed, and it was chosen: register, and it was gone."""
    request, party, editor = named
    for name in ("parte", "avviso-inviato", "rimedio", "rimedio-concluso", "accoglimento-comunicato"):
        editor.post(action(request, name), {"party": party.pk, "on": timezone.localdate().isoformat()})
        editor.post(
            action(request, name),
            {"party": party.pk, "step": "notified", "on": timezone.localdate().isoformat()},
        )
    deliver_all()
    send_due()
    assert (mails(request), PartyNotice.objects.count(), Party.objects.get().notified_on) == ([], 0, None)
    boxes = page(editor.get(tab(request))).find_all("select")
    chosen = {box["name"]: box.find("option", selected=True) for box in boxes}
    assert {
        name: option and option["value"]
        for name, option in chosen.items()
        if name in ("step", "means", "remedy")
    } == {
        "means": "",
        "remedy": "",
    }


def test_party_without_mail_gets_a_letter_and_no_send_button(
    named: tuple[AccessRequest, Party, Client],
) -> None:
    request, party, editor = named
    Party.objects.update(email="", postal_address="Via Roma 1, Esempio")
    opened = page(editor.get(tab(request)))
    assert "Anteprima e invia" not in opened.text
    assert "c'è solo l'indirizzo postale" in opened.text
    address = reverse("foia_staff:party_letter", args=[request.pk, party.pk])
    for url in (address, f"{address}?accoglimento=1"):
        answer = editor.get(url)
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    preview = page(editor.get(reverse("foia_staff:party_notice", args=[request.pk, party.pk])))
    button = preview.find("form", action=action(request, "invia-avviso")).find("button")
    assert button.has_attr("disabled") or button.get("aria-disabled") == "true"
    refused = editor.post(action(request, "invia-avviso"), {"party": party.pk})
    assert refused.status_code == 422


def test_each_open_remedy_is_closed_from_the_page(named: tuple[AccessRequest, Party, Client]) -> None:
    request, party, editor = named
    day = timezone.localdate().isoformat()
    opened = editor.get(tab(request))
    for remedy in ("court", "review"):
        opened = send(editor, opened, action(request, "rimedio"), remedy=remedy, on=day)
    assert "contesta l'accoglimento" in page(opened).text
    closing = page(opened).find("form", action=action(request, "rimedio-concluso"))
    offered = [
        option["value"] for option in closing.find("select", attrs={"name": "reference"}).find_all("option")
    ]
    assert len(offered) == 3
    first = send(editor, opened, action(request, "rimedio-concluso"), reference=offered[1], on=day)
    again = editor.post(
        action(request, "rimedio-concluso"),
        {"party": party.pk, "mark": party.pk, "reference": offered[1], "on": day},
    )
    assert (again.status_code, "risulta già concluso" in page(again).text) == (422, True)
    send(editor, first, action(request, "rimedio-concluso"), reference=offered[2], on=day)
    assert page(editor.get(tab(request))).find("form", action=action(request, "rimedio-concluso")) is None


def test_parties_of_another_case_are_not_touched_from_this_one(
    named: tuple[AccessRequest, Party, Client], worked: Callable[..., AccessRequest]
) -> None:
    request, party, editor = named
    other = worked(subject="Altra richiesta, altro oggetto")
    refused = editor.post(action(other, "invia-avviso"), {"party": party.pk})
    assert (refused.status_code, PartyNotice.objects.count()) == (422, 0)
    for name in ("party_notice", "party_letter"):
        assert editor.get(reverse(f"foia_staff:{name}", args=[other.pk, party.pk])).status_code == 404
    assert request.pk != other.pk


def test_queries_of_the_page_do_not_grow_with_its_parties(
    named: tuple[AccessRequest, Party, Client], django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    request, _party, editor = named
    counts = []
    for number in (0, 2):
        for one in range(number):
            parties.add_party(
                request_id=request.pk,
                name=f"Altro {one}",
                email=f"altro{one}@pec.example",
                interest="economic_interests",
                by=Actor.system("test"),
                at=timezone.now(),
            )
        editor.get(tab(request))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get(tab(request))
        counts.append(len(asked))
    assert counts[0] == counts[1]
