"""Tells people that something waits for their signature. Runs after commit, once per trail entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.members.queries import StandIn
from pasocial.office.work.approvals import operations, queries
from pasocial.office.work.approvals.models import Approval, ApprovalStep

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


def ask_signers(entry: Any) -> None:
    """A step is next: whoever may sign it, or the deputy of who is away, gets a mail with her own link."""
    approval = queries.one(int(entry.about.rsplit(":", 1)[1]))
    step = _step_of(approval)
    if approval is None or step is None or approval.version != entry.note["version"]:
        return
    before = {each.decided_by_id for each in queries.steps_of(approval)}
    for person, why in queries.signers_of(step.permission, timezone.now()):
        if person.pk in before or person.pk == approval.author_id:
            continue
        _write(approval, step, person, why, f"entry:{entry.pk}:approval", timezone.now())


def _write(
    approval: Approval, step: ApprovalStep, person: User, why: StandIn | None, key: str, at: datetime
) -> None:
    link = operations.make_link(step_id=step.pk, user_id=person.pk, at=at)
    with translation.override(person.language):
        notices.write_mail(
            key=f"{key}:{person.pk}",
            about=f"office.approval:{approval.pk}",
            template="office/approval_asked",
            to=person.email,
            language=person.language,
            context={
                "approval": approval,
                "kind": queries.kind_of(approval).label,
                "absent": why.absent_name if why else "",
                "expires_at": link.expires_at,
                "action_url": settings.SITE_URL + queries.link_address(link),
            },
            at=at,
        )


def remind(*, at: datetime) -> int:
    """Tells each signer of what is late, once for each step and day of absence; returns how many were told."""
    told = 0
    for approval in queries.overdue(at):
        step = _step_of(approval)
        for person, _why in queries.signers_of(step.permission, at) if step else ():
            if step is None or person.pk == approval.author_id:
                continue
            told += notices.tell(
                user_ids=[person.pk],
                key=f"approval:{step.pk}:late",
                kind="office.approval_late",
                about=approval.about,
                name=str(queries.kind_of(approval).label),
                title=approval.title,
                url=f"/redazione/approvazioni/{approval.pk}/",
                at=at,
            )
    return told


def _step_of(approval: Approval | None) -> ApprovalStep | None:
    if approval is None or approval.state != Approval.State.WAITING:
        return None
    return queries.next_step(queries.steps_of(approval))
