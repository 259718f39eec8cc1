"""The years before: requests taken over from the old register, and what staff said of those that looked alike.

Enough judged pairs that a threshold can be measured (rules.recurrence.quality): without them the page of proposals could
not be seen at work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from foia.models import AccessRequest, AnswerPage, Suggestion, Topic
from foia.operations import importing, looking_again, persons, proposals, suggestions, topics
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from foia.rules.importing import PastRequest
from foia.rules.outcomes import Outcome
from pasocial.office.record.trail.actor import Actor

NAMES = ("Ada Bruni", "Bice Corsi", "Carlo Dossi", "Delia Este", "Elio Fabbri", "Fosca Gallo", "Guido Luce")
# Matter, and three ways in which people put it.
MATTERS = (
    (
        "Verbali dei controlli sulla mensa",
        ("verbali dei controlli", "ispezioni fatte", "esiti delle verifiche"),
    ),
    (
        "Incassi dei parcheggi a pagamento",
        ("incassi dei parcometri", "entrate delle strisce blu", "introiti"),
    ),
    (
        "Abbattimento degli alberi nei viali",
        ("perizie sugli alberi", "piante abbattute", "ordinanze di taglio"),
    ),
    ("Spesa per i rimborsi agli assessori", ("rimborsi spese", "missioni pagate", "note spese della giunta")),
    ("Autovelox sulla strada provinciale", ("decreto per l'autovelox", "tarature", "incassi dell'autovelox")),
    ("Qualità dell'acqua del rubinetto", ("analisi dell'acqua", "campioni prelevati", "valori misurati")),
    ("Graduatorie dell'asilo nido", ("graduatorie", "punteggi assegnati", "criteri e liste d'attesa")),
    ("Concessione dell'impianto sportivo", ("contratto di concessione", "canone pagato", "bando e offerte")),
    ("Contratti per la vigilanza privata", ("contratto di vigilanza", "importi pagati", "gara e offerte")),
    (
        "Consumi elettrici degli edifici comunali",
        ("consumi di energia", "bollette pagate", "diagnosi energetica"),
    ),
)
# One topic where everybody speaks for one body, one where two keys are one person, one not published and to look at again.
GROUPED, TWICE, FLAGGED = 3, 0, 4
CLOSE = 60
EACH = 7
STEP = 400  # days: nobody meets three others within a year, so the past raises no flag of its own
REFUSED = 12


@dataclass
class Past:
    """`by` judges; `head` adopts the threshold that comes of it."""

    today: date
    by: Actor
    head: Actor
    moment: Callable[[int, int], datetime]
    deliver_reactions: Callable[[], None]

    def tell(self) -> None:
        made = self._imported()
        self.deliver_reactions()
        for place, (title, _ways) in enumerate(MATTERS):
            self._judge_alike(title, made[place * EACH : (place + 1) * EACH], place)
        for place in range(REFUSED):
            one, other = made[place * 5 % len(made)], made[(place * 5 + 23) % len(made)]
            self._judged(other, one, 0.42 + place * 0.018, accept=False)
        self._who_is_who(made)
        self._not_published(topics.topic_of(made[FLAGGED * EACH].pk))
        self._kept_fresh()
        proposals.adopt_threshold(by=self.head, at=self.moment(20, 10))
        self._to_propose()

    def _imported(self) -> list[AccessRequest]:
        rows = []
        for place, (title, ways) in enumerate(MATTERS):
            for turn in range(EACH):
                step = CLOSE if place == FLAGGED else STEP
                day = self.today - timedelta(days=400 + place * 9 + turn * step)
                body = "Comitato Conti Chiari" if place == GROUPED else ""
                rows.append(
                    self._row(f"storico-{place}-{turn}", title, ways[turn % 3], day, (place + turn) % 7, body)
                )
        return self._stored(rows)

    def _row(self, reference: str, title: str, way: str, day: date, who: int, body: str = "") -> PastRequest:
        return PastRequest(
            line=0,
            reference=reference,
            received_on=day,
            draft=Filing(
                subject=f"{title}: {way}",
                body=f"Chiedo copia dei documenti su «{title.lower()}»: {way} e gli atti relativi.",
                channel=FilingChannel.EMAIL,
                applicant=ApplicantDetails(
                    name=NAMES[who],
                    email=f"storico{who}@posta.example",
                    birth_date=date(1960 + who, 5, 10),
                    organisation=body,
                    identified_by=Identification.DECLARED,
                ),
            ),
            outcome=Outcome.GRANTED,
            decided_on=min(day + timedelta(days=20), self.today),
        )

    def _stored(self, rows: list[PastRequest]) -> list[AccessRequest]:
        importing.import_chunk(
            rows=rows, by=self.by, at=self.moment(60, 9), owed_since=self.today + timedelta(days=1)
        )
        known = {
            one.source_ref: one
            for one in AccessRequest.objects.filter(source_ref__startswith="storico-").defer("search")
        }
        return [known[row.reference] for row in rows]

    def _judge_alike(self, title: str, requests: list[AccessRequest], place: int) -> None:
        first = requests[-1]
        topics.start_topic(request_ids=[first.pk], title=title, by=self.by, at=self.moment(59, 9))
        for turn, request in enumerate(reversed(requests[:-1])):
            self._judged(request, first, 0.71 + (place * 3 + turn * 7) % 27 / 100, accept=True)

    def _judged(self, request: AccessRequest, earlier: AccessRequest, score: float, *, accept: bool) -> None:
        self._suggested(request, earlier, score)
        suggestion = Suggestion.objects.get(request=request, earlier=earlier)
        suggestions.judge_suggestion(
            suggestion_id=suggestion.pk, accept=accept, by=self.by, at=self.moment(58, 11)
        )

    def _suggested(self, request: AccessRequest, earlier: AccessRequest, score: float) -> None:
        why: Mapping[str, Any] = {"parts": [["same_words", []]], "warnings": [], "terms": []}
        pair = importing.Pair(request.pk, earlier.pk, round(score, 3), why)
        importing.suggest_pairs(pairs=[pair], by=self.by, at=self.moment(58, 11))

    def _who_is_who(self, made: list[AccessRequest]) -> None:
        twice = topics.topic_of(made[TWICE * EACH].pk)
        group = topics.topic_of(made[GROUPED * EACH].pk)
        assert twice is not None
        assert group is not None
        step: dict[str, Any] = {"by": self.by, "at": self.moment(57, 15)}
        both = twice.memberships.order_by("asked_on").values_list("person", flat=True)[:2]
        why = "Ha cambiato cognome: lo dice nella seconda richiesta."
        persons.merge_persons(topic_id=twice.pk, persons=list(both), why=why, **step)
        key = made[GROUPED * EACH].organisation_key
        persons.confirm_organisation(topic_id=group.pk, organisation_key=key, confirmed=True, **step)

    def _not_published(self, topic: Topic | None) -> None:
        assert topic is not None
        topics.choose(
            topic_id=topic.pk,
            choice=Topic.Choice.NOT,
            reason="I dati di taratura cambiano ogni anno: si risponde finché non sono raccolti in una tabella.",
            look_again_on=self.today - timedelta(days=2),
            by=self.head,
            at=self.moment(56, 9),
        )

    def _kept_fresh(self) -> None:
        """The published answer has yearly figures: the newsroom must bring them up to date."""
        page = AnswerPage.objects.live().order_by("pk").first()
        if page is not None:
            looking_again.keep_fresh(
                page_id=page.pk,
                owner_desk="newsroom",
                fresh_until=self.today + timedelta(days=24),
                by=self.head,
                at=self.moment(100, 9),
            )

    def _to_propose(self) -> None:
        """Three that nobody looked at yet, alike enough to be proposed together."""
        rows = [
            self._row(
                f"storico-bis-{turn}",
                "Pulizia delle caditoie",
                way,
                self.today - timedelta(days=380 + turn),
                turn,
            )
            for turn, way in enumerate(("interventi fatti", "calendario della pulizia", "spesa sostenuta"))
        ]
        one, other, third = self._stored(rows)
        self._suggested(other, one, 0.88)
        self._suggested(third, one, 0.84)
