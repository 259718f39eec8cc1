"""A town's years of requests, invented and written with COPY: enough to measure pages at a given size.

Deterministic. It goes around the operations on purpose, because a hundred thousand filings would take minutes and no
page can tell the difference; nothing outside `bench/` may read or write rows like this.
"""

from __future__ import annotations

import csv
import io
import json
import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text("utf-8"))
HEADS = ("granted", "partly_granted", "refused", "deferred")
YEARS = 12
OPEN_REQUESTS = 400
PER_TOPIC = 60


def invented_words(rng: random.Random, number: int) -> list[str]:
    """Proper names of streets and firms: the long tail of words that only a few requests use."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[
            "".join(rng.choice(WORDS["syllables"]) for _ in range(rng.choice((2, 3, 3, 4)))).capitalize()
        ] = None
    return list(found)


def texts(number: int, *, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Subjects and bodies of 15 to 60 words; common matters come often, names seldom."""
    rng = random.Random(seed)
    proper = invented_words(rng, 4000)
    weights = [1 / (place + 3) for place in range(len(WORDS["matters"]))]
    for _ in range(number):
        matter = rng.choices(WORDS["matters"], weights)[0]
        document, year = rng.choice(WORDS["documents"]), rng.randint(2012, 2026)
        place = f"{rng.choice(WORDS['streets'])} {rng.choice(proper)}"
        subject = f"{document.capitalize()} su {matter} in {place}, {year}"
        body = [
            f"{rng.choice(WORDS['openings'])} {document} relative a {matter} in {place} per l'anno {year}."
        ]
        for part in rng.sample(WORDS["parts"], rng.randint(1, 4)):
            body.append(
                f"Chiedo anche {part}, in particolare per {rng.choice(WORDS['matters'])} e {rng.choice(proper)}."
            )
        yield subject[:200], " ".join(body)


def requests_stored() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foia_accessrequest")
        return int(cursor.fetchone()[0])


TABLES = {
    "foia_applicant": "id name email birth_place codice_fiscale eidas_id pec phone postal_address organisation"
    " identified_by language consents_electronic agrees_to_be_told",
    "foia_accessrequest": "id code year sequence kind channel subject body language purpose motive sector delivery"
    " made_public_url applicant_id state visibility holder priority is_test received_at received_on due_on target_on"
    " clock_alert answered_on closed_at outcome first_outcome person_key person_aliases organisation_key identified_on"
    " counts_for_recurrence version",
    "foia_recordedfact": "request_id kind on detail recorded_at",
    "foia_registerentry": "request_id slug kind public_subject public_reason received_on outcome decided_on"
    " with_parties review_outcome court_outcome version state proposed_at approved_at",
    "foia_topic": "id title summary flag flagged_on hard_on decide_by persons_in_window requests_in_window"
    " requests_total last_asked_on choice choice_reason created_at",
    "foia_topicmembership": "topic_id request_id asked_on person_key person_aliases person proven organisation_key"
    " organisation_confirmed counts confirmed_at",
    "office_items_item": "desk kind about title why state due_on priority opened_at handed_from outcome",
    "office_trail_entry": "event about actor_kind actor_ref happened_at note",
    "foia_numbering": "year last",
}
TEXT_INDEXES = ("foia_request_search", "foia_request_subject_trgm", "foia_register_search")
AT_ONCE = 20_000


