"""Our sections inside Wagtail's admin: addresses, menu, and what Wagtail shows that we do not need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from pasocial.coordinator.sections import SECTIONS, Section
from pasocial.coordinator.views import groups, offices, panel, persons, trail
from pasocial.office.people.members.policy import may


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("coordinamento/", panel.overview, name="coordinator_overview"),
        path("coordinamento/persone/", persons.persons, name="coordinator_persons"),
        path("coordinamento/persone/nuova/", persons.new_person, name="coordinator_new_person"),
        path("coordinamento/persone/<int:pk>/", persons.person, name="coordinator_person"),
        path(
            "coordinamento/persone/<int:pk>/modifica/",
            persons.change_person,
            name="coordinator_change_person",
        ),
        path("coordinamento/gruppi/", groups.groups, name="coordinator_groups"),
        path("coordinamento/gruppi/<int:pk>/", groups.group, name="coordinator_group"),
        path("coordinamento/gruppi/<int:pk>/modifica/", groups.change_group, name="coordinator_change_group"),
        path("coordinamento/uffici/", offices.offices, name="coordinator_offices"),
        path("coordinamento/uffici/importa/", offices.import_file, name="coordinator_import_offices"),
        path("coordinamento/uffici/<int:pk>/", offices.office, name="coordinator_office"),
        path(
            "coordinamento/uffici/<int:pk>/persone/", offices.change_people, name="coordinator_office_people"
        ),
        path("coordinamento/impostazioni/", panel.settings, name="coordinator_settings_first"),
        path("coordinamento/impostazioni/<slug:section>/", panel.settings, name="coordinator_settings"),
        path("coordinamento/traccia/", trail.trail_page, name="coordinator_trail"),
        path("coordinamento/traccia/traccia.csv", trail.trail_csv, name="coordinator_trail_csv"),
        path("coordinamento/traccia/verifica/", trail.verify, name="coordinator_verify"),
        path("coordinamento/problemi/", panel.troubles, name="coordinator_troubles"),
        path("coordinamento/problemi/<int:pk>/riprova/", panel.try_again, name="coordinator_try_again"),
        path("coordinamento/problemi/posta/<int:pk>/", panel.send_again, name="coordinator_send_again"),
    ]


class CoordinatorItem(MenuItem):
    """Shown only to those whose role opens it."""

    def __init__(self, label: Any, name: str, permission: str, icon: str, order: int) -> None:
        super().__init__(label, reverse(name), icon_name=icon, order=order)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, self.permission)


def _item(section: Section, order: int) -> None:
    hooks.register(
        "register_admin_menu_item",
        lambda: CoordinatorItem(section.label, section.url_name, section.permission, section.icon, order),
    )


for number, each in enumerate(SECTIONS, start=1):
    _item(each, number * 10)


@hooks.register("construct_main_menu")
def leave_out(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own reports and settings stay with the system administrator."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in ("reports", "settings", "help")]


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    """The coordinator's own figures come from the panel; Wagtail's home keeps only the pages."""
    panels[:] = [
        panel
        for panel in panels
        if type(panel).__name__ not in ("UpgradeNotificationPanel", "WhatsNewInWagtailVersionPanel")
    ]
