"""Rows as markup: everything typed is escaped, each cell reads on a phone, boxes only where rows can be ticked."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.screens.lists.cells import Badge, Row, Title, ends, markup_of


def parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


LABELS = ["Che cosa", "Stato", "Quanti", "Quando", "Chi"]
ROW = Row(
    7,
    "/x/7/",
    (Title("Spese", "2026/0000007"), (Badge("urgente", "warning", "flag"),), 3, date(2026, 3, 9), ""),
    "Seleziona 2026/0000007",
)


def test_each_kind_of_cell_reads_as_such() -> None:
    cells = parsed(f"<table>{markup_of([ROW], LABELS)}</table>").select("tr[data-row] > *")
    assert [" ".join(cell.text.split()) for cell in cells] == [
        "Spese2026/0000007",
        "urgente",
        "3",
        "09/03/2026",
        "—",
    ]
    assert [cell.get("data-label") for cell in cells] == [None, *LABELS[1:]]
    assert ends(ROW) == [False, False, True, False, False]


def test_rows_have_boxes_only_where_they_can_be_ticked() -> None:
    without, unticked, ticked = (markup_of([ROW], LABELS, which) for which in (None, set(), {7}))
    assert ["checkbox" in one for one in (without, unticked, ticked)] == [False, True, True]
    assert [" checked" in one for one in (unticked, ticked)] == [False, True]


def tags(word: str) -> list[str]:
    row = Row(1, f"/x/?q={word}", (Title(word, word), Badge(word), word), word)
    body = markup_of([row], ["Titolo", word, "Chi"], set())
    return [one.name for one in parsed(f"<table>{body}</table>").select("tr, tr *")]


@given(st.text(alphabet="<>&\"'/ abc", min_size=1, max_size=20))
def test_nothing_that_was_typed_becomes_markup(typed: str) -> None:
    assert tags(typed) == tags("parola")
