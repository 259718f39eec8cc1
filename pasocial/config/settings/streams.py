"""Where browsers open event streams: the same origin in production, a second port under `make up`."""

from urllib.parse import urlsplit

from pasocial.config.settings.env import env

# Empty: the reverse proxy sends /streams/ to the ASGI process, so pages need no other origin.
STREAMS_URL = env.text("STREAMS_URL", "").rstrip("/")
# The origins whose pages may read a stream with their cookies when it has an origin of its own.
STREAM_ORIGINS = env.listed("STREAM_ORIGINS")


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


STREAM_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pasocial.config.cross_origin.StreamOriginMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
