"""Pages of the public site. Slices build theirs on BasePage."""

from pasocial.site.models.pages import BasePage, HomePage, SectionPage

__all__ = ["BasePage", "HomePage", "SectionPage"]
