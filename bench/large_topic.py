"""A topic as large as wanted, and what PostgreSQL reads when it changes: rows, not milliseconds.

`make bench` prints it; `tests/foia/operations/test_large_topics.py` asserts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from foia.models import AccessRequest, Applicant, Topic, TopicIdentity, TopicMembership
from foia.operations import askers, topics
from foia.queries.recurrence import differences
from foia.rules.recurrence import Asking, PersonKey, PersonKind, standing_of, tally_on, verdict
from pasocial.office.people.private_access.operations import new_code
from pasocial.office.record.trail.actor import Actor
from pasocial.timekeeping import ROME

BY = Actor.system("bench")
LAST = date(2026, 3, 2)
_sequences = count(5_000_000)


@dataclass(frozen=True)
class Shape:
    """Who asks: `persons` people in turn (0: everybody once), `per_day` requests a day back from LAST."""

    name: str
    persons: int = 0
    per_day: int = 3
    proven: bool = True


# Everybody asks once: flagged within days. Three people who insist: soft, and ten thousand rows in one year.
# Names that prove nothing: soft whatever they do.
SHAPES = (
    Shape("everybody once"),
    Shape("three who insist", persons=3, per_day=40),
    Shape("bare names", per_day=40, proven=False),
)


def person_number(number: int, proven: bool = True) -> str:
    return f"{'cf' if proven else 'incerta'}:{number:064x}"


def a_request(day: date, person: str, *, state: str = "closed") -> AccessRequest:
    at = datetime.combine(day, time(12), ROME)
    return AccessRequest(
        code=new_code(),
        year=day.year,
        sequence=next(_sequences),
        kind="generalised",
        channel="portal",
        subject="Spesa per le luminarie",
        body="Le determine.",
        state=state,
        received_at=at,
        received_on=day,
        person_key=person,
        person_aliases=[person],
        identified_on=None if person.startswith("incerta") else day,
    )


def stored(requests: list[AccessRequest]) -> list[AccessRequest]:
    made = Applicant.objects.bulk_create(
        [Applicant(name="Prova", email="prova@posta.example", identified_by="declared") for _ in requests]
    )
    for request, applicant in zip(requests, made, strict=True):
        request.applicant = applicant
    return AccessRequest.objects.bulk_create(requests, batch_size=2000)


def write_topic(size: int, shape: Shape) -> Topic:
    """A topic of `size` requests with everything the operations keep on it; writes around them, as an import would."""
    days = [LAST - timedelta(days=(size - 1 - number) // shape.per_day) for number in range(size)]
    who = [
        person_number(number % shape.persons if shape.persons else number, shape.proven)
        for number in range(size)
    ]
    requests = stored([a_request(*one) for one in zip(days, who, strict=True)])
    at = datetime.combine(LAST, time(12), ROME)
    topic = Topic.objects.create(title=f"Luminarie, {shape.name}, {size}", created_at=at)
    TopicMembership.objects.bulk_create(
        [
            TopicMembership(
                topic=topic,
                request=one,
                asked_on=one.received_on,
                person_key=one.person_key,
                person_aliases=[one.person_key],
                person=one.person_key,
                proven=shape.proven,
                confirmed_at=at,
            )
            for one in requests
        ],
        batch_size=2000,
    )
    TopicIdentity.objects.bulk_create(
        [TopicIdentity(topic=topic, person_key=key, aliases=[key], person=key) for key in dict.fromkeys(who)],
        batch_size=2000,
    )
    askers.draw_all(topic)
    kind = PersonKind.CODICE_FISCALE if shape.proven else PersonKind.UNPROVEN
    askings = [
        Asking(str(place), PersonKey(kind, key), None, day)
        for place, (day, key) in enumerate(zip(days, who, strict=True))
    ]
    standing = standing_of(verdict(askings))
    tally = tally_on(askings, standing.flagged_on or days[-1])
    topic.hard_on, topic.soft_on = standing.hard_on, standing.soft_on
    topic.flag, topic.flagged_on = str(standing.level.value), standing.flagged_on
    topic.requests_total, topic.last_asked_on = size, days[-1]
    topic.window_from, topic.window_to = tally.window
    topic.persons_in_window, topic.requests_in_window = tally.persons, tally.requests
    topic.save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE foia_topicmembership, foia_topicasker, foia_topicidentity")
    return topic


def differences_of(topic: Topic) -> list[object]:
    return list(differences(among=[topic.pk]))


@dataclass(frozen=True)
class Cost:
    """What one change cost: statements, and rows of the recurrence tables that PostgreSQL fetched or wrote."""

    queries: int
    read: int
    written: int


# What PostgreSQL fetched from these tables, by index or by reading them whole, in this transaction so far.
ROWS = """
SELECT COALESCE(sum(COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0)), 0),
       COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
