"""Plants the page tree and publishes pages; the one place that calls Wagtail's publishing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site

from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.site.events import SiteEvent
from pasocial.site.models import HomePage, SectionPage

# What these groups may do in Wagtail's admin. Editors write; publishing an answer is the newsroom head's operation.
# The transparency officer only enters the panel, to read and verify the trail.
EDITORS, COORDINATION, TRANSPARENCY = "Redazione web", "Coordinamento", "Trasparenza"


@transaction.atomic
def plant_home(
    *, title: str, introduction: str, hostname: str, port: int, by: Actor, at: datetime
) -> HomePage:
    """Makes the home page the root of the default site; a second call changes only the site's address."""
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children().filter(slug="home"):
            welcome.delete()
        root.refresh_from_db()
        home = HomePage(title=title, slug="home", introduction=introduction)
        root.add_child(instance=home)
        home.save_revision().publish()
        record(
            event=SiteEvent.PAGE_PUBLISHED, about=f"site.page:{home.pk}", by=by, at=at, note={"slug": "home"}
        )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": home, "site_name": title},
    )
    return home


@transaction.atomic
def plant_page(*, parent: Page, page: Page, by: Actor, at: datetime) -> Page:
    """Adds a published page below `parent` unless one with its slug is there; returns the one there."""
    known = parent.get_children().filter(slug=page.slug).first()
    if known is not None:
        return known.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    record(
        event=SiteEvent.PAGE_PUBLISHED, about=f"site.page:{page.pk}", by=by, at=at, note={"slug": page.slug}
    )
    return page


@transaction.atomic
def plant_draft(*, title: str, by: Actor, at: datetime) -> SectionPage:
    """Begins an unpublished page of text below the home page."""
    home = HomePage.objects.first()
    if home is None:
        raise ValueError("There is no home page yet: run `manage.py open_office` first.")
    page = SectionPage(title=title[:200], live=False)
    home.add_child(instance=page)
    page.save_revision()
    record(event=SiteEvent.PAGE_BEGUN, about=f"site.page:{page.pk}", by=by, at=at, note={"slug": page.slug})
    return page


@transaction.atomic
def publish_latest(*, page_id: int, user: Any, files: Sequence[str] | None = None) -> Page:
    """Publishes the newest revision of a page; part of the caller's operation, which records why.

    `files`: public ids of the documents it shows from now on, for pages that have any. They are no part of a
    revision, so that going back to an older text brings no closed document back.
    """
    page = Page.objects.select_for_update().get(pk=page_id).specific
    if files is not None and hasattr(page, "files"):
        type(page).objects.filter(pk=page_id).update(files=list(files))
        page.files = list(files)
    revision = page.get_latest_revision() or page.save_revision(user=user)
    # Whether she may is decided by the caller (four eyes); Wagtail's own rights let editors write, never publish.
    revision.publish(user=user, log_action=True, skip_permission_checks=True)
    page.refresh_from_db()
    return page


@transaction.atomic
def grant_editing(*, home: HomePage) -> None:
    """Editors may add and change pages, the coordination may publish them too; the panel opens to all three groups."""
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name, codenames in (
        (EDITORS, ("add_page", "change_page")),
        (COORDINATION, ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")),
        (TRANSPARENCY, ()),
    ):
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
        for codename in codenames:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
