"""Asks for the desk's requests: what is open, what is late, what is mine, what speaks of this."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.contrib.postgres.search import SearchRank
from django.core.cache import cache
from django.db.models import (
    BigIntegerField,
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
from django.db.models.functions import Cast, Coalesce, Concat, Substr
from django.http import QueryDict

from foia.models import AccessRequest, Message
from foia.policy import visible_requests
from foia.queries.deadlines import OWED
from foia.queries.spelling import probably
from foia.rules.states import State
from pasocial.cleaning import address, whole_number
from pasocial.office.people.members.policy import may
from pasocial.office.screens.lists.search import NEAR, nearness, stems
from pasocial.office.work.items import queries as work
from pasocial.prepared import Given, Prepared, is_any_of

# What still asks something of the office: an answer, the documents, or the decision of a review.
ACTIVE = frozenset({*OWED, State.STANDSTILL, State.UNDER_REVIEW})
LONGEST_SEARCH = 200
# A search looks at the newest so many of the requests that its words are in: nobody reads a thousand lines.
MOST_FOUND = 1_000
MANY = 10_000

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

    `state`: empty for all that is open, "owed" while an answer is, "all", or one state.
    `due`: "late", "today" or a number of days.
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
        if given["state"] not in ("", "all", "owed") and given["state"] not in State._value2member_map_:
            given["state"] = ""
        if given["kind"] not in AccessRequest.Kind.values:
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


def open_requests(user: Any, *, filters: InboxFilters, today: date) -> QuerySet[AccessRequest]:
    """The requests this person may see, filtered and sorted; with `assignee_id`, `assignee_name`, `unread`.

    A page of it is one query, whatever its length; the applicant and the topic come with it. A search here is
    exact, however many requests match: the inbox asks `search`, which does not grow with them.
    """
    found = _shown(_narrowed(visible_requests(user), user, filters, today))
    if filters.q:
        found = found.filter(Q(pk__in=_speaking_of(filters.q)))
        if _by_rank(filters):
            return found.annotate(rank=_rank(filters.q)).order_by("-rank", *SORTS["newest"])
    return found.order_by(*SORTS[filters.sort])


@dataclass(frozen=True)
class Found:
    """What a search leads to, in the order to show it. `more`: only the newest MOST_FOUND were looked at.

    `nearly`: nothing held the words as they are typed; these hold words spelt nearly so.
    """

    ids: Sequence[int]
    more: bool
    nearly: bool = False


def search(user: Any, *, filters: InboxFilters, today: date) -> Found:
    """The numbers of the requests that the words speak of, in one query.

    A word that a tenth of all requests contain would be counted and ranked over all of history: the newest
    thousand are, and the page says so. The filters come first, so that they always help. When nothing is found the
    office's own spelling of unknown words is tried, in a second query.
    """
    seen = _narrowed(visible_requests(user), user, filters, today)
    among = _speaking_of(filters.q, seen, most=MOST_FOUND + 1)
    found: QuerySet[Any] = AccessRequest.objects.filter(pk__in=among)
    if _by_rank(filters):
        found = found.annotate(rank=_rank(filters.q)).order_by("-rank", *SORTS["newest"])
    else:
        found = found.order_by(*SORTS[filters.sort])
    ids = list(found.values_list("pk", flat=True))
    if not ids and (meant := probably(filters.q)) is not None:
        near = seen.filter(search=meant).order_by(*SORTS["newest"])[: MOST_FOUND + 1]
        ids = list(near.values_list("pk", flat=True))
        return Found(ids, more=len(ids) > MOST_FOUND, nearly=bool(ids))
    return Found(ids, more=len(ids) > MOST_FOUND)


def rows_of(ids: Sequence[int]) -> list[AccessRequest]:
    """A page of the list, in the order of its numbers: what `open_requests` gives, one query."""
    if not ids:
        return []
    rows = {request.pk: request for request in _ROWS(ids=list(ids))}
    return [rows[pk] for pk in ids if pk in rows]


def page_of_ids(user: Any, *, filters: InboxFilters, today: date) -> QuerySet[Any, int]:
    """The numbers of all requests of a list without words, in its order."""
    found = _narrowed(visible_requests(user), user, filters, today).order_by(*SORTS[filters.sort])
    return found.values_list("pk", flat=True)


def total(user: Any, *, filters: InboxFilters, today: date) -> int:
    """How many requests a list without words holds; one of more than MANY is remembered for a minute.

    Counting a million rows takes longer than the page, and nobody sees one in ten thousand come or go.
    """
    if not may(user, "foia.read"):
        return page_of_ids(user, filters=filters, today=today).count()
    asked = "&".join(f"{name}={value}" for name, value in filters.active().items() if name != "sort")
    key = f"foia.inbox.total.{user.pk if filters.assignee == 'me' else ''}.{today}.{quote(asked)}"
    known: int | None = cache.get(key) if filters.state == "all" else None
    if known is None:
        known = page_of_ids(user, filters=filters, today=today).order_by().count()
        if known > MANY:
            cache.set(key, known, 60)
    return known


def matching(user: Any, *, filters: InboxFilters, today: date) -> QuerySet[AccessRequest]:
    """The requests that the filters and the words let through, in no order; of common words the newest MOST_FOUND."""
    found: QuerySet[AccessRequest] = _narrowed(visible_requests(user), user, filters, today)
    if filters.q:
        found = found.filter(pk__in=_speaking_of(filters.q, found, most=MOST_FOUND + 1))
    return found


def known_ids(ids: Sequence[int]) -> list[int]:
    """Of these numbers those of a request, in their order of filing."""
    return list(AccessRequest.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def counts(user: Any, today: date) -> dict[str, int]:
    """How many requests each ready-made view holds, in one query (two when nothing is open).

    Keys: open, late, today, week, mine, unassigned, approve, identify, parties, review, new.
    """
    asked = {"user": user.pk, "today": today, "week": today + timedelta(days=7)}
    if may(user, "foia.read"):
        seen = AccessRequest.objects.all()
        found = _FIGURES.one(**asked)
    else:  # a contact of another office: her few cases, as guardian finds them
        seen = visible_requests(user)
        found = next(iter(_figures(seen, **asked)), None)
    if found is None:
        # No row to count: an applicant may still have written about what is closed.
        found = (*(0 for _ in FIGURES[1:]), _unread_of(seen).values("request").distinct().count())
    return dict(zip(FIGURES, found, strict=True))


FIGURES = (
    *("open", "late", "today", "week", "mine", "unassigned"),
    *("approve", "identify", "parties", "review", "new"),
)


def _figures(seen: QuerySet[AccessRequest], *, user: Any, today: Any, week: Any) -> QuerySet[Any, Any]:
    """One row of counts. Only what is open is read, by its index: history may be a hundred times as long."""
    owed = Q(state__in=OWED)
    new = (
        _unread_of(seen)
        .annotate(all=Value(1))
        .values("all")
        .annotate(number=Count("request", distinct=True))
        .values("number")
    )
    opened: QuerySet[Any] = seen.filter(state__in=ACTIVE, is_test=False).order_by()
    return (
        opened.annotate(all=Value(1))
        .values("all")
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=owed & Q(due_on__lt=today)),
            today=Count("pk", filter=owed & Q(due_on=today)),
            week=Count("pk", filter=owed & Q(due_on__gte=today, due_on__lte=week)),
            mine=Count("pk", filter=Q(pk__in=_requests_of(_items().filter(assignee=user)))),
            unassigned=Count("pk", filter=~Q(pk__in=_assigned())),
            approve=Count("pk", filter=Q(state=State.AWAITING_APPROVAL)),
            identify=Count("pk", filter=Q(state=State.NEEDS_IDENTIFICATION)),
            parties=Count("pk", filter=Q(state__in=(State.AWAITING_PARTIES, State.STANDSTILL))),
            review=Count("pk", filter=Q(state=State.UNDER_REVIEW)),
            new=Coalesce(Subquery(new, output_field=IntegerField()), 0),
        )
        .values_list(*FIGURES)
    )


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
    """All filters but the words."""
    if filters.state == "":
        found = found.filter(state__in=ACTIVE)
    elif filters.state == "owed":
        found = found.filter(state__in=OWED)
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
        last = today + timedelta(days=whole_number(filters.due, 0, 366) or 0)
        found = found.filter(state__in=OWED, due_on__gte=today, due_on__lte=last)
    if filters.assignee == "none":
        found = found.filter(~Q(pk__in=_assigned()))
    elif filters.assignee:
        wanted = user.pk if filters.assignee == "me" else whole_number(filters.assignee)
        found = found.filter(pk__in=_requests_of(_items().filter(assignee_id=wanted)))
    if filters.topic:
        found = found.filter(topic_membership__topic_id=whole_number(filters.topic))
    if filters.new:
        found = found.filter(pk__in=_unread().values("request_id"))
    return found


def _shown(found: QuerySet[Any]) -> QuerySet[Any]:
    """With what a row shows: the applicant, the topic, who works on it, whether the applicant wrote."""
    mine = _open_item(OuterRef("pk"))
    return (
        found.select_related("applicant", "topic_membership__topic")
        .defer("search", "body", "motive", "topic_membership__topic__search")
        .annotate(
            assignee_id=Subquery(mine.values("assignee_id")[:1], output_field=IntegerField()),
            assignee_name=Subquery(mine.values("assignee__full_name")[:1], output_field=CharField()),
            unread=Exists(_unread().filter(request_id=OuterRef("pk"))),
        )
    )


REFERENCE = "foia.request:"


def _items() -> QuerySet[Any]:
    return work.open_items().filter(desk="foia", kind="request").order_by()


def _open_item(request_id: Any) -> QuerySet[Any]:
    reference = Concat(Value(REFERENCE), Cast(request_id, CharField()), output_field=CharField())
    return _items().filter(about=reference)


def _requests_of(items: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The numbers of the requests that these items are about: few, whatever history holds."""
    number = Cast(Substr("about", len(REFERENCE) + 1), BigIntegerField())
    return items.annotate(number=number).values("number")


