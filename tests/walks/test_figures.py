"""Every figure of the pages people start from leads to a list of exactly as many rows, for each person in the house."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from tests.walks.office import Office
from tests.walks.persons import STAFF

# Where figures stand that say what is to be done. What a year amounted to is told without a list.
PAGES = (
    "/redazione/",
    "/redazione/foia/",
    "/redazione/foia/registro/",
    "/redazione/foia/temi/",
    "/redazione/foia/misure/",
    "/redazione/notizie/",
    "/redazione/avvisi/",
    "/redazione/approvazioni/",
    "/admin/coordinamento/",
)
# A number that stands in a link or beside one.
FIGURES = (
    ".pa-tile:has(.pa-tile-label a)",
    ".pa-waiting",
    ".pa-tabs a:has(.pa-tab-count)",
    "aside li a",
    "#pa-notices:has(.pa-top-count)",
    "td.figure a",
)


def figures(shown: BeautifulSoup) -> Iterator[tuple[str, int]]:
    """Where each figure leads, and the figure."""
    for found in shown.select(", ".join(FIGURES)):
        link = found if found.name == "a" else found.select_one("a")
        assert link is not None
        number = number_in(found)
        if number is not None:
            yield str(link["href"]), number


def number_in(found: Tag) -> int | None:
    """A link of words without a number beside it is no figure."""
    told = found.select_one(".pa-tile-value, .pa-waiting strong, .pa-tab-count, .pa-top-count")
    words = (told or found).get_text(" ", strip=True).replace(".", "").split()
    return int(words[0]) if words and words[0].isdigit() else None


def rows_of(answer: HttpResponse) -> int | None:
    """How many rows the whole list holds; None for a page that is no list."""
    page = answer.context.get("page") if answer.context else None
    return page.paginator.count if hasattr(page, "paginator") else None


def read(client: Client, path: str) -> BeautifulSoup | None:
    answer = client.get(path)
    return BeautifulSoup(answer.content, "html.parser") if answer.status_code == 200 else None


@pytest.mark.parametrize("person", STAFF)
def test_each_figure_leads_to_as_many_rows(office: Office, person: str) -> None:
    client = office.visit(person)
    told = {
        (urljoin(path, address), number)
        for path in PAGES
        if (shown := read(client, path)) is not None
        for address, number in figures(shown)
    }
    wrong: dict[str, tuple[int, int | list[int]]] = {}
    for target, number in sorted(told):
        answer = client.get(target)
        assert answer.status_code == 200, f"a figure leads to {target}"
        if (rows := rows_of(answer)) is not None:
            if rows != number:
                wrong[target] = (number, rows)
        # Who may not read the list reads the same figure where it is explained.
        elif number not in (again := [value for _address, value in figures_without_links(answer)]):
            wrong[target] = (number, again)
    assert wrong == {}


def figures_without_links(answer: HttpResponse) -> Iterator[tuple[str, int]]:
    for tile in BeautifulSoup(answer.content, "html.parser").select(".pa-tile"):
        number = number_in(tile)
        if number is not None:
            yield "", number


def test_the_walk_meets_figures_that_are_not_zero(office: Office) -> None:
    """Zeros agree with one another whatever they count."""
    met = {
        address.partition("?")[0]: number
        for person in STAFF
        if (shown := read(office.visit(person), "/redazione/")) is not None
        for address, number in figures(shown)
        if number
    }
    assert set(met) >= {
        "/redazione/attivita/",
        "/redazione/avvisi/",
        "/redazione/approvazioni/",
        "/redazione/foia/registro/",
        "/redazione/foia/condivise/",
    }
