"""What a browser may do with our pages: nothing from elsewhere, nothing inline."""

from typing import Any

from csp.constants import NONCE, NONE, SELF  # noqa: F401

from pasocial.config.settings.env import env

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
# In PostgreSQL alone: a session that was ended while the cache server was away would live again with its copy there.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pasocial.config.unreadable.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
# Who may read /metrics from elsewhere than this machine.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
