"""A real PostgreSQL and a real Valkey from wheels, and one supervisor over the whole office.

Used when no DATABASE_URL or REDIS_URL is given: development, tests, a demonstration, a very small office.
Nothing here knows a desk; production with its own engines never starts any of it.
"""
