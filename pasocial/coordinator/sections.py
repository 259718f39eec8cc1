"""The sections of the coordinator's panel, in the order in which both menus show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """`also` are the addresses of pages inside it."""

    label: str | Promise
    url_name: str
    permission: str
    icon: str
    also: tuple[str, ...] = ()


SECTIONS = (
    Section(_("Coordinamento"), "coordinator_overview", "office.coordinate", "desktop"),
    Section(
        _("Persone e ruoli"),
        "coordinator_persons",
        "office.coordinate",
        "group",
        ("coordinator_new_person", "coordinator_person", "coordinator_change_person"),
    ),
    Section(
        _("Gruppi"),
        "coordinator_groups",
        "office.coordinate",
        "tag",
        ("coordinator_group", "coordinator_change_group"),
    ),
    Section(
        _("Uffici"),
        "coordinator_offices",
        "office.coordinate",
        "site",
        ("coordinator_office", "coordinator_import_offices", "coordinator_office_people"),
    ),
    Section(
        _("Impostazioni dell'ufficio"),
        "coordinator_settings_first",
        "office.coordinate",
        "cog",
        ("coordinator_settings",),
    ),
    Section(_("Traccia"), "coordinator_trail", "office.read_trail", "history"),
    Section(_("Problemi"), "coordinator_troubles", "office.coordinate", "warning"),
)
