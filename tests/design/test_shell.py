"""What surrounds a page."""

from django.test import RequestFactory

from pasocial.design.shell import FOOTER, Group, Link, marked_active, navigation, shell_from_settings

MENU = (Link("Home", "/"), Link("Accesso", "/accesso/"), Link("Registro", "/accesso/registro/"))


def active(path: str) -> list[str]:
    return [str(link.label) for link in marked_active(MENU, path) if link.active]


def test_longest_matching_link_is_the_active_one() -> None:
    assert active("/accesso/registro/2026/") == ["Registro"]
    assert active("/accesso/nuova/") == ["Accesso"]


def test_home_is_active_only_on_itself() -> None:
    assert active("/") == ["Home"]
    assert active("/altro/") == []


def test_shell_without_provider_has_the_links_the_law_asks_for() -> None:
    shell = shell_from_settings(RequestFactory().get("/"))

    assert shell.footer == FOOTER
    assert [link.url for link in FOOTER[:4]] == [
        "/accessibilita/",
        "/privacy/",
        "/social-media-policy/",
        "/amministrazione-trasparente/",
    ]


GROUPS = (
    Group("", (Link("Oggi", "/redazione/"),)),
    Group(
        "Accesso",
        (Link("Richieste", "/redazione/foia/", icon="inbox"), Link("Temi", "/redazione/foia/temi/")),
    ),
)


def current(path: str) -> list[str]:
    return [str(link.label) for group in navigation(GROUPS, path) for link in group.links if link.active]


def test_navigation_has_one_current_link_among_all_groups() -> None:
    assert current("/redazione/foia/12/") == ["Richieste"]
    assert current("/redazione/foia/temi/3/") == ["Temi"]


def test_dashboard_is_current_only_on_itself() -> None:
    assert current("/redazione/") == ["Oggi"]
    assert current("/redazione/galleria/") == []


def test_dashboard_and_first_inbox_have_their_keys() -> None:
    keys = {str(link.label): link.key for group in navigation(GROUPS, "/") for link in group.links}

    assert keys == {"Oggi": "g h", "Richieste": "g i", "Temi": ""}
