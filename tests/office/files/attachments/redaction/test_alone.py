"""A copy made from listed words alone holds none of them, by any means; or it is refused in words."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pikepdf
import pytest

from pasocial.office.files.attachments.redaction import alone, child, making, reading
from pasocial.refusal import Refused
from tests.office.files.attachments.redaction import hostile, papers, searching

OURS = ("NimbusSans", "NimbusRoman", "NimbusMono", "Droid", "Nimbus#20", "Nimbus ", "Symbol", "Dingbats")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same orders without a process for each: other tests see to the process and its limits."""

    def answered(order: Mapping[str, Any]) -> dict[str, Any]:
        answer = child.answer_to(json.loads(json.dumps(order)))
        if "refused" in answer:
            raise reading.refuse(answer["refused"])
        return answer

    monkeypatch.setattr(reading, "ask", answered)
    monkeypatch.setattr(making, "ask", answered)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("place", hostile.MADE)
def test_name_is_nowhere_in_the_copy(place: str) -> None:
    content = hostile.MADE[place]()
    assert searching.leaks_of(content, hostile.FIRST, hostile.LAST) != [], (
        "the paper must hold what could leak"
    )
    copy = alone.redacted(content, [hostile.NAME]).made.content
    assert searching.leaks_of(copy, hostile.FIRST, hostile.LAST) == []
    left = searching.read_by_engines(copy)
    assert all("spesa resta di quattro euro" in one for one in left), "the rest of the page stays"
    assert_only_ours(copy)


def assert_only_ours(copy: bytes) -> None:
    """The copy has fonts of ours, no pictures, no actions, no files: nothing of the original was taken over."""
    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert set(opened.Root.keys()) <= {
            "/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences",
        }  # fmt: skip
        for page in opened.pages:
            assert set(page.Resources.keys()) <= {"/Font"}
            fonts = [str(font.BaseFont) for font in page.Resources.get("/Font", {}).values()]
            assert [name for name in fonts if not any(one in name for one in OURS)] == []


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("place", hostile.REFUSED)
def test_what_nobody_can_read_is_refused(place: str) -> None:
    with pytest.raises(Refused) as refused:
        alone.redacted(hostile.REFUSED[place](), [hostile.NAME])
    assert refused.value.refusal.code in ("look_by_eye", "word_missing")


@pytest.mark.usefixtures("at_once")
def test_word_that_is_nowhere_is_asked_about() -> None:
    with pytest.raises(Refused) as refused:
        alone.redacted(hostile.page_with(), [hostile.NAME, "Bianchinni"])
    assert refused.value.refusal.code == "word_missing"
    assert "«Bianchinni»" in refused.value.refusal.text()


@pytest.mark.usefixtures("at_once")
def test_words_the_copy_itself_is_built_with_do_not_stop_it() -> None:
    content = hostile.page_with(words="La signora Page Roman, detta Font, e il testo di Copia")
    copy = alone.redacted(content, ["Page Roman", "Font", "testo", "Copia"]).made.content
    left = searching.read_by_engines(copy)[1]
    assert [word for word in ("Page", "Roman", "Font", "testo", "Copia") if word in left] == []


@pytest.mark.usefixtures("at_once")
def test_ordinary_paper_of_many_kinds_is_not_refused() -> None:
    made = alone.redacted(papers.letter(), [papers.NAME]).made
    assert (made.pages, made.left_out) == (2, ())
    left = searching.read_by_engines(made.content)[0]
    for words in ("Determina di spesa", "ha chiesto il capitolato", "4,85 euro a pasto", "100 euro"):
        assert words in left


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable_empty"),
        (b"PK\x03\x04" + b"\0" * 60, "unreadable_no_text_file"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1" * 60, "unreadable_kind"),
        (b"<html><b>Ma</b>rio</html>", "unreadable_kind"),
        (b"{\\rtf1 Ma\\b rio}", "unreadable_kind"),
        (papers.senseless_object(), "unreadable_broken"),
        (papers.lost_object(), "unreadable_broken"),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        alone.redacted(content, ["Mario"])
    assert refused.value.refusal.code == code


def test_person_called_by_half_of_her_name_is_taken_out_and_the_other_half_is_told() -> None:
    vouched = alone.redacted(b"La signora Bianchini ha firmato.", ["Ermenegilda Bianchini"])
    assert "bianchini" not in vouched.made.content.decode().casefold()
    assert vouched.notes == ("Nel file non c'era «Ermenegilda».",)
