"""Where PostgreSQL and the Redis-protocol server are; the embedded ones when nothing is configured."""

from pasocial.config.settings.env import env
from pasocial.config.settings.redis_sentinel import is_watched, sentinel_cache_from
from pasocial.embedded.addresses import database_from, redis_cache_from
from pasocial.embedded.state import default_state_directory, running_addresses

# Nobody listens on port 1: without engines each command says so at once instead of finding a stranger's.
NOWHERE_DATABASE = "postgresql://postgres@127.0.0.1:1/pasocial"
NOWHERE_REDIS = "redis://127.0.0.1:1/0"


_running = running_addresses(default_state_directory())
DATABASE_URL = env.text("DATABASE_URL", _running.database_url if _running else NOWHERE_DATABASE)
REDIS_URL = env.text("REDIS_URL", _running.redis_url if _running else NOWHERE_REDIS)

DATABASES = {"default": database_from(DATABASE_URL)}
_cache = sentinel_cache_from(REDIS_URL) if is_watched(REDIS_URL) else redis_cache_from(REDIS_URL)
CACHES = {
    # Goes on without its server (pasocial.config.caches).
    "default": _cache | {"BACKEND": "pasocial.config.caches.Forgiving"},
    # Fails without its server: for what must never be tried at speed.
    "counters": _cache,
}
