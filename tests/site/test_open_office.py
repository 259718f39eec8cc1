"""A new installation opens with one command, and a second one changes nothing."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from pasocial.office.people.identity.queries import user_by_email
from pasocial.office.people.members.policy import may
from tests.conftest import OPENING

pytestmark = pytest.mark.django_db


def test_office_opens_with_its_pages_and_its_coordinator() -> None:
    cache.clear()
    call_command("open_office", **OPENING)
    addresses = ("/", "/privacy/", "/accessibilita/", "/crediti/", "/accesso-civico/risposte/")
    assert [Client().get(address).status_code for address in addresses] == [200] * len(addresses)
    coordinator = user_by_email("capo@nuovo.example")
    assert coordinator is not None
    assert (may(coordinator, "office.coordinate"), coordinator.has_usable_password()) == (True, False)


def test_office_opened_twice_is_the_same_office() -> None:
    call_command("open_office", **OPENING)
    pages = Page.objects.count()
    call_command("open_office", **OPENING)
    assert Page.objects.count() == pages


def test_office_with_a_wrong_address_is_refused_whole() -> None:
    before = Page.objects.count()
    with pytest.raises(CommandError):
        call_command("open_office", body="Comune", coordinator="non-un-indirizzo", name="Nessuno")
    assert Page.objects.count() == before


def test_home_called_by_the_body_says_its_name_once() -> None:
    cache.clear()
    call_command("open_office", **OPENING)
    told = Client().get("/").content.decode()
    assert told.partition("<title>")[2].partition("</title>")[0].split(" · ")[0] == "Pagina iniziale"
    assert told.partition("<title>")[2].partition("</title>")[0].count("Comune di Nuovo") <= 1
