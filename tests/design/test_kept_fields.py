"""A kept field is the field that would be rendered anew; one with a fault or somebody's words is never kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pasocial.design import kept_markup
from pasocial.design.widgets import CalendarDate, HintedRadios, SeveralUploads

SOURCE = (
    '{% load design %}{% for field in form %}{% component "field" field=field counter=counter %}{% endfor %}'
)


class Sample(forms.Form):
    place = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Nome e cognome"), help_text="<b>x</b>", max_length=20)
    body = forms.CharField(widget=forms.Textarea, max_length=400, required=False)
    kind = forms.ChoiceField(choices=[("a", _("Aperte")), ("b", "B & B"), ("", [("c", "C")])], initial="b")
    sure = forms.BooleanField(required=False, initial=True)
    day = forms.DateField(widget=CalendarDate, initial=date(2026, 3, 2))
    cards = forms.ChoiceField(widget=HintedRadios(hints={"a": "spiegata"}), choices=[("a", "A"), ("b", "B")])
    many = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("a", "A")], required=False
    )
    files = forms.FileField(widget=SeveralUploads(limits="PDF", accept=".pdf"), required=False)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept_markup.forget()
    yield
    kept_markup.forget()


def rendered(form: forms.Form, counter: bool = True) -> str:
    return engines["django"].from_string(SOURCE).render({"form": form, "counter": counter})


def anew(form: forms.Form, counter: bool = True) -> str:
    kept_markup.forget()
    return rendered(form, counter)


def variants() -> list[Any]:
    other = Sample(initial={"kind": "a", "sure": False, "day": None}, auto_id="altro_%s")
    other.fields["name"].label = "Altra etichetta"
    other.fields["kind"].choices = [("z", "Z")]
    other.fields["cards"].widget.hints = {"a": "spiegata meglio"}
    other.fields["body"].widget.attrs["rows"] = 3
    other.fields["files"].widget.limits = "Solo ZIP"
    disabled = Sample()
    disabled.fields["name"].disabled = True
    disabled.fields["kind"].required = False
    sent = {"name": "Carla", "kind": "a", "cards": "b", "day": "2026-03-02", "many": ["a"], "body": "Testo"}
    return [
        Sample(),
        Sample(prefix="p"),
        Sample(initial={"name": "Rosa <i>", "place": 7}),
        Sample(use_required_attribute=False),
        other,
        disabled,
        Sample(sent),
        Sample({**sent, "name": "", "kind": "boh"}),
        Sample(data={"sure": "on"}),
    ]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("counter", [True, False])
def test_kept_markup_is_that_of_a_field_rendered_anew(language: str, counter: bool) -> None:
    with translation.override(language):
        wanted = [anew(form, counter) for form in variants()]
        kept_markup.forget()
        assert [rendered(form, counter) for form in variants()] == wanted
        assert [rendered(form, counter) for form in variants()] == wanted
        assert [rendered(form, counter) for form in reversed(variants())] == wanted[::-1]


def test_words_of_a_person_are_not_kept() -> None:
    rendered(Sample(initial={"name": "Rosa Neri", "body": "La mia storia"}))
    assert not [key for key in kept_markup._known if "Rosa Neri" in repr(key) or "storia" in repr(key)]


def test_unasked_query_of_choices_is_asked_each_time() -> None:
    class Counted(forms.Form):
        one = forms.ChoiceField(choices=lambda: list(known))

    known = [("a", "prima")]
    assert "prima" in rendered(Counted())
    known[0] = ("a", "seconda")
    assert "seconda" in rendered(Counted())
