"""The staff's event stream: what changed, by name and reference; the page then asks for the part that shows it.

Async from end to end. The session is looked at when the stream opens and at every heartbeat; a case is listened to
only by who may read it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from pasocial.office.screens.streams.doors import MOST_REFERENCES, admitted, aside, is_signed_in
from pasocial.office.screens.streams.listening import AWAY, BEAT, GOODBYE, Full, Line, Listener, Room

# A browser whose stream broke comes back after this.
RETRY_MILLISECONDS = 3000
COME_BACK_SECONDS = 60

room = Room()


async def office(request: HttpRequest) -> HttpResponseBase:
    """`?about=desk.thing:42` (up to five) names what the page shows; her own notices are always told."""
    if request.method != "GET":
        return plain("Only GET.", 405, Allow="GET")
    if not is_from_our_pages(request):
        return plain("This stream is for the pages of this office.", 403)
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    references = frozenset(request.GET.getlist("about"))
    if len(references) > MOST_REFERENCES:
        return plain(f"At most {MOST_REFERENCES} references.", 400)
    if not session:
        return plain("Sign in first.", 403)
    pair = (session, references)
    try:
        guest = (await aside(admitted, [pair])).get(pair)
        if guest is None:
            known = await aside(is_signed_in, session)
            return plain("There is nothing here for you.", 404) if known else plain("Sign in first.", 403)
    except DatabaseError:
        return plain("Not now.", 503, **{"Retry-After": "10"})
    listener = Listener(session, guest, references)
    try:
        # Looked at here so that a refusal has its status; taken when the first byte is asked for.
        room.insist_on_room(guest.user_id)
    except Full:
        return plain("Too many open streams.", 503, **{"Retry-After": str(COME_BACK_SECONDS)})
    answer = StreamingHttpResponse(lines(listener), content_type="text/event-stream; charset=utf-8")
    return hardened(answer)


async def lines(listener: Listener) -> AsyncIterator[bytes]:
    """What the browser reads, until it goes away or must go."""
    listener.task = asyncio.current_task()
    try:
        room.enter(listener)
        yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
        while True:
            taken = await listener.taken()
            # One write for all that waited; a heartbeat is worth one only when nothing else is said.
            yield b"".join(map(written, taken))
            if any(event == GOODBYE for event, _about in taken) or room.closing:
                return
    except Full:
        yield written((AWAY, ""))
    finally:
        room.leave(listener)


def written(line: Line) -> bytes:
    """An event's name and the reference; references hold neither line feeds nor spaces."""
    event, about = line
    if event == BEAT:
        return b": still here\n\n"
    return f"event: {event}\ndata: {about}\n\n".encode()


def is_from_our_pages(request: HttpRequest) -> bool:
    """Browsers say which page asks. Another site's page would get no cookie and no answer; here it is not even heard."""
    origin = request.headers.get("Origin", "")
    return not origin or origin in settings.STREAM_ORIGINS or urlsplit(origin).netloc == request.get_host()


def plain(words: str, status: int, **headers: str) -> HttpResponseBase:
    answer = HttpResponse(
        words + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
    return hardened(answer)


def hardened(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    answer["X-Accel-Buffering"] = "no"
    return answer
