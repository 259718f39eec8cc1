"""A chain as pages show it: each step with who, when, for whom and which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pasocial.office.record import registry
from pasocial.office.work.approvals import queries
from pasocial.office.work.approvals.models import Approval, ApprovalStep
from pasocial.sentences import moment

TONES = {"waiting": "neutral", "approved": "success", "refused": "warning"}


def shown_chain(approval: Approval, steps: Iterable[ApprovalStep]) -> list[dict[str, Any]]:
    """The steps in order; the one that is next says by when."""
    listed = list(steps)
    following = queries.next_step(listed) if approval.state == Approval.State.WAITING else None
    shown = []
    for step in listed:
        who = str(step.decided_by) if step.decided_by else ""
        if step.decided_for:
            who = _("%(deputy)s, al posto di %(absent)s che è assente") % {
                "deputy": who,
                "absent": step.decided_for,
            }
        by_when = approval.due_at if step is following else None
        shown.append(
            {
                "position": step.position,
                "role": _role(step.permission),
                "state": step.get_state_display(),
                "tone": TONES[step.state],
                "who": who,
                "when": moment(step.decided_at) if step.decided_at else "",
                "due": _("entro %(moment)s") % {"moment": moment(by_when)} if by_when else "",
                "comment": step.comment,
            }
        )
    return shown


def chains_shown(about: str) -> list[dict[str, Any]]:
    """Every chain about a case, for the case's own page."""
    return [
        {
            "title": approval.title,
            "state": approval.get_state_display(),
            "asked_at": approval.asked_at,
            "author": approval.author,
            "steps": shown_chain(approval, steps),
        }
        for approval, steps in queries.chains_about(about)
    ]


def _role(permission: str) -> str:
    try:
        return str(registry.permission(permission)[1].label)
    except KeyError:
        return permission
