"""Celery: late acknowledgement, so a killed worker's delivery is taken up again."""

from pasocial.config.settings.database import REDIS_URL

CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_timeout": 5}
CELERY_TIMEZONE = "Europe/Rome"
CELERY_TASK_DEFAULT_QUEUE = "pasocial"
