"""Asks what waits for whose signature, who may sign it, and who signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasocial.office.people.members.policy import permissions_of, roles_of
from pasocial.office.people.members.queries import StandIn, deputies_at, stands_in_for
from pasocial.office.people.private_access.queries import link_behind, link_token, was_sent_to
from pasocial.office.record import registry
from pasocial.office.work.approvals import rules
from pasocial.office.work.approvals.models import Approval, ApprovalLink, ApprovalStep, ChainStep
from pasocial.office.work.approvals.rules import Signing
from pasocial.prepared import Given, Prepared, is_any_of
from pasocial.refusal import Refusal
from pasocial.sentences import moment

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User
    from pasocial.office.record.registry import ApprovalKind

LINK = "office.approval_link"
# Lines of the tile.
FIRST = 5


@dataclass(frozen=True)
class Signatory:
    """What a person may sign at a moment: for herself, and by permission for whom she stands in."""

    own: frozenset[str]
    deputed: dict[str, StandIn]

    @property
    def permissions(self) -> frozenset[str]:
        return self.own | frozenset(self.deputed)


def standing_of(user: Any, at: datetime) -> Signatory:
    """Her own permissions, and those of the absent persons whose deputy she is (three queries at most)."""
    own = frozenset(permissions_of(user))
    absent = stands_in_for(user.pk, at)
    deputed: dict[str, StandIn] = {}
    if absent:
        people = get_user_model().objects.in_bulk([one.absent_id for one in absent])
        for one in absent:
            person = people.get(one.absent_id)
            for code in permissions_of(person) if person is not None else ():
                if code not in own and not _is_barred(user, code):
                    deputed.setdefault(code, one)
    return Signatory(own, deputed)


def _is_barred(user: Any, code: str) -> bool:
    """What the law keeps from a role no deputy of it signs either."""
    return any(f"office:{role}" in roles_of(user) for role in registry.permission(code)[1].barred)


def chain_of(kind: str) -> list[tuple[str, int]]:
    """Permission and days of each step: as the coordinator set it, else as the desk declares it."""
    rows = list(ChainStep.objects.filter(kind=kind).values_list("permission", "days"))
    return rows or list(registry.approval_kinds()[kind].chain)


def signers_of(permission: str, at: datetime) -> list[tuple[User, StandIn | None]]:
    """Who is asked for a signature: those who hold the permission, and for the absent their deputies, each once."""
    holders = list(_holders(permission))
    away = deputies_at(at)
    asked: dict[int, StandIn | None] = {one.pk: None for one in holders if one.pk not in away}
    for one in holders:
        if one.pk in away:
            asked.setdefault(away[one.pk].deputy_id, away[one.pk])
    barred = registry.permission(permission)[1].barred
    working = get_user_model().objects.filter(is_active=True).exclude(office_roles__role__in=barred)
    people = working.in_bulk(list(asked))
    return [(people[pk], why) for pk, why in asked.items() if pk in people]


def _holders(permission: str) -> QuerySet[User]:
    desk, declared = registry.permission(permission)
    return (
        get_user_model()
        .objects.filter(
            Q(desk_memberships__desk=desk.code, desk_memberships__role__in=declared.desk_roles)
            | Q(office_roles__role__in=declared.office_roles),
            is_active=True,
        )
        .distinct()
        .order_by("full_name", "pk")
    )


def waiting_of(kind: str, thing: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, thing=thing, state=Approval.State.WAITING).first()


def newest_of(kind: str, thing: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, thing=thing).order_by("-id").first()


def one(pk: int) -> Approval | None:
    return Approval.objects.select_related("author").filter(pk=pk).first()


def steps_of(approval: Approval) -> list[ApprovalStep]:
    return list(approval.steps.select_related("decided_by", "decided_for").order_by("position"))


def next_step(steps: Iterable[ApprovalStep]) -> ApprovalStep | None:
    return next((step for step in steps if step.state == ApprovalStep.State.WAITING), None)


def signing_of(
    approval: Approval | None,
    steps: Collection[ApprovalStep],
    version: str,
    person: int | None,
    standing: Signatory,
) -> Signing:
    """This person before the step that is next, as the rules judge it."""
    step = next_step(steps)
    if approval is None or step is None:
        return Signing(False, "", "", None, person)
    deputed = standing.deputed.get(step.permission)
    return Signing(
        waiting=approval.state == Approval.State.WAITING,
        signed_version=approval.version,
        version=version,
        author=approval.author_id,
        person=person,
        holds=step.permission in standing.own,
        stands_in_for=deputed.absent_id if deputed else None,
        signed_before=[each.decided_by_id for each in steps if each.decided_by_id],
    )


def reason_against_signing(approval: Approval, user: Any, version: str, at: datetime) -> Refusal | None:
    """As `sign` asks it."""
    case = signing_of(approval, steps_of(approval), version, user.pk, standing_of(user, at))
    return rules.reason_against_signing(case)


def reason_against_signing_now(
    kind: str, thing: str, version: str, user_id: int | None, at: datetime
) -> Refusal | None:
    """The same, asked by a desk of its own thing; nobody in particular is asked only whether it waits, unchanged."""
    approval = waiting_of(kind, thing)
    user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    if approval is None or user is None:
        signed = approval.version if approval else ""
        return rules.reason_against_step(rules.Signing(approval is not None, signed, version, None, None))
    return reason_against_signing(approval, user, version, at)


def reason_against_leaving(kind: str, thing: str, version: str) -> Refusal | None:
    """Why a thing does not leave: its chain is not whole, or it was changed after the last signature."""
    approved = Approval.objects.filter(kind=kind, thing=thing, state=Approval.State.APPROVED)
    newest = approved.order_by("-id").first()
    return rules.reason_against_version(newest.version if newest else "", version)


def to_sign(user: Any, at: datetime) -> QuerySet[Approval]:
    """What waits for this person's signature, also as somebody's deputy; the most urgent first."""
    return _to_sign(Q(waits_for__in=standing_of(user, at).permissions), user.pk).select_related("author")


def _to_sign(in_her_power: Q, user: Any) -> QuerySet[Approval]:
    signed = ApprovalStep.objects.filter(approval=OuterRef("pk"), decided_by=user)
    return (
        Approval.objects.filter(in_her_power, ~Q(author=user), ~Exists(signed), state=Approval.State.WAITING)
    ).order_by(F("due_at").asc(nulls_last=True), "id")


# The first lines of the tile, each with how many there are in all.
_FIRST_TO_SIGN = Prepared(
    lambda: _to_sign(Q(is_any_of("waits_for", "permissions")), Given("user")).annotate(
        total=Window(Count("pk"))
    )[:FIRST]
)


def signed_by(user: Any) -> QuerySet[ApprovalStep]:
    """What this person signed or refused, the newest first."""
    return (
        ApprovalStep.objects.filter(decided_by=user)
        .select_related("approval", "decided_for")
        .order_by("-decided_at", "-id")
    )


def chains_about(about: str) -> list[tuple[Approval, list[ApprovalStep]]]:
    """Every chain about one case with its steps, the newest first (two queries)."""
    found = Approval.objects.filter(about=about).select_related("author").order_by("-id")
    steps = ApprovalStep.objects.select_related("decided_by", "decided_for")
    by_approval: dict[int, list[ApprovalStep]] = {}
    approvals = list(found)
    for step in steps.filter(approval__in=approvals).order_by("position"):
        by_approval.setdefault(step.approval_id, []).append(step)
    return [(one, by_approval.get(one.pk, [])) for one in approvals]


def tile(user: Any) -> dict[str, Any] | None:
    """What waits for my signature, on the first page."""
    if not user.pk:
        return None
    now = timezone.now()
    standing = standing_of(user, now)
    waiting = _FIRST_TO_SIGN(permissions=list(standing.permissions), user=user.pk)
    return {
        "title": _("Da approvare"),
        "count": waiting[0].total if waiting else 0,
        "url": reverse("office:approvals"),
        "icon": "it-check-circle",
        "items": [
            {
                "label": _("Approva: %(title)s") % {"title": each.title},
                "url": place_of(each, standing),
                "note": _("entro %(moment)s") % {"moment": moment(each.due_at)} if each.due_at else "",
            }
            for each in waiting
        ],
    }


def place_of(approval: Approval, standing: Signatory) -> str:
    """Where this person approves it: on the desk's own page, and as a deputy, who may not open that, on ours."""
    if approval.waits_for in standing.own:
        return str(registry.resolve(kind_of(approval).place)(pk_of(approval)))
    return reverse("office:approval", args=[approval.pk])


