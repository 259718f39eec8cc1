"""Requests of another register: in bulk exactly what filing does, without writing to anybody."""

from datetime import date, datetime, time
from typing import Any

import pytest

from foia.models import AccessRequest, Applicant, Decision, Message, RecordedFact, Suggestion
from foia.operations.importing import Pair, import_chunk, suggest_pairs
from foia.operations.intake import file_request, next_number
from foia.rules.filing import Filing
from foia.rules.importing import PastRequest
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.work.items.models import Item
from pasocial.refusal import Refused
from pasocial.timekeeping import ROME
from tests.foia.conftest import MONDAY, a_draft

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
LONG_AGO = date(2000, 1, 1)
MONDAY_DAY = MONDAY.date()
# Decided when filed here or there: code and number, and the marks of the import itself.
OURS = {"id", "code", "year", "sequence", "applicant_id", "source_ref", "version", "search", "state"}


def a_row(reference: str, received_on: date = MONDAY_DAY, **changes: Any) -> PastRequest:
    ends = {
        name: changes.pop(name)
        for name in ("outcome", "decided_on", "reasons", "holder", "approximate_day")
        if name in changes
    }
    return PastRequest(2, reference, received_on, a_draft(**changes), **ends)


def columns(row: Any, without: set[str]) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in without
    }


DRAFTS = {
    "plain": {},
    "documentary": {
        "kind": AccessKind.DOCUMENTARY,
        "motive": "Devo difendermi in un giudizio già iniziato.",
    },
    "environmental": {"kind": AccessKind.ENVIRONMENTAL, "codice_fiscale": "RSSMRA80A01H501U"},
    "organisation": {
        "organisation": "Comitato Verde",
        "pec": "comitato@pec.example",
        "birth_date": date(1980, 1, 1),
    },
    "unknown": {"name": "", "email": "anonimo@posta.example"},
    "holiday": {"subject": "Un giorno di festa alla scadenza", "language": "en"},
}


@pytest.mark.parametrize("which", DRAFTS)
def test_bulk_import_equals_filing_row_by_row(which: str) -> None:
    draft: Filing = a_draft(**DRAFTS[which])
    noon = datetime.combine(date(2026, 3, 2), time(12), tzinfo=ROME)
    at = datetime.combine(date(2026, 3, 9), time(10), tzinfo=ROME)
    filed = file_request(draft=draft, by=BY, at=at, received_at=noon, source_ref="filed")
    import_chunk(rows=[PastRequest(2, "bulk", noon.date(), draft)], by=BY, at=at, owed_since=LONG_AGO)
    filed = AccessRequest.objects.get(pk=filed.pk)
    bulk = AccessRequest.objects.get(source_ref="bulk")
    assert columns(bulk, OURS) == columns(filed, OURS)
    assert (bulk.state, str(bulk.search)) == (filed.state, str(filed.search))
    assert (bulk.year, bulk.sequence) == (filed.year, filed.sequence + 1)
    assert columns(bulk.applicant, {"id"}) == columns(filed.applicant, {"id"})
    assert [columns(fact, {"id", "request_id"}) for fact in bulk.facts.all()] == [
        columns(fact, {"id", "request_id"}) for fact in filed.facts.all()
    ]
    items = [Item.objects.get(about=one.about) for one in (bulk, filed)]
    assert {(item.desk, item.kind, item.due_on, item.state) for item in items} == {
        ("foia", "request", filed.due_on, "open")
    }
    entries = [
        Entry.objects.get(about=bulk.about, event=FoiaEvent.IMPORTED),
        Entry.objects.get(about=filed.about, event=FoiaEvent.FILED),
    ]
    shared = {"kind", "channel", "due_on", "test"}
    assert {name: entries[0].note[name] for name in shared} == {
        name: entries[1].note[name] for name in shared
    }


def test_nobody_of_the_past_is_written_to() -> None:
    import_chunk(rows=[a_row("a"), a_row("b", name="")], by=BY, at=MONDAY, owed_since=LONG_AGO)
    assert Message.objects.count() == 0
    assert not Delivery.objects.filter(entry__event=FoiaEvent.IMPORTED).exists()


def test_second_import_adds_nothing_and_repeated_rows_come_once() -> None:
    rows = [a_row("a"), a_row("a", subject="La stessa riga scritta due volte"), a_row("b")]
    first = import_chunk(rows=rows, by=BY, at=MONDAY, owed_since=LONG_AGO)
    again = import_chunk(rows=rows, by=BY, at=MONDAY, owed_since=LONG_AGO)
    assert (first.made, first.known, again.made, again.known) == (2, 1, 0, 3)
    assert AccessRequest.objects.get(source_ref="a").subject == rows[0].draft.subject
    assert Applicant.objects.count() == Entry.objects.filter(event=FoiaEvent.IMPORTED).count() == 2


