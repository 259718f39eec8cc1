"""Production's middleware on this machine's engines."""

from pasocial.config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
