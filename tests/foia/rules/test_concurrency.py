"""Whose page is older than the thing it shows is told who changed it, and when, where that is known."""

from datetime import datetime

from foia.rules.concurrency import reason_against_stale_case, reason_against_stale_topic
from pasocial.timekeeping import ROME


def test_stale_case_names_who_changed_it_and_when() -> None:
    refused = reason_against_stale_case("Marta Neri", datetime(2026, 3, 2, 9, 5, tzinfo=ROME))
    assert (refused.code, refused.field) == ("stale", "version")
    assert refused.text() == (
        "Marta Neri ha cambiato questa richiesta lunedì 2 marzo 2026, 09:05. Guarda che cosa c'è di nuovo e riprova."
    )


def test_nobody_is_named_where_nobody_is_known() -> None:
    assert reason_against_stale_case().text() == (
        "Questa richiesta è cambiata. Guarda che cosa c'è di nuovo e riprova."
    )
    topic = reason_against_stale_topic()
    assert (topic.code, topic.field) == ("stale", "version")
