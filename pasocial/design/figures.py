"""Geometry of the small charts: numbers in, lengths out; the table beside each holds the truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

Row = Sequence[object]


@dataclass(frozen=True)
class Bar:
    """`share`: hundredths of the longest bar. The words stay text of the page, so that they wrap and never shrink."""

    label: str
    value: float
    share: float


@dataclass(frozen=True)
class Point:
    label: str
    value: float
    x: float
    y: float
    labelled: bool
    # A label that a phone has no room for.
    minor: bool


@dataclass(frozen=True)
class Grid:
    y: float
    value: float


@dataclass(frozen=True)
class Line:
    """A line chart with a zero baseline; lengths in SVG units."""

    points: tuple[Point, ...]
    path: str
    area: str
    width: int
    height: int
    left: int
    right: int
    base: float
    grid: tuple[Grid, ...]


def _read(rows: Iterable[Row]) -> list[tuple[str, float]]:
    return [(str(row[0]), float(row[1])) for row in rows]  # type: ignore[arg-type]


def bars(rows: Iterable[Row]) -> tuple[Bar, ...]:
    """Bars as long as their values; zero still leaves a line to see."""
    read = _read(rows)
    longest = max((value for _, value in read), default=0) or 1
    return tuple(
        Bar(label, value, max(round(max(value, 0) / longest * 100, 1), 0.5)) for label, value in read
    )


def nice_top(highest: float) -> float:
    """The first of 1, 2, 4, 5, 10 × 10ⁿ not below the highest value, so that quarters read well."""
    if highest <= 4:
        return 4
    magnitude = 10 ** (len(str(int(highest))) - 1)
    return next(step * magnitude for step in (1, 2, 4, 6, 8, 10, 20) if step * magnitude >= highest)


def _label_room(read: Sequence[tuple[str, float]]) -> float:
    """What the longest label takes below the line, with the space after it; the template cuts it at ten letters."""
    return min(max((len(label) for label, _ in read), default=0), 10) * 7 + 10


def line(rows: Iterable[Row], *, width: int = 640, height: int = 220) -> Line:
    """Points joined in order, on a scale that begins at zero so that no change looks larger than it is."""
    read = _read(rows)
    left, right, top, bottom = 44, width - 36, 14, height - 28
    highest = nice_top(max((value for _, value in read), default=0))
    steps = max(len(read) - 1, 1)
    every = ceil(len(read) * _label_room(read) / (right - left)) or 1
    points = tuple(
        Point(
            label=label,
            value=value,
            x=round(left + (right - left) * index / steps, 1),
            y=round(bottom - (bottom - top) * max(value, 0) / highest, 1),
            labelled=index % every == 0,
            minor=index // every % 2 == 1,
        )
        for index, (label, value) in enumerate(read)
    )
    path = " ".join(f"{'M' if index == 0 else 'L'}{point.x} {point.y}" for index, point in enumerate(points))
    area = f"{path} L{points[-1].x} {bottom} L{points[0].x} {bottom} Z" if points else ""
    grid = tuple(
        Grid(y=round(bottom - (bottom - top) * quarter / 4, 1), value=highest * quarter / 4)
        for quarter in range(5)
    )
    return Line(points, path, area, width, height, left, right, bottom, grid)
