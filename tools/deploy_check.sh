#!/bin/sh
# `check --deploy` on the production settings, with invented values for everything that production must be given.
set -eu
cd "$(dirname "$0")/.."
secret() { .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(60))'; }
DJANGO_SETTINGS_MODULE=pasocial.config.settings.prod SECRET_KEY=$(secret) PERSON_KEY_SECRET=$(secret) \
    ALLOWED_HOSTS=redazione.comune.example SITE_URL=https://redazione.comune.example \
    DATABASE_URL=postgresql://pasocial:x@db.example:5432/pasocial REDIS_URL=redis://:x@cache.example:6379/0 \
    EMAIL_URL=smtp+tls://u:x@mail.comune.example:587 MAIL_FROM=redazione@comune.example \
    .venv/bin/python manage.py check --deploy --fail-level WARNING
