"""Who may listen to what. Blocking questions: streams ask them on a few threads of their own, never on the loop.

Each thread keeps one database connection, so a process holds at most THREADS of them, however many listen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import close_old_connections

from pasocial.office.people.identity.open_sessions import signed_in
from pasocial.office.people.members.policy import is_member_anywhere, may_watch

THREADS = 3
# References one page may listen to.
MOST_REFERENCES = 5

Answer = TypeVar("Answer")
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="streams")


@dataclass(frozen=True)
class Guest:
    """A person who may listen, as far as a stream needs her."""

    user_id: int
    name: str


async def aside(question: Callable[..., Answer], *given: Any) -> Answer:
    """Asks on one of the threads."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _asked, question, given)


def _asked(question: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    close_old_connections()
    try:
        return question(*given)
    finally:
        close_old_connections()


def admitted(pairs: Iterable[tuple[str, Collection[str]]]) -> Mapping[tuple[str, Collection[str]], Guest]:
    """Of (session, references) pairs those whose person may still listen to every one of the references."""
    asked = list(pairs)
    persons = signed_in(session for session, _references in asked)
    found = {}
    for pair in asked:
        session, references = pair
        user = persons.get(session)
        if user is None or not is_member_anywhere(user):
            continue
        if all(may_watch(user, reference) for reference in references):
            found[pair] = Guest(user.pk, str(user))
    return found


def is_signed_in(session: str) -> bool:
    """Whether this is an open session of a member of staff, whatever she may listen to."""
    user = signed_in([session]).get(session)
    return user is not None and is_member_anywhere(user)
