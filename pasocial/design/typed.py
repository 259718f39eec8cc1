"""What somebody typed in a form that cannot be accepted now: given back on a page, to be copied, never lost unsaid."""

from __future__ import annotations

from django.http import HttpRequest

# Longer than a choice or a number; what was written in sentences is what nobody writes twice.
SHORT = 12
MOST_SHOWN, MOST_CHARACTERS = 30, 60_000
_SECRET = ("token", "password", "autosave", "key", "code", "draft", "mark")


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts of a form of ours, in their order; none of what another site made a browser send."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") not in ("same-origin", None):
        return []
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        return []
    given = [
        value[:MOST_CHARACTERS]
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str)
        and len(value.strip()) > SHORT
        and not any(s in name.lower() for s in _SECRET)
    ]
    return given[:MOST_SHOWN]
