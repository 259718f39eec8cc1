"""What every answer carries: a strict policy, nothing kept of what is personal, no cookie for a mere reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.walks.addresses import our_addresses
from tests.walks.groups import ALL
from tests.walks.office import Office
from tests.walks.who import WHO, Only, every, said_here

# Wagtail's panel writes its own scripts into its pages; the body of a mail is shown in a frame without script, form
# or request, and may style itself.
LOOSER = ("/admin/",)
OWN_POLICY = {"office:mail_html"}
# Forms need a cookie against forgery; these are what somebody does, not what she reads.
FORMS = every("FORMS")
# A case's address or a draft's is in the address itself, so these are personal though anybody may try them.
PERSONAL = every("PERSONAL")


def answers(office: Office) -> Iterator[tuple[str, str, Any]]:
    """Each address read by somebody who may, and the answer."""
    for address in our_addresses(office):
        who = WHO.get(address.line)
        if who is None or not who.get:
            continue
        person = "anonymous" if who.get == ALL else sorted(who.get)[0]
        yield address.line, address.path, office.visit(person).get(address.path)


def test_every_answer_has_a_strict_policy_and_keeps_nothing_personal(office: Office) -> None:
    faults = []
    for line, path, answer in answers(office):
        policy = answer.get("Content-Security-Policy", "")
        if not path.startswith(LOOSER):
            if "default-src 'none'" not in policy:
                faults.append(f"{line}: policy {policy!r}")
            if line not in OWN_POLICY and ("unsafe-inline" in policy or "unsafe-eval" in policy):
                faults.append(f"{line}: policy allows inline code")
        if answer.get("X-Content-Type-Options") != "nosniff":
            faults.append(f"{line}: types may be guessed")
        if answer.get("Referrer-Policy") != "same-origin":
            faults.append(f"{line}: referrer policy {answer.get('Referrer-Policy')!r}")
        personal = WHO[line].get != ALL or line.startswith(PERSONAL)
        if personal and "no-store" not in answer.get("Cache-Control", ""):
            faults.append(f"{line}: a cache may keep it ({answer.get('Cache-Control')!r})")
    assert not faults, "\n".join(faults)


def test_whoever_only_reads_gets_no_cookie(office: Office) -> None:
    given = {
        line: sorted(answer.cookies)
        for line, _path, answer in answers(office)
        if WHO[line].get == ALL and not line.startswith(FORMS) and answer.cookies
    }
    public = [
        page
        for _owner, pages in said_here("pages")
        for page in pages(office)
        if (page.who, page.status) == (ALL, 200)
    ]
    for page in public:
        answer = office.visit("anonymous").get(page.path)
        assert answer.status_code == 200, page.path
        if answer.cookies:
            given[page.path] = sorted(answer.cookies)
    assert public or Only.slice
    assert given == {}
