"""What surrounds a page."""

from django.test import RequestFactory

from pasocial.design.shell import FOOTER, Link, marked_active, shell_from_settings

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
