"""The rows of a list as markup, written in Python: a list of fifty rows is most of what its page costs.

A cell is a text, a number, a day, one `Badge` or several, or the row's `Title`; everything a person typed is
escaped here. Words that repeat from row to row are drawn once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pasocial.sentences import numeric_day


@dataclass(frozen=True)
class Badge:
    """A short label with its tone; the words alone say it all."""

    label: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Title:
    """What the row is called, its link, and a quieter line below it."""

    text: str
    under: str = ""


Cell = Title | Badge | Sequence[Badge] | date | int | str | None


@dataclass(frozen=True)
class Row:
    """One row: where it leads, a cell for each column, and how its box is called when rows can be ticked."""

    pk: int
    url: str
    cells: Sequence[Cell]
    select: str = ""


def markup_of(rows: Iterable[Row], labels: Sequence[str], ticked: set[int] | None = None) -> SafeString:
    """The body of the table. `labels`: the columns' headings, which a phone shows beside each cell; `ticked`: the
    rows that come ticked, None when rows cannot be."""
    heads = [f' data-label="{escape(label)}"' for label in labels]
    return SafeString("".join([_row(row, heads, ticked) for row in rows]))


def ends(row: Row | None) -> list[bool]:
    """Which columns hold numbers, and so stand at the end of their cell."""
    return [isinstance(cell, int) for cell in row.cells] if row else []


def _row(row: Row, heads: list[str], ticked: set[int] | None) -> str:
    parts = ["<tr data-row>"]
    if ticked is not None:
        checked = " checked" if row.pk in ticked else ""
        parts.append(
            '<td class="pa-table-check"><input type="checkbox" class="form-check-input" name="rows"'
            f' value="{row.pk}"{checked} aria-label="{escape(row.select)}"></td>'
        )
    parts += [_cell(cell, head, row.url) for cell, head in zip(row.cells, heads, strict=True)]
    parts.append("</tr>\n")
    return "".join(parts)


def _cell(cell: Any, head: str, url: str) -> str:
    if type(cell) is str:
        return f"<td{head}>{escape(cell) or '—'}</td>"
    if type(cell) is Title:
        below = f'<br><span class="pa-muted pa-num">{escape(cell.under)}</span>' if cell.under else ""
        link = f'<a href="{escape(url)}" dir="auto">{escape(cell.text)}</a>'
        return f'<th scope="row" class="pa-col-main">{link}{below}</th>'
    if isinstance(cell, date):
        iso, shown = _day(cell)
        return f'<td class="pa-nowrap pa-num"{head}><time datetime="{iso}">{shown}</time></td>'
    if isinstance(cell, int):
        return f'<td class="pa-end pa-num"{head}>{cell}</td>'
    if cell is None:
        return f"<td{head}>—</td>"
    if isinstance(cell, tuple | list):
        badges = " ".join([_badge(str(one.label), one.tone, one.icon) for one in cell])
        return f'<td{head}><span class="pa-cluster">{badges}</span></td>'
    if isinstance(cell, Badge):
        return f'<td class="pa-nowrap"{head}>{_badge(str(cell.label), cell.tone, cell.icon)}</td>'
    return f"<td{head}>{escape(str(cell))}</td>"


@lru_cache(maxsize=1024)
def _badge(label: str, tone: str, icon: str) -> str:
    shown: str = render_to_string("components/badge.html", {"label": label, "tone": tone, "icon": icon})
    return shown.strip()


@lru_cache(maxsize=1024)
def _day(day: date) -> tuple[str, str]:
    """The day for machines and for people: written alike in every language of the office."""
    return day.isoformat()[:10], numeric_day(day)
