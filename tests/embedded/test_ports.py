"""A taken port is refused with the command that chooses another."""

import socket

import pytest

from pasocial.embedded.ports import LOOPBACK, free_port, insist_on_free
from pasocial.embedded.trouble import Trouble


def test_taken_port_is_refused_with_a_sentence() -> None:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(Trouble) as refused:
            insist_on_free(port, setting="PORT")
    assert str(refused.value) == (
        f"Port {port} is already in use: stop the program that listens there, or choose another port, "
        f"for example `make up PORT={port + 10}`."
    )


def test_free_port_is_accepted() -> None:
    insist_on_free(free_port(), setting="PORT")


@pytest.mark.parametrize("port", [0, 70000])
def test_impossible_port_is_refused(port: int) -> None:
    with pytest.raises(Trouble, match="is not a port"):
        insist_on_free(port, setting="STREAM_PORT")


def test_port_that_is_given_back_in_time_is_waited_for() -> None:
    import threading

    holder = socket.socket()
    holder.bind((LOOPBACK, 0))
    holder.listen()
    port = holder.getsockname()[1]
    with pytest.raises(Trouble, match="already in use"):
        insist_on_free(port, setting="PORT", patience=0.3)
    releasing = threading.Timer(0.5, holder.close)
    releasing.start()
    insist_on_free(port, setting="PORT", patience=10)
    releasing.join()
