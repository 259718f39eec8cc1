"""Takes, writes, approves and publishes the pages the newsroom is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction

from desks.newsroom import queries, rules
from desks.newsroom.models import Commission
from desks.newsroom.wording import NewsroomEvent
from pasocial.office.files.attachments.clearing import gather, open_to_everyone
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.rules import undo_until
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.record.versions.operations import hold
from pasocial.office.work.approvals import operations as approvals
from pasocial.office.work.approvals.queries import reason_against_leaving as approved_in_this_version
from pasocial.office.work.items.operations import assign, finish_items, open_item
from pasocial.refusal import insist
from pasocial.site.operations import plant_draft, publish_latest

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

# The kind of approval and of departure, see desk.py.
PAGE = "newsroom.page"


def reference(commission: Commission) -> str:
    return f"newsroom.commission:{commission.pk}"


def locked(pk: int, verb: str) -> Commission:
    commission = hold(Commission.objects.all(), pk)
    insist(rules.reason_against_moving(commission.state, verb))
    return commission


@transaction.atomic
def open_commission(
    *,
    about: str,
    title: str,
    brief: str,
    page_id: int,
    files: Sequence[str],
    redact_first: bool,
    by: Actor,
    at: datetime,
) -> Commission:
    """Puts a page in the newsroom's queue; a second call about the same thing renews the one that was dropped.

    Each file waits for its own decision (office.attachments.clearing), also those a second call adds.
    """
    commission = Commission.objects.select_for_update().filter(about=about).first()
    if commission is None or commission.state != Commission.State.PUBLISHED:
        gather(about=about, public_ids=files, by=by, at=at)
    if commission is not None and commission.state != Commission.State.DROPPED:
        return commission
    fresh: dict[str, Any] = {
        "title": title[:200],
        "brief": brief,
        "page_id": page_id,
        "redact_first": redact_first,
        "state": Commission.State.ASKED,
        "writer": None,
        "departure": None,
        "asked_at": at,
        "return_reason": "",
    }
    commission, _created = Commission.objects.update_or_create(about=about, defaults=fresh)
    open_item(
        desk="newsroom",
        kind="write_page",
        about=reference(commission),
        title=commission.title,
        why=brief,
        by=by,
        at=at,
        handed_from=about.split(".", 1)[0],
    )
    record(
        event=NewsroomEvent.COMMISSIONED,
        about=reference(commission),
        by=by,
        at=at,
        note={"page": page_id, "for": about},
    )
    return commission


@transaction.atomic
def accept_page(*, about: str, given: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Takes over from any desk a page to write; returns the reference of its commission.

    `given`: `title` and `brief`; `page_id` of a draft that is there already (else one is begun), `files` gathered for it
    (public ids), `redact_first`.
    """
    page_id = given.get("page_id") or _draft_for(about, given["title"], by, at)
    commission = open_commission(
        about=about,
        title=given["title"],
        brief=given.get("brief") or "",
        page_id=page_id,
        files=given.get("files") or (),
        redact_first=bool(given.get("redact_first")),
        by=by,
        at=at,
    )
    return reference(commission)


def _draft_for(about: str, title: str, by: Actor, at: datetime) -> int:
    """The draft that an earlier giving of the same thing began, or a new one."""
    known = Commission.objects.filter(about=about).values_list("page_id", flat=True).first()
    return known or plant_draft(title=title, by=by, at=at).pk


@transaction.atomic
def take_commission(*, commission_id: int, user: User, by: Actor, at: datetime) -> Commission:
    commission = locked(commission_id, "take")
    commission.state, commission.writer = Commission.State.WRITING, user
    commission.save(update_fields=["state", "writer"])
    for item in queries.open_work(commission):
        assign(item_id=item.pk, to=user, by=by, at=at)
    record(event=NewsroomEvent.TAKEN, about=reference(commission), by=by, at=at)
    return commission


@transaction.atomic
def submit_commission(*, commission_id: int, by: Actor, at: datetime) -> Commission:
    """Hands the page to whoever approves."""
    commission = locked(commission_id, "submit")
    insist(rules.reason_against_submitting(queries.text_of(commission, _page(commission))))
    commission.state, commission.submitted_at, commission.return_reason = Commission.State.SUBMITTED, at, ""
    commission.save(update_fields=["state", "submitted_at", "return_reason"])
    approvals.ask(
        kind=PAGE,
        thing=reference(commission),
        about=reference(commission),
        version=queries.version_of(commission),
        title=commission.title,
        author_id=commission.writer_id,
        by=by,
        at=at,
    )
    record(event=NewsroomEvent.SUBMITTED, about=reference(commission), by=by, at=at)
    return commission


@transaction.atomic
def return_commission(*, commission_id: int, why: str, by: Actor, at: datetime) -> Commission:
    commission = locked(commission_id, "return")
    insist(rules.reason_against_returning(why))
    approvals.refuse(kind=PAGE, thing=reference(commission), comment=why, by=by, at=at)
    commission.state, commission.return_reason = Commission.State.WRITING, why
    commission.save(update_fields=["state", "return_reason"])
    record(event=NewsroomEvent.RETURNED, about=reference(commission), by=by, at=at)
    return commission


