"""What was removed is nowhere in the copy: not in its text, not in its streams, not in what readers do not see."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.redaction import making, reading
from pasocial.refusal import Refused
from tests.office.files.attachments.redaction import hostile, papers, searching

pytestmark = pytest.mark.django_db
Kept = Callable[..., StoredFile]


def copied(stored: StoredFile, names: list[str], words: list[str] | None = None) -> making.Made:
    seen = reading.seen_in(reading.read(stored), names, words or [])
    return making.made(stored, seen, title="Copia")


def text_of(content: bytes) -> str:
    """By an engine that did not make the copy."""
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_letter_loses_its_data_and_keeps_the_rest(kept: Kept) -> None:
    made = copied(kept(papers.letter()), [papers.NAME])
    left = text_of(made.content)
    assert [secret for secret in (*papers.SECRETS, "12/03/1970") if secret in left] == []
    for words in ("Determina di spesa", "ha chiesto il capitolato", "4,85 euro a pasto", "100 euro"):
        assert words in left
    assert (made.pages, len(made.removed)) == (2, 7)
    assert made.removed[0] == {"page": 1, "datum": "name", "ground": "personal_data"}
    inside = papers.everything_in(made.content)
    assert [secret for secret in (b"Mario", b"Rossi", b"Giulia", b"Foto di") if secret in inside] == []
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert str(opened.docinfo["/Title"]) == "Copia"
        assert "/StructTreeRoot" in opened.Root, "the copy stays readable with a screen reader"


def test_sly_paper_keeps_its_secret_nowhere(kept: Kept) -> None:
    made = copied(kept(papers.sly()), [papers.NAME])
    inside = papers.everything_in(made.content)
    assert re.findall(rb"(?i)mario|rossi|RSSMRA|JavaScript|EmbeddedFile", inside) == []
    assert "Mario" not in text_of(made.content)
    assert set(made.stripped) >= {"author", "attachments", "comments", "javascript", "layers"}
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert (
            set(opened.Root.keys()) & {"/Names", "/OpenAction", "/AcroForm", "/OCProperties", "/Metadata"}
            == set()
        )
        assert list(opened.pages[0].get("/Annots", [])) == []


@pytest.mark.parametrize("paper", [papers.spoken, papers.mended])
def test_name_said_aloud_goes_even_when_the_file_is_mended(kept: Kept, paper: Callable[[], bytes]) -> None:
    assert papers.NAME.encode() in papers.everything_in(paper())
    made = copied(kept(paper()), [papers.NAME], ["legge"])
    assert papers.NAME.encode() not in papers.everything_in(made.content)
    assert "Una pagina che si" in text_of(made.content)


def test_what_was_left_unticked_stays(kept: Kept) -> None:
    stored = kept(papers.plain(f"Di {papers.NAME} si parla", f"Ancora {papers.NAME} qui"))
    seen = reading.seen_in(reading.read(stored), [papers.NAME])
    made = making.made(stored, making.chosen_from(seen, [seen[0].key]))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.content)]
    assert ["Mario" in page for page in pages] == [False, True]


def test_turned_page_is_redacted_where_it_should(kept: Kept) -> None:
    made = copied(kept(papers.turned()), [papers.NAME])
    left = text_of(made.content)
    assert ("Mario" in left, "abita in questa" in left) == (False, True)
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert int(opened.pages[0].Rotate) == 90


def test_added_words_go_wherever_they_stand(kept: Kept) -> None:
    stored = kept(papers.plain("La società Alfa Beta ha vinto", "Con alfa beta e ALFA BETA"))
    made = copied(stored, [], ["alfa beta"])
    assert (len(made.removed), "lfa" in text_of(made.content).replace("ALFA", "alfa")) == (3, False)


def test_file_without_findings_is_still_stripped(kept: Kept) -> None:
    made = making.made(kept(papers.letter()), [])
    assert (made.removed, "author" in made.stripped) == ((), True)
    assert b"Giulia" not in papers.everything_in(made.content)


def test_copy_that_still_tells_is_refused(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an engine with a fault would do: the copy is the original."""
    stored = kept(papers.plain(f"Di {papers.NAME} si parla"))
    seen = reading.seen_in(reading.read(stored), [papers.NAME])
    real = making.ask

    def faulty(order: dict[str, object]) -> dict[str, object]:
        return real({**order, "ranges": {}} if order["do"] == "remove" else order)

    monkeypatch.setattr(making, "ask", faulty)
    with pytest.raises(Refused) as refused:
        making.made(stored, seen)
    assert refused.value.refusal.code == "still_there"


def test_text_is_blocked_out_with_one_length_for_all(kept: Kept) -> None:
    stored = kept(f"nome;spesa\n{papers.NAME};100\nAnna;5\n".encode(), "spese.csv")
    made = copied(stored, [papers.NAME, "Anna Bo"])
    assert made.content.decode() == "nome;spesa\n█████;100\n█████;5\n"


def test_picture_a_person_looked_at_stays_and_tells_nothing_of_itself(kept: Kept) -> None:
    photograph = hostile.photographed()
    assert searching.leaks_of(photograph, hostile.FIRST, hostile.LAST) != []
    made = making.made(kept(photograph), [], by_eye=True)
    assert (made.blind_pages, made.left_out) == ((1,), ())
    assert searching.leaks_of(made.content, hostile.FIRST, hostile.LAST) == []
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        assert len(opened.pages[0].images) == 1


def test_words_recognised_on_a_scan_go_with_their_dots(kept: Kept) -> None:
    stored = kept(hostile.scanned_with_words())
    seen = reading.seen_in(reading.read(stored), [], [hostile.NAME])
    assert len(seen) == 1
    made = making.made(stored, seen, by_eye=True)
    assert searching.leaks_of(made.content, hostile.FIRST, hostile.LAST) == []
    assert "chiede il capitolato" in text_of(made.content), "what stays can be searched"
    page = pypdfium2.PdfDocument(made.content)[0].render(scale=2).to_pil().convert("L")
    # Where the name stood, at 11 points after "Il richiedente ", everything is black.
    left, right = (72 + 72) * 2, (72 + 150) * 2
    assert page.crop((left, 82 * 2, right, 91 * 2)).getextrema()[1] < 40


def test_one_more_word_never_saves_another(kept: Kept) -> None:
    stored = kept(papers.plain("Abita in via Garibaldi 12 da anni"))
    found = reading.read(stored)
    before = {
        place for one in reading.seen_in(found, []) for place in range(one.finding.start, one.finding.end)
    }
    for word in ("via Garibaldi", "Garibaldi 12 da", "12", "Abita in via", "ibal"):
        seen = reading.seen_in(found, [], [word])
        assert before <= {place for one in seen for place in range(one.finding.start, one.finding.end)}
