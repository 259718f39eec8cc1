"""The promise of the desk, walked through its pages: she writes, a colleague answers, she reads it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from desks.contacts import access, operations
from desks.contacts.models import PublicContact
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import NOW, signed_in_client, user_with

pytestmark = pytest.mark.django_db
FORM = {
    "once": "one",
    "kind": "disservice",
    "subject": "Buca in via Verdi",
    "text": "Davanti al numero 12 c'è una buca profonda.",
    "name": "Nives Bruni",
    "email": "nives@posta.example",
}


def test_she_writes_and_is_led_to_her_conversation() -> None:
    client = Client()
    page = client.get("/contatti/disservizio/")
    assert 'value="disservice" selected' in page.content.decode()
    sent = client.post("/contatti/disservizio/", FORM)
    one = PublicContact.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/contatti/{one.code}/")
    shown = client.get(sent["Location"]).content.decode()
    assert ("c&#x27;è una buca profonda" in shown, one.code in shown) == (True, True)


def test_whoever_is_not_let_in_learns_nothing() -> None:
    Client().post("/contatti/scrivi/", FORM)
    one = PublicContact.objects.get()
    answers = [Client().get(f"/contatti/{code}/") for code in (one.code, "AAAA-BBBB-CCCC")]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/contatti/segui/")] * 2


def test_link_and_code_open_it() -> None:
    Client().post("/contatti/scrivi/", FORM)
    one = PublicContact.objects.get()
    linked = Client()
    assert linked.get(access.sign_link(one, NOW.now(NOW.tzinfo)))["Location"] == f"/contatti/{one.code}/"
    assert linked.get(f"/contatti/{one.code}/").status_code == 200
    coded = Client()
    wrong = coded.post("/contatti/segui/", {"code": one.code, "email": "altra@posta.example"})
    right = coded.post("/contatti/segui/", {"code": one.code.lower(), "email": "NIVES@posta.example"})
    assert (wrong.status_code, right["Location"]) == (422, f"/contatti/{one.code}/")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "Buca", "Scrivi almeno 10 caratteri"),
        ("email", "nives", "indirizzo"),
        ("name", "", "Scrivi come ti chiami."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(field: str, value: str, says: str) -> None:
    answer = Client().post("/contatti/scrivi/", {**FORM, field: value})
    shown = answer.content.decode()
    assert (answer.status_code, PublicContact.objects.count(), says in shown) == (422, 0, True)
    assert "Buca in via Verdi" in shown


def test_answer_is_looked_at_before_it_leaves() -> None:
    editor = user_with("contacts", "editor")
    client = signed_in_client(editor)
    one = operations.write_to_us(
        **{key: value for key, value in FORM.items() if key != "once"}, by=Actor.citizen(), at=NOW
    )
    operations.add_note(contact_id=one.pk, text="Chiesto ai lavori pubblici.", by=Actor.staff(editor), at=NOW)
    looked = client.post(f"/redazione/contatti/{one.pk}/rispondi/", {"text": "La chiudiamo venerdì."})
    assert re.fullmatch(rf"/redazione/contatti/{one.pk}/invio/\d+/", looked["Location"])
    assert "La chiudiamo venerdì." in client.get(looked["Location"]).content.decode()
    one.refresh_from_db()
    assert one.state == "new"
    left = client.post(looked["Location"])
    assert left["Location"] == f"/redazione/contatti/{one.pk}/#annulla"
    shown = client.get(f"/redazione/contatti/{one.pk}/").content.decode()
    assert "Chiesto ai lavori pubblici." in shown


def test_words_of_an_answer_that_was_undone_stand_in_the_form_again() -> None:
    client = signed_in_client(user_with("contacts", "editor"))
    one = operations.write_to_us(**{**FORM, "once": "1"}, by=Actor.citizen(), at=NOW)
    page = f"/redazione/contatti/{one.pk}/"
    looked = client.post(f"{page}rispondi/", {"text": "La chiudiamo venerdì."})["Location"]
    client.post(looked)
    bar = BeautifulSoup(client.get(page).content, "html.parser").select_one("#annulla form, form#annulla")
    assert bar is not None
    undone = client.post(
        str(bar["action"]), {one["name"]: one.get("value", "") for one in bar.select("input")}
    )
    again = client.get(undone["Location"].partition("#")[0])
    field = BeautifulSoup(again.content, "html.parser").select_one("form[action$='/rispondi/'] textarea")
    assert (field is not None and field.text.strip(), PublicContact.objects.get().state) == (
        "La chiudiamo venerdì.",
        "new",
    )


def test_note_is_never_shown_to_whoever_wrote() -> None:
    client = Client()
    client.post("/contatti/scrivi/", FORM)
    one = PublicContact.objects.get()
    operations.add_note(contact_id=one.pk, text="Chiesto ai lavori pubblici.", by=Actor.system("t"), at=NOW)
    operations.reply(contact_id=one.pk, text="La chiudiamo venerdì.", by=Actor.system("t"), at=NOW)
    shown = client.get(f"/contatti/{one.code}/").content.decode()
    assert ("La chiudiamo venerdì." in shown, "lavori pubblici" in shown) == (True, False)


def test_list_shows_what_waits_first_and_takes_many() -> None:
    editor = user_with("contacts", "editor")
    client = signed_in_client(editor)
    made = [
        operations.write_to_us(**{**FORM, "once": str(number)}, by=Actor.citizen(), at=NOW)
        for number in range(3)
    ]
    client.post("/redazione/contatti/insieme/", {"action": "take", "rows": [one.pk for one in made[:2]]})
    assert [one.state for one in PublicContact.objects.order_by("pk")] == ["taken", "taken", "new"]


def test_call_is_written_down_for_the_caller() -> None:
    editor = user_with("contacts", "editor")
    client = signed_in_client(editor)
    sent = client.post(
        "/redazione/contatti/nuovo/",
        {
            "channel": "phone",
            "caller": "Nives Bruni",
            "phone": "051 123456",
            "kind": "question",
            "subject": "Orari",
            "text": "A che ora apre l'anagrafe?",
        },
    )
    one = PublicContact.objects.get()
    assert (sent["Location"], one.name, one.channel, one.assignee) == (
        f"/redazione/contatti/{one.pk}/",
        "Nives Bruni",
        "phone",
        None,
    )


@pytest.mark.parametrize(("desk", "shown"), [("contacts", True), ("newsroom", False)])
def test_dashboard_counts_for_whoever_reads_contacts(desk: str, shown: bool) -> None:
    operations.write_to_us(**{**FORM, "once": "1"}, by=Actor.citizen(), at=NOW)
    page = signed_in_client(user_with(desk, "editor")).get("/redazione/").content.decode()
    assert ("/redazione/contatti/?stato=waiting" in page) is shown
