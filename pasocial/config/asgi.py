"""Event streams: the ASGI application, never used for ordinary pages (docs/decisions/0002).

Its own root of addresses and a short list of middleware: a stream needs the signed-in person and nothing
that buffers or rewrites a body.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler

from pasocial.embedded.children import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.prod")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

end_with_parent()  # before what takes seconds: until then a killed master leaves us, and we hold its port
try:
    from django.conf import settings

    django.setup(set_prefix=False)
    # Only now: apps look for their own middleware in the settings while they start.
    settings.ROOT_URLCONF = "pasocial.config.stream_urls"
    settings.MIDDLEWARE = settings.STREAM_MIDDLEWARE
except ImproperlyConfigured as error:
    sys.exit(str(error))


class StreamHandler(ASGIHandler):
    """Django's handler without a thread for each request.

    Django gives every request a thread of its own for what is synchronous and keeps it until the answer ends: two
    thousand open streams would hold two thousand threads. Here the little that is synchronous shares one.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.handle(scope, receive, send)


streams = StreamHandler()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Server-sent events over HTTP; the lifespan protocol is answered, anything else refused."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                end_streams_before_stopping(asyncio.get_running_loop())
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    if scope["type"] != "http":
        return
    if comes_with_body(scope):
        # Django would receive it whole, however large and however slowly, before it looks where it goes.
        await send({"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await streams(scope, receive, send)


def comes_with_body(scope: Scope) -> bool:
    """Whether anything but an empty body is announced: a stream is asked for with GET and nothing else."""
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
        for name, value in scope["headers"]
    )


def end_streams_before_stopping(loop: asyncio.AbstractEventLoop) -> None:
    """Asked to stop, granian waits for open answers, and a stream never ends by itself: so end them first.

    Its own handler is called after ours. Where it cannot be found, granian ends the process after its
    `--workers-kill-timeout` and browsers come back all the same.
    """
    from pasocial.office.screens.streams.views import room

    for number in (signal.SIGTERM, signal.SIGINT):
        former = getattr(loop, "_signal_handlers", {}).get(number)
        if former is None:
            continue

        def stop(former: Any = former) -> None:
            room.close()
            former._run()

        loop.add_signal_handler(number, stop)
