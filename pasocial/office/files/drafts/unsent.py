"""Words typed in one form of a thing's page and not sent yet: kept a day for the one who typed them, and for nobody else.

In the cache and behind no address: they belong to a person who is signed in, and losing them costs some minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from pasocial.office.files.drafts.autosave import SEEN
from pasocial.office.files.drafts.rules import Seen, mark_of, reason_against_overwriting, shown
from pasocial.office.record import presence
from pasocial.refusal import Refusal

SECONDS = 24 * 3600
LONGEST = 60_000
UNSEEN = Seen()
# Which page wrote them.
PAGE = "page:last"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "seen", "mark", SEEN, PAGE})


def _key(case: str, user: Any, form: str) -> str:
    return f"unsent:{case}:{user.pk}:{form}"


def typed_in(posted: Mapping[str, Any]) -> dict[str, str]:
    """What a person typed, out of everything a form sends."""
    return {name: value for name, value in posted.items() if name not in NOT_TYPED and isinstance(value, str)}


def keep(
    *, case: str, user: Any, form: str, fields: dict[str, str], seen: Seen = UNSEEN
) -> tuple[Seen, Refusal | None]:
    """Keeps what was typed, and tells colleagues that somebody writes; nothing typed any more means nothing kept.

    Returns what the page has seen now. A text that another page kept since is not overwritten: the refusal says so.
    """
    presence.beat(case=case, user=user, writing=True)
    known: dict[str, str] = cache.get(_key(case, user, form)) or {}
    before = _plain(known)
    against = reason_against_overwriting(before, _padded(fields, before), seen, known.get(PAGE, ""))
    if against is not None:
        return shown(before, _names(before), seen.page), against
    typed = {name: value for name, value in fields.items() if value.strip()}
    if not typed or sum(map(len, typed.values())) > LONGEST:
        cache.delete(_key(case, user, form))
        typed = {}
    else:
        cache.set(_key(case, user, form), typed | {PAGE: seen.page}, SECONDS)
    return shown(typed, _names(typed), seen.page), None


def kept(*, case: str, user: Any, forms: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """What the user left unsent, by form; one read whatever the number of forms."""
    names = {_key(case, user, form): form for form in forms}
    return {names[key]: _plain(fields) for key, fields in cache.get_many(list(names)).items()}


def forget(*, case: str, user: Any, form: str, seen: Seen = UNSEEN) -> None:
    """What was sent is not offered again, and nobody writes any more.

    A text another page kept since stays: it was not the one that was sent.
    """
    presence.stop_writing(case=case, user=user)
    key = _key(case, user, form)
    if seen:
        known: dict[str, str] = cache.get(key) or {}
        if known.get(PAGE, "") != seen.page and mark_of(_plain(known), _names(_plain(known))) != seen.mark:
            return
    cache.delete(key)


def saving_address(address: str, fields: Mapping[str, str]) -> str:
    """Where a new page saves: what it shows of the kept words travels in the address."""
    return f"{address}?{SEEN}={shown(fields, _names(fields))}"


def _plain(known: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in known.items() if name != PAGE}


def _names(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, value in fields.items() if value.strip())


def _padded(fields: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The typed fields by the names of the kept ones, so that an emptied field is compared too."""
    return {name: fields.get(name, "") for name in before}
