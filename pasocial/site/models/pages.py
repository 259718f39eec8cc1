"""What every page has, the home page and plain sections."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from pasocial.language import address_in, language_now
from pasocial.page_cache import same_for_everyone
from pasocial.site.blocks import BODY_BLOCKS
from pasocial.site.forms import CleanPageForm


class BasePage(Page):
    """A page in the public layout; what it shows depends on nothing but what is published.

    `needs_second_person`: its first publication is approved in the dashboard, not with Wagtail's own button.
    """

    needs_second_person = False
    base_form_class = CleanPageForm

    @property
    def about(self) -> str:
        """How the trail and other rooms of the office refer to this page."""
        return f"site.page:{self.pk}"

    @same_for_everyone("site.pages")
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().serve(request, *args, **kwargs)

    class Meta:
        abstract = True


class TwoTonguedPage(BasePage):
    """A page whose title and introduction an editor may write in English too; where she did not, Italian stands."""

    title_en = models.CharField(_("titolo in inglese"), max_length=255, blank=True)
    introduction = models.TextField(_("introduzione"), blank=True)
    introduction_en = models.TextField(_("introduzione in inglese"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("title_en"),
        FieldPanel("introduction"),
        FieldPanel("introduction_en"),
    ]

    @property
    def title_here(self) -> str:
        return (language_now() == "en" and self.title_en) or str(self.title)

    @property
    def introduction_here(self) -> str:
        return (language_now() == "en" and self.introduction_en) or self.introduction

    class Meta:
        abstract = True


class HomePage(TwoTonguedPage):
    template = "site/home.html"
    max_count = 1
    body = StreamField(BODY_BLOCKS, verbose_name=_("testo"), blank=True)

    content_panels = [*TwoTonguedPage.content_panels, FieldPanel("body")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Leaves of the tree: the frame of the site (home, sections, indexes) is no news.
        newest = (
            Page.objects.live()
            .public()
            .filter(depth__gt=1, numchild=0)
            .not_type(HomePage, SectionPage)
            .order_by("-first_published_at")
            .specific()[:4]
        )
        return {**super().get_context(request, *args, **kwargs), "latest": newest}

    class Meta:
        verbose_name = _("pagina iniziale")
        verbose_name_plural = _("pagine iniziali")


class SectionPage(TwoTonguedPage):
    """A page of text: policies, statements, explanations."""

    template = "site/section.html"
    body = StreamField(BODY_BLOCKS, verbose_name=_("testo"), blank=True)
    body_en = StreamField(BODY_BLOCKS, verbose_name=_("testo in inglese"), blank=True)
    show_in_footer = models.BooleanField(_("nel piè di pagina"), default=False)

    content_panels = [
        *TwoTonguedPage.content_panels,
        FieldPanel("body"),
        FieldPanel("body_en"),
        FieldPanel("show_in_footer"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    @property
    def trail(self) -> list[tuple[object, str]]:
        """The pages above, from the home page."""
        above = [] if self.depth <= 3 else self.get_ancestors().filter(depth__gt=2).specific()
        home = (_("Home"), address_in(language_now(), "/"))
        return [home, *((getattr(page, "title_here", page.title), page.url) for page in above)]

    class Meta:
        verbose_name = _("pagina di sezione")
        verbose_name_plural = _("pagine di sezione")
