"""Reads a page letter by letter: what each is, where it stands, whether anybody sees it, in which order they are read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pasocial.office.files.attachments.redaction.sandbox.opening import pymupdf

# Pixels per point at which a page is looked at.
SCALE = 1.6
# Smaller than this, in points, nobody reads it.
SMALLEST = 1.5
# Pictures smaller than this, in points, show nothing: rules, dots, spacers.
SMALLEST_PICTURE = 4.0
# Letters on one line nearer than this part of their size belong to one word.
NEAR = 0.3
# Letters drawn one by one may stand so far apart, in parts of their size.
WIDE = 1.6
# A page where more of the letters than this cannot be read is a picture to us.
MOST_UNREADABLE = 0.03
# Symbol fonts have no letters of their own; what office programs use as bullets, as the signs they show.
SYMBOLS = {
    0xF0FC: "✓",
    0xF0FE: "☒",
    0xF06F: "□",
    0xF0A8: "□",
    0xF071: "□",
    0xF0E0: "→",
    0xF0D8: "›",
    0xF02D: "-",
}

# What forms tick their boxes with, by the letter behind it.
DINGBATS = {
    "3": "✓",
    "4": "✔",
    "5": "✕",
    "6": "✖",
    "7": "✗",
    "8": "✘",
    "l": "●",
    "n": "■",
    "u": "◆",
    "H": "★",
}

Box = tuple[float, float, float, float]
UPRIGHT = (1.0, 0.0)


@dataclass(slots=True)
class Letter:
    """One letter where it stands, in points from the upper left corner of the page as it is shown."""

    sign: str
    x: float
    y: float
    box: Box
    way: tuple[float, float]
    size: float
    flags: int
    font: str
    color: int
    painted: bool
    row: int = 0
    seen: bool = True

    # Nearly all letters stand upright; for them the sums below would be most of the time a page costs.
    @property
    def along(self) -> float:
        if self.way == UPRIGHT:
            return self.x
        return self.x * self.way[0] + self.y * self.way[1]

    @property
    def across(self) -> float:
        if self.way == UPRIGHT:
            return self.y
        return self.y * self.way[0] - self.x * self.way[1]

    @property
    def end(self) -> float:
        """Where it ends, along its line."""
        left, top, right, bottom = self.box
        if self.way == UPRIGHT:
            return right
        return max(x * self.way[0] + y * self.way[1] for x in (left, right) for y in (top, bottom))


@dataclass
class Page:
    """A page as it is read. `text[i]` is `letters[places[i]]`, or a space or line's end of ours where that is -1."""

    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    lines: list[list[int]] = field(default_factory=list)
    text: str = ""
    places: list[int] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    # Letters that are there and that nobody sees: they never reach the copy.
    unseen: int = 0
    # Nothing here can be read by a machine, and yet something is shown.
    blind: bool = False


def page_of(page: Any, readable: Callable[[str], bool], marked: Sequence[Box] = ()) -> Page:
    """Reads one page. `readable(sign)`: whether a copy can show it. `marked`: areas somebody wanted covered."""
    found = Page(page.rect.width, page.rect.height)
    sight = _Sight(page)
    found.pictures = _pictures(page, sight)
    rows = _rows(page)
    for row in rows:
        for letter in row:
            letter.seen = sight.sees(letter) and not _covered(letter, marked)
    painted = sum(letter.seen for row in rows for letter in row if letter.sign.isalnum())
    scanned = [
        letter
        for row in rows
        for letter in row
        if not letter.painted
        and letter.sign.isalnum()
        and _inside(letter, found.width, found.height)
        and not _covered(letter, marked)
    ]
    scan = bool(found.pictures) and len(scanned) > painted
    unreadable = 0
    lines: list[list[Letter]] = []
    for row in _joined(rows):
        kept = [one for one in row if one.seen or (scan and not one.painted and not _covered(one, marked))]
        found.unseen += sum(not one.sign.isspace() for one in row) - sum(
            not one.sign.isspace() for one in kept
        )
        unreadable += sum(not readable(one.sign) for one in kept)
        if any(not one.sign.isspace() for one in kept):
            lines.append(kept)
    _spell(found, lines)
    shown = sum(not one.sign.isspace() for one in found.letters)
    worded = sum(one.sign.isalnum() and one.seen and one.painted for one in found.letters)
    found.blind = (
        scan
        or unreadable > max(3, shown * MOST_UNREADABLE)
        or (worded < 10 and bool(found.pictures))
        or (worded == 0 and sight.shows_anything())
        or (worded < 200 and _area(found.pictures) > found.width * found.height / 2)
    )
    return found


