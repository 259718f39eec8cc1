"""One question goes through every room: four people ask it, staff answer, the newsroom publishes, the fifth reads.

Citizens have no JavaScript; the first of them has no mouse either. Reactions are delivered where a worker would.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from desks.newsroom.models import Commission
from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, AvoidedRequest, RegisterEntry
from foia.operations import answering, intake
from foia.operations.topics import join, start_topic
from foia.portal.views import filing
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items.models import Item
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from tests.browsing import faults_of, open_browser
from tests.fixtures import a_file, coordinator, deliver_reactions, signed_in_client, user_with
from tests.foia.api.conftest import Program, key_of
from tests.foia.backoffice.reading import page as read
from tests.foia.backoffice.reading import send

SLICES = ("foia", "newsroom")
SUBJECT = "Costo dei pasti della mensa scolastica"
BODY = "Chiedo quanto costa al Comune un pasto della mensa scolastica e che cosa prevede il capitolato."
ANSWER = "Un pasto della mensa costa al Comune 4,85 euro: qui trovi il capitolato."
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def _a_machine_types_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of a test fills five pages in two seconds; a person does not."""
    monkeypatch.setattr(filing, "LEAST_SECONDS", 0)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_question_goes_through_every_room(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    plant_the_site()
    people = {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
        "coordinator": coordinator(full_name="Cora Dinamica"),
        "writer": user_with("newsroom", "editor", full_name="Nina Notizie"),
        "newsroom head": user_with("newsroom", "head", full_name="Nello Direttore"),
    }

    # The first citizen asks by keyboard alone.
    with open_browser(live_server.url, javascript=False, width=390) as page:
        asks_by_keyboard(page)
    first = AccessRequest.objects.get()
    deliver_reactions()
    assert Mail.objects.filter(to="anna.verdi@posta.example", about=first.about).count() == 1

    # Staff take it on, write the decision with a file for everybody; the head approves, thinks again, approves.
    answered_by_staff(first, people)
    deliver_reactions()
    first.refresh_from_db()
    assert (first.state, first.outcome) == ("answered", "granted")
    released = files_about(first.about).get(purpose="release")
    assert released.access == "public"
    assert Mail.objects.filter(to="anna.verdi@posta.example", subject__startswith="Risposta").count() == 1

    # The answer is on her page, behind the code and her e-mail.
    with open_browser(live_server.url, javascript=False) as page:
        page.goto("/accesso-civico/richieste/")
        page.get_by_label("Codice").fill(first.code)
        page.get_by_label("E-mail").fill("anna.verdi@posta.example")
        page.locator("main form button[type=submit]").first.click()
        assert "Capitolato della mensa" in page.locator("main").inner_text()

    # The register shows it once its public words are approved, and not before.
    entry = RegisterEntry.objects.get(request=first)
    assert SUBJECT not in shown(live_server.url, "/accesso-civico/registro/")
    head = signed_in_client(people["head"])
    tab = head.get(reverse("foia_staff:case_tab", args=[first.pk, "registro"]))
    send(
        head,
        tab,
        reverse("foia_staff:action", args=[first.pk, "pubblica-voce"]),
        public_subject=SUBJECT,
        public_reason="",
    )
    entry.refresh_from_db()
    assert (entry.state, entry.public_subject) == ("approved", SUBJECT)
    assert SUBJECT in shown(live_server.url, "/accesso-civico/registro/")

    # Three more people ask the same; each is joined to the topic, and the fourth raises the flag.
    topic = start_topic(
        request_ids=[first.pk], title="Mensa scolastica", by=Actor.staff(people["editor"]), at=timezone.now()
    )
    flags = []
    for number, (name, born) in enumerate(OTHERS):
        request = files_by_operation(number, name, born)
        deliver_reactions()
        suggested = request.suggestions.count()
        join(topic_id=topic.pk, request_ids=[request.pk], by=Actor.staff(people["editor"]), at=timezone.now())
        deliver_reactions()
        topic.refresh_from_db()
        flags.append((suggested > 0, topic.flag))
    assert flags == [(True, "none"), (True, "none"), (True, "hard")]

    # The coordinator sees it and decides.
    with open_browser(live_server.url, client=signed_in_client(people["coordinator"])) as page:
        page.goto("/redazione/foia/temi/?segnalazione=hard")
        page.get_by_role("link", name="Mensa scolastica").first.click()
        page.locator("#decidi input[value=publish]").check()
        page.locator("#decidi textarea").fill("Quattro persone in un anno: i documenti sono già pubblici.")
        page.get_by_role("button", name="Registra la decisione").click()
        assert faults_of(page) == []
    deliver_reactions()
    topic.refresh_from_db()
    assert (topic.choice, topic.chosen_by) == ("publish", people["coordinator"])

    # The newsroom finds an item of work, takes it and writes the page.
    commission = Commission.objects.get(about=topic.about)
    assert Item.objects.filter(desk="newsroom", about=f"newsroom.commission:{commission.pk}").count() == 1
    with open_browser(live_server.url, client=signed_in_client(people["writer"])) as page:
        page.goto("/redazione/notizie/")
        page.get_by_role("link", name="Mensa scolastica").first.click()
        page.get_by_role("button", name="La scrivo io").click()
        # What is gathered waits for a person; the newsroom does not even read the names of the files.
        assert "capitolato.txt" not in page.locator("main").inner_text()
        assert page.get_by_role("button", name="Manda in approvazione").is_disabled()
    with open_browser(live_server.url, client=signed_in_client(people["editor"]), javascript=False) as page:
        decides_the_files(page, topic)
    with open_browser(live_server.url, client=signed_in_client(people["writer"])) as page:
        page.goto(f"/redazione/notizie/{commission.pk}/")
        assert "capitolato.txt" in page.locator("main").inner_text()
    writes_the_page(commission, people["writer"])
    with open_browser(live_server.url, client=signed_in_client(people["writer"])) as page:
        page.goto(f"/redazione/notizie/{commission.pk}/")
        page.get_by_role("button", name="Manda in approvazione").click()
        assert page.get_by_role("button", name="Approva e pubblica").count() == 0

    # The head approves: the page is live where citizens look.
    with open_browser(live_server.url, client=signed_in_client(people["newsroom head"])) as page:
        page.goto(f"/redazione/notizie/{commission.pk}/")
        page.get_by_role("button", name="Approva e pubblica").click()
        page.get_by_role("link", name="Vedi la pagina pubblicata").click()
        address = page.url
    deliver_reactions()
    answer = AnswerPage.objects.get()
    assert (answer.live, "/accesso-civico/risposte/" in address) == (True, True)

    # Those who had agreed to be told are told, once each; the others are not.
    told = Mail.objects.filter(text__contains=answer.slug).values_list("to", flat=True)
    assert sorted(told) == ["anna.verdi@posta.example", "persona0@posta.example", "persona1@posta.example"]

    # The fifth citizen types the subject, is offered the answer and reads it instead of asking.
    asked_before = AccessRequest.objects.count()
    with open_browser(live_server.url, javascript=False, width=390) as page:
        page.goto("/accesso-civico/nuova/")
        page.get_by_role("button", name="Continua").click()
        page.locator("#id_subject").fill("quanto costa la mensa della scuola")
        page.locator("#id_body").fill("Chiedo quanto costa un pasto della mensa scolastica.")
        page.get_by_role("button", name="Continua").click()
        page.get_by_role("link", name=answer.title, exact=True).click()
        assert page.url == address
        assert ANSWER in page.locator("main").inner_text()
        with page.expect_download() as download:
            page.locator("main a[href*='/accesso-civico/file/']").first.click()
        assert download.value.suggested_filename == "capitolato.txt"
    assert AvoidedRequest.objects.filter(topic=topic).aggregate(total=Sum("chosen")) == {"total": 1}
    assert AccessRequest.objects.count() == asked_before


# In the fourth room one of the three does not want to be told.
OTHERS = (
    ("Dino Bianchi", date(1958, 4, 2)),
    ("Elsa Gallo", date(1990, 1, 9)),
    ("Furio Conti", date(1971, 7, 30)),
)


def plant_the_site() -> None:
    at = timezone.now()
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=SYSTEM, at=at)
    grant_editing(home=home)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso civico", slug="accesso-civico"), by=SYSTEM, at=at
    )
    plant_page(parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=SYSTEM, at=at)


