"""Every page there is, in a real browser, on a phone and in both languages: nothing axe or the browser objects to.

Each page is looked at by the person who sees most of it, and each role looks at its own first pages besides.
Wagtail's own editor is left out (its markup is not ours); our sections inside its panel are looked at without
its frame.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.browsing import faults_of, open_browser
from tests.walks.addresses import our_addresses
from tests.walks.office import STAFF, Office, build_office
from tests.walks.who import WHO

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Whoever comes first and may open a page looks at it: she who sees most of it before the others.
LOOKERS = (
    "anonymous",
    "citizen",
    "foia head",
    "rpct",
    "coordinator",
    "newsroom head",
    "asked contact",
    "foia editor",
)
# Whoever works there sees forms that others do not.
BETTER = {
    "newsroom:commission": "newsroom head",
    "newsroom:commissions": "newsroom head",
    "foia_staff:case_tab": "foia editor",
    "foia_staff:case": "foia editor",
    "foia_staff:topic": "foia head",
}
SIGN_IN = ("/account/login/", "/account/password/reset/")
OWN_ACCOUNT = (
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/password/change/",
    "/account/sessions/",
)
# The body of a mail stands in a frame where no script runs, axe's neither; the templates of mails have their own tests.
WITHOUT_SCRIPT = {"office:mail_html"}
FIRST_PAGES = ("/redazione/", "/redazione/attivita/", "/redazione/avvisi/")


def looker(line: str) -> str | None:
    who = WHO[line].get if line in WHO and line not in WITHOUT_SCRIPT else frozenset()
    if line in BETTER:
        return BETTER[line]
    return next((name for name in LOOKERS if name in who), None)


def is_page(client: Client, path: str) -> bool:
    """A whole page: not a file, a fragment, a redirect or an answer for machines."""
    answer = client.get(path)
    return (
        answer.status_code == 200
        and answer.get("Content-Type", "").startswith("text/html")
        and not answer.streaming
        and b"<!doctype html" in answer.content[:300].lower()
    )


def pages_of(office: Office, person: str) -> list[str]:
    """Paths this person looks at, each once, in order."""
    paths = [one.path for one in our_addresses(office) if looker(one.line) == person]
    if person == "anonymous":
        paths += ["/", "/privacy/", "/accesso-civico/risposte/", office.page.url, "/non-esiste/", *SIGN_IN]
        paths += ["/accesso-civico/?q=mensa", "/accesso-civico/registro/?q=xilofono", "/cerca/?q=mensa"]
    if person in STAFF:
        paths += FIRST_PAGES
    if person == "foia editor":
        paths += [*OWN_ACCOUNT, f"/redazione/foia/richieste/{office.submitted.pk}/decisione/"]
        paths += [f"/redazione/foia/richieste/{office.refused.pk}/riesame/", "/redazione/foia/?q=xilofono"]
    if person == "citizen":
        paths += [f"/accesso-civico/richieste/{case.code}/" for case in (office.refused, office.answered)]
    return list(dict.fromkeys(path for path in paths if path and not path.startswith(("/api/", "/lingua/"))))


def look(office: Office, url: str, person: str, width: int) -> dict[str, list[str]]:
    client = office.client(person)
    paths = [path for path in pages_of(office, person) if path == "/non-esiste/" or is_page(client, path)]
    assert len(paths) > 2, f"{person} sees only {paths}"
    # Opened anew: what the check above did to the session is not the browser's affair.
    client = office.client(person)
    found = {}
    with open_browser(url, client=client, width=width) as page:
        for language in ("it", "en"):
            page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
            for path in paths:
                page.goto(path)
                page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())")
                faults = [fault for fault in faults_of(page) if not expected(path, fault)]
                if page.evaluate("document.documentElement.lang") != language:
                    faults.append("the page says another language")
                if faults:
                    found[f"{language} {path}"] = faults
    return found


def expected(path: str, fault: str) -> bool:
    """A page that is not there answers 404, and the browser says so."""
    return path == "/non-esiste/" and "404" in fault


@pytest.mark.parametrize("person", LOOKERS)
def test_every_page_is_without_fault_on_a_phone(live_server: Any, person: str) -> None:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    with override_settings(SITE_URL=live_server.url):
        office = build_office()
        assert look(office, live_server.url, person, 390) == {}
