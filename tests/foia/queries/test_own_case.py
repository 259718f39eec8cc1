"""One answer to what the applicant may see: her page and her programs print it, and every file follows one rule."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from foia.api.own_case import own_case as told_to_programs
from foia.operations import answering, dialogue, review
from foia.portal.casepage import case_page
from foia.queries.own_case import OwnCase, own_file
from foia.rules.outcomes import Outcome
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import local_date
from tests.foia.conftest import MONDAY, REFUSED_ITEM

pytestmark = pytest.mark.django_db
GROUNDS = "Il rifiuto non dice quale danno ne verrebbe a qualcuno."


def named(content: str, name: str):
    file = BytesIO(content.encode())
    file.name = name
    return file


def kept(case, desk, *, about: str, purpose: str, access: str = "private", name: str = "nota.txt"):
    return store_file(
        content=BytesIO(f"{about} {purpose} {access} {name}".encode()),
        name=name,
        about=about,
        purpose=purpose,
        access=access,
        by=desk.by_editor,
        at=MONDAY,
    )


def test_page_and_api_show_the_same_files_and_only_those_the_rule_gives(answered_request, desk):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    hers = Actor.citizen(case.about)
    mine = dialogue.write_from_citizen(
        request_id=case.pk, body="Ecco la ricevuta.", files=[named("mia", "mia.txt")], by=hers, at=MONDAY
    )
    office = dialogue.write_to_citizen(
        request_id=case.pk, body="Grazie.", files=[named("loro", "loro.txt")], by=desk.by_editor, at=MONDAY
    )
    # Kept beside an outgoing message and never opened to her: an inner note.
    inner = kept(case, desk, about=office.about, purpose="message", name="interna.txt")
    collected = kept(case, desk, about=case.about, purpose="collected", name="raccolta.txt")
    filed = kept(case, desk, about=case.about, purpose="filed", name="allegato.txt")
    review.ask_review(
        request_id=case.pk, grounds=GROUNDS, files=[named("prova", "prova.txt")], by=hers, at=MONDAY
    )
    case.refresh_from_db()
    page = case_page(case, MONDAY)
    told = told_to_programs(RequestFactory().get("/"), case, MONDAY)
    assert [one["name"] for one in page["own_files"]] == ["allegato.txt", "prova.txt"]
    assert [one["name"] for one in told["files"]] == ["allegato.txt", "prova.txt"]
    shown = [[one["name"] for one in message["files"]] for message in page["messages_both"]]
    assert shown == [[one["name"] for one in message["files"]] for message in told["messages"]]
    assert shown == [["mia.txt"], ["loro.txt"]]
    sent = files_about(mine.about).get()
    assert own_file(case, sent.public_id) == sent
    assert own_file(case, filed.public_id) == filed
    assert [own_file(case, one.public_id) for one in (inner, collected)] == [None, None]


def test_a_file_of_another_case_is_nobody_elses(answered_request, desk):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    other = kept(case, desk, about="foia.request:999999", purpose="filed", access="public")
    assert own_file(case, other.public_id) is None
    assert own_file(case, "not-an-id") is None


def test_what_she_used_is_not_offered_again_and_days_are_told_alike(answered_request, desk):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    before = OwnCase(case, local_date(MONDAY))
    assert [one.remedy.code for one in before.remedies] == ["review", "ombudsman", "court"]
    assert "ask_review" in before.may
    review.ask_review(request_id=case.pk, grounds=GROUNDS, by=Actor.citizen(case.about), at=MONDAY)
    case.refresh_from_db()
    page = case_page(case, MONDAY)
    told = told_to_programs(RequestFactory().get("/"), case, MONDAY)
    assert [one["title"] for one in page["remedies"]] == [one["title"] for one in told["remedies"]]
    assert [(one["code"], one["until"]) for one in told["remedies"]] == [("ombudsman", None), ("court", None)]
    assert [one["text"] for one in page["remedies"]] == [one["text"] for one in told["remedies"]]
    assert "ask_review" not in told["may"]
    assert page["may_ask_review"] is False


def test_a_bad_rating_leads_to_what_she_can_do(answered_request, desk):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    step = {"request_id": case.pk, "comment": "", "by": Actor.citizen(case.about), "at": MONDAY}
    assert OwnCase(case, local_date(MONDAY)).is_unhappy is False
    for face, unhappy in ((3, False), (2, False), (1, True)):
        answering.rate(face=face, **step)
        fresh = type(case).objects.get(pk=case.pk)
        assert OwnCase(fresh, local_date(MONDAY)).is_unhappy is unhappy


@pytest.mark.parametrize("printer", ["page", "api"])
def test_queries_do_not_grow_with_what_was_written(answered_request, desk, printer):
    case = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))

    def asked() -> int:
        fresh = type(case).objects.select_related("applicant").get(pk=case.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            if printer == "page":
                case_page(fresh, MONDAY)
            else:
                told_to_programs(RequestFactory().get("/"), fresh, MONDAY)
        return len(queries)

    hers = Actor.citizen(case.about)
    dialogue.write_from_citizen(
        request_id=case.pk, body="Prima.", files=[named("uno", "uno.txt")], by=hers, at=MONDAY
    )
    first = asked()
    for number in range(3):
        dialogue.write_from_citizen(
            request_id=case.pk,
            body=f"Ancora {number}.",
            files=[named(f"altro {number}", f"{number}.txt")],
            by=hers,
            at=MONDAY + timedelta(minutes=5 * number + 5),
        )
    assert asked() == first
