"""The embedded engines are real, keep what they are told to keep, and never outlive their supervisor."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from pasocial.embedded.children import wait_until
from pasocial.embedded.engines import Engines
from pasocial.embedded.state import StateDirectory, local_secret, running_addresses
from pasocial.embedded.trouble import Trouble

PROJECT = Path(__file__).resolve().parents[2]
SUPERVISOR = """
import sys, time
from pathlib import Path
from pasocial.embedded.engines import Engines
from pasocial.embedded.state import StateDirectory
engines = Engines(StateDirectory(Path(sys.argv[1])), what="a test", careless=True)
engines.start()
print(*[child.pid for child in engines.children], flush=True)
time.sleep(60)
"""


def answer_of(sql: str, url: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_engines_keep_rows_and_keys_over_a_restart(tmp_path: Path) -> None:
    with Engines(StateDirectory(tmp_path), what="a test") as engines:
        answer_of("CREATE TABLE kept AS SELECT 'perché' AS word", engines.addresses.database_url)
        redis.Redis.from_url(engines.addresses.redis_url).set("kept", "sì")
        assert running_addresses(tmp_path) == engines.addresses
    assert running_addresses(tmp_path) is None
    with Engines(StateDirectory(tmp_path), what="a test") as engines:
        assert answer_of("SELECT word FROM kept", engines.addresses.database_url) == ("perché",)
        assert redis.Redis.from_url(engines.addresses.redis_url).get("kept") == "sì".encode()


def test_italian_is_lowered_stemmed_and_compared_as_italian(tmp_path: Path) -> None:
    sql = "SELECT lower('CITTÀ È'), to_tsvector('italian', 'LIBERTÀ')::text, 'È' ILIKE 'è'"
    with Engines(StateDirectory(tmp_path), what="a test", careless=True) as engines:
        assert answer_of(sql, engines.addresses.database_url) == ("città è", "'libert':1", True)


def test_engines_answer_nobody_without_the_password(tmp_path: Path) -> None:
    with Engines(StateDirectory(tmp_path), what="a test", careless=True) as engines:
        secret = local_secret(tmp_path, "postgres")
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(engines.addresses.database_url.replace(secret, "guess"))
        without = engines.addresses.redis_url.replace(":" + local_secret(tmp_path, "valkey") + "@", "")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(without).ping()


def test_second_supervisor_is_told_who_holds_the_directory(tmp_path: Path) -> None:
    with Engines(StateDirectory(tmp_path), what="make up", careless=True) as first:
        second = Engines(StateDirectory(tmp_path), what="make up")
        with pytest.raises(Trouble, match=r"in use by `make up` \(process \d+\): stop it"):
            second.start()
        second.stop()  # as the supervisor does on its way out
        assert running_addresses(tmp_path) == first.addresses


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the kernel's parent-death signal is Linux's"
)
def test_no_engine_outlives_a_supervisor_killed_outright(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    supervisor = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    pids = [int(word) for word in supervisor.stdout.readline().split()]
    assert [alive(pid) for pid in pids] == [True, True]
    supervisor.send_signal(signal.SIGKILL)
    supervisor.wait()
    assert wait_until(lambda: not any(alive(pid) for pid in pids), within=15)
    with Engines(StateDirectory(tmp_path), what="the next start", careless=True) as engines:
        assert answer_of("SELECT 1", engines.addresses.database_url) == (1,)


def test_secrets_are_made_once_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    first = local_secret(tmp_path, "secret_key")
    assert len(first) >= 50
    assert local_secret(tmp_path, "secret_key") == first
    assert oct((tmp_path / "secrets" / "secret_key").stat().st_mode)[-3:] == "600"
    assert oct((tmp_path / "secrets").stat().st_mode)[-3:] == "700"


def test_cluster_of_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with Engines(StateDirectory(tmp_path), what="a test", careless=True):
        pass
    (tmp_path / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match=r"was made by PostgreSQL 9, this version brings .*manage.py backup"):
        Engines(StateDirectory(tmp_path), what="a test").start()
