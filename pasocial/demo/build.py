"""Builds the demonstration town through the real operations, with months of life behind it. Never for production."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model

from desks.newsroom import operations as newsroom
from desks.newsroom.models import Commission
from foia.models import AccessRequest, Suggestion, Topic
from foia.operations import (
    answering,
    intake,
    publication,
    suggestions,
    topics,
)
from foia.queries import likeness
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from foia.rules.kinds import AccessKind
from pasocial.demo.accounts import ACCOUNTS, Account
from pasocial.demo.contacts import Contacts
from pasocial.demo.endings import Endings
from pasocial.demo.life import US
from pasocial.demo.organisation import organise
from pasocial.demo.past import Past
from pasocial.demo.texts import IN_ENGLISH, TEXTS, Text
from pasocial.demo.town import ASKS, CANTEEN, CITIZENS, POTHOLES, Ask
from pasocial.office.files.attachments import clearing
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.inspecting import read_file
from pasocial.office.files.attachments.inspections import inspected
from pasocial.office.people.members.operations import give_desk_role, give_office_role
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page
from pasocial.timekeeping import local_date

TOWN = {
    "body_name": "Comune di Borgo Sereno",
    "body_tagline": "Ufficio comunicazione, stampa e servizi al cittadino",
    "body_tagline_en": "Communication, press and services to the public",
    "address": "Piazza Grande 1\n00000 Borgo Sereno",
    "contact_email": "urp@borgosereno.example",
    "contact_pec": "protocollo@pec.borgosereno.example",
    "contact_phone": "06 0000000",
    "rpct_name": "Rita Riva",
    "rpct_email": "rpct@borgosereno.example",
    "privacy_contact": "privacy@borgosereno.example",
    "dpo_contact": "dpo@borgosereno.example",
}


class Town(Endings):
    """One build."""

    def build(self) -> None:
        self.say("people and settings")
        self._settings()
        for account in ACCOUNTS:
            self.staff[account.label] = self._person(account)
        organise(self.staff, self.today, self.now)
        self.say("pages")
        self._pages()
        self.say("requests and answers")
        for ask in sorted(ASKS, key=lambda one: -one.days_ago):
            self._live(ask)
        self.deliver_reactions()
        self.say("topics and the register")
        likeness.refresh_statistics()
        self._topics()
        self.deliver_reactions()
        self._register()
        self._published_answer()
        self.deliver_reactions()
        self.say("contacts with the public")
        Contacts(self).tell()
        self.say("the years before")
        officer, coordinator = self.actor("access officer"), self.actor("coordinator")
        Past(self.today, officer, coordinator, self.moment, self.deliver_reactions).tell()
        self.deliver_reactions()

    def _settings(self) -> None:
        for key, value in TOWN.items():
            change_setting(key=key, value=value, by=US, at=self.now)

    def _person(self, account: Account) -> Any:
        users = get_user_model().objects
        user = users.filter(email=account.email).first() or users.create_user(
            account.email, account.password, full_name=account.name, office_name=account.office
        )
        for desk, role in account.desks:
            give_desk_role(user=user, desk=desk, role=role, by=US, at=self.now)
        for role in account.office_roles:
            declared_on = self.today if role == "spokesperson" else None
            give_office_role(user=user, role=role, declared_on=declared_on, by=US, at=self.now)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, account.totp_secret)
            RecoveryCodes.activate(user)
        return user

    def _pages(self) -> None:
        home = plant_home(
            title=TOWN["body_name"],
            introduction="Un ufficio solo per chiedere, sapere e partecipare.",
            hostname="localhost",
            port=8000,
            by=US,
            at=self.now,
        )
        if not home.introduction_en:
            home.introduction_en = "One office to ask, to know and to take part."
            home.save_revision().publish()
        grant_editing(home=home)
        publication.plant_pages(home=home, by=US, at=self.now)
        for text in TEXTS:
            plant_page(parent=home, page=self._section(text), by=US, at=self.now)

    def _section(self, text: Text) -> SectionPage:
        return SectionPage(
            title=text.title,
            slug=text.slug,
            title_en=IN_ENGLISH[text.slug][0],
            introduction=text.introduction,
            introduction_en=IN_ENGLISH[text.slug][1],
            body=list(text.it),
            body_en=list(text.en),
            show_in_footer=True,
        )

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

    def _file(self, ask: Ask) -> AccessRequest:
        citizen = CITIZENS.get(ask.who)
        who = (
            ApplicantDetails(
                name=citizen.name,
                email=citizen.email,
                birth_date=None if citizen.tax_code else citizen.born,
                codice_fiscale=citizen.tax_code,
                organisation=citizen.organisation,
                identified_by=Identification.EID if citizen.tax_code else Identification.DECLARED,
            )
            if citizen
            else ApplicantDetails(email="senza.nome@posta.example", identified_by=Identification.DECLARED)
        )
        at = self.moment(ask.days_ago, 9 + len(ask.subject) % 9, len(ask.body) % 60)
        return self.then(
            intake.file_request,
            draft=Filing(
                subject=ask.subject,
                body=ask.body,
                kind=AccessKind(ask.kind),
                applicant=who,
                channel=FilingChannel.PORTAL,
                language=citizen.language if citizen else "it",
                consent_electronic=True,
                agrees_to_be_told=bool(citizen and citizen.agrees_to_be_told),
                made_public_url=ask.made_public_url,
                made_public_on=local_date(at) if ask.made_public_url else None,
            ),
            by=Actor.citizen("portal"),
            at=at,
            idempotency_key=f"demo:{ask.who}:{ask.subject}"[:80],
        )

    def _topics(self) -> None:
        officer = self.actor("access officer")
        wanted: dict[str, list[tuple[Ask, AccessRequest]]] = {}
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

    def _judge(self, topic: Topic, request: AccessRequest, at: datetime) -> None:
        """Staff accept the machine's suggestion where it made one, and join by hand where it did not."""
        inside = topic.memberships.values_list("request_id", flat=True)
        proposed = Suggestion.objects.filter(request=request, earlier_id__in=inside, verdict="open").first()
        officer, at = self.actor("access officer"), self.after(request.about, at)
        if proposed is not None:
            self.then(suggestions.judge_suggestion, suggestion_id=proposed.pk, accept=True, by=officer, at=at)
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
        self.deliver_reactions()
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
        self.then(newsroom.release_page, thing=commission.pk, by=US, at=at + timedelta(days=2, seconds=20))
        self.deliver_reactions()
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
                read_file(public_id=one.file.public_id, at=at)
                clearing.clear(
                    public_id=one.file.public_id,
                    confirmed=[found.key for found in inspected(one.file).open_suspects],
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
