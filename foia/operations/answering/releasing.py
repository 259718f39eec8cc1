"""Before everybody may read a document: what was found in it is redacted or confirmed by a person, by name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from foia.models import Decision
from foia.operations.answering.gates import EDITABLE, decision_of
from foia.operations.concurrency import hold, keep
from foia.queries.decisions import case_files
from foia.rules.answering import (
    reason_against_copy,
    reason_against_file_of_case,
    reason_against_rewriting,
)
from foia.wording import FoiaEvent
from pasocial.office.files.attachments import inspecting
from pasocial.office.files.attachments.queries import is_copy_of
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def confirm_findings(
    *,
    request_id: int,
    file: str,
    keys: Collection[str],
    reason: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """A person answers for things found in a file of this case. `keys` as office.attachments.inspecting wants them."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_file_of_case("file", there=case_files(request).filter(public_id=file).exists()))
    inspecting.confirm_findings(public_id=file, keys=keys, reason=reason, by=by, at=at)


@transaction.atomic
def use_redacted_copy(
    *, request_id: int, file: str, copy: str, by: Actor, at: datetime, version: int | None = None
) -> Decision:
    """A redacted copy takes the place of its original in every line of the draft; the original stays in the case."""
    request = hold(request_id=request_id, version=version)
    decision = decision_of(request)
    insist(reason_against_rewriting(editable=decision.state in EDITABLE))
    lines = decision.items.filter(file=file)
    insist(reason_against_copy(of_the_file=is_copy_of(copy, file), in_decision=lines.exists()))
    lines.update(file=copy)
    decision.version += 1
    decision.save(update_fields=["version"])
    inspecting.ask_for_reading(public_ids=[copy], by=by, at=at)
    keep(request)
    record(
        event=FoiaEvent.DECISION_DRAFTED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "items": decision.items.count(), "copy": copy},
    )
    return decision
