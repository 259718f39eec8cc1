"""One office with something of everything in it, made through the real operations, and the people who may ask for it.

`Office.arguments` tells which object stands for each argument of each address. Whatever is private holds the
word SECRET; a draft, opened by whoever knows its address, holds DRAFT_SECRET.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from desks.newsroom import operations as newsroom
from desks.newsroom.models import Commission
from foia import access
from foia.models import AccessRequest, AnswersIndexPage, SavedFilter, Suggestion, Topic
from foia.operations import answering, dialogue, intake, parties, publication, review, topics, triage
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments import clearing, redacting
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail import operations as trail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery
from pasocial.office.record.trail.queries import pending_deliveries
from pasocial.office.work.items.models import Item
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from tests.fixtures import signed_in_client, user_with
from tests.foia.api.conftest import ALL_SCOPES
from tests.foia.conftest import a_draft

# The long run (`make accessibility`): every drawing, every value, every hand.
EVERYTHING = bool(os.environ.get("EVERY_DRAWING"))
SECRET = "Zefirina"
DRAFT_SECRET = "Ortensia"
EMAIL = "zefirina@posta.example"
US = Actor.system("test")

STAFF = {
    "foia head": {"desk": "foia", "role": "head"},
    "foia editor": {"desk": "foia", "role": "editor"},
    "foia viewer": {"desk": "foia", "role": "viewer"},
    "newsroom head": {"desk": "newsroom", "role": "head"},
    "newsroom editor": {"desk": "newsroom", "role": "editor"},
    "newsroom viewer": {"desk": "newsroom", "role": "viewer"},
    "coordinator": {"office_role": "coordinator"},
    "rpct": {"office_role": "rpct"},
    "top": {"office_role": "top"},
    "asked contact": {"office_role": "office_contact"},
    "other contact": {"office_role": "office_contact"},
    "no role": {},
}
PERSONS = ("anonymous", "citizen", "other citizen", "full key", "reading key", *STAFF)
# Whose work never needs a case: no answer they get may tell anything of one.
STRANGERS = frozenset(
    {"anonymous", "other citizen", "newsroom head", "newsroom editor", "newsroom viewer", "top"}
    | {"other contact", "no role"}
)


@dataclass
class Office:
    """What there is. `open` is being worked on, `answered` waits for its line of the register, `refused` for
    its review; of `denied` none was asked yet."""

    now: datetime
    people: dict[str, Any] = field(default_factory=dict)
    raw_keys: dict[str, str] = field(default_factory=dict)
    scopes: dict[str, frozenset[str]] = field(default_factory=dict)
    open: Any = None
    submitted: Any = None
    answered: Any = None
    refused: Any = None
    denied: Any = None
    public: Any = None
    other: Any = None
    anonymous: Any = None
    topic: Any = None
    second_topic: Any = None
    suggestion: Any = None
    commission: Any = None
    published: Any = None
    page: Any = None
    draft_page: Any = None
    files: dict[str, Any] = field(default_factory=dict)
    visited: dict[str, tuple[Client, dict[str, Any]]] = field(default_factory=dict)
    draft_token: str = ""
    consultation: Any = None
    party: Any = None
    filter: Any = None
    token: Any = None
    item: Any = None
    mail: Any = None
    notice: Any = None
    delivery: Any = None

    def actor(self, name: str) -> Actor:
        return Actor.staff(self.people[name])

    def client(self, name: str) -> Client:
        """The browser, or the program, of this person."""
        if name in self.raw_keys:
            return Client(headers={"Authorization": f"Bearer {self.raw_keys[name]}"})
        if name in STAFF:
            return signed_in_client(self.people[name])
        client = Client()
        if name != "anonymous":
            mine = self.open if name == "citizen" else self.other
            client.get(access.sign_link(mine))
            if name == "citizen":
                client.defaults["HTTP_X_APPLICANT_EMAIL"] = EMAIL
                for case in (self.refused, self.denied, self.answered):
                    client.get(access.sign_link(case))
        return client

    def visit(self, name: str) -> Client:
        """The same person again, signed in once: whatever the last page put into her browser is forgotten."""
        if name not in self.visited:
            known = self.client(name)
            self.visited[name] = known, dict(known.session) if known.cookies else {}
        known, remembered = self.visited[name]
        client = Client()
        client.defaults = dict(known.defaults)
        client.handler = known.handler  # the middleware is loaded once for each person
        client.cookies.load({key: morsel.value for key, morsel in known.cookies.items()})
        if name in ("citizen", "other citizen"):
            session = client.session
            session.clear()
            session.update(remembered)
            session.save()
        return client


def deliver_reactions() -> None:
    """Delivers here what a worker would."""
    for _round in range(20):
        owed = list(pending_deliveries().order_by("pk").values_list("pk", flat=True)[:2000])
        if not owed:
            return
        for pk in owed:
            trail.deliver(delivery_id=pk, at=timezone.now())


def a_file(name: str, words: str) -> ContentFile[bytes]:
    return ContentFile(words.encode(), name=name)


def decide_material(about: str, by: Actor, at: datetime) -> None:
    """The access desk has looked at what was gathered: letters stay inside, documents may be read by all."""
    step: dict[str, Any] = {"about": about, "by": by, "at": at}
    for one in files.clearances(about):
        public_id = one.file.public_id
        if one.file.purpose == "letter":
            clearing.leave_out(public_id=public_id, reason="È scritta a una persona sola.", **step)
        else:
            clearing.clear(public_id=public_id, **step)


def build_office() -> Office:
    """Takes some seconds; each worker builds one and keeps it (conftest.py)."""
    office = Office(now=timezone.now())
    for name, roles in STAFF.items():
        office.people[name] = user_with(full_name=f"{name.title()} di Prova", **roles)
    _pages(office)
    _cases(office)
    deliver_reactions()
    _topics(office)
    deliver_reactions()
    _register(office)
    _newsroom(office)
    deliver_reactions()
    _rest(office)
    return office


def _at(office: Office, days_ago: float, **more: int) -> datetime:
    return office.now - timedelta(days=days_ago) + timedelta(**more)


def _file_request(office: Office, days_ago: float, **changes: Any) -> AccessRequest:
    files = changes.pop("files", ())
    return intake.file_request(
        draft=a_draft(**changes), by=Actor.citizen("portal"), at=_at(office, days_ago), files=files
    )


def _take(office: Office, request: AccessRequest, days_ago: float) -> None:
    editor = office.people["foia editor"]
    triage.take_on(request_id=request.pk, user=editor, by=Actor.staff(editor), at=_at(office, days_ago))


def _release(office: Office, request: AccessRequest, name: str, words: str, days_ago: float) -> Any:
    return store_file(
        content=io.BytesIO(words.encode()),
        name=name,
        about=request.about,
        purpose="release",
        by=office.actor("foia editor"),
        at=_at(office, days_ago),
    )


def _submit(
    office: Office, request: AccessRequest, days_ago: float, outcome: str, items: list[ItemDraft]
) -> None:
    by = office.actor("foia editor")
    answering.draft_decision(
        request_id=request.pk,
        outcome=outcome,
        reasons="Abbiamo letto i documenti chiesti e valutato ogni interesse in concreto.",
        items=items,
        by=by,
        at=_at(office, days_ago),
    )
    answering.submit_decision(request_id=request.pk, by=by, at=_at(office, days_ago, minutes=1))


def _send(office: Office, request: AccessRequest, days_ago: float) -> None:
    answering.approve_decision(
        request_id=request.pk, by=office.actor("foia head"), at=_at(office, days_ago, minutes=2)
    )
    answering.send_decision(request_id=request.pk, by=US, at=_at(office, days_ago, minutes=3))
    request.refresh_from_db()


REFUSED_ITEM = ItemDraft(
    "Contratto con il fornitore",
    ground="economic_interests",
    reason=f"Contiene prezzi unitari di {SECRET} che svelerebbero ai concorrenti come lavora il fornitore.",
)


def _pages(office: Office) -> None:
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=US, at=office.now)
    grant_editing(home=home)
    access_page = plant_page(
        parent=home, page=SectionPage(title="Accesso civico", slug="accesso-civico"), by=US, at=office.now
    )
    plant_page(
        parent=access_page, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=US, at=office.now
    )
    plant_page(
        parent=home,
        page=SectionPage(title="Privacy", slug="privacy", show_in_footer=True),
        by=US,
        at=office.now,
    )


def _cases(office: Office) -> None:
    editor = office.actor("foia editor")
    private = {"name": f"{SECRET} Verdi", "email": EMAIL}
    office.open = _file_request(
        office,
        6,
        subject=f"Perizia sugli alberi del viale {SECRET}",
        body=f"Chiedo la perizia sugli alberi del viale {SECRET} e l'autorizzazione ad abbatterli.",
        files=[a_file(f"{SECRET}.txt", f"Mappa di {SECRET}.")],
        **private,
    )
    _take(office, office.open, 5)
    case = office.open.pk
    dialogue.add_note(request_id=case, body=f"{SECRET}: nota interna.", by=editor, at=_at(office, 5))
    dialogue.write_to_citizen(request_id=case, body=f"Gentile {SECRET}, ecco.", by=editor, at=_at(office, 4))
    dialogue.write_from_citizen(
        request_id=case, body=f"Sono {SECRET}.", by=Actor.citizen(office.open.about), at=_at(office, 3)
    )
    office.consultation = dialogue.consult(
        request_id=case,
        contact=office.people["asked contact"],
        question=f"Puoi caricare la perizia chiesta da {SECRET}?",
        due_on=(office.now + timedelta(days=5)).date(),
        by=editor,
        at=_at(office, 3),
    )
    office.files["asked"] = store_file(
        content=io.BytesIO(f"Risposta su {SECRET}.".encode()),
        name="risposta.txt",
        about=f"foia.consultation:{office.consultation.pk}",
        purpose="reply",
        by=office.actor("asked contact"),
        at=_at(office, 2),
    )
    office.party = parties.add_party(
        request_id=case,
        name=f"{SECRET} Alberi srl",
        email="alberi@pec.example",
        interest="economic_interests",
        by=editor,
        at=_at(office, 2),
    )
    office.files["private"] = _release(office, office.open, "perizia.txt", f"Perizia di {SECRET}.", 2)

    office.refused = _file_request(
        office,
        20,
        subject=f"Contratto del fornitore {SECRET}",
        body=f"Chiedo il contratto di {SECRET}.",
        **private,
    )
    _take(office, office.refused, 19)
    _submit(office, office.refused, 18, "refused", [REFUSED_ITEM])
    _send(office, office.refused, 18)
    review.ask_review(
        request_id=office.refused.pk,
        grounds=f"Si può oscurare il nome di {SECRET}.",
        by=Actor.citizen(office.refused.about),
        at=_at(office, 10),
    )

    office.denied = _file_request(
        office, 15, subject=f"Verbale su {SECRET}", body=f"Chiedo il verbale su {SECRET}.", **private
    )
    _take(office, office.denied, 14)
    _submit(office, office.denied, 13, "refused", [REFUSED_ITEM])
    _send(office, office.denied, 13)

    office.submitted = _file_request(
        office, 8, subject=f"Rimborsi di {SECRET}", body=f"Chiedo i rimborsi di {SECRET} nel 2025.", **private
    )
    _take(office, office.submitted, 7)
    _submit(office, office.submitted, 6, "granted", [ItemDraft("Prospetto", Disclosure.PUBLIC)])

    office.answered = _file_request(
        office, 30, subject=f"Elenco delle piante {SECRET}", body=f"Chiedo l'elenco di {SECRET}.", **private
    )
    _take(office, office.answered, 29)
    stored = _release(office, office.answered, "elenco.txt", f"Elenco per {SECRET}.", 28)
    items = [ItemDraft("Elenco", Disclosure.REQUESTER, str(stored.public_id))]
    _submit(office, office.answered, 27, "granted", items)
    _send(office, office.answered, 27)
    office.files["requester"] = StoredFile.objects.get(pk=stored.pk)

    office.other = _file_request(office, 4, name="Bruno Neri", email="bruno.neri@posta.example")
    office.anonymous = _file_request(office, 3, name="", email="senza.nome@posta.example")


SAME = "Costo dei pasti della mensa scolastica"
ASKERS = ("Carla Rossi", "Dino Bianchi", "Elsa Gallo", "Furio Conti")


def _topics(office: Office) -> None:
    editor = office.actor("foia editor")
    askers = []
    for number, name in enumerate(ASKERS):
        request = _file_request(
            office,
            90 - number,
            subject=SAME,
            body="Chiedo quanto costa al Comune un pasto della mensa scolastica e il menù.",
            name=name,
            email=f"persona{number}@posta.example",
            agrees_to_be_told=True,
        )
        _take(office, request, 88 - number)
        stored = _release(office, request, "menu.txt", "Il menù della mensa.", 87 - number)
        items = [ItemDraft("Menù", Disclosure.PUBLIC, str(stored.public_id))]
        _submit(office, request, 86 - number, "granted", items)
        _send(office, request, 86 - number)
        office.files["public"] = StoredFile.objects.get(pk=stored.pk)
        askers.append(request)
    office.public = askers[0]
    office.topic = topics.start_topic(
        request_ids=[each.pk for each in askers], title="Mensa scolastica", by=editor, at=_at(office, 80)
    )
    office.second_topic = topics.start_topic(
        request_ids=[office.other.pk], title="Luminarie", by=editor, at=_at(office, 2)
    )
    deliver_reactions()
    for choice, topic in (("publish", office.topic),):
        topics.choose(
            topic_id=topic.pk,
            choice=choice,
            reason="Quattro persone in un anno hanno chiesto la stessa cosa.",
            by=office.actor("coordinator"),
            at=_at(office, 70),
        )
    deliver_reactions()
    office.topic = Topic.objects.get(pk=office.topic.pk)
    office.suggestion = Suggestion.objects.filter(verdict="open").first() or Suggestion.objects.create(
        request=office.open, earlier=office.other, score=0.8, why={}, made_at=_at(office, 1)
    )


def _register(office: Office) -> None:
    publication.approve_entry(
        entry_id=office.public.register_entry.pk,
        public_subject="Costo dei pasti della mensa scolastica",
        public_reason="",
        by=office.actor("foia head"),
        at=_at(office, 60),
    )
    office.public.register_entry.refresh_from_db()


def _newsroom(office: Office) -> None:
    writer, head = office.people["newsroom editor"], office.people["newsroom head"]
    office.published = Commission.objects.get(about=office.topic.about)
    pk = office.published.pk
    newsroom.take_commission(commission_id=pk, user=writer, by=Actor.staff(writer), at=_at(office, 50))
    from foia.models import AnswerPage

    page = AnswerPage.objects.get(pk=office.published.page_id)
    page.summary = "Un pasto della mensa costa al Comune 4,85 euro."
    page.body = [("heading", "Quanto costa"), ("paragraph", "<p>Un pasto costa 4,85 euro.</p>")]
    page.save_revision(user=writer)
    decide_material(office.topic.about, office.actor("foia editor"), _at(office, 50))
    newsroom.submit_commission(commission_id=pk, by=Actor.staff(writer), at=_at(office, 49))
    newsroom.publish_commission(commission_id=pk, user=head, by=Actor.staff(head), at=_at(office, 48))
    office.page = AnswerPage.objects.get(pk=page.pk)
    draft = AnswerPage(title="Luminarie di Natale", summary="Quanto spendiamo.", live=False)
    AnswersIndexPage.objects.get().add_child(instance=draft)
    draft.save_revision()
    office.draft_page = draft
    office.files["copy"] = redacting.make_redacted_copy(
        public_id=office.files["private"].public_id,
        seen=(),
        name="perizia-oscurata.txt",
        by=office.actor("foia editor"),
        at=_at(office, 1),
    )
    letter = files.files_about(office.answered.about).get(purpose="letter")
    office.commission = newsroom.open_commission(
        about=office.second_topic.about,
        title="Luminarie di Natale",
        brief="Più persone hanno chiesto la stessa cosa.",
        page_id=draft.pk,
        files=[str(office.files["private"].public_id), str(letter.public_id)],
        redact_first=False,
        by=US,
        at=_at(office, 1),
    )


def _rest(office: Office) -> None:
    _draft, office.draft_token = intake.save_draft(
        token=None,
        fields={"kind": "generalised", "subject": f"Bozza di {DRAFT_SECRET}", "body": "Chiedo un documento."},
        step="richiesta",
        at=office.now,
    )
    office.filter = SavedFilter.objects.create(
        user=office.people["foia editor"], name=f"Casi di {SECRET}", query="q=alberi"
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
    office.item = Item.objects.filter(desk="foia").exclude(state=Item.State.DONE).first()
    office.mail = Mail.objects.filter(text__contains=SECRET).first()
    office.notice = Notice.objects.filter(user=office.people["foia editor"]).first()
    office.delivery = Delivery.objects.first()
    missing = [name for name, value in vars(office).items() if value is None]
    assert missing == [], f"the office lacks {missing}"
    office.open.refresh_from_db()
