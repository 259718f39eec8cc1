"""The settings themselves: type, default, range and source of each, and what fits them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.refusal import Refusal

TEXT, LINES, EMAIL, PHONE, NUMBER, WHOLE, YES_NO, CHOICE, YEARLY_DAY = (
    *("text", "lines", "email", "phone", "number", "whole", "yes_no", "choice", "yearly_day"),
)


@dataclass(frozen=True)
class Known:
    """One setting: `kind` fixes the type of its value, `source` says who leaves it to the administration."""

    key: str
    section: str
    label: Any
    kind: str
    default: Any
    source: Any = ""
    help: Any = ""
    lowest: float = 0
    highest: float = 1_000_000
    choices: Mapping[str, Any] = attribute(default_factory=dict)


SECTIONS = {
    "body": _("Amministrazione"),
    "contacts": _("Recapiti"),
    "privacy": _("Privacy e trasparenza"),
    "days": _("Giorni"),
    "recurrence": _("Richieste ricorrenti"),
    "register": _("Registro e misure"),
}

_CIRCULAR = _("Circolare FOIA 2/2017, punto 8.2")
_TWO_BOXES = _("Circolare FOIA 2/2017, punto 3: una casella PEC e una ordinaria")

_ALL = (
    Known("body_name", "body", _("Nome dell'amministrazione"), TEXT, "Comune di Esempio"),
    Known(
        "body_short_name",
        "body",
        _("Nome breve"),
        TEXT,
        "Esempio",
        help=_("Per la posta e i telefoni piccoli."),
    ),
    Known(
        "body_tagline",
        "body",
        _("Frase sotto il nome"),
        TEXT,
        "",
        help=_("Facoltativa, compare nella testata."),
    ),
    Known(
        "ipa_code",
        "body",
        _("Codice IPA"),
        TEXT,
        "",
        _("Indice dei domicili digitali delle PA"),
        _("Per esempio c_h501."),
    ),
    Known("address", "contacts", _("Indirizzo"), LINES, "Piazza del Municipio 1, 00000 Esempio"),
    Known("contact_email", "contacts", _("Casella ordinaria"), EMAIL, "urp@comune.example", _TWO_BOXES),
    Known("contact_pec", "contacts", _("Casella PEC"), EMAIL, "protocollo@pec.comune.example", _TWO_BOXES),
    Known(
        "contact_phone",
        "contacts",
        _("Telefono"),
        PHONE,
        "",
        help=_("Con il prefisso, per esempio 06 1234567."),
    ),
    Known("opening_hours", "contacts", _("Orari di apertura"), LINES, ""),
    Known(
        "rpct_name",
        "privacy",
        _("Responsabile della trasparenza (RPCT)"),
        TEXT,
        "",
        _("D.Lgs. 33/2013, art. 43"),
    ),
    Known("rpct_email", "privacy", _("Casella dell'RPCT"), EMAIL, "", _("D.Lgs. 33/2013, art. 5, comma 7")),
    Known(
        "privacy_contact",
        "privacy",
        _("Contatto del titolare per la privacy"),
        EMAIL,
        "",
        _("GDPR, art. 13, par. 1, lett. a"),
    ),
    Known(
        "dpo_contact",
        "privacy",
        _("Contatto del responsabile della protezione dei dati"),
        EMAIL,
        "",
        _("GDPR, art. 37, par. 7"),
    ),
    Known(
        "substitute_power_holder",
        "privacy",
        _("Titolare del potere sostitutivo"),
        TEXT,
        "",
        _("L. 241/1990, art. 2, comma 9-bis"),
    ),
    Known(
        "regional_ombudsman",
        "privacy",
        _("Difensore civico competente"),
        LINES,
        "",
        _("D.Lgs. 33/2013, art. 5, comma 8"),
    ),
    Known("regional_court", "privacy", _("TAR competente"), TEXT, "", _("D.Lgs. 104/2010, art. 116")),
    Known(
        "patron_day",
        "days",
        _("Giorno del santo patrono"),
        YEARLY_DAY,
        None,
        _("L. 260/1949; scelta dell'amministrazione"),
        _("Se indicato, è giorno festivo nel calcolo dei termini. Vuoto: non conta."),
    ),
    Known(
        "recurrence_threshold",
        "recurrence",
        _("Persone diverse che fanno scattare la segnalazione"),
        WHOLE,
        4,
        _CIRCULAR,
        _(
            "La circolare dice «più di tre volte in un anno da soggetti diversi»: quattro. "
            "Se la cambi, i temi si ricontano da soli in pochi minuti."
        ),
        lowest=2,
        highest=50,
    ),
    Known(
        "recurrence_decision_days",
        "recurrence",
        _("Giorni per decidere su un tema ricorrente"),
        WHOLE,
        30,
        _("Scelta dell'amministrazione: la circolare non fissa un termine"),
        lowest=1,
        highest=365,
    ),
    Known(
        "recurrence_soft_flags",
        "recurrence",
        _("Segnala anche i temi incerti"),
        YES_NO,
        True,
        _("Scelta dell'amministrazione"),
        _("Avvisa anche quando le persone sono forse la stessa, per esempio con due caselle di posta."),
    ),
    Known(
        "recurrence_year_strict",
        "recurrence",
        _("Escludi il giorno anniversario dall'anno"),
        YES_NO,
        False,
        _CIRCULAR,
        _(
            "Di norma la quarta richiesta nello stesso giorno di un anno dopo conta ancora. "
            "Se lo cambi, i temi si ricontano da soli."
        ),
    ),
    Known(
        "hours_saved_per_avoided_request",
        "register",
        _("Ore risparmiate per ogni richiesta evitata"),
        NUMBER,
        6.0,
        _("Stima dell'amministrazione"),
        _("Serve solo alle misure mostrate in redazione."),
        lowest=0,
        highest=500,
    ),
    Known(
        "register_periodicity",
        "register",
        _("Ogni quanto si aggiorna il registro"),
        CHOICE,
        "quarterly",
        _("Circolare FOIA 2/2017, punto 9; linee guida ANAC 1309/2016 (semestrale)"),
        choices={
            "monthly": _("ogni mese"),
            "quarterly": _("ogni tre mesi"),
            "half_yearly": _("ogni sei mesi"),
        },
    ),
)
KNOWN: Mapping[str, Known] = {known.key: known for known in _ALL}


def reason_against_value(key: str, new: Any) -> Refusal | None:
    """Why this value cannot be kept: its type, its length, its range."""
    known = KNOWN.get(key)
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


def _fits(known: Known, new: Any) -> bool:
    kind = known.kind
    if kind in {TEXT, LINES, EMAIL, PHONE}:
        if not isinstance(new, str) or "\x00" in new or len(new) > (1000 if kind == LINES else 200):
            return False
        if kind != LINES and ("\n" in new or "\r" in new):
            return False
        if kind == EMAIL:
            return new == "" or re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", new) is not None
        return kind != PHONE or re.fullmatch(r"\+?[\d\s./-]{0,30}", new) is not None
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
