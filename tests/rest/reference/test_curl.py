"""Calls to copy are read by a shell as they are meant."""

from __future__ import annotations

import shlex

from pasocial.rest import reference
from pasocial.rest.reference.curl import call_of


def test_quotes_in_what_is_sent_reach_the_server():
    call = call_of("/api/v1/x/", "POST", [], ("application/json",), {"body": 'L\'atto "12"'}, wants_key=False)
    assert shlex.split(call.replace("\\\n", ""))[-1] == '{"body": "L\'atto \\"12\\""}'


def test_files_are_parts_of_a_form():
    call = call_of("/api/v1/x/", "POST", [], ("multipart/form-data",), {"files": ["a.pdf"]}, wants_key=True)
    assert shlex.split(call.replace("\\\n", "")) == [
        *("curl", "$BASE/x/", "-H", "Authorization: Bearer $KEY", "-F", "files=@documento.pdf"),
    ]


def test_method_is_named_where_curl_would_guess_another():
    assert call_of("/api/v1/x/", "POST", [], (), None, wants_key=False) == 'curl -X POST "$BASE/x/"'
    assert call_of("/api/v1/x/", "GET", [], (), None, wants_key=False) == 'curl "$BASE/x/"'


def test_no_call_of_ours_leaves_a_gap_in_its_address():
    calls = [operation.call for group in reference.groups() for operation in group.operations]
    gaps = [call for call in calls if {"{", "…"} & set(call.split("\n")[0])]
    assert gaps == []
