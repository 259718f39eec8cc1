"""Published answers: Wagtail pages under /accesso-civico/risposte/."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pasocial.site.blocks import BODY_BLOCKS
from pasocial.site.models import BasePage


class AnswersIndexPage(BasePage):
    """The list of proactively published answers."""

    template = "foia/portal/answers_index.html"
    max_count = 1
    subpage_types = ["foia.AnswerPage"]

    class Meta:
        verbose_name = _("elenco delle risposte pubblicate")
        verbose_name_plural = _("elenchi delle risposte pubblicate")


class AnswerPage(BasePage):
    """One answer for everyone, with the documents released to all. `topic_id` links it to the recurring topic."""

    template = "foia/portal/answer_page.html"
    parent_page_types = ["foia.AnswersIndexPage"]
    subpage_types: list[str] = []

    summary = models.TextField(_("in breve"), max_length=600, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("testo"), blank=True)
    topic = models.ForeignKey(
        "foia.Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="answer_pages"
    )
    files = models.JSONField(default=list, help_text="Public ids of files released to everyone")
    owner_desk = models.CharField(_("redazione responsabile"), max_length=30, default="foia")
    fresh_until = models.DateField(_("da aggiornare entro"), null=True, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("fresh_until"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("risposta pubblicata")
        verbose_name_plural = _("risposte pubblicate")
