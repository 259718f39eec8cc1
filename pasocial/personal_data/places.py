"""Where somebody lives and when she was born, as papers say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pasocial.personal_data.findings import Finding, PersonalDatum
from pasocial.personal_data.readable import Readable

_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_DAY = (
    r"(?:[0-9]{1,2}\s?[./-]\s?[0-9]{1,2}\s?[./-]\s?(?:[0-9]{4}|[0-9]{2})\b|[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
    rf"|[0-9]{{1,2}}(?:°|o|º)?\s+(?:{_MONTHS}|gen|feb|mar|apr|mag|giu|lug|ago|set|sett|ott|nov|dic)\.?\s+[0-9]{{4}})"
)
# "nata a Torino il 12/3/1970": the place goes with the day.
_BIRTH = re.compile(
    r"\bnat[oaie](?:\s?[/(]\s?[aoie]\)?)?\b\)?\s+(?P<what>(?:(?!\bnat[oaie]\b)[^.;:]){0,60}?" + _DAY + r")"
    r"|\b(?:data|luogo e data|data e luogo|luogo|giorno) di nascita\s*:?\s*(?P<said>[^.;:\n]{0,40}?"
    + _DAY
    + r")"
    r"|\bnascita\s*:\s*(?P<short>[^.;:\n]{0,40}?" + _DAY + r")"
    r"|\bclasse\s+(?P<year>(?:19|20)[0-9]{2})\b",
    re.IGNORECASE,
)

_KINDS = (
    r"(?:via|viale|v\.le|piazza|piazzale|p\.le|piazzetta|p\.zza|p\.za|p\.tta|corso|c\.so|largo|l\.go|vicolo|vico|strada|str\."
    r"|contrada|c\.da|borgo|borgata|calle|campo|salita|discesa|frazione|fraz\.|localita|loc\.|regione|rione|traversa|vialetto"
    r"|passaggio|galleria|cascina|lungo[a-z]{2,10}|lungo\s(?:po|dora|mare|lago|arno))"
)
_LINK = (
    r"(?:d(?:i|ei|el|ella|ello|elle|egli|all[ao]|ai|a)|dell'|d'|degli|e|la|le|lo|san|santa|santo|ss\.|s\.)"
)
_NUMBER = (
    r"\s*,?\s*(?i:\(?n\.?\s?o?\.?\s*|n°\s*|nr\.?\s*|num(?:ero)?\.?\s*|civ(?:ico)?\.?\s*(?:n\.?\s*)?)?"
    r"(?P<number>[0-9]{1,4}(?:(?:\s?/\s?|-)?[A-Za-z]\b(?!')|\s[A-Z]\b(?!')|\s?/\s?[0-9]{1,3}\b|\s?(?i:bis|ter|quater)\b)?"
    r"(?:\s?(?:/|int(?:erno|\.)?)\s?[0-9]{1,3})?|(?i:s\.?n\.?c\b\.?))"
)
# A street is an address once it has its number; "per via telematica entro 30 giorni" names nobody's home.
_ADDRESS = re.compile(
    rf"\b(?i:{_KINDS})\s+(?:(?i:{_LINK})\s*){{0,2}}(?:[0-9]{{1,2}}\s|[IVX]+\s)?(?i:(?:{_LINK})\s+)?[A-Z][\w'.-]*"
    rf"(?:\s+(?:(?i:{_LINK})\s*){{0,2}}(?:[A-Z][\w'.-]*|[0-9]{{4}}(?=\s*,?\s*(?i:n\.|n°|,))))"
    + "{0,5}"
    + _NUMBER
)
# In small letters a street needs an end after its number, and no adjective that "in via" likes.
_SMALL_ADDRESS = re.compile(
    rf"\b(?i:{_KINDS})\s+(?:{_LINK}\s*){{0,2}}(?P<name>[a-z][a-z'.]*(?:\s+(?:{_LINK}\s*){{0,2}}[a-z][a-z'.]*){{0,3}}?)"
    + _NUMBER
    + r"(?=\s*(?:[,.;:)\n]|$|-\s|[0-9]{5}\b|[(]))",
)
_NO_STREET = re.compile(
    r"^(?:telematica|informatica|ordinaria|straordinaria|principale|prioritaria|eccezionale|provvisoria|definitiva|breve"
    r"|amministrativa|giudiziale|stragiudiziale|bonaria|esclusiva|sperimentale|temporanea|subordinata|preliminare|cautelare"
    r"|urgente|orale|scritta|aerea|generale|transitoria|residuale|equitativa|preventiva|diretta|incidentale|istruttoria"
    r"|provinciale|statale|comunale|regionale|vicinale|anno|primo|secondo|terzo|del|in|entro|di|punto|lavori|opera|anni)\b"
)
_ROAD = re.compile(
    r"^(?:strada|str\.|via|regione)\s+(?i:provinciale|statale|comunale|regionale|vicinale)\s*,?\s*(?i:n\.?\s*)?[0-9]",
    re.IGNORECASE,
)


def places_in(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_BIRTH):
        start, end = match.span(match.lastgroup or 0)
        yield read.finding(PersonalDatum.BIRTH, start, end)
    for match in read.matches(_ADDRESS):
        if not _ROAD.match(match.group()):
            yield read.finding(PersonalDatum.ADDRESS, *match.span())
    for match in read.matches(_SMALL_ADDRESS):
        name = match["name"].lower()
        if not _NO_STREET.match(name) and len(name) >= 3 and not _ROAD.match(match.group()):
            yield read.finding(PersonalDatum.ADDRESS, *match.span())
