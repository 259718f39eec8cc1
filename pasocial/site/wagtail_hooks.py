"""What Wagtail's own buttons may not do: publish for the first time a page that needs a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from pasocial.site.models import BasePage


@hooks.register("before_publish_page")
def keep_four_eyes(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The draft is already saved; only its publication waits for whoever approves it in the dashboard."""
    if not needs_approval(page):
        return None
    messages.error(request, _told())
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_four_eyes_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type != "publish" or not any(needs_approval(page) for page in objects):
        return None
    messages.error(request, _told())
    return redirect("wagtailadmin_explore_root")


def needs_approval(page: Any) -> bool:
    """Corrections of a page that readers already see stay possible: they are dated on the page."""
    kind = page.specific_class or type(page)
    return issubclass(kind, BasePage) and kind.needs_second_person and not page.live


def _told() -> str:
    return _(
        "Questa pagina si pubblica dalla redazione, dopo l'approvazione di un'altra persona. La bozza è salvata."
    )
