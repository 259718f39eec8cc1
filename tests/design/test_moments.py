"""An hour that comes twice is asked, one that never was is told, in plain words of both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django import forms
from django.utils.translation import override

from pasocial.design.moments import LocalMoment
from pasocial.timekeeping import ROME

TWICE, NEVER = "2026-10-25T02:30", "2026-03-29T02:30"


class Asks(forms.Form):
    when = LocalMoment()


def errors(language: str = "it", **data: str) -> list[str]:
    with override(language):
        return [str(one) for one in Asks(data).errors.get("when", [])]


def test_an_hour_that_never_was_is_told_in_both_languages() -> None:
    assert errors(when=NEVER) == [
        "Le 02:30 di domenica 29 marzo 2026 non ci sono state: quella notte gli orologi vanno avanti di un'ora. "
        "Scrivi un'ora che c'è stata, per esempio le 03:30."
    ]
    assert errors("en", when=NEVER) == [
        "02:30 on Sunday 29 March 2026 never was: that night the clocks go forward by an hour. "
        "Write an hour that was, for instance 03:30."
    ]


def test_an_hour_that_comes_twice_is_not_guessed() -> None:
    assert errors(when=TWICE) == [
        "Le 02:30 di domenica 25 ottobre 2026 vengono due volte: quella notte gli orologi tornano indietro di un'ora. "
        "Scegli quale, oppure scrivi l'ora seguita da +02:00 (la prima) o +01:00 (la seconda)."
    ]
    assert "comes twice" in errors("en", when="25/10/2026 02:30")[0]


@pytest.mark.parametrize(
    ("data", "hour"),
    [
        ({"when": TWICE, "when-hour": "+02:00"}, 0),
        ({"when": TWICE, "when-hour": "+01:00"}, 1),
        ({"when": "25/10/2026 02:30 +01:00"}, 1),
        ({"when": "2026-10-25T01:30Z"}, 1),
    ],
)
def test_who_chooses_is_heard(data: dict[str, str], hour: int) -> None:
    form = Asks(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["when"].astimezone(UTC) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_a_choice_without_doubt_or_that_is_no_offset_changes_nothing() -> None:
    form = Asks({"when": "2026-07-01T10:00", "when-hour": "+01:00"})
    assert form.is_valid()
    assert form.cleaned_data["when"] == datetime(2026, 7, 1, 10, 0, tzinfo=ROME)
    assert len(errors(when=TWICE, **{"when-hour": "+09:00"})) == 1


def test_the_second_choice_appears_only_where_it_is_needed() -> None:
    plain = str(Asks({"when": "2026-07-01T10:00"})["when"])
    asked = str(Asks({"when": TWICE, "when-hour": "+01:00"})["when"])
    assert "<select" not in plain
    assert '<select name="when-hour" id="id_when_hour" class="form-select">' in asked
    assert '<option value="+01:00" selected>La seconda (ora solare, +01:00)</option>' in asked
    assert 'value="2026-10-25T02:30"' in asked
    assert '<label class="form-text" for="id_when_hour">' in asked


def test_a_moment_that_is_known_is_saved_again_without_a_guess() -> None:
    known = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    shown = str(Asks(initial={"when": known})["when"])
    assert '<option value="+01:00" selected>' in shown
    assert Asks(initial={"when": known}, data={"when": TWICE, "when-hour": "+01:00"}).has_changed() is False
    assert 'value="2026-07-01T12:00"' in str(
        Asks(initial={"when": datetime(2026, 7, 1, 10, tzinfo=UTC)})["when"]
    )


@pytest.mark.parametrize("wrong", ["ieri", "2026-02-30T10:00", "2026-10-25", "0001-01-01T00:00+14:00"])
def test_what_is_no_moment_is_told_with_an_example(wrong: str) -> None:
    assert errors(when=wrong) == ["Scrivi giorno e ora, per esempio 02/03/2026 10:30."]


def test_the_editor_of_the_site_reads_its_hours_the_same_way() -> None:
    from django.db.models import DateTimeField
    from wagtail.admin.forms.models import registry

    assert registry.get(DateTimeField())["form_class"] is LocalMoment
