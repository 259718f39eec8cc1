"""Engines given from outside: a wrong address is a sentence that never shows its password."""

import pytest
from django.conf import settings

from pasocial.embedded.outside import insist_on_database, insist_on_redis
from pasocial.embedded.ports import free_port
from pasocial.embedded.trouble import Trouble


@pytest.mark.parametrize("url", ["mysql://a:secret@h/x", "nonsense"])
def test_database_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(Trouble, match=r"DATABASE_URL is not understood: write postgresql://") as refused:
        insist_on_database(url)
    assert "secret" not in str(refused.value)


def test_silent_database_is_refused_with_what_to_do() -> None:
    with pytest.raises(Trouble, match=r"does not answer .*remove DATABASE_URL") as refused:
        insist_on_database(f"postgresql://anna:secret@127.0.0.1:{free_port()}/x")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://h", "redis://127.0.0.1:1/0"])
def test_wrong_redis_address_is_refused_with_what_to_do(url: str) -> None:
    with pytest.raises(Trouble, match=r"REDIS_URL does not answer .*redis://:password@host:6379/0"):
        insist_on_redis(url)


def test_answering_servers_are_accepted() -> None:
    place = settings.DATABASES["default"]
    insist_on_database(
        f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/postgres"
    )
    insist_on_redis(settings.REDIS_URL)
