"""A private address finds its draft, and only it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pasocial.office.files.drafts.operations import save_draft, send_draft
from pasocial.office.files.drafts.queries import open_draft
from tests.fixtures import NOW
from tests.office.files.drafts.conftest import LETTER, NOTE

pytestmark = pytest.mark.django_db


def test_address_finds_its_draft_until_its_days_are_over() -> None:
    draft, token = save_draft(kind=NOTE, token=None, fields={"title": "Luci"}, step="first", at=NOW)
    assert open_draft(token, NOW + timedelta(days=9), kind=NOTE) == draft
    assert open_draft(token, NOW + timedelta(days=10), kind=NOTE) is None
    assert open_draft(token, NOW, kind=LETTER) is None
    for forged in ("", token[:-1], "\x00", "é\ud800", draft.token_digest):
        assert open_draft(forged, NOW, kind=NOTE) is None


def test_sent_draft_leads_to_what_it_became() -> None:
    draft, token = save_draft(kind=NOTE, token=None, fields={}, step="last", at=NOW)
    assert (draft.became, draft.became_id) == ("", None)
    send_draft(draft=draft, became="attic.trunk:7", at=NOW)
    found = open_draft(token, NOW, kind=NOTE)
    assert found is not None
    assert (found.became, found.became_id) == ("attic.trunk:7", 7)
