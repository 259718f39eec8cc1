"""What civic access has in the walk's office, and how it is made: cases at every stage, topics, lines of the register.

`open` is being worked on, `answered` waits for its line of the register, `refused` for its review; of `denied` none
was asked yet; `other` and `anonymous` are somebody else's, `public` is read by everybody.
"""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client

from foia import access
from foia.actions import BY_WORD
from foia.models import AccessRequest, AnswersIndexPage, Suggestion, Topic
from foia.operations import answering, dialogue, intake, parties, publication, review, topics, triage
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments import redacting
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.drafts.operations import save_draft
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery
from pasocial.office.screens.actions import ActionCall
from pasocial.office.screens.actions import operations as actions
from pasocial.office.screens.lists.operations import save_view
from pasocial.office.work.approvals import operations as approvals
from pasocial.office.work.approvals import queries as approval_queries
from pasocial.office.work.items.models import Item
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_page
from tests.fixtures import a_file, deliver_reactions, user_with
from tests.foia.api.conftest import ALL_SCOPES
from tests.foia.conftest import a_draft

if TYPE_CHECKING:
    from tests.walks.office import Office

SECRET = "Zefirina"
DRAFT_SECRET = "Ortensia"
EMAIL = "zefirina@posta.example"
US = Actor.system("test")


def greet(office: Office, name: str, client: Client) -> None:
    """An applicant opens the link that was sent to her; the first one has several cases."""
    client.get(access.sign_link(office.open if name == "citizen" else office.other, office.now))
    if name == "citizen":
        client.defaults["HTTP_X_APPLICANT_EMAIL"] = EMAIL
        for case in (office.refused, office.denied, office.answered):
            client.get(access.sign_link(case, office.now))


def make(office: Office) -> None:
    _pages(office)
    _cases(office)
    deliver_reactions()
    _topics(office)
    deliver_reactions()
    _register(office)
    _rest(office)
    _approvals(office)
    _departures(office)


def _approvals(office: Office) -> None:
    """A mail with a link for the head of access, who has not opened it."""
    [[office.approval, steps]] = approval_queries.chains_about(office.submitted.about)
    link = approvals.make_link(step_id=steps[0].pk, user_id=office.people["foia head"].pk, at=office.now)
    office.approval_link = approval_queries.link_address(link).rstrip("/").rsplit("/", 1)[1]


def _departures(office: Office) -> None:
    """A message that its writer looks at, something far away, and a stop about nothing that anybody looks at."""
    editor = office.people["foia editor"]
    office.planned_call = actions.prepare(
        action=BY_WORD["rispondi"],
        call=ActionCall(
            about=AccessRequest.objects.select_related("applicant").get(pk=office.open.pk),
            given={"body": f"Ti servono le fatture di {SECRET}?", "purpose": "message", "files": []},
            user=editor,
            by=Actor.staff(editor),
            at=office.now,
        ),
    )
    office.departure = departures.plan(
        kind="foia.decision",
        thing=office.submitted.decision.reference,
        about=office.submitted.about,
        title="Risposta in partenza",
        by=office.actor("foia head"),
        at=office.now,
        leaves_at=office.now + timedelta(days=300),
    )
    office.freeze = departures.freeze(
        desk="foia",
        about="foia.request:0",
        reason="Si aspetta un parere.",
        by=office.actor("foia head"),
        at=office.now,
    )


def file_request(office: Office, days_ago: float, **changes: Any) -> AccessRequest:
    files = changes.pop("files", ())
    return intake.file_request(
        draft=a_draft(**changes), by=Actor.citizen("portal"), at=office.ago(days_ago), files=files
    )


def take(office: Office, request: AccessRequest, days_ago: float) -> None:
    editor = office.people["foia editor"]
    triage.take_on(request_id=request.pk, user=editor, by=Actor.staff(editor), at=office.ago(days_ago))


def release(office: Office, request: AccessRequest, name: str, words: str, days_ago: float) -> Any:
    return store_file(
        content=io.BytesIO(words.encode()),
        name=name,
        about=request.about,
        purpose="release",
        by=office.actor("foia editor"),
        at=office.ago(days_ago),
    )


def submit(
    office: Office, request: AccessRequest, days_ago: float, outcome: str, items: list[ItemDraft]
) -> None:
    by = office.actor("foia editor")
    answering.draft_decision(
        request_id=request.pk,
        outcome=outcome,
        reasons="Abbiamo letto i documenti chiesti e valutato ogni interesse in concreto.",
        items=items,
        by=by,
        at=office.ago(days_ago),
    )
    answering.submit_decision(request_id=request.pk, by=by, at=office.ago(days_ago, minutes=1))


def send(office: Office, request: AccessRequest, days_ago: float) -> None:
    answering.approve_decision(
        request_id=request.pk, by=office.actor("foia head"), at=office.ago(days_ago, minutes=2)
    )
    answering.send_decision(request_id=request.pk, by=US, at=office.ago(days_ago, minutes=3))
    request.refresh_from_db()


