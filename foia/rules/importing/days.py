"""Whether a row of an old register can be taken in: what is wrong with its words, and with its days."""

from __future__ import annotations

from datetime import date

from foia.rules.filing import reasons_against_filing
from foia.rules.importing.rows import PastRequest
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reasons_against_importing(row: PastRequest, today: date) -> list[Refusal]:
    """Those against filing, and against days that cannot be."""
    reasons = reasons_against_filing(row.draft, today)
    if row.received_on > today:
        reasons.append(
            Refusal("received_in_future", _("La data di ricezione è nel futuro: correggila."), "received_on")
        )
    if row.decided_on and not row.received_on <= row.decided_on <= today:
        reasons.append(
            Refusal(
                "decided_before",
                _("La decisione è precedente alla richiesta: controlla le date."),
                "decided_on",
            )
        )
    return reasons
