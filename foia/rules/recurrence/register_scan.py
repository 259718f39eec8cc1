"""Which topics recurred in a register of the past, read from a list without touching the database.

Here no person confirms that two texts ask for the same thing, so grouping is strict: it would rather leave
two like
requests apart than put four different ones under one flag. Its result is a reading list, not a decision.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from foia.rules.likeness import ACCESS, read
from pasocial.likeness import Asked, LikenessIndex, Reading, difference

from .counting import Asking, Level, tallies, verdict
from .persons import PersonKey, PersonKind, normal_name
from .terms import THRESHOLD

# Likeness above which two texts ask for the same thing without anyone looking: on the measured questions
# 98 % of the
# pairs above it do, ambiguous ones left out (docs/decisions/0010).
SAME = 0.70
# Share of each text that the other must say too; or all of one and most of the other.
SAID_BY_BOTH = 0.70
ALL_OF_ONE, MOST_OF_OTHER = 0.97, 0.60
# Earlier texts looked at for each new one.
LOOKED_AT = 12
# Two spellings of a name closer than this are one person: undercounting never raises a flag.
SAME_NAME = 88

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
_TITLES = re.compile(
    r"\b(?:sig(?:\.?ra|\.?na|\.?ri)?|signor[aei]?|dott(?:\.?ssa|oressa|ore|\.?r)?|dr|avv(?:ocat[oa])?|ing|arch|geom|prof"
    r"(?:\.?ssa)?|rag|on(?:orevole)?|cav)\b\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
# Words of requests that have not yet said what they ask for: left alone in a text, they make no topic.
_UNTELLING = frozenset(
    ACCESS.stem(word)
    for word in """
        accedere accesso accessi agli allegata allegato allegati allegare allego amministrativi amministrativo
        amministrazione articolo atti atto attenzione attesa ciao civico codesto comma comune conoscere copia copie
        cordiale cordiali cortese cortesemente dati decreto distinti documentale documentazione documenti documento
        domanda effetti ente fornire foia gentile gentilmente generalizzata generalizzato giorni identità
        indicato indicati indicata informazione informazioni interesse inviare istanza legge legislativo modulo
        nata nato ottenere porge porgere porgo porgono presente presentare prova provincia pubblica
        regione rendere residente resto ricevere richiedere richiesta richieste richiesti ringrazia ringraziare
        ringrazio riscontro risposta saluti saluto sensi semplice sottoscritta sottoscritto spettabile termini
        test ufficio urgente urgentemente vedere vedi visione
        document documents information please request send the me freedom act regards thanks hello copy
    """.split()  # noqa: SIM905 a list of words reads better as words
)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the export, as written. `line` counts from 1, heading included."""

    line: int
    request_id: str
    date: str
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the scan says of one row, in file order. `topic` is empty when the row could not be read."""

    request_id: str
    topic: str
    flag: Level
    flagged_on: date | None
    distinct_persons: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a row counts less or not at all, in Italian, for whoever prepared the file."""

    line: int
    request_id: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """`distinct_persons` of a finding is the most that asked within one year."""

    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Topic:
    name: str
    founder: Reading
    askings: list[Asking]


def scan(
    rows: Iterable[RegisterRow],
    *,
    threshold: int = THRESHOLD,
    on_progress: Callable[[int], None] | None = None,
) -> Scan:
    """Group, count and flag. Deterministic; never raises on what the rows hold."""
    kept = list(rows)
    remarks: list[Remark] = []
    days = _usable_days(kept, remarks)
    grouping = _Grouping()
    topics: dict[int, _Topic] = {}
    order = sorted(days, key=lambda place: (days[place], place))
    for done, place in enumerate(order, start=1):
        row = kept[place]
        topic = grouping.place(row.text)
        if topic is None:
            remarks.append(
                Remark(
                    row.line,
                    row.request_id,
                    "bare",
                    "Il testo non dice che cosa si chiede: non è raggruppato.",
                )
            )
        else:
            person, remark = _person(row)
            if remark:
                remarks.append(remark)
            topics[place] = topic
            topic.askings.append(
                Asking(f"{place:09d}", person or "", None, days[place], counts=person is not None)
            )
        if on_progress:
            on_progress(done)
    flags = {id(topic): _flag(topic, threshold) for topic in grouping.topics}
    findings = []
    for place, row in enumerate(kept):
        found = topics.get(place)
        if found is None:
            findings.append(Finding(row.request_id, "", Level.NONE, None, 0))
        else:
            level, flagged_on, persons = flags[id(found)]
            findings.append(Finding(row.request_id, found.name, level, flagged_on, persons))
    return Scan(tuple(findings), tuple(sorted(remarks, key=lambda remark: remark.line)))


