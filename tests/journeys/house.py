"""What stands before a journey begins, made through the real operations: pages, people, cases at some stage."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.utils import timezone

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage
from foia.operations import answering, intake, triage
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.departures.tasks import send_due
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from tests.foia.conftest import a_draft

SYSTEM = Actor.system("test")


def plant_the_site() -> AnswersIndexPage:
    """A home, the section of civic access, and the list where answers for everybody are published."""
    at = timezone.now()
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=SYSTEM, at=at)
    grant_editing(home=home)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso civico", slug="accesso-civico"), by=SYSTEM, at=at
    )
    index = AnswersIndexPage(title="Risposte", slug="risposte")
    plant_page(parent=access, page=index, by=SYSTEM, at=at)
    return AnswersIndexPage.objects.get()


def published_answer(title: str, summary: str) -> AnswerPage:
    """An answer that anybody can already read."""
    page = AnswerPage(title=title, summary=summary)
    plant_the_site().add_child(instance=page)
    page.save_revision().publish()
    return page


def filed(days_ago: float = 2, **changes: Any) -> AccessRequest:
    """A request as the portal files it; `subject=`, `name=` and the like change the draft."""
    at = timezone.now() - timedelta(days=days_ago)
    files = changes.pop("files", ())
    return intake.file_request(draft=a_draft(**changes), by=Actor.citizen("portal"), at=at, files=files)


def taken(editor: Any, days_ago: float = 2, **changes: Any) -> AccessRequest:
    request = filed(days_ago, **changes)
    at = timezone.now() - timedelta(days=days_ago) + timedelta(minutes=1)
    return triage.take_on(request_id=request.pk, user=editor, by=Actor.staff(editor), at=at)


def answered(
    editor: Any, head: Any, days_ago: float = 5, *, outcome: str = "granted", **changes: Any
) -> AccessRequest:
    """A request whose answer has left, with a document for everybody or, when refused, the ground."""
    request = taken(editor, days_ago, **changes)
    at = timezone.now() - timedelta(days=days_ago) + timedelta(minutes=2)
    item = (
        ItemDraft(
            "Contratto con il fornitore",
            ground="economic_interests",
            reason="Contiene prezzi unitari che svelerebbero ai concorrenti come lavora il fornitore.",
        )
        if outcome == "refused"
        else ItemDraft("Capitolato", Disclosure.PUBLIC, released(request, "capitolato.txt", editor))
    )
    by = Actor.staff(editor)
    answering.draft_decision(
        request_id=request.pk,
        outcome=outcome,
        reasons="Abbiamo letto i documenti chiesti e valutato ogni interesse in concreto.",
        items=[item],
        by=by,
        at=at,
    )
    answering.submit_decision(request_id=request.pk, by=by, at=at)
    answering.approve_decision(request_id=request.pk, by=Actor.staff(head), at=at)
    answering.send_decision(request_id=request.pk, by=SYSTEM, at=at + timedelta(seconds=16))
    request.refresh_from_db()
    return request


def what_waits_leaves() -> int:
    """The fifteen seconds to call something back are over; returns how many things left."""
    Departure.objects.update(leaves_at=timezone.now() - timedelta(seconds=1))
    return send_due()


def released(request: AccessRequest, name: str, by: Any) -> str:
    """A document found for this request; returns its public id."""
    stored = store_file(
        content=io.BytesIO(b"Capitolato della mensa scolastica."),
        name=name,
        about=request.about,
        purpose="release",
        by=Actor.staff(by),
        at=timezone.now(),
    )
    return str(stored.public_id)
