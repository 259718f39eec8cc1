"""What a former release let into the register leaves every public page and file readable."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client

from foia.models import RegisterEntry
from pasocial.outgoing import csv_text, plain

TELLS_OF = ("foia/portal/views/register.py", "pasocial/outgoing.py")
pytestmark = pytest.mark.django_db
REGISTER = "/accesso-civico/registro/"
# Everything below the blank that a database keeps, C1 controls, what XML forbids, and what turns the reading.
DIRTY = '=HYPERLINK("x")' + "".join(map(chr, range(1, 32))) + "\x7f\x85\x9f\ufffe\uffff\u202e]]>&<b>"


@pytest.fixture(autouse=True)
def no_kept_counts() -> None:
    cache.clear()


@pytest.fixture
def dirty(line: Any) -> RegisterEntry:
    entry: RegisterEntry = line("Visibile")
    RegisterEntry.objects.filter(pk=entry.pk).update(public_subject=DIRTY, public_reason=DIRTY)
    return entry


def test_the_feed_is_read_by_a_strict_reader(dirty: RegisterEntry, client: Client) -> None:
    answer = client.get(f"{REGISTER}feed/")
    assert answer.status_code == 200
    feed = ElementTree.fromstring(answer.content)
    titles = [one.text or "" for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1].startswith('=HYPERLINK("x")')
    assert titles[1].endswith("\u202e]]>&<b>")


def test_the_csv_is_read_and_computes_nothing(dirty: RegisterEntry, client: Client) -> None:
    written = b"".join(client.get(f"{REGISTER}registro.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(written, newline=""), strict=True))
    assert [csv_text(row["subject"]) for row in rows] == [plain(DIRTY)]
    assert rows[0]["subject"].startswith("'=")


def test_the_json_is_read(dirty: RegisterEntry, client: Client) -> None:
    rows = json.loads(b"".join(client.get(f"{REGISTER}registro.json")))["entries"]
    assert [row["subject"] for row in rows] == [DIRTY]


@pytest.mark.parametrize("address", [REGISTER, "{slug}/", "?q=HYPERLINK"])
def test_pages_of_the_register_open(dirty: RegisterEntry, client: Client, address: str) -> None:
    place = address if address == REGISTER else REGISTER + address.format(slug=dirty.slug)
    assert client.get(place).status_code == 200


def test_the_api_tells_it(dirty: RegisterEntry, client: Client) -> None:
    assert client.get("/api/v1/foia/register/").json()["results"][0]["subject"] == DIRTY


@pytest.mark.parametrize(
    "query",
    [
        "anno=²",
        "anno=" + "9" * 5_000,
        "anno=٣",
        "anno=-1",
        "page=²",
        "page=" + "9" * 4_000,
        "page=0",
        "q=%00%1f",
        "q=%ff",
    ],
)
def test_strange_filters_get_a_plain_answer(line: Any, client: Client, query: str) -> None:
    line("Visibile")
    assert client.get(f"{REGISTER}?{query}").status_code == 200
    assert client.get(f"{REGISTER}registro.csv?{query}").status_code == 200


def test_an_invisible_blank_copied_with_the_address_is_no_other_address(line: Any, client: Client) -> None:
    entry = line("Visibile")
    assert client.get(f"{REGISTER}{entry.slug}%E2%80%8B/").status_code == 200