FROM pg_stat_xact_user_tables WHERE relname LIKE 'foia\\_topic%' AND relname <> 'foia_topic'
"""


def _rows() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        read, written = cursor.fetchone()
    return int(read), int(written)


def cost_of(act: Callable[[], object]) -> Cost:
    """Runs `act` inside the caller's transaction and tells what it cost there."""
    before = _rows()
    with CaptureQueriesContext(connection) as captured:
        act()
    after = _rows()
    return Cost(len(captured), after[0] - before[0], after[1] - before[1])


def changes(topic: Topic, shape: Shape) -> Iterator[tuple[str, Callable[[], object]]]:
    """What happens to a topic, each act ready to be run once, in this order."""
    at = datetime.combine(LAST, time(18), ROME)
    step = {"by": BY, "at": at}
    newest, old, anonymous = stored(
        [
            a_request(LAST, person_number(1, shape.proven)),
            a_request(LAST - timedelta(days=1), person_number(2, shape.proven)),
            a_request(LAST - timedelta(days=2), person_number(0, False), state="needs_identification"),
        ]
    )
    yield "newest request joins", lambda: topics.join(topic_id=topic.pk, request_ids=[newest.pk], **step)
    yield "old request joins", lambda: topics.join(topic_id=topic.pk, request_ids=[old.pk], **step)
    topics.join(topic_id=topic.pk, request_ids=[anonymous.pk], **step)
    AccessRequest.objects.filter(pk=anonymous.pk).update(
        state="closed", person_key=person_number(1), person_aliases=[person_number(1)]
    )
    yield "late identification", lambda: topics.person_changed(request_id=anonymous.pk, **step)
    yield "old request leaves", lambda: topics.leave(topic_id=topic.pk, request_ids=[old.pk], **step)
    yield "undo of the leave", lambda: topics.undo_last(topic_id=topic.pk, **step)
    small = stored(
        [a_request(LAST - timedelta(days=3 * n), person_number(1, shape.proven)) for n in range(5)]
    )
    other = topics.start_topic(request_ids=[one.pk for one in small], title="Le luminarie", **step)
    yield (
        "topic of 5 merges into it",
        lambda: topics.merge(topic_id=other.pk, into_id=topic.pk, **step),
    )
    yield "undo of the merge", lambda: topics.undo_last(topic_id=topic.pk, **step)
    yield (
        "5 requests split away",
        lambda: topics.split(
            topic_id=topic.pk,
            request_ids=list(
                topic.memberships.order_by("asked_on", "pk").values_list("request_id", flat=True)[:5]
            ),
            title="Solo le fatture",
            **step,
        ),
    )


class _Undo(Exception):
    """Nothing that was written for a measurement stays."""


def costs(size: int, shape: Shape) -> dict[str, Cost]:
    """Each change of a topic of this size and shape with its cost; leaves nothing behind."""
    found: dict[str, Cost] = {}
    try:
        with transaction.atomic():
            topic = write_topic(size, shape)
            for name, act in changes(topic, shape):
                found[name] = cost_of(act)
            wrong = differences_of(topic)
            if wrong:
                raise AssertionError(wrong[:5])
            raise _Undo
    except _Undo:
        return found
