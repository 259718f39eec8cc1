"""A private link finds its draft, and only it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.operations import intake
from foia.queries.drafts import open_draft
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db


def test_link_finds_its_draft_for_thirty_days():
    draft, token = intake.save_draft(token=None, fields={"subject": "Luci"}, step="what", at=MONDAY)
    assert open_draft(token, MONDAY + timedelta(days=29)) == draft
    assert open_draft(token, MONDAY + timedelta(days=30)) is None
    for forged in ("", token[:-1], "\x00", "é\ud800", draft.token_digest):
        assert open_draft(forged, MONDAY) is None


def test_sent_draft_leads_to_its_request(filed_request):
    draft, token = intake.save_draft(token=None, fields={}, step="send", at=MONDAY)
    request = filed_request(draft_id=draft.pk)
    found = open_draft(token, MONDAY)
    assert found is not None
    assert found.request == request
