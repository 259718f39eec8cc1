"""Wagtail's own buttons obey the newsroom's rule: no page reaches its readers while a gathered file is undecided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from desks.newsroom import operations, queries
from pasocial.office.record.trail.actor import Actor


@hooks.register("before_publish_page")
def keep_undecided_inside(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The draft is already saved; it says which file waits."""
    reason = queries.reason_against_readers(page.pk)
    if reason is None:
        return None
    messages.error(request, reason.text(_))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def void_what_was_signed(request: HttpRequest, page: Any) -> None:
    """Who saves a page that is being approved takes it back: the signatures were for another text."""
    if operations.note_edit(page_id=page.pk, by=Actor.staff(request.user), at=timezone.now()) is not None:
        messages.warning(
            request, _("La pagina era in approvazione: torna in scrittura, mandala di nuovo in approvazione.")
        )


@hooks.register("before_bulk_action")
def keep_undecided_inside_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type != "publish":
        return None
    for page in objects:
        if (reason := queries.reason_against_readers(page.pk)) is not None:
            messages.error(request, reason.text(_))
            return redirect("wagtailadmin_explore_root")
    return None
