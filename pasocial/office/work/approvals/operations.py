"""Puts a thing before its chain, signs, refuses, voids; the coordinator sets the chains.

`ask`, `sign`, `refuse`, `void` and `take_back` are parts of a desk's own operation, under its lock and inside its
transaction: a decision and its signature are written together or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from pasocial.cleaning import many_lines, one_line
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import queries, rules
from pasocial.office.work.approvals.models import Approval, ApprovalLink, ApprovalStep, ChainStep
from pasocial.refusal import insist


@transaction.atomic
def ask(
    *,
    kind: str,
    thing: str,
    about: str,
    version: str,
    title: str,
    author_id: int | None,
    by: Actor,
    at: datetime,
) -> Approval:
    """Puts this version of a thing before its chain; what waited or was signed of an earlier version is void.

    `author_id`: whose work it is; she signs none of its steps.
    """
    void(kind=kind, thing=thing, at=at)
    chain = queries.chain_of(kind)
    approval = Approval.objects.create(
        kind=kind,
        desk=registry.approval_kinds()[kind].desk,
        thing=thing,
        about=about,
        version=version,
        title=one_line(title)[:250],
        author_id=author_id,
        asked_at=at,
        waits_for=chain[0][0],
        due_at=rules.due_at(at, chain[0][1]),
    )
    ApprovalStep.objects.bulk_create(
        ApprovalStep(approval=approval, position=place, permission=permission, days=days)
        for place, (permission, days) in enumerate(chain, start=1)
    )
    _record(OfficeEvent.APPROVAL_ASKED, approval, by, at)
    return approval


@transaction.atomic
def sign(*, kind: str, thing: str, version: str, by: Actor, at: datetime, comment: str = "") -> bool:
    """Signs the step that is next; whether the whole chain is signed now. Raises Refused when it is not hers, or changed."""
    approval, steps, step = _next(kind, thing, version, by, at)
    _decide(step, ApprovalStep.State.APPROVED, comment, by, at)
    following = queries.next_step(steps)
    if following is not None:
        approval.waits_for, approval.due_at = following.permission, rules.due_at(at, following.days)
        approval.save(update_fields=["waits_for", "due_at"])
        _record(OfficeEvent.APPROVAL_PASSED_ON, approval, by, at)
        return False
    _end(approval, Approval.State.APPROVED, at)
    return True


@transaction.atomic
def refuse(*, kind: str, thing: str, comment: str, by: Actor, at: datetime) -> Approval:
    """Sends it back with words: they are required, for whoever wrote it must understand them."""
    words = many_lines(comment)
    insist(rules.reason_against_refusing(words))
    waiting = queries.waiting_of(kind, thing)
    # What was changed meanwhile may be sent back all the same: only a signature needs the exact version.
    approval, _steps, step = _next(kind, thing, waiting.version if waiting else "", by, at)
    _decide(step, ApprovalStep.State.REFUSED, words, by, at)
    _end(approval, Approval.State.REFUSED, at)
    return approval


@transaction.atomic
def void(*, kind: str, thing: str, at: datetime) -> int:
    """What waits or was signed holds no more: the thing was changed, or its case took another turn. Returns how many."""
    standing = Approval.objects.filter(kind=kind, thing=thing, state__in=("waiting", "approved"))
    return standing.update(state=Approval.State.VOID, waits_for="", ended_at=at)


@transaction.atomic
def take_back(*, kind: str, thing: str, at: datetime) -> None:
    """The last signature is undone: its step waits again."""
    approval = Approval.objects.select_for_update().filter(kind=kind, thing=thing).order_by("-id").first()
    if approval is None:
        return
    last = approval.steps.filter(state=ApprovalStep.State.APPROVED).order_by("-position").first()
    if last is None:
        return
    last.state, last.decided_by, last.decided_for, last.decided_at = (
        ApprovalStep.State.WAITING,
        None,
        None,
        None,
    )
    last.comment = ""
    last.save(update_fields=["state", "decided_by", "decided_for", "decided_at", "comment"])
    approval.state, approval.waits_for, approval.ended_at = Approval.State.WAITING, last.permission, None
    approval.due_at = rules.due_at(at, last.days)
    approval.save(update_fields=["state", "waits_for", "ended_at", "due_at"])


@transaction.atomic
def make_link(*, step_id: int, user_id: int, at: datetime) -> ApprovalLink:
    """The link of one mail; asked again for the same step and person it is the same one."""
    link, _created = ApprovalLink.objects.get_or_create(
        step_id=step_id,
        user_id=user_id,
        defaults={"made_at": at, "expires_at": rules.link_expires_at(at)},
    )
    return link


@transaction.atomic
def use_link(*, link_id: int, by: Actor, at: datetime) -> None:
    """The link's one use: the desk's own operation approves the version it was made for, in the same transaction."""
    link = (
        ApprovalLink.objects.select_for_update(of=("self",)).select_related("step__approval").get(pk=link_id)
    )
    insist(
        rules.reason_against_link(
            known=by.user_id == link.user_id, used=link.used_at is not None, expires_at=link.expires_at, at=at
        )
    )
    approval = link.step.approval
    # The page said what is approved; had the chain gone on, or begun anew, it would approve something else.
    insist(
        rules.reason_against_step(
            rules.Signing(
                waiting=approval.state == Approval.State.WAITING
                and link.step.state == ApprovalStep.State.WAITING,
                signed_version=approval.version,
                version=queries.version_now(approval),
                author=None,
                person=by.user_id,
            )
        )
    )
    link.used_at = at
    link.save(update_fields=["used_at"])
    approve(approval_id=approval.pk, comment="", by=by, at=at)


def approve(*, approval_id: int, comment: str, by: Actor, at: datetime) -> None:
    """Through the desk's own operation, which signs and does what follows."""
    approval = Approval.objects.get(pk=approval_id)
    run = registry.resolve(queries.kind_of(approval).approve)
    run(thing=queries.pk_of(approval), comment=comment, by=by, at=at)


