"""Published answers: Wagtail pages under /accesso-civico/risposte/."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.outgoing import told_of
from pasocial.sentences import day
from pasocial.site.blocks import BODY_BLOCKS
from pasocial.site.models import BasePage


class AnswersIndexPage(BasePage):
    """The list of proactively published answers."""

    template = "foia/portal/answers_index.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["foia.AnswerPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`words` asked for and one `page_of_answers`: newest first, or best match first."""
        words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
        answers = AnswerPage.objects.child_of(self).live().public()
        if words:
            found = answers.search(words).get_queryset()
        else:
            found = answers.order_by("-last_published_at", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            "words": words,
            "page_of_answers": Paginator(found, 20).get_page(request.GET.get("page")),
        }

    class Meta:
        verbose_name = _("elenco delle risposte pubblicate")
        verbose_name_plural = _("elenchi delle risposte pubblicate")


class AnswerPage(BasePage):
    """One answer for everyone, with the documents released to all. `topic_id` links it to the recurring topic."""

    needs_second_person = True
    template = "foia/portal/answer_page.html"
    parent_page_types: ClassVar[list[str]] = ["foia.AnswersIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    summary = models.TextField(_("in breve"), max_length=600, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("testo"), blank=True)
    topic = models.ForeignKey(
        "foia.Topic", null=True, blank=True, on_delete=models.SET_NULL, related_name="answer_pages"
    )
    files = models.JSONField(default=list, blank=True, help_text="Public ids of files released to everyone")
    owner_desk = models.CharField(_("redazione responsabile"), max_length=30, default="foia")
    fresh_until = models.DateField(_("da aggiornare entro"), null=True, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("fresh_until"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A draft or an older text of this page shows the documents of today: which they are, publishing decides."""
        page = super().with_content_json(content)
        page.files = self.files
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """`documents`: the files released to everyone; one that was closed since is not shown.

        The day tells apart the files of one name that several requests brought.
        """
        stored = [one for one in files.by_public_ids(self.files) if one.access == "public"]
        leaving = told_of(stored)
        documents = [
            {
                "name": one.name,
                "url": reverse("foia:public_file", args=[one.public_id]),
                "kind": one.name.rpartition(".")[2] if "." in one.name else "",
                "size": leaving[one.pk][0],
                "note": day(one.stored_at),
            }
            for one in stored
        ]
        return {**super().get_context(request, *args, **kwargs), "documents": documents}

    class Meta:
        verbose_name = _("risposta pubblicata")
        verbose_name_plural = _("risposte pubblicate")
