"""What was found in a file as pages show it: its state, each text with its pages, who answered for it and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pasocial.cleaning import whole_number
from pasocial.office.files.attachments import queries
from pasocial.office.files.attachments.looking import UNREAD
from pasocial.office.files.attachments.models import Confirmation, StoredFile
from pasocial.office.files.attachments.redaction.reading import HIDDEN
from pasocial.office.files.attachments.rules import BY_EYE, Inspected, Suspect
from pasocial.personal_data import PersonalDatum

DATUM_WORDS = {
    PersonalDatum.CODICE_FISCALE: gettext_lazy("codice fiscale"),
    PersonalDatum.VAT: gettext_lazy("partita IVA"),
    PersonalDatum.EMAIL: gettext_lazy("indirizzo e-mail"),
    PersonalDatum.PEC: gettext_lazy("indirizzo PEC"),
    PersonalDatum.PHONE: gettext_lazy("telefono"),
    PersonalDatum.IBAN: gettext_lazy("IBAN"),
    PersonalDatum.CARD: gettext_lazy("numero di carta"),
    PersonalDatum.PLATE: gettext_lazy("targa"),
    PersonalDatum.NAME: gettext_lazy("nome di una persona della pratica"),
    PersonalDatum.POSSIBLE_NAME: gettext_lazy("forse un nome della pratica"),
    PersonalDatum.BIRTH: gettext_lazy("nascita"),
    PersonalDatum.ADDRESS: gettext_lazy("indirizzo"),
    PersonalDatum.WORD: gettext_lazy("parola chiesta da te"),
}
MOST_PAGES = 12


@dataclass(frozen=True)
class Found:
    """One text found: what it is, where, and who answered for it."""

    key: str
    excerpt: str
    datum: str
    where: str
    confirmed: Confirmation | None = None


@dataclass(frozen=True)
class Findings:
    """One file's reading in words. `tone` and `state` go into a badge, `unread` says what nobody could read."""

    stored: StoredFile
    state: str
    tone: str
    icon: str
    read: bool
    rows: tuple[Found, ...]
    unread: str
    wants_eyes: bool
    looked: Confirmation | None
    beyond: int
    readable: bool

    @property
    def open_rows(self) -> list[Found]:
        return [one for one in self.rows if one.confirmed is None]

    @property
    def confirmed_rows(self) -> list[Found]:
        return [one for one in self.rows if one.confirmed is not None]

    @property
    def clear(self) -> bool:
        """Nothing is left to redact, confirm or look at."""
        return self.read and not self.open_rows and not self.wants_eyes and not self.beyond


def findings_of(
    stored: StoredFile, read: Inspected, confirmed: dict[str, Confirmation] | None = None
) -> Findings:
    """`confirmed`: what `queries.confirmations_of` gave for this file; asked for here when it is not given."""
    answers = queries.confirmations_of([stored]).get(stored.pk, {}) if confirmed is None else confirmed
    rows = tuple(
        Found(one.key, excerpt_of(one), datum_of(one), where_of(one.pages), answers.get(one.key))
        for one in read.suspects
    )
    open_ones = len([one for one in rows if one.confirmed is None])
    state, tone, icon = _state(read, open_ones)
    return Findings(
        stored=stored,
        state=state,
        tone=tone,
        icon=icon,
        read=read.read,
        rows=rows,
        unread=unread_words(read.unread),
        wants_eyes=read.wants_eyes,
        looked=answers.get(BY_EYE),
        beyond=read.beyond,
        readable=queries.readable(stored),
    )


def _state(read: Inspected, open_ones: int) -> tuple[str, str, str]:
    if not read.read:
        return _("in lettura"), "info", "clock"
    if open_ones or read.beyond:
        count = open_ones + read.beyond
        words = ngettext("%(n)d dato da oscurare o confermare", "%(n)d dati da oscurare o confermare", count)
        return words % {"n": count}, "warning", "warning-circle"
    if read.wants_eyes:
        return _("non si può leggere tutto: va guardato"), "warning", "warning-circle"
    if read.suspects or read.unread:
        return _("letto, tutto confermato"), "success", "check-circle"
    return _("letto, niente di personale trovato"), "success", "check-circle"


def excerpt_of(one: Suspect) -> str:
    if one.datum == "hidden":
        return str(HIDDEN.get(one.excerpt, one.excerpt))
    return one.excerpt


def datum_of(one: Suspect) -> str:
    if one.datum == "hidden":
        return _("non si vede leggendo")
    return str(DATUM_WORDS.get(PersonalDatum(one.datum), one.datum))


def where_of(pages: Iterable[int]) -> str:
    """The pages in words; 0 is the file's own name."""
    listed = sorted(pages)
    places = [_("nel nome del file")] if 0 in listed else []
    numbers = [str(one) for one in listed if one]
    if numbers:
        shown = ", ".join(numbers[:MOST_PAGES]) + (" …" if len(numbers) > MOST_PAGES else "")
        places.append(ngettext("pagina %(pages)s", "pagine %(pages)s", len(numbers)) % {"pages": shown})
    return ", ".join(places)


def unread_words(codes: Iterable[str]) -> str:
    """What nobody could read, in words: whole pages by their number."""
    listed = list(codes)
    pages = [one for one in listed if whole_number(one) is not None]
    words = [str(UNREAD.get(one, UNREAD["broken"])) for one in listed if whole_number(one) is None]
    if pages:
        shown = ", ".join(pages[:MOST_PAGES]) + (" …" if len(pages) > MOST_PAGES else "")
        words.append(
            ngettext("la pagina %(pages)s, senza testo", "le pagine %(pages)s, senza testo", len(pages))
            % {"pages": shown}
        )
    return ", ".join(words)


def choices_of(findings: Findings) -> list[tuple[str, str]]:
    """A box for each text nobody answered for yet."""
    return [
        (one.key, " · ".join(part for part in (f"«{one.excerpt}»", one.datum, one.where) if part))
        for one in findings.open_rows
    ]


def told(findings: Findings) -> dict[str, Any]:
    """The same for machines."""
    return {
        "read": findings.read,
        "clear": findings.clear,
        "unread": findings.unread,
        "findings": [
            {
                "key": one.key,
                "datum": one.datum,
                "excerpt": one.excerpt,
                "where": one.where,
                "confirmed": one.confirmed is not None,
            }
            for one in findings.rows
        ],
    }
