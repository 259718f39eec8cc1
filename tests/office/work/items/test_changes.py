"""A page that is open learns what others did meanwhile, and only if its reader may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foia.operations import intake
from foia.wording import FoiaEvent
from pasocial.office.messaging.notices.operations import tell
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.record.trail.queries import CONSEQUENCE, history_of, news_for
from pasocial.office.screens.changes import MOST_LINES, changes_url
from tests.fixtures import signed_in_client, user_with
from tests.foia.conftest import a_draft

pytestmark = pytest.mark.django_db
US = Actor.system("test")


def a_case() -> tuple[str, int]:
    about = intake.file_request(draft=a_draft(), by=US, at=timezone.now()).about
    last = history_of(about).last()
    assert last is not None
    return about, last.pk


def note(about: str, by: Actor) -> None:
    record(event=FoiaEvent.NOTE_ADDED, about=about, by=by, at=timezone.now())


def test_changes_tells_what_others_did_and_not_what_one_did_oneself() -> None:
    about, seen = a_case()
    anna, bruno = user_with("foia", "head", full_name="Anna Capo"), user_with("foia", full_name="Bruno Rossi")
    note(about, Actor.staff(anna))
    url = changes_url(about, seen)
    hers, his = (signed_in_client(each).get(url).content.decode() for each in (anna, bruno))
    assert hers.strip() == ""
    assert "È cambiata da quando l'hai aperta" in his.replace("&#x27;", "'")
    assert "Anna Capo" in his


def test_what_the_system_does_after_ones_own_act_is_news_to_others_only() -> None:
    about, _seen = a_case()
    anna, bruno = user_with("foia", "head", full_name="Anna Capo"), user_with("foia", full_name="Bruno Rossi")
    note(about, Actor.staff(anna))
    last = history_of(about).last()
    assert last is not None
    record(event=FoiaEvent.SUGGESTED, about=about, by=US, at=last.happened_at + CONSEQUENCE)
    assert [len(news_for(each.pk, about, last.pk)) for each in (anna, bruno)] == [0, 1]
    much_later = last.happened_at + CONSEQUENCE + timedelta(seconds=1)
    record(event=FoiaEvent.ANSWERED, about=about, by=US, at=much_later)
    assert [len(news_for(each.pk, about, last.pk)) for each in (anna, bruno)] == [1, 2]


def test_changes_knows_what_was_already_seen() -> None:
    about, _seen = a_case()
    note(about, US)
    last = history_of(about).last()
    assert last is not None
    client = signed_in_client(user_with("foia"))
    assert client.get(changes_url(about, last.pk)).content.strip() == b""
    for wrong in ("", "x", "9" * 40, "-1"):
        assert client.get(reverse("office:changes", args=[about]) + f"?da={wrong}").content.strip() == b""


def test_changes_shows_a_few_and_leads_back_to_the_page_that_asked() -> None:
    about, seen = a_case()
    for _ in range(MOST_LINES + 2):
        note(about, US)
    client = signed_in_client(user_with("foia"))
    ours = client.get(
        changes_url(about, seen), headers={"HX-Current-URL": "http://testserver/redazione/foia/#x"}
    )
    text = ours.content.decode()
    assert (text.count("<li>"), "E altro ancora." in text) == (MOST_LINES, True)
    assert 'href="http://testserver/redazione/foia/"' in text
    theirs = client.get(changes_url(about, seen), headers={"HX-Current-URL": "https://evil.example/"})
    assert "evil.example" not in theirs.content.decode()


def test_changes_is_refused_to_who_may_not_read_the_case() -> None:
    about, seen = a_case()
    client = signed_in_client(user_with(office_role="office_contact"))
    assert client.get(changes_url(about, seen)).status_code == 403
    assert client.get(changes_url("newsroom.commission:1", 0)).status_code == 403


def test_bell_counts_the_things_that_wait_for_her() -> None:
    person = user_with("foia")
    told = {"about": "foia.request:1", "name": "Una cosa", "url": "", "at": timezone.now()}
    tell(user_ids=[person.pk], key="k", kind="foia.approve", **told)
    tell(user_ids=[person.pk], key="l", kind="foia.message", **told)
    tell(user_ids=[person.pk], key="m", kind="foia.deadline", **{**told, "about": "foia.request:2"})
    text = signed_in_client(person).get(reverse("office:notices_bell")).content.decode()
    assert 'hx-trigger="pa:notices"' in text
    assert '<span class="pa-top-count">1<' in text
