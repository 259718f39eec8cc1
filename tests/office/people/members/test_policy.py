"""May this person do this? Refused unless a declared role, or one case shared with her, says so."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from guardian.shortcuts import assign_perm, remove_perm

from pasocial.office.people.members import policy
from pasocial.office.people.members.gate import needs
from pasocial.office.record import registry
from tests.fixtures import coordinator, office_contact, rpct, top, user, user_with

pytestmark = pytest.mark.django_db


def holders(code: str) -> set[str]:
    people = {
        "anonymous": AnonymousUser(),
        "nobody": user(),
        "superuser": user(is_superuser=True),
        "head": user_with("foia", "head"),
        "editor": user_with("foia", "editor"),
        "viewer": user_with("foia", "viewer"),
        "newsroom head": user_with("newsroom", "head"),
        "contact": office_contact(),
        "top": top(),
        "rpct": rpct(),
        "coordinator": coordinator(),
    }
    return {name for name, person in people.items() if policy.may(person, code)}


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("foia.read", {"head", "editor", "viewer", "rpct", "coordinator"}),
        ("foia.work", {"head", "editor"}),
        ("foia.approve", {"head"}),
        ("foia.review", {"rpct"}),
        ("foia.reopen", {"head", "rpct"}),
        ("foia.correct", {"head", "editor", "rpct"}),
        ("office.coordinate", {"coordinator"}),
        ("office.read_mail", {"coordinator"}),
        ("office.read_measures", {"coordinator", "rpct", "top"}),
    ],
)
def test_permission_is_held_by_its_roles_only(code: str, who: set[str]) -> None:
    assert holders(code) == who


def test_undeclared_permission_is_an_error_and_never_a_yes() -> None:
    with pytest.raises(KeyError):
        policy.may(coordinator(), "foia.burn")


def test_person_who_is_not_active_may_nothing() -> None:
    assert not policy.may(user_with("foia", "head", is_active=False), "foia.read")


def test_office_contact_sees_the_case_shared_with_her_and_no_other() -> None:
    from foia.models import AccessRequest

    permission = registry.permission("foia.read")[1].on_case
    shared, other = AccessRequest(pk=1), AccessRequest(pk=2)
    contact = office_contact()
    assign_perm(permission, contact, shared)
    assert (policy.may(contact, "foia.read", shared), policy.may(contact, "foia.read", other)) == (
        True,
        False,
    )
    assert not policy.may(contact, "foia.read")
    assert not policy.may(contact, "foia.work", shared)
    remove_perm(permission, contact, shared)
    again = type(contact).objects.get(pk=contact.pk)
    assert not policy.may(again, "foia.read", shared)


def test_roles_cost_one_query_however_often_they_are_asked(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = user_with("foia", "head")
    person = type(made).objects.get(pk=made.pk)
    with django_assert_num_queries(1):
        for code in ("foia.read", "foia.approve", "office.coordinate"):
            policy.may(person, code)


def test_key_opens_its_scopes_within_what_its_maker_may() -> None:
    head = user_with("foia", "head")
    assert policy.token_may(head, ["foia.read"], "foia.read")
    assert not policy.token_may(head, ["foia.read"], "foia.approve")
    assert not policy.token_may(head, ["office.coordinate"], "office.coordinate")


def test_every_view_of_the_office_states_its_permission() -> None:
    from pasocial.office.urls import urlpatterns

    silent = [str(found.pattern) for found in urlpatterns if not _permission_of(found.callback)]
    assert silent == []


def _permission_of(view: object) -> str:
    while view is not None:
        if found := getattr(view, "permission", ""):
            return str(found)
        view = getattr(view, "__wrapped__", None)
    return ""


def test_desks_of_a_person_are_hers_or_all_for_the_coordinator() -> None:
    assert policy.desks_of(user_with("foia", "viewer")) == ("foia",)
    assert set(policy.desks_of(coordinator())) == {
        c for c, desk in registry.desks().items() if desk.has_members
    }
    assert policy.desks_of(office_contact()) == ()
    assert needs("foia.read")(lambda request: None).permission == "foia.read"  # type: ignore[attr-defined]
