"""The kinds of settings and what fits them, and the settings of the body itself; each desk declares its own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.office.record import registry
from pasocial.office.record.registry import DeclaredSetting
from pasocial.refusal import Refusal

TEXT, LINES, EMAIL, PHONE, NUMBER, WHOLE, YES_NO, CHOICE, YEARLY_DAY = (
    *("text", "lines", "email", "phone", "number", "whole", "yes_no", "choice", "yearly_day"),
)

# Kinds of values that say nothing of any person.
IMPERSONAL = frozenset({NUMBER, WHOLE, YES_NO, CHOICE, YEARLY_DAY})

OFFICE_SECTIONS = {
    "body": _("Amministrazione"),
    "contact_points": _("Recapiti"),
    "privacy": _("Privacy e trasparenza"),
    "days": _("Giorni"),
}

_TWO_BOXES = _("Circolare FOIA 2/2017, punto 3: una casella PEC e una ordinaria")

OFFICE_SETTINGS = (
    DeclaredSetting("body_name", "body", _("Nome dell'amministrazione"), TEXT, "Comune di Esempio"),
    DeclaredSetting(
        "body_short_name",
        "body",
        _("Nome breve"),
        TEXT,
        "Esempio",
        help=_("Per la posta e i telefoni piccoli."),
    ),
    DeclaredSetting(
        "body_tagline",
        "body",
        _("Frase sotto il nome"),
        TEXT,
        "",
        help=_("Facoltativa, compare nella testata."),
    ),
    DeclaredSetting(
        "body_tagline_en",
        "body",
        _("Frase sotto il nome, in inglese"),
        TEXT,
        "",
        help=_("Compare nelle pagine in inglese: quella italiana lì non si mostra."),
    ),
    DeclaredSetting(
        "ipa_code",
        "body",
        _("Codice IPA"),
        TEXT,
        "",
        _("Indice dei domicili digitali delle PA"),
        _("Per esempio c_h501."),
    ),
    DeclaredSetting(
        "address", "contact_points", _("Indirizzo"), LINES, "Piazza del Municipio 1, 00000 Esempio"
    ),
    DeclaredSetting(
        "contact_email", "contact_points", _("Casella ordinaria"), EMAIL, "urp@comune.example", _TWO_BOXES
    ),
    DeclaredSetting(
        "contact_pec", "contact_points", _("Casella PEC"), EMAIL, "protocollo@pec.comune.example", _TWO_BOXES
    ),
    DeclaredSetting(
        "contact_phone",
        "contact_points",
        _("Telefono"),
        PHONE,
        "",
        help=_("Con il prefisso, per esempio 06 1234567."),
    ),
    DeclaredSetting("opening_hours", "contact_points", _("Orari di apertura"), LINES, ""),
    DeclaredSetting(
        "rpct_name",
        "privacy",
        _("Responsabile della trasparenza (RPCT)"),
        TEXT,
        "",
        _("D.Lgs. 33/2013, art. 43"),
    ),
    DeclaredSetting(
        "rpct_email", "privacy", _("Casella dell'RPCT"), EMAIL, "", _("D.Lgs. 33/2013, art. 5, comma 7")
    ),
    DeclaredSetting(
        "privacy_contact",
        "privacy",
        _("Contatto del titolare per la privacy"),
        EMAIL,
        "",
        _("GDPR, art. 13, par. 1, lett. a"),
    ),
    DeclaredSetting(
        "dpo_contact",
        "privacy",
        _("Contatto del responsabile della protezione dei dati"),
        EMAIL,
        "",
        _("GDPR, art. 37, par. 7"),
    ),
    DeclaredSetting(
        "access_log_days",
        "privacy",
        _("Giorni in cui resta scritto chi ha aperto i dati"),
        WHOLE,
        730,
        _(
            "Garante privacy, 27 novembre 2008, punto 2, lett. f: almeno sei mesi; GDPR, art. 5, par. 1, lett. e"
        ),
        lowest=180,
        highest=3650,
    ),
    DeclaredSetting(
        "substitute_power_holder",
        "privacy",
        _("Titolare del potere sostitutivo"),
        TEXT,
        "",
        _("L. 241/1990, art. 2, comma 9-bis"),
    ),
    DeclaredSetting(
        "regional_ombudsman",
        "privacy",
        _("Difensore civico competente"),
        LINES,
        "",
        _("D.Lgs. 33/2013, art. 5, comma 8"),
    ),
    DeclaredSetting(
        "regional_court", "privacy", _("TAR competente"), TEXT, "", _("D.Lgs. 104/2010, art. 116")
    ),
    DeclaredSetting(
        "patron_day",
        "days",
        _("Giorno del santo patrono"),
        YEARLY_DAY,
        None,
        _("L. 260/1949; scelta dell'amministrazione"),
        _("Se indicato, è giorno festivo nel calcolo dei termini. Vuoto: non conta."),
    ),
)


def reason_against_value(key: str, new: Any) -> Refusal | None:
    """Why this value cannot be kept: its type, its length, its range."""
    known = registry.declared_settings().get(key)
    if known is None:
        return Refusal("unknown_setting", _("Questa impostazione non esiste."), field="key")
    if not _fits(known, new):
        return Refusal(
            "bad_value",
            _WHAT_FITS[known.kind],
            field=key,
            values={"lowest": known.lowest, "highest": known.highest},
        )
    return None


_WHAT_FITS = {
    TEXT: _("Scrivi una riga di testo, al massimo 200 caratteri."),
    LINES: _("Scrivi un testo di al massimo 1.000 caratteri."),
    EMAIL: _("Scrivi un indirizzo e-mail completo, per esempio urp@comune.example."),
    PHONE: _("Scrivi un numero di telefono: cifre, spazi e il segno + all'inizio."),
    NUMBER: _("Scrivi un numero fra {lowest} e {highest}."),
    WHOLE: _("Scrivi un numero intero fra {lowest} e {highest}."),
    YES_NO: _("Scegli sì o no."),
    CHOICE: _("Scegli una delle voci dell'elenco."),
    YEARLY_DAY: _("Scrivi un giorno e un mese che esistono ogni anno."),
}


def _fits(known: DeclaredSetting, new: Any) -> bool:
    kind = known.kind
    if kind in {TEXT, LINES, EMAIL, PHONE}:
        if not isinstance(new, str) or "\x00" in new or len(new) > (1000 if kind == LINES else 200):
            return False
        if kind != LINES and ("\n" in new or "\r" in new):
            return False
        if kind == EMAIL:
            return new == "" or re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", new) is not None
        return kind != PHONE or re.fullmatch(r"\+?[0-9\s./-]{0,30}", new) is not None
    if kind == YES_NO:
        return isinstance(new, bool)
    if kind == CHOICE:
        return new in known.choices
    if kind == YEARLY_DAY:
        return new is None or _is_yearly_day(new)
    whole_enough = isinstance(new, int) if kind == WHOLE else isinstance(new, int | float)
    return whole_enough and not isinstance(new, bool) and known.lowest <= new <= known.highest


def _is_yearly_day(new: Any) -> bool:
    try:
        month, day = new
        date(2023, month, day)  # no leap year: a 29 February would not come every year
    except (TypeError, ValueError):
        return False
    return True
