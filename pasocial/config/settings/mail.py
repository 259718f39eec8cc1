"""Where mail leaves: an SMTP server, or nowhere but the staff's mail box page when none is configured."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from pasocial.config.settings.env import env

MAIL_SCHEMES = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_from(url: str) -> dict[str, Any]:
    """Django's settings for `smtp://user:password@host:port` (`smtp+tls` = STARTTLS, `smtps` = TLS at once).

    `?tls=1` is the same as `smtp+tls`; `?timeout=` is in seconds.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(
            f"EMAIL_URL={parts.scheme}://… is not understood: write smtp+tls://user:password@host:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or MAIL_SCHEMES[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls" or options.get("tls") in {"1", "true"},
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": int(options.get("timeout", "20")),
    }


DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "redazione@comune.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_CONFIG = env.text("EMAIL_URL", "")
if EMAIL_CONFIG:
    try:
        globals().update(mail_from(EMAIL_CONFIG))
    except (ImproperlyConfigured, ValueError):  # said with whatever else is wrong
        env.wrong["EMAIL_URL"] = "it is not understood: write smtp+tls://user:password@host:587"
else:
    EMAIL_BACKEND = "pasocial.office.messaging.notices.backends.LocalMailbox"
