"""Who looked at a person's data is found by her name; whoever looks it up is written too."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pasocial.office.people.access_log.models import AccessRecord
from pasocial.office.people.access_log.queries import openings_of
from tests.coordinator.views.test_panel import panel
from tests.fixtures import coordinator, rpct, signed_in_client, user, user_with

__all__ = ["panel"]
pytestmark = pytest.mark.django_db
PAGE = "/redazione/accessi/"


@pytest.fixture
def officer() -> Any:
    return user_with(office_role="dpo", full_name="Dora Dati")


def look_up(client: Client, words: str, **more: str) -> Any:
    return client.get(PAGE, {"q": words, **more})


def test_opening_a_colleagues_page_is_found_by_her_name_with_who_and_when(
    officer: Any, panel: Client
) -> None:
    person = user("Nina Cercata")
    capo = signed_in_client(coordinator(full_name="Carla Capo"))
    capo.get(f"/admin/coordinamento/persone/{person.pk}/")
    client = signed_in_client(officer)
    found = look_up(client, "cercata")
    assert [one.key for one in found.context["found"]] == [f"user:{person.pk}"]
    shown = look_up(client, "cercata", chi=f"user:{person.pk}")
    assert [(row["who"], row["what"]) for row in shown.context["rows"]] == [
        ("Dora Dati", "Nina Cercata"),
        ("Carla Capo", "Nina Cercata"),
    ]


def test_reader_of_the_log_is_written_in_it(officer: Any) -> None:
    person = user("Nina Cercata")
    client = signed_in_client(officer)
    look_up(client, "cercata")
    assert AccessRecord.objects.count() == 0
    look_up(client, "cercata", chi=f"user:{person.pk}")
    client.get(f"{PAGE}accessi.csv", {"q": "cercata", "chi": f"user:{person.pk}"})
    told = openings_of({f"user:{person.pk}"}).values_list("user_id", "door")
    assert list(told) == [(officer.pk, "log")]


def test_download_holds_what_the_page_shows_and_no_formula(officer: Any, panel: Client) -> None:
    person = user("=Nina Cercata")
    signed_in_client(coordinator(full_name="Carla Capo")).get(f"/admin/coordinamento/persone/{person.pk}/")
    answer = signed_in_client(officer).get(f"{PAGE}accessi.csv", {"q": "cercata", "chi": f"user:{person.pk}"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "quando,chi,riferimento,che_cosa,come,file"
    assert [line.split(",")[1:5] for line in lines[1:]] == [
        ["Dora Dati", f"user:{person.pk}", "'=Nina Cercata", "ricerca nel registro degli accessi"],
        ["Carla Capo", f"user:{person.pk}", "'=Nina Cercata", "pagina"],
    ]


def test_person_whom_the_words_do_not_name_is_not_shown_however_the_address_is_forged(officer: Any) -> None:
    person = user("Nina Cercata")
    client = signed_in_client(officer)
    assert look_up(client, "altri", chi=f"user:{person.pk}").context["chosen"] is None
    assert client.get(f"{PAGE}accessi.csv", {"q": "", "chi": f"user:{person.pk}"}).status_code == 404
    assert AccessRecord.objects.count() == 0


def test_who_watches_over_data_may_look_and_heads_may_not() -> None:
    may = {
        name: signed_in_client(person).get(PAGE).status_code
        for name, person in (
            ("rpct", rpct()),
            ("coordinator", coordinator()),
            ("head", user_with("foia", "head")),
            ("top", user_with(office_role="top")),
        )
    }
    assert may == {"rpct": 200, "coordinator": 200, "head": 403, "top": 403}
