"""What a copy keeps of a page's drawing: rules, frames and plain areas. Whatever could draw a letter stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# A straight piece at least so long, in points, belongs to a table or a frame, and so do the pieces that touch it.
LONG = 40.0
# A lone empty square up to this size is a box to tick.
BOX = 20.0
_TOUCH = 1.5
# More pieces than this are a map or a plan, not a table.
MOST = 6000
_CELL = 8.0

Colour = tuple[float, float, float]


@dataclass(slots=True)
class Piece:
    """A straight line or an upright rectangle."""

    box: tuple[float, float, float, float]
    fill: Colour | None
    stroke: Colour | None
    width: float
    line: bool

    @property
    def longest(self) -> float:
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])


def kept_of(page: Any) -> tuple[list[Piece], bool]:
    """The pieces a copy may keep, in their order, and whether anything else was drawn."""
    pieces: list[Piece] = []
    other = False
    for path in page.get_drawings():
        found = list(_pieces(path))
        if any(one is None for one in found):
            other = True
        pieces += [one for one in found if one is not None]
        if len(pieces) > MOST:
            return [], True
    kept = [one.longest >= LONG for one in pieces]
    _spread(pieces, kept)
    lone = _lone(pieces, kept)
    chosen = [one for place, one in enumerate(pieces) if kept[place] or place in lone]
    # Small areas could be dots of a letter: they stay behind, and the page says so.
    dropped = any(
        one.fill and not kept[place] and place not in lone and not _thin(one) and one.longest >= 3
        for place, one in enumerate(pieces)
    )
    return chosen, other or dropped


def _pieces(path: dict[str, Any]) -> Iterator[Piece | None]:
    fill = _shade(path.get("fill"), path.get("fill_opacity")) if "f" in path["type"] else None
    stroke = _shade(path.get("color"), path.get("stroke_opacity")) if "s" in path["type"] else None
    width = min(float(path.get("width") or 0.5), 6.0)
    for item in path["items"]:
        if item[0] == "re":
            yield Piece(tuple(item[1].normalize()), fill, stroke, width, False)
        elif item[0] == "l" and stroke is not None:
            (left, top), (right, bottom) = item[1], item[2]
            if abs(left - right) > 0.8 and abs(top - bottom) > 0.8:
                yield None
            else:
                box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
                yield Piece(box, None, stroke, width, True)
        elif item[0] == "qu" and item[1].is_rectangular and _upright(item[1]):
            yield Piece(tuple(item[1].rect), fill, stroke, width, False)
        else:
            yield None


def _upright(quad: Any) -> bool:
    return abs(quad.ul.y - quad.ur.y) < 0.5 or abs(quad.ul.x - quad.ur.x) < 0.5


def _shade(colour: Any, opacity: Any) -> Colour | None:
    if colour is None:
        return None
    through = 1.0 if opacity is None else float(opacity)
    red, green, blue = (round(1 - (1 - float(one)) * through, 3) for one in colour[:3])
    return red, green, blue


def _cells(box: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
    """The squares of a coarse grid along the edges of a box."""
    left, top = int((box[0] - _TOUCH) // _CELL), int((box[1] - _TOUCH) // _CELL)
    right, bottom = int((box[2] + _TOUCH) // _CELL), int((box[3] + _TOUCH) // _CELL)
    right, bottom = min(right, left + 400), min(bottom, top + 400)
    for across in range(left, right + 1):
        yield across, top
        if bottom != top:
            yield across, bottom
    for down in range(top + 1, bottom):
        yield left, down
        if right != left:
            yield right, down


def _spread(pieces: list[Piece], kept: list[bool]) -> None:
    """Short thin pieces that touch a long one belong to it, and so on: the cells of a table."""
    held: dict[tuple[int, int], list[int]] = {}
    for place, one in enumerate(pieces):
        for cell in _cells(one.box):
            held.setdefault(cell, []).append(place)
    ways = [place for place, one in enumerate(kept) if one]
    while ways:
        place = ways.pop()
        for cell in _cells(pieces[place].box):
            for other in held.get(cell, ()):
                if not kept[other] and _thin(pieces[other]) and _touching(pieces[place], pieces[other]):
                    kept[other] = True
                    ways.append(other)


def _thin(piece: Piece) -> bool:
    left, top, right, bottom = piece.box
    return piece.longest >= 9 and (piece.line or piece.fill is None or min(right - left, bottom - top) < 3)


def _touching(one: Piece, other: Piece) -> bool:
    return (
        one.box[0] - _TOUCH <= other.box[2]
        and other.box[0] - _TOUCH <= one.box[2]
        and one.box[1] - _TOUCH <= other.box[3]
        and other.box[1] - _TOUCH <= one.box[3]
    )


def _lone(pieces: list[Piece], kept: list[bool]) -> set[int]:
    """Empty squares that stand alone, as a form has before its choices."""
    small = [
        place
        for place, one in enumerate(pieces)
        if not kept[place] and not one.line and one.stroke and 5 <= one.longest <= BOX and _square(one)
    ]
    if len(small) > 200:
        return set()
    others = [place for place in range(len(pieces)) if not kept[place]]
    return {
        place
        for place in small
        if not any(
            other != place and _near(pieces[place], pieces[other]) and pieces[other].box != pieces[place].box
            for other in others
        )
    }


def _square(piece: Piece) -> bool:
    left, top, right, bottom = piece.box
    bright = piece.fill is None or min(piece.fill) > 0.8
    return bright and abs((right - left) - (bottom - top)) < 3


def _near(one: Piece, other: Piece) -> bool:
    return (
        one.box[0] - 3 <= other.box[2]
        and other.box[0] - 3 <= one.box[2]
        and one.box[1] - 3 <= other.box[3]
        and other.box[1] - 3 <= one.box[3]
    )
