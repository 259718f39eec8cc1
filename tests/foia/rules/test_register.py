"""The register's outcomes, and what stops a row or a quarter's extract."""

from dataclasses import replace
from datetime import date

import pytest

from foia.rules.kinds import AccessKind
from foia.rules.outcomes import Outcome
from foia.rules.register import (
    EntryFacts,
    RegisterOutcome,
    reasons_against_entry,
    reasons_against_extract,
    register_outcome,
    register_wording,
)
from pasocial.timekeeping import Quarter

ENTRY = EntryFacts(
    code="2026-0001",
    kind=AccessKind.GENERALISED,
    presented_on=date(2026, 1, 12),
    public_subject="Multe elevate nel 2025 con autovelox",
    had_parties=False,
    outcome=Outcome.GRANTED,
    decided_on=date(2026, 2, 1),
)


@pytest.mark.parametrize(
    ("outcome", "expected", "words"),
    [
        (Outcome.GRANTED, RegisterOutcome.GRANTED, "Accoglimento"),
        (Outcome.PARTLY_GRANTED, RegisterOutcome.PARTIAL_REFUSAL, "Rifiuto parziale"),
        (Outcome.DEFERRED, RegisterOutcome.PARTIAL_REFUSAL, "Rifiuto parziale"),
        (Outcome.REFUSED, RegisterOutcome.FULL_REFUSAL, "Rifiuto totale"),
        (Outcome.INADMISSIBLE, RegisterOutcome.FULL_REFUSAL, "Rifiuto totale (inammissibile)"),
        (Outcome.UNRECEIVABLE, RegisterOutcome.FULL_REFUSAL, "Rifiuto totale (irricevibile)"),
        (Outcome.TRANSFERRED, RegisterOutcome.NO_DECISION, "Trasferita ad altra amministrazione"),
        (Outcome.WITHDRAWN, RegisterOutcome.NO_DECISION, "Ritirata dal richiedente"),
    ],
)
def test_register_knows_every_outcome(outcome: Outcome, expected: RegisterOutcome, words: str) -> None:
    assert (register_outcome(outcome), register_wording(outcome).text()) == (expected, words)


def test_deferral_says_until_when() -> None:
    assert register_wording(Outcome.DEFERRED, date(2026, 6, 30)).text() == (
        "Rifiuto parziale (differito fino a martedì 30 giugno 2026)"
    )
    assert register_wording(Outcome.DEFERRED, None, "fine dell'ispezione").text() == (
        "Rifiuto parziale (differito fino a: fine dell'ispezione)"
    )


def test_clean_row_has_nothing_against_it() -> None:
    assert reasons_against_entry(ENTRY, ["Ada Rossi"]) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (replace(ENTRY, outcome=Outcome.REFUSED), ["public_reason_missing"]),
        (replace(ENTRY, outcome=Outcome.REFUSED, public_reason="Segreto istruttorio"), []),
        (replace(ENTRY, decided_on=None), ["decision_day_missing"]),
        (replace(ENTRY, decided_on=date(2026, 1, 11)), ["decided_before_presented"]),
        (replace(ENTRY, outcome=None, decided_on=None), []),
        (replace(ENTRY, public_subject="Multe prese da Ada Rossi"), ["personal_name"]),
    ],
)
def test_row_is_stopped_by_what_is_missing_or_personal(entry: EntryFacts, expected: list[str]) -> None:
    assert [r.code for r in reasons_against_entry(entry, ["Ada Rossi"])] == expected


def test_extract_says_which_row_is_wrong() -> None:
    named = replace(ENTRY, public_subject="Multe prese da Ada Rossi")
    (reason,) = reasons_against_extract(
        Quarter(2026, 1), [(named, ["Ada Rossi"])], signed=True, today=date(2026, 4, 1)
    )
    assert reason.text() == "Voce 2026-0001: Togli il nome «Ada Rossi»: nel registro non vanno nomi."
