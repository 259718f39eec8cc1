"""Who sees an approval: whoever may sign one of its steps, whoever wrote it, and the coordinator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pasocial.office.people.members.policy import may
from pasocial.office.work.approvals import queries
from pasocial.office.work.approvals.models import Approval


def may_see(user: Any, approval: Approval, at: datetime) -> bool:
    if approval.author_id == user.pk or may(user, "office.coordinate"):
        return True
    permissions = queries.standing_of(user, at).permissions
    return any(
        step.permission in permissions or step.decided_by_id == user.pk for step in queries.steps_of(approval)
    )
