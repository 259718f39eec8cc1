"""Who opens a case without an account, and who does not."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.db.models.signals import post_init
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from foia import access
from foia.models import Applicant
from foia.operations.intake import SIGNS
from pasocial.refusal import Refused


@pytest.fixture
def browser():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def token_of(path: str) -> str:
    return path.removeprefix(access.LINK_PREFIX).removesuffix("/")


def test_signed_link_opens_its_case(filed_request):
    request = filed_request()
    assert access.read_link(token_of(access.sign_link(request))) == request


def test_link_expires_after_thirty_days(filed_request):
    request = filed_request()
    with patch("django.core.signing.time.time", return_value=1_000_000.0):
        token = token_of(access.sign_link(request))
    lasting = timedelta(days=30).total_seconds()
    with patch("django.core.signing.time.time", return_value=1_000_000.0 + lasting):
        assert access.read_link(token) == request
    with patch("django.core.signing.time.time", return_value=1_000_001.0 + lasting):
        assert access.read_link(token) is None


def test_forged_links_open_nothing(filed_request):
    mine, other = filed_request(), filed_request()
    token = token_of(access.sign_link(mine))
    for forged in (
        token.replace(mine.code, other.code),
        token[:-1],
        token + "x",
        "",
        "~",
        "\x00",
        "x" * 5000,
    ):
        assert access.read_link(forged) is None


def test_link_dies_when_the_address_is_corrected(filed_request):
    request = filed_request()
    token = token_of(access.sign_link(request))
    Applicant.objects.filter(pk=request.applicant_id).update(email="altra@posta.example")
    assert access.read_link(token) is None


def test_code_and_address_open_however_they_are_typed(filed_request):
    request = filed_request()
    typed = f" {request.code.lower().replace('-', ' ')} "
    assert access.open_with_code(typed, "ANNA.VERDI@posta.example ") == request


def test_code_without_its_address_opens_nothing(filed_request):
    request = filed_request()
    for code, email in (
        (request.code, "altra@posta.example"),
        (request.code, ""),
        ("AAAA-AAAA-AAAA", "anna.verdi@posta.example"),
        ("\x00'; --", "\x00"),
        ("", ""),
    ):
        assert access.open_with_code(code, email) is None


def test_code_that_exists_costs_what_an_invented_one_costs(filed_request, django_assert_num_queries):
    request = filed_request()
    read = []
    post_init.connect(lambda sender, **_: read.append(sender), weak=False, dispatch_uid="rows read")
    try:
        for code in (request.code, "AAAA-AAAA-AAAA", "no code at all"):
            with django_assert_num_queries(1):
                assert access.open_with_code(code, "altra@posta.example") is None
    finally:
        post_init.disconnect(dispatch_uid="rows read")
    assert read == []


def test_a_case_without_address_is_not_opened_by_an_empty_one(filed_request):
    request = filed_request(channel="post", email="", residence="Via Roma 1")
    assert access.open_with_code(request.code, "") is None


def test_five_wrong_tries_close_one_code_for_a_while(filed_request):
    request, other = filed_request(), filed_request()
    for _try in range(5):
        assert access.open_with_code(request.code, "no@posta.example") is None
    with pytest.raises(Refused) as caught:
        access.open_with_code(request.code, "anna.verdi@posta.example")
    assert caught.value.refusal.code == "too_many_tries"
    assert caught.value.refusal.values["minutes"] == 15
    assert access.open_with_code(other.code, "anna.verdi@posta.example") == other


def test_right_tries_are_not_counted(filed_request):
    request = filed_request()
    for _try in range(30):
        assert access.open_with_code(request.code, "anna.verdi@posta.example", address="192.0.2.1") == request


def test_one_address_may_not_try_many_codes(filed_request):
    request = filed_request()
    for number in range(20):
        code = f"AAAA-AAAA-AA{number // 8 + 2}{number % 8 + 2}"
        assert access.open_with_code(code, "a@b.example", address="192.0.2.1") is None
    with pytest.raises(Refused):
        access.open_with_code(request.code, "anna.verdi@posta.example", address="192.0.2.1")
    assert access.open_with_code(request.code, "anna.verdi@posta.example", address="192.0.2.2") == request


def test_session_opens_only_what_was_granted(filed_request, browser):
    mine, other = filed_request(), filed_request()
    access.grant(browser, mine)
    assert (access.granted(browser, mine), access.granted(browser, other)) == (True, False)
    access.leave(browser)
    assert access.granted(browser, mine) is False


def test_granting_changes_the_session_key(filed_request, browser):
    browser.session.create()
    before = browser.session.session_key
    access.grant(browser, filed_request())
    assert browser.session.session_key != before


def test_session_remembers_the_last_twenty_cases(filed_request, browser):
    first = filed_request()
    browser.session[access.SESSION_KEY] = [first.pk, *range(10_000, 10_019)]
    access.grant(browser, filed_request())
    assert len(browser.session[access.SESSION_KEY]) == 20
    assert access.granted(browser, first) is False


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_nothing(text):
    found = access.normal_code(text)
    assert found == "" or access.normal_code(found) == found


@given(st.text(alphabet=SIGNS, min_size=12, max_size=12), st.sampled_from(["", " ", "-", " - ", "–"]))
def test_a_code_survives_every_way_of_typing_it(signs, between):
    typed = between.join([signs[:3], signs[3:8], signs[8:]]).lower()
    assert access.normal_code(typed) == f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"
