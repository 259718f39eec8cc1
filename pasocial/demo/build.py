"""Builds the demonstration town through the real operations, with months of life behind it. Never for production."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model

from desks.newsroom import operations as newsroom
from desks.newsroom.models import Commission
from foia.models import Request, Suggestion, Topic
from foia.operations import (
    answering,
    dialogue,
    intake,
    parties,
    publication,
    review,
    topics,
    triage,
)
from foia.queries import likeness
from foia.queries.names import names_known
from foia.rules.filing import Applicant, Channel, Draft, Identification
from foia.rules.kinds import AccessKind
from foia.rules.outcomes.items import Disclosure, ItemDraft
from pasocial.demo.accounts import ACCOUNTS, Account
from pasocial.demo.clock import at_the_moment
from pasocial.demo.papers import a_paper
from pasocial.demo.past import Past
from pasocial.demo.town import ASKS, CANTEEN, CITIZENS, POTHOLES, TEXTS, Ask, Text
from pasocial.office import settings_store
from pasocial.office.attachments import clearing
from pasocial.office.attachments import queries as files
from pasocial.office.attachments.operations import store_file
from pasocial.office.attachments.redaction.reading import look_at
from pasocial.office.members.operations import give_desk_role, give_office_role
from pasocial.office.trail import operations as trail
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.queries import history_of, pending_deliveries
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from pasocial.timekeeping import ROME, next_working_day

US = Actor.system("demo")
# A worker is quick, but not there at once.
REACTION_TIME = timedelta(seconds=2)
TOWN = {
    "body_name": "Comune di Borgo Sereno",
    "body_tagline": "Ufficio comunicazione, stampa e servizi al cittadino",
    "address": "Piazza Grande 1\n00000 Borgo Sereno",
    "contact_email": "urp@borgosereno.example",
    "contact_pec": "protocollo@pec.borgosereno.example",
    "contact_phone": "06 0000000",
    "rpct_name": "Rita Riva",
    "rpct_email": "rpct@borgosereno.example",
    "privacy_contact": "privacy@borgosereno.example",
    "dpo_contact": "dpo@borgosereno.example",
}


class Town:
    """One build. `today` is the day the story ends; `say` tells how far it is."""

    def __init__(self, now: datetime, say: Callable[[str], None]) -> None:
        self.now = now
        self.today = now.astimezone(ROME).date()
        self.say = say
        self.staff: dict[str, Any] = {}
        self.requests: list[tuple[Ask, Request]] = []

    def build(self) -> None:
        self.say("people and settings")
        self._settings()
        for account in ACCOUNTS:
            self.staff[account.label] = self._person(account)
        self.say("pages")
        self._pages()
        self.say("requests and answers")
        for ask in sorted(ASKS, key=lambda one: -one.days_ago):
            self._live(ask)
        self.settle()
        self.say("topics and the register")
        likeness.refresh_statistics()
        self._topics()
        self.settle()
        self._register()
        self._published_answer()
        self.settle()
        self.say("the years before")
        officer, coordinator = self.actor("access officer"), self.actor("coordinator")
        Past(self.today, officer, coordinator, self.moment, self.settle).tell()
        self.settle()

    # people

    def _settings(self) -> None:
        for key, value in TOWN.items():
            settings_store.change(key=key, value=value, by=US, at=self.now)

    def _person(self, account: Account) -> Any:
        users = get_user_model().objects
        user = users.filter(email=account.email).first() or users.create_user(
            account.email, account.password, full_name=account.name, office_name=account.office
        )
        for desk, role in account.desks:
            give_desk_role(user=user, desk=desk, role=role, by=US, at=self.now)
        for role in account.office_roles:
            give_office_role(user=user, role=role, by=US, at=self.now)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, account.totp_secret)
            RecoveryCodes.activate(user)
        return user

    def actor(self, label: str) -> Actor:
        return Actor.staff(self.staff[label])

    # pages

    def _pages(self) -> None:
        home = plant_home(
            title=TOWN["body_name"],
            introduction="Un ufficio solo per chiedere, sapere e partecipare.",
            hostname="localhost",
            port=8000,
            by=US,
            at=self.now,
        )
        grant_editing(home=home)
        publication.plant_pages(home=home, by=US, at=self.now)
        for text in TEXTS:
            plant_page(parent=home, page=self._section(text), by=US, at=self.now)

    def _section(self, text: Text) -> SectionPage:
        return SectionPage(
            title=text.title,
            slug=text.slug,
            introduction=text.introduction,
            body=list(text.it),
            body_en=list(text.en),
            show_in_footer=True,
        )

    # cases

    def moment(self, days_ago: float, hour: int = 10, minute: int = 12) -> datetime:
        """A working moment of that day, never later than now."""
        day = self.today - timedelta(days=int(days_ago))
        return min(datetime.combine(day, time(hour, minute), tzinfo=ROME), self.now)

    def _live(self, ask: Ask) -> None:
        request = self._file(ask)
        self.requests.append((ask, request))
        getattr(self, f"_ends_{ask.ending}")(ask, request)
        if ask.rated and request.answered_on is None:
            request.refresh_from_db(fields=["answered_on"])
        if ask.rated:
            rated = min(self.now, self.moment(ask.days_ago - ask.answer_days - 2, 20))
            self.then(
                answering.rate,
                request_id=request.pk,
                face=ask.rated,
                by=Actor.citizen(request.about),
                at=rated,
            )

    def _file(self, ask: Ask) -> Request:
        citizen = CITIZENS.get(ask.who)
        who = (
            Applicant(
                name=citizen.name,
                email=citizen.email,
                birth_date=None if citizen.tax_code else citizen.born,
                codice_fiscale=citizen.tax_code,
                organisation=citizen.organisation,
                identified_by=Identification.EID if citizen.tax_code else Identification.DECLARED,
            )
            if citizen
            else Applicant(email="senza.nome@posta.example", identified_by=Identification.DECLARED)
        )
        at = self.moment(ask.days_ago, 9 + len(ask.subject) % 9, len(ask.body) % 60)
        return self.then(
            intake.file_request,
            draft=Draft(
                subject=ask.subject,
                body=ask.body,
                kind=AccessKind(ask.kind),
                applicant=who,
                channel=Channel.PORTAL,
                language=citizen.language if citizen else "it",
                consent_electronic=True,
                agrees_to_be_told=bool(citizen and citizen.agrees_to_be_told),
                made_public_url=ask.made_public_url,
                made_public_on=at.date() if ask.made_public_url else None,
            ),
            by=Actor.citizen("portal"),
            at=at,
            idempotency_key=f"demo:{ask.who}:{ask.subject}"[:80],
        )

    def _take(self, ask: Ask, request: Request, after: float = 1) -> None:
        self.then(
            triage.take_on,
            request_id=request.pk,
            user=self.staff["access officer"],
            by=self.actor("access officer"),
            at=self.moment(max(ask.days_ago - after, 0), 11),
        )

    def _paper(self, ask: Ask, request: Request, title: str, at: datetime) -> str:
        stored = store_file(
            content=io.BytesIO(a_paper(title, ask.subject, at.date())),
            name=f"{title}.pdf",
            about=request.about,
            purpose="release",
            by=self.actor("access officer"),
            at=at,
        )
        return str(stored.public_id)

    def _decide(
        self, ask: Ask, request: Request, outcome: str, reasons: str, items: list[ItemDraft], **more: Any
    ) -> None:
        drafted = self._draft(ask, request, outcome, reasons, items, **more)
        self.then(
            answering.submit_decision,
            request_id=request.pk,
            by=self.actor("access officer"),
            at=drafted + timedelta(minutes=4),
        )
        approved = drafted + timedelta(hours=2)
        self.then(
            answering.approve_decision,
            request_id=request.pk,
            by=self.actor("head of access (FOIA)"),
            at=approved,
        )
        self.then(answering.send_decision, request_id=request.pk, by=US, at=approved + timedelta(seconds=20))

    def _draft(
        self, ask: Ask, request: Request, outcome: str, reasons: str, items: list[ItemDraft], **more: Any
    ) -> datetime:
        day = max(
            self.today - timedelta(days=ask.days_ago) + timedelta(days=ask.answer_days), request.received_on
        )
        day = min(next_working_day(day - timedelta(days=1)), self.today)
        at = min(datetime.combine(day, time(10, 5), tzinfo=ROME), self.now - timedelta(hours=3))
        self.then(
            answering.draft_decision,
            request_id=request.pk,
            outcome=outcome,
            reasons=reasons,
            items=items,
            by=self.actor("access officer"),
            at=at,
            **more,
        )
        return at

    def _ends_granted(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.moment(ask.days_ago - ask.answer_days + 1, 8)
        items = [
            ItemDraft(title, Disclosure.PUBLIC, self._paper(ask, request, title, at))
            for title in ("Atti richiesti", "Tabella riassuntiva")
        ]
        extra = (
            {"publication_url": "https://www.borgosereno.example/trasparenza"}
            if ask.kind == "simple_civic"
            else {}
        )
        self._decide(
            ask,
            request,
            "granted",
            "I documenti chiesti sono in possesso dell'ufficio e nulla ne limita l'accesso.",
            items,
            **extra,
        )

    def _ends_partly(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.moment(ask.days_ago - ask.answer_days + 1, 8)
        items = [
            ItemDraft("Atti richiesti", Disclosure.PUBLIC, self._paper(ask, request, "Atti richiesti", at)),
            ItemDraft(
                "Recapiti personali contenuti negli atti",
                Disclosure.WITHHELD,
                "",
                False,
                "personal_data",
                "Gli atti riportano recapiti e codici fiscali di persone fisiche, che non servono a capire la spesa.",
            ),
        ]
        self._decide(
            ask,
            request,
            "partly_granted",
            "Si rilasciano gli atti; si oscurano i soli dati personali che non servono allo scopo della richiesta.",
            items,
        )

    def _ends_refused(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        items = [
            ItemDraft(
                "Fascicolo richiesto",
                Disclosure.WITHHELD,
                "",
                False,
                "personal_data",
                "Il fascicolo riguarda una persona identificabile e la conoscenza ne pregiudicherebbe la riservatezza.",
            )
        ]
        self._decide(
            ask,
            request,
            "refused",
            "Il pregiudizio alla protezione dei dati personali è concreto e non si evita con l'oscuramento.",
            items,
        )
        filed = self.moment(ask.days_ago - ask.answer_days - 10, 16)
        self.then(
            review.ask_review,
            request_id=request.pk,
            grounds="Ritengo che si possano oscurare i nomi e rilasciare il resto del fascicolo.",
            by=Actor.citizen(request.about),
            at=filed,
        )
        self.then(
            review.decide_review,
            request_id=request.pk,
            outcome="refused",
            reasons="Anche senza nomi la persona resterebbe riconoscibile: il rifiuto è confermato.",
            by=self.actor("transparency officer (RPCT)"),
            at=filed + timedelta(days=14),
        )

    def _ends_overturned(self, ask: Ask, request: Request) -> None:
        """Refused, overturned on review, decided again: two decisions, both in the applicant's page."""
        self._take(ask, request)
        refused = ItemDraft(
            "Contratto con il gestore",
            Disclosure.WITHHELD,
            "",
            False,
            "economic_interests",
            "Il gestore ritiene che i prezzi svelino ai concorrenti come organizza il servizio.",
        )
        self._decide(
            ask, request, "refused", "Il contratto contiene condizioni economiche riservate.", [refused]
        )
        filed = self.moment(ask.days_ago - ask.answer_days - 6, 16)
        self.then(
            review.ask_review,
            request_id=request.pk,
            grounds="Il contratto è pagato con soldi pubblici: i prezzi sono già nel bando di gara.",
            by=Actor.citizen(request.about),
            at=filed,
        )
        decided = filed + timedelta(days=12, hours=-5)
        self.then(
            review.decide_review,
            request_id=request.pk,
            outcome="granted",
            reasons="I prezzi erano già pubblici con la gara: nessun danno concreto. Si consegni il contratto.",
            decide_by=(decided + timedelta(days=15)).date(),
            by=self.actor("transparency officer (RPCT)"),
            at=decided,
        )
        again = decided + timedelta(days=6)
        paper = self._paper(ask, request, "Contratto di gestione", again)
        step = {"request_id": request.pk}
        officer, head = self.actor("access officer"), self.actor("head of access (FOIA)")
        self.then(
            answering.draft_decision,
            outcome="granted",
            effect="replaces",
            reasons="In esecuzione del riesame si consegna il contratto per intero.",
            items=[ItemDraft("Contratto con il gestore", Disclosure.PUBLIC, paper)],
            by=officer,
            at=again,
            **step,
        )
        self.then(answering.submit_decision, by=officer, at=again + timedelta(minutes=9), **step)
        signed = again + timedelta(hours=1)
        self.then(answering.approve_decision, by=head, at=signed, **step)
        self.then(answering.send_decision, by=US, at=signed + timedelta(seconds=20), **step)

    def _ends_deferred(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        items = [
            ItemDraft(
                "Verbali della commissione",
                Disclosure.WITHHELD,
                "",
                False,
                "economic_interests",
                "La gara è in corso: conoscere i verbali ora altererebbe il confronto fra i concorrenti.",
            )
        ]
        self._decide(
            ask,
            request,
            "deferred",
            "Il pregiudizio finisce con l'aggiudicazione della gara.",
            items,
            deferred_until=self.today + timedelta(days=60),
            transience="Dopo l'aggiudicazione i verbali si possono conoscere senza danno per i concorrenti.",
        )

    def _ends_open(self, ask: Ask, request: Request) -> None:
        if ask.days_ago > 4:
            self._take(ask, request)

    _ends_late = _ends_open

    def _ends_anonymous(self, ask: Ask, request: Request) -> None:
        """The operation itself asked who is asking: nothing more to do."""

    def _ends_withdrawn(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        self.then(
            answering.withdraw,
            request_id=request.pk,
            words="Ho trovato il progetto sul sito.",
            by=Actor.citizen(request.about),
            at=self.moment(ask.days_ago - 6, 18),
        )

    def _ends_transferred(self, ask: Ask, request: Request) -> None:
        self.then(
            triage.transfer,
            request_id=request.pk,
            to_body="Regione, agenzia della mobilità",
            words="Le linee extraurbane sono della Regione: abbiamo inoltrato oggi la tua richiesta.",
            by=self.actor("access officer"),
            at=self.moment(ask.days_ago - 1, 9),
        )

    def _ends_parties(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.moment(ask.days_ago - 6, 9)
        officer = self.actor("access officer")
        party = self.then(
            parties.add_party,
            request_id=request.pk,
            name="Locale Verdi srl",
            email="locale@pec.example",
            interest="economic_interests",
            by=officer,
            at=at,
        )
        self.then(parties.notify_party, party_id=party.pk, on=at.date(), by=officer, at=at)
        received = at + timedelta(days=1)
        self.then(
            parties.record_notice_received, party_id=party.pk, on=received.date(), by=officer, at=received
        )
        opposed = at + timedelta(days=7)
        self.then(
            parties.record_opposition,
            party_id=party.pk,
            on=opposed.date(),
            text="I rilievi contengono la disposizione interna degli impianti.",
            by=officer,
            at=opposed,
        )

    def _ends_consulted(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.moment(ask.days_ago - 3, 12)
        self.then(
            dialogue.consult,
            request_id=request.pk,
            contact=self.staff["contact of another office"],
            question="Servono la perizia agronomica e l'autorizzazione all'abbattimento: puoi caricarle qui?",
            due_on=at.date() + timedelta(days=10),
            by=self.actor("access officer"),
            at=at,
        )
        self.then(
            dialogue.write_to_citizen,
            request_id=request.pk,
            body="Abbiamo chiesto la perizia all'ufficio Lavori pubblici: ti rispondiamo entro il termine.",
            by=self.actor("access officer"),
            at=at + timedelta(minutes=20),
        )

    def _ends_drafted(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.moment(max(ask.days_ago - ask.answer_days + 1, 1), 8)
        item = ItemDraft(
            "Determine e fatture", Disclosure.PUBLIC, self._paper(ask, request, "Determine e fatture", at)
        )
        self._draft(ask, request, "granted", "I documenti chiesti si rilasciano per intero.", [item])
        self.then(
            dialogue.add_note,
            request_id=request.pk,
            body="Mancano le fatture di dicembre: chieste alla ragioneria.",
            by=self.actor("access officer"),
            at=at,
        )

    def _ends_waiting(self, ask: Ask, request: Request) -> None:
        self._take(ask, request)
        at = self.now - timedelta(hours=30)
        item = ItemDraft(
            "Prospetto dei rimborsi",
            Disclosure.PUBLIC,
            self._paper(ask, request, "Prospetto dei rimborsi", at),
        )
        self.then(
            answering.draft_decision,
            request_id=request.pk,
            outcome="granted",
            reasons="Sono dati di cui la legge chiede già la pubblicazione: si rilasciano per intero.",
            items=[item],
            by=self.actor("access officer"),
            at=at,
        )
        self.then(
            answering.submit_decision,
            request_id=request.pk,
            by=self.actor("access officer"),
            at=at + timedelta(hours=1),
        )

    # what follows

    def then(self, act: Callable[..., Any], **given: Any) -> Any:
        """Does one thing and what follows from it, before the next one happens; never earlier than the last one."""
        if "request_id" in given:
            given["at"] = self.after(f"foia.request:{given['request_id']}", given["at"])
        done = act(**given)
        self.settle()
        return done

    def settle(self) -> None:
        """Delivers here what a worker would, at the moment of its cause, so that every history reads in order."""
        for _round in range(20):
            owed = list(pending_deliveries().order_by("pk").values_list("pk", "entry__happened_at")[:2000])
            if not owed:
                return
            for pk, happened_at in owed:
                moment = min(happened_at + REACTION_TIME, self.now)
                with at_the_moment(moment):
                    trail.deliver(delivery_id=pk, at=moment)

    def after(self, about: str, moment: datetime) -> datetime:
        """That moment, or just after the last thing that happened there."""
        last = history_of(about).last()
        return moment if last is None else min(max(moment, last.happened_at + REACTION_TIME), self.now)

    def _topics(self) -> None:
        officer = self.actor("access officer")
        wanted: dict[str, list[tuple[Ask, Request]]] = {}
        for ask, request in self.requests:
            if ask.topic:
                wanted.setdefault(ask.topic, []).append((ask, request))
        for title, members in wanted.items():
            first = members[0][1]
            at = self.moment(members[0][0].days_ago - 1, 12)
            topic = self.then(topics.start_topic, request_ids=[first.pk], title=title, by=officer, at=at)
            for ask, request in members[1:]:
                if title == POTHOLES and ask.days_ago < 20:
                    continue
                self._judge(topic, request, self.moment(ask.days_ago - 1, 12))
        potholes = Topic.objects.get(title=POTHOLES)
        newest = wanted[POTHOLES][-1]
        self._judge(potholes, newest[1], self.moment(newest[0].days_ago - 1, 12))

    def _judge(self, topic: Topic, request: Request, at: datetime) -> None:
        """Staff accept the machine's suggestion where it made one, and join by hand where it did not."""
        inside = topic.memberships.values_list("request_id", flat=True)
        proposed = Suggestion.objects.filter(request=request, earlier_id__in=inside, verdict="open").first()
        officer, at = self.actor("access officer"), self.after(request.about, at)
        if proposed is not None:
            self.then(topics.judge_suggestion, suggestion_id=proposed.pk, accept=True, by=officer, at=at)
        else:
            self.then(topics.join, topic_id=topic.pk, request_ids=[request.pk], by=officer, at=at)

    def _register(self) -> None:
        for ask, request in self.requests:
            request.refresh_from_db()
            entry = getattr(request, "register_entry", None)
            if not ask.public or entry is None or ask.days_ago < 70:
                continue
            self.then(
                publication.approve_entry,
                entry_id=entry.pk,
                public_subject=ask.public,
                public_reason=""
                if entry.outcome == "granted"
                else "Tutela dei dati personali o degli interessi coinvolti, valutata in concreto.",
                by=self.actor("head of access (FOIA)"),
                at=self.after(request.about, self.moment(ask.days_ago - ask.answer_days - 3, 9)),
            )

    def _published_answer(self) -> None:
        canteen = Topic.objects.get(title=CANTEEN)
        self.then(
            topics.choose,
            topic_id=canteen.pk,
            choice="publish",
            reason="Quattro persone in un anno: i documenti sono già stati rilasciati a tutti.",
            by=self.actor("coordinator"),
            at=self.moment(118, 9),
        )
        self.settle()
        commission = Commission.objects.get(about=canteen.about)
        writer, at = self.staff["newsroom writer"], self.moment(110, 10)
        self.then(
            newsroom.take_commission, commission_id=commission.pk, user=writer, by=Actor.staff(writer), at=at
        )
        self._write(commission)
        self._material(canteen, at + timedelta(hours=2))
        self.then(
            newsroom.submit_commission,
            commission_id=commission.pk,
            by=Actor.staff(writer),
            at=at + timedelta(days=1),
        )
        head = self.staff["head of newsroom"]
        self.then(
            newsroom.publish_commission,
            commission_id=commission.pk,
            user=head,
            by=Actor.staff(head),
            at=at + timedelta(days=2),
        )
        self.settle()
        for days_ago, shown, chosen in ((90, 6, 2), (60, 9, 4), (21, 5, 3), (4, 3, 1)):
            day: date = self.today - timedelta(days=days_ago)
            for _once in range(shown):
                publication.count_shown(page_ids=[commission.page_id or 0], day=day)
            for _once in range(chosen):
                publication.count_chosen(day=day, page_id=commission.page_id)

    def _material(self, topic: Topic, at: datetime) -> None:
        """The access desk looks at each gathered file: the letters stay inside, the documents may be read by all."""
        step: dict[str, Any] = {"about": topic.about, "by": self.actor("access officer"), "at": at}
        for one in files.clearances(topic.about):
            if one.file.purpose == "letter":
                clearing.leave_out(
                    public_id=one.file.public_id,
                    reason="La lettera è scritta a una persona sola: per tutti bastano i documenti.",
                    **step,
                )
            else:
                clearing.clear(
                    public_id=one.file.public_id,
                    look=look_at(one.file, names_known(topic.about)),
                    by_eye=True,
                    reason="Sono dati dell'ente e dell'impresa, già pubblici per legge.",
                    **step,
                )

    def _write(self, commission: Commission) -> None:
        from wagtail.models import Page

        page = Page.objects.get(pk=commission.page_id).specific
        page.summary = (
            "Il Comune paga 4,85 euro per ogni pasto delle scuole primarie; le famiglie ne versano in media 3,10. "
            "Qui trovi il menù stagionale, il capitolato e il prezzo offerto dall'impresa."
        )
        page.body = [
            ("heading", "Quanto costa un pasto"),
            (
                "table",
                {
                    "caption": "Costo di un pasto nelle scuole primarie, in euro",
                    "header": "Voce|Anno scorso|Quest'anno",
                    "rows": "Prezzo pagato all'impresa|4,70|4,85\nQuota media delle famiglie|3,05|3,10\n"
                    "A carico del Comune|1,65|1,75",
                },
            ),
            ("heading", "Che cosa si mangia"),
            (
                "paragraph",
                "<p>Il menù cambia con le stagioni, su quattro settimane, ed è approvato dall'azienda sanitaria. La "
                "frutta e le verdure sono biologiche; la carne è italiana.</p>",
            ),
            (
                "callout",
                "Il capitolato e l'offerta economica sono fra i documenti da scaricare in questa pagina.",
            ),
        ]
        page.save_revision(user=self.staff["newsroom writer"])
