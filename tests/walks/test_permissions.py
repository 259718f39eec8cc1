"""Every address, as every person: who may is let in, who may not is refused and learns nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.walks.addresses import Address, our_addresses, our_names, patterns
from tests.walks.office import DRAFT_SECRET, PERSONS, SECRET, STRANGERS, Office
from tests.walks.who import SIGN_IN, WHO

LOGIN = "/account/login/"
DOOR = "/accesso-civico/richieste/"
PANEL_HOME = "/admin/"
REFUSALS = {401, 403, 404, 405}
# Keys are for programs; on pages they count for nothing.
KEYS = {"full key", "reading key"}


@pytest.fixture(autouse=True)
def _kept_as_it_was(office: Office, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a walk changes is undone after it; cached counts of tries too."""
    # Thousands of refusals are the point of a walk: their tracebacks would only take time.
    caplog.set_level(logging.CRITICAL, logger="django.request")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    office.visited.clear()
    cache.clear()


def test_every_address_of_ours_states_who_may_use_it() -> None:
    names = set(our_names())
    assert sorted(names - set(WHO)) == [], "say in tests/walks/who.py who may use these"
    assert sorted(set(WHO) - names - {"wagtail_serve"}) == [], "these are in the table and nowhere else"


def test_every_other_address_belongs_to_sign_in_or_to_wagtail() -> None:
    known = set(our_names())
    foreign = {name for name, _pattern in patterns() if name and name not in known}
    left = {
        name
        for name in foreign
        if not name.startswith((*SIGN_IN, "wagtail", "admin_login")) and name != "foia_staff:deed"
    }
    assert left == set()


@pytest.mark.parametrize("person", PERSONS)
def test_each_address_lets_in_whom_the_table_names(office: Office, person: str) -> None:
    wrong = []
    for address in our_addresses(office):
        if person in KEYS and not address.path.startswith("/api/"):
            continue
        who = WHO.get(address.line)
        if who is None:
            continue  # told by the first test
        wrong += faults(office, person, address, "GET", person in who.get)
        # Where nothing is done by POST, it may be answered as a GET would be: to nobody else.
        if who.act or person not in who.get:
            wrong += faults(office, person, address, address.method, person in who.act)
    assert not wrong, "\n".join(wrong)


def faults(office: Office, person: str, address: Address, method: str, allowed: bool) -> Iterator[str]:
    """What is wrong with the answer. Each call starts from the office as it was built."""
    client = office.visit(person)
    with transaction.atomic():
        answer = ask(client, address, method)
        told = words_of(answer)
        transaction.set_rollback(True)
    let_in = not is_refused(answer, address.path)
    where = f"{method} {address.line} ({address.path}) as {person}: {answer.status_code}"
    if answer.status_code >= 500 and address.line != "readyz":  # no worker runs beside these tests
        yield f"{where}, it fails"
    if let_in != allowed:
        yield f"{where} {answer.get('Location', '')}, but should be {'let in' if allowed else 'refused'}"
    if SECRET in told and (not let_in or person in STRANGERS):
        yield f"{where}, it tells a case's {around(SECRET, told)}"
    if DRAFT_SECRET in told and not (address.line.startswith("foia:new") and let_in):
        yield f"{where}, it tells a draft's {around(DRAFT_SECRET, told)}"


# What an act needs to be recognised at all; all else is refused as a form would be, which is enough to be let in.
SAID = {"coordinator_change_person": {"deed": "invite"}}


def ask(client: Client, address: Address, method: str) -> Any:
    client.raise_request_exception = False
    if method == "GET":
        return client.get(address.path)
    if address.path.startswith("/api/"):
        return getattr(client, method.lower())(address.path, "{}", content_type="application/json")
    return client.post(address.path, SAID.get(address.line, {}))


def words_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{dict(answer.items())} {content.decode(errors='replace')}"


def is_refused(answer: Any, path: str) -> bool:
    if answer.status_code in REFUSALS:
        return True
    to = answer.get("Location", "") if answer.status_code in (301, 302) else ""
    # Wagtail sends whoever may enter its panel, but not there, back to the panel's first page.
    return to.startswith(LOGIN) or (to == DOOR and path != DOOR) or (to == PANEL_HOME and path != PANEL_HOME)


def around(word: str, told: str) -> str:
    at = told.index(word)
    return " ".join(told[max(at - 60, 0) : at + 40].split())
