"""Tax codes, VAT numbers, bank accounts, cards, plates, telephones and e-mail addresses.

Check digits are the library's (python-stdnum); what is said to be a code by the word before it counts also mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban as iban_numbers
from stdnum import luhn
from stdnum.it import codicefiscale, iva

from pasocial.personal_data.findings import Finding, PersonalDatum
from pasocial.personal_data.readable import Readable

# Between two signs of one code people write blanks, dots, hyphens, bars, and lines end.
_GAP = r"[ .\-/_:]{0,2}\n?[ ]{0,2}"
# DM 23/12/1976, with the letters that stand for digits where two persons would share a code (omocodia).
_DIGIT = "[0-9LMNP-V]"
_CODE_SIGNS = (
    ["[A-Z]"] * 6 + [_DIGIT] * 2 + ["[A-EHLMPRST]"] + [_DIGIT] * 2 + ["[A-Z]"] + [_DIGIT] * 3 + ["[A-Z]"]
)
_CODICE_FISCALE = re.compile(
    r"(?<![A-Z0-9])" + _GAP.join(_CODE_SIGNS) + r"(?![A-Z0-9])", re.IGNORECASE | re.ASCII
)
# In one piece and in capitals it is a code also inside other letters ("codiceRSSMRA…").
_GLUED_CODE = re.compile("".join(_CODE_SIGNS), re.ASCII)
# Where a code is parted by those who part it: name, surname, birth, place, check.
_USUAL_PARTS = frozenset({3, 6, 8, 9, 11, 15})

_IBAN_START = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[ .\-]?[0-9]{2}(?=[ .\-]?[A-Z0-9])", re.IGNORECASE | re.ASCII)
_IBAN_LETTERS = (15, 34)
_ITALIAN_IBAN = re.compile(r"IT[0-9]{2}[A-Z][0-9]{10}[A-Z0-9]{12}")

_ELEVEN = re.compile(r"(?<![0-9A-Z])(?:IT[ .\-]?)?([0-9](?:[ .]?[0-9]){10})(?![0-9])", re.IGNORECASE)
_SAYS_VAT = re.compile(
    r"(?:\bp(?:art(?:ita)?)?[. ]{0,3}i\.?[ ]?v\.?[ ]?a\b\.?|\bp\.?[ ]?i\b\.?|\bvat\b"
    r"|\bc(?:od(?:ice)?)?[. /]{0,2}f(?:isc(?:ale)?)?\b\.?)\W{0,3}(?:n(?:r|um(?:ero)?)?\W{0,2})?(?:IT[ ]?)?$",
    re.IGNORECASE,
)

_CARD = re.compile(
    r"(?<![0-9A-Z])(?:[0-9]{4}[ \-]?){3}[0-9]{3,4}(?![0-9])|(?<![0-9A-Z])3[47][0-9]{2}[ \-]?[0-9]{6}[ \-]?[0-9]{5}(?![0-9])"
)
_CARD_BEGINS = re.compile(r"4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|3[47]")

# Plates since 1994: two letters, three digits, two letters, without I, O, Q, U.
_PLATE = re.compile(r"(?<![A-Z0-9])[A-HJ-NPR-TV-Z]{2}[ .-]?[0-9]{3}[ .-]?[A-HJ-NPR-TV-Z]{2}(?![A-Z0-9])")
_SAID_PLATE = re.compile(
    r"\b(?:targ(?:a|he|ato|ata|ati|ate))\b\W{0,3}(?:n\W{0,2})?"
    r"(?P<plate>[A-Z]{2}[ .-]?[0-9]{3}[ .-]?[A-Z]{2}|[A-Z]{2}[ .-]?[0-9]{5,6}|[A-Z]{2}[ .-]?[0-9]{5}[A-Z]?"
    r"|[A-Z]{2}[ .-]?[A-Z0-9]{5,6}(?<=[0-9A-Z]))(?![A-Z0-9])",
    re.IGNORECASE,
)

_AT = r"(?:@|\(at\)|\[at\]|\{at\}|\((?:chiocciola)\)|\[chiocciola\])"
_DOT = r"(?:\.|\s?(?:\(dot\)|\[dot\]|\(punto\)|\[punto\])\s?)"
_EMAIL = re.compile(
    r"(?<![\w.!#$%&'*+=?^`{|}~-])(?:mailto:)?(?P<whole>[\w.!#$%&'*+/=?^`{|}~-]{1,64}\s?"
    rf"{_AT}\s?[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[A-Z][A-Z-]{{1,23}})",
    re.IGNORECASE,
)
_CERTIFIED = re.compile(r"(?:^|[.@-])(?:pec|[\w-]*legalmail|postacert|cert|[\w-]*pec)\.", re.IGNORECASE)

_BETWEEN = r"(?:\)?[ ]?[./\-][ ]?\(?|\)?[ ]{1,2}\(?|\))"
# No step back inside a run of digits: a page of figures must not take minutes.
_GROUPS = rf"[0-9]{{1,12}}+(?:{_BETWEEN}[0-9]{{1,8}}+){{0,6}}"
_PHONE = re.compile(
    rf"(?>\(?(?:\+|00)[ ]?[1-9][0-9]{{0,2}}{_BETWEEN}?{_GROUPS}"
    rf"|\(?3[0-9]{{2}}{_BETWEEN}?{_GROUPS}"
    rf"|\(?0[1-9][0-9]{{0,2}}{_BETWEEN}?{_GROUPS})(?![0-9])"
)
_SAYS_PHONE = re.compile(
    r"(?:\b(?:tel|telef|telefono|telefonico|telefonica|cell|cellulare|cel|mobile|mob|fax|whatsapp|recapito|phone|utenza)|☎|📞)"
    r"[ ./:]{0,3}(?:n(?:r|um(?:ero)?)?\b[ .:°]{0,2})?(?:\(?)$",
    re.IGNORECASE,
)
# After these words a number is of a paper, not of a telephone.
_SAYS_PAPER = re.compile(
    r"\b(?:prot(?:ocollo)?|determin[ae]\w*|deliber[ae]\w*|rep(?:ertorio)?|fattur[ae]|cig|cup|smartcig|pratica|mandat[oi]"
    r"|ordinanz[ae]|matricola|codice|cod|capitolo|cap|impegno|registro|reg|rif|id|iuv|foglio|particella|mappale|iscrizione)"
    r"\b\W{0,3}(?:n(?:r|um(?:ero)?)?\b\W{0,3})?$",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{1,2}[ ]?[./-][ ]?[0-9]{1,2}[ ]?[./-][ ]?(?:[0-9]{4}|[0-9]{2})")
_HOURS = re.compile(r"[0-9]{1,2}[.:][0-9]{2}(?:[ ]?-[ ]?[0-9]{1,2}(?:[.:][0-9]{2})?)?")
_WITH_YEAR = re.compile(r"[/.-](?:19|20)[0-9]{2}$")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def numbers_in(read: Readable) -> Iterator[Finding]:
    """Every number and address of the net, some of them more than once."""
    yield from _codes(read)
    yield from _ibans(read)
    taken = list(_vat_numbers(read))
    yield from taken
    yield from _cards(read)
    yield from _plates(read)
    yield from _emails(read)
    spans = {(one.start, one.end) for one in taken}
    for phone in _phones(read):
        # The same digits are one thing, and the check digit knows which.
        if not any(start <= phone.start and phone.end <= end for start, end in spans):
            yield phone


def _codes(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_CODICE_FISCALE):
        if _is_code(match.group()):
            yield read.finding(PersonalDatum.CODICE_FISCALE, *match.span())
    for match in read.matches(_GLUED_CODE):
        if codicefiscale.is_valid(match.group()):
            yield read.finding(PersonalDatum.CODICE_FISCALE, *match.span())


def _is_code(said: str) -> bool:
    """In one piece its shape is enough, mistyped or not; parted in an unusual way its check letter decides."""
    signs = "".join(one for one in said if one.isalnum())
    if len(signs) == len(said):
        return sum(one.isdigit() for one in signs) >= 2 or codicefiscale.is_valid(signs)
    parts, count = set(), 0
    for place, one in enumerate(said):
        if one.isalnum():
            count += 1
        elif place and said[place - 1].isalnum():
            parts.add(count)
    if parts <= _USUAL_PARTS and sum(one.isdigit() for one in signs) >= 4:
        return True
    return bool(codicefiscale.is_valid(signs.upper()))


def _ibans(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_IBAN_START):
        end = _end_of_iban(read.text, match.start())
        if end:
            yield read.finding(PersonalDatum.IBAN, match.start(), end)


def _end_of_iban(text: str, start: int) -> int:
    """Where the account number that begins here ends; 0 when it is none. The longest that holds wins."""
    signs: list[str] = []
    ends: list[int] = []
    place, gap = start, 0
    least, most = _IBAN_LETTERS
    while place < len(text) and len(signs) < most:
        one = text[place]
        if one.isascii() and one.isalnum():
            signs.append(one.upper())
            ends.append(place + 1)
            gap = 0
        elif one in " .-\n" and gap < 2:
            gap += 1
        else:
            break
        place += 1
    code = "".join(signs)
    # Any Italian one by its shape, even mistyped; elsewhere the check digits decide.
    if _ITALIAN_IBAN.match(code):
        after = text[ends[26] : ends[26] + 1]
        if not after.isalnum():
            return ends[26]
    for size in range(len(code), least - 1, -1):
        after = text[ends[size - 1] : ends[size - 1] + 1]
        if not after.isalnum() and iban_numbers.is_valid(code[:size], check_country=False):
            return ends[size - 1]
    return 0


def _vat_numbers(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_ELEVEN):
        digits = re.sub(r"[^0-9]", "", match.group(1))
        before = read.before(match.start())
        said = bool(_SAYS_VAT.search(before)) or match.group().upper().startswith("IT")
        in_one_piece = len(match.group(1)) == 11
        if _SAYS_PHONE.search(before) or (_SAYS_PAPER.search(before) and not said):
            continue
        if said or (in_one_piece and iva.is_valid(digits)):
            yield read.finding(PersonalDatum.VAT, *match.span())


def _cards(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_CARD):
        digits = re.sub(r"[^0-9]", "", match.group())
        if _CARD_BEGINS.match(digits) and luhn.is_valid(digits):
            yield read.finding(PersonalDatum.CARD, *match.span())


def _plates(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_PLATE):
        yield read.finding(PersonalDatum.PLATE, *match.span())
    for match in read.matches(_SAID_PLATE):
        if sum(one.isdigit() for one in match["plate"]) >= 3:
            yield read.finding(PersonalDatum.PLATE, *match.span("plate"))


def _emails(read: Readable) -> Iterator[Finding]:
    for match in read.matches(_EMAIL):
        start, end = match.span("whole")
        domain = re.split(r"@|[\[({]", read.text[start:end])[-1]
        kind = PersonalDatum.PEC if _CERTIFIED.search(domain) else PersonalDatum.EMAIL
        yield read.finding(kind, start, end)


def _phones(read: Readable) -> Iterator[Finding]:
    place = 0
    while match := _PHONE.search(read.text, place):
        start, end = match.span()
        before = read.before(start)
        labelled = bool(_SAYS_PHONE.search(before))
        end = _end_of_phone(read, start, end, labelled) if labelled or _may_begin(before) else 0
        if end:
            yield read.finding(PersonalDatum.PHONE, start, end)
        place = end or start + 1


def _end_of_phone(read: Readable, start: int, end: int, labelled: bool) -> int:
    """Where a telephone that begins here ends, without the figures that only follow it; 0 when it is none."""
    before = read.before(start)
    while end > start:
        said = read.text[start:end]
        if not read.after(end, 1).isalnum():
            if labelled and 5 <= sum(one.isdigit() for one in said) <= 15:
                return end
            if _is_phone(said, before, read.after(end)):
                return end
        shorter = re.search(r"[^0-9]+[0-9]+$", said)
        if shorter is None:
            return 0
        end = start + shorter.start()
    return 0


def _may_begin(before: str) -> bool:
    """A telephone does not begin in the middle of a number, a word or a date."""
    if not before:
        return True
    last = before[-1]
    if last in ".,/-" and len(before) > 1 and before[-2].isdigit():
        return False
    return not (
        last.isalnum() or last in "/_-€$#" or (last == "," and len(before) > 1 and before[-2].isdigit())
    )


def _is_phone(said: str, before: str, after: str) -> bool:
    """Enough digits, and neither a day, nor an amount, nor the number of a paper with its year (0761234/2026)."""
    digits = re.sub(r"[^0-9]", "", said)
    plus = said.lstrip("(").startswith("+")
    if _SAYS_PAPER.search(before) and not plus:
        return False
    if (
        _DAY.fullmatch(said)
        or _HOURS.fullmatch(said)
        or _WITH_YEAR.search(said)
        or re.match(r"/[0-9]|,[0-9]|[ ]?(?:€|euro\b|%)", after, re.IGNORECASE)
    ):
        return False
    if _THOUSANDS.fullmatch(said):
        return False
    if plus:
        return 8 <= len(digits) <= 15
    if said.lstrip("(").startswith("00"):
        return 10 <= len(digits) <= 17 and (digits.startswith("0039") or not said.isdigit())
    if said.lstrip("(").startswith("3"):
        return len(digits) in (9, 10)
    return 7 <= len(digits) <= 11
