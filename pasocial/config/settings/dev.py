"""One machine, embedded engines, demonstration town."""

from pasocial.config.settings.base import *
from pasocial.config.settings.base import env

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY", "only-for-this-machine-never-in-production-0123456789abcdef")
ALLOWED_HOSTS = ["*"]
PERSON_KEY_SECRET = env.text("PERSON_KEY_SECRET", "only-for-this-machine-person-keys")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
