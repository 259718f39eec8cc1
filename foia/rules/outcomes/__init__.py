"""How a request may end: outcomes, grounds, what a decision must contain, and the remedies it must name."""

from foia.rules.outcomes.decision import (
    DecisionDraft,
    WithheldGroup,
    reason_against_deciding_now,
    reasons_against_decision,
)
from foia.rules.outcomes.endings import OUTCOMES, Outcome, OutcomeRules
from foia.rules.outcomes.grounds import (
    FORBIDDEN_GROUNDS,
    GROUNDS,
    Ground,
    Interest,
    grounds_for,
)
from foia.rules.outcomes.items import Disclosure, ItemDraft, released_count, withheld_groups
from foia.rules.outcomes.remedies import (
    Body,
    Remedy,
    remedies_for,
    remedies_for_parties,
    remedies_for_silence,
)

__all__ = [
    "FORBIDDEN_GROUNDS",
    "GROUNDS",
    "OUTCOMES",
    "Body",
    "DecisionDraft",
    "Disclosure",
    "Ground",
    "Interest",
    "ItemDraft",
    "Outcome",
    "OutcomeRules",
    "Remedy",
    "WithheldGroup",
    "grounds_for",
    "reason_against_deciding_now",
    "reasons_against_decision",
    "released_count",
    "remedies_for",
    "remedies_for_parties",
    "remedies_for_silence",
    "withheld_groups",
]
