"""The words other registers use for outcomes, kinds of access and purposes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from foia.rules.filing import Purpose
from foia.rules.kinds import DEFAULT_KIND, AccessKind
from foia.rules.outcomes import Outcome
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.tables import TableFault

OUTCOME_WORDS: Mapping[str, Outcome] = {
    **{str(outcome): outcome for outcome in Outcome},
    "accolta": Outcome.GRANTED,
    "accoglimento": Outcome.GRANTED,
    "all disclosed": Outcome.GRANTED,
    "accolta parzialmente": Outcome.PARTLY_GRANTED,
    "accoglimento parziale": Outcome.PARTLY_GRANTED,
    "rifiuto parziale": Outcome.PARTLY_GRANTED,
    "disclosed in part": Outcome.PARTLY_GRANTED,
    "differita": Outcome.DEFERRED,
    "differimento": Outcome.DEFERRED,
    "rifiutata": Outcome.REFUSED,
    "respinta": Outcome.REFUSED,
    "diniego": Outcome.REFUSED,
    "rifiuto totale": Outcome.REFUSED,
    "nothing disclosed": Outcome.REFUSED,
    "inammissibile": Outcome.INADMISSIBLE,
    "irricevibile": Outcome.UNRECEIVABLE,
    "trasferita": Outcome.TRANSFERRED,
    "ritirata": Outcome.WITHDRAWN,
    "rinunciata": Outcome.WITHDRAWN,
    "discontinued": Outcome.WITHDRAWN,
}
KIND_WORDS: Mapping[str, AccessKind] = {
    **{str(kind): kind for kind in AccessKind},
    "": DEFAULT_KIND,
    "semplice": AccessKind.SIMPLE_CIVIC,
    "accesso civico": AccessKind.SIMPLE_CIVIC,
    "accesso civico semplice": AccessKind.SIMPLE_CIVIC,
    "generalizzato": AccessKind.GENERALISED,
    "foia": AccessKind.GENERALISED,
    "accesso civico generalizzato": AccessKind.GENERALISED,
    "documentale": AccessKind.DOCUMENTARY,
    "accesso documentale": AccessKind.DOCUMENTARY,
    "ambientale": AccessKind.ENVIRONMENTAL,
    "accesso ambientale": AccessKind.ENVIRONMENTAL,
}
# Declared purposes serve statistics only: a word that is none of these is left out, never a reason to refuse.
PURPOSE_WORDS: Mapping[str, Purpose] = {
    **{str(purpose): purpose for purpose in Purpose},
    "public": Purpose.PERSONAL,
    "academia": Purpose.RESEARCH,
    "media": Purpose.JOURNALISM,
    "business": Purpose.COMMERCIAL,
}


def plainly(written: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", written).casefold().split())


def outcome_words(pairs: Mapping[str, str]) -> dict[str, Outcome]:
    """Words of one file → outcomes. Raises TableFault for an outcome that does not exist."""
    found = {}
    for theirs, ours in pairs.items():
        if plainly(ours) not in OUTCOME_WORDS:
            raise TableFault(
                Refusal(
                    "outcome_not_ours",
                    _("L'esito «{outcome}» non esiste. Sono: {known}."),
                    values={"outcome": ours, "known": ", ".join(Outcome)},
                )
            )
        found[plainly(theirs)] = OUTCOME_WORDS[plainly(ours)]
    return found
