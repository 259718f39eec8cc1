"""Asks for the pages the newsroom has to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from desks.newsroom.models import Commission
from desks.newsroom.rules import Text
from pasocial.cleaning import whole_number
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.rules import reasons_against_publishing
from pasocial.office.people.members.policy import may
from pasocial.office.screens.lists.search import CONFIGURATION, speaking_of
from pasocial.office.work.items import queries as work
from pasocial.refusal import Refusal

ORDER = Case(
    When(state="submitted", then=0),
    When(state="asked", then=1),
    When(state="writing", then=2),
    When(state="leaving", then=3),
    When(state="published", then=4),
    default=5,
    output_field=IntegerField(),
)


# What waits for approval first; or by name.
ORDERS: dict[str, tuple[Any, ...]] = {
    "": (ORDER, "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "asked": ("asked_at", "id"),
    "-asked": ("-asked_at", "-id"),
}


def commissions(state: str = "") -> QuerySet[Commission]:
    """Pages asked for, what waits for approval first."""
    return matching(state=state).order_by(*ORDERS[""])


def matching(*, state: str = "", words: str = "", writer: Any = None) -> QuerySet[Commission]:
    """Pages in this state, that hold the words or are called nearly so, that this person writes."""
    found = Commission.objects.select_related("writer", "approved_by", "departure")
    if state in Commission.State.values:
        found = found.filter(state=state)
    if writer is not None:
        found = found.filter(writer=writer)
    if words:
        vector = SearchVector("title", "brief", config=CONFIGURATION)
        found = speaking_of(found, words, vector=vector, title="title")
    return found


def counts(user: Any) -> dict[str, int]:
    """How many pages there are (`all`), how many this person writes (`mine`), and how many are in each state."""
    of_state = {state: Count("pk", filter=Q(state=state)) for state in Commission.State.values}
    mine = Count("pk", filter=Q(writer=user))
    found: dict[str, int] = Commission.objects.aggregate(all=Count("pk"), mine=mine, **of_state)
    return found


def find_commission(pk: int) -> Commission | None:
    return Commission.objects.select_related("writer").filter(pk=pk).first()


@dataclass(frozen=True)
class Desktop:
    """One commission with its page and, file by file, the material gathered."""

    commission: Commission
    page: Any
    material: list[Any]
    text: Text


def desktop(commission: Commission) -> Desktop:
    page = page_of(commission)
    material = files.clearances(commission.about)
    return Desktop(
        commission=commission, page=page, material=material, text=text_of(commission, page, material)
    )


def page_of(commission: Commission) -> Any:
    """The newest draft of the commission's page, or None when it was deleted in the meantime."""
    page = Page.objects.filter(pk=commission.page_id).first()
    return page.specific.get_latest_revision_as_object() if page is not None else None


def text_of(commission: Commission, page: Any, material: Iterable[Any] | None = None) -> Text:
    held = files.clearances(commission.about) if material is None else material
    return Text(
        summary=getattr(page, "summary", "") or getattr(page, "introduction", "") or "",
        has_body=bool(getattr(page, "body", None)),
        material=files.material_of(held),
    )


def reason_against_readers(page_id: int) -> Refusal | None:
    """Why a page the newsroom was asked for may not reach its readers, whichever button was pressed."""
    commission = Commission.objects.filter(page_id=page_id).order_by("-pk").first()
    if commission is None or commission.state == Commission.State.PUBLISHED:
        return None
    return next(iter(reasons_against_publishing(files.material_of(files.clearances(commission.about)))), None)


def open_work(commission: Commission) -> list[Any]:
    """The open work items about one commission."""
    return [item for item in work.about(f"newsroom.commission:{commission.pk}") if item.state != "done"]


def approval_tile(user: Any) -> dict[str, Any] | None:
    """Pages that wait for approval, for those who approve."""
    if not may(user, "newsroom.approve"):
        return None
    return {
        "title": _("Pagine da approvare"),
        "count": counts(user)["submitted"],
        "url": "/redazione/notizie/?stato=submitted",
    }


def days_to_publish(first: date, last: date) -> tuple[int, int]:
    """Days from the asking to the publishing of the pages published then, all added up, and how many pages."""
    published = Commission.objects.filter(published_at__date__range=(first, last))
    counted = published.aggregate(took=Sum(F("published_at") - F("asked_at")), whole=Count("pk"))
    return (counted["took"].days if counted["took"] else 0), counted["whole"]


def page_version(thing: int) -> str:
    return version_of(Commission.objects.get(pk=thing))


def version_of(commission: Commission) -> str:
    """The newest revision of the page: whoever saves it in the editor makes another."""
    newest = Page.objects.filter(pk=commission.page_id).values_list("latest_revision_id", flat=True).first()
    return str(newest or "")


def shown_page(thing: int) -> list[tuple[str, Any]]:
    """What is signed, in pairs of words."""
    commission = Commission.objects.select_related("writer").get(pk=thing)
    page = page_of(commission)
    return [
        (_("Titolo"), page.title if page else commission.title),
        (_("Riassunto"), getattr(page, "summary", "")),
        (_("Scritta da"), str(commission.writer or "—")),
    ]


def place(thing: int) -> str:
    return f"/redazione/notizie/{thing}/"


def things_called(references: Iterable[str]) -> dict[str, str]:
    """What references to pages to write are called, by their titles; one query."""
    wanted = {
        pk: reference
        for reference in references
        for kind, _colon, number in [reference.partition(":")]
        if kind == "newsroom.commission" and (pk := whole_number(number, 1)) is not None
    }
    return {
        wanted[pk]: title for pk, title in Commission.objects.filter(pk__in=wanted).values_list("pk", "title")
    }
