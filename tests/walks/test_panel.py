"""Wagtail's own pages: writers write and do not publish; accounts, groups and sites are nobody's but the system's."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from tests.walks.addresses import is_ours, patterns
from tests.walks.office import Office
from tests.walks.persons import STAFF
from tests.walks.who import PANEL

LOGIN = "/account/login/"
# What the roles of the office never reach: people, groups, sites and redirects are managed elsewhere or not at all.
CLOSED = (
    "wagtailusers_",
    "wagtailsettings:",
    "wagtailsites:",
    "wagtailredirects:",
    "wagtailadmin_workflows:add",
    "wagtailadmin_collections:",
)
# What the editor's form sends, as far as it matters here.
FORM = {
    "action-publish": "1",
    "title": "Di nascosto",
    "summary": "Scritta e mandata in rete da chi non può.",
    "body-count": "0",
    "body_en-count": "0",
}


def test_panel_opens_only_to_those_who_write_pages_or_read_the_trail(office: Office) -> None:
    entered = {name for name in STAFF if office.visit(name).get("/admin/").status_code == 200}
    assert entered == PANEL


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_sign_in_is_never_shown(office: Office, path: str) -> None:
    answer = office.visit("anonymous").get(path)
    assert (answer.status_code, answer["Location"].startswith(LOGIN)) == (302, True)


@pytest.mark.parametrize(
    "path",
    ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/x-y/"],
)
def test_wagtails_own_password_reset_is_out_of_reach(office: Office, path: str) -> None:
    for person in ("anonymous", "coordinator"):
        answer = office.visit(person).get(path)
        assert answer.status_code == 404 or answer.get("Location", "").startswith(LOGIN), (person, path)


def test_accounts_groups_and_sites_are_closed_to_every_role(office: Office) -> None:
    paths = []
    for name, pattern in patterns():
        if name.startswith(CLOSED) and not is_ours(name, pattern):
            try:
                paths.append(reverse(name))
            except NoReverseMatch:  # needs an object: its list is closed already
                continue
    assert len(paths) > 8
    opened = [
        (person, path)
        for person in sorted(PANEL)
        for path in paths
        if office.visit(person).get(path).status_code == 200
    ]
    assert opened == []


def test_writer_edits_the_draft_and_cannot_put_it_online(office: Office) -> None:
    page = office.draft_page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert office.visit("newsroom editor").get(edit).status_code == 200
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[office.page.pk])
    delete = reverse("wagtailadmin_pages:delete", args=[office.page.pk])
    for person in ("newsroom editor", "newsroom head"):
        client = office.visit(person)
        assert b'value="action-publish"' not in client.get(edit).content
        client.post(edit, {**FORM, "slug": page.slug})
        page.refresh_from_db()
        assert page.live is False
        assert [client.post(path).status_code for path in (unpublish, delete)] == [302, 302]
        office.page.refresh_from_db()
        assert office.page.live is True


@pytest.mark.parametrize("person", ["newsroom viewer", "foia head", "rpct", "top"])
def test_nobody_else_reaches_the_editor(office: Office, person: str) -> None:
    answer = office.visit(person).get(reverse("wagtailadmin_pages:edit", args=[office.draft_page.pk]))
    assert answer.status_code in (302, 403)
    assert "Luminarie" not in answer.content.decode()


def test_coordinators_menu_has_neither_settings_nor_reports(office: Office) -> None:
    told = office.visit("coordinator").get("/admin/").content.decode()
    assert "/admin/coordinamento/persone/" in told
    found = [
        path
        for path in ("/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/reports/")
        if path in told
    ]
    assert found == []
