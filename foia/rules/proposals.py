"""When what the machine proposes may be confirmed or refused: it never joins anything by itself."""

from __future__ import annotations

from collections.abc import Collection

from foia.rules.recurrence.quality import ThresholdQuality
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

MOST_REQUESTS = 500


def reason_against_gathering(requests: Collection[int], *, into_topic: bool) -> Refusal | None:
    """Why these cannot be confirmed in one act, by their number alone. `into_topic`: they join one that is there."""
    many = len(set(requests))
    if many < (1 if into_topic else 2):
        return Refusal("requests_few", _("Lascia spuntate almeno due richieste."), "requests")
    if many > MOST_REQUESTS:
        return Refusal("requests_many", _("Conferma al massimo 500 richieste per volta."), "requests")
    return None


def reason_against_confirming(
    requests: Collection[int], *, taken: bool, linked: Collection[int]
) -> Refusal | None:
    """Why they cannot be confirmed now. `taken`: one is in a topic by now; `linked`: those that are strongly alike."""
    if taken:
        return Refusal(
            "already_in_topic",
            _("Nel frattempo qualcuno ha messo una di queste richieste in un tema: controlla di nuovo."),
            "requests",
        )
    if set(requests) - set(linked):
        return Refusal(
            "not_proposed",
            _("Una di queste richieste non somiglia abbastanza alle altre: aggiungila dalla sua scheda."),
            "requests",
        )
    return None


def reason_against_judging(*, is_open: bool, parted_since: bool = False) -> Refusal | None:
    """Why nobody judges it any more: somebody did. What was joined and taken apart again may be judged once more."""
    if not is_open and not parted_since:
        return Refusal("already_judged", _("Questa proposta è già stata valutata."))
    return None


def reason_against_adopting(found: ThresholdQuality) -> Refusal | None:
    """Why many are not proposed at once from a measured likeness: too few single cases were judged."""
    if found.best is None:
        return Refusal(
            "threshold_unmeasured",
            _(
                "I casi valutati uno per uno non bastano: ne servono almeno altri {missing}, tutti giusti, "
                "prima di proporre molte richieste insieme."
            ),
            values={"missing": found.missing},
        )
    return None
