"""How each request of the demonstration town ends: one small story for every ending, told by the real operations."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from typing import Any

from foia.models import AccessRequest
from foia.operations import (
    answering,
    dialogue,
    parties,
    review,
    triage,
)
from foia.rules.outcomes.items import Disclosure, ItemDraft
from pasocial.demo.life import US, Life
from pasocial.demo.papers import a_paper
from pasocial.demo.town import Ask
from pasocial.office.files.attachments.inspecting import confirm_findings, read_file
from pasocial.office.files.attachments.inspections import inspected_files
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import by_public_ids
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import ROME, local_date, next_working_day


class Endings(Life):
    """The answers of a town."""

    def _take(self, ask: Ask, request: AccessRequest, after: float = 1) -> None:
        self.then(
            triage.take_on,
            request_id=request.pk,
            user=self.staff["access officer"],
            by=self.actor("access officer"),
            at=self.moment(max(ask.days_ago - after, 0), 11),
        )

    def _paper(self, ask: Ask, request: AccessRequest, title: str, at: datetime) -> str:
        stored = store_file(
            content=io.BytesIO(a_paper(title, ask.subject, local_date(at))),
            name=f"{title}.pdf",
            about=request.about,
            purpose="release",
            by=self.actor("access officer"),
            at=at,
        )
        return str(stored.public_id)

    def _decide(
        self,
        ask: Ask,
        request: AccessRequest,
        outcome: str,
        reasons: str,
        items: list[ItemDraft],
        **more: Any,
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
        self,
        ask: Ask,
        request: AccessRequest,
        outcome: str,
        reasons: str,
        items: list[ItemDraft],
        **more: Any,
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
        self._look_into(items, at)
        return at

    def _look_into(self, items: list[ItemDraft], at: datetime) -> None:
        """What a worker would read meanwhile; the officer answers for the body's own data."""
        for item in items:
            if not item.file:
                continue
            (stored,) = by_public_ids([item.file])
            read_file(public_id=item.file, at=self.after(stored.about, at))
            found = [one.key for one in inspected_files([stored]).popitem()[1].open_suspects]
            if found and item.disclosure is Disclosure.PUBLIC:
                confirm_findings(
                    public_id=item.file,
                    keys=found,
                    reason="Sono dati dell'ente, già pubblici sul suo sito.",
                    by=self.actor("access officer"),
                    at=self.after(stored.about, at + timedelta(minutes=1)),
                )

    def _ends_granted(self, ask: Ask, request: AccessRequest) -> None:
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

    def _ends_partly(self, ask: Ask, request: AccessRequest) -> None:
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

    def _ends_refused(self, ask: Ask, request: AccessRequest) -> None:
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
        # The refusal rests on personal data: the Garante is heard before it is decided (art. 5(7)).
        officer = self.actor("transparency officer (RPCT)")
        for heard, days in ((review.ask_garante, 2), (review.record_garante, 9)):
            moment = filed + timedelta(days=days)
            self.then(heard, request_id=request.pk, on=local_date(moment), by=officer, at=moment)
        self.then(
            review.decide_review,
            request_id=request.pk,
            outcome="refused",
            reasons="Anche senza nomi la persona resterebbe riconoscibile: il rifiuto è confermato.",
            by=self.actor("transparency officer (RPCT)"),
            at=filed + timedelta(days=14),
        )

    def _ends_overturned(self, ask: Ask, request: AccessRequest) -> None:
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
            decide_by=local_date(decided) + timedelta(days=15),
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
        self._look_into([ItemDraft("Contratto", Disclosure.PUBLIC, paper)], again)
        self.then(answering.submit_decision, by=officer, at=again + timedelta(minutes=9), **step)
        signed = again + timedelta(hours=1)
        self.then(answering.approve_decision, by=head, at=signed, **step)
        self.then(answering.send_decision, by=US, at=signed + timedelta(seconds=20), **step)

    def _ends_deferred(self, ask: Ask, request: AccessRequest) -> None:
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

    def _ends_open(self, ask: Ask, request: AccessRequest) -> None:
        if ask.days_ago > 4:
            self._take(ask, request)

    _ends_late = _ends_open

    def _ends_anonymous(self, ask: Ask, request: AccessRequest) -> None:
        """The operation itself asked who is asking: nothing more to do."""

    def _ends_withdrawn(self, ask: Ask, request: AccessRequest) -> None:
        self._take(ask, request)
        self.then(
            answering.withdraw,
            request_id=request.pk,
            words="Ho trovato il progetto sul sito.",
            by=Actor.citizen(request.about),
            at=self.moment(ask.days_ago - 6, 18),
        )

    def _ends_transferred(self, ask: Ask, request: AccessRequest) -> None:
        self.then(
            triage.transfer,
            request_id=request.pk,
            to_body="Regione, agenzia della mobilità",
            words="Le linee extraurbane sono della Regione: abbiamo inoltrato oggi la tua richiesta.",
            by=self.actor("access officer"),
            at=self.moment(ask.days_ago - 1, 9),
        )

    def _ends_parties(self, ask: Ask, request: AccessRequest) -> None:
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
        self.then(parties.notify_party, party_id=party.pk, on=local_date(at), by=officer, at=at)
        received = at + timedelta(days=1)
        self.then(
            parties.record_notice_received,
            party_id=party.pk,
            on=local_date(received),
            by=officer,
            at=received,
        )
        opposed = at + timedelta(days=7)
        self.then(
            parties.record_opposition,
            party_id=party.pk,
            on=local_date(opposed),
            text="I rilievi contengono la disposizione interna degli impianti.",
            by=officer,
            at=opposed,
        )

    def _ends_consulted(self, ask: Ask, request: AccessRequest) -> None:
        self._take(ask, request)
        at = self.moment(ask.days_ago - 3, 12)
        self.then(
            dialogue.consult,
            request_id=request.pk,
            contact=self.staff["contact of another office"],
            question="Servono la perizia agronomica e l'autorizzazione all'abbattimento: puoi caricarle qui?",
            due_on=local_date(at) + timedelta(days=10),
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

    def _ends_drafted(self, ask: Ask, request: AccessRequest) -> None:
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

    def _ends_waiting(self, ask: Ask, request: AccessRequest) -> None:
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
        self._look_into([item], at)
        self.then(
            answering.submit_decision,
            request_id=request.pk,
            by=self.actor("access officer"),
            at=at + timedelta(hours=1),
        )
