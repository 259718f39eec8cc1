"""What is typed when a request is assigned, classed, ranked or sent on, and when it is refused."""

from __future__ import annotations

from foia.rules.kinds import AccessKind
from foia.rules.typed import reason_against_words
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

WORDS_LENGTH = (10, 10_000)
MAX_AT_ONCE = 200
PRIORITIES = (-1, 0, 1, 2)
LEAST_ADDRESSEE = 3


def reason_against_assigning_many(requests: int) -> Refusal | None:
    """Why so many requests do not change hands in one act."""
    if requests > MAX_AT_ONCE:
        return Refusal(
            "too_many_at_once",
            _("Scegli al massimo {most} richieste per volta."),
            values={"most": MAX_AT_ONCE},
        )
    return None


def reason_against_kind(kind: str) -> Refusal | None:
    """Why a request does not become one of that kind: there is no such right of access."""
    if kind not in AccessKind._value2member_map_:
        return Refusal("kind_unknown", _("Scegli un tipo di accesso dall'elenco."), "kind")
    return None


def reason_against_priority(priority: int) -> Refusal | None:
    """Why that is not how pressing it is: it is none of the four steps."""
    if priority not in PRIORITIES:
        return Refusal("priority_unknown", _("Scegli una priorità dall'elenco."), "priority")
    return None


def reason_against_addressee(to_body: str) -> Refusal | None:
    """Why a request is not sent on: nobody is named to whom (C2 §4.1)."""
    if len(to_body) < LEAST_ADDRESSEE:
        return Refusal("addressee_missing", _("Indica a quale amministrazione la trasferisci."), "to_body")
    return None


def reason_against_telling(words: str) -> Refusal | None:
    """Why these words do not go to the applicant with a transfer or an extension: too few, or too many."""
    return reason_against_words(words, "words", WORDS_LENGTH, code="words_length")
