"""How a page's script saves while somebody types, in the words of HTTP: what the page has seen goes both ways."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pasocial.office.files.drafts.rules import Seen
from pasocial.refusal import Refusal

# The field, or the parameter of the address, that says what the page has seen; the header that says it anew.
SEEN, SEEN_NOW = "autosave_seen", "X-Autosave-Seen"


def is_autosave(request: HttpRequest) -> bool:
    """Whether the script sent this and wants no page back."""
    return request.headers.get("X-Requested-With") == "autosave"


def seen_in(request: HttpRequest) -> Seen:
    """What the page that sent this had seen."""
    return Seen.read(request.POST.get(SEEN, "") or request.GET.get(SEEN, ""))


def answer(seen: Seen, against: Refusal | None = None) -> HttpResponse:
    """To the page's script: kept (204), or not because another page was quicker (409)."""
    told = HttpResponse(status=409 if against else 204)
    told[SEEN_NOW] = str(seen)
    return told
