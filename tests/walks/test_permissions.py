"""Every address, as everybody who may differ there: who may is let in, who may not is refused and learns nothing.

Two persons whose permissions at an address's slice are the same, of whom neither has anything of her own there, and
of whom the table says the same, are the same to that address: one of them asks. Of those whom the table lets in it is
the one who may least elsewhere, of the others the one who may most. Three strangers ask everything. Who holds which
permission is a table of its own (test_table.py); so a slice that is added is walked by its own roles, and not by
everybody of all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from guardian.models import UserObjectPermission

from pasocial.office.people.members.policy import permissions_of
from pasocial.office.record import registry
from tests.walks.addresses import Address, our_addresses, our_names, parts_of_slices, patterns, slice_of
from tests.walks.groups import holding
from tests.walks.office import Office
from tests.walks.pages import MAIL_BODY, at_odds, is_page
from tests.walks.persons import HOUSE, KEYS, PERSONS, STAFF, VISITORS
from tests.walks.who import ACTIONS, DOORS, SAID, SECRETS, SIGN_IN, WALKS, WHO

LOGIN = "/account/login/"
PANEL_HOME = "/admin/"
REFUSALS = {401, 403, 404, 405}
# They ask everything: whoever is nobody, and whoever signs in and holds no role.
ALWAYS = ("anonymous", *(name for name, roles in STAFF.items() if not roles))
# The gallery shows the same sample more than once, on purpose; a mail's body stands in a frame of its own.
PIECES = {"design:gallery", MAIL_BODY}


def test_every_address_of_ours_states_who_may_use_it() -> None:
    names = set(our_names())
    assert sorted(names - set(WHO)) == [], "say in the walk.py of the slice who may use these"
    assert sorted(set(WHO) - names - {"wagtail_serve"}) == [], "these are in the table and nowhere else"


def test_every_slice_has_a_walk_of_its_own() -> None:
    slices = {desk.code for desk in registry.desks().values() if desk.has_members} | {HOUSE}
    assert slices - set(WALKS) == set(), (
        "write a walk.py beside the tests of these, as tests/desks/newsroom/walk.py is: HOLDERS (who holds its"
        " permissions), WHO (who may use its addresses), STAFF, VALUES… (docs/testing.md)"
    )


def test_every_other_address_belongs_to_sign_in_or_to_wagtail() -> None:
    known = set(our_names())
    foreign = {name for name, _pattern in patterns() if name and name not in known}
    left = {
        name
        for name in foreign
        if not name.startswith((*SIGN_IN, "wagtail", "admin_login")) and name not in ACTIONS
    }
    assert left == set()


@pytest.mark.parametrize(("owner", "part", "parts"), parts_of_slices(30))
def test_each_address_lets_in_whom_the_table_names(office: Office, owner: str, part: int, parts: int) -> None:
    wrong: list[str] = []
    classes = who_differs(office, owner)
    for address in [one for one in our_addresses(office) if slice_of(one.line) == owner][part::parts]:
        who = WHO.get(address.line)
        if who is None:
            continue  # told by the first test
        for person in asking(classes, address):
            wrong += faults(office, person, address, "GET", person in who.get)
            # Where nothing is done by POST, it may be answered as a GET would be: to nobody else.
            if who.act or person not in who.get:
                wrong += faults(office, person, address, address.method, person in who.act)
    assert not wrong, "\n".join(wrong)


def who_differs(office: Office, owner: str) -> list[list[str]]:
    """The persons of the walk in classes that are alike to this slice, in each the one who may least elsewhere first."""
    reach = {name: frozenset(permissions_of(one)) for name, one in office.people.items()}
    with_own = set(UserObjectPermission.objects.values_list("user_id", flat=True))
    alone = {name for name, one in office.people.items() if one.pk in with_own or not STAFF[name]}
    for name, holder in KEYS.items():
        reach[name] = office.scopes[name] & reach[holder]
    return alike(owner, reach, alone)


def alike(owner: str, reach: dict[str, frozenset[str]], alone: set[str]) -> list[list[str]]:
    """The classes, from what each may (`reach`) and who has something of her own somewhere (`alone`)."""
    classes: dict[object, list[str]] = defaultdict(list)
    for name in PERSONS:
        if name in reach:
            own = own_permissions(reach[name], owner)
            classes[name in KEYS, own, name if name in alone else ""].append(name)
        else:  # her own thing is of the slice that lets her in: elsewhere she is one visitor more
            classes[name if VISITORS.get(name, owner) == owner else "visitor"].append(name)
    may = {name: 0 if name in KEYS else len(codes) for name, codes in reach.items()}
    return [sorted(names, key=lambda name: may.get(name, 0)) for names in classes.values()]


def own_permissions(codes: Iterable[str], owner: str) -> frozenset[str]:
    """What counts at a slice's addresses: a desk's own permissions; at the addresses of the whole office, all."""
    desk = registry.desks().get(owner)
    everywhere = desk is None or not desk.has_members
    return frozenset(code for code in codes if everywhere or code.startswith(f"{owner}."))


def asking(classes: list[list[str]], address: Address) -> list[str]:
    """One of each class, or one for each thing that the table says of its persons; and the strangers."""
    who = WHO[address.line]
    chosen = set(ALWAYS)
    for names in classes:
        for expected in {(name in who.get, name in who.act) for name in names}:
            alike = [name for name in names if (name in who.get, name in who.act) == expected]
            chosen.add(alike[0] if any(expected) else alike[-1])
    return [name for name in PERSONS if name in chosen and (name not in KEYS or "/api/" in address.path)]


@pytest.mark.parametrize("desk", sorted(code for code, one in registry.desks().items() if one.has_members))
def test_persons_who_are_alike_ask_once_and_nobody_else_is_left_out(office: Office, desk: str) -> None:
    classes = who_differs(office, desk)
    assert sorted(name for names in classes for name in names) == sorted(PERSONS)
    # Nobody stands for a role of the desk, and nobody else for whoever has something of her own or nothing at all.
    of_desk = holding(desk=desk) | set(ALWAYS) | {name for name in VISITORS if VISITORS[name] == desk}
    assert [names for names in classes if set(names) & of_desk and len(names) > 1] == []
    strangers = [name for name in STAFF if STAFF[name].get("desk", desk) != desk]
    assert len([names for names in classes if set(names) & set(strangers)]) <= 1, (
        "one class of other desks' staff"
    )


def test_of_those_who_are_alike_the_one_asks_who_proves_most() -> None:
    """Of those who are let in whoever may least, of those who are refused whoever may most; strangers always."""
    reading, working = frozenset({"foia.read"}), frozenset({"foia.read", "foia.work"})
    reach = dict.fromkeys(STAFF, frozenset[str]()) | {"foia editor": working, "foia viewer": reading}
    reach |= {"newsroom editor": frozenset({"newsroom.read"})}
    classes = alike("newsroom", reach, {"no role"})
    address = Address("newsroom:commission", "/redazione/notizie/1/")
    asked = asking(classes, address)
    nothing = [names for names in classes if "foia editor" in names]
    assert len(nothing) == 1
    assert set(ALWAYS) <= set(asked)
    assert nothing[0][-1] == "foia editor"
    assert ("newsroom editor" in asked, "foia editor" in asked, "foia viewer" in asked) == (True, True, False)


def faults(office: Office, person: str, address: Address, method: str, allowed: bool) -> Iterator[str]:
    """What is wrong with the answer. Each call starts from the office as it was built."""
    client = office.visit(person)
    with transaction.atomic():
        answer = ask(client, address, method)
        told = words_of(answer)
        transaction.set_rollback(True)
    let_in = not is_refused(answer, address.path)
    where = f"{method} {address.line} ({address.path}) as {person}: {answer.status_code}"
    if answer.status_code >= 500 and address.line != "readyz":  # no worker runs beside these tests
        yield f"{where}, it fails"
    if let_in != allowed:
        yield f"{where} {answer.get('Location', '')}, but should be {'let in' if allowed else 'refused'}"
    for secret in SECRETS:
        if secret.word in told and not (
            let_in and person in secret.knows and address.line.startswith(secret.only_at)
        ):
            yield f"{where}, it tells what is not for her: {around(secret.word, told)}"
    if is_page(answer) and address.line not in PIECES:
        yield from (f"{where}, {why}" for why in at_odds(answer.content.decode()))


def ask(client: Client, address: Address, method: str) -> Any:
    client.raise_request_exception = False
    if method == "GET":
        return client.get(address.path)
    if address.path.startswith("/api/"):
        return getattr(client, method.lower())(address.path, "{}", content_type="application/json")
    return client.post(address.path, SAID.get(address.line, {}))


def words_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{dict(answer.items())} {content.decode(errors='replace')}"


def is_refused(answer: Any, path: str) -> bool:
    if answer.status_code in REFUSALS:
        return True
    to = answer.get("Location", "") if answer.status_code in (301, 302) else ""
    # Wagtail sends whoever may enter its panel, but not there, back to the panel's first page.
    return to.startswith(LOGIN) or (to in DOORS and path != to) or (to == PANEL_HOME and path != PANEL_HOME)


def around(word: str, told: str) -> str:
    at = told.index(word)
    return " ".join(told[max(at - 60, 0) : at + 40].split())
