"""Writes the copy: a new PDF that holds the letters it was given, drawn anew with fonts of ours, and nothing of the old one.

What no rule here writes cannot be in the copy: no object, stream, font, name or property of the original is taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pasocial.office.files.attachments.redaction.sandbox import drawings, fonts
from pasocial.office.files.attachments.redaction.sandbox.letters import Box, Letter, Page
from pasocial.office.files.attachments.redaction.sandbox.opening import pymupdf

# A strip below each page says what the page is.
STRIP = 16.0
# Places and widths are rounded to this, in points: the exact width of a gap tells which name fitted into it.
GRID = 0.5
# A page kept as a picture is drawn with so many dots per inch.
DPI = 150


@dataclass
class Words:
    """The few sentences the copy says by itself, in the office's language."""

    written: str = ""
    pictured: str = ""
    without: str = ""
    picture: str = ""
    gone: str = ""


@dataclass
class _Node:
    kind: str
    marks: list[int] = field(default_factory=list)
    alt: str = ""


class Copy:
    """A copy in the making: pages are added in order, then it is saved once."""

    def __init__(self, *, language: str, title: str, words: Words) -> None:
        self._document = pymupdf().open()
        self._language, self._title, self._words = language, title, words
        self._faces: dict[str, int] = {}
        self._pages: list[tuple[int, list[_Node]]] = []
        self.left_out: list[int] = []

    def add(
        self,
        page: Page,
        gone: Sequence[bool],
        *,
        turn: int,
        pieces: Sequence[drawings.Piece] = (),
        other_drawings: bool = False,
        drawn: Any = None,
        blank: bool = False,
    ) -> None:
        """One page without the letters that are `gone`. `drawn`: the page's own picture, when a person kept it so."""
        target = self._document.new_page(width=max(page.width, 20), height=max(page.height, 20))
        sheet = _Sheet(self, target, page.height)
        if drawn is not None:
            sheet.picture(drawn, page)
        else:
            sheet.pieces(pieces)
            for box in page.pictures:
                sheet.left_out(box, self._words.picture)
            sheet.ground(pieces)
        if not blank:
            sheet.letters(page, gone, hidden=drawn is not None)
        for box in _blocks(page, gone):
            sheet.block(box, self._words.gone, painted=drawn is None)
        note = self._words.pictured if drawn is not None else self._words.written
        if drawn is None and (page.pictures or other_drawings):
            self.left_out.append(len(self._pages) + 1)
            note = f"{note} {self._words.without}"
        sheet.note(note, page.width)
        sheet.close(turn)
        self._pages.append((target.xref, sheet.nodes))

    def face(self, page: Any, name: str) -> str:
        """The font's name on this page; the font itself is in the copy once."""
        page.insert_font(fontname=f"F-{name}", fontbuffer=fonts.font(name).buffer)
        return f"F-{name}"

    @property
    def document(self) -> Any:
        return self._document

    def save(self, path: str) -> None:
        document = self._document
        self._tag()
        document.subset_fonts()
        if self._title:
            document.set_metadata({"title": self._title})
            document.xref_set_key(document.pdf_catalog(), "ViewerPreferences", "<</DisplayDocTitle true>>")
        document.xref_set_key(document.pdf_catalog(), "Info", "null")
        document.save(path, garbage=4, deflate=True)
        document.close()

    def _tag(self) -> None:
        """Which words belong together, for screen readers (ISO 32000-2, 14.7)."""
        document, engine = self._document, pymupdf()
        root, top, parents = (document.get_new_xref() for _one in range(3))
        children, rows = [], []
        for number, (page, nodes) in enumerate(self._pages):
            owners: dict[int, int] = {}
            for node in nodes:
                xref = document.get_new_xref()
                alt = f"/Alt{engine.get_pdf_str(node.alt)}" if node.alt else ""
                marks = " ".join(map(str, node.marks))
                document.update_object(
                    xref, f"<</Type/StructElem/S/{node.kind}/P {top} 0 R/Pg {page} 0 R/K[{marks}]{alt}>>"
                )
                children.append(xref)
                owners |= dict.fromkeys(node.marks, xref)
            row = " ".join(f"{owners[mark]} 0 R" for mark in sorted(owners))
            rows.append(f"{number}[{row}]")
            document.xref_set_key(page, "StructParents", str(number))
            document.xref_set_key(page, "Tabs", "/S")
        kids = " ".join(f"{child} 0 R" for child in children)
        document.update_object(top, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{kids}]>>")
        document.update_object(parents, f"<</Nums[{' '.join(rows)}]>>")
        document.update_object(
            root,
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {len(rows)}>>",
        )
        catalog = document.pdf_catalog()
        document.xref_set_key(catalog, "StructTreeRoot", f"{root} 0 R")
        document.xref_set_key(catalog, "MarkInfo", "<</Marked true>>")
        document.xref_set_key(catalog, "Lang", f"({self._language})")


