"""What was decided or published is looked at again when its day comes: once per day set, as work with a due day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from foia.models import AnswerPage, Topic
from foia.rules.topics import reason_against_keeping_fresh
from foia.wording import FoiaEvent
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import queries as work
from pasocial.office.work.items.operations import finish_items, open_item
from pasocial.refusal import insist
from pasocial.timekeeping import local_date

LOOK_AGAIN_ITEM = "look_again_at_topic"
REFRESH_ITEM = "refresh_answer"
# A month to gather the new year's data before the published ones are old.
NOTICE_DAYS = 30


def about_answer(page_id: int) -> str:
    return f"foia.answer:{page_id}"


@transaction.atomic
def ask_to_look_again(*, today: date, by: Actor, at: datetime, why: str = "") -> int:
    """Opens the work on every topic not published whose day to look again has come; returns how many are new."""
    due = Topic.objects.filter(
        choice=Topic.Choice.NOT, look_again_on__lte=today, merged_into__isnull=True
    ).defer("search")
    opened = 0
    for topic in due.order_by("look_again_on", "pk"):
        asked = work.about(topic.about).filter(kind=LOOK_AGAIN_ITEM, due_on=topic.look_again_on)
        if asked.exists():
            continue
        open_item(
            desk="foia",
            kind=LOOK_AGAIN_ITEM,
            about=topic.about,
            title=topic.title,
            why=why,
            due_on=topic.look_again_on,
            by=by,
            at=at,
        )
        record(event=FoiaEvent.LOOK_AGAIN, about=topic.about, by=by, at=at)
        opened += 1
    return opened


@transaction.atomic
def ask_to_refresh(*, today: date, by: Actor, at: datetime, why: str = "") -> int:
    """Opens the work on published answers that grow old within a month, at the desk that owns them; ends what was done."""
    ageing = (
        AnswerPage.objects.live()
        .filter(fresh_until__isnull=False, fresh_until__lte=today + timedelta(days=NOTICE_DAYS))
        .order_by("fresh_until", "pk")
    )
    opened, wanted = 0, {}
    for page in ageing:
        wanted[about_answer(page.pk)] = page.fresh_until
    for item in work.open_items().filter(kind=REFRESH_ITEM):
        if wanted.get(item.about) != item.due_on:
            finish_items(about=item.about, kind=REFRESH_ITEM, by=by, at=at, outcome="")
    for page in ageing:
        about = about_answer(page.pk)
        if work.about(about).filter(kind=REFRESH_ITEM, due_on=page.fresh_until).exists():
            continue
        open_item(
            desk=page.owner_desk if page.owner_desk in registry.desks() else "foia",
            kind=REFRESH_ITEM,
            about=about,
            title=page.title,
            why=why,
            due_on=page.fresh_until,
            by=by,
            at=at,
            handed_from="" if page.owner_desk == "foia" else "foia",
        )
        record(event=FoiaEvent.ANSWER_AGEING, about=about, by=by, at=at)
        opened += 1
    return opened


@transaction.atomic
def keep_fresh(
    *, page_id: int, owner_desk: str, fresh_until: date | None, by: Actor, at: datetime
) -> AnswerPage:
    """Says who brings a published answer up to date and by when; without a day, it need not be."""
    page: AnswerPage = AnswerPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    desk = registry.desks().get(owner_desk)
    insist(
        reason_against_keeping_fresh(
            desk_has_members=desk is not None and desk.has_members,
            fresh_until=fresh_until,
            today=local_date(at),
        )
    )
    AnswerPage.objects.filter(pk=page.pk).update(owner_desk=owner_desk, fresh_until=fresh_until)
    latest = page.get_latest_revision_as_object()
    latest.owner_desk, latest.fresh_until = owner_desk, fresh_until
    # Wagtail publishes revisions: without this the next publication would bring the former day back.
    latest.save_revision(changed=False)
    finish_items(about=about_answer(page.pk), kind=REFRESH_ITEM, by=by, at=at, outcome="")
    record(
        event=FoiaEvent.ANSWER_KEPT_FRESH,
        about=page.topic.about if page.topic else about_answer(page.pk),
        by=by,
        at=at,
        note={"page": page.pk, "desk": owner_desk, "until": fresh_until.isoformat() if fresh_until else None},
    )
    page.refresh_from_db()
    return page
