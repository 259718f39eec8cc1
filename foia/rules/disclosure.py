"""What may appear in public: no personal data in the subject and reason that the register shows.

Public subject and reason are separate, edited texts; names are never published (C2 §9, Annex 3). What looks
like a code, an address or a number stops approval; a lone word that may be a surname can be cleared by the
approver, who says that here it names no person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pasocial.folding import folded
from pasocial.personal_data import (
    REGISTER_KINDS,
    Finding,
    PersonalDatum,
)
from pasocial.personal_data import personal_data_in as found_in
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

__all__ = ["CLEARABLE", "Finding", "PersonalDatum", "personal_data_in", "reasons_against_disclosure"]

SUBJECT_LENGTH = (10, 200)
REASON_LENGTH = (10, 500)


def personal_data_in(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """Every stretch of a register's text that seems personal, in order. `names`: persons and bodies of this case."""
    return found_in(text, names, kinds=REGISTER_KINDS)


def reasons_against_disclosure(
    subject: str, reason: str, names: Iterable[str] = (), *, cleared: Collection[str] = ()
) -> list[Refusal]:
    """Every reason against approving these public texts (fields `public_subject`, `public_reason`).

    `cleared`: excerpts that the approver says name no person here; they clear only possible names and plates.
    """
    known = [name for name in names if name.strip()]
    allowed = {folded(excerpt) for excerpt in cleared}
    reasons = [
        *_length(subject, SUBJECT_LENGTH, "public_subject"),
        *(_length(reason, REASON_LENGTH, "public_reason") if reason.strip() else ()),
    ]
    for field, text in (("public_subject", subject), ("public_reason", reason)):
        for finding in personal_data_in(text, known):
            if finding.datum in CLEARABLE and folded(finding.excerpt) in allowed:
                continue
            reasons.append(
                Refusal(
                    f"personal_{finding.datum}",
                    _SENTENCES[finding.datum],
                    field,
                    {"excerpt": finding.excerpt},
                )
            )
    return reasons


# What a person may say it is not; the rest is personal whatever anybody says.
CLEARABLE = (PersonalDatum.POSSIBLE_NAME, PersonalDatum.PLATE, PersonalDatum.PHONE, PersonalDatum.VAT)

_SENTENCES = {
    PersonalDatum.CODICE_FISCALE: _(
        "Togli il codice fiscale «{excerpt}»: nel registro non va nessun dato personale."
    ),
    PersonalDatum.EMAIL: _(
        "Togli l'indirizzo e-mail «{excerpt}»: nel registro non va nessun dato personale."
    ),
    PersonalDatum.PEC: _("Togli l'indirizzo PEC «{excerpt}»: nel registro non va nessun dato personale."),
    PersonalDatum.CARD: _("Togli il numero di carta «{excerpt}»: nel registro non va nessun dato personale."),
    PersonalDatum.VAT: _(
        "«{excerpt}» sembra una partita IVA: toglila, o conferma che non porta a una persona."
    ),
    PersonalDatum.PHONE: _("«{excerpt}» sembra un telefono: toglilo, o conferma che non lo è."),
    PersonalDatum.IBAN: _("Togli l'IBAN «{excerpt}»: nel registro non va nessun dato personale."),
    PersonalDatum.PLATE: _("«{excerpt}» sembra una targa: toglila, o conferma che non lo è."),
    PersonalDatum.NAME: _("Togli il nome «{excerpt}»: nel registro non vanno nomi."),
    PersonalDatum.POSSIBLE_NAME: _(
        "«{excerpt}» è il nome di una persona del caso? Toglilo, o conferma che non lo è."
    ),
}


def _length(text: str, limits: tuple[int, int], field: str) -> Iterator[Refusal]:
    least, most = limits
    length = len(text.strip())
    if not least <= length <= most:
        yield Refusal(
            "public_text_length",
            _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
            field,
            {"least": least, "most": most, "length": length},
        )
