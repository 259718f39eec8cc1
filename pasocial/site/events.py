"""What can happen to the public site."""

from enum import StrEnum


class SiteEvent(StrEnum):
    PAGE_BEGUN = "site.page.begun"
    PAGE_PUBLISHED = "site.page.published"