@transaction.atomic
def write_town(number: int, *, now: datetime) -> None:
    """`number` requests with their facts, register lines, topics, work items and trail; tables must be empty."""
    rng = random.Random(11)
    step = timedelta(days=YEARS * 365) / number
    sequences: dict[int, int] = {}
    rows: dict[str, list[Sequence[Any]]] = {table: [] for table in TABLES}
    rows["foia_topic"] = [_topic(pk, now, rng) for pk in range(1, number // PER_TOPIC + 2)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with _indexes_away(*TEXT_INDEXES):
        for pk, (subject, body) in enumerate(texts(number), start=1):
            received = now - step * (number - pk)
            _add(rows, pk, subject, body, received, rng, number, sequences)
            if pk % AT_ONCE == 0:
                _flush(rows)
        rows["foia_numbering"] = list(sequences.items())
        _flush(rows)
    with connection.cursor() as cursor:
        for table in ("foia_applicant", "foia_accessrequest", "foia_topic"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )


def _add(
    rows: dict[str, list[Sequence[Any]]],
    pk: int,
    subject: str,
    body: str,
    received: datetime,
    rng: random.Random,
    number: int,
    sequences: dict[int, int],
) -> None:
    day, due = received.date(), received.date() + timedelta(days=30)
    is_open = pk > number - OPEN_REQUESTS
    answered = None if is_open else day + timedelta(days=rng.randint(5, 40))
    outcome = "" if is_open else HEADS[pk % 4]
    state = ("received", "in_progress", "awaiting_approval")[pk % 3] if is_open else "closed"
    sequences[day.year] = sequences.get(day.year, 0) + 1
    sequence = sequences[day.year]
    person = f"cf:{rng.randrange(number // 3 + 1):064x}"
    name = f"{rng.choice(WORDS['names'])} {rng.choice(WORDS['syllables']).capitalize()}{rng.choice(WORDS['syllables'])}i"
    nothing = ("",) * 7
    rows["foia_applicant"].append((pk, name, f"p{pk}@posta.example", *nothing, "declared", "it", True, False))
    rows["foia_accessrequest"].append(
        (pk, f"{pk:012d}", day.year, sequence, "generalised", "portal", subject, body, "it", "", "", "",
         "email", "", pk, state, "private", "", 0, False, received, day, due, due, "", answered, answered, outcome,
         "", person, json.dumps([person]), "", day, True, 1)
    )  # fmt: skip
    rows["foia_recordedfact"].append((pk, "filed", day, "{}", received))
    rows["office_trail_entry"].append(
        ("foia.request.filed", f"foia.request:{pk}", "citizen", "portal", received, "{}")
    )
    if answered:
        rows["foia_recordedfact"].append((pk, "answered", answered, "{}", received))
    if answered and pk % 5 < 3:
        reason = "Accesso ai documenti dell'ufficio competente, con dati personali oscurati."
        rows["foia_registerentry"].append(
            (pk, f"{day.year}-{sequence:07d}", "generalised", subject, reason, day, outcome, answered, False, "", "",
             1, "approved", received, received)
        )  # fmt: skip
    if is_open:
        rows["office_items_item"].append(
            ("foia", "request", f"foia.request:{pk}", subject, "", "open", due, 0, received, "", "")
        )
    if pk % 10 == 0:
        rows["foia_topicmembership"].append(
            (pk // PER_TOPIC + 1, pk, day, person, f"{{{person}}}", person, True, "", False, True, received)
        )


def _topic(pk: int, now: datetime, rng: random.Random) -> Sequence[Any]:
    title = f"{rng.choice(WORDS['documents']).capitalize()} su {rng.choice(WORDS['matters'])}, tema {pk}"
    asked = now.date() - timedelta(days=pk % 900)
    return (pk, title, "", *_flag(pk, now.date()), 5, 6, 6, asked, "", "", now)


def _flush(rows: dict[str, list[Sequence[Any]]]) -> None:
    # Topics before the memberships that name them; every other table is in its order already.
    for table in sorted(rows, key=lambda name: name != "foia_topic"):
        if rows[table]:
            _copy(table, TABLES[table], rows[table])
            rows[table].clear()


def vacuum() -> None:
    """What autovacuum does within a minute of a big import."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _flag(pk: int, today: date) -> tuple[str, date | None, date | None, date | None]:
    if pk % 20:
        return "none", None, None, None
    day = today - timedelta(days=pk % 300)
    return "hard", day, day, today + timedelta(days=20)


def _copy(table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    text = io.StringIO()
    out = csv.writer(text)
    for row in rows:
        out.writerow(["\\N" if value is None else _written(value) for value in row])
    text.seek(0)
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", text)


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


class _indexes_away:
    """Text indexes are made again after the rows: several times faster than row by row."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._made: list[str] = []

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            for name in self._names:
                cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
                self._made.append(cursor.fetchone()[0])
                cursor.execute(f"DROP INDEX {name}")

    def __exit__(self, *trouble: object) -> None:
        if trouble[0] is None:
            with connection.cursor() as cursor:
                for definition in self._made:
                    cursor.execute(definition)
