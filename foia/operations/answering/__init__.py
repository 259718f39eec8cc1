"""Answers a request: a decision is drafted, approved by another pair of eyes, and leaves exactly once.

Nothing leaves before the parties' windows are closed, nor before the moment to undo has passed, nor during the
fifteen days of a party who opposed (C2 §6.2-6.3).
"""

from foia.operations.answering.approval import (
    approve_decision,
    call_back_decision,
    sign_decision,
    undo_approval,
)
from foia.operations.answering.departure import (
    leave_decision,
    letter_name,
    plan_release,
    release_differs,
    release_moment,
    send_decision,
)
from foia.operations.answering.drafting import (
    draft_decision,
    refuse_decision,
    return_decision,
    submit_decision,
)
from foia.operations.answering.ending import rate, withdraw
from foia.operations.answering.releasing import confirm_findings, use_redacted_copy

__all__ = [
    "approve_decision",
    "call_back_decision",
    "confirm_findings",
    "draft_decision",
    "leave_decision",
    "letter_name",
    "plan_release",
    "rate",
    "refuse_decision",
    "release_differs",
    "release_moment",
    "return_decision",
    "send_decision",
    "sign_decision",
    "submit_decision",
    "undo_approval",
    "use_redacted_copy",
    "withdraw",
]
