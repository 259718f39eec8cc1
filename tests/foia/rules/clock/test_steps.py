"""The receipt explains the due day line by line, in Italian."""

from datetime import date

from foia.rules.clock import Fact, FactKind, read_clock
from foia.rules.kinds import AccessKind

K = FactKind
TODAY = date(2026, 3, 2)


def told(kind: AccessKind, *facts: Fact) -> list[str]:
    return [entry.text() for entry in read_clock(kind, facts, TODAY).lines]


def test_receipt_explains_easter() -> None:
    assert told(AccessKind.GENERALISED, Fact(K.FILED, date(2026, 3, 6))) == [
        "Richiesta ricevuta venerdì 6 marzo 2026: il giorno di arrivo non si conta.",
        "30 giorni di calendario arrivano a domenica 5 aprile 2026.",
        "È festivo domenica 5 aprile 2026 (Pasqua): il termine passa a lunedì 6 aprile 2026.",
        "È festivo lunedì 6 aprile 2026 (Lunedì dell'Angelo): il termine passa a martedì 7 aprile 2026.",
        "La risposta è dovuta entro martedì 7 aprile 2026.",
        "L'ufficio si impegna a rispondere entro venerdì 3 aprile 2026, ultimo giorno di lavoro utile.",
    ]


def test_receipt_tells_protocol_from_arrival() -> None:
    lines = told(
        AccessKind.GENERALISED, Fact(K.FILED, date(2026, 3, 1)), Fact(K.REGISTERED, date(2026, 3, 2))
    )
    assert lines[1] == "Protocollata lunedì 2 marzo 2026: conta il giorno di arrivo, non il protocollo."


def test_same_day_protocol_needs_no_word() -> None:
    lines = told(
        AccessKind.GENERALISED, Fact(K.FILED, date(2026, 3, 2)), Fact(K.REGISTERED, date(2026, 3, 2))
    )
    assert len(lines) == 3


def test_slow_post_shows_the_cap_and_the_literal_day() -> None:
    lines = told(
        AccessKind.GENERALISED,
        Fact(K.FILED, date(2026, 3, 2)),
        Fact(K.PARTY_NOTICE_SENT, date(2026, 3, 10), "a"),
        Fact(K.PARTY_NOTICE_RECEIVED, date(2026, 3, 13), "a"),
    )
    assert lines[2:5] == [
        "Avviso ai controinteressati inviato martedì 10 marzo 2026. Giorni di sospensione: 10.",
        "L'attesa dura 13 giorni, ma la sospensione ne vale al massimo 10.",
        "Con la sospensione il termine arriva a sabato 11 aprile 2026.",
    ]
    assert (
        "Senza il limite alla sospensione sarebbe martedì 14 aprile 2026: vale la data più vicina." in lines
    )


def test_conflict_asks_for_a_choice() -> None:
    facts = [
        Fact(K.FILED, date(2026, 3, 2)),
        Fact(K.PARTY_NOTICE_SENT, date(2026, 3, 28), "a"),
        Fact(K.PARTY_NOTICE_RECEIVED, date(2026, 4, 8), "a"),
    ]
    alerts = read_clock(AccessKind.GENERALISED, facts, TODAY).alerts
    assert [a.text() for a in alerts] == [
        "Attenzione: il tempo per opporsi finisce troppo tardi per decidere entro sabato 11 aprile 2026. "
        "Serve una scelta del responsabile; "
        "contando tutta l'attesa il termine sarebbe mercoledì 22 aprile 2026."
    ]


def test_misdirected_request_says_when_it_arrived_here() -> None:
    lines = told(
        AccessKind.GENERALISED,
        Fact(K.FILED, date(2026, 5, 4)),
        Fact(K.RECEIVED_FROM_OTHER_BODY, date(2026, 5, 11)),
    )
    assert lines[:2] == [
        "Presentata a un'altra amministrazione lunedì 4 maggio 2026: il termine parte quando arriva a noi.",
        "Richiesta ricevuta lunedì 11 maggio 2026: il giorno di arrivo non si conta.",
    ]


def test_documentary_receipt_warns_of_silence() -> None:
    assert told(AccessKind.DOCUMENTARY, Fact(K.FILED, date(2026, 9, 1)))[-1] == (
        "Se l'ufficio tace, dopo giovedì 1° ottobre 2026 la richiesta si considera respinta."
    )


def test_third_parties_do_not_pause_simple_civic_access() -> None:
    lines = told(
        AccessKind.SIMPLE_CIVIC,
        Fact(K.FILED, date(2026, 6, 3)),
        Fact(K.PARTY_NOTICE_SENT, date(2026, 6, 8), "a"),
    )
    assert "L'avviso a terzi non sospende il termine per questo tipo di accesso." in lines


def test_every_counting_line_names_its_source() -> None:
    lines = read_clock(AccessKind.GENERALISED, [Fact(K.FILED, date(2026, 3, 6))], TODAY).lines
    assert [entry.code for entry in lines if not entry.source] == ["due", "target"]
