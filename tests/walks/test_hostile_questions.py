"""Every page, asked with values nobody foresaw for every parameter that any page reads: never an error of ours."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pytest
from django import forms
from django.db import transaction
from rest_framework import serializers

from tests.architecture.tree import modules, text
from tests.browsing import EVERYTHING
from tests.walks.addresses import Address, our_addresses
from tests.walks.office import Office
from tests.walks.persons import KEYS, MAY_MOST
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
# In the place of a code, a number, a reference.
ARGUMENTS = ("²", "9" * 4_000, "\x00\u202ex", "foia.request:" + "9" * 4_000)
# Each parameter of each page is asked with so many of the values; `make accessibility` asks with more.
TURNS = 5 if EVERYTHING else 2
# So many addresses below a folder make it one of those that are tried.
SEVERAL = 4
FILTERS = ("QueueFilters", "MailFilters", "FindRequest")
DECLARED = ("OneOf", "Switch")


def parameters() -> list[str]:
    """Each name that some view, filter or query of the API reads from an address."""
    names = {"page", "page_size", "format", "q", "sort"}
    for path in modules():
        source = text(path)
        names |= set(re.findall(r"\.GET(?:\.get|\.getlist)?[(\[]\s*\"(\w+)\"", source))
        names |= set(re.findall(r"\bquery\.get\(\"(\w+)\"", source))
        for node in ast.walk(ast.parse(source)):
            # Lists declare their filters (pasocial/office/screens/lists): the first word is the name in the address.
            if isinstance(node, ast.Call) and ast.unparse(node.func) in DECLARED and node.args:
                names |= {str(node.args[0].value)} if isinstance(node.args[0], ast.Constant) else set()
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


def someone(line: str) -> str:
    """One of those whom the table lets in, the most powerful first."""
    allowed = WHO[line].get if line in WHO else frozenset()
    programs = KEYS if line.startswith("api:") else ()
    return next((name for name in (*programs, *MAY_MOST) if name in allowed), "")


def readers(office: Office) -> Iterator[tuple[Address, str]]:
    """Each address that somebody reads, once for each view, and who asks it.

    An act that is read leads to its form whichever it is, so of the actions of a case one stands for all.
    """
    seen = set()
    for address in our_addresses(office):
        name, _slash, _action = address.line.partition("/")
        person = someone(address.line)
        if person and name not in seen and name != "readyz":  # no worker runs beside these tests
            seen.add(name)
            yield address, person


def status_of(office: Office, person: str, path: str) -> int:
    client = office.visit(person)
    client.raise_request_exception = False
    with transaction.atomic():
        answer: Any = client.get(path)
        _body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return int(answer.status_code)


def spoilt(address: Address) -> Iterator[str]:
    """The path with something else in the place of each of its arguments."""
    parts = address.path.split("/")
    for place, part in enumerate(parts):
        if unquote(part) in address.arguments:
            for value in ARGUMENTS:
                yield "/".join([*parts[:place], quote(value), *parts[place + 1 :]])


def test_hostile_arguments_stand_where_the_values_stood() -> None:
    address = Address("x", "/redazione/7/scheda/7b/", arguments=("7", "7b"))
    assert list(spoilt(address)) == [
        *(f"/redazione/{quote(value)}/scheda/7b/" for value in ARGUMENTS),
        *(f"/redazione/7/scheda/{quote(value)}/" for value in ARGUMENTS),
    ]


def test_the_parameters_are_those_that_pages_read() -> None:
    assert {"anno", "da", "page", "q", "n", "page_size", "due", "tipo", "esito", "stato"} <= set(parameters())
    assert serializers  # the classes of queries are loaded with the addresses


@pytest.mark.parametrize("turn", range(TURNS))
def test_no_page_fails_on_hostile_values(office: Office, turn: int) -> None:
    """Each parameter has another value at each turn: after all turns every name was asked with several kinds."""
    values = {name: HOSTILE[(place * 5 + turn * 3) % len(HOSTILE)] for place, name in enumerate(parameters())}
    query = urlencode(values)
    told = {
        f"{address.line} as {person}": status_of(office, person, f"{address.path}?{query}")
        for address, person in readers(office)
    }
    assert {where: status for where, status in told.items() if status >= 500} == {}


def test_no_address_fails_on_a_hostile_argument(office: Office) -> None:
    """Whatever stands where a code, a reference, a day or a number belongs."""
    wrong = []
    for address, person in readers(office):
        for changed in spoilt(address):
            status = status_of(office, person, changed)
            if status >= 500:
                wrong.append(f"{address.line}: {changed[:80]} as {person}: {status}")
    assert wrong == []


def test_no_path_that_leads_nowhere_fails(office: Office) -> None:
    """Where words of an address stand: below each beginning that several of our addresses share."""
    told = {
        path: status
        for place in beginnings(office)
        for value in ARGUMENTS
        for path in [f"{place}{quote(value)}/"]
        for status in [status_of(office, "coordinator", path)]
    }
    assert {path[:80]: status for path, status in told.items() if status >= 500} == {}


def beginnings(office: Office) -> list[str]:
    """The folders of our addresses as far as their first argument, of those with several addresses below."""
    below = Counter(
        "/".join(words[:depth]) + "/"
        for address in our_addresses(office)
        for words in [address.path.split("/")[:-1]]
        for depth in range(1, len(words))
        if not set(words[:depth]) & set(address.arguments)
    )
    return sorted(place for place, times in below.items() if times >= SEVERAL)
