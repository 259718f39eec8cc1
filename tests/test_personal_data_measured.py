"""How well the finder does on a small set of invented papers: what it must find, and what it must leave alone.

The figures are asserted, so that a change that finds less, or alarms more, says so.
"""

from __future__ import annotations

import pytest

from pasocial.personal_data import personal_data_in

NAMES = ["Ottavia Belluno", "Anna Šimić", "Li Marco", "José Ferraz", "Studio Alfa srl"]

# Each way people write one datum → what is found of it.
WRITTEN = {
    "phone": (
        "tel.0131555123",
        "tel. 0131/55.51.23",
        "Tel: (0131) 555 123",
        "allo 0131-555123, in orario",
        "0131 - 55 51 23",
        "interno dello 0131 555123",
        "+39 0131 555123",
        "(+39) 333 1234567",
        "0039 333 1234567",
        "cell.3331234567",
        "333.1234567",
        "333 12 34 567",
        "333-123 45 67",
        "fax 02/12345678",
        "☎ 0131555123",
        "01\u200b31 555\u00ad123",
        "０１３１ ５５５１２３",
    ),
    "vat": (
        "P.IVA 01533090062",
        "partita iva: 01533090062",
        "la ditta 01533090062 di qui",
        "C.F. e P. IVA IT01533090062",
        "P.I. 01533090060",  # mistyped, and said to be one
    ),
    "iban": (
        "IT60X0542811101000000123456",
        "IT60 X054 2811 1010 0000 0123 456",
        "IT 60 X 05428 11101 000000123456",
        "it60x0542811101000000123456",
        "IT60-X-05428-11101-000000123456",
        "IT60X05428111010000\n00123456",
        "DE89 3704 0044 0532 0130 00",
    ),
    "codice_fiscale": (
        "BLLTTV80A41D969O",
        "bllttv80a41d969o",
        "BLL TTV 80A41 D969O",
        "BLLTTV80A41\nD969O",
        "BLLTTV80A41-\nD969O",
        "BLLTTVU0A41D969L",  # omocodia
        "c.f.:BLLTTV80A41D969O",
        "BLL.TTV.80A41.D969O",
    ),
    "card": ("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"),
    "email": (
        "ottavia@posta.example",
        "ottavia.b (at) posta.example",
        "ottavia[at]posta.example",
        "Ottavia＠posta.example",
        "mailto:ottavia@posta.example",
        "ottavia@\nposta.example",
    ),
    "pec": ("studio@pec.posta.example", "studio@legalmail.example", "a.b@cert.ente.example"),
    "plate": ("FA123BC", "FA 123 BC", "targa fa123bc", "targato TO 12345A"),
    "birth": (
        "nata a Torino il 12.03.1970",
        "nato a Novi Ligure (AL) il 3 marzo 1988",
        "nato/a a Acqui il 01-02-1990",
        "Data di nascita: 1970-03-12",
        "luogo e data di nascita: Asti, 1° maggio 1960",
        "classe 1960",
    ),
    "address": (
        "via Roma 12",
        "Via Roma n. 12/A",
        "via roma 12, Alessandria",
        "viale Brigata Ravenna, 8",
        "p.zza Marconi, 4",
        "C.so Cento Cannoni 15 bis",
        "Strada Cavalcavia, 2",
        "Località Fraschetta 7",
        "loc. Valle San Bartolomeo, 33",
        "fraz. Spinetta Marengo snc",
        "via Vittorio Emanuele II, 24",
        "via G. Verdi, 3",
        "via 25 Aprile 10",
        "via San Francesco d'Assisi 4",
        "vicolo dell'Erba 1",
    ),
    "name": (
        "Ottavia Belluno",
        "BELLUNO OTTAVIA",
        "ottavia belluno",
        "OttaviaBelluno",
        "BELLUNOOTTAVIA",
        "O t t a v i a  B e l l u n o",
        "Belluno,Ottavia",
        "Ottavia\nBelluno",
        "Otta\u00advia Bel\u200bluno",
        "Оttavia Belluno",  # the first letter is Cyrillic
        "Bel-\nluno Ottavia",
        "Anna S\u030cimic\u0301",
        "anna simic",
        "Marco Li",
        "ottavia_belluno",
    ),
    "possible_name": (
        "dott.ssa Belluno",
        "la signora belluno",
        "(Belluno)",
        "O.Belluno",
        "Belluno2026",
        "Bel-\nluno",
        "Be\u0301llu\u0301no",
        "il signor Ferrãz",
    ),
}
# A page as offices write them, without anything about a person.
INNOCENT = (
    """DETERMINAZIONE DIRIGENZIALE N. 123 DEL 12/03/2026, prot. n. 0012345/2026. Visto il D.Lgs. 33/2013, art. 5-bis,
comma 2; vista la delibera n. 45 del 01.02.2025; CIG ZA1234567B, CUP J31B21000000001; capitolo 1030201002, impegno
2026/1234. Si liquidano 350.000.000 di euro in 3 rate da 1.234.567,89 euro, pari al 22 % del totale.""",
    """Il servizio parte in via sperimentale, per 30 giorni, lungo la strada provinciale 30 e in piazza Grande, dove si
svolge la festa. Le domande si inviano per via telematica entro 15 giorni; in via principale, punto 3, si chiede il
rinvio. Gli orari: 08.30-12.30 e 14.00-17.00 da lunedì a venerdì, dal 01/09/2025 al 30/06/2026.""",
    """Il grossista ha fornito 1.200 pasti a 4,85 euro. Le aree verdi misurano 12.345 metri; il lotto 3 ha 27 alberi.
Il codice ISTAT è 006003 e il CAP 15121. Fattura 2026/00012345, mandato 0012345678, matricola 3331234567.""",
    """Regolamento UE 2016/679; legge 241/1990, articoli 22-28; decreto 195/2005. Versione 2.1.0 del 2026-03-12.
Spesa 2023: 12 400; 2024: 13 150; 2025: 12 980. Residenti 93.631, famiglie 44.812, imprese 8.901.""",
)


