"""A file is read before everybody may have it, and read again when names or the reader change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pasocial.office.files.attachments import inspecting, inspections, operations, tasks
from pasocial.office.files.attachments.models import Confirmation, Inspection, StoredFile
from pasocial.office.files.attachments.rules import BY_EYE
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import NOW, user_with, vouched
from tests.office.files.attachments.cleaning.samples import SECRET, docx, picture
from tests.office.files.attachments.cleaning.samples import pdf as a_pdf
from tests.office.files.attachments.redaction import papers
from tests.office.files.attachments.redaction.conftest import kept

__all__ = ["kept"]
pytestmark = pytest.mark.django_db
Kept = Callable[..., StoredFile]
BY = Actor.system("test")


def asked(stored: StoredFile) -> inspections.Inspected:
    inspecting.ask_for_reading(public_ids=[stored.public_id], by=BY, at=NOW)
    tasks.read(str(stored.public_id))
    return inspections.inspected(stored)


def opening(stored: StoredFile) -> list[str]:
    """Codes of what stands against opening the file to everybody; it is opened when nothing does."""
    try:
        operations.set_access(public_id=stored.public_id, access="public")
    except Refused as refused:
        return [one.code for one in refused.refusals]
    stored.refresh_from_db()
    return [stored.access]


def test_file_nobody_read_is_not_opened(kept: Kept) -> None:
    stored = kept(b"Una spesa di quattro euro.", "spesa.txt")
    assert opening(stored) == ["file_being_read"]
    asked(stored)
    assert opening(stored) == ["public"]


def test_letter_with_every_kind_of_datum_waits_for_each_of_them(kept: Kept) -> None:
    stored = kept(papers.letter())
    inspecting.ask_for_reading(public_ids=[stored.public_id], by=BY, at=NOW)
    assert opening(stored) == ["file_being_read"]
    tasks.read(str(stored.public_id))
    read = inspections.inspected(stored)
    assert [(one.datum, one.pages) for one in read.suspects] == [
        ("birth", (1,)),
        ("address", (1,)),
        ("codice_fiscale", (1,)),
        ("email", (1,)),
        ("iban", (1,)),
    ]
    assert opening(stored) == ["file_personal_data"]
    inspecting.confirm_findings(
        public_id=stored.public_id,
        keys=[one.key for one in read.suspects[:4]],
        reason="Sono i dati dell'ufficio.",
        by=BY,
        at=NOW,
    )
    assert opening(stored) == ["file_personal_data"]
    vouched(stored)
    assert opening(stored) == ["public"]


@pytest.mark.parametrize(
    ("content", "name", "unread"),
    [
        (picture("JPEG"), "foto.jpg", ("picture",)),
        (papers.scanned(), "scansione.pdf", None),
        (papers.locked(), "chiuso.pdf", ("encrypted",)),
        (docx(word__media__a_dot_png=picture("PNG")), "atto.docx", ("pictures",)),
        (b"PK\x05\x06" + b"\0" * 18, "vuoto.zip", ("kind",)),
    ],
)
def test_what_no_machine_reads_wants_a_person_s_word(
    kept: Kept, content: bytes, name: str, unread: tuple[str, ...] | None
) -> None:
    stored, person = kept(content, name), user_with("foia", "editor")
    read = asked(stored)
    assert (read.unread == unread or unread is None, read.wants_eyes) == (True, True)
    assert opening(stored) == ["file_not_looked_at"]
    inspecting.confirm_findings(
        public_id=stored.public_id,
        keys=[BY_EYE],
        reason="Guardato tutto: mostra solo la piazza.",
        by=Actor.staff(person),
        at=NOW,
    )
    assert Confirmation.objects.values_list("key", "user_id", "at").get() == (BY_EYE, person.pk, NOW)
    assert opening(stored) == ["public"]


def test_office_documents_and_messages_are_read_too(kept: Kept) -> None:
    atto = asked(kept(docx("Scrivere a carla.neri@posta.example"), "atto.docx"))
    posta = asked(kept(b"From: carla.neri@posta.example\nSubject: x\n\nTelefono 0131 555123\n", "posta.eml"))
    dati = asked(kept(b'{"telefono": "0131 555123"}', "dati.json"))
    assert [[one.excerpt for one in read.suspects] for read in (atto, posta, dati)] == [
        ["carla.neri@posta.example"],
        ["carla.neri@posta.example", "0131 555123"],
        ["0131 555123"],
    ]


def test_name_of_the_file_is_read_like_its_words(kept: Kept) -> None:
    read = asked(kept(b"Una spesa.", "ricevuta_0131555123.txt"))
    assert [(one.excerpt, one.pages) for one in read.suspects] == [("0131555123", (0,))]


def test_same_text_is_confirmed_once_for_all_its_pages(kept: Kept) -> None:
    read = asked(kept(b"Tel. 0131 555123, ancora 0131-555123.", "recapiti.txt"))
    assert [one.excerpt for one in read.suspects] == ["0131 555123"]


def test_file_is_read_again_when_the_reader_learns_or_a_name_joins(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = vouched(kept(b"Lo ha chiesto Ottavia Belluno.", "nota.txt"))
    assert inspections.inspected(stored).read is True
    monkeypatch.setattr(inspections, "names_known", lambda *abouts: ["Ottavia Belluno"])
    monkeypatch.setattr(inspecting, "names_known", lambda *abouts: ["Ottavia Belluno"])
    assert (inspections.inspected(stored).read, opening(stored)) == (False, ["file_being_read"])
    assert [one.excerpt for one in asked(stored).suspects] == ["Ottavia Belluno"]
    monkeypatch.setattr(inspections, "READER", 2)
    assert inspections.inspected(stored).read is False


def test_reading_asked_twice_is_made_once_and_confirmations_stay(kept: Kept) -> None:
    stored = vouched(kept(b"Tel. 0131 555123", "a.txt"))
    assert inspecting.ask_for_reading(public_ids=[stored.public_id], by=BY, at=NOW) == 0
    assert inspecting.ask_for_reading(public_ids=[stored.public_id], by=BY, at=NOW, anew=True) == 1
    assert opening(stored) == ["public"]


def test_trail_counts_what_was_found_and_repeats_nothing(kept: Kept) -> None:
    stored = vouched(kept(b"Tel. 0131 555123", "a.txt"))
    notes = dict(Entry.objects.filter(event__startswith="office.file.").values_list("event", "note"))
    assert notes["office.file.read"] == {"file": str(stored.public_id), "found": 1, "unread": 0}
    assert notes["office.file.confirmed"] == {"file": str(stored.public_id), "confirmed": 1, "by_eye": False}
    assert "0131" not in str(notes)


def test_reading_a_worker_lost_is_made_by_the_sweep(kept: Kept) -> None:
    stored = kept(a_pdf(words="Buongiorno a tutti quanti"), "a.pdf")
    inspecting.ask_for_reading(public_ids=[stored.public_id], by=BY, at=NOW)
    assert Inspection.objects.get().state == "waiting"
    assert tasks.read_waiting() == 1
    assert (Inspection.objects.get().state, inspections.inspected(stored).suspects) == ("read", ())


def test_signed_paper_keeps_its_properties_so_a_person_answers_for_them(kept: Kept) -> None:
    signed = a_pdf(photograph=False).replace(b"/Type/Page", b"/ByteRange[0 1 2 3]/Type/Page", 1)
    read = asked(kept(signed, "firmato.pdf"))
    assert [(one.datum, one.excerpt) for one in read.suspects] == [("hidden", "author")]
    assert SECRET not in str(read)


def test_removed_file_takes_its_clean_copy_along(kept: Kept) -> None:
    stored = vouched(kept(picture("JPEG"), "foto.jpg"))
    content = stored.clean_copy.content
    assert content.storage.exists(content.name)
    operations.remove_strays(at=NOW)
    assert content.storage.exists(content.name)
    operations.remove_file(public_id=stored.public_id, by=BY, at=NOW)
    assert StoredFile.objects.count() == 0
