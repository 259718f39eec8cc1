"""The steps of a request's clock put into words: arrival, pause, and the last lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from foia.rules.clock.lines import Line, line, target_lines
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


def pause_lines(windows: Sequence[Window], raw: date, paused_days: int, literal_days: int) -> Iterator[Line]:
    """How long the notice to the parties stops the clock, and why not longer."""
    source = "D.Lgs. 33/2013 art. 5(5); Circolare FOIA 2/2017 §5"
    first = min(w.sent_on for w in windows)
    if not paused_days:
        if first > raw:
            yield line(
                "notice_late",
                _("Avviso ai controinteressati inviato {day}, a termine scaduto: non lo sospende."),
                first,
                source,
                alert=True,
                day=first,
            )
        return
    yield line(
        "paused",
        _("Avviso ai controinteressati inviato {day}. Giorni di sospensione: {days}."),
        first,
        source,
        day=first,
        days=paused_days,
    )
    if literal_days > paused_days:
        yield line(
            "capped",
            _("L'attesa dura {literal} giorni, ma la sospensione ne vale al massimo {cap}."),
            source=source,
            literal=literal_days,
            cap=paused_days,
        )
    resumed = raw + timedelta(days=paused_days)
    yield line("resumed", _("Con la sospensione il termine arriva a {day}."), resumed, source, day=resumed)


def closing_lines(
    due: date,
    target: date,
    literal_due: date,
    not_before: date | None,
    conflict: bool,
    silence: bool,
    windows: Sequence[Window],
    locks: Sequence[Standstill],
) -> Iterator[Line]:
    """The due day, what may not happen before which day, and what silence means."""
    yield line("due", _("La risposta è dovuta entro {day}."), due, day=due)
    yield from target_lines(due, target)
    if literal_due != due:
        yield line(
            "literal",
            _("Senza il limite alla sospensione sarebbe {day}: vale la data più vicina."),
            literal_due,
            day=literal_due,
        )
    if not_before:
        yield line(
            "decide_not_before",
            _("Si può decidere da {day}, dopo il tempo dato ai controinteressati."),
            not_before,
            "D.Lgs. 33/2013 art. 5(5)",
            day=not_before,
        )
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
    release = send_not_before(locks)
    if release:
        yield line(
            "send_not_before",
            _("I documenti si possono inviare da {day}, dopo i 15 giorni dati a chi si è opposto."),
            release,
            "D.Lgs. 33/2013 art. 5(6); Circolare FOIA 2/2017 §6.3",
            day=release,
        )
    if silence:
        yield line(
            "silence",
            _("Se l'ufficio tace, dopo {day} la richiesta si considera respinta."),
            due,
            "L. 241/1990 art. 25(4)",
            day=due,
        )
