"""A topic's answer for everyone: its material is gathered, its page prepared, and whoever asked learns of it once.

The newsroom writes and publishes the page; each gathered file waits for a person's decision (office.attachments).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from foia.models import (
    AccessRequest,
    AnswerPage,
    AnswersIndexPage,
    Decision,
    ReleaseItem,
    Topic,
    TopicFollower,
)
from foia.operations.concurrency import hold_topic
from foia.queries.answer_pages import public_page_of
from foia.wording import FoiaEvent
from pasocial.office.files.attachments import queries as files
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.handover.operations import give
from pasocial.office.work.handover.queries import acceptances
from pasocial.office.work.items.operations import finish_items, open_item

# What a desk accepts that writes for everybody.
PAGE = "page"
MATERIAL_ITEM = "decide_material"
PUBLIC_REPLY_ITEM = "answer_in_public"


@transaction.atomic
def prepare_answer(*, topic_id: int, by: Actor, at: datetime) -> AnswerPage | None:
    """An unpublished page and the material for it, given to whichever desk writes pages.

    Nothing of the material is on the page yet: publishing puts there what was decided file by file.
    """
    topic = hold_topic(topic_id)
    index = AnswersIndexPage.objects.first()
    if index is None or topic.choice not in (Topic.Choice.PUBLISH, Topic.Choice.REDACT):
        return None
    page: AnswerPage | None = AnswerPage.objects.filter(topic=topic).first()
    material = [str(one.public_id) for one in material_of(topic)]
    if page is None:
        page = AnswerPage(title=topic.title[:200], summary=topic.summary[:600], live=False, topic=topic)
        index.add_child(instance=page)
        page.save_revision()
    record(
        event=FoiaEvent.ANSWER_PREPARED,
        about=topic.about,
        by=by,
        at=at,
        note={"page": page.pk, "files": material, "redact": topic.choice == Topic.Choice.REDACT},
    )
    if acceptances().get(PAGE):
        wanted = gettext(
            "Più persone hanno chiesto la stessa cosa: scrivi la risposta per tutti con i documenti raccolti."
        )
        given = {
            "title": page.title,
            "brief": wanted,
            "page_id": page.pk,
            "files": material,
            "redact_first": topic.choice == Topic.Choice.REDACT,
        }
        give(kind=PAGE, about=topic.about, given=given, by=by, at=at)
    return page


def material_of(topic: Topic) -> list[Any]:
    """What answers to this topic already gave: released documents and letters, in the order of the requests.

    Files that only the requester got are among them: for everyone they are redacted, cleared or left out.
    """
    asked = list(topic.memberships.values_list("request_id", flat=True))
    sent = Decision.objects.filter(request_id__in=asked, state=Decision.State.SENT)
    ids: list[Any] = list(
        ReleaseItem.objects.filter(decision__in=sent, file__isnull=False)
        .exclude(disclosure=ReleaseItem.Disclosure.WITHHELD)
        .values_list("file", flat=True)
    )
    ids += sent.filter(letter__isnull=False).values_list("letter", flat=True)
    found = {one.pk: one for one in files.by_public_ids(ids)}
    of_requests = files.files_about(*(f"foia.request:{pk}" for pk in asked))
    found |= {one.pk: one for one in of_requests.filter(access="public")}
    # A copy stands for its original, which nobody needs to look at again.
    return [one for _pk, one in sorted(found.items()) if not files.redacted_copies(one)]


@transaction.atomic
def note_material(*, topic_id: int, by: Actor, at: datetime) -> int:
    """Keeps the desk's own item true: open while a gathered file is undecided. Returns how many are."""
    topic = hold_topic(topic_id)
    undecided = sum(one.state == "open" for one in files.clearances(topic.about))
    if undecided:
        open_item(
            desk="foia",
            kind=MATERIAL_ITEM,
            about=topic.about,
            title=topic.title,
            why=gettext("La redazione pubblica la risposta: guarda uno per uno i documenti raccolti."),
            by=by,
            at=at,
        )
    else:
        finish_items(about=topic.about, kind=MATERIAL_ITEM, by=by, at=at, outcome="")
    return undecided


@transaction.atomic
def drop_material(*, topic_id: int, by: Actor, at: datetime) -> None:
    """The page is not written any more: nobody has to look at its files."""
    topic = hold_topic(topic_id)
    finish_items(about=topic.about, kind=MATERIAL_ITEM, by=by, at=at, outcome="")


@transaction.atomic
def link_page(*, topic_id: int, page_id: int, by: Actor, at: datetime) -> Topic:
    """The topic's answer is public: the portal offers it from now on, and whoever asked is told."""
    topic = hold_topic(topic_id)
    record(event=FoiaEvent.TOPIC_PUBLISHED, about=topic.about, by=by, at=at, note={"page": page_id})
    return topic


@transaction.atomic
def mark_told(
    *, topic_id: int, request_ids: Iterable[int] | None = None, by: Actor, at: datetime
) -> list[AccessRequest]:
    """Notes who learns now of the topic's public page: requests in it whose applicant agreed and was never told.

    `request_ids` narrows it to those that joined just now. Returns them, oldest first; a second call returns nobody.
    """
    topic = hold_topic(topic_id)
    if public_page_of(topic.pk) is None:
        return []
    wanted = AccessRequest.objects.filter(topic_membership__topic=topic, applicant__agrees_to_be_told=True)
    if request_ids is not None:
        wanted = wanted.filter(pk__in=list(request_ids))
    # Told about this topic, or about one that was merged into it: the page is the same.
    told = TopicFollower.objects.filter(Q(topic=topic) | Q(topic__merged_into=topic)).values("request_id")
    fresh = list(
        wanted.exclude(applicant__email="")
        .exclude(pk__in=told)
        .defer("search")
        .select_related("applicant")
        .order_by("pk")
    )
    TopicFollower.objects.bulk_create(
        [TopicFollower(topic=topic, request=one, told_at=at) for one in fresh], ignore_conflicts=True
    )
    if fresh:
        record(event=FoiaEvent.ASKERS_TOLD, about=topic.about, by=by, at=at, note={"told": len(fresh)})
    return fresh


@transaction.atomic
def answer_in_public(
    *, topic_id: int, request_ids: Iterable[int] | None = None, by: Actor, at: datetime
) -> int:
    """Where a request was made public, the answer goes to the same channel (circular 2/2017, 8.2): newsroom items.

    One for each request and page, whatever happens to the item later: the trail remembers.
    """
    topic = hold_topic(topic_id)
    page = public_page_of(topic.pk)
    if page is None:
        return 0
    asked = (
        AccessRequest.objects.filter(topic_membership__topic=topic)
        .exclude(made_public_url="")
        .defer("search")
    )
    if request_ids is not None:
        asked = asked.filter(pk__in=list(request_ids))
    opened = 0
    for request in asked.order_by("pk"):
        if history_of(request.about).filter(event=FoiaEvent.REPLY_OWED, note__page=page.pk).exists():
            continue
        open_item(
            desk="newsroom",
            kind=PUBLIC_REPLY_ITEM,
            about=request.about,
            title=request.subject,
            why=request.made_public_url,
            by=by,
            at=at,
            handed_from="foia",
        )
        record(event=FoiaEvent.REPLY_OWED, about=request.about, by=by, at=at, note={"page": page.pk})
        opened += 1
    return opened
