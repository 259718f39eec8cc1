"""Everything staff do to a case, declared once: pages and API only offer it.

An action translates what was filled in into an operation; whether it is possible now is decided by the operation's guards.
"""

from __future__ import annotations

from datetime import datetime

from foia.actions.calls import case_about
from foia.actions.decision import DECISION_ACTIONS
from foia.actions.dialogue import DIALOGUE_ACTIONS
from foia.actions.legal_steps import LEGAL_ACTIONS
from foia.actions.parties import PARTY_ACTIONS
from foia.actions.register import ENTRY_ACTIONS, REGISTER_ACTIONS
from foia.actions.review import REVIEW_ACTIONS
from foia.actions.topics import SUGGESTION_ACTIONS
from foia.actions.triage import TRIAGE_ACTIONS
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions import operations
from pasocial.office.screens.actions.declaration import by_name

__all__ = ["BY_WORD", "CASE_ACTIONS", "ENTRY_ACTIONS", "ON_PAGES", "key_of", "leave_letter"]

# What is done to a case; the order is that of the documentation of the API.
CASE_ACTIONS = (
    *TRIAGE_ACTIONS,
    *DIALOGUE_ACTIONS,
    *REGISTER_ACTIONS,
    *DECISION_ACTIONS,
    *REVIEW_ACTIONS,
    *PARTY_ACTIONS,
    *LEGAL_ACTIONS,
)
ON_PAGES = by_name((*CASE_ACTIONS, *ENTRY_ACTIONS, *SUGGESTION_ACTIONS))

BY_WORD = {action.word: action for action in CASE_ACTIONS}


def leave_letter(*, thing: int, by: Actor, at: datetime) -> object:
    """An action that was on its way is done, and its letters leave."""
    return operations.leave(planned_id=thing, actions=BY_WORD, thing=case_about, by=by, at=at)


def key_of(action: str) -> str:
    """The name templates use: no dash."""
    return action.replace("-", "_")
