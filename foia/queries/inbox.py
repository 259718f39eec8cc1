"""Asks for the desk's requests: what is open, what is late, what is mine, what speaks of this."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from django.http import QueryDict

from foia.models import Message, Request
from foia.policy import visible_requests
from foia.queries.deadlines import OWED
from foia.rules.states import State
from pasocial.office.work import queries as work

# What still asks something of the office: an answer, the documents, or the decision of a review.
ACTIVE = frozenset({*OWED, State.STANDSTILL, State.UNDER_REVIEW})
CONFIGURATION = "public.pasocial_it"
LONGEST_SEARCH = 200
# Shared groups of three letters: one wrong letter in a word of nine leaves 0.54.
NEAR = 0.45

SORTS = {
    "due": (F("due_on").asc(nulls_last=True), "-priority", "id"),
    "-due": (F("due_on").desc(nulls_last=True), "id"),
    "newest": ("-received_at", "-id"),
    "oldest": ("received_at", "id"),
    "priority": ("-priority", F("due_on").asc(nulls_last=True), "id"),
    "subject": ("subject", "id"),
    "-subject": ("-subject", "-id"),
}


@dataclass(frozen=True)
class InboxFilters:
    """What the inbox shows, as its address says it; unknown values mean "any".

    `state`: empty for all that is open, "all", or one state. `due`: "late", "today" or a number of days.
    `assignee`: "me", "none" or a user's id. `new`: only requests with unread words of the applicant.
    """

    q: str = ""
    state: str = ""
    kind: str = ""
    due: str = ""
    assignee: str = ""
    topic: str = ""
    sort: str = "due"
    new: str = ""
    test: str = ""

    @classmethod
    def from_query(cls, query: QueryDict | Mapping[str, str]) -> InboxFilters:
        """Reads an address; what it does not know it leaves out."""
        given = {
            field.name: str(query.get(field.name, "")).replace("\x00", "").strip()[:LONGEST_SEARCH]
            for field in fields(cls)
        }
        if given["sort"] not in SORTS:
            given["sort"] = "due"
        if given["state"] not in ("", "all") and given["state"] not in State._value2member_map_:
            given["state"] = ""
        if given["kind"] not in Request.Kind.values:
            given["kind"] = ""
        if given["due"] not in ("late", "today") and not _is_number(given["due"]):
            given["due"] = ""
        if given["assignee"] not in ("me", "none") and not _is_number(given["assignee"]):
            given["assignee"] = ""
        if not _is_number(given["topic"]):
            given["topic"] = ""
        return cls(**given)

    def active(self) -> dict[str, str]:
        """The filters that narrow the list, for the address of a saved view."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) not in ("", field.default)
        }


def open_requests(user: Any, *, filters: InboxFilters, today: date) -> QuerySet[Request]:
    """The requests this person may see, filtered and sorted; with `assignee_id`, `assignee_name`, `unread`.

    A page of it is one query, whatever its length; the applicant and the topic come with it.
    """
    mine = _open_item(OuterRef("pk"))
    found: QuerySet[Any] = (
        visible_requests(user)
        .select_related("applicant", "topic_membership__topic")
        .defer("search", "body", "motive", "topic_membership__topic__search")
        .annotate(
            assignee_id=Subquery(mine.values("assignee_id")[:1], output_field=IntegerField()),
            assignee_name=Subquery(mine.values("assignee__full_name")[:1], output_field=CharField()),
            unread=Exists(_unread().filter(request_id=OuterRef("pk"))),
        )
    )
    found = _narrowed(found, user, filters, today)
    if filters.q:
        found = found.filter(_speaks_of(filters.q))
        if filters.sort == "due" and filters.state == "all":
            found = found.annotate(rank=SearchRank(F("search"), _words(filters.q)))
            return found.order_by("-rank", *SORTS["newest"])
    return found.order_by(*SORTS[filters.sort])


def counts(user: Any, today: date) -> dict[str, int]:
    """How many requests each ready-made view holds, in three queries.

    Keys: open, late, today, week, mine, unassigned, approve, identify, parties, review, new.
    """
    mine = [
        int(about.rsplit(":", 1)[1])
        for about in _items().filter(assignee=user).values_list("about", flat=True)
    ]
    owed = Q(state__in=OWED)
    # Only what is open is read, by its index: history may be a hundred times as long.
    figures = (
        visible_requests(user)
        .filter(state__in=ACTIVE, is_test=False)
        .aggregate(
            open=Count("pk"),
            late=Count("pk", filter=owed & Q(due_on__lt=today)),
            today=Count("pk", filter=owed & Q(due_on=today)),
            week=Count("pk", filter=owed & Q(due_on__gte=today, due_on__lte=today + timedelta(days=7))),
            mine=Count("pk", filter=Q(pk__in=mine)),
            unassigned=Count("pk", filter=~_is_assigned()),
            approve=Count("pk", filter=Q(state=State.AWAITING_APPROVAL)),
            identify=Count("pk", filter=Q(state=State.NEEDS_IDENTIFICATION)),
            parties=Count("pk", filter=Q(state__in=(State.AWAITING_PARTIES, State.STANDSTILL))),
            review=Count("pk", filter=Q(state=State.UNDER_REVIEW)),
        )
    )
    unread = _unread().filter(request__in=visible_requests(user).filter(is_test=False))
    new = unread.values("request_id").distinct().count()
    return {**{name: int(number) for name, number in figures.items()}, "new": new}


