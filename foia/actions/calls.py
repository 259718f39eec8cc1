"""How a call becomes an operation on the case, on a row of it, or on one of its parties; and when it cannot be one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404

from foia.forms.base import Step
from foia.models import AccessRequest
from foia.queries.cases import has_row, request_by_id
from foia.rules.case_steps import CaseStep
from foia.tasks import cases
from pasocial.office.screens.actions import Action, ActionCall, Leaves
from pasocial.office.screens.actions.declaration import Guard

Act = Callable[[ActionCall], object]


def case_action(**declared: Any) -> Action:
    """An action on a case: work of the desk, with nothing to fill in, unless it says otherwise."""
    return Action(**{"permission": "foia.work", "form": Step, "tag": "Cases", **declared})


def step(name: CaseStep) -> Guard:
    """Asks what is known to stand against this step (operations.offers), on the page and in the API."""
    return lambda known, user: known[name]


def on_case(operation: Callable[..., object]) -> Act:
    return lambda call: operation(request_id=call.about.pk, **call.values, **call.held)


def on_party(operation: Callable[..., object]) -> Act:
    def act(call: ActionCall) -> object:
        given = dict(call.values)
        return operation(party_id=own(call.about.parties, given.pop("party")), **given, **call.held)

    return act


def written(what: Any) -> Leaves:
    """A message to the applicant with the words that were filled in."""
    return Leaves("foia.letter", what, (cases.send_message,))


def case_about(reference: str) -> AccessRequest:
    """The case that a call which leaves now is about."""
    found = request_by_id(int(reference.rsplit(":", 1)[1]))
    assert found is not None  # no case is ever deleted
    return found


def own(rows: Any, pk: Any) -> int:
    """The id, if that row belongs to the case; a row of another case does not exist here."""
    if not has_row(rows, pk):
        raise Http404(f"row {pk}")
    return int(pk)
