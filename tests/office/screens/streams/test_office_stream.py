"""The staff's stream over a real socket, from a real granian, through a real Valkey."""

from __future__ import annotations

import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from django_redis import get_redis_connection

from foia.wording import FoiaEvent
from pasocial.embedded.children import wait_until
from pasocial.embedded.ports import free_port
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.members import operations as members
from pasocial.office.record import presence
from pasocial.office.record.broadcast import CHANGED, NOTICES, hint
from pasocial.office.record.trail import operations as trail
from pasocial.office.record.trail.actor import Actor
from tests.conftest import PROJECT, databases_of_the_run
from tests.fixtures import signed_in_client, user_with
from tests.foia.conftest import a_draft
from tests.office.screens.streams.hearing import Stream

US = Actor.system("test")
PER_PERSON = 4
NOTED = str(FoiaEvent.NOTE_ADDED.value)


@dataclass
class House:
    """A database with people and one case, and the ASGI process of `make up` beside it."""

    port: int
    database: str
    server: subprocess.Popen[bytes]
    anna: Any
    bruno: Any
    contact: Any
    case: str


@contextmanager
def asgi(database: str, **given: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The command of the supervisor, with short breaths."""
    from pasocial.embedded.parts import streams_command

    port = free_port()
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{database}"
    server = subprocess.Popen(
        streams_command("127.0.0.1", port),
        cwd=PROJECT,
        env=os.environ
        | {
            "DATABASE_URL": address,
            "REDIS_URL": settings.REDIS_URL,
            "DJANGO_SETTINGS_MODULE": "pasocial.config.settings.test",
            "STREAM_HEARTBEAT_SECONDS": "1",
            "STREAM_LISTENERS_PER_PERSON": str(PER_PERSON),
            "STREAM_ORIGINS": "http://localhost:8000",
        }
        | given,
    )
    try:
        assert wait_until(lambda: answers(port), within=60), "the ASGI process does not answer"
        yield port, server
    finally:
        server.terminate()
        server.wait(20)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    clones = databases_of_the_run()
    name = f"test_of_streams_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    former = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        clones.clone(name)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        try:
            from foia.operations import intake

            anna = user_with("foia", "head", full_name="Anna Capo")
            bruno = user_with("foia", "editor", full_name="Bruno Redattore")
            contact = user_with(office_role="office_contact", full_name="Carla Altrove")
            case = intake.file_request(draft=a_draft(), by=US, at=timezone.now())
            with asgi(name) as (port, server):
                yield House(port, name, server, anna, bruno, contact, case.about)
        finally:
            cache.clear()
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = former
            clones.drop(name)


@pytest.fixture
def open_stream(house: House) -> Iterator[Any]:
    opened = []

    def opener(person: Any = None, *about: str, client: Any = None, **headers: str) -> Stream:
        client = client or (signed_in_client(person) if person else None)
        session = client.cookies["sessionid"].value if client else ""
        stream = Stream(house.port, session=session, about=about, **headers)
        opened.append(stream)
        return stream

    yield opener
    for stream in opened:
        stream.close()


def seen_by(house: House, person: Any) -> list[str]:
    return [each.name for each in presence.others(case=house.case, user=person)]


def test_two_people_on_one_case_see_one_another_come_write_and_leave(house: House, open_stream: Any) -> None:
    hers = open_stream(house.anna, house.case)
    assert (hers.status, hers.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert hers.hears("retry", "3000")
    assert hers.hears("presence", house.case)  # her own coming
    assert seen_by(house, house.bruno) == ["Anna Capo"]
    his = open_stream(house.bruno, house.case)
    assert hers.hears("presence", house.case)
    assert seen_by(house, house.anna) == ["Bruno Redattore"]
    presence.beat(case=house.case, user=house.bruno, writing=True)
    assert hers.hears("presence", house.case)
    assert [each.writing for each in presence.others(case=house.case, user=house.anna)] == [True]
    his.close()
    assert hers.hears("presence", house.case)
    assert seen_by(house, house.anna) == []


def test_a_recorded_act_reaches_who_watches_the_case_and_nobody_else(house: House, open_stream: Any) -> None:
    hers, elsewhere = open_stream(house.anna, house.case), open_stream(house.bruno)
    assert hers.hears("retry")
    assert elsewhere.hears("retry")
    with transaction.atomic():
        trail.record(event=NOTED, about=house.case, by=US, at=timezone.now())
        transaction.set_rollback(True)
    assert not hers.hears("changed", within=1.5)
    trail.record(event=NOTED, about=house.case, by=US, at=timezone.now())
    assert hers.hears("changed", house.case)
    assert not elsewhere.hears("changed", within=1.5)


def test_a_notice_is_told_to_its_person_only(house: House, open_stream: Any) -> None:
    hers, his = open_stream(house.anna), open_stream(house.bruno)
    assert hers.hears("retry")
    assert his.hears("retry")
    notices.tell(
        user_ids=[house.anna.pk],
        key="k",
        kind="office.item_assigned",
        about="office.item:1",
        name="Una cosa",
        url="",
        at=timezone.now(),
    )
    assert hers.hears("notices", f"office.user:{house.anna.pk}")
    assert not his.hears("notices", within=1.5)
    notices.mark_read(user_id=house.anna.pk, at=timezone.now())
    assert hers.hears("notices")


def test_strangers_are_refused_and_told_nothing(house: House, open_stream: Any) -> None:
    assert open_stream().status == 403
    assert Stream(house.port, session="a" * 32).status == 403
    assert Stream(house.port, session="'; DROP TABLE x\x01").status in {400, 403}
    assert open_stream(house.contact, house.case).status == 404
    assert open_stream(house.anna, "foia.request:999999").status == 404
    assert open_stream(house.anna, f"office.user:{house.bruno.pk}").status == 404
    assert open_stream(house.anna, "foia.request:1\nevent: x").status == 404
    assert open_stream(house.anna, *[house.case] * 2, "foia.topic:1").status == 404
    assert open_stream(house.anna, *(f"foia.request:{n}" for n in range(9))).status == 400
    half = signed_in_client(house.bruno, second_factor=False)
    assert open_stream(client=half).status == 403
    assert open_stream(house.contact).status == 200


ROLES = {
    "foia head": ({"desk": "foia", "role": "head"}, 200),
    "foia editor": ({"desk": "foia", "role": "editor"}, 200),
    "foia viewer": ({"desk": "foia", "role": "viewer"}, 200),
    "coordinator": ({"office_role": "coordinator"}, 200),
    "rpct": ({"office_role": "rpct"}, 200),
    "top": ({"office_role": "top"}, 404),
    "contact": ({"office_role": "office_contact"}, 404),
    "newsroom head": ({"desk": "newsroom", "role": "head"}, 404),
    "newsroom editor": ({"desk": "newsroom", "role": "editor"}, 404),
    "newsroom viewer": ({"desk": "newsroom", "role": "viewer"}, 404),
    "no role": ({}, 403),
}


def test_each_role_hears_a_case_exactly_when_it_may_read_it(house: House, open_stream: Any) -> None:
    found = {name: open_stream(user_with(**role), house.case).status for name, (role, _may) in ROLES.items()}
    assert found == {name: may for name, (_role, may) in ROLES.items()}


def test_only_our_pages_may_read_from_another_origin(house: House, open_stream: Any) -> None:
    ours = open_stream(house.anna, Origin="http://localhost:8000")
    assert ours.headers["access-control-allow-origin"] == "http://localhost:8000"
    assert ours.headers["access-control-allow-credentials"] == "true"
    theirs = open_stream(house.anna, Origin="https://evil.example")
    assert (theirs.status, "access-control-allow-origin" in theirs.headers) == (403, False)


def test_answers_carry_a_strict_policy_and_are_kept_by_nobody(house: House, open_stream: Any) -> None:
    for stream in (open_stream(house.anna), open_stream()):
        assert stream.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert stream.headers["cache-control"] == "no-store, private"
        assert stream.headers["x-content-type-options"] == "nosniff"
        assert stream.headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in stream.headers
    assert open_stream(house.anna, path="/redazione/").status == 404
    assert open_stream(house.anna, path="/accesso-civico/").status == 404


def test_a_heartbeat_comes_and_a_last_event_id_changes_nothing(house: House, open_stream: Any) -> None:
    stream = open_stream(house.anna, Last_Event_ID="77")
    assert stream.status == 200
    assert stream.hears(":", "still here")
    assert stream.hears(":", "still here")


def test_a_stream_ends_with_its_session(house: House, open_stream: Any) -> None:
    client = signed_in_client(house.anna)
    stream = open_stream(client=client)
    assert stream.hears(":")
    client.session.flush()
    assert stream.hears("goodbye")
    assert stream.ends()
    assert open_stream(client=client).status == 403


def test_a_stream_ends_when_the_person_leaves_the_desk(house: House, open_stream: Any) -> None:
    person = user_with("foia", "viewer", full_name="Dario Lettore")
    stream = open_stream(person, house.case)
    assert stream.hears(":")
    members.take_desk_role(user=person, desk="foia", by=US, at=timezone.now())
    assert stream.hears("goodbye")
    assert stream.ends()


def test_one_person_holds_a_few_streams_and_a_closed_one_makes_room(house: House, open_stream: Any) -> None:
    person = user_with("foia", "viewer")
    client = signed_in_client(person)
    held = [open_stream(client=client) for _ in range(PER_PERSON)]
    assert all(stream.hears("retry") for stream in held)
    refused = open_stream(client=client)
    assert (refused.status, refused.headers["retry-after"]) == (503, "60")
    held[0].close()
    assert wait_until(lambda: open_stream(client=client).status == 200, within=15)


def test_listeners_hold_one_subscription_and_few_database_connections(house: House, open_stream: Any) -> None:
    people = [user_with("foia", "viewer") for _ in range(10)]
    streams = [open_stream(person) for person in people for _ in range(3)]
    assert all(stream.hears(":") for stream in streams)
    client = get_redis_connection("default")
    name = f"pasocial:{client.connection_pool.connection_kwargs['db']}:hints"
    assert client.pubsub_numsub(name) == [(name.encode(), 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [house.database],
        )
        assert cursor.fetchone()[0] <= 4


def test_a_stream_lives_through_a_lost_subscription(house: House, open_stream: Any) -> None:
    stream = open_stream(house.anna, house.case)
    assert stream.hears(":")
    client = get_redis_connection("default")
    client.client_kill_filter(_type="pubsub", skipme=True)
    assert stream.hears("away")
    assert stream.hears("again")
    hint(CHANGED, house.case)
    assert stream.hears("changed", house.case)


def test_what_others_write_on_the_channel_is_passed_over(house: House, open_stream: Any) -> None:
    stream = open_stream(house.anna, house.case)
    assert stream.hears(":")
    client = get_redis_connection("default")
    name = f"pasocial:{client.connection_pool.connection_kwargs['db']}:hints"
    for noise in (b"\xff\xfe", b"{}", b"[1,2]", b"null", b'["a"]'):
        client.publish(name, noise)
    hint(NOTICES, f"office.user:{house.anna.pk}")
    assert stream.hears("notices")


def test_a_lost_database_ends_streams_only_after_three_beats(house: House, open_stream: Any) -> None:
    stream = open_stream(house.anna)
    assert stream.hears(":")
    admin = psycopg2.connect(os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/postgres")
    admin.autocommit = True
    with admin.cursor() as cursor:
        connection.close()
        cursor.execute(f"ALTER DATABASE {house.database} ALLOW_CONNECTIONS false")
        try:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [house.database]
            )
            assert stream.hears(":")
            assert stream.hears("goodbye")
            assert Stream(house.port, session="a" * 32).status == 503
        finally:
            cursor.execute(f"ALTER DATABASE {house.database} ALLOW_CONNECTIONS true")
    admin.close()
    assert open_stream(house.anna).status == 200


def test_the_process_stops_at_once_with_streams_open(house: House) -> None:
    session = signed_in_client(house.anna).cookies["sessionid"].value
    with asgi(house.database) as (port, server):
        streams = [Stream(port, session=session) for _ in range(3)]
        assert all(stream.hears("retry") for stream in streams)
        began = monotonic()
        server.send_signal(signal.SIGTERM)
        assert all(stream.ends() for stream in streams)
        assert server.wait(20) == 0
        assert monotonic() - began < 5


def test_presence_names_nobody_without_a_sign_of_life() -> None:
    assert presence.others(case="nobody.was:here", user=SimpleNamespace(pk=1)) == []
