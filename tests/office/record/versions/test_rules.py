"""Whose page is older than the thing it shows is told who changed it, and when, where that is known."""

from datetime import datetime

from pasocial.office.record.versions.rules import reason_against_stale
from pasocial.timekeeping import ROME


def test_stale_page_names_who_changed_it_and_when() -> None:
    refused = reason_against_stale(
        1, 2, changed_by="Marta Neri", changed_at=datetime(2026, 3, 1, 9, 5, tzinfo=ROME)
    )
    assert refused is not None
    assert (refused.code, refused.field) == ("stale", "version")
    assert refused.text() == (
        "Nel frattempo Marta Neri ha cambiato qualcosa qui, domenica 1° marzo 2026, ore 09:05. "
        "Guarda che cosa c'è di nuovo e riprova."
    )


def test_nobody_is_named_where_nobody_is_known() -> None:
    refused = reason_against_stale(1, 2)
    assert refused is not None
    assert refused.text() == (
        "Nel frattempo qui è cambiato qualcosa. Guarda che cosa c'è di nuovo e riprova."
    )


def test_the_version_that_is_there_and_no_version_at_all_are_let_pass() -> None:
    assert (reason_against_stale(2, 2), reason_against_stale(None, 2)) == (None, None)