def test_numbers_follow_those_of_the_year_of_receipt() -> None:
    taken = [next_number(2019), next_number(2019)]
    rows = [a_row("a", date(2019, 5, 6)), a_row("b", date(2020, 5, 6)), a_row("c", date(2019, 1, 7))]
    import_chunk(rows=rows, by=BY, at=MONDAY, owed_since=LONG_AGO)
    found = dict(AccessRequest.objects.values_list("source_ref", "sequence"))
    assert (taken, found) == ([1, 2], {"a": 3, "b": 1, "c": 4})
    assert (next_number(2019), next_number(2020)) == (5, 2)


@pytest.mark.parametrize(
    ("outcome", "state", "fact", "answered", "counts"),
    [
        (Outcome.GRANTED, "closed", "answered", True, True),
        (Outcome.REFUSED, "closed", "answered", True, True),
        (Outcome.TRANSFERRED, "transferred", "transferred_away", False, False),
        (Outcome.WITHDRAWN, "withdrawn", "withdrawn", False, True),
    ],
)
def test_request_whose_story_is_over_arrives_with_its_end(
    outcome: Outcome, state: str, fact: str, answered: bool, counts: bool
) -> None:
    day = date(2026, 2, 20)
    row = a_row("a", date(2026, 2, 2), outcome=outcome, decided_on=day, reasons="Come chiesto.")
    import_chunk(rows=[row], by=BY, at=MONDAY, owed_since=LONG_AGO)
    request = AccessRequest.objects.get()
    assert (request.state, request.outcome, request.answered_on, request.counts_for_recurrence) == (
        state,
        str(outcome),
        day if answered else None,
        counts,
    )
    assert [(one.kind, one.on) for one in RecordedFact.objects.order_by("id")] == [
        ("filed", date(2026, 2, 2)),
        (fact, day),
    ]
    assert [(one.outcome, one.reasons, one.state) for one in Decision.objects.all()] == (
        [(str(outcome), "Come chiesto.", "sent")] if answered else []
    )
    assert not Item.objects.exists()


def test_end_without_a_day_invents_none() -> None:
    import_chunk(rows=[a_row("a", outcome=Outcome.GRANTED)], by=BY, at=MONDAY, owed_since=LONG_AGO)
    request = AccessRequest.objects.get()
    assert (request.state, request.outcome, request.answered_on) == ("closed", "granted", None)
    assert list(RecordedFact.objects.values_list("kind", flat=True)) == ["filed"]


def test_undecided_rows_are_owed_or_history_by_their_day() -> None:
    rows = [a_row("old", date(2025, 12, 31)), a_row("new", date(2026, 1, 1))]
    done = import_chunk(rows=rows, by=BY, at=MONDAY, owed_since=date(2026, 1, 1))
    assert done.owed == 1
    assert dict(AccessRequest.objects.values_list("source_ref", "state")) == {
        "old": "closed",
        "new": "received",
    }


def test_row_the_rules_refuse_stops_the_whole_chunk() -> None:
    with pytest.raises(Refused) as caught:
        import_chunk(rows=[a_row("a"), a_row("b", subject="corto")], by=BY, at=MONDAY, owed_since=LONG_AGO)
    assert caught.value.refusal.code == "subject_too_short"
    assert AccessRequest.objects.count() == 0


def test_pairs_are_kept_once_for_people_to_judge() -> None:
    import_chunk(rows=[a_row("a"), a_row("b"), a_row("c")], by=BY, at=MONDAY, owed_since=LONG_AGO)
    a, b, c = AccessRequest.objects.order_by("source_ref").values_list("pk", flat=True)
    pairs = [Pair(b, a, 0.8, {}), Pair(c, a, 0.7, {}), Pair(c, b, 0.9, {})]
    assert suggest_pairs(pairs=pairs, by=BY, at=MONDAY) == 3
    assert suggest_pairs(pairs=pairs, by=BY, at=MONDAY) == 0
    assert set(Suggestion.objects.values_list("request_id", "earlier_id", "verdict")) == {
        (b, a, "open"),
        (c, a, "open"),
        (c, b, "open"),
    }
    assert Entry.objects.filter(event=FoiaEvent.SUGGESTED).count() == 2
    assert not AccessRequest.objects.filter(topic_membership__isnull=False).exists()
