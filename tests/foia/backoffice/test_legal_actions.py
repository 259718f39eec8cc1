"""The rarer steps on the case page, and the correction of a fact with the clock shown before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Message, RecordedFact
from foia.operations import answering, ombudsman
from foia.rules.outcomes import Outcome
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import local_date
from tests.foia.backoffice.reading import form_at, go_ahead, page, send
from tests.foia.conftest import REFUSED_ITEM

pytestmark = pytest.mark.django_db
TELLS_OF = (
    "foia/actions/legal_steps.py",
    "foia/backoffice/views/appeals.py",
    "foia/backoffice/views/correcting.py",
)
WHY = "La PEC è arrivata un altro giorno."


def tab(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, name])


def overview(request: AccessRequest) -> str:
    return reverse("foia_staff:case", args=[request.pk])


def action(request: AccessRequest, name: str) -> str:
    return reverse("foia_staff:action", args=[request.pk, name])


def today(days_ago: int = 0) -> date:
    return local_date(timezone.now()) - timedelta(days=days_ago)


def correction_of(request: AccessRequest, kind: str) -> str:
    return reverse("foia_staff:correct_fact", args=[request.pk, request.facts.get(kind=kind).pk])


def press(client: Client, answer: Any, button: str = "", **typed: Any) -> Any:
    """The form of the correction page, with its button if one is named."""
    form = page(answer).find("form", id="modulo-correggi-fatto")
    data = {
        field["name"]: field.get("value", "") if field.name == "input" else field.text.strip()
        for field in form.find_all(["input", "textarea"])
        if field.get("name") and field.get("type") != "checkbox"
    }
    named = form.find("button", attrs={"name": button}) if button else None
    return client.post(
        answer.request["PATH_INFO"],
        {**data, **({button: named["value"]} if named else {}), **typed},
        follow=True,
    )


@pytest.fixture
def refused(worked: Callable[..., AccessRequest], desk: dict[str, User]) -> AccessRequest:
    request = worked(days_ago=12)
    by, now = Actor.staff(desk["editor"]), timezone.now() - timedelta(days=10)
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.REFUSED,
        reasons="Abbiamo letto il contratto e non si può dare.",
        items=(REFUSED_ITEM,),
        by=by,
        at=now,
    )
    answering.submit_decision(request_id=request.pk, by=by, at=now)
    answering.approve_decision(request_id=request.pk, by=Actor.staff(desk["head"]), at=now)
    answering.send_decision(request_id=request.pk, by=Actor.system("test"), at=now + timedelta(seconds=16))
    request.refresh_from_db()
    return request


def test_clock_is_shown_before_and_after_and_only_the_second_press_writes(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(days_ago=5), browser("editor")
    address = correction_of(request, "filed")
    history = editor.get(tab(request, "storia"))
    assert page(history).find("a", href=address) is not None
    first = press(editor, editor.get(address), on=today(7).isoformat(), why=WHY)
    shown = [clock.find("time")["datetime"] for clock in page(first).main.find_all(class_="pa-clock")]
    assert (first.status_code, len(shown), shown[0]) == (200, 2, request.due_on.isoformat())
    assert shown[1] < shown[0]
    assert RecordedFact.objects.filter(voids__isnull=False).count() == 0
    # A day changed after it was shown is shown first.
    again = press(editor, first, "conferma", on=today(8).isoformat())
    assert (again.status_code, RecordedFact.objects.filter(voids__isnull=False).count()) == (200, 0)
    done = go_ahead(editor, press(editor, again, "conferma"))
    request.refresh_from_db()
    assert request.received_on == today(8)
    rows = page(done).find(id="fatti").find("tbody").find_all("tr")
    struck = [row for row in rows if row.find("s")]
    assert [row.find("time")["datetime"] for row in struck] == [today(5).isoformat()]
    assert WHY in struck[0].text
    assert "Elena Istruttrice" in struck[0].text


def test_refused_correction_keeps_what_was_typed(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(days_ago=5), browser("editor")
    address = correction_of(request, "filed")
    tomorrow = today(-1).isoformat()
    refused = press(editor, editor.get(address), on=tomorrow, why=WHY)
    form = page(refused).find("form", id="modulo-correggi-fatto")
    assert (refused.status_code, form.find("input", {"name": "on"})["value"]) == (422, tomorrow)
    assert "La data è nel futuro" in form.text
    assert form.find("input", {"name": "never"}) is None
    empty = press(editor, editor.get(address), on="", why=WHY)
    assert "Scrivi il giorno giusto" in page(empty).text


def test_colleague_who_was_faster_is_shown(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(days_ago=5), browser("editor")
    address = correction_of(request, "filed")
    shown = press(editor, editor.get(address), on=today(7).isoformat(), why=WHY)
    AccessRequest.objects.filter(pk=request.pk).update(version=request.version + 3)
    stale = press(editor, shown, "conferma")
    assert (stale.status_code, RecordedFact.objects.filter(voids__isnull=False).count()) == (409, 0)
    assert "ha cambiato qualcosa qui" in page(stale).text
    done = go_ahead(editor, press(editor, press(editor, stale), "conferma"))
    assert (done.status_code, RecordedFact.objects.filter(voids__isnull=False).count()) == (200, 1)


def test_after_the_answer_the_head_corrects(browser: Callable[[str], Client], refused: AccessRequest) -> None:
    editor, head = browser("editor"), browser("head")
    address = correction_of(refused, "answered")
    barred = press(editor, editor.get(address), on=today(9).isoformat(), why=WHY)
    assert barred.status_code == 422
    assert "Dopo la risposta corregge i fatti" in page(barred).text
    assert page(editor.get(tab(refused, "storia"))).find("a", href=address) is None
    press(head, press(head, head.get(address), on=today(9).isoformat(), why=WHY), "conferma")
    refused.refresh_from_db()
    assert refused.answered_on == today(9)


def test_fact_of_another_case_is_not_here(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    mine, other = worked(), worked(subject="Spesa per le fontane")
    foreign = reverse("foia_staff:correct_fact", args=[mine.pk, other.facts.first().pk])
    assert browser("editor").get(foreign).status_code == 404


def test_arrival_is_recorded_from_the_first_tab(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, editor = worked(days_ago=5), browser("editor")
    here = action(request, "arrivo")
    wrong = send(editor, editor.get(overview(request)), here, from_body="Regione", on=today(6))
    assert (wrong.status_code, form_at(wrong, here).find("input", {"name": "from_body"})["value"]) == (
        422,
        "Regione",
    )
    done = go_ahead(editor, send(editor, wrong, here, on=today(3)))
    fact = request.facts.get(kind="received_from_other_body")
    assert (fact.on, fact.detail) == (today(3), {"from": "Regione"})
    assert page(done).find("form", action=here) is None


def test_gap_is_noticed_and_completed_for_documentary_access_only(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    plain, editor = worked(), browser("editor")
    assert page(editor.get(overview(plain))).find("form", action=action(plain, "segnala-mancanza")) is None
    request = worked(days_ago=5, kind="documentary", motive="Ho partecipato al concorso.")
    words = "Manca la spiegazione del tuo interesse."
    here = action(request, "segnala-mancanza")
    done = go_ahead(editor, send(editor, editor.get(overview(request)), here, words=words))
    assert Message.objects.get(request=request).body == words
    go_ahead(editor, send(editor, done, action(request, "mancanza-sanata"), on=today()))
    assert [fact.kind for fact in request.facts.order_by("pk")][-2:] == ["gap_notice", "gap_completed"]


def test_ombudsman_and_court_step_by_step_with_the_second_clock(
    browser: Callable[[str], Client], refused: AccessRequest
) -> None:
    head, editor = browser("head"), browser("editor")
    opened = head.get(tab(refused, "riesame"))
    assert (
        page(editor.get(tab(refused, "riesame"))).find("form", action=action(refused, "difensore-civico"))
        is None
    )
    asked = send(head, opened, action(refused, "difensore-civico"), on=today(8))
    aside = page(asked).text
    assert "In attesa del difensore civico" in aside
    clocks = [clock.h2.text for clock in page(head.get(overview(refused))).find_all(class_="pa-clock")]
    assert clocks == ["Scadenza della risposta", "Ricorso al difensore civico"]
    found = send(
        head,
        asked,
        action(refused, "pronuncia-difensore"),
        on=today(2),
        why="Il danno ai prezzi non è spiegato.",
    )
    second = page(found).find_all(class_="pa-clock")[-1]
    assert (second.h2.text, second.find("time")["datetime"] > today(-27).isoformat()) == (
        "Conferma del rifiuto",
        True,
    )
    why = "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."
    confirmed = go_ahead(head, send(head, found, action(refused, "conferma-rifiuto"), why=why))
    assert Message.objects.get(purpose="refusal_confirmed").body == why
    served = send(
        head, confirmed, action(refused, "ricorso-notificato"), on=today(), why="TAR Piemonte, R.G. 123/2026."
    )
    assert "In attesa dell'esito" in page(served).text
    assert page(served).find("form", action=action(refused, "ricorso-notificato")) is None


def test_refusal_nobody_confirmed_says_that_access_is_granted(
    browser: Callable[[str], Client], refused: AccessRequest, desk: dict[str, User]
) -> None:
    step = {"request_id": refused.pk, "by": Actor.staff(desk["head"]), "at": timezone.now()}
    ombudsman.record_appeal(on=today(9), **step)
    ombudsman.record_ruling(why="Il danno ai prezzi non è spiegato.", on=today(8), **step)
    RecordedFact.objects.filter(kind__in=("ombudsman_filed", "ombudsman_told_us")).update(on=today(60))
    RecordedFact.objects.filter(kind="answered").update(on=today(61))
    shown = page(browser("head").get(tab(refused, "riesame")))
    assert "l'accesso è concesso dal" in shown.text
    assert shown.find("form", action=action(refused, "conferma-rifiuto")) is None


def test_page_tells_what_cannot_be_read_and_what_the_rules_refuse_together(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, client = worked(), browser("editor")
    where = action(request, "arrivo")
    again = send(client, client.get(overview(request)), where, from_body="X", on="ieri")
    assert again.status_code == 422
    wrong = {link["href"] for link in page(again).select(".pa-error-summary a")}
    assert wrong == {"#arrivo_on", "#arrivo_from_body"}
