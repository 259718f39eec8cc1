"""domain.md I, rows 23-28, through the operations and the database; and what staff say of persons and organisations."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foia.models import AccessRequest, PersonStatement, Topic, TopicIdentity
from foia.operations import persons, topics, triage
from foia.queries.recurrence import differences
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Asks = Callable[..., AccessRequest]

CODES = {
    "A": "RSSMRA80A01H501U",
    "B": "VRDNNA85B41F205O",
    "C": "BNCLCU79C12L219Z",
    "D": "NREPLA90D50D612T",
    "E": "GLLGNN75E05A944R",
}


@pytest.fixture
def asks(filed_request: Callable[..., AccessRequest]) -> Asks:
    """`asks("A", date(…))`: person A asks for the same thing on that day."""

    def ask(person: str, day: date, **changes: object) -> AccessRequest:
        moment = datetime.combine(day, MONDAY.timetz())
        who = {"name": f"Persona {person}", "codice_fiscale": CODES[person], "email": "a@posta.example"}
        return filed_request(at=moment + timedelta(hours=1), received_at=moment, **{**who, **changes})

    return ask


def together(*requests: AccessRequest) -> Topic:
    """A topic that grew one request at a time, in this order."""
    topic = topics.start_topic(request_ids=[requests[0].pk], title="La stessa cosa", by=BY, at=MONDAY)
    for request in requests[1:]:
        topic = topics.join(topic_id=topic.pk, request_ids=[request.pk], by=BY, at=MONDAY)
    return topic


def standing(topic: Topic) -> tuple[str, date | None]:
    topic.refresh_from_db()
    assert list(differences()) == []
    return topic.flag, topic.flagged_on


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # row 23: the anniversary counts, the day after does not
        ((date(2025, 3, 10), date(2025, 6, 1), date(2025, 9, 1), date(2026, 3, 10)), "hard"),
        ((date(2025, 3, 10), date(2025, 6, 1), date(2025, 9, 1), date(2026, 3, 11)), "none"),
        # row 24: 29 February clips to 28
        ((date(2024, 2, 29), date(2024, 6, 1), date(2024, 9, 1), date(2025, 2, 28)), "hard"),
        ((date(2024, 2, 29), date(2024, 6, 1), date(2024, 9, 1), date(2025, 3, 1)), "none"),
        ((date(2023, 2, 28), date(2023, 6, 1), date(2023, 9, 1), date(2024, 2, 29)), "none"),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_year_is_inclusive_and_clips_leap_days_in_any_order_of_joining(
    asks: Asks, days: tuple[date, ...], expected: str, backwards: bool
) -> None:
    requests = [asks(person, day) for person, day in zip("ABCD", days, strict=True)]
    topic = together(*(requests[::-1] if backwards else requests))
    assert standing(topic) == (expected, days[3] if expected == "hard" else None)


def test_two_mailboxes_of_one_person_are_one(asks: Asks) -> None:
    """Row 25."""
    topic = together(
        asks("A", date(2026, 1, 5)),
        asks("A", date(2026, 1, 8), email="altra@posta.example"),
        asks("B", date(2026, 1, 20)),
        asks("C", date(2026, 2, 2)),
    )
    assert standing(topic) == ("soft", date(2026, 2, 2))


def test_refused_request_counts_and_transferred_one_does_not(asks: Asks) -> None:
    """Row 26."""
    requests = [asks(person, date(2026, 2, 2 + place)) for place, person in enumerate("ABCD")]
    fourth = requests[3]
    AccessRequest.objects.filter(pk=fourth.pk).update(outcome="refused", state="answered")
    topic = together(*requests)
    assert standing(topic) == ("hard", date(2026, 2, 5))
    AccessRequest.objects.filter(pk=fourth.pk).update(outcome="", state="received")
    triage.transfer(
        request_id=fourth.pk, to_body="Provincia di Esempio", words="È di loro competenza.", by=BY, at=MONDAY
    )
    topics.person_changed(request_id=fourth.pk, by=BY, at=MONDAY, because="transferred")
    assert standing(topic) == ("none", None)
    assert list(topic.changes.values_list("before", "after", "because")) == [
        ("none", "hard", "join"),
        ("hard", "none", "transferred"),
    ]


def test_late_identification_is_raised_when_known_and_dated_by_presentation(asks: Asks) -> None:
    """Row 27."""
    nobody = asks("D", date(2026, 3, 1), name="", codice_fiscale="")
    topic = together(*(asks(person, date(2026, 2, 2)) for person in "ABC"), nobody)
    assert standing(topic) == ("none", None)
    known = MONDAY + timedelta(days=4)
    who = ApplicantDetails(
        name="Persona D",
        email="d@posta.example",
        codice_fiscale=CODES["D"],
        identified_by=Identification.DECLARED,
    )
    triage.identify(request_id=nobody.pk, applicant=who, by=BY, at=known)
    topics.person_changed(request_id=nobody.pk, by=BY, at=known)
    assert standing(topic) == ("hard", date(2026, 3, 1))
    assert (topic.flagged_at, topic.changes.get().recorded_at) == (known, known)


def person_of(topic: Topic, request: AccessRequest) -> str:
    return TopicIdentity.objects.get(topic=topic, person_key=request.person_key).person


def test_person_found_to_be_another_lowers_the_flag_and_parting_raises_it_again(asks: Asks) -> None:
    """Row 28, and back."""
    requests = [asks(person, date(2026, 2, 2 + place)) for place, person in enumerate("ABCD")]
    topic = together(*requests)
    assert standing(topic) == ("hard", date(2026, 2, 5))
    persons.merge_persons(
        topic_id=topic.pk,
        persons=[person_of(topic, requests[0]), person_of(topic, requests[3])],
        why="Codice fiscale provvisorio, poi definitivo",
        by=BY,
        at=MONDAY,
    )
    assert standing(topic) == ("soft", date(2026, 2, 5))
    persons.split_persons(
        topic_id=topic.pk, person_key=requests[3].person_key, why="Ci eravamo sbagliati", by=BY, at=MONDAY
    )
    assert standing(topic) == ("hard", date(2026, 2, 5))
    assert list(topic.changes.values_list("before", "after", "because")) == [
        ("none", "hard", "join"),
        ("hard", "soft", "persons_merged"),
        ("soft", "hard", "persons_split"),
    ]
    events = [entry.event for entry in history_of(topic.about)]
    assert (events.count("foia.topic.persons_merged"), events.count("foia.topic.persons_split")) == (1, 1)
    assert PersonStatement.objects.get().same is False


def test_what_was_said_of_persons_holds_in_topics_they_join_later(asks: Asks) -> None:
    one, two = asks("A", date(2026, 2, 2)), asks("B", date(2026, 2, 3))
    first = together(one, two)
    persons.merge_persons(
        topic_id=first.pk, persons=[one.person_key, two.person_key], why="È lei stessa", by=BY, at=MONDAY
    )
    again = together(asks("A", date(2026, 2, 4)), asks("B", date(2026, 2, 5)))
    assert len(set(again.memberships.values_list("person", flat=True))) == 1
    assert list(differences()) == []


def test_bare_name_that_staff_recognise_counts_as_that_person(asks: Asks) -> None:
    bare = asks("D", date(2026, 2, 6), name="Persona D", codice_fiscale="")
    known = asks("D", date(2026, 2, 1), subject="Tutt'altro")
    topic = together(*(asks(person, date(2026, 2, 2)) for person in "ABC"), bare)
    assert standing(topic) == ("soft", date(2026, 2, 6))
    topics.join(topic_id=topic.pk, request_ids=[known.pk], by=BY, at=MONDAY)
    assert standing(topic) == ("hard", date(2026, 2, 2))
    persons.merge_persons(
        topic_id=topic.pk,
        persons=[person_of(topic, bare), person_of(topic, known)],
        why="Stessa firma e stesso recapito",
        by=BY,
        at=MONDAY,
    )
    topics.leave(topic_id=topic.pk, request_ids=[known.pk], by=BY, at=MONDAY)
    assert standing(topic)[0] == "soft"


def test_confirmed_organisation_counts_once_and_its_later_members_too(asks: Asks) -> None:
    club = {"organisation": "Circolo Ambiente"}
    members = [asks(person, date(2026, 2, 2 + place), **club) for place, person in enumerate("ABC")]
    topic = together(*members, asks("D", date(2026, 2, 8)))
    assert standing(topic) == ("hard", date(2026, 2, 8))
    key = members[0].organisation_key
    assert key != ""
    persons.confirm_organisation(topic_id=topic.pk, organisation_key=key, confirmed=True, by=BY, at=MONDAY)
    assert standing(topic) == ("soft", date(2026, 2, 8))
    late = asks("E", date(2026, 2, 9), **club)
    topics.join(topic_id=topic.pk, request_ids=[late.pk], by=BY, at=MONDAY)
    assert standing(topic) == ("soft", date(2026, 2, 8))
    assert topic.memberships.get(request=late).organisation_confirmed is True
    persons.confirm_organisation(topic_id=topic.pk, organisation_key=key, confirmed=False, by=BY, at=MONDAY)
    assert standing(topic) == ("hard", date(2026, 2, 8))


def test_persons_who_are_not_there_are_refused(asks: Asks) -> None:
    topic = together(asks("A", date(2026, 2, 2)), asks("B", date(2026, 2, 3)))

    def refused(act: Callable[..., object], **given: object) -> str:
        with pytest.raises(Refused) as caught:
            act(topic_id=topic.pk, by=BY, at=MONDAY, **given)
        return caught.value.refusal.code

    assert refused(persons.merge_persons, persons=["cf:x", "cf:y"], why="Lo so bene") == "persons_few"
    assert refused(persons.merge_persons, persons=["cf:x"], why="") == "why_length"
    key = TopicIdentity.objects.filter(topic=topic).first().person_key
    assert refused(persons.split_persons, person_key=key, why="Lo so bene") == "person_alone"
    assert refused(persons.split_persons, person_key="cf:z", why="Lo so bene") == "person_alone"
    assert (
        refused(persons.confirm_organisation, organisation_key="x", confirmed=True) == "organisation_unknown"
    )


WORDS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD"), st.booleans()), min_size=1, max_size=6
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_count_equals_a_whole_recount_after_any_words_of_staff(
    asks: Asks, words: list[tuple[str, str, bool]]
) -> None:
    asked = {person: asks(person, date(2026, 2, 2 + place)) for place, person in enumerate("ABCD")}
    topic = together(*asked.values())
    for one, other, same in words:
        with suppress(Refused):
            if same:
                chosen = [person_of(topic, asked[one]), person_of(topic, asked[other])]
                persons.merge_persons(topic_id=topic.pk, persons=chosen, why="Lo so bene", by=BY, at=MONDAY)
            else:
                key = asked[one].person_key
                persons.split_persons(topic_id=topic.pk, person_key=key, why="Lo so bene", by=BY, at=MONDAY)
        distinct = topic.memberships.values("person").distinct().count()
        assert standing(topic)[0] == ("hard" if distinct == 4 else "soft" if distinct > 1 else "none")