@pytest.mark.parametrize("kind", WRITTEN)
def test_datum_is_found_however_it_is_written(kind: str) -> None:
    """All of them: 100 % of this set."""
    found = {
        text: [str(one.datum) for one in personal_data_in(f"Si segnala: {text} .", NAMES)]
        for text in WRITTEN[kind]
    }
    assert found == {text: [kind] for text in WRITTEN[kind]}


def test_ordinary_pages_raise_no_alarm() -> None:
    """False alarms in four pages of figures, dates, laws and codes: none."""
    assert [
        [(str(one.datum), one.excerpt) for one in personal_data_in(page, NAMES)] for page in INNOCENT
    ] == [
        [],
        [],
        [],
        [],
    ]


def test_known_limits_are_known() -> None:
    """What is proposed though it may be innocent, so that whoever reads the figures knows their price."""
    assert [
        (str(one.datum), one.excerpt)
        for text in ("il belluno di ieri", "in via Roma 12 si lavora", "da 0131 a 0131555 pezzi")
        for one in personal_data_in(text, NAMES)
    ] == [("possible_name", "belluno"), ("address", "via Roma 12"), ("phone", "0131555")]


def test_overlapping_findings_cover_both() -> None:
    text = "abita in via Roma 12, scala B"
    found = personal_data_in(text, words=["via Roma", "12, scala"])
    assert [(str(one.datum), one.excerpt) for one in found] == [("word", "via Roma 12, scala")]


@pytest.mark.parametrize(
    "text",
    [
        "0131 55 " * 4000,
        "1" * 20000,
        "a.b@" * 4000,
        "R S S M R A " * 2000,
        "via " * 4000,
        "nato " * 4000,
        "AB12 " * 4000,
    ],
)
def test_hostile_pages_cost_no_minutes(text: str) -> None:
    from time import process_time

    begun = process_time()
    personal_data_in(text, NAMES)
    assert process_time() - begun < 10
