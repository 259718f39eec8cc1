"""The register of accesses, and what a published answer spares: only words that a person approved become public."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, AvoidedRequest, RegisterEntry, Review
from foia.operations.concurrency import hold_entry, move_entry
from foia.queries.names import names_of as names_of
from foia.rules.kinds import AccessKind
from foia.rules.outcomes.endings import Outcome
from foia.rules.register import EntryFacts as Row
from foia.rules.register import reasons_against_entry
from foia.rules.visibility import VisibilityVerb, reason_against_hiding, reason_against_proposing
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items.operations import finish_items, open_item
from pasocial.refusal import Refusal, insist
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_page
from pasocial.timekeeping import local_date

ENTRY_ITEM = "approve_register_entry"


@transaction.atomic
def plant_pages(*, home: Page, by: Actor, at: datetime) -> None:
    """The place of published answers, /accesso-civico/risposte/; a second call finds it there."""
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso civico", slug="accesso-civico"), by=by, at=at
    )
    plant_page(
        parent=access, page=AnswersIndexPage(title="Risposte pubblicate", slug="risposte"), by=by, at=at
    )


@transaction.atomic
def propose_entry(*, request_id: int, by: Actor, at: datetime) -> RegisterEntry:
    """A line of the register waiting for its public words; once per request, whatever became of it since."""
    request = AccessRequest.objects.defer("search").get(pk=request_id)
    insist(reason_against_proposing(answered=bool(request.outcome) and request.answered_on is not None))
    assert request.answered_on is not None
    review = Review.objects.filter(request=request, decided_at__isnull=False).last()
    entry, created = RegisterEntry.objects.get_or_create(
        request=request,
        defaults={
            "slug": f"{request.year}-{request.sequence:07d}",
            "kind": request.kind,
            "public_subject": "",
            "received_on": request.received_on,
            "outcome": request.first_outcome or request.outcome,
            "decided_on": request.answered_on,
            "with_parties": request.parties.exists(),
            "review_outcome": review.outcome if review else "",
            "review_decided_on": local_date(review.decided_at) if review and review.decided_at else None,
            "proposed_at": at,
        },
    )
    if created:
        open_item(
            desk="foia",
            kind=ENTRY_ITEM,
            about=request.about,
            title=request.subject,
            by=by,
            at=at,
        )
        record(event=FoiaEvent.ENTRY_PROPOSED, about=request.about, by=by, at=at, note={"entry": entry.pk})
    return entry


def reasons_against_approving(
    entry: RegisterEntry, public_subject: str, public_reason: str, cleared: Collection[str] = ()
) -> list[Refusal]:
    row = Row(
        code=entry.slug,
        kind=AccessKind(entry.kind),
        presented_on=entry.received_on,
        public_subject=public_subject,
        had_parties=entry.with_parties,
        outcome=Outcome(entry.outcome),
        decided_on=entry.decided_on,
        public_reason=public_reason,
    )
    return reasons_against_entry(row, names_of(entry.request), cleared=cleared)


@transaction.atomic
def approve_entry(
    *,
    entry_id: int,
    public_subject: str,
    public_reason: str,
    by: Actor,
    at: datetime,
    cleared: Collection[str] = (),
    version: int | None = None,
) -> RegisterEntry:
    """Publishes one line. Raises Refused with every reason: personal data found, a refusal without its reason."""
    entry = hold_entry(entry_id=entry_id, version=version)
    move_entry(entry, VisibilityVerb.APPROVE_ENTRY)
    subject, reason = " ".join(public_subject.split()), public_reason.strip()
    insist(reasons_against_approving(entry, subject, reason, cleared))
    entry.public_subject, entry.public_reason = subject, reason
    entry.approved_by_id, entry.approved_at = by.user_id, at
    entry.version += 1
    entry.save(
        update_fields=["public_subject", "public_reason", "state", "approved_by", "approved_at", "version"]
    )
    finish_items(about=entry.request.about, kind=ENTRY_ITEM, by=by, at=at, outcome="")
    record(event=FoiaEvent.ENTRY_APPROVED, about=entry.request.about, by=by, at=at, note={"entry": entry.pk})
    return entry


@transaction.atomic
def hide_entry(
    *, entry_id: int, why: str, by: Actor, at: datetime, version: int | None = None
) -> RegisterEntry:
    """Takes a line off the public register; its words stay for whoever corrects them."""
    entry = hold_entry(entry_id=entry_id, version=version)
    move_entry(entry, VisibilityVerb.HIDE_ENTRY)
    insist(reason_against_hiding(why))
    entry.version += 1
    entry.save(update_fields=["state", "version"])
    record(event=FoiaEvent.ENTRY_HIDDEN, about=entry.request.about, by=by, at=at, note={"entry": entry.pk})
    return entry


@transaction.atomic
def correct_entry(*, entry_id: int, by: Actor, at: datetime, version: int | None = None) -> RegisterEntry:
    """A line that was public, or taken off, waits for new words: it is not shown again before they are approved."""
    entry = hold_entry(entry_id=entry_id, version=version)
    waiting = entry.state == RegisterEntry.State.PROPOSED
    move_entry(entry, VisibilityVerb.PROPOSE_ENTRY)
    if waiting:
        return entry
    entry.version += 1
    entry.save(update_fields=["state", "version"])
    open_item(
        desk="foia", kind=ENTRY_ITEM, about=entry.request.about, title=entry.request.subject, by=by, at=at
    )
    record(event=FoiaEvent.ENTRY_PROPOSED, about=entry.request.about, by=by, at=at, note={"entry": entry.pk})
    return entry


def note_remedy(*, request: AccessRequest, review: str = "", court: str = "", on: date) -> None:
    """How a review or a ruling ended goes beside the line as it stands (C2 Annex 3): a code and a day, no words.

    Inside the caller's operation. The line keeps the outcome of the first answer, and of each remedy the last one.
    """
    entry = RegisterEntry.objects.select_for_update().defer("search").filter(request=request).first()
    if entry is None:
        return
    if review:
        entry.review_outcome, entry.review_decided_on = review, on
    if court:
        entry.court_outcome, entry.court_notified_on = court, on
    entry.version += 1
    entry.save(
        update_fields=[
            "review_outcome",
            "review_decided_on",
            "court_outcome",
            "court_notified_on",
            "version",
        ]
    )


def count_shown(*, page_ids: Iterable[int], day: date) -> None:
    """How often an answer was offered while somebody wrote a request: a figure, nothing about who."""
    for page_id in page_ids:
        _add(page_id, None, day, shown=1)


def count_chosen(*, day: date, page_id: int | None = None, entry_id: int | None = None) -> None:
    """Somebody read the answer instead of asking: one avoided request."""
    _add(page_id, entry_id, day, chosen=1)


def _add(page_id: int | None, entry_id: int | None, day: date, *, shown: int = 0, chosen: int = 0) -> None:
    topic = (
        AnswerPage.objects.filter(pk=page_id).values_list("topic_id", flat=True).first() if page_id else None
    )
    row, _created = AvoidedRequest.objects.get_or_create(
        answer_page_id=page_id, register_entry_id=entry_id, day=day, defaults={"topic_id": topic}
    )
    AvoidedRequest.objects.filter(pk=row.pk).update(shown=F("shown") + shown, chosen=F("chosen") + chosen)
