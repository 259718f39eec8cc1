"""One machine, embedded engines, demonstration town; secrets are made once in the state directory."""

from socket import gethostname
from urllib.parse import urlsplit

from pasocial.config.settings.base import *
from pasocial.config.settings.base import SITE_URL, STATE_DIR, env
from pasocial.config.settings.logs import LOGGING
from pasocial.embedded.state import local_secret

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY", "") or local_secret(STATE_DIR, "secret_key")
PERSON_KEY_SECRET = env.text("PERSON_KEY_SECRET", "") or local_secret(STATE_DIR, "person_key")
# This machine by its own names; who listens on more (HOST=0.0.0.0) names those under which others reach it.
ALLOWED_HOSTS = [
    *("localhost", ".localhost", "127.0.0.1", "[::1]"),
    *sorted({urlsplit(SITE_URL).hostname or "", gethostname().lower()} - {"", "localhost", "127.0.0.1"}),
    *env.listed("ALLOWED_HOSTS"),
]
# The demonstration lets people in as one invented citizen, and says so on every page where it does.
NATIONAL_IDENTITY_ADAPTER = NATIONAL_IDENTITY_ADAPTER or (
    "" if NATIONAL_IDENTITY_ISSUER else "pasocial.office.people.identity.adapters.fake.FakeIdentity"
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Streams answer on a second port, which is another origin; production has one origin behind its proxy.
# Whoever types 127.0.0.1 instead of localhost has her cookies there.
CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"] += sorted(
    {STREAMS_URL, STREAMS_URL.replace("//localhost:", "//127.0.0.1:")} - {""}
)
# The first start publishes a town of pages: a hundred lines of what Wagtail and its tasks did would hide what it says.
LOGGING["loggers"] |= {"wagtail": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}}
env.insist()
