"""Production's middleware on this machine's engines."""

from pasocial.config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
# One address asks for everything here: what is measured is the page, not the pace at which it may be asked for.
REST_PACES = {name: (10**9, seconds) for name, (_times, seconds) in REST_PACES.items()}  # noqa: F405
