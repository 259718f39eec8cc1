"""A flag becomes a page with its material, and whoever asked hears of it once: before it, or ever so late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, Topic, TopicFollower
from foia.operations import answer_pages, topics
from foia.queries.answer_pages import public_page_for
from foia.rules.outcomes import Disclosure, ItemDraft
from foia.tasks import topics as reactions
from pasocial.office.files.attachments import clearing
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.messaging.notices import queries as notices
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items import queries as work
from pasocial.office.work.items.operations import finish_items
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_home, plant_page, publish_latest
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Filed = Callable[..., AccessRequest]


@pytest.fixture
def answers_index() -> AnswersIndexPage:
    cache.clear()
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=BY, at=MONDAY)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso", slug="accesso-civico"), by=BY, at=MONDAY
    )
    page = plant_page(
        parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=BY, at=MONDAY
    )
    assert isinstance(page, AnswersIndexPage)
    return page


def asked_by(filed: Filed, letter: str, **changes: object) -> AccessRequest:
    """Somebody who wants to be told, unless said otherwise."""
    return filed(
        name=f"Persona {letter}",
        email=f"{letter.lower()}@posta.example",
        birth_date=date(1970, 1, ord(letter) - 64),
        **{"agrees_to_be_told": True, **changes},
    )


def published(requests: list[AccessRequest]) -> tuple[Topic, AnswerPage]:
    """A topic of these requests whose answer is public and told."""
    topic = topics.start_topic(request_ids=[one.pk for one in requests], title="Luminarie", by=BY, at=MONDAY)
    topics.choose(topic_id=topic.pk, choice="publish", reason="Di interesse generale", by=BY, at=MONDAY)
    page = answer_pages.prepare_answer(topic_id=topic.pk, by=BY, at=MONDAY)
    assert page is not None
    publish_latest(page_id=page.pk, user=None)
    answer_pages.link_page(topic_id=topic.pk, page_id=page.pk, by=BY, at=MONDAY)
    reactions.tell_askers(history_of(topic.about).filter(event="foia.topic.published").get())
    return topic, page


def react(topic: Topic, event: str) -> None:
    """The reaction to the newest such entry, as a worker runs it; twice, as a worker might."""
    entry = history_of(topic.about).filter(event=event).last()
    assert entry is not None
    reactions.tell_late_askers(entry)
    reactions.tell_late_askers(entry)


def told(request: AccessRequest) -> list[str]:
    return [mail.to for mail in notices.mail_about(request.about).filter(kind="foia/answer_published")]


def test_choice_to_publish_prepares_a_draft_page_once(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    requests = [asked_by(filed_request, letter) for letter in "ABCD"]
    topic = topics.start_topic(request_ids=[one.pk for one in requests], title="Luminarie", by=BY, at=MONDAY)
    assert answer_pages.prepare_answer(topic_id=topic.pk, by=BY, at=MONDAY) is None
    topics.choose(topic_id=topic.pk, choice="publish", reason="Lo chiedono in quattro", by=BY, at=MONDAY)
    page = answer_pages.prepare_answer(topic_id=topic.pk, by=BY, at=MONDAY)
    again = answer_pages.prepare_answer(topic_id=topic.pk, by=BY, at=MONDAY)
    assert page is not None
    assert again is not None
    assert (page.pk, page.live, AnswerPage.objects.count()) == (again.pk, False, 1)


def test_material_is_what_answers_gave_and_what_was_withheld_is_not_in_it(
    answered_request: Callable[..., AccessRequest], taken_request: Filed, desk: SimpleNamespace
) -> None:
    def kept(name: str, about: str) -> str:
        stored = store_file(
            content=BytesIO(b"Una spesa."), name=name, about=about, purpose="release", by=BY, at=MONDAY
        )
        return str(stored.public_id)

    request = answered_request(items=(ItemDraft(title="Spesa", disclosure=Disclosure.PUBLIC),))
    kept("mai-guardato.txt", request.about)
    decision = request.decisions.get() if hasattr(request, "decisions") else request.decision
    for name, disclosure in (
        ("a-tutti.txt", "public"),
        ("a-lei.txt", "requester"),
        ("negato.txt", "private"),
    ):
        decision.items.create(
            title=name,
            file=kept(name, request.about),
            disclosure=disclosure,
            **({"ground": "personal_data", "reason": "Riguarda terzi."} if disclosure == "private" else {}),
        )
    topic = topics.start_topic(request_ids=[request.pk], title="Luminarie", by=BY, at=MONDAY)
    names = [one.name for one in answer_pages.material_of(topic)]
    assert sorted(names) == ["a-lei.txt", "a-tutti.txt", f"risposta-2026-{request.sequence:07d}.pdf"]


def test_material_left_undecided_is_work_for_the_desk_until_the_last_file(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    request = asked_by(filed_request, "A")
    topic = topics.start_topic(request_ids=[request.pk], title="Luminarie", by=BY, at=MONDAY)
    stored = store_file(
        content=BytesIO(b"Una spesa."), name="a.txt", about=request.about, purpose="release", by=BY, at=MONDAY
    )
    clearing.gather(about=topic.about, public_ids=[stored.public_id], by=BY, at=MONDAY)
    reactions.note_material(history_of(topic.about).filter(event="office.file.gathered").get())

    def items() -> list[tuple[str, str]]:
        return [(one.desk, one.state) for one in work.about(topic.about) if one.kind == "decide_material"]

    assert items() == [("foia", "open")]
    clearing.leave_out(
        about=topic.about, public_id=stored.public_id, reason="Riguarda lei sola.", by=BY, at=MONDAY
    )
    reactions.note_material(history_of(topic.about).filter(event="office.file.decided").get())
    assert (items(), files.clearances(topic.about)[0].state) == ([("foia", "done")], "left_out")


def test_earlier_askers_who_agreed_are_told_once_and_public_requests_get_their_channel(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    willing = asked_by(filed_request, "A")
    silent = asked_by(filed_request, "B", agrees_to_be_told=False)
    loud = asked_by(
        filed_request,
        "C",
        agrees_to_be_told=False,
        made_public_url="https://social.example/1",
        made_public_on=MONDAY.date(),
    )
    topic, _page = published([willing, silent, loud])
    reactions.tell_askers(history_of(topic.about).filter(event="foia.topic.published").get())
    assert (told(willing), told(silent)) == (["a@posta.example"], [])
    assert list(TopicFollower.objects.values_list("request_id", flat=True)) == [willing.pk]
    assert [(item.desk, item.why) for item in work.about(loud.about) if item.kind == "answer_in_public"] == [
        ("newsroom", "https://social.example/1")
    ]


def test_who_joins_a_published_topic_later_is_told_once_in_her_language_and_still_gets_a_decision(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    topic, page = published([asked_by(filed_request, "A")])
    late = asked_by(filed_request, "B", language="en", at=MONDAY + timedelta(days=30))
    unwilling = asked_by(filed_request, "C", agrees_to_be_told=False)
    assert told(late) == []
    topics.join(topic_id=topic.pk, request_ids=[late.pk, unwilling.pk], by=BY, at=MONDAY)
    react(topic, "foia.topic.joined")
    assert (told(late), told(unwilling)) == (["b@posta.example"], [])
    mail = notices.mail_about(late.about).get(kind="foia/answer_published")
    assert (mail.language, page.get_url() in mail.text) == ("en", True)
    assert "decision" in mail.text, "her own request goes on"
    late.refresh_from_db()
    assert late.state == "received"
    assert public_page_for(late.pk) == page, "her case page links it"
    # Out and in again, by undo and by hand: she was told.
    topics.undo_last(topic_id=topic.pk, by=BY, at=MONDAY)
    react(topic, "foia.topic.undone")
    topics.join(topic_id=topic.pk, request_ids=[late.pk], by=BY, at=MONDAY)
    react(topic, "foia.topic.joined")
    assert told(late) == ["b@posta.example"]


def test_who_joins_while_the_page_is_not_public_is_told_by_its_publication_alone(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    first, second = asked_by(filed_request, "A"), asked_by(filed_request, "B")
    topic = topics.start_topic(request_ids=[first.pk], title="Luminarie", by=BY, at=MONDAY)
    topics.join(topic_id=topic.pk, request_ids=[second.pk], by=BY, at=MONDAY)
    react(topic, "foia.topic.joined")
    assert (told(first), told(second), TopicFollower.objects.count()) == ([], [], 0)


def test_merged_topics_tell_the_newcomers_and_nobody_twice(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    early, other = asked_by(filed_request, "A"), asked_by(filed_request, "B")
    topic, _page = published([early])
    into = topics.start_topic(request_ids=[other.pk], title="Luci di Natale", by=BY, at=MONDAY)
    topics.merge(topic_id=topic.pk, into_id=into.pk, by=BY, at=MONDAY)
    react(into, "foia.topic.merged")
    assert (told(early), told(other)) == (["a@posta.example"], ["b@posta.example"])


def test_answer_in_public_is_asked_once_for_each_request_and_page(
    filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    loud = asked_by(
        filed_request, "C", made_public_url="https://social.example/1", made_public_on=MONDAY.date()
    )
    topic, page = published([loud])
    finish_items(about=loud.about, kind="answer_in_public", by=BY, at=MONDAY, outcome="Fatto")
    publish_latest(page_id=page.pk, user=None)
    answer_pages.link_page(topic_id=topic.pk, page_id=page.pk, by=BY, at=MONDAY)
    reactions.tell_askers(history_of(topic.about).filter(event="foia.topic.published").last())
    assert answer_pages.answer_in_public(topic_id=topic.pk, by=BY, at=MONDAY) == 0
    assert [one.state for one in work.about(loud.about) if one.kind == "answer_in_public"] == ["done"]


def test_published_answer_has_an_english_frame_and_says_which_words_are_italian(
    client: Client, filed_request: Filed, answers_index: AnswersIndexPage
) -> None:
    _topic, page = published([asked_by(filed_request, letter) for letter in "ABCD"])
    shown = client.get("/en" + page.get_url()).content.decode()
    assert "<title>Luminarie · Published answers · Comune di Esempio</title>" in shown
    assert '<h1 lang="it">Luminarie</h1>' in shown
    assert '<div class="pa-prose" lang="it">' in shown
    assert "<title>Published answers · " in client.get("/en/accesso-civico/risposte/").content.decode()
