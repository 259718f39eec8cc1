"""One line on standard output for each thing worth knowing; whoever runs the office collects it."""

from typing import Any

from pasocial.config.settings.env import env

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "pasocial.config.log_lines.PlainLines",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"once": {"()": "pasocial.config.outages.OncePerOutage"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["once"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    # Query parameters of signed links and codes of cases must not reach the log.
    "loggers": {
        # Django would otherwise give it handlers of its own, which mail nobody.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # A line or two for each page saved buries what `make up` has to say; the page's own history keeps it.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
