"""Where browsers open event streams: the same origin in production, a second port under `make up`."""

from typing import Any
from urllib.parse import urlsplit

from pasocial.config.settings.database import REDIS_URL
from pasocial.config.settings.env import env
from pasocial.config.settings.redis_sentinel import is_watched, watched_from

# Empty: the reverse proxy sends /streams/ to the ASGI process, so pages need no other origin.
STREAMS_URL = env.text("STREAMS_URL", "").rstrip("/")
# The origins whose pages may read a stream with their cookies when it has an origin of its own.
STREAM_ORIGINS = env.listed("STREAM_ORIGINS")


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


# No session and no sign-in here: the stream's view asks for both on threads of its own, off the event loop.
STREAM_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pasocial.config.cross_origin.StreamOriginMiddleware",
]

# Open streams in one process; and of one person, who may have that many pages in sight.
STREAM_LISTENERS = env.number("STREAM_LISTENERS", 2000)
STREAM_LISTENERS_PER_PERSON = env.number("STREAM_LISTENERS_PER_PERSON", 20)
# So often each stream says that it lives, and every session and permission is looked at again.
STREAM_HEARTBEAT_SECONDS = env.number("STREAM_HEARTBEAT_SECONDS", 20)
# Where hints come from: the cache's server, or the pair its sentinels watch.
_pair = watched_from(REDIS_URL) if is_watched(REDIS_URL) else None
STREAM_BROKER: dict[str, Any] = {
    "url": REDIS_URL,
    "sentinels": list(_pair.sentinels) if _pair else [],
    "master": _pair.master if _pair else "",
    "number": _pair.number if _pair else 0,
    "password": _pair.password if _pair else "",
}
