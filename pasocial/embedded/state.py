"""The state directory: everything this machine writes for one office, and the lock that keeps it to one.

It must never hold anything that the repository or another machine needs.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from pasocial.embedded.trouble import Trouble

# PostgreSQL reserves about 100 MB on a first start; below this a first start fails half-way.
LEAST_FREE_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True)
class Addresses:
    """Where the two engines answer."""

    database_url: str
    redis_url: str


def default_state_directory() -> Path:
    """STATE_DIR when given, else `.pasocial` at the root of the project."""
    return Path(os.environ.get("STATE_DIR") or Path(__file__).resolve().parents[2] / ".pasocial")


def running_addresses(directory: Path) -> Addresses | None:
    """The addresses announced by engines running on this directory, if any are."""
    try:
        announced = json.loads((directory / "engines.json").read_text())
        os.kill(announced["pid"], 0)
    except (OSError, ValueError, KeyError):
        return None
    return Addresses(database_url=announced["database_url"], redis_url=announced["redis_url"])


def local_secret(directory: Path, name: str) -> str:
    """A secret made once for this machine and readable by its owner only."""
    path = directory / "secrets" / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Trouble(said_plainly(error, path)) from error
    try:
        return _made_secret(path)
    except OSError as error:
        raise Trouble(said_plainly(error, directory)) from error


def _made_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.chmod(path.parent, 0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48) + "\n")
    try:
        os.link(draft, path)  # whoever is first wins; everyone reads the same secret
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


class StateDirectory:
    """One directory, locked by the one supervisor that uses it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._lock: IO[str] | None = None

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def make(self) -> None:
        """Create the directory and make sure that there is room to work in it."""
        try:
            (self.root / "logs").mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self.root).free
        except PermissionError as error:
            raise Trouble(
                f"{self.root} cannot be written by this user: change its owner, or set STATE_DIR to a "
                "directory of your own."
            ) from error
        except OSError as error:
            raise Trouble(said_plainly(error, self.root)) from error
        if free < LEAST_FREE_BYTES:
            raise Trouble(
                f"The disk that holds {self.root} has only {free // 1024**2} MB free and at least "
                f"{LEAST_FREE_BYTES // 1024**2} MB are needed: free some space, or set STATE_DIR to "
                "another disk."
            )

    def lock(self, *, what: str) -> None:
        """Take the directory for this program until it ends; the system frees it even after SIGKILL."""
        file = (self.root / "lock").open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "another program"
            file.close()
            raise Trouble(
                f"The state directory {self.root} is in use by {holder}: stop it (Ctrl-C in its terminal), "
                "or set STATE_DIR to another directory to run a second office."
            ) from error
        file.seek(0)
        file.truncate()
        file.write(f"`{what}` (process {os.getpid()})")
        file.flush()
        self._lock = file

    def release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def announce(self, addresses: Addresses) -> None:
        """Let every other command of this machine find the engines."""
        path = self.root / "engines.json"
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({"pid": os.getpid(), **asdict(addresses)}))
        draft.rename(path)

    def withdraw(self) -> None:
        """Only what is ours: who was refused the lock leaves the addresses of the one who holds it."""
        if self._lock is None:
            return
        (self.root / "engines.json").unlink(missing_ok=True)


def said_plainly(error: OSError, where: Path) -> str:
    """What a failed write means for the person at the terminal."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk that holds {where} is full: free some space, or set STATE_DIR to another disk."
    return f"{where} cannot be used ({error.strerror}): correct it, or set STATE_DIR to another directory."
