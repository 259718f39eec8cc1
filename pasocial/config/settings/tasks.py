"""Celery: late acknowledgement, so a killed worker's delivery is taken up again."""

from pasocial.config.settings.database import REDIS_URL
from pasocial.config.settings.redis_sentinel import broker_from

CELERY_BROKER_URL, _of_sentinels = broker_from(REDIS_URL)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker on a full disk answers every write with an error (MISCONF) instead of closing the line: without this the
# worker would end. It connects again for as long as it takes, at most half a minute apart.
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A publication tries for about a second and gives up: the sweep sends again what never left.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
    **_of_sentinels,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.5,
}
CELERY_TIMEZONE = "Europe/Rome"
CELERY_TASK_DEFAULT_QUEUE = "pasocial"
CELERY_IMPORTS = ["pasocial.config.pulse"]
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
