"""The composition root: the only place, with demo, that names every desk."""

from pasocial.config.celery import app as celery_app

__all__ = ["celery_app"]
