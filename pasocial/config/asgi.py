"""Event streams: the ASGI application, never used for ordinary pages (docs/decisions/0002).

Its own root of addresses and a short list of middleware: a stream needs the signed-in person and nothing
that buffers or rewrites a body.
"""

import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.prod")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

try:
    from django.conf import settings

    django.setup(set_prefix=False)
    # Only now: apps look for their own middleware in the settings while they start.
    settings.ROOT_URLCONF = "pasocial.config.stream_urls"
    settings.MIDDLEWARE = settings.STREAM_MIDDLEWARE
    streams = ASGIHandler()
except ImproperlyConfigured as error:
    sys.exit(str(error))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Server-sent events over HTTP; the lifespan protocol is answered, anything else refused."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    if scope["type"] == "http":
        await streams(scope, receive, send)
