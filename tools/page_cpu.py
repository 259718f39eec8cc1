"""CPU per page: `.venv/bin/python tools/page_cpu.py` prints queries, cache commands, Python calls and milliseconds.

Calls the WSGI application in this process, so the server's own work and the network are left out; needs the
demonstration town (`manage.py build_demo`). `--profile NAME` prints where one page spends its time.
"""
# ruff: noqa: E402 (Django is set up before anything of it is imported)

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.dev")

import django

django.setup()

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, reset_queries
from django.test import Client, RequestFactory
from django.utils import timezone

from foia.models import RegisterEntry
from pasocial.office.people.identity.models import User

application = get_wsgi_application()


def signed_in() -> str:
    """The cookies of the head of the town's FOIA desk with a second factor shown, valid in this process's database."""
    client = Client()
    user = User.objects.filter(
        is_active=True, desk_memberships__desk="foia", desk_memberships__role="head"
    ).first()
    if user is None:
        sys.exit("Nobody heads the FOIA desk here: run manage.py build_demo first.")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": name, "at": time.time()} for name in ("password", "mfa")
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def open_case(cookies: str) -> str:
    """The first case that her own list leads to."""
    found = re.search(rb'href="(/redazione/foia/richieste/\d+/)"', call("/redazione/foia/", cookies)[1])
    return found[1].decode() if found else "/redazione/foia/"


def pages(cookies: str) -> list[tuple[str, str, bool]]:
    """Name, path and whether it is a staff page."""
    line = (
        RegisterEntry.objects.filter(state="approved").order_by("-pk").values_list("slug", flat=True).first()
    )
    return [
        ("site home", "/", False),
        ("portal home", "/accesso-civico/", False),
        ("register list", "/accesso-civico/registro/", False),
        ("register search", "/accesso-civico/registro/?q=delibera", False),
        ("register entry", f"/accesso-civico/registro/{line}/", False),
        ("statistics", "/accesso-civico/statistiche/", False),
        ("answers", "/accesso-civico/risposte/", False),
        ("one answer", answer(), False),
        ("site search", "/cerca/?q=delibera", False),
        ("request form", "/accesso-civico/nuova/", False),
        ("dashboard", "/redazione/", True),
        ("inbox", "/redazione/foia/", True),
        ("case", open_case(cookies), True),
        ("topics board", "/redazione/foia/temi/", True),
    ]


def answer() -> str:
    from wagtail.models import Page

    page = Page.objects.live().filter(url_path__contains="/risposte/").order_by("-depth", "-pk").first()
    return page.get_url() if page else "/"


def call(path: str, cookies: str) -> tuple[str, bytes]:
    head, _, query = path.partition("?")
    environ: dict[str, Any] = RequestFactory().generic("GET", "/", QUERY_STRING=query).environ
    environ["PATH_INFO"] = unquote(head).encode().decode("latin-1")  # as WSGI wants it
    environ["HTTP_HOST"] = "localhost"
    if cookies:
        environ["HTTP_COOKIE"] = cookies
    answered: list[str] = []
    response = application(environ, lambda status, headers, *more: answered.append(status))
    body = b"".join(response)
    response.close()
    return answered[0], body


def measured(path: str, cookies: str, rounds: int) -> tuple[float, float]:
    """CPU and wall time of one call in milliseconds, warmed: the first decile, since a busy machine only adds."""
    for _ in range(5):
        call(path, cookies)
    cpu, wall = [], []
    for _ in range(rounds):
        began, began_wall = time.process_time(), time.perf_counter()
        call(path, cookies)
        cpu.append(time.process_time() - began)
        wall.append(time.perf_counter() - began_wall)
    return statistics.quantiles(cpu, n=10)[0] * 1000, statistics.quantiles(wall, n=10)[0] * 1000


def counted(path: str, cookies: str) -> tuple[int, int]:
    """Queries and cache commands of one call."""
    import redis.connection

    sent = [0]
    original = redis.connection.AbstractConnection.send_packed_command

    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        sent[0] += 1
        return original(self, *args, **kwargs)

    redis.connection.AbstractConnection.send_packed_command = counting  # type: ignore[method-assign]
    connection.force_debug_cursor = True
    queries = 0

    def at_end(**_: Any) -> None:
        nonlocal queries
        queries = len(connection.queries)

    from django.core.signals import request_finished

    request_finished.connect(at_end)
    try:
        reset_queries()
        call(path, cookies)
    finally:
        request_finished.disconnect(at_end)
        connection.force_debug_cursor = False
        redis.connection.AbstractConnection.send_packed_command = original  # type: ignore[method-assign]
    return queries, sent[0]


def calls_of(path: str, cookies: str) -> int:
    """Calls of Python and of C in one warm page: unlike milliseconds, the same on a busy machine and on a quiet one."""
    made = 0

    def noting(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(noting)
    try:
        call(path, cookies)
    finally:
        sys.setprofile(None)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--only", default="")
    parser.add_argument("--profile", default="")
    parser.add_argument("--sort", default="tottime")
    given = parser.parse_args()
    cookies = signed_in()
    if given.profile:
        path, staff = next((path, staff) for name, path, staff in pages(cookies) if name == given.profile)
        for _ in range(5):
            call(path, cookies if staff else "somebody=1")
        profile = cProfile.Profile()
        profile.enable()
        for _ in range(given.rounds):
            call(path, cookies if staff else "somebody=1")
        profile.disable()
        pstats.Stats(profile).sort_stats(given.sort).print_stats(60)
        return
    print(f"# {timezone.now():%Y-%m-%d %H:%M} {given.rounds} calls each, first decile")
    print(
        "| page | status | bytes | queries | cache commands | thousand calls | CPU ms | wall ms | CPU ms, stranger |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, path, staff in pages(cookies):
        if given.only and given.only not in name:
            continue
        # A cookie of no meaning makes a stranger somebody: her page is made anew each time.
        own = cookies if staff else "somebody=1"
        status, body = call(path, own)
        call(path, own)
        queries, commands = counted(path, own)
        calls = calls_of(path, own)
        cpu, wall = measured(path, own, given.rounds)
        kept = "" if staff else f"{measured(path, '', given.rounds)[0]:.1f}"
        print(
            f"| {name} | {status[:3]} | {len(body)} | {queries} | {commands} | {calls / 1000:.0f} |"
            f" {cpu:.1f} | {wall:.1f} | {kept} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
