"""From the second like question to the fifth person who need not ask: by keyboard alone, and without any script.

One step needs a script whichever the hand: the text of a page is written in Wagtail's own editor, whose rich text
is a program (docs/accessibility.md). Without scripts the page is saved there as that editor saves it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from desks.newsroom.models import Commission
from foia.models import AccessRequest, AnswerPage, AvoidedRequest, Topic
from foia.operations.topics import join, start_topic
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import coordinator, deliver_reactions, signed_in_client, user_with
from tests.journeys.hands import KeyboardHand, Office
from tests.journeys.house import answered, filed, plant_the_site, what_waits_leaves

SLICES = ("foia", "newsroom")
SUBJECT = "Costo dei pasti della mensa scolastica"
BODY = "Chiedo quanto costa al Comune un pasto della mensa scolastica e che cosa prevede il capitolato."
ANSWER = "Un pasto della mensa costa al Comune 4,85 euro: qui trovi il capitolato."
PARAGRAPH = "Il prezzo comprende il pane e la frutta."
LETTER, DOCUMENT = ".card:has-text('risposta-')", ".card:has-text('capitolato')"
# Who asked, born when, and whether she wants to hear when the answer is for everybody.
ASKERS = (
    ("Anna Verdi", date(1983, 5, 5), True),
    ("Dino Bianchi", date(1958, 4, 2), True),
    ("Elsa Gallo", date(1990, 1, 9), True),
    ("Furio Conti", date(1971, 7, 30), False),
)


@pytest.fixture
def people() -> dict[str, Any]:
    return {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
        "coordinator": coordinator(full_name="Cora Dinamica"),
        "writer": user_with("newsroom", "editor", full_name="Nina Notizie"),
        "newsroom head": user_with("newsroom", "head", full_name="Nello Direttore"),
    }


def asked_by(number: int) -> dict[str, Any]:
    name, born, agrees = ASKERS[number]
    return {
        "subject": SUBJECT,
        "body": BODY,
        "name": name,
        "birth_date": born,
        "email": f"persona{number}@posta.example",
        "agrees_to_be_told": agrees,
    }


@pytest.mark.keyboard("newsroom")
def test_four_persons_ask_a_page_is_written_and_the_fifth_reads_it(
    office: Office, people: dict[str, Any]
) -> None:
    plant_the_site()
    first = answered(people["editor"], people["head"], 40, **asked_by(0))
    requests = [first, *(filed(30 - number, **asked_by(number)) for number in (1, 2, 3))]
    deliver_reactions()

    # She confirms, one by one, that they ask for the same; the fourth person raises the flag.
    elena = office.hand(signed_in_client(people["editor"]))
    for request in requests[1:]:
        elena.opens(reverse("foia_staff:case", args=[request.pk]))
        elena.follows("Simili")
        assert elena.sees("Perché ci sembra simile")
        elena.presses("È la stessa cosa")
        deliver_reactions()
    topic = Topic.objects.get()
    assert (topic.persons_in_window, topic.flag) == (4, "hard")

    # The coordinator decides, and the newsroom finds the page to write.
    cora = office.hand(signed_in_client(people["coordinator"]))
    cora.opens("/redazione/")
    cora.turns_to("Temi ricorrenti")
    cora.follows("Da decidere")
    cora.follows(topic.title)
    cora.chooses("pubblicare")
    cora.writes("Perché", "Quattro persone in un anno: i documenti sono già pubblici.", within="#decidi")
    cora.presses("Registra la decisione")
    deliver_reactions()
    topic.refresh_from_db()
    assert (topic.choice, topic.chosen_by) == ("publish", people["coordinator"])

    nina = office.hand(signed_in_client(people["writer"]))
    nina.opens("/redazione/")
    nina.turns_to("Pagine da scrivere")
    nina.follows(topic.title)
    nina.presses("La scrivo io")
    assert not nina.sees("capitolato.txt")

    # What is gathered waits for somebody of the desk that gave it: one look for each file.
    elena.opens(reverse("office:material", args=[topic.about]))
    elena.unfolds("Lascialo fuori", within=LETTER)
    elena.writes("Perché resta fuori", "È scritta a una persona sola.", within=LETTER)
    elena.presses("Lascia fuori il file", within=LETTER)
    elena.unfolds("Non c'è niente di personale", within=DOCUMENT)
    elena.presses("Confermo: si può pubblicare così", within=DOCUMENT)
    writes_the_page(office, nina, people["writer"])
    assert nina.sees("capitolato.txt")
    nina.presses("Manda in approvazione")

    nello = office.hand(signed_in_client(people["newsroom head"]))
    nello.opens("/redazione/notizie/")
    nello.follows(topic.title)
    page = nello.url
    nello.presses("Approva e pubblica")
    assert not AnswerPage.objects.get().live
    assert what_waits_leaves() == 1
    nello.opens(page)
    nello.follows("Vedi la pagina pubblicata")
    address = nello.url
    deliver_reactions()
    answer = AnswerPage.objects.get()
    assert (answer.live, "/accesso-civico/risposte/" in address) == (True, True)
    assert (nello.sees(ANSWER), nello.sees(PARAGRAPH)) == (True, True)
    told = Mail.objects.filter(text__contains=answer.slug).values_list("to", flat=True)
    assert sorted(told) == ["persona0@posta.example", "persona1@posta.example", "persona2@posta.example"]

    # The fifth person is offered the answer and reads it instead of asking.
    fifth = office.hand()
    fifth.opens("/accesso-civico/nuova/")
    fifth.presses("Continua")
    fifth.writes("Oggetto", "quanto costa la mensa della scuola")
    fifth.writes("Che cosa chiedi", "Chiedo quanto costa un pasto della mensa scolastica.")
    fifth.presses("Continua")
    fifth.follows(answer.title)
    assert fifth.url == address
    assert fifth.downloads("capitolato.txt") == "capitolato.txt"
    assert AvoidedRequest.objects.filter(topic=topic).aggregate(total=Sum("chosen")) == {"total": 1}
    assert AccessRequest.objects.count() == len(ASKERS)


def writes_the_page(office: Office, nina: Any, writer: Any) -> None:
    """In Wagtail's editor, with the keys alone; then back to the newsroom's page."""
    back = nina.url
    if office.by_keyboard:
        writes_with_the_keys(nina)
    else:
        page = AnswerPage.objects.get()
        page.summary, page.body = ANSWER, [("paragraph", f"<p>{PARAGRAPH}</p>")]
        page.save_revision(user=writer)
    written = AnswerPage.objects.get().get_latest_revision_as_object()
    assert written.summary == ANSWER
    assert [(block.block_type, PARAGRAPH in str(block.value)) for block in written.body] == [
        ("paragraph", True)
    ]
    nina.opens(back)


def writes_with_the_keys(nina: KeyboardHand) -> None:
    nina.follows("Scrivi la pagina")
    nina.writes("In breve", ANSWER)
    nina.strikes("Inserisci un blocco", "Tab")
    nina.page.keyboard.type("testo")
    nina.page.keyboard.press("Enter")
    nina.page.locator("[contenteditable=true]:focus").wait_for()
    nina.page.keyboard.type(PARAGRAPH)
    # The editor hands its text to the form a quarter of a second after the last key.
    expect(nina.page.locator("input[name='body-0-value']")).to_have_value(re.compile(re.escape(PARAGRAPH)))
    nina.presses("Salva bozza")


@pytest.mark.parametrize(
    ("label", "choice"), [("oscurare e pubblicare", "redact"), ("non pubblicare", "not")]
)
def test_the_coordinator_may_also_have_it_redacted_or_keep_it_unpublished(
    office: Office, people: dict[str, Any], label: str, choice: str
) -> None:
    plant_the_site()
    requests = [filed(30 - number, **asked_by(number)) for number in range(len(ASKERS))]
    topic = start_topic(
        request_ids=[requests[0].pk],
        title="Mensa scolastica",
        by=Actor.staff(people["editor"]),
        at=timezone.now(),
    )
    join(
        topic_id=topic.pk,
        request_ids=[each.pk for each in requests[1:]],
        by=Actor.staff(people["editor"]),
        at=timezone.now(),
    )
    deliver_reactions()
    cora = office.hand(signed_in_client(people["coordinator"]))
    cora.opens(reverse("foia_staff:topic", args=[topic.pk]))
    cora.presses("Registra la decisione")
    assert cora.sees("punti da correggere")
    cora.chooses(label)
    cora.writes("Perché", "Ci sono dati di persone nelle fatture.", within="#decidi")
    cora.dates("Da riguardare il", date(2030, 12, 12), within="#decidi")
    cora.presses("Registra la decisione")
    deliver_reactions()
    topic.refresh_from_db()
    assert (topic.choice, Commission.objects.filter(redact_first=True).count()) == (
        choice,
        choice == "redact",
    )