REFUSED_ITEM = ItemDraft(
    "Contratto con il fornitore",
    ground="economic_interests",
    reason=f"Contiene prezzi unitari di {SECRET} che svelerebbero ai concorrenti come lavora il fornitore.",
)


def _pages(office: Office) -> None:
    section = plant_page(
        parent=office.home,
        page=SectionPage(title="Accesso civico", slug="accesso-civico"),
        by=US,
        at=office.now,
    )
    plant_page(parent=section, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=US, at=office.now)


def _cases(office: Office) -> None:
    editor = office.actor("foia editor")
    private = {"name": f"{SECRET} Verdi", "email": EMAIL}
    office.open = file_request(
        office,
        6,
        subject=f"Perizia sugli alberi del viale {SECRET}",
        body=f"Chiedo la perizia sugli alberi del viale {SECRET} e l'autorizzazione ad abbatterli.",
        files=[a_file(f"{SECRET}.txt", f"Mappa di {SECRET}.")],
        **private,
    )
    take(office, office.open, 5)
    case = office.open.pk
    dialogue.add_note(request_id=case, body=f"{SECRET}: nota interna.", by=editor, at=office.ago(5))
    dialogue.write_to_citizen(request_id=case, body=f"Gentile {SECRET}, ecco.", by=editor, at=office.ago(4))
    dialogue.write_from_citizen(
        request_id=case, body=f"Sono {SECRET}.", by=Actor.citizen(office.open.about), at=office.ago(3)
    )
    office.consultation = dialogue.consult(
        request_id=case,
        contact=office.people["asked contact"],
        question=f"Puoi caricare la perizia chiesta da {SECRET}?",
        due_on=(office.now + timedelta(days=5)).date(),
        by=editor,
        at=office.ago(3),
    )
    office.files["asked"] = store_file(
        content=io.BytesIO(f"Risposta su {SECRET}.".encode()),
        name="risposta.txt",
        about=f"foia.consultation:{office.consultation.pk}",
        purpose="reply",
        by=office.actor("asked contact"),
        at=office.ago(2),
    )
    office.party = parties.add_party(
        request_id=case,
        name=f"{SECRET} Alberi srl",
        email="alberi@pec.example",
        interest="economic_interests",
        by=editor,
        at=office.ago(2),
    )
    office.files["private"] = release(office, office.open, "perizia.txt", f"Perizia di {SECRET}.", 2)

    office.refused = file_request(
        office,
        20,
        subject=f"Contratto del fornitore {SECRET}",
        body=f"Chiedo il contratto di {SECRET}.",
        **private,
    )
    take(office, office.refused, 19)
    submit(office, office.refused, 18, "refused", [REFUSED_ITEM])
    send(office, office.refused, 18)
    review.ask_review(
        request_id=office.refused.pk,
        grounds=f"Si può oscurare il nome di {SECRET}.",
        by=Actor.citizen(office.refused.about),
        at=office.ago(10),
    )

    office.denied = file_request(
        office, 15, subject=f"Verbale su {SECRET}", body=f"Chiedo il verbale su {SECRET}.", **private
    )
    take(office, office.denied, 14)
    submit(office, office.denied, 13, "refused", [REFUSED_ITEM])
    send(office, office.denied, 13)

    office.submitted = file_request(
        office, 8, subject=f"Rimborsi di {SECRET}", body=f"Chiedo i rimborsi di {SECRET} nel 2025.", **private
    )
    take(office, office.submitted, 7)
    submit(office, office.submitted, 6, "granted", [ItemDraft("Prospetto", Disclosure.PUBLIC)])

    office.answered = file_request(
        office, 30, subject=f"Elenco delle piante {SECRET}", body=f"Chiedo l'elenco di {SECRET}.", **private
    )
    take(office, office.answered, 29)
    stored = release(office, office.answered, "elenco.txt", f"Elenco per {SECRET}.", 28)
    items = [ItemDraft("Elenco", Disclosure.REQUESTER, str(stored.public_id))]
    submit(office, office.answered, 27, "granted", items)
    send(office, office.answered, 27)
    office.files["requester"] = StoredFile.objects.get(pk=stored.pk)

    office.other = file_request(office, 4, name="Bruno Neri", email="bruno.neri@posta.example")
    office.anonymous = file_request(office, 3, name="", email="senza.nome@posta.example")


SAME = "Costo dei pasti della mensa scolastica"
ASKERS = ("Carla Rossi", "Dino Bianchi", "Elsa Gallo", "Furio Conti")


