"""Tests: the same engines as production, cheap password hashing, mail kept in memory."""

from pasocial.config.settings.dev import *

DEBUG = False
LOGGING = {}
# Off until a test turns it on, as in an office that has no broker.
NATIONAL_IDENTITY_ADAPTER = ""
# A test changes what it likes without recording it; those of the kept pages turn them on.
PAGES_KEPT_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
