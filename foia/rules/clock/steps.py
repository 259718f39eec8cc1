"""The steps of a request's clock put into words: arrival, pause, and the last lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from foia.rules.clock.lines import Line, line, target_lines
from foia.rules.clock.pause import Pause
from foia.rules.facts import Fact, FactKind, first_day, last_day
from foia.rules.parties import Standstill, Window, send_not_before, unproven_receipts
from pasocial.refusal import mark as _


def arrival_lines(facts: Sequence[Fact], start: date) -> Iterator[Line]:
    """When it arrived, and every event that leaves the term as it is."""
    filed = first_day(facts, FactKind.FILED)
    if last_day(facts, FactKind.RECEIVED_FROM_OTHER_BODY) and filed and filed != start:
        yield line(
            "misdirected",
            _("Presentata a un'altra amministrazione {filed}: il termine parte quando arriva a noi."),
            filed,
            "Circolare FOIA 2/2017 §4.1",
            filed=filed,
        )
    yield line(
        "received",
        _("Richiesta ricevuta {day}: il giorno di arrivo non si conta."),
        start,
        "Circolare FOIA 2/2017 §5.1; c.p.c. art. 155",
        day=start,
    )
    unchanged = {
        FactKind.REGISTERED: (
            "registered",
            _("Protocollata {day}: conta il giorno di arrivo, non il protocollo."),
        ),
        FactKind.IDENTIFIED: (
            "identified",
            _("Identità indicata {day}: il termine resta quello iniziale."),
        ),
        FactKind.FORWARDED_INSIDE: (
            "forwarded_inside",
            _("Passata all'ufficio competente {day}: il termine non cambia."),
        ),
        FactKind.CLARIFICATION_ASKED: (
            "clarification_asked",
            _("Chiarimenti chiesti {day}: il termine continua a correre."),
        ),
    }
    for fact in facts:
        if fact.kind in unchanged and not (fact.kind is FactKind.REGISTERED and fact.on == start):
            code, words = unchanged[fact.kind]
            yield line(code, words, fact.on, "Circolare FOIA 2/2017 §5", day=fact.on)


def pause_lines(pause: Pause, raw: date) -> Iterator[Line]:
    """How long the notices to the parties stop the clock, why not longer, and which of them came too late."""
    source = "D.Lgs. 33/2013 art. 5(5); Circolare FOIA 2/2017 §5"
    if pause.since is not None and pause.days:
        yield line(
            "paused",
            _("Avviso ai controinteressati inviato {day}. Giorni di sospensione: {days}."),
            pause.since,
            source,
            day=pause.since,
            days=pause.days,
        )
        if pause.literal > pause.days:
            yield line(
                "capped",
                _("L'attesa dura {literal} giorni, ma la sospensione ne vale al massimo {cap}."),
                source=source,
                literal=pause.literal,
                cap=pause.days,
            )
        resumed = raw + timedelta(days=pause.days)
        yield line(
            "resumed", _("Con la sospensione il termine arriva a {day}."), resumed, source, day=resumed
        )
    for day in dict.fromkeys(pause.late):
        yield line(
            "notice_late",
            _("Avviso ai controinteressati inviato {day}, a termine scaduto: non lo sospende."),
            day,
            source,
            alert=True,
            day=day,
        )


def due_lines(due: date, target: date, literal_due: date, silence: bool) -> Iterator[Line]:
    """The due day, the day the office aims at, and what silence means."""
    yield line("due", _("La risposta è dovuta entro {day}."), due, day=due)
    yield from target_lines(due, target)
    if literal_due != due:
        yield line(
            "literal",
            _("Senza il limite alla sospensione sarebbe {day}: vale la data più vicina."),
            literal_due,
            day=literal_due,
        )
    if silence:
        yield line(
            "silence",
            _("Se l'ufficio tace, dopo {day} la richiesta si considera respinta."),
            due,
            "L. 241/1990 art. 25(4)",
            day=due,
        )


def party_lines(
    due: date,
    literal_due: date,
    not_before: date | None,
    conflict: bool,
    windows: Sequence[Window],
    locks: Sequence[Standstill],
) -> Iterator[Line]:
    """What may not happen before which day because of the parties."""
    if not_before:
        spoken = all(window.spoke_on and not window.opposed for window in windows)
        words = (
            _("I controinteressati sono d'accordo: si può decidere da {day}.")
            if spoken
            else _("Si può decidere da {day}, dopo il tempo dato ai controinteressati.")
        )
        yield line("decide_not_before", words, not_before, "D.Lgs. 33/2013 art. 5(5)", day=not_before)
    if conflict:
        yield line(
            "conflict",
            _(
                "Attenzione: il tempo per opporsi finisce troppo tardi per decidere entro {due}. "
                "Serve una scelta del responsabile; contando tutta l'attesa il termine sarebbe {literal}."
            ),
            not_before,
            alert=True,
            due=due,
            literal=literal_due,
        )
    if unproven_receipts(windows):
        yield line(
            "receipt_unproven",
            _("Manca la data in cui un controinteressato ha ricevuto l'avviso: registrala appena arriva."),
            alert=True,
        )
    source = "D.Lgs. 33/2013 art. 5(6) e 5(9); Circolare FOIA 2/2017 §6.3"
    release = send_not_before(locks)
    if release:
        yield line(
            "send_not_before",
            _("I documenti si possono inviare da {day}, dopo i 15 giorni dati a chi si è opposto."),
            release,
            source,
            day=release,
        )
    for remedy in (one for lock in locks for one in lock.remedies if one.open):
        yield line(
            "remedy_open",
            _("Un controinteressato ha fatto ricorso {day}: i documenti non partono finché non è concluso."),
            remedy.served_on,
            source,
            alert=True,
            day=remedy.served_on,
        )
