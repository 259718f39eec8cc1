"""Asks for the pages the newsroom has to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, When
from django.utils.translation import gettext as _
from wagtail.models import Page

from desks.newsroom.models import Commission
from desks.newsroom.rules import Text
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.rules import reasons_against_publishing
from pasocial.office.people.members.policy import may
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


def commissions(state: str = "") -> QuerySet[Commission]:
    """Pages asked for, what waits for approval first."""
    found = Commission.objects.select_related("writer", "approved_by", "departure")
    if state in Commission.State.values:
        found = found.filter(state=state)
    return found.annotate(rank=ORDER).order_by("rank", "-id")


@dataclass(frozen=True)
class Desktop:
    """One commission with its page and, file by file, the material gathered."""

    commission: Commission
    page: Any
    material: list[Any]
    text: Text


def desktop(pk: int) -> Desktop:
    """Raises Commission.DoesNotExist when there is none."""
    commission = Commission.objects.select_related("writer", "approved_by", "departure").get(pk=pk)
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


def waiting_for_approval() -> int:
    return Commission.objects.filter(state=Commission.State.SUBMITTED).count()


def open_work(commission: Commission) -> list[Any]:
    """The open work items about one commission."""
    return [item for item in work.about(f"newsroom.commission:{commission.pk}") if item.state != "done"]


def approval_tile(user: Any) -> dict[str, Any] | None:
    """Pages that wait for approval, for those who approve."""
    if not may(user, "newsroom.approve"):
        return None
    return {
        "title": _("Pagine da approvare"),
        "count": waiting_for_approval(),
        "url": "/redazione/notizie/?stato=submitted",
    }


def days_to_publish(first: date, last: date) -> tuple[int, int]:
    """Days from the asking to the publishing of the pages published then, all added up, and how many pages."""
    published = Commission.objects.filter(published_at__date__range=(first, last))
    counted = published.aggregate(took=Sum(F("published_at") - F("asked_at")), whole=Count("pk"))
    return (counted["took"].days if counted["took"] else 0), counted["whole"]
