"""The coordinator's settings: typed, traced, read through the cache."""

from datetime import UTC, datetime

import pytest

from pasocial.office.record import registry
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.settings_store.known import reason_against_value
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY = Actor.system("test")


def test_value_is_the_default_until_someone_changes_it() -> None:
    assert settings_store.value("recurrence_threshold") == 4
    change_setting(key="recurrence_threshold", value=5, by=BY, at=NOW)
    assert settings_store.value("recurrence_threshold") == 5


def test_value_nobody_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        settings_store.value("colour_of_the_walls")


def test_patron_day_is_a_month_and_a_day_or_nothing() -> None:
    assert settings_store.patron_day() is None
    change_setting(key="patron_day", value=(6, 29), by=BY, at=NOW)
    assert settings_store.patron_day() == (6, 29)
    change_setting(key="patron_day", value=None, by=BY, at=NOW)
    assert settings_store.patron_day() is None


def test_change_leaves_one_entry_that_holds_no_value() -> None:
    change_setting(key="dpo_contact", value="dpo@ente.example", by=BY, at=NOW)
    change_setting(key="dpo_contact", value="dpo@ente.example", by=BY, at=NOW)
    entries = list(Entry.objects.filter(event="office.setting.changed").values_list("about", "note"))
    assert entries == [("office.setting:dpo_contact", {"key": "dpo_contact"})]


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("recurrence_threshold", 1),
        ("recurrence_threshold", 4.5),
        ("recurrence_threshold", True),
        ("recurrence_threshold", "4"),
        ("hours_saved_per_avoided_request", float("nan")),
        ("patron_day", (2, 29)),
        ("patron_day", "29 giugno"),
        ("contact_email", "not an address"),
        ("contact_phone", "call me"),
        ("body_name", "two\nlines"),
        ("body_name", "null\x00byte"),
        ("recurrence_soft_flags", 1),
        ("register_periodicity", "weekly"),
    ],
)
def test_change_refuses_what_does_not_fit_and_keeps_the_former_value(key: str, bad: object) -> None:
    before = settings_store.value(key)
    with pytest.raises(Refused) as refused:
        change_setting(key=key, value=bad, by=BY, at=NOW)
    assert (refused.value.refusal.code, refused.value.refusal.field) == ("bad_value", key)
    assert settings_store.value(key) == before


def test_every_default_fits_its_own_setting() -> None:
    assert [
        key
        for key, known in registry.declared_settings().items()
        if known.default not in ("", None) and reason_against_value(key, known.default)
    ] == []


def test_values_cost_no_query_once_cached(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    settings_store.value("body_name")
    with django_assert_num_queries(0):
        settings_store.values("body_name", "address", "patron_day")


def test_one_request_reads_the_settings_once_and_sees_its_own_change(monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[str] = []
    original = settings_store._cached
    monkeypatch.setattr(settings_store, "_cached", lambda: readings.append("read") or original())
    settings_store._begin()  # what request_started does
    try:
        settings_store.value("body_name")
        settings_store.value("address")
        assert len(readings) == 1
        change_setting(key="body_name", value="Comune di Prova", by=BY, at=NOW)
        assert settings_store.value("body_name") == "Comune di Prova"
    finally:
        settings_store._end()
    settings_store.value("body_name")
    settings_store.value("address")
    assert len(readings) == 4
