"""Each gathered file is decided by a person; the original of a redacted copy never becomes public."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from pasocial.office.files.attachments import clearing, operations, queries, redacting
from pasocial.office.files.attachments.inspections import inspected
from pasocial.office.files.attachments.models import Clearance, Confirmation, StoredFile
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import NOW, user_with, vouched
from tests.office.files.attachments.redaction.conftest import kept

__all__ = ["kept"]
pytestmark = pytest.mark.django_db
Kept = Callable[..., StoredFile]
BY = Actor.system("test")
TOPIC = "foia.topic:7"
STEP = {"about": TOPIC, "by": BY, "at": NOW}


def code_of(act: Callable[..., object], **given: object) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.refusal.code


def gathered(*files: StoredFile) -> None:
    clearing.gather(public_ids=[one.public_id for one in files], **STEP)


def copy_of(original: StoredFile, name: str = "copia.txt") -> StoredFile:
    return redacting.make_redacted_copy(public_id=original.public_id, seen=(), name=name, by=BY, at=NOW)


def test_files_are_gathered_once_and_keep_their_decision(kept: Kept) -> None:
    first, second = kept(b"uno", "a.txt"), kept(b"due", "b.txt")
    gathered(first)
    clearing.clear(public_id=first.public_id, **STEP)
    assert clearing.gather(public_ids=[first.public_id, second.public_id], **STEP) == 1
    assert [one.state for one in queries.clearances(TOPIC)] == ["clear", "open"]


def test_decision_says_who_and_when(kept: Kept) -> None:
    stored, person = kept(b"Chiama lo 0131 555123", "a.txt"), user_with("foia", "editor")
    gathered(stored)
    phone = inspected(stored).suspects[0].key
    clearing.clear(
        about=TOPIC,
        public_id=stored.public_id,
        confirmed=[phone],
        reason="Sono recapiti dell'ufficio.",
        by=Actor.staff(person),
        at=NOW,
    )
    held = queries.clearances(TOPIC)[0]
    assert (held.decided_by, held.decided_at, held.reason) == (person, NOW, "Sono recapiti dell'ufficio.")
    said = Confirmation.objects.get()
    assert (said.key, said.excerpt, said.user, said.at) == (phone, "0131 555123", person, NOW)
    entry = Entry.objects.get(event="office.file.decided")
    assert (entry.user_id, entry.note) == (person.pk, {"file": str(stored.public_id), "state": "clear"})


def test_file_with_something_personal_is_not_cleared_by_a_general_word(kept: Kept) -> None:
    stored = kept(b"Chiama lo 0131 555123 o il 333 1234567", "a.txt")
    gathered(stored)
    phone, mobile = inspected(stored).suspects
    step = {"public_id": stored.public_id, "reason": "Sono numeri dell'ufficio.", **STEP}
    assert code_of(clearing.clear, **step) == "file_personal_data"
    assert code_of(clearing.clear, **step, confirmed=[phone.key]) == "file_personal_data"
    clearing.clear(**step, confirmed=[phone.key, mobile.key])
    assert clearing.open_to_everyone(**STEP) == [str(stored.public_id)]


def test_undecided_material_opens_nothing(kept: Kept) -> None:
    first, second = kept(b"uno", "a.txt"), kept(b"due", "b.txt")
    gathered(first, second)
    clearing.clear(public_id=first.public_id, **STEP)
    assert code_of(clearing.open_to_everyone, **STEP) == "material_open"
    assert set(StoredFile.objects.values_list("access", flat=True)) == {"private"}


def test_copy_goes_out_and_its_original_is_closed_even_if_it_was_public(kept: Kept) -> None:
    original = vouched(kept(b"Una spesa di Mario Rossi", "a.txt"))
    operations.set_access(public_id=original.public_id, access="public")
    copy = copy_of(original)
    gathered(original)
    clearing.replace(public_id=original.public_id, copy_id=copy.public_id, **STEP)
    assert clearing.open_to_everyone(**STEP) == [str(copy.public_id)]
    original.refresh_from_db()
    copy.refresh_from_db()
    assert (original.access, copy.access) == ("requester", "public")
    assert (
        code_of(operations.set_access, public_id=original.public_id, access="public") == "has_redacted_copy"
    )
    original.refresh_from_db()
    assert original.access == "requester"


def test_file_is_replaced_only_by_its_own_copy(kept: Kept) -> None:
    original, other = kept(b"uno", "a.txt"), kept(b"due", "b.txt")
    gathered(original, other)
    step = {"public_id": other.public_id, "copy_id": copy_of(original).public_id, **STEP}
    assert code_of(clearing.replace, **step) == "not_its_copy"
    assert code_of(clearing.replace, **{**step, "copy_id": original.public_id}) == "not_its_copy"


def test_infected_file_stays_inside(kept: Kept) -> None:
    stored = kept(b"uno", "a.txt")
    gathered(stored)
    clearing.clear(public_id=stored.public_id, **STEP)
    StoredFile.objects.update(scan="infected")
    assert code_of(clearing.open_to_everyone, **STEP) == "file_infected"


def test_database_refuses_what_no_person_decided(kept: Kept) -> None:
    gathered(kept(b"uno", "a.txt"))
    for wrong in ({"state": "clear"}, {"state": "replaced", "decided_at": NOW}, {"published_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Clearance.objects.update(**wrong)


def test_copy_by_hand_is_stripped_and_takes_the_place_of_what_was_given(kept: Kept) -> None:
    from tests.office.files.attachments.redaction import papers

    original = kept(papers.letter())
    step = {"public_id": original.public_id, "name": "copia.pdf", "by": BY, "at": NOW}
    given = papers.with_author(
        papers.plain("Una spesa di quattro euro, e un signore senza nome"), "Giulia Neri"
    )
    assert b"Giulia" in papers.everything_in(given)
    copy = redacting.keep_copy_by_hand(content=BytesIO(given), **step)
    with queries.opened(copy) as content:
        assert b"Giulia" not in papers.everything_in(content.read())
    assert (copy.redaction.by_hand, copy.redaction.original, StoredFile.objects.count()) == (
        True,
        original,
        2,
    )
    assert code_of(
        redacting.keep_copy_by_hand,
        **{**step, "content": BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "name": "copia.png"},
    ) in ("unreadable_kind", "file_type")
    blind = {**step, "content": BytesIO(papers.scanned())}
    assert code_of(redacting.keep_copy_by_hand, **blind) == "look_by_eye"
    assert StoredFile.objects.count() == 2


def test_copy_by_hand_is_read_and_each_finding_needs_a_word(kept: Kept) -> None:
    from tests.office.files.attachments.redaction import papers

    original = kept(papers.letter())
    step = {
        "public_id": original.public_id,
        "name": "copia.pdf",
        "names": [papers.NAME],
        "by": BY,
        "at": NOW,
    }
    shown = papers.plain(f"Di {papers.NAME} e di {papers.MAIL}")
    with pytest.raises(Refused) as refused:
        redacting.keep_copy_by_hand(content=BytesIO(shown), **step)
    assert [(one.code, one.values["excerpt"]) for one in refused.value.refusals] == [
        ("still_personal", papers.NAME),
        ("still_personal", papers.MAIL),
    ]
    one, two = (redacting.mark_of_excerpt(excerpt) for excerpt in (papers.NAME.upper(), papers.MAIL))
    with pytest.raises(Refused) as refused:
        redacting.keep_copy_by_hand(content=BytesIO(shown), confirmed=[one], **step)
    assert len(refused.value.refusals) == 2, "all are asked again: the file is chosen anew, the ticks are not"
    assert StoredFile.objects.count() == 1
    copy = redacting.keep_copy_by_hand(content=BytesIO(shown), confirmed=[one, two], **step)
    assert copy.redaction.by_hand


def test_name_under_a_black_box_of_a_copy_by_hand_is_gone(kept: Kept) -> None:
    from tests.office.files.attachments.redaction import papers

    given = papers.covered()
    assert papers.NAME in papers.read_by_engine(given)
    copy = redacting.keep_copy_by_hand(
        public_id=kept(papers.letter()).public_id,
        content=BytesIO(given),
        name="copia.pdf",
        names=[papers.NAME],
        by=BY,
        at=NOW,
    )
    with queries.opened(copy) as content:
        assert "Mario" not in papers.read_by_engine(content.read())
    assert copy.redaction.stripped == ["hidden_text"], "and whoever reads how it was made is told"


def test_name_of_a_copy_names_nobody(kept: Kept) -> None:
    original = kept(b"uno", "a.txt")
    step = {"public_id": original.public_id, "seen": (), "by": BY, "at": NOW, "names": ["Mario Rossi"]}
    assert code_of(redacting.make_redacted_copy, name="Istanza_Mario_Rossi.txt", **step) == "name_personal"
    assert code_of(redacting.make_redacted_copy, name="a", **step) == "name_length"
