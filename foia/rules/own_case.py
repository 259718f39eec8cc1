"""What the person who asked may see of her own case: one rule for her page, her programs and every file."""

from __future__ import annotations

from foia.rules.states import State

# What she handed in herself, by the purpose it was stored for.
HANDED_IN = frozenset({"filed", "review"})
# To whom a file was opened, when that is she or everybody.
OPENED_TO_HER = frozenset({"requester", "public"})
# A request that another body answers, or that she took back: nothing is owed to her any more.
OVER = frozenset({State.TRANSFERRED, State.WITHDRAWN})
# Who signs, and when, is told when it is signed: outside, these are one thing.
INSIDE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.STANDSTILL})


def outer_state(state: State) -> State:
    """The state as she may know it."""
    return State.IN_PROGRESS if state in INSIDE else state


def may_have_file(*, access: str, purpose: str, of_request: bool, of_her_message: bool) -> bool:
    """Whether a file of her case is hers to have: opened to her or to all, or handed in by her.

    `of_request`: it is kept with the request itself, and not with a message or a question to an office.
    `of_her_message`: it came with a message that she wrote. All else is the office's until a decision opens it.
    """
    if access in OPENED_TO_HER or of_her_message:
        return True
    return of_request and purpose in HANDED_IN
