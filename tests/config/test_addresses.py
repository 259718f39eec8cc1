"""Addresses of engines and mail servers become exactly the settings they say."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from pasocial.config.settings.mail import mail_from
from pasocial.config.settings.redis_sentinel import Watched, broker_from, watched_from
from pasocial.embedded.addresses import database_from


def test_database_address_keeps_odd_passwords_and_options() -> None:
    place = database_from("postgresql://anna%40ente:p%2Fw%3A@db.example:6543/uffic%C3%ACo?sslmode=require")
    assert (place["USER"], place["PASSWORD"], place["HOST"], place["PORT"], place["NAME"]) == (
        "anna@ente",
        "p/w:",
        "db.example",
        "6543",
        "ufficìo",
    )
    assert place["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
    assert (place["CONN_MAX_AGE"], place["DISABLE_SERVER_SIDE_CURSORS"]) == (60, False)


def test_database_behind_pgbouncer_keeps_nothing_between_transactions() -> None:
    place = database_from("postgresql://a:b@pool:6432/pasocial?pgbouncer=1")
    assert (place["CONN_MAX_AGE"], place["DISABLE_SERVER_SIDE_CURSORS"]) == (0, True)
    assert "pgbouncer" not in place["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://mail.example:587?tls=1", 587, True, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example", 465, False, True),
    ],
)
def test_mail_address_says_how_the_line_is_protected(url: str, port: int, starttls: bool, tls: bool) -> None:
    found = mail_from(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, tls)


def test_mail_address_of_another_kind_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_from("http://user:secret@mail.example")
    assert "smtp+tls://" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_sentinel_address_is_said_to_cache_and_broker_alike() -> None:
    url = "sentinel://:p%40w@one:26379,two/3?master=office"
    assert watched_from(url) == Watched((("one", 26379), ("two", 26379)), "office", "p@w", 3)
    assert broker_from(url) == (
        "sentinel://:p%40w@one:26379/3;sentinel://:p%40w@two:26379/3",
        {"master_name": "office"},
    )
    assert broker_from("redis://x:6379/0") == ("redis://x:6379/0", {})
