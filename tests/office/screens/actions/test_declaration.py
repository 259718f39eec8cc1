"""A call hands an operation what was filled in and nothing of the page's own machinery."""

from __future__ import annotations

from datetime import UTC, datetime

from django import forms

from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.actions import Action, ActionCall, ActionForm, Offer
from pasocial.office.screens.actions.declaration import afterwards, by_name
from pasocial.refusal import Refusal

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BY = Actor.system("test")


class Shelve(ActionForm):
    box = forms.IntegerField(widget=forms.HiddenInput)
    shelf = forms.CharField()


SHELVE = Action(
    name="riponi",
    permission="lost.work",
    form=Shelve,
    act=lambda call: None,
    label="Riponi",
    path="boxes/<int:box>/put-away/",
    guard=lambda known, user: Refusal("full", "Lo scaffale è pieno.") if known == "full" else None,
)


def test_values_are_what_was_filled_in() -> None:
    given = {"box": 3, "shelf": "B", "mark": "3"}
    call = ActionCall("thing", given, "Ada", BY, NOW, version=7, machinery=Shelve.machinery)
    assert call.values == {"box": 3, "shelf": "B"}
    assert call.moment == {"by": BY, "at": NOW}
    assert call.held == {"version": 7, "by": BY, "at": NOW}


def test_body_leaves_out_what_the_path_says_and_its_code_is_read_from_it() -> None:
    assert SHELVE.code == "boxes_put_away"
    assert list(SHELVE.body().fields) == ["shelf"]
    assert not SHELVE.takes_files


def test_guard_is_asked_with_what_the_desk_knows() -> None:
    refusal = SHELVE.against("full", "Ada")
    assert refusal is not None
    assert refusal.code == "full"
    assert SHELVE.against("empty", "Ada") is None


def test_only_what_has_a_name_stands_on_a_page() -> None:
    silent = Action(permission="lost.work", act=lambda call: None, path="count/")
    assert by_name((SHELVE, silent)) == {"riponi": SHELVE}


def test_box_without_a_title_is_called_as_its_button() -> None:
    form = SHELVE.shown("/3/", about="thing", user="Ada", mark="3")
    assert (Offer(SHELVE, form).title, form.label, form.url) == ("Riponi", "Riponi", "/3/")
    assert (form.form_id, form["shelf"].id_for_label, form.typed) == (
        *("modulo-riponi3", "riponi3_shelf", ["shelf"]),
    )


def test_action_leads_to_what_was_made_of_the_thing_only_if_it_is_another_of_its_kind() -> None:
    assert [afterwards("topic", made) for made in ("half of it", 3, None)] == ["half of it", "topic", "topic"]
