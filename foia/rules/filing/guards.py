"""What is wrong with a draft. All reasons at once, each tied to its field, each saying what to do.

What may never stop a filing: another form or channel, a missing motive (documentary access apart), a missing
name. The anonymous applicant's request is filed, and she is asked who she is (C2 §3.2-3.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from foia.rules.filing.cleaning import has_forbidden_characters
from foia.rules.filing.draft import ApplicantDetails, DeliveryChoice, Filing, FilingChannel
from foia.rules.kinds import rules_of
from pasocial.cleaning import is_address, reason_against_address
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import add_calendar_years

SUBJECT_LENGTH = (10, 200)
BODY_LENGTH = (20, 20_000)
MOTIVE_LENGTH = (20, 5_000)
LINE_LENGTH = 200
URL_LENGTH = 500
OLDEST_YEARS = 125
KEY_REUSED = "idempotency_key_reused"

# Channels on which the case is followed by mail, so that an address is needed to open it again.
_NEEDS_EMAIL = (FilingChannel.PORTAL, FilingChannel.API, FilingChannel.EMAIL)

# Letters stand in for digits when two people would share a code (omocodia).
_CODICE_FISCALE = re.compile(
    r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
)
_PROVISIONAL = re.compile(r"[0-9]{11}")
_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_PLACES = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*_ODD_DIGITS, *_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)


def is_email(address: str) -> bool:
    """Whether an address has the form of one; only a message can prove that it works."""
    return address == address.strip() and is_address(address)


def is_codice_fiscale(code: str) -> bool:
    """Whether form and check letter are right (DM 23/12/1976), or the eleven digits of a provisional code."""
    if _PROVISIONAL.fullmatch(code):
        doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(code)]
        return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
    if not _CODICE_FISCALE.fullmatch(code):
        return False
    odd = sum(_ODD_PLACES[c] for c in code[0:15:2])
    even = sum(int(c) if c in "0123456789" else ord(c) - ord("A") for c in code[1:15:2])
    return chr(ord("A") + (odd + even) % 26) == code[15]


def needs_identification(draft: Filing) -> bool:
    """Whether the applicant must be asked who she is: no name, and no identity vouched for."""
    who = draft.applicant
    return sum(c.isalpha() for c in who.name) < 2 and not (who.codice_fiscale or who.eidas_identifier)


def reasons_against_filing(draft: Filing, today: date | None = None) -> list[Refusal]:
    """Every reason against filing, in the order of the form. Give `today` to check dates against it."""
    return [*_about_texts(draft), *_about_applicant(draft, today), *_about_publicity(draft, today)]


def reason_against_repeating(filed_under: str, repeated: str) -> Refusal | None:
    """A key belongs to one filing: with other content it is a mistake of the program, not a repetition."""
    if filed_under == repeated:
        return None
    return Refusal(
        KEY_REUSED, _("Questa «Idempotency-Key» è già servita per una richiesta diversa: usane una nuova.")
    )


def reason_against_identifying(applicant: ApplicantDetails, today: date | None = None) -> Refusal | None:
    """Why what an anonymous applicant added still does not say who she is."""
    draft = Filing(subject="x" * SUBJECT_LENGTH[0], body="x" * BODY_LENGTH[0], applicant=applicant)
    if needs_identification(draft):
        return Refusal(
            "name_missing", _("Scrivi nome e cognome: senza, la richiesta non può proseguire."), "name"
        )
    return next(
        (r for r in _about_applicant(draft, today) if r.code not in ("email_missing", "pec_missing")), None
    )


def _about_texts(draft: Filing) -> Iterator[Refusal]:
    texts = {
        "subject": draft.subject,
        "body": draft.body,
        "motive": draft.motive,
        "sector": draft.sector,
        "name": draft.applicant.name,
        "birth_place": draft.applicant.birth_place,
        "residence": draft.applicant.residence,
        "organisation": draft.applicant.organisation,
        "phone": draft.applicant.phone,
        "eidas_identifier": draft.applicant.eidas_identifier,
    }
    for field, text in texts.items():
        if has_forbidden_characters(text):
            yield Refusal(
                "forbidden_characters",
                _("Il testo contiene caratteri invisibili o di controllo: cancellali e riscrivi quel punto."),
                field,
            )
    yield from _length(
        draft.subject,
        SUBJECT_LENGTH,
        "subject",
        _("Scrivi un oggetto più chiaro: almeno {least} caratteri, ora sono {length}."),
        _("Accorcia l'oggetto: al massimo {most} caratteri, ora sono {length}. I dettagli vanno nel testo."),
    )
    yield from _length(
        draft.body,
        BODY_LENGTH,
        "body",
        _("Descrivi meglio che cosa cerchi: almeno {least} caratteri, ora sono {length}."),
        _("Accorcia il testo: al massimo {most} caratteri, ora sono {length}. Puoi allegare un documento."),
    )
    # L. 241/1990 art. 25(2): the only access that must be motivated.
    if rules_of(draft.kind).motive_required:
        yield from _length(
            draft.motive,
            MOTIVE_LENGTH,
            "motive",
            _("Spiega perché ti serve il documento: per l'accesso documentale la legge chiede il motivo."),
            _("Accorcia la motivazione: al massimo {most} caratteri, ora sono {length}."),
        )
    elif len(draft.motive) > MOTIVE_LENGTH[1]:
        yield _too_long("motive", draft.motive, MOTIVE_LENGTH[1])
    for field in ("name", "birth_place", "residence", "organisation", "phone", "sector", "eidas_identifier"):
        if len(texts[field]) > LINE_LENGTH:
            yield _too_long(field, texts[field], LINE_LENGTH)


def _about_applicant(draft: Filing, today: date | None) -> Iterator[Refusal]:
    who = draft.applicant
    if who.email and (reason := reason_against_address(who.email, "email", "email_invalid")):
        yield reason
    if who.pec and (reason := reason_against_address(who.pec, "pec", "pec_invalid")):
        yield reason
    if not who.email and draft.channel in _NEEDS_EMAIL:
        yield Refusal(
            "email_missing",
            _("Scrivi un indirizzo e-mail: lì mandiamo la ricevuta e con quello ritrovi la richiesta."),
            "email",
        )
    if draft.channel is FilingChannel.PEC and not (who.pec or who.email):
        yield Refusal("pec_missing", _("Scrivi l'indirizzo PEC da cui è arrivata la richiesta."), "pec")
    if draft.delivery is DeliveryChoice.PEC and not who.pec:
        yield Refusal(
            "pec_missing", _("Per ricevere la risposta via PEC scrivi il tuo indirizzo PEC."), "pec"
        )
    if draft.delivery is DeliveryChoice.POST and not who.residence:
        yield Refusal(
            "residence_missing", _("Per ricevere la risposta per posta scrivi l'indirizzo."), "residence"
        )
    if who.codice_fiscale and not is_codice_fiscale(who.codice_fiscale):
        yield Refusal(
            "codice_fiscale_invalid",
            _("Il codice fiscale non è corretto: ricontrollalo sulla tessera sanitaria o lascia vuoto."),
            "codice_fiscale",
        )
    if who.birth_date and today:
        if who.birth_date > today:
            yield Refusal("birth_in_future", _("La data di nascita è nel futuro: correggila."), "birth_date")
        elif add_calendar_years(who.birth_date, OLDEST_YEARS) < today:
            yield Refusal(
                "birth_too_early", _("Controlla l'anno di nascita: sembra sbagliato."), "birth_date"
            )


def _about_publicity(draft: Filing, today: date | None) -> Iterator[Refusal]:
    url = draft.made_public_url
    if url and not _is_web_address(url):
        yield Refusal(
            "made_public_url_invalid",
            _("Scrivi l'indirizzo completo della pagina, che comincia con https://."),
            "made_public_url",
        )
    if today and draft.made_public_on and draft.made_public_on > today:
        yield Refusal(
            "made_public_in_future",
            _("Questa data è nel futuro: indica quando l'hai pubblicata."),
            "made_public_on",
        )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        len(url) <= URL_LENGTH
        and parts.scheme in ("http", "https")
        and "." in host
        and not parts.username
        and not any(c.isspace() for c in url)
    )


def _length(text: str, limits: tuple[int, int], field: str, short: str, long: str) -> Iterator[Refusal]:
    least, most = limits
    length = len(text.strip())
    values = {"least": least, "most": most, "length": length}
    if length < least:
        yield Refusal(f"{field}_too_short", short, field, values)
    elif length > most:
        yield Refusal(f"{field}_too_long", long, field, values)


def _too_long(field: str, text: str, most: int) -> Refusal:
    return Refusal(
        f"{field}_too_long",
        _("Testo troppo lungo: al massimo {most} caratteri, ora sono {length}."),
        field,
        {"most": most, "length": len(text)},
    )
