"""The page tree is planted once, and pages are published through one operation."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, Site

from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import HomePage, SectionPage
from pasocial.site.operations import grant_editing, plant_home, plant_page, publish_latest
from tests.fixtures import NOW, user_with

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


def a_home() -> HomePage:
    cache.clear()
    return plant_home(
        title="Comune di Prova", introduction="Benvenuti", hostname="localhost", port=80, by=BY, at=NOW
    )


def test_home_is_planted_once_and_is_the_root_of_the_site() -> None:
    first, second = a_home(), a_home()
    assert (first.pk, HomePage.objects.count()) == (second.pk, 1)
    assert Site.objects.get(is_default_site=True).root_page_id == first.pk
    assert b"Benvenuti" in Client().get("/").content


def test_page_is_planted_once_below_its_parent() -> None:
    home = a_home()
    one = plant_page(parent=home, page=SectionPage(title="Privacy", slug="privacy"), by=BY, at=NOW)
    again = plant_page(parent=home, page=SectionPage(title="Altro", slug="privacy"), by=BY, at=NOW)
    assert (one.pk, again.title) == (again.pk, "Privacy")
    assert Client().get("/privacy/").status_code == 200


def test_latest_revision_is_published_even_by_who_may_not_in_wagtail() -> None:
    home = a_home()
    page = plant_page(parent=home, page=SectionPage(title="Prima", slug="pagina"), by=BY, at=NOW)
    page.title = "Dopo"
    page.save_revision()
    assert Page.objects.get(pk=page.pk).title == "Prima"
    publish_latest(page_id=page.pk, user=user_with("newsroom", "head"))
    assert Page.objects.get(pk=page.pk).title == "Dopo"


def test_editors_write_and_never_publish_from_wagtail() -> None:
    home = a_home()
    grant_editing(home=home)
    rights = home.permissions_for_user(user_with("newsroom", "editor"))
    assert (rights.can_add_subpage(), rights.can_edit(), rights.can_publish()) == (True, True, False)
    coordination = home.permissions_for_user(user_with(office_role="coordinator"))
    assert coordination.can_publish() is True
