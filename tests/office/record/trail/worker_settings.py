"""What the worker of the delivery test runs with: the test settings, the slow desk, a real SMTP server."""

import os

from pasocial.config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.office.record.trail.slow_desk"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("TEST_SMTP_PORT", "0"))
EMAIL_TIMEOUT = 10
