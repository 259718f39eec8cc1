"""Engines given from outside by DATABASE_URL and REDIS_URL: are they there, and if not what to correct."""

from __future__ import annotations

from urllib.parse import urlsplit

import psycopg2
import redis

from pasocial.embedded.trouble import Trouble

# The oldest PostgreSQL that Django 5.2 supports.
OLDEST_POSTGRES = 140000


def insist_on_database(url: str) -> None:
    """Refuse with a sentence when the address is wrong, nobody answers or the version is too old."""
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise Trouble(
            "DATABASE_URL is not understood: write postgresql://user:password@host:5432/name, or remove it "
            "to use the embedded PostgreSQL."
        )
    try:
        connection = psycopg2.connect(url, connect_timeout=5)
    except (psycopg2.OperationalError, psycopg2.ProgrammingError, ValueError) as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
        raise Trouble(
            f"The database of DATABASE_URL does not answer ({why}): correct the address, start that server, "
            "or remove DATABASE_URL to use the embedded PostgreSQL."
        ) from error
    version = connection.server_version
    connection.close()
    if version < OLDEST_POSTGRES:
        raise Trouble(
            f"The database of DATABASE_URL is PostgreSQL {version // 10000}: at least "
            f"{OLDEST_POSTGRES // 10000} is needed. Upgrade it, or remove DATABASE_URL."
        )


def insist_on_redis(url: str) -> None:
    """The same for the Redis-protocol server."""
    try:
        with redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError, OSError) as error:
        raise Trouble(
            f"The server of REDIS_URL does not answer ({error}): write redis://:password@host:6379/0, start "
            "that server, or remove REDIS_URL to use the embedded Valkey."
        ) from error
