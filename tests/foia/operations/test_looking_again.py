"""A decision not to publish, and an answer that grows old, come back as work once for each day set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, Topic
from foia.operations import answer_pages, looking_again, topics
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import queries as work
from pasocial.office.work.items.operations import finish_items
from pasocial.refusal import Refused
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_home, plant_page, publish_latest
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
AGAIN = date(2026, 9, 1)
UNTIL = date(2027, 1, 31)


@pytest.fixture
def topic(filed_request: Callable[..., AccessRequest]) -> Topic:
    asked = [filed_request(at=MONDAY, name=f"Persona {n}", birth_date=date(1970, 1, n)) for n in range(1, 5)]
    return topics.start_topic(request_ids=[one.pk for one in asked], title="Luminarie", by=BY, at=MONDAY)


def choose(topic: Topic, choice: str, again: date | None = None) -> None:
    topics.choose(
        topic_id=topic.pk, choice=choice, reason="Deciso in riunione", look_again_on=again, by=BY, at=MONDAY
    )


def items(about: str, kind: str) -> list[tuple[str, str, date | None]]:
    return [(one.desk, one.state, one.due_on) for one in work.about(about) if one.kind == kind]


def test_decision_not_to_publish_is_looked_at_again_once(topic: Topic) -> None:
    choose(topic, "not", AGAIN)
    kind = looking_again.LOOK_AGAIN_ITEM

    def ask(today: date) -> int:
        return looking_again.ask_to_look_again(today=today, by=BY, at=MONDAY)

    assert ask(AGAIN - timedelta(days=1)) == 0
    assert (ask(AGAIN), ask(AGAIN + timedelta(days=1))) == (1, 0)
    assert items(topic.about, kind) == [("foia", "open", AGAIN)]
    finish_items(about=topic.about, kind=kind, by=BY, at=MONDAY, outcome="Riguardata")
    assert ask(AGAIN + timedelta(days=2)) == 0
    choose(topic, "not", AGAIN + timedelta(days=90))
    assert ask(AGAIN + timedelta(days=90)) == 1
    choose(topic, "publish")
    assert [state for _desk, state, _day in items(topic.about, kind)] == ["done", "done"]


@pytest.fixture
def answer(topic: Topic) -> AnswerPage:
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=BY, at=MONDAY)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso", slug="accesso-civico"), by=BY, at=MONDAY
    )
    plant_page(parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=BY, at=MONDAY)
    choose(topic, "publish")
    page = answer_pages.prepare_answer(topic_id=topic.pk, by=BY, at=MONDAY)
    assert page is not None
    publish_latest(page_id=page.pk, user=None)
    return page


def keep(page: AnswerPage, desk: str = "newsroom", until: date | None = UNTIL) -> AnswerPage:
    return looking_again.keep_fresh(page_id=page.pk, owner_desk=desk, fresh_until=until, by=BY, at=MONDAY)


def test_answer_that_grows_old_is_work_for_its_owner_a_month_before(answer: AnswerPage) -> None:
    about, kind = looking_again.about_answer(answer.pk), looking_again.REFRESH_ITEM
    keep(answer)

    def ask(today: date) -> int:
        return looking_again.ask_to_refresh(today=today, by=BY, at=MONDAY)

    assert ask(UNTIL - timedelta(days=31)) == 0
    assert (ask(UNTIL - timedelta(days=30)), ask(UNTIL)) == (1, 0)
    assert items(about, kind) == [("newsroom", "open", UNTIL)]
    keep(answer, until=date(2028, 1, 31))
    assert items(about, kind) == [("newsroom", "done", UNTIL)]
    assert ask(UNTIL) == 0


def test_day_set_by_the_newsroom_in_the_page_ends_the_work_too(answer: AnswerPage) -> None:
    keep(answer)
    looking_again.ask_to_refresh(today=UNTIL, by=BY, at=MONDAY)
    AnswerPage.objects.filter(pk=answer.pk).update(fresh_until=date(2028, 1, 31))
    looking_again.ask_to_refresh(today=UNTIL, by=BY, at=MONDAY)
    about = looking_again.about_answer(answer.pk)
    assert items(about, looking_again.REFRESH_ITEM) == [("newsroom", "done", UNTIL)]


def test_day_survives_the_next_publication(answer: AnswerPage) -> None:
    keep(answer)
    publish_latest(page_id=answer.pk, user=None)
    answer.refresh_from_db()
    assert (answer.owner_desk, answer.fresh_until) == ("newsroom", UNTIL)


@pytest.mark.parametrize(
    ("desk", "until", "code"),
    [("nessuna", UNTIL, "desk_unknown"), ("foia", date(2026, 3, 2), "fresh_until_past")],
)
def test_unknown_owner_and_past_day_are_refused(
    answer: AnswerPage, desk: str, until: date, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        keep(answer, desk, until)
    assert refused.value.refusal.code == code


def test_today_is_the_day_in_italy_half_past_midnight(answer: AnswerPage) -> None:
    at = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # already the first of April in Italy
    with pytest.raises(Refused) as caught:
        looking_again.keep_fresh(
            page_id=answer.pk, owner_desk="newsroom", fresh_until=date(2026, 4, 1), by=BY, at=at
        )
    assert caught.value.refusal.code == "fresh_until_past"