class _Sheet:
    """The drawing of one page of the copy."""

    def __init__(self, copy: Copy, page: Any, height: float) -> None:
        self._copy, self._page, self._height = copy, page, height
        self._said: list[str] = []
        self.nodes: list[_Node] = []
        self._marks = 0
        self._faces: dict[str, str] = {}
        self._fills: list[drawings.Piece] = []

    def _face(self, name: str) -> str:
        if name not in self._faces:
            self._faces[name] = self._copy.face(self._page, name)
        return self._faces[name]

    def _mark(self, node: _Node) -> int:
        node.marks.append(self._marks)
        self._marks += 1
        return self._marks - 1

    def ground(self, pieces: Sequence[drawings.Piece]) -> None:
        self._fills = [one for one in pieces if one.fill is not None]

    def pieces(self, pieces: Sequence[drawings.Piece]) -> None:
        if pieces:
            self._said.append("/Artifact BMC q")
        for one in pieces:
            left, top, right, bottom = (_rounded(side) for side in one.box)
            if one.line:
                self._said.append(
                    f"{_rgb(one.stroke)} RG {one.width:.2f} w {left} {_up(self._height, top)} m "
                    f"{right} {_up(self._height, bottom)} l S"
                )
                continue
            # A thin filled area is a line: it must not vanish between two points of the grid.
            wide, high = (
                max(right - left, one.box[2] - one.box[0]),
                max(bottom - top, one.box[3] - one.box[1]),
            )
            paint = "B" if one.fill and one.stroke else "f" if one.fill else "S"
            colours = (f"{_rgb(one.fill)} rg " if one.fill else "") + (
                f"{_rgb(one.stroke)} RG {one.width:.2f} w " if one.stroke else ""
            )
            if colours:
                self._said.append(
                    f"{colours}{left} {_up(self._height, top + high):.2f} {wide:.2f} {high:.2f} re {paint}"
                )
        if pieces:
            self._said.append("Q EMC")

    def picture(self, drawn: Any, page: Page) -> None:
        """The page as dots: nothing of the original's own pictures, nor of what they carry, is kept."""
        photo = drawn.tobytes("jpg", jpg_quality=82)
        plain = drawn.tobytes("png")
        frame = pymupdf().Rect(0, 0, page.width, page.height)
        self._page.insert_image(frame, stream=min(photo, plain, key=len))
        self._said.append("/Artifact BMC")
        self._said.append(self._page.read_contents().decode("latin-1").strip())
        self._said.append("EMC")

    def left_out(self, box: Box, words: str) -> None:
        node = _Node("Figure", alt=words)
        self.nodes.append(node)
        left, top, right, bottom = (_rounded(side) for side in box)
        low, wide, high = _up(self._height, bottom), right - left, bottom - top
        self._said.append(
            f"/Figure <</MCID {self._mark(node)}>> BDC q 0.5 G 0.5 w [3 3] 0 d {left} {low} {wide} {high} re S "
            f"{left} {low} m {left + wide} {low + high} l S Q EMC"
        )

    def block(self, box: Box, words: str, *, painted: bool) -> None:
        node = _Node("Figure", alt=words)
        self.nodes.append(node)
        left, top, right, bottom = box
        paint = (
            f"0 g {left} {_up(self._height, bottom)} {right - left} {bottom - top} re f" if painted else ""
        )
        self._said.append(f"/Figure <</MCID {self._mark(node)}>> BDC q {paint} Q EMC")

    def letters(self, page: Page, gone: Sequence[bool], *, hidden: bool) -> None:
        largest = _body_size(page) * 1.25
        for line in page.lines:
            kept = [number for number in line if not gone[number]]
            if not any(not page.letters[number].sign.isspace() for number in kept):
                continue
            head = len(line) < 120 and page.letters[line[0]].size >= largest
            node = _Node("H2" if head else "P")
            self.nodes.append(node)
            self._said.append(f"/{node.kind} <</MCID {self._mark(node)}>> BDC BT")
            self._said += [self._run(run, hidden) for run in _runs(page.letters, line, gone)]
            self._said.append("ET EMC")

    def _run(self, run: Sequence[Letter], hidden: bool) -> str:
        first = run[0]
        shown = [(one, _sign(one.sign)) for one in run]
        by_font: list[tuple[str, list[str]]] = []
        for one, sign in shown:
            if not sign:
                continue
            name = fonts.font_for(one, sign)
            if not name:
                name, sign = "helv", "?"
            if by_font and by_font[-1][0] == name:
                by_font[-1][1].append(sign)
            else:
                by_font.append((name, [sign]))
        if not by_font:
            return ""
        size = max(_rounded(first.size), GRID)
        natural = sum(fonts.advance(name, sign) for name, signs in by_font for sign in signs) * size
        wanted = max(run[-1].end - first.along, 0.1)
        ratio = wanted / natural if natural else 1
        count = sum(len(signs) for _name, signs in by_font)
        # Letters set wide apart keep their shape and their distance.
        apart = _rounded((wanted - natural) / count) if ratio > 1.3 else 0
        wide = 100 if apart else round(min(max(ratio, 0.4), 1.3) * 100)
        across, down = first.way
        colour = "0 0 0" if not self._readable_on_ground(first) else _rgb(_split(first.color))
        parts = [
            f"{colour} rg {3 if hidden else 0} Tr {wide} Tz {apart} Tc "
            f"{across:.4f} {-down:.4f} {down:.4f} {across:.4f} {_rounded(first.x)} "
            f"{_up(self._height, _rounded(first.y))} Tm"
        ]
        for name, signs in by_font:
            numbers = "".join(f"{fonts.glyph(name, sign):04x}" for sign in signs)
            parts.append(f"/{self._face(name)} {size} Tf <{numbers}> Tj")
        return " ".join(parts)

    def _readable_on_ground(self, letter: Letter) -> bool:
        """Light letters stay light only on the dark area they stood on."""
        red, green, blue = _split(letter.color)
        if 0.3 * red + 0.6 * green + 0.1 * blue < 0.7:
            return True
        for one in self._fills:
            left, top, right, bottom = one.box
            if left <= letter.x <= right and top <= letter.y <= bottom and one.fill and min(one.fill) < 0.6:
                return True
        return False

    def note(self, words: str, width: float) -> None:
        name, size = "helv", 6.0
        natural = sum(fonts.advance(name, sign) for sign in words) * size
        wide = min(100, int((width - 20) / natural * 100)) if natural else 100
        if not words or wide < 40:
            return
        node = _Node("P")
        self.nodes.append(node)
        numbers = "".join(f"{fonts.glyph(name, sign):04x}" for sign in words)
        self._said.append(
            f"/P <</MCID {self._mark(node)}>> BDC BT 0.3 0.3 0.3 rg 0 Tr {wide} Tz 0 Tc /{self._face(name)} {size} Tf "
            f"1 0 0 1 10 {5 - STRIP:.1f} Tm <{numbers}> Tj ET EMC"
        )

    def close(self, turn: int) -> None:
        document, page = self._copy.document, self._page
        xref = document.get_new_xref()
        document.update_object(xref, "<<>>")
        document.update_stream(xref, "\n".join(self._said).encode("ascii"))
        page.set_contents(xref)
        box = page.mediabox
        document.xref_set_key(page.xref, "MediaBox", f"[0 {-STRIP:g} {box.width:g} {box.height:g}]")
        document.xref_set_key(page.xref, "Rotate", str(turn % 360))


