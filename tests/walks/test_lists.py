"""Every list costs the same number of queries whether it shows a few rows or three times as many."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desks.newsroom import operations as newsroom
from foia.models import AnswerPage, AnswersIndexPage
from foia.operations import dialogue, publication, topics
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import user_with
from tests.walks import office as rooms
from tests.walks.office import Office, deliver_reactions

MORE = 3
# Each list, and who looks at it.
LISTS: dict[str, str] = {
    "/accesso-civico/registro/": "anonymous",
    "/accesso-civico/registro/?q=pasti": "anonymous",
    "/accesso-civico/registro/registro.csv": "anonymous",
    "/accesso-civico/registro/registro.json": "anonymous",
    "/accesso-civico/registro/feed/": "anonymous",
    "/accesso-civico/risposte/": "anonymous",
    "/cerca/?q=mensa": "anonymous",
    "/sitemap.xml": "anonymous",
    "/redazione/": "foia editor",
    "/redazione/attivita/": "foia editor",
    "/redazione/avvisi/": "foia editor",
    "/redazione/posta/": "coordinator",
    "/redazione/chiavi/": "coordinator",
    "/redazione/foia/": "foia editor",
    "/redazione/foia/?q=alberi": "foia editor",
    "/redazione/foia/?state=all": "foia editor",
    "/redazione/foia/registro/": "foia head",
    "/redazione/foia/temi/": "foia head",
    "/redazione/foia/condivise/": "asked contact",
    "/redazione/notizie/": "newsroom editor",
    "/admin/coordinamento/": "coordinator",
    "/admin/coordinamento/persone/": "coordinator",
    "/admin/coordinamento/traccia/": "coordinator",
    "/admin/coordinamento/problemi/": "coordinator",
    "/api/v1/foia/register/": "anonymous",
    "/api/v1/foia/answers/": "anonymous",
    "/api/v1/foia/requests/": "full key",
    "/api/v1/foia/register-entries/": "full key",
    "/api/v1/foia/topics/": "full key",
    "/api/v1/foia/shared/": "asked contact",
    "/api/v1/newsroom/commissions/": "newsroom editor",
}


def queries(client: Client, path: str) -> list[str]:
    client.get(
        path
    )  # what is read once and remembered (the site's root, content types) is not the list's cost
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code == 200, (path, answer.status_code)
    return [query["sql"] for query in captured.captured_queries]


def test_every_list_costs_the_same_with_few_rows_and_with_many(office: Office) -> None:
    with transaction.atomic():
        visitors = {person: office.client(person) for person in set(LISTS.values())}
        few = {path: queries(visitors[person], path) for path, person in LISTS.items()}
        grow(office)
        many = {path: queries(visitors[person], path) for path, person in LISTS.items()}
        transaction.set_rollback(True)
    dearer = {
        path: (len(few[path]), len(many[path]), repeated(many[path]))
        for path in LISTS
        if len(many[path]) != len(few[path])
    }
    assert dearer == {}


def repeated(statements: list[str]) -> str:
    """The statement asked most often, without its values: where to look."""
    heads = [statement.split(" WHERE ")[0][:120] for statement in statements]
    return max(heads, key=heads.count)


def grow(office: Office) -> None:
    """Three more rows in every list, through the operations that make them."""
    now, editor = timezone.now(), office.people["foia editor"]
    head, contact = office.people["foia head"], office.people["asked contact"]
    by_editor, by_head = Actor.staff(editor), Actor.staff(head)
    index = AnswersIndexPage.objects.get()
    for number in range(MORE):
        opened = rooms._file_request(
            office, 3, subject=f"Elenco degli alberi {number}", name=f"Olga Blu {number}"
        )
        rooms._take(office, opened, 2)
        dialogue.consult(
            request_id=opened.pk,
            contact=contact,
            question="Avete gli atti?",
            due_on=(now + timedelta(days=5)).date(),
            by=by_editor,
            at=now,
        )
        dialogue.write_from_citizen(
            request_id=opened.pk, body="Ci siete?", by=Actor.citizen(opened.about), at=now
        )
        topics.start_topic(request_ids=[opened.pk], title=f"Alberi {number}", by=by_editor, at=now)
        for registered in (True, False):
            closed = rooms._file_request(office, 40, subject=f"Costo dei pasti {number} {registered}")
            rooms._take(office, closed, 39)
            rooms._submit(office, closed, 38, "granted", [ItemDraft("Atti", Disclosure.REQUESTER)])
            rooms._send(office, closed, 38)
            deliver_reactions()
            if registered:
                publication.approve_entry(
                    entry_id=closed.register_entry.pk,
                    public_subject=f"Costo dei pasti {number}",
                    public_reason="",
                    by=by_head,
                    at=now,
                )
        live = AnswerPage(title=f"Mensa {number}", summary="La mensa costa 4,85 euro.")
        index.add_child(instance=live)
        live.save_revision().publish()
        newsroom.open_commission(
            about=f"foia.topic:{1000 + number}",
            title=f"Pagina {number}",
            brief="Serve una pagina.",
            page_id=live.pk,
            files=[],
            redact_first=False,
            by=rooms.US,
            at=now,
        )
        scopes = ("foia.read",)
        user_with("foia", "viewer")
        make_token(
            user=head,
            name=f"prova {number}",
            scopes=scopes,
            allowed=scopes,
            expires_at=None,
            by=by_head,
            at=now,
        )
    deliver_reactions()
