"""Both engines together, started for as long as somebody needs them."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from pasocial.embedded.children import Child, end_leftovers, remember
from pasocial.embedded.postgres import Postgres
from pasocial.embedded.state import Addresses, StateDirectory, said_plainly
from pasocial.embedded.trouble import Trouble
from pasocial.embedded.valkey import Valkey


class Engines:
    """PostgreSQL and Valkey on one state directory; a context manager that always stops both."""

    def __init__(self, state: StateDirectory, *, what: str, careless: bool = False) -> None:
        self.state = state
        self._what = what
        self._postgres = Postgres(state, careless=careless)
        self._valkey = Valkey(state, careless=careless)

    @property
    def addresses(self) -> Addresses:
        return Addresses(database_url=self._postgres.url, redis_url=self._valkey.url)

    @property
    def children(self) -> list[Child]:
        return [child for child in (self._postgres.child, self._valkey.child) if child is not None]

    def start(self) -> Addresses:
        """Lock the directory, end what a killed supervisor left, start both, announce where they are."""
        self.state.make()
        self.state.lock(what=self._what)
        try:
            end_leftovers(self.state / "children.json")
            self._valkey.start()
            self._postgres.start()
            self.state.announce(self.addresses)
            remember(self.children, self.state / "children.json")
        except OSError as error:
            self.stop()
            raise Trouble(said_plainly(error, self.state.root)) from error
        except BaseException:
            self.stop()
            raise
        return self.addresses

    def start_again(self, name: str) -> None:
        """Start an engine that ended by itself at its same address; whether it stays is seen later."""
        if self._postgres.child is not None and self._postgres.child.name == name:
            self._postgres.start_again()
        else:
            self._valkey.start_again()

    def stop(self) -> None:
        self.state.withdraw()
        for child in self.children:
            child.ask_to_stop()
        self._postgres.stop()
        self._valkey.stop()
        self.state.release()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
