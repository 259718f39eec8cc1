"""Values as people read them, fields as screen readers need them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms

from pasocial.design.presentation import (
    clock_tone,
    file_icon,
    hidden_tag,
    initials,
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


class Carried(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    word = forms.CharField(widget=forms.HiddenInput(attrs={"data-word": "x"}), required=False)


@pytest.mark.parametrize(("value", "sent"), [(7, "7"), (None, ""), ('a"<b', 'a"<b')])
def test_hidden_input_carries_its_value_and_nothing_a_reader_would_hear(value: Any, sent: str) -> None:
    form = Carried(initial={"seen": value}, auto_id="case_%s")
    written = BeautifulSoup(hidden_tag(form["seen"]), "html.parser").input
    assert written.attrs == {"type": "hidden", "name": "seen", "value": sent, "id": "case_seen"}


def test_hidden_input_with_attributes_of_its_own_is_djangos() -> None:
    form = Carried(initial={"word": "mare"})
    assert hidden_tag(form["word"]) == str(form["word"])
