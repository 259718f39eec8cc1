"""What is being written is kept, privately, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile

from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.files.drafts import operations
from pasocial.office.files.drafts.models import Draft
from pasocial.office.files.drafts.rules import shown
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import NOW
from tests.office.files.drafts.conftest import LETTER, NOTE

pytestmark = pytest.mark.django_db
WRITER = Actor.citizen("attic")
DAY = timedelta(days=1)


def saved(**changes: Any) -> tuple[Draft, str]:
    given = {"kind": NOTE, "token": None, "fields": {}, "step": "first", "at": NOW}
    return operations.save_draft(**{**given, **changes})


def with_a_file(draft: Draft, name: str = "a.txt", at: Any = NOW) -> None:
    store_file(content=BytesIO(name.encode()), name=name, about=draft.about, purpose="sent", by=WRITER, at=at)


def names(about: str) -> list[str]:
    return [file.name for file in files_about(about)]


def test_draft_is_kept_under_a_token_nobody_can_read_from_the_table() -> None:
    draft, token = saved(fields={"title": "Il baule"})
    same, token_again = saved(token=token, fields={"body": "Chiuso\x00", "tags": ["a\x00"]}, step="second")
    assert (token_again, same.pk, same.step) == (token, draft.pk, "second")
    assert same.fields == {"title": "Il baule", "body": "Chiuso", "tags": ["a"]}
    assert token not in same.token_digest
    assert Entry.objects.count() == 0


def test_draft_is_kept_for_the_days_its_desk_declares_since_the_last_touch() -> None:
    _draft, token = saved()
    saved(token=token, at=NOW + 9 * DAY)
    with pytest.raises(Refused) as caught:
        saved(token=token, at=NOW + 19 * DAY)
    assert caught.value.refusal.code == "draft_gone"
    assert saved(kind=LETTER)[0].expires_at == NOW + 20 * DAY


def test_kind_that_nobody_declares_is_not_kept() -> None:
    with pytest.raises(KeyError):
        saved(kind="attic.nothing")


def test_token_writes_on_and_throws_away_only_what_is_of_its_kind() -> None:
    _draft, token = saved()
    with pytest.raises(Refused) as caught:
        saved(kind=LETTER, token=token)
    assert caught.value.refusal.code == "draft_gone"
    assert operations.discard_draft(kind=LETTER, token=token, at=NOW) is False


def test_discarding_a_draft_removes_its_files() -> None:
    draft, token = saved()
    with_a_file(draft)
    assert operations.discard_draft(kind=NOTE, token=token, at=NOW) is True
    assert operations.discard_draft(kind=NOTE, token=token, at=NOW) is False
    assert (Draft.objects.count(), names(draft.about)) == (0, [])


def test_what_a_draft_became_has_its_files_and_the_draft_has_no_words_left() -> None:
    draft, token = saved(fields={"name": "Anna"})
    with_a_file(draft)
    held = operations.hold_draft(draft_id=draft.pk)
    assert held is not None
    operations.send_draft(draft=held, became="attic.trunk:7", at=NOW)
    draft.refresh_from_db()
    assert (draft.fields, draft.became, draft.became_id) == ({}, "attic.trunk:7", 7)
    assert (names("attic.trunk:7"), names(draft.about)) == (["a.txt"], [])
    with pytest.raises(Refused) as caught:
        saved(token=token)
    assert caught.value.refusal.code == "draft_gone"
    assert operations.discard_draft(kind=NOTE, token=token, at=NOW) is False
    operations.remove_expired_drafts(at=NOW + 11 * DAY)
    assert names("attic.trunk:7") == ["a.txt"]


def test_files_are_added_and_taken_away_at_once() -> None:
    draft, _token = saved()
    for name in ("goes.txt", "stays.txt"):
        with_a_file(draft, name)
    goes = str(files_about(draft.about)[0].public_id)
    uploads = [ContentFile(name.encode(), name=name) for name in ("second.txt", "third.txt")]
    received = operations.change_files(
        draft=draft, uploads=uploads, gone={goes}, purpose="sent", most=2, by=WRITER, at=NOW
    )
    assert (names(draft.about), [upload.name for upload in received.crowded]) == (
        ["stays.txt", "second.txt"],
        ["third.txt"],
    )


def test_file_of_another_draft_is_not_taken_away() -> None:
    mine, hers = saved()[0], saved()[0]
    with_a_file(hers)
    gone = {str(files_about(hers.about)[0].public_id)}
    operations.change_files(draft=mine, uploads=[], gone=gone, purpose="sent", most=2, by=WRITER, at=NOW)
    assert names(hers.about) == ["a.txt"]


def test_expired_drafts_are_removed_with_their_files_at_their_moment() -> None:
    draft, _token = saved()
    with_a_file(draft)
    assert operations.remove_expired_drafts(at=NOW + 10 * DAY - timedelta(seconds=1)) == 0
    assert operations.remove_expired_drafts(at=NOW + 10 * DAY) == 1
    assert (Draft.objects.count(), names(draft.about)) == (0, [])


def test_file_of_a_draft_that_is_still_written_on_stays_however_old_it_is() -> None:
    draft, token = saved()
    with_a_file(draft)
    saved(token=token, at=NOW + 9 * DAY)
    assert operations.remove_left_files(at=NOW + 18 * DAY) == 0
    assert names(draft.about) == ["a.txt"]


def test_file_that_arrived_while_its_draft_was_thrown_away_goes_after_a_day() -> None:
    draft, token = saved()
    kept, _other = saved(kind=LETTER)
    with_a_file(kept)
    operations.discard_draft(kind=NOTE, token=token, at=NOW)
    with_a_file(draft)
    store_file(content=BytesIO(b"x"), name="x.txt", about="attic.trunk:1", purpose="sent", by=WRITER, at=NOW)
    assert operations.remove_left_files(at=NOW + DAY) == 0
    assert operations.remove_left_files(at=NOW + DAY + timedelta(seconds=1)) == 1
    assert (names(draft.about), names(kept.about), names("attic.trunk:1")) == ([], ["a.txt"], ["x.txt"])


def test_older_page_never_overwrites_a_newer_one_and_nothing_is_kept_then() -> None:
    typed = {"title": "Il baule", "body": "uno"}
    _draft, token = saved(typed=typed)
    old, new = (shown(typed, tuple(typed), page) for page in ("old", "new"))
    saved(token=token, typed={**typed, "body": "due"}, seen=new)
    with pytest.raises(operations.DraftChanged) as caught:
        saved(token=token, typed={**typed, "body": "tre"}, seen=old)
    assert (caught.value.refusal.code, caught.value.draft.fields["body"]) == ("draft_changed", "due")
    saved(token=token, typed={**typed, "body": "due e mezzo"}, seen=new)
    assert Draft.objects.get().fields["body"] == "due e mezzo"


def test_fields_of_another_step_are_no_conflict() -> None:
    typed = {"body": "uno"}
    _draft, token = saved(typed=typed)
    seen = shown(typed, tuple(typed), "page")
    saved(token=token, fields={"email": "a@b.example"}, step="second")
    saved(token=token, typed={"body": "due"}, seen=seen)
    kept = Draft.objects.get().fields
    assert (kept["body"], kept["email"]) == ("due", "a@b.example")
