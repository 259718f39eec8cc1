"""Values as people read them, fields as screen readers need them."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation

from pasocial.design.presentation import (
    clock_tone,
    day,
    day_span,
    days_late,
    days_left_words,
    file_icon,
    file_size,
    initials,
    long_day,
    moment,
    page_numbers,
    shown_field,
)
from pasocial.design.widgets import HintedRadios


class Letter(forms.Form):
    subject = forms.CharField(label="Oggetto", help_text="Poche parole", max_length=10)
    text = forms.CharField(label="Testo", widget=forms.Textarea, max_length=50, required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=HintedRadios(hints={"a": "il primo"}))
    agreed = forms.BooleanField()


def test_wrong_field_is_described_by_its_error_and_its_help() -> None:
    shown = shown_field(Letter({})["subject"])

    assert (shown.kind, shown.required, shown.error_id, shown.help_id) == (
        "text",
        True,
        "id_subject_error",
        "id_subject_help",
    )
    assert 'aria-describedby="id_subject_error id_subject_help"' in shown.tag
    assert 'aria-invalid="true"' in shown.tag
    assert 'class="form-control is-invalid"' in shown.tag


def test_good_field_is_described_by_its_help_alone() -> None:
    shown = shown_field(Letter({"subject": "x"})["subject"])

    assert shown.errors == ()
    assert 'aria-describedby="id_subject_help"' in shown.tag
    assert "aria-invalid" not in shown.tag


def test_textarea_with_a_limit_is_counted() -> None:
    shown = shown_field(Letter()["text"])

    assert shown.limit == 50
    assert 'data-counter="id_text_count"' in shown.tag
    assert 'aria-describedby="id_text_count"' in shown.tag


def test_group_has_an_input_and_a_hint_for_each_choice() -> None:
    shown = shown_field(Letter({"kind": "b"})["kind"])

    assert [(option.id, option.label, option.hint) for option in shown.options] == [
        ("id_kind_0", "A", "il primo"),
        ("id_kind_1", "B", ""),
    ]
    assert "checked" not in shown.options[0].tag
    assert "checked" in shown.options[1].tag
    assert shown.cards is True


def test_checkbox_keeps_its_own_class() -> None:
    assert 'class="form-check-input"' in shown_field(Letter()["agreed"]).tag


def test_form_prints_every_field_in_our_markup() -> None:
    markup = str(Letter())

    assert markup.count('<div class="form-group') + markup.count('<fieldset class="form-group') == 4
    assert '<label for="id_subject">Oggetto<span class="pa-required"> (obbligatorio)</span></label>' in markup


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (999, "999 B"), (48_213, "48 kB"), (2_412_331, "2,4 MB")]
)
def test_file_size_is_read_in_the_nearest_unit(size: int, words: str) -> None:
    assert file_size(size) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "oggi"), (1, "domani"), (-1, "ieri"), (4, "fra 4 giorni"), (-3, "3 giorni fa")],
)
def test_day_span_is_said_in_words(days: int, words: str) -> None:
    assert day_span(days) == words


def test_days_left_and_late_agree_in_number() -> None:
    assert (days_left_words(1), days_left_words(2)) == ("Manca 1 giorno", "Mancano 2 giorni")
    assert (days_late(-1), days_late(-2)) == ("In ritardo di 1 giorno", "In ritardo di 2 giorni")


def test_day_is_written_small_in_italian_and_large_in_english() -> None:
    first = date(2026, 4, 1)

    assert (day(first), long_day(first)) == ("1° aprile 2026", "mercoledì 1° aprile 2026")
    with translation.override("en"):
        assert (day(first), long_day(first)) == ("1 April 2026", "Wednesday 1 April 2026")


def test_moment_is_told_in_the_time_of_the_office() -> None:
    assert moment(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) == "2 marzo 2026, 00:30"


def test_nothing_has_no_day() -> None:
    assert (day(None), long_day(None), moment(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("days_left", "tone"), [(None, "neutral"), (-1, "danger"), (0, "danger"), (7, "warning"), (8, "success")]
)
def test_clock_tone_follows_the_days_left(days_left: int | None, tone: str) -> None:
    assert clock_tone("auto", days_left) == tone


def test_clock_tone_asked_for_wins() -> None:
    assert clock_tone("neutral", -5) == "neutral"


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (4, 10, [1, 2, 3, 4, 5, None, 10]),
        (5, 10, [1, None, 4, 5, 6, None, 10]),
        (10, 10, [1, None, 9, 10]),
    ],
)
def test_page_numbers_leave_out_the_far_ones(current: int, last: int, numbers: list[int | None]) -> None:
    assert page_numbers(current, last) == numbers


@pytest.mark.parametrize(
    ("name", "letters"), [("Giulia Neri", "GN"), ("Anna", "A"), ("", ""), ("maria de rossi", "MR")]
)
def test_initials_are_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_file_icon_of_an_unknown_type_is_a_plain_file() -> None:
    assert (file_icon("PDF"), file_icon(".csv"), file_icon("xyz")) == ("file-pdf", "file-csv", "file")
