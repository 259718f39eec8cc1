"""Production: every secret is given from outside, and nothing starts without all of them."""

from pasocial.config.settings.base import *
from pasocial.config.settings.base import DATABASES, env
from pasocial.config.settings.logs import LOGGING  # noqa: F401
from pasocial.config.settings.streams import origin_of

DEBUG = False

SECRET_KEY = env.required(
    "SECRET_KEY",
    hint="<50 random characters: python -c 'import secrets; print(secrets.token_urlsafe(50))'>",
    least=50,
)
PERSON_KEY_SECRET = env.required(
    "PERSON_KEY_SECRET",
    hint="<50 other random characters; never change it, it tells persons apart>",
    least=32,
)
if SECRET_KEY and SECRET_KEY == PERSON_KEY_SECRET:
    env.wrong["PERSON_KEY_SECRET"] = "it must differ from SECRET_KEY, which can be renewed and it cannot"
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", None, hint="redazione.comune.example")
SITE_URL = env.required("SITE_URL", hint="https://redazione.comune.example").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
if SITE_URL and not SITE_URL.startswith("https://"):
    env.wrong["SITE_URL"] = "it must begin with https://"
CSRF_TRUSTED_ORIGINS = [origin_of(SITE_URL)] if SITE_URL else []
if "*" in ALLOWED_HOSTS:
    env.wrong["ALLOWED_HOSTS"] = (
        "name the hosts one by one: with * anybody could have links made to another site"
    )
env.required("DATABASE_URL", hint="postgresql://user:password@host:5432/pasocial")
env.required("REDIS_URL", hint="redis://:password@host:6379/0")
for _name, _schemes in (
    ("DATABASE_URL", ("postgresql", "postgres")),
    ("REDIS_URL", ("redis", "rediss", "unix", "sentinel")),
):
    _given = env.text(_name, "")
    if _given and _given.partition("://")[0] not in _schemes:
        env.wrong[_name] = f"it must begin with {_schemes[0]}://"
env.required("EMAIL_URL", hint="smtp+tls://user:password@mail.comune.example:587")
if "@" not in env.required("MAIL_FROM", hint="redazione@comune.example") and "MAIL_FROM" not in env.missing:
    env.wrong["MAIL_FROM"] = "it is no e-mail address"
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", True)
if ".fake." in NATIONAL_IDENTITY_ADAPTER:
    env.wrong["NATIONAL_IDENTITY_ADAPTER"] = "the demonstration adapter vouches for anybody: remove it"
env.insist()

# TLS ends at the reverse proxy, which must set this header and remove it from what clients send.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Probes ask from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
DATABASES["default"].setdefault("OPTIONS", {})
