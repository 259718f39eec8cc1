"""The page of what waits for me, one approval, and the link of a mail that programs open and only its person uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pasocial.office.people.identity.models import User
from pasocial.office.people.members.operations import record_absence
from pasocial.office.people.private_access.queries import link_token
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import operations, queries
from pasocial.office.work.approvals.models import Approval, ApprovalLink, ChainStep
from tests.fixtures import coordinator, signed_in_client, user_with
from tests.office.work.approvals import sample

pytestmark = pytest.mark.django_db
PAGE = "/redazione/approvazioni/"
Asked = Callable[..., Approval]


def test_head_finds_reads_and_approves(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    approval = asked(at=timezone.now(), author=user_with("newsroom", "editor"))
    client = signed_in_client(head)
    assert "Prova 1" in client.get("/redazione/").content.decode()
    assert "Prova 1" in client.get(PAGE).content.decode()
    one = f"{PAGE}{approval.pk}/"
    assert "Testo della cosa 1" in client.get(one).content.decode()
    assert client.post(f"{one}approva/", {"version": "1", "comment": "Bene."})["Location"] == PAGE
    assert sample.whole == [1]
    assert "Prova 1" in client.get(f"{PAGE}?vista=decise").content.decode()
    assert "Bene." in client.get(one).content.decode()


def test_what_she_did_not_read_is_not_what_she_signs(asked: Asked) -> None:
    client = signed_in_client(user_with("newsroom", "head"))
    asked(at=timezone.now())
    sample.versions[1] = "2"
    again = asked(at=timezone.now(), version="2")
    answer = client.post(f"{PAGE}{again.pk}/approva/", {"version": "1", "comment": "Bene."})
    assert (answer.status_code, "Bene." in answer.content.decode(), sample.whole) == (422, True, [])


def test_sending_back_needs_words_and_keeps_what_was_typed(asked: Asked) -> None:
    client = signed_in_client(user_with("newsroom", "head"))
    approval = asked(at=timezone.now())
    back = f"{PAGE}{approval.pk}/rimanda/"
    wrong = client.post(back, {"why": "no"})
    assert (wrong.status_code, ">no</textarea>" in wrong.content.decode().replace("\n", "")) == (422, True)
    assert client.post(back, {"why": "Cita la fonte."}).status_code == 302
    approval.refresh_from_db()
    assert approval.state == "refused"


def test_who_is_not_asked_does_not_even_learn_of_it(asked: Asked) -> None:
    approval = asked(at=timezone.now())
    for person in (user_with("foia", "head"), user_with("newsroom", "viewer")):
        client = signed_in_client(person)
        assert [
            client.get(f"{PAGE}{approval.pk}/").status_code,
            "Prova 1" in client.get(PAGE).content.decode(),
        ] == [
            404,
            False,
        ]
        assert client.post(f"{PAGE}{approval.pk}/approva/", {"version": "1"}).status_code == 404


def test_deputy_reads_for_whom_and_signs(asked: Asked) -> None:
    head, deputy = user_with("newsroom", "head"), user_with("newsroom", "editor")
    today = timezone.localdate()
    record_absence(
        user=head, first_day=today, last_day=today, deputy=deputy, by=Actor.staff(head), at=timezone.now()
    )
    approval = asked(at=timezone.now())
    client = signed_in_client(deputy)
    for page in ("/redazione/", PAGE, f"{PAGE}{approval.pk}/"):
        assert f"{PAGE}{approval.pk}/" in client.get(page).content.decode() or page.endswith(
            f"{approval.pk}/"
        )
    assert head.full_name in client.get(f"{PAGE}{approval.pk}/").content.decode()
    client.post(f"{PAGE}{approval.pk}/approva/", {"version": "1"})
    assert sample.whole == [1]


def test_list_costs_the_same_with_one_and_with_ten(asked: Asked) -> None:
    client = signed_in_client(user_with("newsroom", "head"))
    counted = []
    for many in (1, 10):
        for thing in range(many):
            asked(thing, at=timezone.now(), author=user_with("newsroom", "editor"))
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked_of_database:
            client.get(PAGE)
        counted.append(len(asked_of_database))
    assert counted[0] == counted[1]


def link_for(asked: Asked, person: User) -> tuple[Approval, str]:
    approval = asked(at=timezone.now())
    step = queries.next_step(queries.steps_of(approval))
    assert step is not None
    made = operations.make_link(step_id=step.pk, user_id=person.pk, at=timezone.now())
    return approval, queries.link_address(made)


def test_programs_that_open_the_link_approve_nothing(asked: Asked) -> None:
    approval, address = link_for(asked, user_with("newsroom", "head"))
    scanner = Client()
    for _time in range(3):
        page = scanner.get(address)
        assert (page.status_code, scanner.head(address).status_code) == (200, 200)
    assert ("Testo della cosa 1" in page.content.decode(), "Prova 1" in page.content.decode()) == (
        False,
        False,
    )
    assert "max-age=0" in page["Cache-Control"]
    pressed = scanner.post(address, {"version": "1"})
    assert (pressed.status_code, pressed["Location"].startswith("/account/login/")) == (302, True)
    approval.refresh_from_db()
    assert (approval.state, sample.whole, ApprovalLink.objects.get().used_at) == ("waiting", [], None)


def test_her_own_link_approves_once_and_a_get_never_does(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    _approval, address = link_for(asked, head)
    client = signed_in_client(head)
    assert "Testo della cosa 1" in client.get(address).content.decode()
    assert sample.whole == []
    assert client.post(address, {"version": "1"}).status_code == 302
    assert sample.whole == [1]
    replayed = client.post(address, {"version": "1"})
    assert (replayed.status_code, "già stato usato" in replayed.content.decode(), sample.whole) == (
        410,
        True,
        [1],
    )


def test_a_link_sent_on_is_of_no_use_to_another_head(asked: Asked) -> None:
    _approval, address = link_for(asked, user_with("newsroom", "head"))
    other = signed_in_client(user_with("newsroom", "head"))
    answers = (other.get(address), other.post(address, {"version": "1"}))
    assert [each.status_code for each in answers] == [403, 403]
    assert ("Testo della cosa 1" in answers[0].content.decode(), sample.whole) == (False, [])


def test_a_link_dies_with_its_version(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    _approval, address = link_for(asked, head)
    sample.versions[1] = "2"
    asked(at=timezone.now(), version="2")
    for version in ("1", "2"):
        assert signed_in_client(head).post(address, {"version": version}).status_code == 422
    assert sample.whole == []


@pytest.mark.parametrize("token", ["x", "1.0123456789ab.6b35762c~AAAA", "%00"])
def test_a_forged_link_opens_nothing(token: str) -> None:
    assert Client().get(f"{PAGE}link/{token}/").status_code == 410


def test_a_link_dies_when_her_address_is_corrected(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    _approval, address = link_for(asked, head)
    assert Client().get(address).status_code == 200
    User.objects.filter(pk=head.pk).update(email="altra@comune.example")
    assert Client().get(address).status_code == 410


def test_a_link_to_something_else_approves_nothing(asked: Asked) -> None:
    head = user_with("newsroom", "head")
    link_for(asked, head)
    made = ApprovalLink.objects.get()
    token = link_token(kind="attic.box", key=str(made.pk), address=head.email, until=made.expires_at)
    assert Client().get(f"{PAGE}link/{token}/").status_code == 410


def test_coordinator_writes_a_chain_and_nobody_else() -> None:
    chains = f"{PAGE}catene/"
    assert signed_in_client(user_with("newsroom", "head")).get(chains).status_code == 403
    client = signed_in_client(coordinator())
    row = "newsroom-sample"
    typed = {"kind": sample.KIND.code, f"{row}-permission_1": "newsroom.write", f"{row}-days_1": "90"}
    assert client.get(chains).status_code == 200
    wrong = client.post(chains, typed)
    assert (wrong.status_code, 'value="90"' in wrong.content.decode()) == (422, True)
    assert client.post(chains, {"kind": sample.KIND.code}).status_code == 422
    typed |= {f"{row}-days_1": "1", f"{row}-permission_2": "newsroom.approve"}
    assert client.post(chains, typed).status_code == 302
    assert list(ChainStep.objects.values_list("permission", "days")) == [
        ("newsroom.write", 1),
        ("newsroom.approve", 0),
    ]