def send_back(*, approval_id: int, why: str, by: Actor, at: datetime) -> None:
    """Through the desk's own operation, which refuses and does what follows."""
    approval = Approval.objects.get(pk=approval_id)
    run = registry.resolve(queries.kind_of(approval).refuse)
    run(thing=queries.pk_of(approval), why=why, by=by, at=at)


@transaction.atomic
def set_chain(*, kind: str, steps: Sequence[tuple[str, int]], by: Actor, at: datetime) -> None:
    """The chain for what is asked from now on; what waits keeps the chain it was asked with."""
    declared = registry.approval_kinds()[kind]
    known = registry.desks()[declared.desk].permissions
    insist(
        rules.reasons_against_chain([code for code, _days in steps], [days for _code, days in steps], known)
    )
    ChainStep.objects.filter(kind=kind).delete()
    ChainStep.objects.bulk_create(
        ChainStep(kind=kind, position=place, permission=permission, days=days)
        for place, (permission, days) in enumerate(steps, start=1)
    )
    record(
        event=OfficeEvent.CHAIN_SET,
        about=f"office.chain:{kind}",
        by=by,
        at=at,
        note={"kind": kind, "steps": [list(step) for step in steps]},
    )


def _next(
    kind: str, thing: str, version: str, by: Actor, at: datetime
) -> tuple[Approval, list[ApprovalStep], ApprovalStep]:
    approval = (
        Approval.objects.select_for_update()
        .filter(kind=kind, thing=thing, state=Approval.State.WAITING)
        .first()
    )
    steps = queries.steps_of(approval) if approval else []
    user = get_user_model().objects.filter(pk=by.user_id).first() if by.user_id else None
    standing = queries.standing_of(user, at) if user else queries.Signatory(frozenset(), {})
    case = queries.signing_of(approval, steps, version, by.user_id, standing)
    insist(rules.reason_against_signing(case))
    step = queries.next_step(steps)
    assert approval is not None
    assert step is not None
    step.decided_for_id = None if case.holds else case.stands_in_for
    return approval, steps, step


def _decide(step: ApprovalStep, state: str, comment: str, by: Actor, at: datetime) -> None:
    step.state, step.decided_by_id, step.decided_at = state, by.user_id, at
    step.comment = many_lines(comment)[: rules.COMMENT_LENGTH[1]]
    step.save(update_fields=["state", "decided_by", "decided_for", "decided_at", "comment"])


def _end(approval: Approval, state: str, at: datetime) -> None:
    approval.state, approval.waits_for, approval.ended_at = state, "", at
    approval.save(update_fields=["state", "waits_for", "ended_at"])


def _record(event: OfficeEvent, approval: Approval, by: Actor, at: datetime) -> None:
    record(
        event=event,
        about=f"office.approval:{approval.pk}",
        by=by,
        at=at,
        note={"for": approval.about, "kind": approval.kind, "version": approval.version},
    )
