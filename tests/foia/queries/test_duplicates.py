"""The same letter that came by another way is noticed; another person's, or last season's, is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from foia.queries.duplicates import filed_before
from tests.foia.conftest import MONDAY, a_draft


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"name": "ANNA VERDI", "email": "altra@x.example"}, True),
        ({"name": "", "email": "Anna.Verdi@posta.example"}, True),
        ({"name": "Anna Verdi", "subject": "  spesa per le LUMINARIE di Natale "}, True),
        ({"name": "Luca Bianchi", "email": "luca@x.example"}, False),
        ({"subject": "Spesa per le luminarie di Pasqua"}, False),
        ({"name": "", "email": ""}, False),
    ],
)
def test_same_person_and_subject_is_noticed(filed_request, typed, found):
    request = filed_request()
    assert list(filed_before(a_draft(**typed), MONDAY)) == ([request] if found else [])


def test_only_within_a_month(filed_request):
    request = filed_request()
    near, far = MONDAY + timedelta(days=30), MONDAY + timedelta(days=31)
    assert (list(filed_before(a_draft(), near)), list(filed_before(a_draft(), far))) == ([request], [])
