"""What the layouts show around a page: names, menus, links. Design declares the shapes, shells fill them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pasocial.language import address_in, bare, language_now


@dataclass(frozen=True)
class Link:
    """One entry of a menu: `icon` a symbol without `it-`, `count` a number beside it, `key` a shortcut.

    `element` is what the model of municipal sites calls this link (`data-element`), for whoever checks a site by it.
    """

    label: object
    url: str
    active: bool = False
    icon: str = ""
    count: int | None = None
    key: str = ""
    element: str = ""


@dataclass(frozen=True)
class Group:
    """Links under one heading of the staff navigation; an empty label shows no heading."""

    label: object
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Shell:
    """What every layout, form and mail needs to know about the administration."""

    body_name: str = "Comune di Borgo Sereno"
    tagline: object = ""
    parent_name: str = ""
    parent_url: str = ""
    address: str = ""
    tax_code: str = ""
    phone: str = ""
    mail: str = ""
    certified_mail: str = ""
    menu: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    socials: tuple[Link, ...] = ()
    home_url: str = "/"
    search_url: str = ""
    staff_url: str = "/redazione/"
    civic_access_url: str = "/accesso-civico/"
    logo: str = ""

    def in_language(self, language: str) -> Shell:
        """With the addresses of the pages in that language."""
        if language == settings.LANGUAGE_CODE:
            return self
        return replace(
            self,
            menu=tuple(replace(link, url=address_in(language, link.url)) for link in self.menu),
            footer=tuple(replace(link, url=address_in(language, link.url)) for link in self.footer),
            home_url=address_in(language, self.home_url),
            search_url=address_in(language, self.search_url),
            civic_access_url=address_in(language, self.civic_access_url),
        )


@dataclass(frozen=True)
class StaffShell:
    """What the staff layout adds: desks to switch between, the navigation, the person signed in.

    `frozen`: whose departures are stopped, and why; everybody at that desk reads it on every page.
    """

    desks: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    search_url: str = ""
    notices_url: str = ""
    notices_count: int = 0
    stream_url: str = ""
    user_name: str = ""
    user_role: object = ""
    user_links: tuple[Link, ...] = ()
    frozen: tuple[tuple[object, str], ...] = ()
    shortcuts: tuple[tuple[str, object], ...] = field(default_factory=tuple)


FOOTER = (
    Link(_("Dichiarazione di accessibilità"), "/accessibilita/"),
    Link(_("Informativa sulla privacy"), "/privacy/", element="privacy-policy-link"),
    Link(_("Social media policy"), "/social-media-policy/"),
    Link(_("Amministrazione trasparente"), "/amministrazione-trasparente/"),
    Link(_("Note legali"), "/note-legali/", element="legal-notes"),
    Link(_("Crediti"), "/crediti/"),
    Link(_("API per programmi"), "/api/docs/"),
)


def marked_active(links: Iterable[Link], path: str) -> tuple[Link, ...]:
    """The same links, the one whose address is the longest beginning of `path` marked as current."""
    listed = tuple(links)
    inside = [
        link.url for link in listed if path == link.url or (link.url != "/" and path.startswith(link.url))
    ]
    current = max(inside, key=len, default=None)
    return tuple(replace(link, active=link.url == current) for link in listed)


def public_shell(request: HttpRequest) -> Shell:
    """Ask the provider named in `settings.PUBLIC_SHELL` ("dotted.path" of a function of the request)."""
    provider = getattr(settings, "PUBLIC_SHELL", "")
    shell: Shell = import_string(provider)(request) if provider else shell_from_settings(request)
    return shell.in_language(language_now())


def staff_shell(request: HttpRequest) -> StaffShell:
    """Ask the provider named in `settings.STAFF_SHELL`."""
    provider = getattr(settings, "STAFF_SHELL", "")
    shell: StaffShell = import_string(provider)(request) if provider else StaffShell()
    return replace(shell, groups=navigation(shell.groups, request.path))


def navigation(groups: Iterable[Group], path: str, root: str = "/redazione/") -> tuple[Group, ...]:
    """The groups with one current link among them all, and the keys of the dashboard and of the first inbox.

    The dashboard is the beginning of every staff address, so it is current only on itself.
    """
    listed = tuple(groups)
    urls = [link.url for group in listed for link in group.links]
    inside = [url for url in urls if path == url or (url != root and path.startswith(url))]
    current = max(inside, key=len, default=None)
    inbox = next((link.url for group in listed for link in group.links if link.icon == "inbox"), None)
    keys = {root: "g h", inbox: "g i"}
    return tuple(
        replace(
            group,
            links=tuple(
                replace(link, active=link.url == current, key=link.key or keys.get(link.url, ""))
                for link in group.links
            ),
        )
        for group in listed
    )


def shell_from_settings(request: HttpRequest) -> Shell:
    """The shell when no provider is set: `PUBLIC_MENU` as `(label, url)` pairs."""
    menu = tuple(Link(label, url) for label, url in getattr(settings, "PUBLIC_MENU", ()))
    return Shell(menu=marked_active(menu, bare(request.path)), footer=FOOTER)