def _topics(office: Office) -> None:
    editor = office.actor("foia editor")
    askers = []
    for number, name in enumerate(ASKERS):
        request = file_request(
            office,
            90 - number,
            subject=SAME,
            body="Chiedo quanto costa al Comune un pasto della mensa scolastica e il menù.",
            name=name,
            email=f"persona{number}@posta.example",
            agrees_to_be_told=True,
        )
        take(office, request, 88 - number)
        stored = release(office, request, "menu.txt", "Il menù della mensa.", 87 - number)
        items = [ItemDraft("Menù", Disclosure.PUBLIC, str(stored.public_id))]
        submit(office, request, 86 - number, "granted", items)
        send(office, request, 86 - number)
        office.files["public"] = StoredFile.objects.get(pk=stored.pk)
        askers.append(request)
    office.public = askers[0]
    office.topic = topics.start_topic(
        request_ids=[each.pk for each in askers], title="Mensa scolastica", by=editor, at=office.ago(80)
    )
    office.second_topic = topics.start_topic(
        request_ids=[office.other.pk], title="Luminarie", by=editor, at=office.ago(2)
    )
    deliver_reactions()
    for choice, topic in (("publish", office.topic),):
        topics.choose(
            topic_id=topic.pk,
            choice=choice,
            reason="Quattro persone in un anno hanno chiesto la stessa cosa.",
            by=office.actor("coordinator"),
            at=office.ago(70),
        )
    deliver_reactions()
    office.topic = Topic.objects.get(pk=office.topic.pk)
    office.suggestion = Suggestion.objects.filter(verdict="open").first() or Suggestion.objects.create(
        request=office.open, earlier=office.other, score=0.8, why={}, made_at=office.ago(1)
    )


def _register(office: Office) -> None:
    publication.approve_entry(
        entry_id=office.public.register_entry.pk,
        public_subject="Costo dei pasti della mensa scolastica",
        public_reason="",
        by=office.actor("foia head"),
        at=office.ago(60),
    )
    office.public.register_entry.refresh_from_db()


def _rest(office: Office) -> None:
    _draft, office.draft_token = save_draft(
        kind="foia.draft",
        token=None,
        fields={"kind": "generalised", "subject": f"Bozza di {DRAFT_SECRET}", "body": "Chiedo un documento."},
        step="richiesta",
        at=office.now,
    )
    editor = office.people["foia editor"]
    office.filter = save_view(
        user=editor,
        code="foia.inbox",
        name=f"Casi di {SECRET}",
        query="q=alberi",
        shared=False,
        by=Actor.staff(editor),
        at=office.now,
    )
    head = office.people["foia head"]
    for name, scopes in (("full key", ALL_SCOPES), ("reading key", ("foia.read",))):
        office.scopes[name] = frozenset(scopes)
        office.token, office.raw_keys[name] = make_token(
            user=head,
            name=f"{name} {SECRET}",
            scopes=scopes,
            allowed=scopes,
            expires_at=None,
            by=Actor.staff(head),
            at=office.now,
        )
    office.files["copy"] = redacting.make_redacted_copy(
        public_id=office.files["private"].public_id,
        seen=(),
        name="perizia-oscurata.txt",
        by=office.actor("foia editor"),
        at=office.ago(1),
    )
    office.item = Item.objects.filter(desk="foia").exclude(state=Item.State.DONE).first()
    office.mail = Mail.objects.filter(text__contains=SECRET).first()
    office.notice = Notice.objects.filter(user=office.people["foia editor"]).first()
    office.delivery = Delivery.objects.first()
    office.open.refresh_from_db()


def grow(office: Office, number: int) -> None:
    """One more row in every list of civic access, through the operations that make them."""
    editor, head = office.actor("foia editor"), office.actor("foia head")
    opened = file_request(office, 3, subject=f"Elenco degli alberi {number}", name=f"Olga Blu {number}")
    take(office, opened, 2)
    dialogue.consult(
        request_id=opened.pk,
        contact=office.people["asked contact"],
        question="Avete gli atti?",
        due_on=(office.now + timedelta(days=5)).date(),
        by=editor,
        at=office.now,
    )
    dialogue.write_from_citizen(
        request_id=opened.pk, body="Ci siete?", by=Actor.citizen(opened.about), at=office.now
    )
    topics.start_topic(request_ids=[opened.pk], title=f"Alberi {number}", by=editor, at=office.now)
    for registered in (True, False):
        closed = file_request(office, 40, subject=f"Costo dei pasti {number} {registered}")
        take(office, closed, 39)
        submit(office, closed, 38, "granted", [ItemDraft("Atti", Disclosure.REQUESTER)])
        send(office, closed, 38)
        deliver_reactions()
        if registered:
            publication.approve_entry(
                entry_id=closed.register_entry.pk,
                public_subject=f"Costo dei pasti {number}",
                public_reason="",
                by=head,
                at=office.now,
            )
    user_with("foia", "viewer")
    make_token(
        user=office.people["foia head"],
        name=f"prova {number}",
        scopes=("foia.read",),
        allowed=("foia.read",),
        expires_at=None,
        by=head,
        at=office.now,
    )