@transaction.atomic
def drop_commission(*, commission_id: int, why: str, by: Actor, at: datetime) -> Commission:
    commission = locked(commission_id, "drop")
    insist(rules.reason_against_dropping(why))
    commission.state, commission.return_reason = Commission.State.DROPPED, why
    commission.save(update_fields=["state", "return_reason"])
    finish_items(about=reference(commission), by=by, at=at, outcome=why)
    record(
        event=NewsroomEvent.DROPPED, about=reference(commission), by=by, at=at, note={"for": commission.about}
    )
    return commission


@transaction.atomic
def publish_commission(
    *, commission_id: int, user: User, by: Actor, at: datetime, comment: str = ""
) -> Commission:
    """Approves the page: with the last signature it reaches its readers in fifteen seconds.

    Until then it can be called back; while another signature is missing it goes on waiting for approval.
    """
    commission = locked(commission_id, "publish")
    page = _page(commission)
    insist(
        rules.reason_against_publishing(
            queries.text_of(commission, page), writer_id=commission.writer_id, approver_id=user.pk
        )
    )
    whole = approvals.sign(
        kind=PAGE,
        thing=reference(commission),
        version=queries.version_of(commission),
        comment=comment,
        by=by,
        at=at,
    )
    if not whole:
        record(event=NewsroomEvent.STEP_APPROVED, about=reference(commission), by=by, at=at)
        return commission
    commission.state, commission.approved_by = Commission.State.LEAVING, user
    commission.departure = departures.plan(
        kind=PAGE,
        thing=reference(commission),
        about=reference(commission),
        title=commission.title,
        by=by,
        at=at,
    )
    commission.save(update_fields=["state", "approved_by", "departure"])
    record(
        event=NewsroomEvent.APPROVED,
        about=reference(commission),
        by=by,
        at=at,
        note={"page": page.pk, "leaves_at": undo_until(at).isoformat()},
    )
    return commission


@transaction.atomic
def call_page_back(*, thing: int, by: Actor, at: datetime) -> Commission:
    """Takes the approval back before the page is out: it waits for approval again."""
    commission = locked(thing, "call_back")
    departures.call_back(departure_id=commission.departure_id, at=at)
    approvals.take_back(kind=PAGE, thing=reference(commission), at=at)
    commission.state, commission.approved_by, commission.departure = Commission.State.SUBMITTED, None, None
    commission.save(update_fields=["state", "approved_by", "departure"])
    record(event=NewsroomEvent.RECALLED, about=reference(commission), by=by, at=at)
    return commission


@transaction.atomic
def release_page(*, thing: int, by: Actor, at: datetime) -> Commission:
    """The approved page reaches its readers, once; whoever asked for it hears it from the trail.

    Whether it may is asked again: second thoughts about a document keep the page inside, and the list of what leaves
    says why.
    """
    commission = hold(Commission.objects.all(), thing)
    if commission.state == Commission.State.PUBLISHED:
        return commission
    insist(rules.reason_against_moving(commission.state, "release"))
    page = _page(commission)
    insist(
        rules.reason_against_publishing(
            queries.text_of(commission, page),
            writer_id=commission.writer_id,
            approver_id=commission.approved_by_id,
        )
    )
    insist(approved_in_this_version(PAGE, reference(commission), queries.version_of(commission)))
    departures.let_go(departure_id=commission.departure_id, at=at)
    files = open_to_everyone(about=commission.about, by=by, at=at)
    publish_latest(page_id=page.pk, user=commission.approved_by, files=files)
    commission.state, commission.published_at = Commission.State.PUBLISHED, at
    commission.save(update_fields=["state", "published_at"])
    finish_items(about=reference(commission), by=by, at=at, outcome="")
    record(
        event=NewsroomEvent.PUBLISHED,
        about=reference(commission),
        by=by,
        at=at,
        note={"page": page.pk, "for": commission.about},
    )
    return commission


def sign_page(*, thing: int, comment: str, by: Actor, at: datetime) -> Commission:
    """`publish_commission` by the number of the page, for the office's page of approvals and its links."""
    assert by.user_id is not None  # only a person is asked
    user = get_user_model().objects.get(pk=by.user_id)
    return publish_commission(commission_id=thing, user=user, comment=comment, by=by, at=at)


def refuse_page(*, thing: int, why: str, by: Actor, at: datetime) -> Commission:
    """`return_commission` by the number of the page, for the office's page of approvals."""
    return return_commission(commission_id=thing, why=why, by=by, at=at)


@transaction.atomic
def note_edit(*, page_id: int, by: Actor, at: datetime) -> Commission | None:
    """The page was saved in the editor while it was being approved, or was on its way out: it goes back to its writer.

    What was signed was another text. None when nobody was approving it.
    """
    found = Commission.objects.select_for_update(of=("self",)).filter(page_id=page_id).order_by("-pk").first()
    if found is None or rules.reason_against_moving(found.state, "edit") is not None:
        return None
    approvals.void(kind=PAGE, thing=reference(found), at=at)
    if found.departure_id:
        departures.drop(departure_id=found.departure_id, at=at)
    found.state, found.approved_by, found.departure = Commission.State.WRITING, None, None
    found.save(update_fields=["state", "approved_by", "departure"])
    record(event=NewsroomEvent.EDITED, about=reference(found), by=by, at=at, note={"page": page_id})
    return found


def _page(commission: Commission) -> Any:
    page = queries.page_of(commission)
    insist(rules.reason_against_lost_page(there=page is not None))
    return page
