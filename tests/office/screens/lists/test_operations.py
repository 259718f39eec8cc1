"""Keeping a view of a list and forgetting it: one's own, once, and in the trail without its words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.screens.lists import operations, queries
from pasocial.office.screens.lists.models import SavedView
from pasocial.refusal import Refused
from tests.fixtures import user_with

pytestmark = pytest.mark.django_db


def save(user: Any, name: str = "Urgenti", code: str = "foia.inbox", **more: Any) -> SavedView:
    given = {"query": "due=7", "shared": False, **more}
    return operations.save_view(
        user=user, code=code, name=name, by=Actor.staff(user), at=timezone.now(), **given
    )


def test_a_name_is_taken_once_for_each_person_and_list() -> None:
    editor, head = user_with("foia", "editor"), user_with("foia", "head")
    save(editor)
    with pytest.raises(Refused) as refused:
        save(editor)
    assert (refused.value.refusal.code, refused.value.refusal.field) == ("name_taken", "name")
    save(head)
    save(editor, code="foia.topics")
    assert [(one.user_id, one.list) for one in SavedView.objects.order_by("pk")] == [
        (editor.pk, "foia.inbox"),
        (head.pk, "foia.inbox"),
        (editor.pk, "foia.topics"),
    ]


def test_she_sees_her_own_and_the_shared_views_of_that_list_by_name() -> None:
    editor, head = user_with("foia", "editor"), user_with("foia", "head")
    save(editor, "Zeta")
    save(editor, "Altrove", code="foia.topics")
    save(head, "Alfa", shared=True)
    save(head, "Solo sua")
    assert [one.name for one in queries.saved_views(editor, "foia.inbox")] == ["Alfa", "Zeta"]


def test_only_its_maker_forgets_a_view_and_only_on_its_list() -> None:
    editor, head = user_with("foia", "editor"), user_with("foia", "head")
    view = save(editor, shared=True)
    for user, code in ((head, "foia.inbox"), (editor, "foia.topics")):
        with pytest.raises(ObjectDoesNotExist):
            operations.forget_view(
                view_id=view.pk, user=user, code=code, by=Actor.staff(user), at=timezone.now()
            )
    about = view.about
    operations.forget_view(
        view_id=view.pk, user=editor, code="foia.inbox", by=Actor.staff(editor), at=timezone.now()
    )
    assert SavedView.objects.count() == 0
    assert sorted((entry.event, entry.note["list"]) for entry in history_of(about)) == [
        ("office.view.forgotten", "foia.inbox"),
        ("office.view.saved", "foia.inbox"),
    ]
    assert "due=7" not in str([entry.note for entry in history_of(about)])
