"""A chain is signed in order by different people, in the version that was sent; a deputy signs for who is absent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.people.identity.models import User
from pasocial.office.people.members.operations import give_desk_role, give_office_role, record_absence
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.record.trail.operations import deliver
from pasocial.office.work.approvals import operations, queries, reactions
from pasocial.office.work.approvals.models import Approval, ApprovalLink
from pasocial.refusal import Refused
from pasocial.timekeeping import local_date
from tests.fixtures import NOW, coordinator, user_with
from tests.office.work.approvals import sample

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
LATER = NOW + timedelta(hours=1)
Asked = Callable[..., Approval]


def refusal_of(act: Callable[..., object], **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    return caught.value.refusal.code


def signs(person: User, thing: int = 1, **more: Any) -> None:
    sample.approve(**{"thing": thing, "comment": "", "by": Actor.staff(person), "at": LATER, **more})


def cannot(person: User, thing: int = 1) -> str:
    return refusal_of(signs, person=person, thing=thing)


def two_steps() -> None:
    operations.set_chain(
        kind=sample.KIND.code, steps=[("newsroom.write", 1), ("newsroom.approve", 3)], by=BY, at=NOW
    )


def deliver_all() -> None:
    for pk in list(Delivery.objects.filter(state="pending").values_list("pk", flat=True)):
        deliver(delivery_id=pk, at=LATER)


def test_the_desks_own_chain_is_one_signature(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    approval = asked(author=user_with("newsroom", "editor"))
    assert (approval.waits_for, approval.due_at) == ("newsroom.approve", NOW + timedelta(days=2))
    signs(head, comment="Va bene.")
    approval.refresh_from_db()
    [step] = queries.steps_of(approval)
    assert (approval.state, approval.ended_at, sample.whole) == ("approved", LATER, [1])
    assert (step.decided_by, step.decided_for, step.decided_at, step.comment) == (
        head,
        None,
        LATER,
        "Va bene.",
    )
    assert cannot(head) == "not_waiting"


def test_a_chain_is_signed_in_its_order_by_different_people(asked: Asked) -> None:
    two_steps()
    head, editor = user_with("newsroom", "head"), user_with("newsroom", "editor")
    approval = asked(author=user_with("newsroom", "editor"))
    signs(head)  # may sign the first step too
    assert (cannot(head), sample.whole) == ("signed_before", [])
    approval.refresh_from_db()
    assert (approval.waits_for, approval.due_at) == ("newsroom.approve", LATER + timedelta(days=3))
    assert cannot(editor) == "not_approver"
    signs(user_with("newsroom", "head"))
    assert sample.whole == [1]


def test_a_chain_changed_later_touches_nothing_that_waits(asked: Asked) -> None:
    asked()
    two_steps()
    signs(user_with("newsroom", "head"))
    assert sample.whole == [1]
    assert asked(2).waits_for == "newsroom.write"
    [entry] = Entry.objects.filter(event="office.chain.set")
    assert entry.note["steps"] == [["newsroom.write", 1], ["newsroom.approve", 3]]


def test_an_edit_voids_what_was_signed(asked: Asked) -> None:
    two_steps()
    head, other = user_with("newsroom", "head"), user_with("newsroom", "head")
    first = asked()
    signs(head)
    sample.versions[1] = "2"
    assert cannot(other) == "version_changed"
    again = asked(version="2")
    first.refresh_from_db()
    assert (first.state, again.version, queries.next_step(queries.steps_of(again)).position) == (
        "void",
        "2",
        1,
    )
    signs(head)
    signs(other)
    assert sample.whole == [1]


def test_what_leaves_is_what_was_signed(asked: Asked) -> None:
    kind, thing = sample.KIND.code, "newsroom.sample:1"

    def against(version: str) -> str | None:
        reason = queries.reason_against_leaving(kind, thing, version)
        return reason.code if reason else None

    asked()
    assert against("1") == "version_changed"
    signs(user_with("newsroom", "head"))
    assert (against("1"), against("2")) == (None, "version_changed")
    operations.void(kind=kind, thing=thing, at=LATER)
    assert against("1") == "version_changed"


def test_nobody_signs_her_own_work(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    asked(author=head)
    assert cannot(head) == "own_work"
    assert list(queries.to_sign(head, LATER)) == []


def test_whoever_is_not_asked_signs_nothing(asked: Asked) -> None:
    asked()
    for person in (user_with("newsroom", "editor"), user_with("foia", "head")):
        assert cannot(person) == "not_approver"
    assert refusal_of(sample.approve, thing=1, comment="", by=BY, at=LATER) == "not_approver"


def test_a_refusal_needs_words_and_ends_the_chain(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    approval = asked()
    step = {"thing": 1, "by": Actor.staff(head), "at": LATER}
    assert refusal_of(sample.refuse, why="  no ", **step) == "why_missing"
    sample.refuse(why="Cita la fonte dei dati.", **step)
    approval.refresh_from_db()
    [row] = queries.steps_of(approval)
    assert (approval.state, row.state, row.comment) == ("refused", "refused", "Cita la fonte dei dati.")
    assert cannot(head) == "not_waiting"


def test_a_signature_taken_back_waits_again(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    approval = asked()
    signs(head)
    operations.take_back(kind=sample.KIND.code, thing="newsroom.sample:1", at=LATER)
    approval.refresh_from_db()
    assert (approval.state, approval.waits_for, approval.ended_at) == ("waiting", "newsroom.approve", None)
    signs(head)
    assert sample.whole == [1, 1]


def away(person: User, deputy: User | None, at: Any = NOW) -> None:
    day = local_date(at)
    record_absence(
        user=person, first_day=day, last_day=day, deputy=deputy, reason="", by=Actor.staff(person), at=at
    )


def test_a_deputy_signs_for_who_is_absent_and_the_chain_says_so(asked: Asked) -> None:
    head, deputy = user_with("newsroom", "head"), user_with("newsroom", "editor")
    approval = asked()
    assert cannot(deputy) == "not_approver"
    away(head, deputy)
    assert [one.pk for one in queries.to_sign(deputy, LATER)] == [approval.pk]
    signs(deputy)
    [step] = queries.steps_of(approval)
    assert (step.decided_by, step.decided_for, sample.whole) == (deputy, head, [1])


def test_a_deputy_signs_no_more_when_the_absence_is_over(asked: Asked) -> None:
    head, deputy = user_with("newsroom", "head"), user_with("newsroom", "editor")
    away(head, deputy)
    asked()
    assert refusal_of(signs, person=deputy, at=NOW + timedelta(days=1)) == "not_approver"


def links_to(person: User) -> list[Mail]:
    return list(Mail.objects.filter(kind="office/approval_asked", to=person.email))


def test_signers_get_one_mail_each_and_the_deputy_instead_of_the_absent(asked: Asked) -> None:
    head, other, deputy = (user_with("newsroom", role) for role in ("head", "head", "editor"))
    away(head, deputy, timezone.now())
    asked(author=user_with("newsroom", "editor"))
    deliver_all()
    Delivery.objects.update(state="pending", done_at=None, attempts=0)
    deliver_all()
    assert [len(links_to(each)) for each in (head, other, deputy)] == [0, 1, 1]
    [mail] = links_to(deputy)
    assert head.full_name in mail.text
    assert ApprovalLink.objects.count() == 2


def test_the_second_signer_is_asked_when_the_first_has_signed(asked: Asked) -> None:
    two_steps()
    head, editor = user_with("newsroom", "head"), user_with("newsroom", "editor")
    asked()
    deliver_all()
    signs(editor)
    deliver_all()
    assert [len(links_to(each)) for each in (head, editor)] == [2, 1]


def test_who_is_late_is_told_once_for_each_step(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    asked(author=user_with("newsroom", "editor"))
    due = NOW + timedelta(days=2)
    assert [reactions.remind(at=at) for at in (due - timedelta(seconds=1), due, due + timedelta(days=1))] == [
        0,
        1,
        0,
    ]
    assert Notice.objects.get(user=head).title == "Prova 1"


def a_link(asked: Asked, person: User, at: Any = NOW) -> tuple[Approval, ApprovalLink]:
    approval = asked()
    step = queries.next_step(queries.steps_of(approval))
    return approval, operations.make_link(step_id=step.pk, user_id=person.pk, at=at)


def test_a_link_approves_once(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    approval, link = a_link(asked, head)
    step = {"link_id": link.pk, "by": Actor.staff(head), "at": LATER}
    operations.use_link(**step)
    assert refusal_of(operations.use_link, **step) == "link_used"
    approval.refresh_from_db()
    assert (approval.state, sample.whole) == ("approved", [1])


def test_a_link_is_of_one_person_one_version_and_some_days(asked: Asked) -> None:
    head, other = user_with("newsroom", "head"), user_with("newsroom", "head")
    _approval, link = a_link(asked, head)
    step = {"act": operations.use_link, "link_id": link.pk}
    assert refusal_of(by=Actor.staff(other), at=LATER, **step) == "link_unknown"
    assert refusal_of(by=Actor.staff(head), at=link.expires_at, **step) == "link_expired"
    sample.versions[1] = "2"
    assert refusal_of(by=Actor.staff(head), at=LATER, **step) == "version_changed"
    asked(version="2")
    assert refusal_of(by=Actor.staff(head), at=LATER, **step) == "not_waiting"
    link.refresh_from_db()
    assert (link.used_at, sample.whole) == (None, [])


def test_a_link_of_who_lost_her_role_approves_nothing(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    _approval, link = a_link(asked, head)
    head.desk_memberships.all().delete()
    assert refusal_of(operations.use_link, link_id=link.pk, by=Actor.staff(head), at=LATER) == "not_approver"
    link.refresh_from_db()
    assert link.used_at is None


def test_a_chain_without_sense_is_refused() -> None:
    step = {"kind": sample.KIND.code, "by": BY, "at": NOW}
    assert refusal_of(operations.set_chain, steps=[], **step) == "chain_empty"
    assert refusal_of(operations.set_chain, steps=[("foia.approve", 1)], **step) == "permission_unknown"
    assert queries.chain_of(sample.KIND.code) == [("newsroom.approve", 2)]
    assert queries.signers_of("newsroom.approve", NOW) == []
    head, chief = user_with("newsroom", "head"), coordinator()
    assert {person for person, _why in queries.signers_of("newsroom.approve", NOW)} == {head, chief}


def test_what_the_law_bars_her_from_no_deputy_signs(asked: Asked) -> None:
    """The spokesperson does not sign what the newsroom publishes, not even for the head who is away."""
    head, deputy = user_with("newsroom", "head"), user_with("foia", "editor")
    give_desk_role(user=head, desk="foia", role="editor", by=BY, at=NOW)
    give_office_role(user=deputy, role="spokesperson", declared_on=NOW.date(), by=BY, at=NOW)
    away(head, deputy)
    asked()
    assert cannot(deputy) == "not_approver"
    assert [person for person, _why in queries.signers_of("newsroom.approve", LATER)] == []
