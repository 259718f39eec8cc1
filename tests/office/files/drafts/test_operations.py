"""What is being written is kept, privately, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from foia.models import Draft
from foia.operations import drafts
from foia.rules.drafts import shown
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

CITIZEN = Actor.citizen("portal")


def test_draft_is_kept_under_a_token_nobody_can_read_from_the_table(db):
    draft, token = drafts.save_draft(token=None, fields={"subject": "Le luminarie"}, step="what", at=MONDAY)
    same, token_again = drafts.save_draft(token=token, fields={"body": "Tutte\x00"}, step="who", at=MONDAY)
    assert token_again == token
    assert same.pk == draft.pk
    assert same.fields == {"subject": "Le luminarie", "body": "Tutte"}
    assert same.step == "who"
    assert token not in same.token_digest


def test_draft_expires_after_thirty_days_without_touch(db):
    _draft, token = drafts.save_draft(token=None, fields={}, step="kind", at=MONDAY)
    drafts.save_draft(token=token, fields={}, step="kind", at=MONDAY + timedelta(days=29))
    with pytest.raises(Refused) as caught:
        drafts.save_draft(token=token, fields={}, step="kind", at=MONDAY + timedelta(days=59))
    assert caught.value.refusal.code == "draft_gone"


def test_discarding_a_draft_removes_its_files(db):
    draft, token = drafts.save_draft(token=None, fields={}, step="kind", at=MONDAY)
    store_file(
        content=BytesIO(b"allegato"), name="a.txt", about=draft.about, purpose="filed", by=CITIZEN, at=MONDAY
    )
    assert drafts.discard_draft(token=token, at=MONDAY) is True
    assert drafts.discard_draft(token=token, at=MONDAY) is False
    assert Draft.objects.count() == 0
    assert files_about(f"foia.draft:{draft.pk}").count() == 0


def test_expired_drafts_are_removed(db):
    drafts.save_draft(token=None, fields={}, step="kind", at=MONDAY)
    assert drafts.remove_expired_drafts(at=MONDAY + timedelta(days=29)) == 0
    assert drafts.remove_expired_drafts(at=MONDAY + timedelta(days=31)) == 1


def test_older_page_never_overwrites_a_newer_one_and_nothing_is_kept_then(db):
    typed = {"subject": "Le luminarie", "body": "uno"}
    _draft, token = drafts.save_draft(token=None, fields={}, typed=typed, step="what", at=MONDAY)
    old, new = (shown(typed, tuple(typed), page) for page in ("old", "new"))
    save = {"token": token, "fields": {}, "step": "what", "at": MONDAY}
    drafts.save_draft(typed={**typed, "body": "due"}, seen=new, **save)
    with pytest.raises(drafts.DraftChanged) as caught:
        drafts.save_draft(typed={**typed, "body": "tre"}, seen=old, **save)
    assert (caught.value.refusal.code, caught.value.draft.fields["body"]) == ("draft_changed", "due")
    drafts.save_draft(typed={**typed, "body": "due e mezzo"}, seen=new, **save)
    assert Draft.objects.get().fields["body"] == "due e mezzo"


def test_fields_of_another_step_are_no_conflict(db):
    typed = {"body": "uno"}
    _draft, token = drafts.save_draft(token=None, fields={}, typed=typed, step="what", at=MONDAY)
    seen = shown(typed, tuple(typed), "page")
    drafts.save_draft(token=token, fields={"email": "a@b.example"}, step="who", at=MONDAY)
    drafts.save_draft(token=token, fields={}, typed={"body": "due"}, seen=seen, step="what", at=MONDAY)
    kept = Draft.objects.get().fields
    assert (kept["body"], kept["email"]) == ("due", "a@b.example")
