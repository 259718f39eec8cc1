"""People come, hold roles and leave; the last coordinator stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from pasocial.office.messaging.notices.models import Mail
from pasocial.office.people.identity import operations as identity
from pasocial.office.people.identity.models import User
from pasocial.office.people.members import operations, policy, queries
from pasocial.office.people.members.models import OfficeRoleHolding
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.record.trail.operations import deliver
from pasocial.office.work.items import operations as work
from pasocial.refusal import Refused
from tests.fixtures import coordinator, set_up_second_factor, signed_in_client, user, user_with

pytestmark = pytest.mark.django_db


def delivered(at: datetime) -> None:
    for pk in list(Delivery.objects.filter(state="pending").values_list("pk", flat=True)):
        assert deliver(delivery_id=pk, at=at)


def added(by: Actor, now: datetime, **more: str) -> User:
    return operations.add_member(
        **{"email": "Ada.Rossi@Ente.example", "full_name": "Ada Rossi", **more},
        by=by,
        at=now,  # type: ignore[arg-type]
    )


class TestAdding:
    def test_person_added_has_no_password_and_gets_one_invitation(self, by: Actor, now: datetime) -> None:
        person = added(by, now)
        delivered(now)
        assert (person.email, person.has_usable_password()) == ("ada.rossi@ente.example", False)
        assert Mail.objects.values_list("to", "kind").get() == ("ada.rossi@ente.example", "office/invitation")
        entry = Entry.objects.get(event="office.member.added")
        assert (entry.about, entry.note) == (f"user:{person.pk}", {})

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"email": "not an address"}, "bad_address"),
            ({"email": ""}, "bad_address"),
            ({"full_name": "   "}, "name_missing"),
            ({"full_name": "\x00\u200b"}, "name_missing"),
            ({"email": "TAKEN@ente.example"}, "address_taken"),
        ],
    )
    def test_person_who_cannot_be_added_leaves_nothing(
        self, wrong: dict[str, str], code: str, by: Actor, now: datetime
    ) -> None:
        user(email="taken@ente.example")
        with pytest.raises(Refused) as refused:
            added(by, now, **wrong)
        assert (refused.value.refusal.code, User.objects.count(), Entry.objects.count()) == (code, 1, 0)

    def test_invitation_can_be_sent_again(self, by: Actor, now: datetime) -> None:
        person = added(by, now)
        operations.invite_again(user=person, by=by, at=now)
        delivered(now)
        assert Mail.objects.filter(to=person.email).count() == 2


class TestRoles:
    def test_role_replaces_the_one_held_at_that_desk(self, by: Actor, now: datetime) -> None:
        person = user_with("foia", "viewer")
        operations.give_desk_role(user=person, desk="foia", role="head", by=by, at=now)
        assert policy.roles_of(person) == {"foia:head"}

    @pytest.mark.parametrize(("desk", "role"), [("nowhere", "head"), ("office", "head"), ("foia", "queen")])
    def test_unknown_desk_or_role_is_refused(self, desk: str, role: str, by: Actor, now: datetime) -> None:
        with pytest.raises(Refused):
            operations.give_desk_role(user=user(), desk=desk, role=role, by=by, at=now)

    def test_editor_group_follows_the_newsroom_role(self, by: Actor, now: datetime) -> None:
        person = user_with("newsroom", "editor")
        assert person.groups.get() == Group.objects.get(name="Redazione web")
        operations.give_desk_role(user=person, desk="newsroom", role="viewer", by=by, at=now)
        assert person.groups.count() == 0

    def test_last_coordinator_cannot_lose_the_role_nor_leave(self, by: Actor, now: datetime) -> None:
        only = coordinator()
        for attempt in (
            lambda: operations.take_office_role(user=only, role="coordinator", by=by, at=now),
            lambda: operations.deactivate(user=only, by=by, at=now),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.refusal.code == "last_coordinator"
        coordinator()
        operations.take_office_role(user=only, role="coordinator", by=by, at=now)
        assert policy.roles_of(only) == frozenset()


class TestLeaving:
    def test_who_leaves_loses_roles_keys_and_work_but_not_the_past(self, by: Actor, now: datetime) -> None:
        person = user_with("foia", "head")
        item = work.open_item(desk="foia", kind="answer", about="foia.request:1", title="x", by=by, at=now)
        work.assign(item_id=item.pk, to=person, by=Actor.staff(person), at=now)
        _token, raw = identity.make_token(
            user=person, name="x", scopes=["foia.read"], allowed=["foia.read"], expires_at=None, by=by, at=now
        )
        operations.deactivate(user=person, by=by, at=now)
        delivered(now)
        item.refresh_from_db()
        assert (item.assignee, item.state) == (None, "open")
        assert identity.digest_of(raw) == person.machine_tokens.get().digest
        assert person.machine_tokens.get().revoked_at == now
        assert list(queries.everyone()) == []
        assert Entry.objects.filter(user_id=person.pk).exists()

    def test_who_returns_has_no_role_until_one_is_given(self, by: Actor, now: datetime) -> None:
        person = user_with("foia", "head")
        operations.deactivate(user=person, by=by, at=now)
        operations.reactivate(user=person, by=by, at=now)
        person = User.objects.get(pk=person.pk)
        assert (person.is_active, policy.roles_of(person)) == (True, frozenset())

    def test_lost_telephone_is_forgotten_with_its_sessions(self, by: Actor, now: datetime) -> None:
        person = user_with("foia", "head")
        set_up_second_factor(person)
        client = signed_in_client(person)
        assert client.get("/redazione/").status_code == 200
        operations.reset_second_factor(user=person, by=by, at=now)
        assert Authenticator.objects.count() == 0
        assert client.get("/redazione/").status_code == 302


def test_role_and_desk_are_of_the_list_and_who_left_is_not_invited(by: Actor, now: datetime) -> None:
    person = added(by, now)

    def refused(act, **step) -> str:
        with pytest.raises(Refused) as caught:
            act(user=person, by=by, at=now, **step)
        return caught.value.refusal.code

    assert refused(operations.give_desk_role, desk="attic", role="editor") == "unknown_desk"
    assert refused(operations.give_desk_role, desk="foia", role="king") == "unknown_role"
    assert refused(operations.give_office_role, role="king") == "unknown_role"
    operations.deactivate(user=person, by=by, at=now)
    assert refused(operations.invite_again) == "not_active"


class TestRolesKeptApart:
    def test_spokesperson_declares_first_and_writes_no_releases(self, by: Actor, now: datetime) -> None:
        person = user()
        with pytest.raises(Refused) as refused:
            operations.give_office_role(user=person, role="spokesperson", by=by, at=now)
        assert (refused.value.refusal.code, refused.value.refusal.field) == (
            "declaration_missing",
            "declared_on",
        )
        with pytest.raises(Refused) as refused:
            operations.give_office_role(
                user=person, role="spokesperson", declared_on=now.date() + timedelta(1), by=by, at=now
            )
        assert refused.value.refusal.code == "declaration_later"
        operations.give_office_role(user=person, role="spokesperson", declared_on=now.date(), by=by, at=now)
        for role in ("editor", "head"):
            with pytest.raises(Refused) as refused:
                operations.give_desk_role(user=person, desk="newsroom", role=role, by=by, at=now)
            assert refused.value.refusal.code == "roles_kept_apart"
            assert "L. 150/2000" in refused.value.refusal.text()
        operations.give_desk_role(user=person, desk="newsroom", role="viewer", by=by, at=now)
        operations.give_desk_role(user=person, desk="foia", role="editor", by=by, at=now)

    def test_whoever_writes_releases_is_not_made_spokesperson(self, by: Actor, now: datetime) -> None:
        with pytest.raises(Refused) as refused:
            operations.give_office_role(
                user=user_with("newsroom", "editor"),
                role="spokesperson",
                declared_on=now.date(),
                by=by,
                at=now,
            )
        assert refused.value.refusal.code == "roles_kept_apart"

    def test_both_roles_written_past_the_guard_still_open_no_release(self, by: Actor, now: datetime) -> None:
        person = user_with("newsroom", "head")
        OfficeRoleHolding.objects.create(user=person, role="spokesperson")
        held = {
            code: policy.may(person, code) for code in ("newsroom.read", "newsroom.write", "newsroom.approve")
        }
        assert held == {"newsroom.read": True, "newsroom.write": False, "newsroom.approve": False}

    def test_employee_signs_in_and_sees_no_desk(self) -> None:
        person = user_with(office_role="employee")
        client = signed_in_client(person)
        assert client.get("/redazione/").status_code == 200
        assert (policy.desks_of(person), policy.permissions_of(person)) == ((), ())

    def test_one_person_works_at_several_desks(self, by: Actor, now: datetime) -> None:
        person = user_with("foia", "head")
        operations.give_desk_role(user=person, desk="newsroom", role="editor", by=by, at=now)
        assert policy.desks_of(person) == policy.desks_worked_by(person) == ("foia", "newsroom")
        entry = Entry.objects.filter(event="office.role.given").latest("id")
        assert entry.note == {"desk": "newsroom", "role": "editor", "changed": {"role": [None, "editor"]}}
