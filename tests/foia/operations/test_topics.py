"""Topics as staff work with them: joined, split, merged, undone; counted as the law says at each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.models import AccessRequest, Topic, TopicMembership
from foia.operations import topics, triage
from foia.queries.recurrence import differences
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items import queries as work
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
Filed = Callable[..., AccessRequest]
pytestmark = pytest.mark.django_db

CODES = [
    "RSSMRA80A01H501U",
    "VRDNNA85B41F205O",
    "BNCLCU79C12L219Z",
    "NREPLA90D50D612T",
    "GLLGNN75E05A944R",
]


@pytest.fixture
def asked(filed_request: Filed) -> Callable[..., AccessRequest]:
    """`asked(person, day)`: the same question by one of a few people."""

    def ask(person: int, day: date, **changes: object) -> AccessRequest:
        return filed_request(
            at=datetime.combine(day, MONDAY.timetz()) + timedelta(days=1),
            received_at=datetime.combine(day, MONDAY.timetz()),
            name=f"Persona {'ABCDEFGH'[person]}",
            codice_fiscale=CODES[person],
            email=f"persona{person}@posta.example",
            **changes,
        )

    return ask


def test_fourth_person_within_a_year_raises_the_flag(asked: Callable[..., AccessRequest]) -> None:
    days = [date(2025, 3, 10), date(2025, 6, 1), date(2025, 9, 1), date(2026, 3, 10)]
    requests = [asked(person, day) for person, day in enumerate(days)]
    topic = topics.start_topic(request_ids=[requests[0].pk], title="Spesa per le luminarie", by=BY, at=MONDAY)
    for request in requests[1:3]:
        topic = topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
    assert (topic.flag, topic.persons_in_window) == ("none", 3)
    topic = topics.join(topic_id=topic.pk, request_ids=[requests[3].pk], by=BY, at=MONDAY)
    assert (topic.flag, topic.flagged_on, topic.persons_in_window) == ("hard", date(2026, 3, 10), 4)
    assert [entry.event for entry in history_of(topic.about)] == [
        "foia.topic.started",
        "foia.topic.joined",
        "foia.topic.joined",
        "foia.topic.recurred",
        "foia.topic.joined",
    ]
    assert [(item.desk, item.kind, item.state) for item in work.about(topic.about)] == [
        ("foia", "decide_topic", "open")
    ]


def test_fourth_request_by_a_known_person_with_another_mailbox_is_only_a_soft_flag(
    asked: Callable[..., AccessRequest],
) -> None:
    requests = [
        asked(0, date(2026, 1, 10)),
        asked(0, date(2026, 1, 20), subject="Luminarie di Natale, ancora"),
        asked(1, date(2026, 2, 1)),
        asked(2, date(2026, 3, 1)),
    ]
    topic = topics.start_topic(
        request_ids=[request.pk for request in requests], title="Spesa per le luminarie", by=BY, at=MONDAY
    )
    assert (topic.flag, topic.flagged_on, topic.persons_in_window) == ("soft", date(2026, 3, 1), 3)


def test_late_identification_raises_the_flag_dated_by_presentation(
    asked: Callable[..., AccessRequest], filed_request: Filed
) -> None:
    known = [asked(person, date(2026, 1, 10 + person)) for person in range(3)]
    anonymous = filed_request(
        at=MONDAY, received_at=datetime.combine(date(2026, 3, 1), MONDAY.timetz()), name=""
    )
    topic = topics.start_topic(
        request_ids=[*[request.pk for request in known], anonymous.pk],
        title="Spesa per le luminarie",
        by=BY,
        at=MONDAY,
    )
    assert topic.flag == "none"
    later = MONDAY + timedelta(days=4)
    triage.identify(
        request_id=anonymous.pk,
        applicant=ApplicantDetails(
            name="Paola Neri",
            email="paola@posta.example",
            codice_fiscale=CODES[3],
            identified_by=Identification.DECLARED,
        ),
        by=BY,
        at=later,
    )
    topics.person_changed(request_id=anonymous.pk, by=BY, at=later)
    topic.refresh_from_db()
    assert (topic.flag, topic.flagged_on, topic.flagged_at) == ("hard", date(2026, 3, 1), later)


def test_splitting_lowers_the_flag_and_undo_raises_it_again(asked: Callable[..., AccessRequest]) -> None:
    requests = [asked(person, date(2026, 1, 10 + person)) for person in range(4)]
    ids = [request.pk for request in requests]
    topic = topics.start_topic(request_ids=ids, title="Spesa per le luminarie", by=BY, at=MONDAY)
    assert topic.flag == "hard"
    other = topics.split(topic_id=topic.pk, request_ids=ids[:1], title="Altra spesa", by=BY, at=MONDAY)
    topic.refresh_from_db()
    assert (topic.flag, topic.requests_total, other.requests_total) == ("none", 3, 1)
    topic = topics.undo_last(topic_id=topic.pk, by=BY, at=MONDAY)
    assert (topic.flag, topic.requests_total) == ("hard", 4)
    assert [(change.before, change.after) for change in topic.changes.all()] == [
        ("none", "hard"),
        ("hard", "none"),
        ("none", "hard"),
    ]


def test_merging_two_topics_counts_their_people_together(asked: Callable[..., AccessRequest]) -> None:
    requests = [asked(person, date(2026, 1, 10 + person)) for person in range(4)]
    first = topics.start_topic(
        request_ids=[r.pk for r in requests[:2]], title="Luminarie A", by=BY, at=MONDAY
    )
    second = topics.start_topic(
        request_ids=[r.pk for r in requests[2:]], title="Luminarie B", by=BY, at=MONDAY
    )
    merged = topics.merge(topic_id=first.pk, into_id=second.pk, by=BY, at=MONDAY)
    first.refresh_from_db()
    assert (merged.pk, merged.flag, merged.requests_total) == (second.pk, "hard", 4)
    assert (first.merged_into_id, first.requests_total) == (second.pk, 0)
    topics.undo_last(topic_id=second.pk, by=BY, at=MONDAY)
    first.refresh_from_db()
    assert (first.merged_into_id, first.requests_total, first.flag) == (None, 2, "none")


def test_topic_not_flagged_may_be_redacted_and_published_but_not_refused(
    asked: Callable[..., AccessRequest],
) -> None:
    topic = topics.start_topic(
        request_ids=[asked(1, date(2026, 1, 11)).pk, asked(2, date(2026, 1, 12)).pk],
        title="Luminarie",
        by=BY,
        at=MONDAY,
    )

    with pytest.raises(Refused) as caught:
        topics.choose(topic_id=topic.pk, choice="not", reason="Non serve a nessuno", by=BY, at=MONDAY)
    chosen = topics.choose(
        topic_id=topic.pk, choice="redact", reason="Lo chiedono in molti", by=BY, at=MONDAY
    )

    assert (caught.value.refusal.code, chosen.choice) == ("not_flagged", "redact")


def test_choice_not_to_publish_needs_a_reason_and_a_day_to_look_again(
    asked: Callable[..., AccessRequest],
) -> None:
    requests = [asked(person, date(2026, 1, 10 + person)) for person in range(4)]
    topic = topics.start_topic(request_ids=[r.pk for r in requests], title="Luminarie", by=BY, at=MONDAY)

    def refused(choice: str, reason: str, again: date | None = None) -> str:
        with pytest.raises(Refused) as caught:
            topics.choose(
                topic_id=topic.pk, choice=choice, reason=reason, look_again_on=again, by=BY, at=MONDAY
            )
        return caught.value.refusal.code

    assert refused("publish", "sì") == "reason_missing"
    assert refused("not", "Dati in aggiornamento") == "look_again_missing"
    assert refused("not", "Dati in aggiornamento", date(2026, 1, 1)) == "look_again_past"
    assert refused("boh", "Dati in aggiornamento") == "choice_unknown"
    topic = topics.choose(
        topic_id=topic.pk,
        choice="not",
        reason="Dati in aggiornamento",
        look_again_on=date(2026, 9, 1),
        by=BY,
        at=MONDAY,
    )
    assert (topic.choice, topic.look_again_on) == ("not", date(2026, 9, 1))
    assert [item.state for item in work.about(topic.about)] == ["done"]


HALF_PAST_MIDNIGHT = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # already the first of April in Italy


def test_flag_raised_half_past_midnight_counts_its_days_from_that_day(
    asked: Callable[..., AccessRequest],
) -> None:
    requests = [asked(person, date(2026, 1, 10 + person)) for person in range(4)]
    topic = topics.start_topic(
        request_ids=[one.pk for one in requests], title="Luminarie", by=BY, at=HALF_PAST_MIDNIGHT
    )
    days = int(settings_store.value("recurrence_decision_days"))
    assert topic.decide_by == date(2026, 4, 1) + timedelta(days=days)
    assert [item.due_on for item in work.about(topic.about)] == [topic.decide_by]
    with pytest.raises(Refused) as caught:
        topics.choose(
            topic_id=topic.pk,
            choice="not",
            reason="Dati in aggiornamento",
            look_again_on=date(2026, 4, 1),
            by=BY,
            at=HALF_PAST_MIDNIGHT,
        )
    assert caught.value.refusal.code == "look_again_past"


STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 800), st.sampled_from(["join", "leave", "undo"])),
    min_size=1,
    max_size=9,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_standing_equals_a_whole_recount_after_any_history(
    asked: Callable[..., AccessRequest], steps: list[tuple[int, int, str]]
) -> None:
    topic = Topic.objects.create(title="Storia a caso", created_at=MONDAY)
    inside: list[int] = []
    for person, day, what in steps:
        if what == "leave" and inside:
            topics.leave(topic_id=topic.pk, request_ids=[inside.pop(0)], by=BY, at=MONDAY)
        elif what == "undo" and topics.last_act(topic) is not None:
            topics.undo_last(topic_id=topic.pk, by=BY, at=MONDAY)
            inside = list(
                TopicMembership.objects.filter(topic=topic)
                .order_by("id")
                .values_list("request_id", flat=True)
            )
        else:
            request = asked(person, date(2024, 1, 1) + timedelta(days=day))
            topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
            inside.append(request.pk)
        topic.refresh_from_db()
        assert list(differences()) == []


def refused(act: Callable[..., object], **step: object) -> str:
    with pytest.raises(Refused) as caught:
        act(by=BY, at=MONDAY, **step)
    return caught.value.refusal.code


def test_each_act_on_a_topic_asks_its_guard(asked: Callable[..., AccessRequest]) -> None:
    ids = [asked(person, date(2026, 1, 10 + person)).pk for person in range(3)]
    title = "Spesa per le luminarie"
    assert refused(topics.start_topic, request_ids=ids, title="Luci") == "title_length"
    assert refused(topics.start_topic, request_ids=[], title=title) == "no_requests"
    topic = topics.start_topic(request_ids=ids[:2], title=title, by=BY, at=MONDAY)
    other = topics.start_topic(request_ids=ids[2:], title="Spesa per i giardini", by=BY, at=MONDAY)
    inside = {"topic_id": topic.pk}
    assert refused(topics.rename, **inside, title="Luci", summary="") == "title_length"
    assert refused(topics.split, **inside, request_ids=ids[:1], title="Luci") == "title_length"
    assert refused(topics.split, **inside, request_ids=ids[:2], title=title) == "split_all"
    assert refused(topics.split, **inside, request_ids=ids[2:], title=title) == "split_all"
    assert refused(topics.merge, **inside, into_id=topic.pk) == "same_topic"
    topics.merge(**inside, into_id=other.pk, by=BY, at=MONDAY)
    assert refused(topics.merge, **inside, into_id=other.pk) == "topic_merged"
    assert refused(topics.merge, topic_id=other.pk, into_id=topic.pk) == "topic_merged"
    assert refused(topics.join, **inside, request_ids=ids[2:]) == "topic_merged"
    told = {"choice": "publish", "reason": "Lo chiedono in molti."}
    assert refused(topics.choose, **inside, **told) == "topic_merged"


def test_last_act_is_undone_once_and_never_over_a_later_one(asked: Callable[..., AccessRequest]) -> None:
    ids = [asked(person, date(2026, 1, 10 + person)).pk for person in range(3)]
    topic = topics.start_topic(request_ids=ids[:2], title="Spesa per le luminarie", by=BY, at=MONDAY)
    topics.join(topic_id=topic.pk, request_ids=ids[2:], by=BY, at=MONDAY)
    topics.start_topic(request_ids=ids[2:], title="Spesa per i giardini", by=BY, at=MONDAY)
    assert refused(topics.undo_last, topic_id=topic.pk) == "moved_since"
    bare = Topic.objects.create(title="Senza storia", created_at=MONDAY)
    assert refused(topics.undo_last, topic_id=bare.pk) == "nothing_to_undo"
