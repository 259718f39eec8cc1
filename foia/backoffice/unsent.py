"""Text typed in a case's form and not sent yet: kept a day for the one who typed it, and for nobody else."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache

SECONDS = 24 * 3600
LONGEST = 60_000


def _key(case: str, user: Any, form: str) -> str:
    return f"foia:unsent:{case}:{user.pk}:{form}"


def keep(*, case: str, user: Any, form: str, fields: dict[str, str]) -> None:
    """Keeps what was typed; nothing typed any more means nothing kept."""
    typed = {name: value for name, value in fields.items() if value.strip()}
    if not typed or sum(map(len, typed.values())) > LONGEST:
        forget(case=case, user=user, form=form)
        return
    cache.set(_key(case, user, form), typed, SECONDS)


def kept(*, case: str, user: Any, forms: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """What the user left unsent, by form; one read whatever the number of forms."""
    names = {_key(case, user, form): form for form in forms}
    return {names[key]: fields for key, fields in cache.get_many(list(names)).items()}


def forget(*, case: str, user: Any, form: str) -> None:
    cache.delete(_key(case, user, form))
