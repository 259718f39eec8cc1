"""A page from the request to its reader, and every step that is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Page

from desks.newsroom import operations
from desks.newsroom.models import Commission
from foia.models import AnswerPage
from pasocial.office.files.attachments import clearing
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items import queries as work
from pasocial.refusal import Refused
from tests.fixtures import NOW, user_with

SUMMARY = "Quanto costa un pasto, chi lo paga e che cosa prevede il capitolato."
BODY = [("paragraph", "<p>Quattro euro e ottantacinque.</p>")]
Commissioned = Callable[..., Commission]
BY = Actor.system("test")
OUT = NOW + timedelta(seconds=15)
pytestmark = pytest.mark.django_db


def reference(commission: Commission) -> str:
    return operations.reference(commission)


def test_page_is_taken_written_approved_and_published(commission: Commissioned) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    writer, head = user_with("newsroom", "editor"), user_with("newsroom", "head")
    assert [(item.desk, item.kind, item.assignee) for item in work.about(reference(asked))] == [
        ("newsroom", "write_page", None)
    ]
    operations.take_commission(commission_id=asked.pk, user=writer, by=Actor.staff(writer), at=NOW)
    assert [item.assignee for item in work.about(reference(asked))] == [writer]
    operations.submit_commission(commission_id=asked.pk, by=Actor.staff(writer), at=NOW)
    assert Page.objects.get(pk=asked.page_id).live is False
    approved = operations.publish_commission(commission_id=asked.pk, user=head, by=Actor.staff(head), at=NOW)
    assert (approved.state, Page.objects.get(pk=asked.page_id).live) == ("leaving", False)
    done = operations.release_page(thing=asked.pk, by=BY, at=OUT)
    assert (done.state, done.approved_by, Page.objects.get(pk=asked.page_id).live) == (
        "published",
        head,
        True,
    )
    assert [item.state for item in work.about(reference(asked))] == ["done"]
    last = history_of(reference(asked)).last()
    assert last is not None
    assert (last.event, last.note) == ("newsroom.page.published", {"page": asked.page_id, "for": asked.about})


def approved_page(commission: Commissioned) -> tuple[Commission, Actor]:
    asked = commission(summary=SUMMARY, body=BODY)
    writer, head = user_with("newsroom", "editor"), user_with("newsroom", "head")
    operations.take_commission(commission_id=asked.pk, user=writer, by=Actor.staff(writer), at=NOW)
    operations.submit_commission(commission_id=asked.pk, by=Actor.staff(writer), at=NOW)
    operations.publish_commission(commission_id=asked.pk, user=head, by=Actor.staff(head), at=NOW)
    return asked, Actor.staff(head)


def test_approved_page_is_called_back_in_fifteen_seconds_or_not_at_all(commission: Commissioned) -> None:
    asked, by = approved_page(commission)
    late = {"thing": asked.pk, "by": by, "at": OUT + timedelta(microseconds=1)}
    assert refusal_of(operations.call_page_back, **late) == "undo_too_late"
    back = operations.call_page_back(thing=asked.pk, by=by, at=OUT)
    assert (back.state, back.approved_by, back.departure) == ("submitted", None, None)
    assert refusal_of(operations.release_page, thing=asked.pk, by=BY, at=OUT) == "wrong_moment"
    assert Page.objects.get(pk=asked.page_id).live is False


def test_page_leaves_once_and_not_before_its_moment(commission: Commissioned) -> None:
    asked, _by = approved_page(commission)
    early = {"thing": asked.pk, "by": BY, "at": OUT - timedelta(microseconds=1)}
    assert refusal_of(operations.release_page, **early) == "undo_window"
    for _time in range(2):
        assert operations.release_page(thing=asked.pk, by=BY, at=OUT).state == "published"
    events = [entry.event for entry in history_of(reference(asked))]
    assert events.count("newsroom.page.published") == 1


def edited(asked: Commission, by: Actor) -> Commission | None:
    page = AnswerPage.objects.get(pk=asked.page_id)
    page.summary = "Un testo che nessuno ha ancora approvato, scritto all'ultimo."
    page.save_revision()
    return operations.note_edit(page_id=page.pk, by=by, at=NOW)


def test_page_changed_while_it_is_approved_goes_back_to_its_writer(commission: Commissioned) -> None:
    asked, by = approved_page(commission)
    back = edited(asked, by)
    assert back is not None
    assert (back.state, back.approved_by, back.departure) == ("writing", None, None)
    assert refusal_of(operations.release_page, thing=asked.pk, by=BY, at=OUT) == "wrong_moment"
    operations.submit_commission(commission_id=asked.pk, by=by, at=NOW)
    head = user_with("newsroom", "head")
    step = {"commission_id": asked.pk, "user": head, "by": Actor.staff(head), "at": NOW}
    assert operations.publish_commission(**step).state == "leaving"


def test_page_changed_behind_our_back_neither_leaves_nor_is_approved(commission: Commissioned) -> None:
    asked, by = approved_page(commission)
    AnswerPage.objects.get(pk=asked.page_id).save_revision()
    assert refusal_of(operations.release_page, thing=asked.pk, by=BY, at=OUT) == "version_changed"
    operations.call_page_back(thing=asked.pk, by=by, at=OUT)
    head = user_with("newsroom", "head")
    step = {"commission_id": asked.pk, "user": head, "by": Actor.staff(head), "at": OUT}
    assert refusal_of(operations.publish_commission, **step) == "version_changed"
    sent_back = operations.return_commission(
        commission_id=asked.pk, why="È cambiata: rimandala.", by=step["by"], at=OUT
    )
    assert sent_back.state == "writing"


def test_page_that_nobody_approves_is_edited_freely(commission: Commissioned) -> None:
    assert edited(commission(summary=SUMMARY, body=BODY), BY) is None


def test_writer_cannot_approve_her_own_page(commission: Commissioned) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    head = user_with("newsroom", "head")
    by = Actor.staff(head)
    operations.take_commission(commission_id=asked.pk, user=head, by=by, at=NOW)
    operations.submit_commission(commission_id=asked.pk, by=by, at=NOW)
    with pytest.raises(Refused) as refused:
        operations.publish_commission(commission_id=asked.pk, user=head, by=by, at=NOW)
    assert refused.value.refusal.code == "same_person"
    assert Page.objects.get(pk=asked.page_id).live is False


def test_unfinished_page_is_not_submitted(commission: Commissioned) -> None:
    asked = commission(summary="")
    writer = user_with("newsroom", "editor")
    operations.take_commission(commission_id=asked.pk, user=writer, by=Actor.staff(writer), at=NOW)
    with pytest.raises(Refused) as refused:
        operations.submit_commission(commission_id=asked.pk, by=Actor.staff(writer), at=NOW)
    assert refused.value.refusal.code == "summary_short"
    asked.refresh_from_db()
    assert asked.state == "writing"


def refusal_of(act: Callable[..., object], **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.refusal.code


def test_page_waits_for_a_decision_on_each_gathered_file(
    commission: Commissioned, gathered: Callable[[str], StoredFile]
) -> None:
    first, second = gathered("capitolato.txt"), gathered("fatture.txt")
    asked = commission(summary=SUMMARY, body=BODY, files=[first, second])
    writer, head = user_with("newsroom", "editor"), user_with("newsroom", "head")
    step = {"commission_id": asked.pk, "by": Actor.staff(writer), "at": NOW}
    operations.take_commission(user=writer, **step)
    assert refusal_of(operations.submit_commission, **step) == "material_open"
    clearing.clear(about=asked.about, public_id=first.public_id, by=BY, at=NOW)
    assert refusal_of(operations.submit_commission, **step) == "material_open"
    clearing.leave_out(
        about=asked.about, public_id=second.public_id, reason="Riguarda una persona sola.", by=BY, at=NOW
    )
    operations.submit_commission(**step)
    # Second thoughts before the head presses her button: the page waits again.
    clearing.reopen(about=asked.about, public_id=second.public_id, by=BY, at=NOW)
    publish = {"commission_id": asked.pk, "user": head, "by": Actor.staff(head), "at": NOW}
    assert refusal_of(operations.publish_commission, **publish) == "material_open"
    assert Page.objects.get(pk=asked.page_id).live is False
    assert {one.access for one in StoredFile.objects.all()} == {"private"}
    clearing.leave_out(
        about=asked.about, public_id=second.public_id, reason="Riguarda una persona sola.", by=BY, at=NOW
    )
    operations.publish_commission(**publish)
    operations.release_page(thing=asked.pk, by=BY, at=OUT)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.access, second.access) == ("public", "private")
    assert AnswerPage.objects.get(pk=asked.page_id).files == [str(first.public_id)]
    assert (
        refusal_of(clearing.reopen, about=asked.about, public_id=first.public_id, by=BY, at=NOW)
        == "already_public"
    )


def test_older_text_of_a_page_brings_no_document_back(
    commission: Commissioned, gathered: Callable[[str], StoredFile]
) -> None:
    stored = gathered("capitolato.txt")
    asked = commission(summary=SUMMARY, body=BODY, files=[stored])
    page = AnswerPage.objects.get(pk=asked.page_id)
    page.files = [str(stored.public_id)]
    revision = page.save_revision()
    page.refresh_from_db()
    revision.publish()
    assert AnswerPage.objects.get(pk=asked.page_id).files == []


def test_file_that_came_later_waits_too(
    commission: Commissioned, gathered: Callable[[str], StoredFile]
) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    later = gathered("fatture.txt")
    writer = user_with("newsroom", "editor")
    step = {"commission_id": asked.pk, "by": Actor.staff(writer), "at": NOW}
    operations.take_commission(user=writer, **step)
    operations.open_commission(
        about=asked.about,
        title=asked.title,
        brief="",
        page_id=asked.page_id or 0,
        files=[str(later.public_id)],
        redact_first=False,
        by=BY,
        at=NOW,
    )
    assert refusal_of(operations.submit_commission, **step) == "material_open"


def test_returned_page_goes_back_with_its_reason(commission: Commissioned) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    writer, head = user_with("newsroom", "editor"), user_with("newsroom", "head")
    operations.take_commission(commission_id=asked.pk, user=writer, by=Actor.staff(writer), at=NOW)
    operations.submit_commission(commission_id=asked.pk, by=Actor.staff(writer), at=NOW)
    with pytest.raises(Refused) as refused:
        operations.return_commission(commission_id=asked.pk, why="  ", by=Actor.staff(head), at=NOW)
    assert refused.value.refusal.code == "why_missing"
    back = operations.return_commission(
        commission_id=asked.pk, why="Manca la tabella dei costi.", by=Actor.staff(head), at=NOW
    )
    assert (back.state, back.return_reason) == ("writing", "Manca la tabella dei costi.")


def test_dropped_commission_can_be_asked_again_and_an_open_one_is_not_doubled(
    commission: Commissioned,
) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    again = {
        "about": asked.about,
        "title": "Di nuovo",
        "brief": "",
        "page_id": asked.page_id or 0,
        "files": [],
        "redact_first": False,
        "by": Actor.system("test"),
        "at": NOW,
    }
    assert operations.open_commission(**again).title == asked.title
    operations.drop_commission(commission_id=asked.pk, why="Non serve più", by=Actor.system("test"), at=NOW)
    renewed = operations.open_commission(**again)
    assert (renewed.pk, renewed.state, renewed.title) == (asked.pk, "asked", "Di nuovo")
    assert [item.state for item in work.about(reference(asked))] == ["done", "open"]


def test_two_people_cannot_take_the_same_page(commission: Commissioned) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    first, second = user_with("newsroom", "editor"), user_with("newsroom", "editor")
    operations.take_commission(commission_id=asked.pk, user=first, by=Actor.staff(first), at=NOW)
    with pytest.raises(Refused) as refused:
        operations.take_commission(commission_id=asked.pk, user=second, by=Actor.staff(second), at=NOW)
    assert refused.value.refusal.code == "wrong_moment"


def test_page_deleted_meanwhile_is_said_plainly(commission: Commissioned) -> None:
    asked = commission(summary=SUMMARY, body=BODY)
    writer = user_with("newsroom", "editor")
    operations.take_commission(commission_id=asked.pk, user=writer, by=Actor.staff(writer), at=NOW)
    Page.objects.get(pk=asked.page_id).delete()
    with pytest.raises(Refused) as refused:
        operations.submit_commission(commission_id=asked.pk, by=Actor.staff(writer), at=NOW)
    assert refused.value.refusal.code == "page_gone"
