"""Ports on this machine: find a free one, say plainly when a wanted one is taken."""

import errno
import socket
import time

from pasocial.embedded.trouble import Trouble

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def insist_on_free(port: int, *, setting: str, host: str = LOOPBACK, patience: float = 0.0) -> None:
    """Refuse with a sentence when something still listens on the port after `patience` seconds.

    A program that was killed a moment ago gives its port back when the system has taken it apart, and not before.
    """
    until = time.monotonic() + patience
    while True:
        try:
            _insist(port, setting=setting, host=host)
        except Trouble as trouble:
            cause = trouble.__cause__
            taken = isinstance(cause, OSError) and cause.errno == errno.EADDRINUSE
            if not taken or time.monotonic() >= until:
                raise
            time.sleep(0.2)
        else:
            return


def _insist(port: int, *, setting: str, host: str) -> None:
    if not 1 <= port <= 65535:
        raise Trouble(f"{setting}={port} is not a port: choose a number from 1024 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Trouble(
                    f"Port {port} is reserved to the administrator: choose another, for example "
                    f"`make up {setting}={port + 8000}`."
                ) from error
            if error.errno != errno.EADDRINUSE:
                raise Trouble(f"{host}:{port} cannot be used: {error.strerror}.") from error
            raise Trouble(
                f"Port {port} is already in use: stop the program that listens there, or choose another "
                f"port, for example `make up {setting}={port + 10}`."
            ) from error
