"""Asks for one case with all that a member needs to see of it, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from foia.models import (
    Applicant,
    Consultation,
    Decision,
    Fact,
    Message,
    Note,
    Party,
    Rating,
    RegisterEntry,
    Request,
    Review,
    Suggestion,
    Topic,
)
from foia.queries.deadlines import duty, legal_facts, reading
from foia.rules.clock import Clock, DutyClock, FactKind, ReviewClock, read_review_clock
from pasocial.office import settings_store
from pasocial.office.attachments.queries import files_about
from pasocial.office.notices.queries import mail_about
from pasocial.office.trail.queries import history_of
from pasocial.office.work import queries as work

if TYPE_CHECKING:
    from pasocial.office.identity.models import User


@dataclass(frozen=True)
class Case:
    """One case as a member sees it. Lists are in the order things happened; `mails` newest first."""

    request: Request
    clock: Clock
    duty: DutyClock | None
    review_clock: ReviewClock | None
    facts: Sequence[Fact]
    messages: Sequence[Message]
    notes: Sequence[Note]
    consultations: Sequence[Consultation]
    parties: Sequence[Party]
    suggestions: Sequence[Suggestion]
    decisions: Sequence[Decision]
    review: Review | None
    rating: Rating | None
    register_entry: RegisterEntry | None
    topic: Topic | None
    files: Sequence[Any]
    mails: Sequence[Any]
    items: Sequence[Any]
    history: Sequence[Any]

    @property
    def applicant(self) -> Applicant:
        """Who asks."""
        return self.request.applicant

    @property
    def decision(self) -> Decision | None:
        """The newest one, sent or being prepared."""
        return self.decisions[-1] if self.decisions else None

    @property
    def assignee(self) -> User | None:
        """Who works on it: the owner of its item, also after it was done."""
        owners = [item.assignee for item in self.items if item.desk == "foia" and item.kind == "request"]
        return owners[-1] if owners else None

    def files_of(self, about: str) -> list[Any]:
        """Files of the request itself, of one message or of one consultation, by its reference."""
        return [stored for stored in self.files if stored.about == about]


_ONES = ("review", "rating", "register_entry", "topic_membership")


def case(request_id: int, today: date) -> Case:
    """The case, in a constant number of queries whatever was written in it. Request.DoesNotExist if there is none."""
    request = (
        Request.objects.select_related(
            "applicant",
            "review__decided_by",
            "rating",
            "register_entry",
            "topic_membership__topic",
        )
        .defer("search", "register_entry__search", "topic_membership__topic__search")
        .prefetch_related(
            "facts",
            Prefetch("messages", Message.objects.select_related("author")),
            Prefetch("notes", Note.objects.select_related("author")),
            Prefetch("consultations", Consultation.objects.select_related("contact")),
            "parties",
            Prefetch(
                "decisions",
                Decision.objects.select_related("drafted_by", "approved_by").prefetch_related("items"),
            ),
        )
        .get(pk=request_id)
    )
    ones = {name: getattr(request, name, None) for name in _ONES}
    messages = list(request.messages.all())
    consultations = list(request.consultations.all())
    abouts = [
        request.about,
        *(m.about for m in messages),
        *(f"foia.consultation:{c.pk}" for c in consultations),
    ]
    facts = list(request.facts.all())
    review_facts = [fact for fact in legal_facts(facts) if fact.kind in _OF_REVIEW]
    return Case(
        request=request,
        clock=reading(request, today),
        duty=duty(request, today),
        review_clock=read_review_clock(review_facts, today, settings_store.patron_day())
        if ones["review"]
        else None,
        facts=facts,
        messages=messages,
        notes=list(request.notes.all()),
        consultations=consultations,
        parties=list(request.parties.all()),
        suggestions=_suggestions(request),
        decisions=list(request.decisions.all()),
        review=ones["review"],
        rating=ones["rating"],
        register_entry=ones["register_entry"],
        topic=ones["topic_membership"].topic if ones["topic_membership"] else None,
        files=list(files_about(*abouts)),
        mails=list(mail_about(request.about).defer("text", "html")),
        items=list(work.about(request.about)),
        history=list(history_of(request.about)),
    )


_OF_REVIEW = frozenset(
    {FactKind.REVIEW_FILED, FactKind.GARANTE_ASKED, FactKind.GARANTE_ANSWERED, FactKind.REVIEW_DECIDED}
)


def _suggestions(request: Request) -> list[Suggestion]:
    return list(
        Suggestion.objects.filter(request=request)
        .select_related("earlier__topic_membership__topic")
        .defer("earlier__search", "earlier__body", "earlier__topic_membership__topic__search")
    )
