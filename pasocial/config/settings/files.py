"""Where files live: on this machine's disk, or in S3-compatible storage shared by many hosts.

Attachments never live where the web server publishes files: nothing but a permission check may serve them.
"""

from pathlib import Path
from typing import Any

from pasocial.config.settings.env import env
from pasocial.embedded.state import default_state_directory

STATE_DIR = default_state_directory()
STATIC_URL = "/static/"
# The style sheet is put together when it is asked for; the rest lies in the applications.
STATICFILES_FINDERS = [
    "pasocial.design.finders.SheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(STATE_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(STATE_DIR / "media")))
ATTACHMENTS_ROOT = Path(env.text("ATTACHMENTS_ROOT", str(STATE_DIR / "attachments")))


def on_disk(root: Path, url: str | None) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(root), "base_url": url},
    }


def in_bucket(prefix: str) -> dict[str, Any]:
    """Private objects only: even media is sent through the application or a signed address."""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("S3_ENDPOINT_URL", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY", "") or None,
            "secret_key": env.text("S3_SECRET_KEY", "") or None,
            "location": prefix,
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
            "signature_version": "s3v4",
        },
    }


S3_BUCKET = env.text("S3_BUCKET", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": in_bucket("media") if S3_BUCKET else on_disk(MEDIA_ROOT, MEDIA_URL),
    "attachments": in_bucket("attachments") if S3_BUCKET else on_disk(ATTACHMENTS_ROOT, None),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# ClamAV's daemon, `host:3310` or `/run/clamav/clamd.ctl`; empty means no malware scan.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")