def _assigned() -> QuerySet[Any, Any]:
    return _requests_of(_items().filter(assignee__isnull=False))


def _unread() -> QuerySet[Message]:
    return Message.objects.filter(direction=Message.Direction.FROM_CITIZEN, read_at__isnull=True).order_by()


def _unread_of(seen: QuerySet[AccessRequest]) -> QuerySet[Message]:
    unread = _unread().filter(request__is_test=False)
    return unread.filter(request__in=seen.order_by()) if seen.query.where else unread


def _by_rank(filters: InboxFilters) -> bool:
    return filters.sort == "due" and filters.state == "all"


def _rank(text: str) -> SearchRank:
    return SearchRank(F("search"), stems(text))


_NUMBER = re.compile(r"(?:([0-9]{4})\s*/\s*)?0*([0-9]{1,9})")


def _speaking_of(
    text: str, seen: QuerySet[Any] | None = None, *, most: int | None = None
) -> QuerySet[Any, Any]:
    """Stems of subject and body, names written nearly so, subjects of open requests written nearly so, a number, a code.

    Each part is a query of its own, so that each uses its index. Closed requests are found by the stems of their
    subject only: comparing letters with every subject ever stored took seconds at a hundred thousand. `most`: the
    newest so many of those found by stems; the others are bounded by themselves (names: foia/migrations/0018).
    """
    seen = AccessRequest.objects.all() if seen is None else seen
    spoken = seen.filter(search=stems(text)).values("pk")
    if most is not None:
        spoken = spoken.order_by(*SORTS["newest"])[:most]
    near = (
        seen.filter(state__in=ACTIVE)
        .annotate(near=nearness(text, "subject"))
        .filter(near__gte=NEAR)
        .values("pk")
    )
    # Only a function can lower PostgreSQL's limit and still use the index on names.
    named = RawSQL("SELECT public.foia_applicants_named(%s)", [text])
    called = seen.filter(applicant__in=named).values("pk")
    found = [spoken, near, called]
    if "@" in text:
        found.append(seen.filter(applicant__email__iexact=address(text)).values("pk"))
    if len(code := re.sub(r"[\s-]", "", text).upper()) == 12:
        found.append(seen.filter(code=f"{code[:4]}-{code[4:8]}-{code[8:]}").values("pk"))
    if number := _NUMBER.fullmatch(text):
        numbered = seen.filter(sequence=int(number[2]))
        found.append((numbered.filter(year=int(number[1])) if number[1] else numbered).values("pk"))
    return spoken.union(*found[1:])


_FIGURES = Prepared(
    lambda: _figures(
        AccessRequest.objects.all(), user=Given("user"), today=Given("today"), week=Given("week")
    )
)
_ROWS = Prepared(lambda: _shown(AccessRequest.objects.filter(is_any_of("pk", "ids"))))


def _is_number(text: str) -> bool:
    return whole_number(text, 0, 999_999_999) is not None