def overdue(at: datetime, limit: int = 500) -> list[Approval]:
    """What should have been signed by now."""
    found = Approval.objects.filter(state=Approval.State.WAITING, due_at__lte=at)
    return list(found.order_by("due_at", "id")[:limit])


def kind_of(approval: Approval) -> ApprovalKind:
    return registry.approval_kinds()[approval.kind]


def pk_of(approval: Approval) -> int:
    """The number in the reference of what is approved."""
    return int(approval.thing.rsplit(":", 1)[1])


def version_now(approval: Approval) -> str:
    """The version of the thing as it is at this moment, told by its desk."""
    return str(registry.resolve(kind_of(approval).version)(pk_of(approval)))


def link_address(link: ApprovalLink) -> str:
    """The signed address; it names the link only, and opens nothing by itself."""
    token = link_token(kind=LINK, key=str(link.pk), address=link.user.email, until=link.expires_at)
    return reverse("office:approval_link", args=[token])


def link_of(token: str) -> ApprovalLink | None:
    """The link behind a signed address; None when it is not ours, or was sent to an address that is hers no more."""
    signed = link_behind(token, kind=LINK)
    if signed is None:
        return None
    links = ApprovalLink.objects.select_related("step__approval__author", "user")
    found = links.filter(pk=int(signed.key)).first()
    return found if found is not None and was_sent_to(signed, found.user.email) else None
