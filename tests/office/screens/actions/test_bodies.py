"""The body of the API has the fields, limits and choices of the form it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict

from pasocial.design.widgets import ManyFiles
from pasocial.office.screens.actions import ActionForm, Person, Ticked, Words
from pasocial.office.screens.actions.bodies import body_of
from tests.fixtures import user_with


class Lost(ActionForm):
    title = forms.CharField(max_length=80)
    colour = forms.ChoiceField(choices=[("", "Scegli"), ("red", "Rosso"), ("blue", "Blu")])
    size = forms.TypedChoiceField(choices=[(1, "Piccolo"), (2, "Grande")], coerce=int, initial=1)
    found_on = forms.DateField()
    given_on = forms.DateField(required=False)
    words = Words(required=False, max_length=300)
    seen = forms.BooleanField()
    shelf = forms.IntegerField()
    copy = forms.UUIDField(required=False)
    photos = ManyFiles(required=False)
    finder = Person(among=lambda about: get_user_model().objects.filter(is_active=about))
    api = {"title": "What it is."}


def test_body_has_the_fields_limits_and_choices_of_the_form() -> None:
    fields = body_of(Lost)().fields
    assert {name: type(field).__name__ for name, field in fields.items()} == {
        "title": "Plain",
        "colour": "ChoiceField",
        "size": "ChoiceField",
        "found_on": "DateField",
        "given_on": "DateField",
        "words": "Plain",
        "seen": "BooleanField",
        "shelf": "IntegerField",
        "copy": "UUIDField",
        "photos": "ListField",
        "finder": "ById",
    }
    title: Any = fields["title"]
    assert (title.max_length, title.allow_blank, title.help_text) == (80, False, "What it is.")
    assert list(fields["colour"].choices) == ["red", "blue"]  # type: ignore[attr-defined]
    assert {name for name, field in fields.items() if field.required} == {
        *("title", "colour", "found_on", "seen", "shelf", "finder"),
    }


def test_what_the_address_says_is_not_in_the_body() -> None:
    assert "shelf" not in body_of(Lost, ("shelf",))().fields


@pytest.mark.django_db
def test_what_may_be_left_out_has_the_value_that_stands_on_the_page() -> None:
    finder = user_with("newsroom", "editor")
    given = {
        "title": "Ombrello",
        "colour": "red",
        "found_on": "2026-03-02",
        "seen": False,
        "shelf": 3,
        "finder": finder.pk,
    }
    body = body_of(Lost)(data=given, context={"about": True})
    assert body.is_valid(), body.errors
    read = body.validated_data
    assert (read["size"], read["given_on"], read["words"], read["photos"], read["finder"]) == (
        *(1, None, "", [], finder),
    )


@pytest.mark.django_db
def test_a_person_who_is_not_offered_is_unknown() -> None:
    finder = user_with("newsroom", "editor")
    body = body_of(Lost)(data={"finder": finder.pk}, context={"about": False})
    assert not body.is_valid()
    assert [error.code for error in body.errors["finder"]] == ["unknown_person"]


def test_a_field_of_no_known_kind_says_so() -> None:
    class Odd(ActionForm):
        ratio = forms.FloatField()
        where = forms.GenericIPAddressField()
        when = forms.TimeField()

    with pytest.raises(TypeError, match="No field of the API is known for TimeField"):
        body_of(Odd)


class Sorted(ActionForm):
    boxes = Ticked(most=2)
    shelves = Ticked(coerce=str, required=False)
    helper = Person(among=lambda about: get_user_model().objects.all(), required=False)


@pytest.mark.parametrize(
    ("boxes", "shelves", "fit"),
    [
        ([3, 9], ["a:1"], True),
        ([], ["a:1"], False),
        ([3, 9, 12], ["a:1"], False),
        ([0], ["a:1"], False),
        ([2**63], ["a:1"], False),
        (["x"], ["a:1"], False),
        ([3], ["x" * 81], False),
    ],
)
@pytest.mark.django_db
def test_ticked_rows_have_the_same_limits_on_the_page_and_in_the_body(
    boxes: list[Any], shelves: list[str], fit: bool
) -> None:
    page = Sorted(
        QueryDict("&".join([*(f"boxes={one}" for one in boxes), *(f"shelves={one}" for one in shelves)])),
        about=None,
        user=None,
    )
    body = body_of(Sorted)(data={"boxes": boxes, "shelves": shelves}, context={"about": None})
    assert (page.is_valid(), body.is_valid()) == (fit, fit)
    if fit:
        assert page.cleaned_data["boxes"] == body.validated_data["boxes"] == boxes
        assert page.cleaned_data["shelves"] == body.validated_data["shelves"] == shelves


@pytest.mark.django_db
def test_person_who_may_be_left_out_is_nobody_when_left_out_or_said_to_be_none() -> None:
    for given in ({}, {"helper": None}):
        body = body_of(Sorted)(data={"boxes": [1], "shelves": ["a"], **given}, context={"about": None})
        assert body.is_valid(), body.errors
        assert body.validated_data["helper"] is None
