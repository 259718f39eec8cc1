"""Asks for published pages; never shows a draft."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page

from pasocial.site.models import HomePage, SectionPage


def home() -> HomePage | None:
    return HomePage.objects.first()


def found_pages(words: str) -> QuerySet[Page]:
    """Live public pages whose title or text holds the words (Italian stems), best first; none for no words."""
    if not words.strip():
        return Page.objects.none()
    return Page.objects.live().public().not_type(HomePage).search(words).get_queryset()


def footer_pages() -> QuerySet[SectionPage]:
    return SectionPage.objects.live().filter(show_in_footer=True).order_by("title")
