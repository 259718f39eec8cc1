"""The pages that the browser looks at (test_accessibility.py) are all pages there are, each looked at once."""

from __future__ import annotations

import pytest

from tests.browsing import EVERYTHING
from tests.walks.addresses import our_addresses
from tests.walks.groups import Page
from tests.walks.office import Office
from tests.walks.pages import (
    LANGUAGES,
    MAIL_BODY,
    ROLES,
    SHARDS,
    ask,
    every_drawing,
    every_look,
    every_page,
    is_no_page,
    is_page,
)
from tests.walks.persons import KEYS, PERSONS
from tests.walks.who import WALKS, WHO, Only, said


def test_every_line_of_the_table_and_every_role_is_looked_at(office: Office) -> None:
    pages = every_page(office)
    looks = set(every_drawing(pages))
    paths: dict[str, list[str]] = {}
    for one in our_addresses(office):
        paths.setdefault(one.line, []).append(one.path)
    missing = [
        f"{line} ({path}) as {person} in {language}"
        for line, who in WHO.items()
        if not is_no_page(line)
        for path in paths.get(line, [])
        for person in who.get & set(ROLES)
        for language in LANGUAGES
        if (Page(path, who.get & set(ROLES)), person, language) not in looks
    ]
    assert missing == []
    if Only.slice:
        return
    assert {person for _page, person, _language in looks} == set(PERSONS) - set(KEYS)
    assert {language for _page, _person, language in looks} == {"it", "en"}


def test_every_page_is_looked_at_once(office: Office) -> None:
    pages = every_page(office)
    shards = [look for shard in range(SHARDS) for look in every_look(pages[shard::SHARDS])]
    assert set(shards) == set(every_look(pages))
    if not EVERYTHING:
        assert [page for page, _person, _language in shards] == [
            page for shard in range(SHARDS) for page in pages[shard::SHARDS]
        ]
        assert all(person in page.who and language == "it" for page, person, language in shards)


def test_what_is_called_no_page_is_none(office: Office) -> None:
    opened = [
        one.line
        for one in our_addresses(office)
        if one.line in WHO and is_no_page(one.line) and one.line != MAIL_BODY
        for person in sorted(WHO[one.line].get & set(ROLES))[:1]
        if is_page(ask(office, one.path, person, "it"))
    ]
    assert opened == []


@pytest.mark.parametrize("owner", sorted(WALKS))
def test_run_for_one_slice_asks_the_pages_that_it_adds_and_those_of_no_other(
    office: Office, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = {name: {page.path for page in pages(office)} for name, pages in said("pages")}
    monkeypatch.setattr(Only, "slice", owner)
    asked = {page.path for page in every_page(office)}
    assert added.get(owner, set()) <= asked
    others = set().union(*(paths for name, paths in added.items() if name != owner))
    here = {one.path for one in our_addresses(office)}
    assert asked & (others - here) == set()
