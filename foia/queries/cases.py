"""Asks for one case: what every tab shows of it at once, the rest when a tab asks.

Composed by Django each time, these queries cost the page more than PostgreSQL needs to answer them: they are prepared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Count,
    Exists,
    IntegerField,
    Min,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast, Coalesce, Concat

from foia.models import (
    AccessRequest,
    Applicant,
    Consultation,
    Decision,
    Message,
    Note,
    Party,
    PartyNotice,
    Rating,
    RecordedFact,
    RegisterEntry,
    ReleaseItem,
    Review,
    Suggestion,
    Topic,
)
from foia.queries.deadlines import duty, legal_facts, ombudsman_reading, reading, review_clock_of
from foia.rules.clock import Clock, DutyClock, OmbudsmanClock, ReviewClock
from pasocial.office.files.attachments.queries import all_files
from pasocial.office.messaging.notices.queries import mail_about
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items import queries as work
from pasocial.prepared import Given, Prepared, is_any_of
from pasocial.timekeeping import local_date

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


class LoadedCase:
    """One case as a member sees it. Lists are in the order things happened; `mails` newest first.

    The request, its clock and the small numbers of the frame come at once; each list is asked when it is first used,
    one query each, so that a tab pays for what it shows.
    """

    def __init__(self, request: Any, today: date) -> None:
        """`request` as `whole_request` gives it."""
        self.request: AccessRequest = request
        self.today = today
        self.rating: Rating | None = getattr(request, "rating", None)
        self.register_entry: RegisterEntry | None = getattr(request, "register_entry", None)
        member = getattr(request, "topic_membership", None)
        self.topic: Topic | None = member.topic if member else None
        # The numbers beside the tabs, and what there is to do, without reading the lists.
        self.letters_number: int = len(request.message_ids) + request.notes_number
        self.parties_number: int = request.parties_number
        self.reviews_number: int = request.reviews_number
        self.suggestions_open: int = request.suggestions_open
        self.has_unread: bool = request.has_unread
        self.last_entry: int = request.last_entry or 0
        self.answers_awaited_by: date | None = request.answers_awaited_by
        self.office_answered_at: datetime | None = request.office_answered_at

    @property
    def applicant(self) -> Applicant:
        """Who asks."""
        return self.request.applicant

    @cached_property
    def facts(self) -> Sequence[RecordedFact]:
        return _known(self.request, "facts", _FACTS(request=self.request.pk))

    @cached_property
    def clock(self) -> Clock:
        assert self.facts is not None  # read once, for both clocks
        return reading(self.request, self.today)

    @cached_property
    def duty(self) -> DutyClock | None:
        assert self.facts is not None
        return duty(self.request, self.today)

    @cached_property
    def reviews(self) -> Sequence[Review]:
        """One for each decision that was contested; no query while there is none."""
        return _REVIEWS(request=self.request.pk) if self.reviews_number else []

    @property
    def review(self) -> Review | None:
        """The newest one."""
        return self.reviews[-1] if self.reviews else None

    @cached_property
    def review_clock(self) -> ReviewClock | None:
        if self.review is None:
            return None
        return review_clock_of(legal_facts(self.facts), len(self.reviews) - 1, self.today)

    @cached_property
    def ombudsman(self) -> OmbudsmanClock | None:
        """The two clocks of the last appeal to the ombudsman."""
        assert self.facts is not None
        return ombudsman_reading(self.request)

    @cached_property
    def messages(self) -> Sequence[Message]:
        return _known(self.request, "messages", _MESSAGES(request=self.request.pk))

    @cached_property
    def notes(self) -> Sequence[Note]:
        return _known(self.request, "notes", _NOTES(request=self.request.pk))

    @cached_property
    def consultations(self) -> Sequence[Consultation]:
        return _known(self.request, "consultations", _CONSULTATIONS(request=self.request.pk))

    @cached_property
    def parties(self) -> Sequence[Party]:
        return _known(self.request, "parties", _PARTIES(request=self.request.pk))

    @cached_property
    def notices(self) -> list[PartyNotice]:
        """The notices made for its parties: one query, and each party has hers at hand."""
        prefetch_related_objects(list(self.parties), "notices__departure")
        return [notice for party in self.parties for notice in party.notices.all()]

    @cached_property
    def suggestions(self) -> Sequence[Suggestion]:
        return _SUGGESTIONS(request=self.request.pk)

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """With their items: two queries, none while there is no decision."""
        found: list[Decision] = []
        if self.request.decisions_number:  # type: ignore[attr-defined]
            found = _DECISIONS(request=self.request.pk)
            items = _ITEMS(decisions=[decision.pk for decision in found])
            for decision in found:
                _known(decision, "items", [item for item in items if item.decision_id == decision.pk])
        return _known(self.request, "decisions", found)

    @property
    def decision(self) -> Decision | None:
        """The newest one, sent or being prepared."""
        return self.decisions[-1] if self.decisions else None

    @property
    def office_answered_on(self) -> date | None:
        """The day on which another office last answered, while nobody has worked on the decision since."""
        at, decision = self.office_answered_at, self.decision
        if at is None or (decision is not None and decision.drafted_at > at):
            return None
        return local_date(at)

    @cached_property
    def files(self) -> Sequence[Any]:
        request: Any = self.request
        abouts = [
            request.about,
            *(f"foia.message:{pk}" for pk in request.message_ids),
            *(f"foia.consultation:{pk}" for pk in request.consultation_ids),
        ]
        return _FILES(abouts=abouts)

    @cached_property
    def mails(self) -> Sequence[Any]:
        return _MAILS(about=self.request.about)

    @cached_property
    def items(self) -> Sequence[Any]:
        return work.items_about(self.request.about)

    @cached_property
    def history(self) -> Sequence[Any]:
        return _HISTORY(about=self.request.about)

    @cached_property
    def assignee(self) -> User | None:
        """Who works on it: the owner of its item, also after it was done."""
        owners = [item.assignee for item in self.items if item.desk == "foia" and item.kind == "request"]
        return owners[-1] if owners else None

    def files_of(self, about: str) -> list[Any]:
        """Files of the request itself, of one message or of one consultation, by its reference."""
        return [stored for stored in self.files if stored.about == about]


def request_by_id(request_id: int) -> AccessRequest | None:
    """The request with its applicant, for who acts on it and for pages that show little of it; one query."""
    return _REQUEST.one(request=request_id)


def has_row(rows: Any, pk: Any) -> bool:
    """Whether one of the rows of a case is that one."""
    found: bool = rows.filter(pk=pk).exists()
    return found


def filed_with_key(key: str) -> AccessRequest | None:
    """What was filed under this idempotency key."""
    return AccessRequest.objects.defer("search").filter(idempotency_key=key).first()


def whole_request(request_id: int) -> AccessRequest | None:
    """The request with all that there is only one of, and the numbers of what there may be many of; one query."""
    return _WHOLE.one(request=request_id)


def case(request_id: int, today: date, known: AccessRequest | None = None) -> LoadedCase:
    """The case; Request.DoesNotExist if there is none. `known`: the request as `whole_request` just gave it."""
    request = known if known is not None else whole_request(request_id)
    if request is None:
        raise AccessRequest.DoesNotExist(f"request {request_id}")
    return LoadedCase(request, today)


def _known(owner: Any, name: str, rows: list[Any]) -> list[Any]:
    """Notes the rows where `owner.<name>.all()` finds them, as after prefetch_related."""
    found = getattr(owner, name).all()
    found._result_cache, found._prefetch_done = rows, True
    if "_prefetched_objects_cache" not in vars(owner):
        owner._prefetched_objects_cache = {}
    owner._prefetched_objects_cache[name] = found
    return rows


def _number_of(model: type[Model], **conditions: Any) -> Coalesce:
    """How many rows of a model belong to the request, for an annotation."""
    rows = model._default_manager.filter(request=OuterRef("pk"), **conditions).order_by()
    number = rows.values("request").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _compose_whole() -> QuerySet[AccessRequest]:
    mine = {"request": OuterRef("pk")}
    about = Concat(Value("foia.request:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    awaited = Consultation.objects.filter(**mine, replied_at=None, withdrawn_at=None).order_by()
    return (
        AccessRequest.objects.filter(pk=Given("request"))
        .select_related("applicant", "rating", "register_entry", "topic_membership__topic")
        .defer("search", "register_entry__search", "topic_membership__topic__search")
        .annotate(
            message_ids=ArraySubquery(Message.objects.filter(**mine).order_by("pk").values("pk")),
            consultation_ids=ArraySubquery(Consultation.objects.filter(**mine).order_by("pk").values("pk")),
            notes_number=_number_of(Note),
            parties_number=_number_of(Party),
            reviews_number=_number_of(Review),
            suggestions_open=_number_of(Suggestion, verdict="open"),
            decisions_number=_number_of(Decision),
            has_unread=Exists(Message.objects.filter(**mine, direction="in", read_at=None)),
            last_entry=Subquery(history_of(about).order_by("-id").values("pk")[:1]),
            answers_awaited_by=Subquery(
                awaited.values("request").annotate(first=Min("due_on")).values("first")
            ),
            office_answered_at=Subquery(
                Consultation.objects.filter(**mine, replied_at__isnull=False, withdrawn_at=None)
                .order_by("-replied_at")
                .values("replied_at")[:1]
            ),
        )
    )


_REQUEST = Prepared(
    lambda: AccessRequest.objects.filter(pk=Given("request")).select_related("applicant").defer("search")
)
_WHOLE = Prepared(_compose_whole)
_FACTS = Prepared(lambda: RecordedFact.objects.filter(request=Given("request")))
_MESSAGES = Prepared(lambda: Message.objects.filter(request=Given("request")).select_related("author"))
_NOTES = Prepared(lambda: Note.objects.filter(request=Given("request")).select_related("author"))
_CONSULTATIONS = Prepared(
    lambda: Consultation.objects.filter(request=Given("request")).select_related("contact")
)
_REVIEWS = Prepared(
    lambda: Review.objects.filter(request=Given("request")).select_related("decided_by", "entrusted_to")
)
_PARTIES = Prepared(lambda: Party.objects.filter(request=Given("request")))
_DECISIONS = Prepared(
    lambda: Decision.objects.filter(request=Given("request")).select_related(
        "drafted_by", "approved_by", "departure"
    )
)
_ITEMS = Prepared(lambda: ReleaseItem.objects.filter(is_any_of("decision", "decisions")))
_SUGGESTIONS = Prepared(
    lambda: (
        Suggestion.objects.filter(request=Given("request"))
        .select_related("earlier__topic_membership__topic")
        .defer("earlier__search", "earlier__body", "earlier__topic_membership__topic__search")
    )
)
_FILES = Prepared(lambda: all_files().filter(is_any_of("about", "abouts")))
_MAILS = Prepared(lambda: mail_about(Given("about")).defer("text", "html"))
_HISTORY = Prepared(lambda: history_of(Given("about")))
