"""Who opens a case without an account, and who does not. How codes and links work is tested where they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.db.models.signals import post_init
from django.test import RequestFactory

from foia import access
from foia.models import Applicant
from pasocial.office.people.private_access.queries import link_token
from tests.foia.conftest import MONDAY


@pytest.fixture
def browser():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def token_of(path: str) -> str:
    return path.removeprefix(access.LINK_PREFIX).removesuffix("/")


def test_signed_link_opens_its_case_for_thirty_days(filed_request):
    request = filed_request()
    token = token_of(access.sign_link(request, MONDAY))
    lasting = timedelta(days=30)
    assert access.read_link(token, MONDAY) == request
    assert access.read_link(token, MONDAY + lasting - timedelta(seconds=1)) == request
    assert access.read_link(token, MONDAY + lasting) is None


def test_link_to_no_case_and_link_to_something_else_open_nothing(filed_request):
    request = filed_request()
    last = {"address": request.applicant.email, "until": MONDAY + timedelta(days=1)}
    for kind, key in (("foia.request", "AAAA-AAAA-AAAA"), ("attic.box", request.code)):
        assert access.read_link(link_token(kind=kind, key=key, **last), MONDAY) is None


def test_link_dies_when_the_address_is_corrected(filed_request):
    request = filed_request()
    token = token_of(access.sign_link(request, MONDAY))
    Applicant.objects.filter(pk=request.applicant_id).update(email="altra@posta.example")
    assert access.read_link(token, MONDAY) is None


def test_code_opens_with_the_address_and_with_the_certified_one_of_who_gave_no_other(filed_request):
    mine = filed_request()
    certified = filed_request(channel="pec", email="", pec="anna@pec.example")
    assert access.open_with_code(mine.code, "ANNA.VERDI@posta.example ", at=MONDAY) == mine
    assert access.open_with_code(certified.code, "anna@pec.example", at=MONDAY) == certified
    assert access.open_with_code(certified.code, "anna.verdi@posta.example", at=MONDAY) is None


def test_code_that_exists_costs_what_an_invented_one_costs(filed_request, django_assert_num_queries):
    request = filed_request()
    read = []
    post_init.connect(lambda sender, **_: read.append(sender), weak=False, dispatch_uid="rows read")
    try:
        for code in (request.code, "AAAA-AAAA-AAAA", "no code at all"):
            with django_assert_num_queries(1):
                assert access.open_with_code(code, "altra@posta.example", at=MONDAY) is None
    finally:
        post_init.disconnect(dispatch_uid="rows read")
    assert read == []


def test_a_case_without_address_is_not_opened_by_an_empty_one(filed_request):
    request = filed_request(channel="post", email="", residence="Via Roma 1")
    assert access.open_with_code(request.code, "", at=MONDAY) is None


def test_session_opens_only_what_was_granted(filed_request, browser):
    mine, other = filed_request(), filed_request()
    access.grant(browser, mine)
    assert (access.granted(browser, mine), access.granted(browser, other)) == (True, False)
    access.leave(browser)
    assert access.granted(browser, mine) is False