def _usable_days(rows: list[RegisterRow], remarks: list[Remark]) -> dict[int, date]:
    """Position → day of presentation of the rows that can be counted."""
    days: dict[int, date] = {}
    first_with: dict[str, int] = {}
    for place, row in enumerate(rows):
        identifier = row.request_id.strip()
        if identifier and identifier in first_with:
            first = rows[first_with[identifier]]
            text = f"L'identificativo è già alla riga {first.line}: conta solo la prima."
            remarks.append(Remark(row.line, row.request_id, "duplicate_id", text))
            continue
        if identifier:
            first_with[identifier] = place
        day = day_of(row.date)
        if day is None:
            written = row.date.strip()[:30]
            text = f"La data «{written}» non è valida: usare AAAA-MM-GG o GG/MM/AAAA. La riga non conta."
            remarks.append(Remark(row.line, row.request_id, "invalid_date", text))
            continue
        days[place] = day
    return days


def day_of(written: str) -> date | None:
    """The day in a register's cell; a time after it is ignored. None when it is no plausible day."""
    cell = re.split(r"[T\s]", written.strip(), maxsplit=1)[0]
    for shape in _DAY_FORMATS:
        try:
            day = date(*time.strptime(cell, shape)[:3])
        except ValueError:
            continue
        return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None
    return None


def _person(row: RegisterRow) -> tuple[PersonKey | str | None, Remark | None]:
    """Who asked. An e-mail address alone proves no person; an empty cell is nobody."""
    written = row.person.strip()
    if not re.search(r"\w", written):
        text = "Manca la persona: la richiesta è nel tema ma non conta."
        return None, Remark(row.line, row.request_id, "no_person", text)
    if "@" in written:
        text = (
            "Un indirizzo e-mail non prova chi è la persona: la richiesta conta solo per il segnale debole."
        )
        key = PersonKey(PersonKind.UNPROVEN, written.casefold())
        return key, Remark(row.line, row.request_id, "only_email", text)
    return written, None


def _flag(topic: _Topic, threshold: int) -> tuple[Level, date | None, int]:
    askings = _one_name_each(topic.askings)
    found = verdict(askings, threshold)
    most = max((tally.persons for tally in tallies(askings)), default=0)
    return found.level, found.flagged_on, most


def _one_name_each(askings: list[Asking]) -> list[Asking]:
    """The askings with spellings of one name joined: `Sig. Rossi Mario`, `Mario Rossi`, `Mario Rosi`."""
    stands: dict[str, str] = {}
    names: list[str] = []
    for written in sorted({asking.person for asking in askings if isinstance(asking.person, str)}):
        name = normal_name(_TITLES.sub(" ", written))
        if _NUMBER.search(written) or " " not in name:
            stands[written] = " ".join(written.casefold().split())
            continue
        same = next((other for other in names if fuzz.ratio(name, other) >= SAME_NAME), None)
        if same is None:
            names.append(name)
        stands[written] = same or name
    return [
        Asking(one.request_id, stands[one.person], None, one.on, one.counts)
        if isinstance(one.person, str)
        else one
        for one in askings
    ]


class _Grouping:
    """Topics as texts arrive. Each text is compared with those before it; equal texts are read once."""

    def __init__(self) -> None:
        self.topics: list[_Topic] = []
        self._index = LikenessIndex(compared=LOOKED_AT)
        self._topic_of: list[_Topic] = []
        self._seen: dict[str, _Topic | None] = {}

    def place(self, text: str) -> _Topic | None:
        """The topic of a text, a new one if need be; None when the text asks nothing."""
        spelling = " ".join(text.casefold().split())
        if spelling in self._seen:
            return self._seen[spelling]
        reading = read(text)
        topic = None
        if not _says_too_little(reading):
            topic = self._like(reading)
            if topic is None:
                topic = _Topic(f"T{len(self.topics) + 1:05d}", reading, [])
                self.topics.append(topic)
            self._index.add(topic.name, reading)
            self._topic_of.append(topic)
        self._seen[spelling] = topic
        return topic

    def _like(self, reading: Reading) -> _Topic | None:
        asked: Asked | None = None
        for place, _ in self._index.at_least(reading, SAME):
            asked = asked or Asked(reading, self._index.statistics)
            topic = self._topic_of[place]
            # Compared with the founder too, so that a chain of small steps never joins two distant requests.
            if all(_same(reading, other, asked) for other in (self._index.reading(place), topic.founder)):
                return topic
        return None


def _says_too_little(reading: Reading) -> bool:
    """Nothing but courtesy, law and the words of asking; or a single word, which names a matter and no document."""
    return len(_WORD.findall(reading.text)) < 2 or reading.stems <= _UNTELLING


def _same(reading: Reading, other: Reading, asked: Asked) -> bool:
    """Same years, places and numbers, and each says most of what the other says."""
    if reading.years != other.years or reading.places != other.places or difference(reading, other) < 1:
        return False
    ours, theirs = _numbers(reading), _numbers(other)
    if ours != theirs and 2 * len(ours & theirs) < len(ours | theirs):
        return False
    here, there = asked.shares_with(other)
    low, high = sorted((here, there))
    return low >= SAID_BY_BOTH or (high >= ALL_OF_ONE and low >= MOST_OF_OTHER)


def _numbers(reading: Reading) -> frozenset[str]:
    return frozenset(number for one in reading.said for number in _NUMBER.findall(one.word))
