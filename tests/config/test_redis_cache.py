"""The cache finds its server by its address, or through a real sentinel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.core.cache import CacheHandler

from pasocial.config.settings.redis_sentinel import sentinel_cache_from
from pasocial.embedded.children import Child, wait_until
from pasocial.embedded.ports import free_port
from pasocial.embedded.valkey import server_program


@pytest.fixture
def sentinel_port(tmp_path: Path) -> Iterator[int]:
    master = urlsplit(settings.REDIS_URL)
    port = free_port()
    configuration = tmp_path / "sentinel.conf"
    configuration.write_text(
        f"port {port}\nbind 127.0.0.1\ndir {tmp_path}\n"
        f"sentinel monitor office 127.0.0.1 {master.port} 1\n"
        f"sentinel auth-pass office {master.password}\n"
    )
    child = Child("sentinel", [server_program(), str(configuration), "--sentinel"], log=tmp_path / "log")

    def answers() -> bool:
        try:
            return bool(redis.Redis(port=port).ping())
        except redis.RedisError:
            return False

    assert wait_until(answers, within=10, child=child), child.said()
    yield port
    child.stop()


def test_cache_writes_to_the_master_that_the_sentinel_names(sentinel_port: int) -> None:
    place = urlsplit(settings.REDIS_URL)
    number = place.path.strip("/") or "0"
    said = sentinel_cache_from(
        f"sentinel://:{place.password}@127.0.0.1:{sentinel_port}/{number}?master=office"
    )
    cache = CacheHandler({"default": said})["default"]
    cache.set("asked-through", "a sentinel", 30)
    with redis.Redis.from_url(settings.REDIS_URL) as direct:
        assert direct.exists("pasocial:1:asked-through") == 1
    assert cache.get("asked-through") == "a sentinel"
    cache.delete("asked-through")
