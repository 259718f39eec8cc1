"""One question goes through every room: four people ask it, staff answer, the newsroom publishes, the fifth reads.

Nobody has a script (tests/form_reader.py); reactions are delivered where a worker would.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from desks.newsroom.models import Commission
from foia.models import AccessRequest, AnswerPage, AvoidedRequest, RegisterEntry
from foia.operations import answering, intake
from foia.operations.topics import join, start_topic
from foia.portal.views.filing import review as filing_review
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items.models import Item
from tests.fixtures import coordinator, deliver_reactions, signed_in_client, user_with
from tests.foia.api.conftest import Program, key_of
from tests.form_reader import HOME, FormReader
from tests.journeys.house import plant_the_site, what_waits_leaves

SLICES = ("foia", "newsroom")
SUBJECT = "Costo dei pasti della mensa scolastica"
BODY = "Chiedo quanto costa al Comune un pasto della mensa scolastica e che cosa prevede il capitolato."
ANSWER = "Un pasto della mensa costa al Comune 4,85 euro: qui trovi il capitolato."
SYSTEM = Actor.system("test")


@pytest.fixture(autouse=True)
def _a_machine_types_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test fills five pages in two seconds; a person does not."""
    monkeypatch.setattr(filing_review, "LEAST_SECONDS", 0)


@pytest.mark.django_db
def test_one_question_goes_through_every_room(
    monkeypatch: pytest.MonkeyPatch, a_paper: Callable[[str, str], Path]
) -> None:
    monkeypatch.setattr(settings, "SITE_URL", HOME)
    plant_the_site()
    people = {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
        "coordinator": coordinator(full_name="Cora Dinamica"),
        "writer": user_with("newsroom", "editor", full_name="Nina Notizie"),
        "newsroom head": user_with("newsroom", "head", full_name="Nello Direttore"),
    }

    anna = FormReader()
    asks(anna)
    first = AccessRequest.objects.get()
    deliver_reactions()
    assert Mail.objects.filter(to="anna.verdi@posta.example", about=first.about).count() == 1

    # Staff take it on, write the decision with a file for everybody; the head approves, thinks again, approves.
    answered_by_staff(first, people, a_paper("capitolato.txt", "Capitolato della mensa scolastica."))
    deliver_reactions()
    first.refresh_from_db()
    assert (first.state, first.outcome) == ("answered", "granted")
    released = files_about(first.about).get(purpose="release")
    assert released.access == "public"
    assert Mail.objects.filter(to="anna.verdi@posta.example", subject__startswith="Risposta").count() == 1

    # The answer is on her page, behind the code and her e-mail.
    anna.opens("/accesso-civico/richieste/")
    anna.writes("Codice", first.code)
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.presses("Apri la richiesta")
    assert anna.sees("Capitolato della mensa")

    # The register shows it once its public words are approved, and not before.
    entry = RegisterEntry.objects.get(request=first)
    assert not anybody_sees(SUBJECT, "/accesso-civico/registro/")
    carla = FormReader(signed_in_client(people["head"]))
    carla.opens(reverse("foia_staff:case_tab", args=[first.pk, "registro"]))
    carla.writes("Oggetto pubblico", SUBJECT)
    carla.presses("Approva e pubblica nel registro")
    entry.refresh_from_db()
    assert (entry.state, entry.public_subject) == ("approved", SUBJECT)
    assert anybody_sees(SUBJECT, "/accesso-civico/registro/")

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
    cora = FormReader(signed_in_client(people["coordinator"]))
    cora.opens("/redazione/foia/temi/?segnalazione=hard")
    cora.follows("Mensa scolastica")
    cora.chooses("pubblicare")
    cora.writes("Perché", "Quattro persone in un anno: i documenti sono già pubblici.", within="#decidi")
    cora.presses("Registra la decisione")
    deliver_reactions()
    topic.refresh_from_db()
    assert (topic.choice, topic.chosen_by) == ("publish", people["coordinator"])

    # The newsroom finds an item of work, takes it and writes the page.
    commission = Commission.objects.get(about=topic.about)
    assert Item.objects.filter(desk="newsroom", about=f"newsroom.commission:{commission.pk}").count() == 1
    nina = FormReader(signed_in_client(people["writer"]))
    nina.opens("/redazione/notizie/")
    nina.follows("Mensa scolastica")
    nina.presses("La scrivo io")
    # What is gathered waits for a person; the newsroom does not even read the names of the files.
    assert not nina.sees("capitolato.txt")
    assert "Manda in approvazione" not in nina.buttons()
    decides_the_files(FormReader(signed_in_client(people["editor"])), topic)
    writes_the_page(commission, people["writer"])
    nina.opens(nina.url)
    assert nina.sees("capitolato.txt")
    nina.presses("Manda in approvazione")
    assert "Approva e pubblica" not in nina.buttons()

    # The head approves: the page is live where citizens look.
    nello = FormReader(signed_in_client(people["newsroom head"]))
    nello.opens(f"/redazione/notizie/{commission.pk}/")
    nello.presses("Approva e pubblica")
    assert not AnswerPage.objects.get().live
    assert what_waits_leaves() == 1
    nello.opens(f"/redazione/notizie/{commission.pk}/")
    nello.follows("Vedi la pagina pubblicata")
    address = nello.url
    deliver_reactions()
    answer = AnswerPage.objects.get()
    assert (answer.live, "/accesso-civico/risposte/" in address) == (True, True)

    # Those who had agreed to be told are told, once each; the others are not.
    told = Mail.objects.filter(text__contains=answer.slug).values_list("to", flat=True)
    assert sorted(told) == ["anna.verdi@posta.example", "persona0@posta.example", "persona1@posta.example"]

    # The fifth citizen types the subject, is offered the answer and reads it instead of asking.
    asked_before = AccessRequest.objects.count()
    fifth = FormReader()
    fifth.opens("/accesso-civico/nuova/")
    fifth.presses("Continua")
    fifth.writes("Oggetto", "quanto costa la mensa della scuola")
    fifth.writes("Che cosa chiedi", "Chiedo quanto costa un pasto della mensa scolastica.")
    fifth.presses("Continua")
    fifth.follows(answer.title)
    assert (fifth.url, fifth.sees(ANSWER)) == (address, True)
    assert fifth.downloads("capitolato.txt") == "capitolato.txt"
    assert AvoidedRequest.objects.filter(topic=topic).aggregate(total=Sum("chosen")) == {"total": 1}
    assert AccessRequest.objects.count() == asked_before


