"""The newsroom's pages as each role sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from desks.newsroom.models import Commission
from tests.fixtures import signed_in_client, user_with

Commissioned = Callable[..., Commission]
pytestmark = pytest.mark.django_db


def test_list_costs_the_same_with_one_page_and_three(
    commission: Commissioned, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in_client(user_with("newsroom", "viewer"))
    commission(title="Prima")
    client.get(reverse("newsroom:commissions"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("newsroom:commissions"))
    commission(title="Seconda")
    commission(title="Terza")
    with CaptureQueriesContext(connection) as three:
        answer = client.get(reverse("newsroom:commissions"))
    assert len(three) == len(one)
    assert [row.title for row in answer.context["page"]] == ["Terza", "Seconda", "Prima"]


@pytest.mark.parametrize(
    ("desk", "role", "step", "status"),
    [
        ("newsroom", "viewer", "take", 403),
        ("newsroom", "editor", "publish", 403),
        ("foia", "head", "take", 403),
        ("newsroom", "editor", "take", 302),
    ],
)
def test_steps_belong_to_roles(
    commission: Commissioned, desk: str, role: str, step: str, status: int
) -> None:
    asked = commission(summary="Riassunto " * 6)
    client = signed_in_client(user_with(desk, role))
    answer = client.post(reverse(f"newsroom:commission_{step}", args=[asked.pk]))
    assert answer.status_code == status
    asked.refresh_from_db()
    assert asked.state == ("writing" if status == 302 else "asked")


def test_reason_typed_too_short_comes_back_with_the_page(commission: Commissioned) -> None:
    asked = commission(summary="Riassunto " * 6)
    client = signed_in_client(user_with("newsroom", "editor"))
    answer = client.post(reverse("newsroom:commission_drop", args=[asked.pk]), {"why": ""})
    assert answer.status_code == 422
    [offer] = [one for one in answer.context["offers"] if one.action.name == "lascia"]
    assert list(offer.form.errors["why"]) == ["Questo campo è obbligatorio."]


def test_anonymous_is_sent_to_sign_in(commission: Commissioned) -> None:
    asked = commission()
    answer = Client().get(reverse("newsroom:commission", args=[asked.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_what_was_typed_after_the_session_had_ended_is_given_back(commission: Commissioned) -> None:
    asked, why = commission(), "Il tema è già spiegato nella pagina dei tributi."
    answer = Client().post(reverse("newsroom:commission_drop", args=[asked.pk]), {"why": why})
    assert (answer.status_code, why in answer.content.decode()) == (403, True)


def test_page_offers_what_this_person_may_do_now_and_says_what_is_missing(commission: Commissioned) -> None:
    asked = commission(summary="Riassunto " * 6, body=[])

    def offered(role: str) -> dict[str, str]:
        client = signed_in_client(user_with("newsroom", role))
        page = client.get(reverse("newsroom:commission", args=[asked.pk]))
        return {one.action.name: one.against for one in page.context["offers"]}

    assert offered("viewer") == {}
    assert offered("editor") == {"prendi": "", "lascia": ""}
    asked.state = "writing"
    asked.save(update_fields=["state"])
    missing = "La pagina non ha né testo né documenti: aggiungi l'uno o gli altri."
    assert offered("editor") == {"approvazione": missing, "lascia": ""}


def test_refused_step_brings_the_page_back_with_its_reason(commission: Commissioned) -> None:
    asked = commission(summary="Riassunto " * 6)
    client = signed_in_client(user_with("newsroom", "editor"))
    answer = client.post(reverse("newsroom:commission_submit", args=[asked.pk]))
    assert answer.status_code == 422
    told = [str(message) for message in answer.context["messages"]]
    assert told == ["Prendi in carico la pagina prima di mandarla in approvazione."]
