"""Papers name who answers for the case: whoever works it, before anybody does whom the coordinator named."""

from __future__ import annotations

from django.utils import translation

from foia.operations import triage
from foia.queries.protocol import protocol_of, responsible_for
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY


def test_responsible_is_the_one_who_works_the_case_else_whom_the_coordinator_named(filed_request, desk):
    request = filed_request()
    assert responsible_for(request) == ""
    change_setting(key="responsible_officer", value="Lia Monti", by=Actor.system("test"), at=MONDAY)
    assert responsible_for(request) == "Lia Monti"
    triage.take_on(request_id=request.pk, user=desk.editor, by=desk.by_editor, at=MONDAY)
    assert responsible_for(request) == str(desk.editor)


def test_protocol_is_told_in_the_language_of_the_paper(filed_request):
    request = filed_request(protocol="99", registered_on=MONDAY.date())
    with translation.override("en"):
        assert protocol_of(request) == "99 of 2 March 2026"
    day_only = filed_request(registered_on=MONDAY.date())
    assert (protocol_of(day_only), protocol_of(filed_request())) == ("2 marzo 2026", "")
