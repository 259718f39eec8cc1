"""Whatever is sent, the answer is a problem that says what to correct, never an error of ours."""

from __future__ import annotations

import json
from itertools import cycle, islice
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.actions import CASE_ACTIONS
from foia.actions import bodies as forms
from foia.actions.topics import PERSON_ACTIONS, TOPIC_ACTIONS
from foia.models import AccessRequest
from foia.operations import topics
from pasocial.office.record.trail.actor import Actor
from tests.browsing import EVERYTHING
from tests.foia.api.conftest import ROOT, Program, key_of, problem
from tests.foia.api.test_filing import GOOD, KEY
from tests.foia.conftest import MONDAY

TELLS_OF = ("foia/api",)

FEW = settings(
    max_examples=60 if EVERYTHING else 15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEXT = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["\x00", "a\x00b", "\ud800", "‮RTL", "😀" * 30, "<script>", "' OR 1=1 --", "x" * 200_000]),
)
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture
def unhurried(settings: Any) -> None:
    settings.REST_PACES = dict.fromkeys(settings.REST_PACES, (10**6, 60))


def told(answer: Any) -> None:
    assert answer.status_code < 500, answer.content[:500]
    if answer.status_code >= 400:
        problem(answer, answer.status_code)


@pytest.mark.usefixtures("unhurried")
@FEW
@given(
    changes=st.dictionaries(
        st.sampled_from(
            ["subject", "body", "kind", "email", "name", "birth_date", "files", "purpose", "language"]
        ),
        ANY,
        max_size=4,
    ),
    key=st.one_of(st.just(KEY), st.text("ab cè\x7f", min_size=1, max_size=12)),
)
def test_filing_takes_anything(db, changes, key):
    told(
        Client().post(
            f"{ROOT}/requests/",
            json.dumps({**GOOD, **changes}),
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )
    )


@pytest.mark.usefixtures("unhurried")
@FEW
@given(body=st.one_of(ANY.map(json.dumps).map(str.encode), st.binary(max_size=60)))
@pytest.mark.parametrize("path", ["/requests/", "/requests/open/"])
def test_bodies_that_are_no_object(db, path, body):
    answer = Client().post(
        f"{ROOT}{path}", body, content_type="application/json", headers={"Idempotency-Key": KEY}
    )
    assert 400 <= answer.status_code < 500
    told(answer)


@pytest.mark.usefixtures("unhurried")
@FEW
@given(name=st.sampled_from(["q", "kind", "outcome", "year", "page", "page_size", "text"]), value=TEXT)
@pytest.mark.parametrize("path", ["/register/", "/answers/", "/answers/like/"])
def test_public_lists_take_any_query(db, path, name, value):
    told(Client().get(f"{ROOT}{path}", {name: value.encode("utf-8", "ignore").decode()[:5000]}))


@pytest.mark.usefixtures("unhurried")
@FEW
@given(name=st.sampled_from(["q", "state", "due", "assignee", "topic", "sort", "page", "new"]), value=TEXT)
def test_staff_list_takes_any_query(program, name, value):
    told(program("editor").get("/requests/", {name: value.encode("utf-8", "ignore").decode()[:5000]}))


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(
    "code", ["%00", "a" * 5000, "….…", "2222-3333-4444%0a", "..%2f..", "123456789012", "É" * 12]
)
def test_codes_of_any_shape_open_nothing(anybody, code):
    answer = anybody.client.get(f"{ROOT}/requests/by-code/{code}/", headers={"X-Applicant-Email": "a\x01b@c"})
    problem(answer, 404)


WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**30,
    "\x00",
    "testo",
    [],
    {},
    [[]],
    "2026-99-99",
    "9999-12-31",
    "0001-01-01",
)


# Each field is sent so many of them, others than the field before; the long run sends all.
TURNS = len(WRONG) if EVERYTHING else 4


@pytest.mark.usefixtures("unhurried")
def test_every_step_takes_any_value_in_any_field(user_with, filed_request):
    head = user_with("head")
    from pasocial.office.people.members.operations import give_office_role

    give_office_role(user=head, role="rpct", by=Actor.system("test"), at=MONDAY)
    who = Program(key_of(head)[1])
    filed = filed_request()
    topic = topics.start_topic(
        request_ids=[filed.pk], title="Spese per le luminarie", by=Actor.system("test"), at=MONDAY
    )
    tried = 0
    values = cycle(WRONG)
    for step in [one for one in CASE_ACTIONS if one.path]:
        path = f"/requests/{filed.pk}/{step.path}".replace("<int:party>", "7").replace(
            "<int:consultation>", "7"
        )
        send = who.put if step.method == "put" else who.post
        for name in [*step.body().fields, "nothing"]:
            for wrong in islice(values, TURNS):
                told(send(path, {**(step.sent or {}), name: wrong}, If_Match="*"))
                tried += 1
    for topic_step in [one for one in (*TOPIC_ACTIONS, *PERSON_ACTIONS) if one.path]:
        for name in topic_step.body().fields:
            for wrong in islice(values, TURNS):
                sent = {**(topic_step.sent or {}), name: wrong}
                told(who.post(f"/topics/{topic.pk}/{topic_step.path}", sent))
                tried += 1
    assert tried > 40 * TURNS


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("path", ["/requests/{}/", "/topics/{}/", "/answers/{}/", "/register-entries/{}/"])
@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30, "9" * 5000])
def test_numbers_beyond_any_row_are_not_found(program, path, pk):
    problem(program("head").get(path.format(pk)), 404)


def test_deep_and_big_bodies_are_refused_before_they_are_read(anybody):
    deep = anybody.client.post(f"{ROOT}/requests/open/", "[" * 100_000, content_type="application/json")
    problem(deep, 400)
    big = anybody.client.post(
        f"{ROOT}/requests/open/", json.dumps({"code": "x" * 3_000_000}), content_type="application/json"
    )
    problem(big, 413)
    odd = anybody.client.post(f"{ROOT}/requests/open/", "a=b", content_type="text/plain")
    problem(odd, 415)
    assert AccessRequest.objects.count() == 0


def test_draft_items_name_their_place(program, filed_request):
    editor = program("editor")
    filed = filed_request()
    items = [{"title": "Determina", "disclosure": "boh"}]
    answer = editor.put(
        f"/requests/{filed.pk}/decision/",
        {"outcome": "granted", "reasons": "x", "items": items},
        If_Match="*",
    )
    assert [each["field"] for each in problem(answer, 400)["errors"]] == ["items.0.disclosure"]
    forged = [{"title": "Determina", "file": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}]
    editor.post(f"/requests/{filed.pk}/take/", If_Match="*")
    answer = editor.put(
        f"/requests/{filed.pk}/decision/",
        {"outcome": "granted", "reasons": "x", "items": forged},
        If_Match="*",
    )
    assert problem(answer, 422)["code"] == "file_of_other_case"


def test_enum_names_of_the_schema_are_the_choices_of_the_models(settings):
    from desks.newsroom.models import Commission
    from foia.models import Decision, RegisterEntry, ReleaseItem, Topic

    named = settings.SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"]
    assert named["KindOfAccessEnum"] == AccessRequest.Kind.values
    assert named["DecisionStateEnum"] == Decision.State.values
    assert named["EntryStateEnum"] == RegisterEntry.State.values
    assert named["CommissionStateEnum"] == Commission.State.values
    assert named["TopicFlagEnum"] == Topic.Flag.values
    assert named["DisclosureEnum"] == ReleaseItem.Disclosure.values
    assert forms.DECIDED
