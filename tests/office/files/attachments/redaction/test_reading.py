"""A file is read in a process of its own; what cannot be read is said in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.redaction import reading
from pasocial.refusal import Refused
from tests.office.files.attachments.redaction import papers

pytestmark = pytest.mark.django_db
Kept = Callable[..., StoredFile]


def test_letter_gives_its_pages_and_what_it_hides(kept: Kept) -> None:
    found = reading.read(kept(papers.letter()))
    assert (len(found.pages), found.blind_pages, found.hidden) == (2, (), ("author", "bookmarks"))
    seen = reading.seen_in(found, [papers.NAME])
    assert [(one.page, str(one.finding.datum), " ".join(one.finding.excerpt.split())) for one in seen] == [
        (1, "name", "Mario Rossi"),
        (1, "birth", "a Torino il 12/03/1970"),
        (1, "address", "via Garibaldi 12"),
        (1, "codice_fiscale", papers.CODE),
        (1, "email", papers.MAIL),
        (1, "iban", papers.IBAN),
        (2, "name", "Mario Rossi"),
    ]
    assert seen[0].before.endswith("Il signor ")
    assert seen[0].after.startswith(", nato a Torino")


def test_sly_paper_shows_everything_it_hides(kept: Kept) -> None:
    found = reading.read(kept(papers.sly()))
    assert found.hidden == (
        "attachments",
        "author",
        "bookmarks",
        "comments",
        "form",
        "hidden_text",
        "javascript",
        "layers",
    )
    # In a line and in a form field; what is invisible, white, covered or switched off nobody sees: no copy takes it over.
    assert len(reading.seen_in(found, [papers.NAME])) == 2
    assert dict(found.properties)["author"] == papers.NAME


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (papers.locked, "encrypted"),
        (lambda: b"%PDF-1.7\nniente di buono", "broken"),
        (papers.many_pages, "too_many_pages"),
        (papers.lost_object, "broken"),
        (papers.senseless_object, "broken"),
        (papers.senseless_stream, "broken"),
    ],
)
def test_hostile_file_is_refused_in_words(kept: Kept, content: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        reading.read(kept(content()))
    assert refused.value.refusal.code == f"unreadable_{code}"
    assert refused.value.refusal.text() == str(reading.REFUSED[code])


@pytest.mark.slow
def test_bomb_is_stopped_by_its_own_limits(kept: Kept) -> None:
    stored = kept(papers.bomb())
    assert stored.size < 4 * 1024 * 1024
    with pytest.raises(Refused) as refused:
        reading.read(stored)
    assert refused.value.refusal.code in (
        "unreadable_too_heavy",
        "unreadable_too_slow",
        "unreadable_too_long",
    )


def test_child_that_hangs_is_ended(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        reading.read(kept(papers.plain("ciao")))
    assert refused.value.refusal.code == "unreadable_too_slow"


def test_child_that_dies_says_it_was_too_heavy(kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    dying = tmp_path / "child.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(reading, "CHILD", dying)
    with pytest.raises(Refused) as refused:
        reading.read(kept(papers.plain("ciao")))
    assert refused.value.refusal.code == "unreadable_too_heavy"


def test_pages_without_text_are_named(kept: Kept) -> None:
    assert reading.read(kept(papers.scanned())).blind_pages == (1,)


def test_text_files_are_read_whatever_their_letters(kept: Kept) -> None:
    stored = kept("Perché no: è così".encode("cp1252"), "nota.txt")
    assert reading.read(stored).pages == ("Perché no: è così",)
    with pytest.raises(Refused) as refused:
        reading.read(kept(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "foto.png"))
    assert refused.value.refusal.code == "unreadable_kind"