def asks_by_keyboard(page: Any) -> None:
    def tab_to(selector: str) -> None:
        for _press in range(80):
            page.keyboard.press("Tab")
            if page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"{selector} is not reached by Tab on {page.url}")

    def type_into(selector: str, words: str) -> None:
        tab_to(selector)
        page.keyboard.type(words)

    def go_on() -> None:
        before = page.url
        tab_to("main form.pa-form button[type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != before)

    page.goto("/accesso-civico/nuova/")
    go_on()
    type_into("#id_subject", SUBJECT)
    type_into("#id_body", BODY)
    go_on()
    go_on()
    type_into("#id_name", "Anna Verdi")
    type_into("#id_email", "anna.verdi@posta.example")
    type_into("#id_birth_date", "05051983")  # the same in every order of day and month
    tab_to("#id_agrees_to_be_told")
    page.keyboard.press("Space")
    go_on()
    go_on()
    assert page.locator("h1").inner_text() == "La tua richiesta è arrivata"


def decides_the_files(page: Any, topic: Any) -> None:
    """The access desk looks at each gathered file: the document may be read by all, letters stay inside."""
    page.goto(f"/redazione/materiale/{topic.about}/")
    for _file in range(10):
        card = page.locator(".card", has=page.locator("summary", has_text="Lascialo fuori")).first
        if card.count() == 0:
            return
        if "capitolato" in card.inner_text():
            card.locator("summary", has_text="Non c'è niente di personale").click()
            card.get_by_role("button", name="Confermo: si può pubblicare così").click()
        else:
            card.locator("summary", has_text="Lascialo fuori").click()
            card.get_by_label("Perché resta fuori").fill("La lettera riguarda una persona sola.")
            card.get_by_role("button", name="Lascia fuori il file").click()
    raise AssertionError("files are still open")


def answered_by_staff(request: AccessRequest, people: dict[str, Any]) -> None:
    editor, head = signed_in_client(people["editor"]), signed_in_client(people["head"])

    def action(name: str) -> str:
        return reverse("foia_staff:action", args=[request.pk, name])

    decision = reverse("foia_staff:case_tab", args=[request.pk, "decisione"])
    found = read(editor.get(reverse("foia_staff:inbox"), {"q": "mensa scolastica"})).find("a", string=SUBJECT)
    send(editor, editor.get(found["href"]), action("prendi"))
    draft = {
        "act": "save",
        "outcome": "granted",
        "reasons": "Il capitolato e i prezzi sono pubblici: si danno per intero.",
        "righe-0-title": "Capitolato della mensa",
        "righe-0-disclosure": "public",
        "righe-0-upload": a_file("capitolato.txt", "Capitolato della mensa scolastica."),
    }
    saved = send(editor, editor.get(decision), reverse("foia_staff:decide", args=[request.pk]), **draft)
    send(editor, saved, action("proponi"))
    approved = send(head, head.get(decision), action("approva"))
    send(head, approved, action("annulla-approvazione"))
    send(head, head.get(decision), action("approva"))
    # While the seconds to undo run, nothing leaves.
    answering_turn = {"request_id": request.pk, "by": Actor.system("foia")}
    request.refresh_from_db()
    assert request.answered_on is None
    answering.send_decision(**answering_turn, at=timezone.now() + timedelta(seconds=16))


def files_by_operation(number: int, name: str, born: date) -> AccessRequest:
    return intake.file_request(
        draft=Filing(
            subject=SUBJECT,
            body=BODY,
            channel=FilingChannel.PORTAL,
            consent_electronic=True,
            agrees_to_be_told=number < 2,
            applicant=ApplicantDetails(
                name=name,
                email=f"persona{number}@posta.example",
                birth_date=born,
                identified_by=Identification.DECLARED,
            ),
        ),
        by=Actor.citizen("portal"),
        at=timezone.now(),
    )


def writes_the_page(commission: Commission, writer: Any) -> None:
    """A revision, as Wagtail's editor saves it; its pages are Wagtail's own and not tried here."""
    page = AnswerPage.objects.get(pk=commission.page_id)
    page.summary = ANSWER
    page.body = [("heading", "Quanto costa un pasto"), ("paragraph", f"<p>{ANSWER}</p>")]
    page.save_revision(user=writer)


def shown(url: str, path: str) -> str:
    with open_browser(url, javascript=False) as page:
        page.goto(path)
        return str(page.locator("main").inner_text())


@pytest.mark.django_db
def test_the_same_road_by_programs() -> None:
    """Files with an idempotency key, answers with a key of staff, reads the register with no key at all."""
    editor, head = user_with("foia", "editor"), user_with("foia", "head")
    citizen, writes, approves = Program(), Program(key_of(editor)[1]), Program(key_of(head)[1])
    question = {"subject": SUBJECT, "body": BODY, "name": "Anna Verdi", "email": "anna.verdi@posta.example"}

    filed = citizen.post("/requests/", question, Idempotency_Key="una-chiave-di-prova")
    again = citizen.post("/requests/", question, Idempotency_Key="una-chiave-di-prova")
    assert (filed.status_code, again.status_code) == (201, 200)
    assert again.json()["code"] == filed.json()["code"]
    request = AccessRequest.objects.get()
    own = f"/requests/by-code/{filed.json()['code']}/"
    mine = {"X_Applicant_Email": "anna.verdi@posta.example"}

    def step(program: Program, path: str, method: str = "post", **said: Any) -> dict[str, Any]:
        """Each step names the version it has seen."""
        version = AccessRequest.objects.values_list("version", flat=True).get()
        answer = getattr(program, method)(f"/requests/{request.pk}/{path}", {"version": version, **said})
        assert answer.status_code in (200, 201), answer.content
        return dict(answer.json())

    step(writes, "take/")
    step(
        writes,
        "decision/",
        "put",
        outcome="granted",
        reasons="I prezzi sono pubblici: si danno per intero.",
        answer_text="Un pasto costa 4,85 euro.",
    )
    step(writes, "decision/submit/")
    assert step(approves, "decision/approve/")["state"] == "approved"
    assert citizen.get(own, **mine).json()["state"] == "in_progress"
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=timezone.now() + timedelta(seconds=16))
    deliver_reactions()
    told = citizen.get(own, **mine).json()
    assert (told["state"], told["decision"]["outcome"]) == ("answered", "granted")

    assert citizen.get("/register/").json()["results"] == []
    entry = approves.get("/register-entries/").json()["results"][0]
    published = approves.post(
        f"/register-entries/{entry['id']}/approve/",
        {"public_subject": SUBJECT, "public_reason": "", "version": entry["version"]},
    )
    assert published.status_code == 200, published.content
    rows = citizen.get("/register/").json()["results"]
    assert [row["subject"] for row in rows] == [SUBJECT]
    assert "Verdi" not in citizen.get("/register/").content.decode()
