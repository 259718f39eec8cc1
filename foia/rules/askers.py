"""When staff may say who is who behind a topic's requests: two keys one person, or not; members of an organisation."""

from __future__ import annotations

from collections.abc import Collection

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

WHY_LENGTH = (5, 500)


def reason_against_why(why: str) -> Refusal | None:
    """What is said of people is said with its source."""
    least, most = WHY_LENGTH
    if not least <= len(why.strip()) <= most:
        return Refusal("why_length", _("Scrivi da che cosa lo sai: fra 5 e 500 caratteri."), "why")
    return None


def reason_against_merging_persons(chosen: Collection[str], known: Collection[str]) -> Refusal | None:
    """Why these are not counted as one. `chosen` stand for persons; `known` are those of them that the topic has."""
    if len(set(chosen)) < 2 or set(chosen) != set(known):
        return Refusal("persons_few", _("Scegli almeno due persone di questo tema."), "persons")
    return None


def reason_against_parting_person(others: int) -> Refusal | None:
    """Why a key is not counted apart. `others`: the keys counted as the same person with it."""
    if others == 0:
        return Refusal("person_alone", _("Questa persona è già contata da sola."), "person_key")
    return None


def reason_against_organisation(organisation: str, members: int) -> Refusal | None:
    """Why nothing is said of an organisation: no request of the topic comes from it."""
    if not organisation or members == 0:
        return Refusal(
            "organisation_unknown",
            _("Nessuna richiesta di questo tema viene da questa organizzazione."),
            "organisation_key",
        )
    return None
