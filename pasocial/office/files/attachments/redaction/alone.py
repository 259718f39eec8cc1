"""Redacts one file by listed words alone, with no office behind it: a copy it vouches for, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pasocial.folding import folded, union
from pasocial.office.files.attachments.redaction.making import Made, made_from
from pasocial.office.files.attachments.redaction.reading import (
    PDF,
    Reading,
    Seen,
    missing_in,
    read_content,
    refuse,
    text_of,
)
from pasocial.office.files.attachments.redaction.words import Pages, each_of
from pasocial.personal_data import Finding, PersonalDatum
from pasocial.refusal import Refusal, Refused, insist

# How far into a PDF its mark may stand (ISO 32000-2, annex on implementations: some readers accept 1,024 bytes).
_HEAD = 1024
# Texts that are written in a language of marks: there a word may stand in pieces that only its reader puts together.
_MARKED_UP = (
    "<!doctype",
    "<html",
    "<svg",
    "<?xml",
    "<script",
    "{\\rtf",
    "%!ps",
    "mime-version:",
    "begin:vcard",
)


@dataclass(frozen=True)
class Vouched:
    """A copy in which none of the words is left, and what whoever uses it should know, in words."""

    made: Made
    notes: tuple[str, ...]


def redacted(content: bytes, phrases: Sequence[str]) -> Vouched:
    """A copy without the phrases and without each word of them, wherever it stands. Raises Refused, in words."""
    words = each_of(phrases)
    insist(reason_against_words(words))
    media_type = kind_of(content)
    reading = read_content(content, media_type, words)
    absent = absent_of(reading, phrases)
    insist(reason_against_missing(absent))
    seen = list(_seen(reading, words))
    made = made_from(content, media_type, seen, forbidden=words)
    return Vouched(made, tuple(_notes(made, absent)))


def _seen(reading: Reading, words: Sequence[str]) -> Iterator[Seen]:
    """Each place once, though the words of a phrase stand within the phrase."""
    stretches: dict[int, list[tuple[int, int]]] = {}
    for place in Pages(reading.pages).places(words):
        stretches.setdefault(place.page, []).append((place.start, place.end))
    for number, spans in stretches.items():
        for start, end in union(spans):
            text = reading.pages[number][start:end]
            yield Seen(number + 1, Finding(PersonalDatum.WORD, text, start, end), "", "")


def kind_of(content: bytes) -> str:
    """PDF or text, by what the bytes say; anything else is refused."""
    if b"%PDF-" in content[:_HEAD]:
        return PDF
    if not content.strip():
        raise refuse("empty")
    text = text_of(content)
    begin = text[:2000].lstrip("\ufeff \t\r\n").lower()
    control = sum(ord(one) < 32 and one not in "\t\r\n\f\v\x1a" for one in text[:100_000])
    if control or begin.startswith(_MARKED_UP):
        raise refuse("kind")
    return "text/plain"


def reason_against_words(words: Iterable[str]) -> Refusal | None:
    if any(words):
        return None
    return Refusal("no_words", _("Nelle parole da togliere non c'è nessuna lettera."), "words")


@dataclass(frozen=True)
class Absent:
    """Words that are nowhere in the file: of phrases of which nothing is there, and of those that are there in part."""

    whole: tuple[str, ...]
    in_part: tuple[str, ...]


def absent_of(reading: Reading, phrases: Iterable[str]) -> Absent:
    whole: list[str] = []
    in_part: list[str] = []
    for phrase in phrases:
        wanted = [word for word in phrase.split() if any(map(str.isalnum, folded(word)))]
        missing = [word for word in missing_in(reading, wanted) if word not in reading.held]
        (whole if len(missing) == len(wanted) else in_part).extend(missing)
    return Absent(tuple(dict.fromkeys(whole)), tuple(dict.fromkeys(in_part)))


def reason_against_missing(absent: Absent) -> Refusal | None:
    """A phrase of which nothing is there is misspelt, or drawn in a way that nobody reads: no copy can be vouched for.

    A person is often called by half of her name: then the other half is only told.
    """
    if not absent.whole:
        return None
    return Refusal(
        "word_missing",
        _(
            "Nel file non si trova {words}: forse è scritto in un altro modo, o è disegnato e nessuna macchina lo legge. "
            "Correggi o togli dall'elenco."
        ),
        "words",
        {"words": ", ".join(f"«{word}»" for word in absent.whole)},
    )


def _notes(made: Made, absent: Absent) -> Iterable[str]:
    if absent.in_part:
        words = ", ".join(f"«{word}»" for word in absent.in_part)
        yield str(_("Nel file non c'era {words}.")).format(words=words)
    if made.left_out:
        pages = ", ".join(map(str, made.left_out[:20]))
        yield str(_("Immagini e disegni delle pagine {pages} sono stati tolti.")).format(pages=pages)


def refusal_of(refused: Refused) -> str:
    return " ".join(reason.text() for reason in refused.refusals)
