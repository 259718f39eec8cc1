"""Production refuses to start half-configured, and fully configured passes the deployment check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
GIVEN = {
    "SECRET_KEY": "s" * 30 + "abcdefghijklmnopqrstuvwxyz0123456789",
    "PERSON_KEY_SECRET": "p" * 10 + "abcdefghijklmnopqrstuvwxyz0123456789",
    "ALLOWED_HOSTS": "redazione.comune.example",
    "SITE_URL": "https://redazione.comune.example",
    "DATABASE_URL": "postgresql://pasocial:x@db.example:5432/pasocial",
    "REDIS_URL": "redis://:x@cache.example:6379/0",
    "EMAIL_URL": "smtp+tls://u:x@mail.comune.example:587",
    "MAIL_FROM": "redazione@comune.example",
}


def manage(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    settings = {"DJANGO_SETTINGS_MODULE": "pasocial.config.settings.prod"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=kept | settings | given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_production_names_every_missing_setting_at_once_without_a_traceback() -> None:
    done = manage("check")
    assert done.returncode == 1
    named = [line.split("=")[0].strip() for line in done.stderr.splitlines() if line.startswith("    ")]
    assert named == sorted(GIVEN)
    assert "Traceback" not in done.stderr


def test_production_refuses_a_site_without_tls_and_one_secret_for_two_uses() -> None:
    done = manage(
        "check", **GIVEN | {"SITE_URL": "http://x.example", "PERSON_KEY_SECRET": GIVEN["SECRET_KEY"]}
    )
    assert done.returncode == 1
    assert "SITE_URL: it must begin with https://" in done.stderr
    assert "PERSON_KEY_SECRET: it must differ from SECRET_KEY" in done.stderr


def test_production_names_everything_that_is_wrong_at_once() -> None:
    wrong = {
        "ALLOWED_HOSTS": "*",
        "DATABASE_URL": "mysql://db",
        "EMAIL_URL": "mail",
        "HSTS_SECONDS": "long",
        "MAIL_FROM": "redazione",
        "REDIS_URL": "cache",
        "SECRET_KEY": "short",
    }
    done = manage("check", **GIVEN | wrong)
    named = [line.split(":")[0].strip() for line in done.stderr.splitlines() if line.startswith("    ")]
    assert (done.returncode, named) == (1, sorted(wrong))


def test_production_refuses_the_identity_of_the_demonstration() -> None:
    fake = "pasocial.office.people.identity.adapters.fake.FakeIdentity"
    done = manage("check", **GIVEN | {"NATIONAL_IDENTITY_ADAPTER": fake})
    assert done.returncode == 1
    assert "NATIONAL_IDENTITY_ADAPTER: the demonstration adapter vouches for anybody" in done.stderr


def test_production_passes_the_deployment_check_with_everything_given() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GIVEN)
    assert (done.returncode, done.stderr) == (0, "")


def test_production_cookies_and_storage_are_those_of_a_public_body() -> None:
    wanted = {
        "SESSION_COOKIE_SECURE": "True",
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_SECURE": "True",
        "SECURE_SSL_REDIRECT": "True",
        "DEBUG": "False",
        "EMAIL_USE_TLS": "True",
        "EMAIL_HOST": "mail.comune.example",
    }
    code = "from django.conf import settings; print([str(getattr(settings, n)) for n in {names!r}])"
    done = manage("shell", "--no-imports", "-c", code.format(names=list(wanted)), **GIVEN)
    assert done.stdout.strip() == str(list(wanted.values())), done.stderr
