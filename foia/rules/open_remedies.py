"""The remedies that are left to the applicant, each with its last day; one that she used is not offered again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foia.rules.facts import Fact, FactKind, last_day
from foia.rules.ombudsman import pending
from foia.rules.outcomes import Remedy
from foia.rules.outcomes.remedies import COURT, REVIEW, REVIEW_HEARING_GARANTE
from foia.rules.review import review_told_until
from foia.rules.terms import COURT_DAYS, in_force
from pasocial.refusal import Sentence
from pasocial.refusal import mark as _
from pasocial.timekeeping import term

# Which fact says that a remedy was used.
_USED = {
    "review": FactKind.REVIEW_FILED,
    "ombudsman": FactKind.OMBUDSMAN_FILED,
    "court": FactKind.COURT_SERVED,
}
# How the review and the ombudsman ended: the court's term runs again from there (c.p.a. art. 116(1)).
_ENDED = (FactKind.REVIEW_DECIDED, FactKind.REJECTED_BY_OMBUDSMAN, FactKind.REFUSAL_CONFIRMED)
_ANSWERS = (FactKind.ANSWERED, FactKind.ANSWERED_AGAIN)

_BY_DAY = {
    REVIEW: _(
        "Puoi chiedere il riesame a: {office}. Chiedilo entro {until}, senza spese; "
        "la decisione arriva entro {days} giorni."
    ),
    REVIEW_HEARING_GARANTE: _(
        "Puoi chiedere il riesame a: {office}. Chiedilo entro {until}, senza spese; "
        "la decisione arriva entro {days} giorni, più al massimo 10 per sentire il Garante privacy."
    ),
    COURT: _("Puoi fare ricorso al TAR entro {until}."),
}
# A late review is accepted too, and the officer decides what to make of it (C1 §7).
_REVIEW_LATE = _(
    "Puoi ancora chiedere il riesame a: {office}. Il giorno che indichiamo, {until}, è passato: "
    "scrivi perché lo chiedi ora, e chi decide ne tiene conto."
)
_COURT_LATER = _(
    "Hai già un ricorso in corso: se l'esito non ti convince puoi fare ricorso al TAR, "
    "entro 30 giorni da quando lo conosci."
)


@dataclass(frozen=True)
class OpenRemedy:
    """A remedy she can still use; `until` is its last day, None where the law sets none or it does not run yet."""

    remedy: Remedy
    until: date | None = None


def court_until(known_on: date) -> date:
    """The last day for the administrative court, counted from the day on which she knows.

    Only national holidays move it, and the court's summer pause is left out: both can only give her more time, and
    a day told too late would cost her the appeal.
    """
    return term(known_on, in_force(COURT_DAYS, known_on).value, None)


def open_remedies(
    remedies: Iterable[Remedy],
    facts: Sequence[Fact],
    told_on: date | None,
    today: date,
    patron: tuple[int, int] | None = None,
) -> tuple[OpenRemedy, ...]:
    """What is left of these remedies today, in their order.

    `facts` in the order they were recorded. `told_on`: the day of the answer, or that on which silence counts as one;
    None when no day can be told. Used is what was used after the last answer: a new decision opens all of them again.
    """
    since = _since_last_answer(facts)
    used = {code for code, kind in _USED.items() if last_day(since, kind) is not None}
    waits = pending(since) or _reviewed_now(since)
    ended = [day for kind in _ENDED if (day := last_day(since, kind)) is not None]
    found = []
    for remedy in remedies:
        if remedy.code in used:
            continue
        if remedy.code == "court" and waits:
            found.append(OpenRemedy(replace(remedy, sentence=Sentence(_COURT_LATER))))
            continue
        until = None
        if told_on is not None and remedy.code == "review":
            until = review_told_until(told_on, patron)
        elif told_on is not None and remedy.code == "court":
            until = court_until(max([told_on, *ended]))
        if until is None:
            found.append(OpenRemedy(remedy))
        elif today <= until:
            words = _BY_DAY[str(remedy.sentence.words)]
            found.append(OpenRemedy(_with_day(remedy, words, until), until))
        elif remedy.code == "review":
            found.append(OpenRemedy(_with_day(remedy, _REVIEW_LATE, until), until))
    return tuple(found)


def _with_day(remedy: Remedy, words: str, until: date) -> Remedy:
    return replace(remedy, sentence=Sentence(words, {**remedy.sentence.values, "until": until}))


def _since_last_answer(facts: Sequence[Fact]) -> list[Fact]:
    """What was recorded after the last answer; a review that itself answered what nobody had stays in sight."""
    places = [place for place, fact in enumerate(facts) if fact.kind in _ANSWERS]
    if not places:
        return list(facts)
    last = places[-1]
    before = facts[last - 1] if last else None
    if before is not None and before.kind is FactKind.REVIEW_DECIDED and before.on == facts[last].on:
        last = max(place for place in range(last) if facts[place].kind is FactKind.REVIEW_FILED)
    return list(facts[last:])


def _reviewed_now(facts: Sequence[Fact]) -> bool:
    filed, decided = last_day(facts, FactKind.REVIEW_FILED), last_day(facts, FactKind.REVIEW_DECIDED)
    return filed is not None and (decided is None or decided < filed)
