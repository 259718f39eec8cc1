"""What can happen to a found object, in words."""

from enum import StrEnum


class FoundEvent(StrEnum):
    REGISTERED = "found.object.registered"
    CLAIMED = "found.object.claimed"
    REFUSED = "found.object.refused"
    RETURNED = "found.object.returned"
    DONATED = "found.object.donated"


WORDS = ("preso in custodia", "reclamato", "restituzione rifiutata", "restituito", "donato")
EVENT_WORDS = {str(event.value): words for event, words in zip(FoundEvent, WORDS, strict=True)}
