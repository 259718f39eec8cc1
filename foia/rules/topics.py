"""When requests are joined into a topic, moved between topics and put back, and what is decided of a flagged one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

TITLE_LENGTH = (5, 200)
LEAST_REASON = 10


class Choice(StrEnum):
    """What a flagged topic's data become; the codes are those that are stored."""

    PUBLISH = "publish"
    REDACT = "redact"
    NOT = "not"


@dataclass(frozen=True)
class Choosing:
    """What a person decides of a topic. `flagged`: so many asked that she owes it; `again`: one was taken before."""

    flagged: bool
    again: bool
    choice: str
    reason: str
    look_again_on: date | None = None


def reason_against_title(title: str) -> Refusal | None:
    """Why these words are no name for a topic: too few, or too many."""
    least, most = TITLE_LENGTH
    if not least <= len(title.strip()) <= most:
        return Refusal("title_length", _("Dai al tema un titolo fra 5 e 200 caratteri."), "title")
    return None


def reasons_against_starting(title: str, requests: int) -> list[Refusal]:
    """Why no topic can be made of so many requests under that title."""
    untitled = reason_against_title(title)
    if untitled is not None:
        return [untitled]
    if requests == 0:
        return [Refusal("no_requests", _("Scegli almeno una richiesta."), "requests")]
    return []


def reason_against_joining(*, merged: bool) -> Refusal | None:
    """Why nothing is put into a topic: it was itself put into another."""
    if merged:
        return Refusal("topic_merged", _("Questo tema è stato unito a un altro: apri quello."))
    return None


def reason_against_splitting(*, chosen: int, total: int) -> Refusal | None:
    """Why these cannot become a topic of their own. `chosen` of the `total` requests inside."""
    if chosen == 0 or chosen == total:
        return Refusal(
            "split_all",
            _("Scegli una parte delle richieste del tema: almeno una deve restare."),
            "requests",
        )
    return None


def reason_against_merging(topic: int, into: int) -> Refusal | None:
    """Why a topic cannot be put into that one: it is the same."""
    if topic == into:
        return Refusal("same_topic", _("Scegli un tema diverso da questo."), "into")
    return None


def reason_against_undoing(
    moved: Collection[tuple[int, int | None]] | None, now: Mapping[int, int]
) -> Refusal | None:
    """Why a topic's last change cannot be taken back.

    `moved`: each request with the topic it was put in then, None when it left all; None when nothing is left to undo.
    `now`: the topic each is in today. One that went elsewhere since is somebody's later decision, which stands.
    """
    if moved is None:
        return Refusal("nothing_to_undo", _("Non c'è nulla da annullare in questo tema."))
    if any(now.get(request) != target for request, target in moved):
        return Refusal(
            "moved_since",
            _("Qualcuno ha poi spostato una di queste richieste: annulla prima quella modifica."),
        )
    return None


def reason_against_choosing(choosing: Choosing, today: date) -> Refusal | None:
    """Why this cannot be decided of a topic: not to publish is decided of a flagged one, with a day to look again."""
    choice = choosing.choice
    if choice == Choice.NOT and not choosing.flagged and not choosing.again:
        return Refusal(
            "not_flagged",
            _("Il tema non è segnalato: si può già pubblicare, ma non serve decidere di non farlo."),
            "choice",
        )
    if choice not in Choice._value2member_map_:
        return Refusal(
            "choice_unknown", _("Scegli se pubblicare, oscurare e pubblicare, o non pubblicare."), "choice"
        )
    if unfounded := reason_against_short_reason(choosing.reason):
        return unfounded
    if choice != Choice.NOT:
        return None
    if choosing.look_again_on is None:
        return Refusal(
            "look_again_missing",
            _("Indica quando riguardare la decisione di non pubblicare."),
            "look_again_on",
        )
    if choosing.look_again_on <= today:
        return Refusal(
            "look_again_past",
            _("La data in cui riguardare la decisione deve essere futura."),
            "look_again_on",
        )
    return None


def reason_against_short_reason(reason: str) -> Refusal | None:
    """A decision on a topic says why."""
    if len(reason.strip()) >= LEAST_REASON:
        return None
    return Refusal("reason_missing", _("Scrivi il motivo della decisione: almeno 10 caratteri."), "reason")


def reason_against_keeping_fresh(
    *, desk_has_members: bool, fresh_until: date | None, today: date
) -> Refusal | None:
    """Why a published answer is not entrusted so: nobody works at that desk, or the day has passed."""
    if not desk_has_members:
        return Refusal("desk_unknown", _("Scegli una redazione dell'elenco."), "owner_desk")
    if fresh_until is not None and fresh_until <= today:
        return Refusal("fresh_until_past", _("Il giorno deve essere futuro."), "fresh_until")
    return None
