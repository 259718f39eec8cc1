"""One client per server, whatever the number of commands."""

from django.core.cache import cache, caches

from pasocial.config.steady_cache import SteadyCache


def test_settings_name_the_steady_cache() -> None:
    assert isinstance(caches["default"], SteadyCache)


def test_commands_share_a_client_and_its_connections() -> None:
    cache.set("steady", "one", 5)
    assert cache.get("steady") == "one"
    client = caches["default"]._cache
    assert client.get_client("a") is client.get_client("b", write=True)
