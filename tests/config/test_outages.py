"""Parts of ours go away and come back: readers read on, secrets are not guessed meanwhile, nobody sees a 500."""

from __future__ import annotations

import errno
import logging
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg2
import pytest
import redis
from django.conf import settings
from django.core.cache import cache, caches
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from foia.operations import intake
from pasocial.config import caches as office_caches
from pasocial.config.outages import OncePerOutage, away, broken
from pasocial.embedded.children import wait_until
from pasocial.embedded.pointing import point_redis_at
from pasocial.embedded.ports import free_port
from pasocial.embedded.valkey import server_program
from pasocial.office.record.trail.actor import Actor
from pasocial.rest.outages import CACHE, DATABASE, STORAGE, outage_in
from tests.fixtures import signed_in_client, user_with
from tests.foia.conftest import a_draft

CASES = "/api/v1/foia/requests/"
CODE = {"code": "ABCD-EFGH-JKLM", "email": "anna@posta.example"}


class Server:
    """A Valkey of the test's own, on one port, that can be killed and started again."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = (
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self._directory),
        )
        self._child = subprocess.Popen([server_program(), *options], stdout=subprocess.DEVNULL)
        assert wait_until(self._answers, within=20)

    def stop(self) -> None:
        if self._child is not None:
            self._child.send_signal(signal.SIGKILL)
            self._child.wait()
            self._child = None

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


@pytest.fixture
def valkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    former = settings.REDIS_URL
    server = Server(tmp_path)
    server.start()
    monkeypatch.setattr(office_caches, "LEFT_ALONE_SECONDS", 0.2)
    point_redis_at(server.url)
    try:
        yield server
    finally:
        server.stop()
        point_redis_at(former)
        office_caches.counted_here.clear()
        office_caches.outage.__init__()  # type: ignore[misc]


@pytest.mark.django_db
def test_readers_read_on_without_the_cache_and_staff_stay_signed_in(
    valkey: Server, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    staff = signed_in_client(user_with("foia"))
    case = intake.file_request(draft=a_draft(), by=Actor.system("test"), at=timezone.now())
    pages = ["/accesso-civico/", "/accesso-civico/registro/", "/accesso-civico/nuova/"]
    ours = ["/redazione/", reverse("foia_staff:inbox"), reverse("foia_staff:case", args=[case.pk])]
    valkey.stop()
    caplog.clear()
    began = monotonic()
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert [staff.get(page).status_code for page in ours] == [200] * len(ours)
    assert monotonic() - began < 20
    said = [each.getMessage() for each in caplog.records if each.name == office_caches.__name__]
    assert len(said) == 1
    assert said[0].startswith("The cache server is away; pages go on without it")
    valkey.start()
    assert wait_until(lambda: cache.add("back", 1, 5) and cache.get("back") == 1, within=5)
    assert client.get("/accesso-civico/").status_code == 200


@pytest.mark.django_db
def test_the_api_counts_in_its_own_process_and_says_so(valkey: Server, client: Client, settings: Any) -> None:
    settings.REST_PACES = settings.REST_PACES | {"read": (3, 3600)}
    valkey.stop()
    answers = [client.get("/api/v1/foia/register/") for _ in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert [each["RateLimit-Remaining"] for each in answers[:3]] == ["2", "1", "0"]
    valkey.start()
    assert wait_until(lambda: cache.add("back", 1, 5) and cache.get("back") == 1, within=5)
    assert client.get("/api/v1/foia/register/")["RateLimit-Remaining"] == "2"


@pytest.mark.django_db
def test_codes_and_keys_are_not_guessed_while_nobody_counts(valkey: Server, client: Client) -> None:
    client.raise_request_exception = False
    valkey.stop()
    page = client.post("/accesso-civico/richieste/", CODE)
    assert (page.status_code, page["Retry-After"]) == (503, "15")
    assert "Torniamo subito" in page.content.decode()
    assert "We will be right back" in page.content.decode()
    answer = client.get(CASES, headers={"Authorization": "Bearer pas_wrong"})
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        503,
        "15",
        "application/problem+json",
    )
    assert (answer.json()["code"], answer.json()["retry_after"]) == ("unavailable", 15)
    valkey.start()
    assert client.post("/accesso-civico/richieste/", CODE).status_code in {200, 422}
    assert client.get(CASES, headers={"Authorization": "Bearer pas_wrong"}).status_code == 401


@pytest.mark.django_db
def test_wrong_passwords_are_still_slowed(valkey: Server, client: Client) -> None:
    person = user_with("foia")
    valkey.stop()
    said = ""
    for _ in range(12):
        answer = client.post("/account/login/", {"login": person.email, "password": "sbagliata"})
        said = f"{answer.status_code} {answer.content.decode()}"
        if answer.status_code == 429 or "Troppi tentativi" in said:
            return
    pytest.fail(f"twelve wrong passwords were all tried: {said[:200]}")


@pytest.mark.django_db
def test_readyz_names_the_missing_part_and_a_balancer_can_ask_for_one(valkey: Server, client: Client) -> None:
    valkey.stop()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (answer.json()["parts"]["cache"], answer.json()["parts"]["database"]) == ("unreachable", "ok")
    assert client.get("/readyz?needs=database").json() == {"ready": True, "parts": {"database": "ok"}}
    assert client.get("/readyz?needs=cache&needs=database").status_code == 503
    valkey.start()
    assert client.get("/readyz?needs=cache").status_code == 200


@pytest.mark.django_db
def test_an_act_goes_through_without_the_cache_and_owes_its_mail(valkey: Server) -> None:
    from pasocial.office.record.trail.queries import pending_deliveries

    valkey.stop()
    began = monotonic()
    intake.file_request(draft=a_draft(), by=Actor.system("test"), at=timezone.now())
    assert monotonic() - began < 5
    assert pending_deliveries().exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_is_told_and_comes_back_by_itself(client: Client) -> None:
    client.raise_request_exception = False
    staff = signed_in_client(user_with("foia"))
    staff.raise_request_exception = False
    name = settings.DATABASES["default"]["NAME"]
    admin = psycopg2.connect(os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/postgres")
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            for who, path in ((client, "/accesso-civico/registro/"), (staff, "/redazione/"), (client, "/")):
                page = who.get(path)
                assert (page.status_code, page["Retry-After"]) == (503, "15"), path
                assert "Torniamo subito" in page.content.decode()
                assert name not in page.content.decode()
            answer = client.get("/api/v1/foia/register/")
            assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
            english = client.get("/api/v1/foia/register/", headers={"Accept-Language": "en"}).json()
            assert english["detail"].startswith("A part of the system does not answer")
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz?needs=database").json()["parts"] == {"database": "unreachable"}
        finally:
            cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    admin.close()
    close_old_connections()  # what Django does around each request, and its test client does not
    assert client.get("/accesso-civico/registro/").status_code == 200
    assert staff.get("/redazione/").status_code == 200
    assert client.get("/api/v1/foia/register/").status_code == 200


def database_error(code: str | None) -> Exception:
    class Cause(psycopg2.Error):
        pgcode = code  # type: ignore[assignment]

    error = OperationalError("connection to server failed: password=secret")
    error.__cause__ = Cause()
    return error


def wrapped(error: BaseException) -> Exception:
    outer = RuntimeError("while saving")
    outer.__cause__ = error
    return outer


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (redis.ConnectionError("x"), CACHE),
        (wrapped(redis.TimeoutError("x")), CACHE),
        (OSError(errno.ENOSPC, "x"), STORAGE),
        (OSError(errno.ENOENT, "x"), None),
        (database_error(None), DATABASE),
        (database_error("57P01"), DATABASE),
        (database_error("53300"), DATABASE),
        (database_error("53100"), STORAGE),
        (database_error("40P01"), None),
        (database_error("57014"), None),
        (DatabaseError("x"), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_outage_in_tells_what_is_away_from_what_is_wrong(error: Exception | None, outage: object) -> None:
    assert outage_in(error) is outage


def test_broken_keeps_500_for_what_is_our_mistake() -> None:
    request = RequestFactory().get("/")
    try:
        raise ValueError("a mistake")
    except ValueError:
        assert broken(request).status_code == 500
    try:
        raise OSError(errno.ENOSPC, "full")
    except OSError:
        answer = broken(request)
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert "Lo spazio per i file è finito" in answer.content.decode()
    assert away(RequestFactory().get("/api/v1/x"), STORAGE)["Content-Type"] == "application/problem+json"


def test_an_outage_is_logged_once_without_traceback_or_secret() -> None:
    once = OncePerOutage()

    def record(error: Exception) -> logging.LogRecord:
        return logging.LogRecord(
            "x", logging.ERROR, "", 0, "Internal Server Error", (), (type(error), error, None)
        )

    first, second = record(redis.ConnectionError("away\nmore")), record(redis.ConnectionError("away"))
    assert (once.filter(first), once.filter(second)) == (True, False)
    assert (first.getMessage(), first.exc_info) == ("The cache is away: away", None)
    mistake = record(ValueError("x"))
    assert once.filter(mistake)
    assert mistake.exc_info is not None


def test_forgiving_cache_is_an_empty_one_while_its_server_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_caches, "outage", office_caches.Outage())
    nowhere = office_caches.Forgiving(f"redis://127.0.0.1:{free_port()}/0", {})
    assert nowhere.get("a", "nothing") == "nothing"
    nowhere.set("a", 1)
    assert (nowhere.add("a", 1), nowhere.delete("a"), nowhere.touch("a"), nowhere.has_key("a")) == (
        True,
        False,
        False,
        False,
    )
    assert (nowhere.get_many(["a"]), nowhere.set_many({"a": 1})) == ({}, ["a"])
    nowhere.delete_many(["a"])
    with pytest.raises(ValueError, match="a"):
        nowhere.incr("a")
    assert nowhere.add("rate_limit:x", 0, 60)
    assert not nowhere.add("rate_limit:x", 0, 60)
    assert [nowhere.incr("rate_limit:x") for _ in range(2)] == [1, 2]
    nowhere.clear()
    assert nowhere.add("rate_limit:x", 0, 60)


def test_counters_fail_without_their_server() -> None:
    assert type(caches["counters"]) is not office_caches.Forgiving
    assert connection.vendor == "postgresql"