# In the fourth room one of the three does not want to be told.
OTHERS = (
    ("Dino Bianchi", date(1958, 4, 2)),
    ("Elsa Gallo", date(1990, 1, 9)),
    ("Furio Conti", date(1971, 7, 30)),
)


def asks(anna: FormReader) -> None:
    anna.opens("/accesso-civico/nuova/")
    anna.presses("Continua")
    anna.writes("Oggetto", SUBJECT)
    anna.writes("Che cosa chiedi", BODY)
    anna.presses("Continua")
    anna.presses("Continua")
    anna.writes("Nome e cognome", "Anna Verdi")
    anna.writes("E-mail", "anna.verdi@posta.example")
    anna.dates("Data di nascita", date(1983, 5, 5))
    anna.ticks("Scrivetemi se")
    anna.presses("Continua")
    anna.presses("Invia la richiesta")
    assert anna.reads("h1") == "La tua richiesta è arrivata"


def decides_the_files(elena: FormReader, topic: Any) -> None:
    """The access desk looks at each gathered file: the document may be read by all, letters stay inside."""
    elena.opens(f"/redazione/materiale/{topic.about}/")
    letter, document = ".card:has-text('risposta-')", ".card:has-text('capitolato')"
    elena.unfolds("Lascialo fuori", within=letter)
    elena.writes("Perché resta fuori", "La lettera riguarda una persona sola.", within=letter)
    elena.presses("Lascia fuori il file", within=letter)
    elena.unfolds("Non c'è niente di personale", within=document)
    elena.presses("Confermo: si può pubblicare così", within=document)


def answered_by_staff(request: AccessRequest, people: dict[str, Any], paper: Path) -> None:
    elena = FormReader(signed_in_client(people["editor"]))
    carla = FormReader(signed_in_client(people["head"]))
    decision = reverse("foia_staff:case_tab", args=[request.pk, "decisione"])
    elena.opens(reverse("foia_staff:inbox") + "?q=mensa+scolastica")
    elena.follows(SUBJECT)
    elena.presses("Prendi in carico")
    elena.opens(decision)
    elena.chooses("Accolta")
    elena.writes("Motivazione", "Il capitolato e i prezzi sono pubblici: si danno per intero.")
    elena.writes("Documento o gruppo", "Capitolato della mensa", within="#riga-0")
    elena.picks("Che cosa ne facciamo", "rilasciato a tutti", within="#riga-0")
    elena.attaches("File", [paper], within="#riga-0")
    elena.presses("Salva la bozza")
    elena.presses("Manda in approvazione")
    carla.opens(decision)
    carla.presses("Approva e invia")
    carla.presses("Annulla l'azione")
    carla.presses("Approva e invia")
    # While the seconds to undo run, nothing leaves.
    request.refresh_from_db()
    assert request.answered_on is None
    answering.send_decision(
        request_id=request.pk, by=Actor.system("foia"), at=timezone.now() + timedelta(seconds=16)
    )


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


def anybody_sees(words: str, path: str) -> bool:
    reader = FormReader()
    reader.opens(path)
    return reader.sees(words)


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