# The ready-made views, as the filters of their address.
VIEWS: Mapping[str, Mapping[str, str]] = {
    "open": {},
    "late": {"due": "late"},
    "today": {"due": "today"},
    "week": {"due": "7"},
    "mine": {"assignee": "me"},
    "unassigned": {"assignee": "none"},
    "approve": {"state": str(State.AWAITING_APPROVAL)},
    "identify": {"state": str(State.NEEDS_IDENTIFICATION)},
    "review": {"state": str(State.UNDER_REVIEW)},
    "new": {"state": "all", "new": "1"},
}


def _narrowed(found: QuerySet[Any], user: Any, filters: InboxFilters, today: date) -> QuerySet[Any]:
    if filters.state == "":
        found = found.filter(state__in=ACTIVE)
    elif filters.state != "all":
        found = found.filter(state=filters.state)
    if not filters.test:
        found = found.filter(is_test=False)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.due == "late":
        found = found.filter(state__in=OWED, due_on__lt=today)
    elif filters.due == "today":
        found = found.filter(state__in=OWED, due_on=today)
    elif filters.due:
        last = today + timedelta(days=min(int(filters.due), 366))
        found = found.filter(state__in=OWED, due_on__gte=today, due_on__lte=last)
    if filters.assignee == "none":
        found = found.filter(~_is_assigned())
    elif filters.assignee:
        wanted = user.pk if filters.assignee == "me" else int(filters.assignee)
        found = found.filter(assignee_id=wanted)
    if filters.topic:
        found = found.filter(topic_membership__topic_id=int(filters.topic))
    if filters.new:
        found = found.filter(unread=True)
    return found


def _items() -> QuerySet[Any]:
    return work.open_items().filter(desk="foia", kind="request")


def _open_item(request_id: Any) -> QuerySet[Any]:
    reference = Concat(Value("foia.request:"), Cast(request_id, CharField()), output_field=CharField())
    return _items().filter(about=reference).order_by()


def _is_assigned() -> Exists:
    return Exists(_open_item(OuterRef("pk")).filter(assignee__isnull=False))


def _unread() -> QuerySet[Message]:
    return Message.objects.filter(direction=Message.Direction.FROM_CITIZEN, read_at__isnull=True).order_by()


def _words(text: str) -> SearchQuery:
    return SearchQuery(text, config=CONFIGURATION, search_type="websearch")


_NUMBER = re.compile(r"(?:(\d{4})\s*/\s*)?0*(\d{1,9})")


def _speaks_of(text: str) -> Q:
    """Stems of subject and body, names written nearly so, subjects of open requests written nearly so, a number, a code.

    Each part is a query of its own, so that each uses its index. Closed requests are found by the stems of their
    subject only: comparing letters with every subject ever stored took seconds at a hundred thousand.
    """
    spoken = Request.objects.filter(search=_words(text)).values("pk")
    near = (
        Request.objects.filter(state__in=ACTIVE)
        .annotate(near=TrigramWordSimilarity(text, "subject"))
        .filter(near__gte=NEAR)
        .values("pk")
    )
    # Plain SQL, because only a function can lower PostgreSQL's limit and still use the index on names.
    named = RawSQL("SELECT public.foia_applicants_named(%s)", [text])
    called = Request.objects.filter(applicant__in=named).values("pk")
    found = [spoken, near, called]
    if "@" in text:
        found.append(Request.objects.filter(applicant__email__iexact=text).values("pk"))
    if len(code := re.sub(r"[\s-]", "", text).upper()) == 12:
        found.append(Request.objects.filter(code=f"{code[:4]}-{code[4:8]}-{code[8:]}").values("pk"))
    if number := _NUMBER.fullmatch(text):
        numbered = Request.objects.filter(sequence=int(number[2]))
        found.append((numbered.filter(year=int(number[1])) if number[1] else numbered).values("pk"))
    return Q(pk__in=found[0].union(*found[1:]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < len(text) < 10
