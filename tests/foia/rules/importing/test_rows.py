"""Rows of another register: what they give, and why some are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.importing import (
    PastRequest,
    RowReading,
    read_lines,
    read_row,
    subject_from,
)
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.recurrence.register_scan import day_of

TODAY = date(2026, 11, 22)
TEXT = "Chiedo le determine di spesa per il verde pubblico del 2025."


def reading(written: str, *, maps: dict[str, str] | None = None, **options: object) -> RowReading:
    """The one row of a small file."""
    (line,) = read_lines(written.encode(), maps or {})
    return read_row(line, today=TODAY, outcomes={}, **options)  # type: ignore[arg-type]


def codes(one: RowReading) -> list[tuple[str, str]]:
    return [(reason.field, reason.code) for reason in one.refusals]


def test_row_gives_a_request_with_its_own_days() -> None:
    past = reading(
        "id;data;oggetto;testo;nome;esito;data_esito;ufficio\n"
        f"7/2019;05/03/2019;Spesa per il verde pubblico;{TEXT};Anna Verdi;accolta;01/04/2019;Ragioneria\n"
    ).past
    assert past is not None
    assert (past.reference, past.line, past.received_on, past.outcome, past.decided_on, past.holder) == (
        "7/2019",
        2,
        date(2019, 3, 5),
        Outcome.GRANTED,
        date(2019, 4, 1),
        "Ragioneria",
    )
    assert (past.draft.subject, past.draft.body, past.draft.applicant.name, past.draft.kind) == (
        "Spesa per il verde pubblico",
        TEXT,
        "Anna Verdi",
        AccessKind.GENERALISED,
    )


def test_headings_are_mapped_and_several_columns_become_one() -> None:
    past = reading(
        f"who,nr,when,what\nroma,12,2019-03-05,{TEXT}\n",
        maps={"request_id": "who+nr", "received_on": "When", "text": "what"},
    ).past
    assert past is not None
    assert past.reference == "roma 12"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f",2019-03-05,{TEXT},,", [("request_id", "reference_missing")]),
        (f"1,,{TEXT},,", [("received_on", "day_missing")]),
        (f"1,2019-02-30,{TEXT},,", [("received_on", "day_invalid")]),
        (f"1,2019-03,{TEXT},,", [("received_on", "day_invalid")]),
        (f"1,2027-01-01,{TEXT},,", [("received_on", "day_in_future")]),
        (f"1,2019-03-05,{TEXT},boh,", [("outcome", "outcome_unknown")]),
        (f"1,2019-03-05,{TEXT},,2019-04-01", [("outcome", "outcome_missing")]),
        (f"1,2019-03-05,{TEXT},accolta,2019-03-01", [("decided_on", "decided_before")]),
        ("1,2019-03-05,Verde?,,", [("subject", "subject_too_short"), ("body", "body_too_short")]),
    ],
)
def test_row_is_refused_with_the_column_and_every_reason(row: str, expected: list[tuple[str, str]]) -> None:
    assert codes(reading(f"request_id,date,text,outcome,decided_on\n{row}\n")) == expected


def test_days_are_approximate_only_when_whoever_imports_says_so() -> None:
    month = reading(f"id,date,text\n1,2015-02,{TEXT}\n", approximate=True).past
    span = reading(f"id,date,text\n1,2013-07-01/2013-09-30,{TEXT}\n", approximate=True).past
    none = reading(f"id,date,text\n1,,{TEXT}\n", without_day=date(2014, 12, 31)).past
    exact = reading(f"id,date,text\n1,2015-02-03,{TEXT}\n", approximate=True).past
    assert [(one.received_on, one.approximate_day) for one in (month, span, none, exact) if one] == [
        (date(2015, 2, 28), True),
        (date(2013, 9, 30), True),
        (date(2014, 12, 31), True),
        (date(2015, 2, 3), False),
    ]


def test_subject_is_the_first_sentence_or_as_much_as_fits() -> None:
    assert subject_from("Copia del verbale. Grazie.") == "Copia del verbale."
    assert subject_from("Sì. Chiedo copia del verbale") == "Sì. Chiedo copia del verbale"
    long = subject_from("parola " * 60)
    assert long.endswith("parola…")
    assert len(long) <= 200


@given(st.text(max_size=400), st.text(max_size=30), st.text(max_size=20))
def test_reading_never_fails_and_never_invents_a_day(text: str, day: str, outcome: str) -> None:
    line = next(iter(read_lines(b"id,date,text,outcome\n1,2,3,4\n", {})))
    cells = {"request_id": "1", "received_on": day, "text": text, "outcome": outcome}
    found = read_row(type(line)(2, cells), today=TODAY, outcomes={})
    assert (found.past is None) == bool(found.refusals)
    if isinstance(found.past, PastRequest):
        assert found.past.received_on == day_of(day)