def _sign(sign: str) -> str:
    """The sign as it is written: invisible ones are not, a soft hyphen that is seen is a hyphen."""
    if sign == "\u00ad":
        return "-"
    return sign if sign == " " or sign.isprintable() else ""


def _runs(letters: Sequence[Letter], line: Sequence[int], gone: Sequence[bool]) -> Iterator[list[Letter]]:
    """Words with the space after them: each is set where it stood, so that small differences of fonts never add up."""
    run: list[Letter] = []
    for number in line:
        letter = letters[number]
        if gone[number]:
            if run:
                yield run
            run = []
            continue
        if run and (_differs(run[-1], letter) or (run[-1].sign == " " and letter.sign != " ")):
            yield run
            run = []
        if run or letter.sign != " ":
            run.append(letter)
    if run:
        yield run


def _differs(one: Letter, other: Letter) -> bool:
    return (
        one.size != other.size
        or one.flags != other.flags
        or one.font != other.font
        or one.color != other.color
        or one.way != other.way
        or abs(one.across - other.across) > 0.5
    )


def _blocks(page: Page, gone: Sequence[bool]) -> Iterator[Box]:
    """A black box for each stretch that goes, rounded outwards: the width of a gap tells the name."""
    for line in page.lines:
        start = None
        for place, number in enumerate([*line, -1]):
            if number >= 0 and gone[number]:
                start = place if start is None else start
            elif start is not None:
                yield _around([page.letters[each] for each in line[start:place]])
                start = None


def _around(letters: Sequence[Letter]) -> Box:
    step = 1.0
    left = min(one.box[0] for one in letters)
    right = max(one.box[2] for one in letters)
    top = min(one.box[1] for one in letters)
    bottom = max(one.box[3] for one in letters)
    if abs(letters[0].way[0]) > 0.9:
        size = max(one.size for one in letters)
        top = max(top, min(one.y for one in letters) - 0.85 * size)
        bottom = min(bottom, max(one.y for one in letters) + 0.25 * size)
        left, right = left // step * step, -(-right // step) * step
    else:
        top, bottom = top // step * step, -(-bottom // step) * step
    return _rounded(left), _rounded(top), _rounded(right), _rounded(bottom)


def blocks(page: Page, gone: Sequence[bool]) -> list[Box]:
    return list(_blocks(page, gone))


def _body_size(page: Page) -> float:
    sizes = sorted(one.size for one in page.letters if one.sign.isalnum())
    return sizes[len(sizes) // 2] if sizes else 1000.0


def _rounded(value: float) -> float:
    return round(value / GRID) * GRID


def _up(height: float, down: float) -> float:
    return round(height - down, 2)


def _rgb(colour: drawings.Colour | None) -> str:
    return " ".join(f"{part:g}" for part in colour or (0, 0, 0))


def _split(colour: int) -> drawings.Colour:
    return (
        round((colour >> 16 & 255) / 255, 3),
        round((colour >> 8 & 255) / 255, 3),
        round((colour & 255) / 255, 3),
    )
