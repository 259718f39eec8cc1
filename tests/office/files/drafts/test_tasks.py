"""The nightly turn forgets both what is past its days and what was left behind."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.drafts import tasks
from pasocial.office.files.drafts.models import Draft
from pasocial.office.files.drafts.operations import save_draft
from pasocial.office.record.trail.actor import Actor
from tests.office.files.drafts.conftest import NOTE


@pytest.mark.django_db
def test_night_forgets_drafts_and_files_that_nobody_has_any_more() -> None:
    now = timezone.now()
    for days in (1, 11):
        save_draft(kind=NOTE, token=None, fields={}, step="", at=now - timedelta(days=days))
    by, old = Actor.system("test"), now - timedelta(days=2)
    store_file(content=BytesIO(b"x"), name="x.txt", about=f"{NOTE}:1000000", purpose="sent", by=by, at=old)
    assert tasks.forget() == 2
    assert (Draft.objects.count(), StoredFile.objects.count()) == (1, 0)
