"""The case page: each tab opens for whoever reads, actions are done once and kept when they are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foia.backoffice import presence
from foia.models import AccessRequest, Message, Note, Topic
from foia.operations import dialogue
from foia.operations.suggestions import make_suggestions
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from pasocial.sentences import long_day
from tests.foia.backoffice.reading import go_ahead, page, send

pytestmark = pytest.mark.django_db

TABS = (
    "panoramica",
    "messaggi",
    "parti",
    "documenti",
    "decisione",
    "simili",
    "registro",
    "riesame",
    "storia",
)


def tab_url(request: AccessRequest, tab: str) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, tab])


def action_url(request: AccessRequest, action: str) -> str:
    return reverse("foia_staff:action", args=[request.pk, action])


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("role", ["head", "editor", "viewer", "rpct", "coordinator"])
def test_tab_opens_for_whoever_reads(
    tab: str, role: str, browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    response = browser(role).get(tab_url(request, tab))
    assert response.status_code == 200
    assert request.number in response.content.decode()


def test_case_costs_the_same_queries_with_one_and_three_messages(
    browser: Callable[[str], Client],
    worked: Callable[..., AccessRequest],
    desk: dict[str, User],
) -> None:
    def filled(times: int) -> AccessRequest:
        request = worked()
        step = {"request_id": request.pk, "by": Actor.staff(desk["editor"]), "at": timezone.now()}
        for number in range(times):
            dialogue.write_to_citizen(body=f"Messaggio numero {number}", **step)
            dialogue.add_note(body=f"Nota numero {number}", **step)
            dialogue.consult(
                contact=desk["contact"],
                question=f"Domanda {number}",
                due_on=timezone.localdate() + timedelta(days=5),
                **step,
            )
        return request

    one, three = filled(1), filled(3)
    editor = browser("editor")
    editor.get(tab_url(one, "messaggi"))
    costs = []
    for request in (one, three):
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(tab_url(request, "messaggi")).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_action_is_done_once_and_leads_back_to_its_tab(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    response = browser("editor").post(
        action_url(request, "annota"), {"body": "Chiamare l'ufficio tecnico.", "version": request.version}
    )
    assert response.status_code == 302
    assert response.headers["Location"] == tab_url(request, "messaggi")
    assert list(Note.objects.values_list("body", "author")) == [
        ("Chiamare l'ufficio tecnico.", desk["editor"].pk)
    ]


def test_refused_action_keeps_what_was_typed(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    response = browser("editor").post(
        action_url(request, "trasferisci"),
        {"to_body": "Regione Lazio", "words": "corto", "version": request.version},
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert ("Regione Lazio" in text, "Scrivi da 10 a 10000 caratteri" in text.replace(".", "")) == (
        True,
        True,
    )
    assert AccessRequest.objects.get(pk=request.pk).state == "in_progress"


def test_two_people_never_overwrite_one_another(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    old = request.version
    dialogue.add_note(
        request_id=request.pk, body="Ho già chiamato io.", by=Actor.staff(desk["head"]), at=timezone.now()
    )
    editor = browser("editor")
    response = editor.post(
        action_url(request, "rispondi"),
        {"body": "Le scriviamo presto.", "purpose": "message", "version": old, "seen": 0},
    )
    text = response.content.decode()
    assert response.status_code == 409
    assert Message.objects.count() == 0
    assert [part in text for part in ("Le scriviamo presto.", "Carla Capo", "Nota interna")] == [
        True,
        True,
        True,
    ]
    # Saved on top of the new version, as the page offers.
    again = editor.post(
        action_url(request, "rispondi"),
        {"body": "Le scriviamo presto.", "purpose": "message", "version": old + 1},
    )
    assert (again.status_code, Message.objects.count()) == (302, 0)
    go_ahead(editor, editor.get(again["Location"]))
    assert Message.objects.get().body == "Le scriviamo presto."


def test_forged_row_of_another_case_is_refused(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    mine, other = worked(), worked()
    asked = dialogue.consult(
        request_id=other.pk,
        contact=desk["contact"],
        question="Servono le determine.",
        due_on=timezone.localdate() + timedelta(days=5),
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )
    response = browser("editor").post(
        action_url(mine, "ritira-consultazione"), {"consultation": asked.pk, "mark": str(asked.pk)}
    )
    assert response.status_code == 422
    asked.refresh_from_db()
    assert asked.withdrawn_at is None


def test_presence_names_the_colleague_who_writes(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    browser("head").post(
        reverse("foia_staff:unsent", args=[request.pk, "annota"]), {"body": "Sto scrivendo una nota"}
    )
    assert presence.others(case=request.about, user=desk["editor"]) == [
        presence.Person(desk["head"].pk, "Carla Capo", True)
    ]
    page = browser("editor").get(reverse("foia_staff:presence", args=[request.pk])).content.decode()
    assert ("Carla Capo" in page, "sta scrivendo" in page) == (True, True)


def test_unsent_text_comes_back_to_its_author_only(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    browser("head").post(
        reverse("foia_staff:unsent", args=[request.pk, "rispondi"]), {"body": "Gentile signora, a metà"}
    )
    found = {
        role: "Gentile signora, a metà" in browser(role).get(tab_url(request, "messaggi")).content.decode()
        for role in ("head", "editor")
    }
    assert found == {"head": True, "editor": False}


def test_reading_the_messages_marks_them_read_only_for_workers(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    dialogue.write_from_citizen(
        request_id=request.pk, body="Ci sono novità?", by=Actor.citizen("x"), at=timezone.now()
    )
    browser("viewer").get(tab_url(request, "messaggi"))
    assert Message.objects.get().read_at is None
    browser("editor").get(tab_url(request, "messaggi"))
    assert Message.objects.get().read_at is not None


def test_history_tells_in_words_who_did_what(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    text = browser("viewer").get(tab_url(worked(), "storia")).content.decode()
    told = ("Richiesta ricevuta", "Richiesta presa in carico", "A Elena Istruttrice.", "Elena Istruttrice")
    assert [words in text for words in told] == [True] * 4


def test_file_of_another_case_is_not_served(
    browser: Callable[[str], Client],
    worked: Callable[..., AccessRequest],
    fresh: Callable[..., AccessRequest],
) -> None:
    mine = worked()
    other = fresh(files=[SimpleUploadedFile("segreto.txt", b"non per te")])
    stored = files_about(other.about).get()
    reader = browser("viewer")
    right = reader.get(reverse("foia_staff:file", args=[other.pk, stored.public_id]))
    assert b"".join(right.streaming_content) == b"non per te"
    assert right.headers["Content-Disposition"] == 'attachment; filename="segreto.txt"'
    assert reader.get(reverse("foia_staff:file", args=[mine.pk, stored.public_id])).status_code == 404


def test_similar_request_accepted_joins_one_topic(
    browser: Callable[[str], Client], fresh: Callable[..., AccessRequest]
) -> None:
    words = {
        "subject": "Relazione sulla frana di via Alta",
        "body": "Chiedo la relazione geologica sulla frana.",
    }
    earlier, later = fresh(days_ago=9, **words), fresh(days_ago=2, **words)
    make_suggestions(request_id=later.pk, by=Actor.system("test"), at=timezone.now())
    editor = browser("editor")
    shown = editor.get(tab_url(later, "simili"))
    assert ("Usano le stesse parole." in page(shown).text, later.suggestions.get().earlier) == (True, earlier)
    send(editor, shown, action_url(later, "giudica"), verdict="yes")
    topic = Topic.objects.get()
    assert set(topic.memberships.values_list("request", flat=True)) == {earlier.pk, later.pk}
    again = editor.post(
        action_url(later, "giudica"), {"suggestion": later.suggestions.get().pk, "verdict": "no"}
    )
    assert (again.status_code, "Questa proposta è già stata valutata." in page(again).text) == (422, True)


def test_what_is_to_be_done_first_leads_to_the_answer_of_another_office(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, today = worked(), timezone.localdate()
    asked = dialogue.consult(
        request_id=request.pk,
        contact=desk["contact"],
        question="Che cosa avete?",
        due_on=today + timedelta(days=5),
        by=Actor.staff(desk["editor"]),
        at=timezone.now(),
    )
    dialogue.reply_to_consultation(
        consultation_id=asked.pk, reply="Due atti.", by=Actor.staff(desk["contact"]), at=timezone.now()
    )
    shown = page(browser("editor").get(tab_url(request, "panoramica")))
    first = shown.select_one(".pa-card-attention li a")
    assert first is not None
    assert first.text.startswith(f"L'ufficio interpellato ha risposto {long_day(today)}: leggi che cosa dice")
    assert first["href"] == f"{tab_url(request, 'messaggi')}#uffici"