def _covered(letter: Letter, marked: Sequence[Box]) -> bool:
    across, down = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in marked)


def _area(boxes: Sequence[Box]) -> float:
    return sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)


def _inside(letter: Letter, width: float, height: float) -> bool:
    left, top, right, bottom = letter.box
    return right > 1 and bottom > 1 and left < width - 1 and top < height - 1


class _Sight:
    """The page as it is drawn, to tell what anybody sees of it."""

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.rect.width, page.rect.height
        longest = max(self.width, self.height, 1)
        self.scale = min(SCALE, 4000 / longest)
        matrix = pymupdf().Matrix(self.scale, self.scale)
        self._drawn = page.get_pixmap(matrix=matrix, alpha=False, annots=False)
        self._rows = memoryview(self._drawn.samples)

    def sees(self, letter: Letter) -> bool:
        if letter.sign.isspace():
            return True
        if not letter.painted or letter.size < SMALLEST or not _inside(letter, self.width, self.height):
            return False
        left, top, right, bottom = letter.box
        if letter.sign.isalnum() and abs(letter.way[0]) > 0.9:
            # Without the line that may run under or through it.
            top, bottom = max(top, letter.y - 0.8 * letter.size), min(bottom, letter.y + 0.02 * letter.size)
        return self.differs(left, top, right, bottom)

    def differs(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether anything at all is drawn there: a stretch of one colour shows nothing."""
        first, last = (
            max(0, math.floor(left * self.scale)),
            min(self._drawn.width, math.ceil(right * self.scale)),
        )
        upper, lower = (
            max(0, math.floor(top * self.scale)),
            min(self._drawn.height, math.ceil(bottom * self.scale)),
        )
        if first >= last or upper >= lower:
            return False
        stride, size = self._drawn.stride, self._drawn.n
        begin, wide = upper * stride + first * size, (last - first) * size
        plain = bytes(self._rows[begin : begin + size]) * (last - first)
        rows = self._rows
        lines = range(begin, begin + (lower - upper) * stride, stride)
        return any(rows[row : row + wide] != plain for row in lines)

    def shows_anything(self) -> bool:
        return self.differs(0, 0, self.width, self.height)


def _pictures(page: Any, sight: _Sight) -> list[Box]:
    frame = page.rect
    found = []
    for one in page.get_image_info():
        box = pymupdf().Rect(one["bbox"]) & frame
        if box.width >= SMALLEST_PICTURE and box.height >= SMALLEST_PICTURE and sight.differs(*box):
            found.append(tuple(box))
    return found


def _rows(page: Any) -> list[list[Letter]]:
    """The letters as the file gives them, line by line."""
    engine = pymupdf()
    rows: list[list[Letter]] = []
    # What is drawn counts, not what the file says should be read instead of it.
    flags = engine.TEXT_PRESERVE_WHITESPACE | engine.TEXT_IGNORE_ACTUALTEXT
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            way = (float(line["dir"][0]), float(line["dir"][1]))
            row: list[Letter] = []
            for span in line["spans"]:
                painted = bool(span["char_flags"] & 48) and span["alpha"] > 0
                table = DINGBATS if "dingbats" in span["font"].lower() else {}
                for one in span["chars"]:
                    for sign in table.get(one["c"]) or _signs(one["c"]):
                        if unicodedata.combining(sign) and row:
                            row[-1].sign = _composed(row[-1].sign, sign)
                            continue
                        row.append(_letter(sign, one, span, way, painted, len(rows)))
            if row:
                rows.append(_with_widths(row))
    return rows


def _letter(
    sign: str, one: dict[str, Any], span: dict[str, Any], way: tuple[float, float], painted: bool, row: int
) -> Letter:
    return Letter(
        sign=sign,
        x=one["origin"][0],
        y=one["origin"][1],
        box=tuple(one["bbox"]),
        way=way,
        size=span["size"],
        flags=span["flags"],
        font=span["font"],
        color=span["color"],
        painted=painted,
        row=row,
    )


def _with_widths(row: list[Letter]) -> list[Letter]:
    """Letters of one sign (a ligature) share its place; a letter that says it has no width is looked at all the same."""
    narrow = [_narrow(one) for one in row]
    if not any(narrow):
        return row
    start = 0
    for place in range(1, len(row) + 1):
        if place < len(row) and narrow[place] and abs(row[place].along - row[place - 1].end) < 0.01:
            continue
        together, first = row[start:place], row[start]
        width = (0.5 * first.size if narrow[start] else first.end - first.along) / len(together)
        if len(together) > 1 or narrow[start]:
            _share(together, first.x, first.y, width)
        start = place
    return row


def _narrow(letter: Letter) -> bool:
    return letter.end - letter.along < 0.001 * letter.size


def _share(together: list[Letter], x: float, y: float, width: float) -> None:
    across, down = together[0].way
    left, top, right, bottom = together[0].box
    for place, one in enumerate(together):
        one.x, one.y = x + across * width * place, y + down * width * place
        if abs(across) > abs(down):
            edges = sorted((one.x, one.x + across * width))
            one.box = (edges[0], top, edges[1], bottom)
        else:
            edges = sorted((one.y, one.y + down * width))
            one.box = (left, edges[0], right, edges[1])


def _signs(said: str) -> str:
    number = ord(said[0]) if said else 0xFFFD
    if 0xE000 <= number <= 0xF8FF:
        return SYMBOLS.get(number, "•" if 0xF000 <= number <= 0xF0FF else "\ufffd")
    if not said or (number < 32 and not said.isspace()):
        return "\ufffd"
    if 0x1D400 <= number <= 0x1D7FF:
        # Letters of formulas: the letter itself.
        return unicodedata.normalize("NFKC", said)
    return " " if said.isspace() else said


def _composed(letter: str, mark: str) -> str:
    """A letter and the mark over it are one sign where Unicode has one; else the mark, which no font of ours has, goes."""
    both = unicodedata.normalize("NFC", letter + mark)
    return both if len(both) == 1 else letter


def _joined(rows: list[list[Letter]]) -> list[list[Letter]]:
    """Lines whose letters touch are one line, in the order in which they stand: a name drawn in pieces is one name."""
    lines: list[list[Letter]] = []
    near: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        first = row[0]
        turn, level = round(math.atan2(first.way[1], first.way[0]) * 20), round(first.across / 2)
        low, high = min(one.along for one in row), max(one.end for one in row)
        close = {place for step in (-1, 0, 1) for place in near.get((turn, level + step), ())}
        mates = sorted(place for place in close if lines[place] and _touch(lines[place], row, low, high))
        if mates:
            target = mates[0]
            for other in mates[1:]:
                lines[target] += lines[other]
                lines[other] = []
            lines[target] += row
        else:
            target = len(lines)
            lines.append(list(row))
        near.setdefault((turn, level), set()).add(target)
    return [_in_order(line) for line in lines if line]


def _touch(line: list[Letter], row: list[Letter], low: float, high: float) -> bool:
    size = min(line[0].size, row[0].size)
    if abs(line[0].across - row[0].across) > 0.3 * size:
        return False
    # Single letters set far apart, in whatever order they were drawn, are still read as a word.
    near = (WIDE if len(row) <= 2 or len(line) <= 2 else NEAR) * size
    return min(one.along for one in line) - near <= high and low <= max(one.end for one in line) + near


def _in_order(line: list[Letter]) -> list[Letter]:
    if any(unicodedata.bidirectional(one.sign) in ("R", "AL") for one in line):
        return line
    ordered = sorted(line, key=lambda one: one.along)
    kept: list[Letter] = []
    for one in ordered:
        # Drawn twice on one spot, as some programs do to make it bold: it is one letter.
        if (
            kept
            and one.sign == kept[-1].sign
            and one.row != kept[-1].row
            and not one.sign.isspace()
            and one.along - kept[-1].along < 0.12 * one.size
        ):
            continue
        if kept and kept[-1].sign != " " and one.sign != " " and one.along - kept[-1].end > NEAR * one.size:
            kept.append(_space_after(kept[-1], one))
        kept.append(one)
    return kept


def _space_after(before: Letter, after: Letter) -> Letter:
    x, y = before.box[2], before.y
    return Letter(
        " ", x, y, (x, before.box[1], after.box[0], before.box[3]), before.way, before.size, before.flags,
        before.font, before.color, True,
    )  # fmt: skip


def _spell(page: Page, lines: list[list[Letter]]) -> None:
    text: list[str] = []
    for line in lines:
        numbers = []
        for letter in line:
            numbers.append(len(page.letters))
            page.places.append(len(page.letters))
            page.letters.append(letter)
            text.append(letter.sign)
        page.lines.append(numbers)
        text.append("\n")
        page.places.append(-1)
    page.text = "".join(text)
