"""Every page, asked with values nobody foresaw for every parameter that any page reads: never an error of ours."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django import forms
from django.core.cache import cache
from django.db import transaction
from rest_framework import serializers

from tests.architecture.tree import modules, text
from tests.walks.addresses import our_addresses
from tests.walks.office import STAFF, Office
from tests.walks.who import WHO

HOSTILE = [
    "²",
    "9" * 5_000,
    "٣",
    "-1",
    "1e9",
    "0",
    "99999999999999999999",
    "\x00",
    "\ud7ff\u202e\u0085\ufffe\U0010ffff\u200b",
    "²/³",
    "9999-12-31",
    "' OR 1=1 --&%s{0}{{x}}",
    "[]",
    "a" * 3_000,
]
FILTERS = ("Filters", "QueueFilters", "MailFilters", "FindRequest")


def parameters() -> list[str]:
    """Each name that some view, filter or query of the API reads from an address."""
    names = {"page", "page_size", "format"}
    for path in modules():
        source = text(path)
        names |= set(re.findall(r"\.GET(?:\.get|\.getlist)?[(\[]\s*\"(\w+)\"", source))
        names |= set(re.findall(r"\bquery\.get\(\"(\w+)\"", source))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Query"):
                names |= {
                    target.id
                    for line in node.body
                    if isinstance(line, ast.Assign)
                    for target in line.targets
                    if isinstance(target, ast.Name)
                }
    for kind in _below(forms.BaseForm):
        if kind.__name__ in FILTERS:
            names |= set(kind.base_fields)  # type: ignore[attr-defined]
    return sorted(names - {"next"})


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


@pytest.fixture(autouse=True)
def _kept_as_it_was(office: Office, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.CRITICAL, logger="django.request")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    office.visited.clear()
    cache.clear()


def someone(line: str) -> str:
    """One of those whom the table lets in, the most powerful first."""
    allowed = WHO[line].get if line in WHO else frozenset()
    order = ["full key", "foia head", "coordinator", "newsroom head", "rpct", "citizen", *STAFF, "anonymous"]
    return next(
        (name for name in order if name in allowed and not (name == "full key" and "api" not in line)), ""
    )


def failures(office: Office, turn: int) -> list[str]:
    """Each parameter has another value at each turn: after all turns every name was asked with several kinds."""
    wrong = []
    names = parameters()
    values = {name: HOSTILE[(place * 5 + turn * 3) % len(HOSTILE)] for place, name in enumerate(names)}
    query = urlencode(values)
    for address in our_addresses(office):
        person = someone(address.line)
        if not person or address.line == "readyz":  # no worker runs beside these tests
            continue
        client = office.visit(person)
        client.raise_request_exception = False
        with transaction.atomic():
            answer: Any = client.get(f"{address.path}?{query}")
            _body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            wrong.append(f"{address.line} as {person} at turn {turn}: {answer.status_code}")
    return wrong


def test_the_parameters_are_those_that_pages_read() -> None:
    assert {"anno", "da", "page", "q", "n", "page_size", "due", "tipo", "esito", "stato"} <= set(parameters())
    assert serializers  # the classes of queries are loaded with the addresses


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(5))
def test_no_page_fails_on_hostile_values(office: Office, turn: int) -> None:
    assert failures(office, turn) == []


@pytest.mark.slow
def test_no_address_fails_on_a_hostile_argument(office: Office) -> None:
    """Whatever stands where a code, a reference, a day or a number belongs."""
    wrong = []
    for address in our_addresses(office):
        person = someone(address.line)
        if not person or address.path.count("/") < 3 or address.line == "readyz":
            continue
        client = office.visit(person)
        client.raise_request_exception = False
        parts = address.path.strip("/").split("/")
        for value in ("²", "9" * 4_000, "\x00\u202ex", "foia.request:" + "9" * 4_000):
            for place in range(1, len(parts)):
                changed = [*parts]
                changed[place] = quote(value)
                with transaction.atomic():
                    answer: Any = client.get("/" + "/".join(changed) + "/")
                    transaction.set_rollback(True)
                if answer.status_code >= 500:
                    wrong.append(
                        f"{address.line}: {'/'.join(changed)[:80]} as {person}: {answer.status_code}"
                    )
    assert wrong == []
