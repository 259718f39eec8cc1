"""In the browser: what leaves is seen first, waits fifteen seconds, comes back into its form; one case is stopped alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from foia.models import Message
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.screens.actions.models import PlannedCall
from tests.fixtures import a_file, deliver_reactions
from tests.foia.backoffice.reading import form_at, page, send, values

TELLS_OF = ("foia/backoffice/views/doing.py", "pasocial/office/screens/actions/looking.py")
SYSTEM = Actor.system("test")
WORDS = "Ti servono anche le fatture di dicembre?"


def tab(request: Any, name: str = "messaggi") -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, name])


def written(client: Any, request: Any, **typed: Any) -> Any:
    """The message is filled in and its button pressed: the page that shows it."""
    here = client.get(tab(request))
    return send(client, here, f"/redazione/foia/richieste/{request.pk}/fai/rispondi/", body=WORDS, **typed)


def sent(client: Any, preview: Any) -> Any:
    address = preview.request["PATH_INFO"]
    assert values(form_at(preview, address)) == {}
    return client.post(address, follow=True)


def leave_after(seconds: int = 16) -> int:
    left = departures.send_due(by=SYSTEM, at=timezone.now() + timedelta(seconds=seconds))
    deliver_reactions()
    return left


def mails(request: Any) -> list[str]:
    deliver_reactions()
    return list(Mail.objects.filter(about=request.about, text__contains=WORDS).values_list("to", flat=True))


def test_the_message_is_seen_as_it_leaves_and_nothing_is_done_yet(worked: Any, browser: Any) -> None:
    request = worked()
    client = browser("editor")
    answer = written(client, request)
    text = page(answer).get_text(" ", strip=True)
    assert answer.status_code == 200
    assert "non è ancora partito nulla" in text
    assert ("anna.verdi@posta.example" in text, WORDS in text, "ci serve" in text) == (True, True, False)
    # The private link is the applicant's alone.
    assert ("/accesso-civico/link/•••" in text, "Invia" in text) == (True, True)
    assert (Message.objects.count(), Departure.objects.count(), mails(request)) == (0, 0, [])


def test_sent_it_waits_on_the_page_then_leaves_once(worked: Any, browser: Any) -> None:
    request = worked()
    client = browser("editor")
    after = sent(client, written(client, request))
    bar = page(after).find(id="annulla")
    assert "Messaggio al richiedente" in bar.get_text()
    assert (leave_after(10), mails(request)) == (0, [])
    assert [leave_after(), leave_after()] == [1, 0]
    assert mails(request) == ["anna.verdi@posta.example"]
    assert page(client.get(tab(request))).find(id="annulla") is None


def test_undone_it_is_nothing_and_its_words_are_in_the_form_again(worked: Any, browser: Any) -> None:
    request = worked()
    client = browser("editor")
    after = sent(client, written(client, request, purpose="clarification"))
    bar = page(after).find(id="annulla")
    back = client.post(bar["action"], values(bar), follow=True)
    typed = values(form_at(back, f"/redazione/foia/richieste/{request.pk}/fai/rispondi/"))
    assert (typed["body"], typed["purpose"]) == (WORDS, "clarification")
    assert (leave_after(3600), mails(request), Message.objects.count()) == (0, [], 0)
    since = history_of(request.about).filter(event__startswith="office.letter")
    assert [entry.event for entry in since] == ["office.letter.leaving", "office.letter.recalled"]
    # Sent again from there, it leaves.
    again = client.post(f"/redazione/foia/richieste/{request.pk}/fai/rispondi/", typed, follow=True)
    sent(client, again)
    assert (leave_after(), mails(request)) == (1, ["anna.verdi@posta.example"])


def test_whoever_goes_back_finds_what_she_wrote(worked: Any, browser: Any) -> None:
    request = worked()
    client = browser("editor")
    preview = written(client, request)
    back = page(preview).find("a", string=lambda text: text and "Torna indietro" in text)
    typed = values(form_at(client.get(back["href"]), f"/redazione/foia/richieste/{request.pk}/fai/rispondi/"))
    assert typed["body"] == WORDS


def test_files_are_named_and_go_with_it(worked: Any, browser: Any) -> None:
    request = worked()
    client = browser("editor")
    preview = written(client, request, files=[a_file("mappa.txt", "Una mappa.")])
    assert "mappa.txt" in page(preview).get_text()
    sent(client, preview)
    leave_after()
    assert "mappa.txt" in page(client.get(tab(request))).get_text()


def test_nobody_else_sees_or_sends_what_a_colleague_looks_at(worked: Any, browser: Any) -> None:
    request = worked()
    written(browser("editor"), request)
    address = reverse("foia_staff:leaving", args=[request.pk, PlannedCall.objects.get().pk])
    head = browser("head")
    assert [head.get(address).status_code, head.post(address).status_code] == [404, 404]
    assert browser("viewer").get(address).status_code == 403


def test_a_case_that_changed_meanwhile_is_not_written_to_unseen(worked: Any, browser: Any) -> None:
    request = worked()
    client, head = browser("editor"), browser("head")
    preview = written(client, request)
    here = head.get(tab(request, "panoramica"))
    send(head, here, f"/redazione/foia/richieste/{request.pk}/fai/priorita/", priority="2")
    answer = client.post(preview.request["PATH_INFO"])
    assert (answer.status_code, Departure.objects.count()) == (409, 0)
    assert "Non è partito nulla" in page(answer).get_text()


def test_the_head_stops_one_case_everybody_reads_why_and_it_goes_on(worked: Any, browser: Any) -> None:
    request, other = worked(), worked(subject="Un'altra cosa")
    client, head, viewer = browser("editor"), browser("head"), browser("viewer")
    stop = reverse("office:departures_freeze_thing", args=[request.about])
    for each in (request, other):
        sent(client, written(client, each))
    # Not everybody stops; nobody stops without saying why.
    assert page(client.get(tab(request))).find("form", action=stop) is None
    assert client.post(stop, {"reason": "Aspettiamo il parere."}).status_code == 403
    empty = head.post(stop, {"reason": ""})
    assert (empty.status_code, Freeze.objects.count()) == (422, 0)
    stopped = send(head, head.get(tab(request)), stop, reason="Aspettiamo il parere del segretario.")
    assert stopped.request["PATH_INFO"] == tab(request)
    for who in (client, head, viewer):
        assert "Aspettiamo il parere del segretario." in page(who.get(tab(request))).get_text()
        assert "Aspettiamo il parere del segretario." in page(who.get("/redazione/partenze/")).get_text()
        assert "Aspettiamo il parere del segretario." not in page(who.get(tab(other))).get_text()
    assert (leave_after(), mails(request), len(mails(other))) == (1, [], 1)
    freeze = Freeze.objects.get()
    lift = reverse("office:departures_lift", args=[freeze.pk])
    assert page(viewer.get(tab(request))).find("form", action=lift) is None
    send(head, head.get(tab(request)), lift)
    assert (leave_after(), len(mails(request))) == (1, 1)


def test_one_case_is_stopped_from_the_list_of_departures_too(worked: Any, browser: Any) -> None:
    request = worked()
    client, head = browser("editor"), browser("head")
    sent(client, written(client, request))
    stop = reverse("office:departures_freeze_thing", args=[request.about])
    send(head, head.get("/redazione/partenze/"), stop, reason="Aspettiamo il parere.")
    [freeze] = Freeze.objects.all()
    assert (freeze.desk, freeze.about) == ("foia", request.about)
    shown = page(head.get("/redazione/partenze/")).get_text()
    assert f"Richiesta {request.number}" in shown


@pytest.mark.parametrize("about", ["foia.request:999999", "nobody.thing:1", "storta"])
def test_what_nobody_knows_is_not_stopped(browser: Any, about: str) -> None:
    stop = reverse("office:departures_freeze_thing", args=[about])
    assert browser("head").post(stop, {"reason": "Aspettiamo."}).status_code == 404
