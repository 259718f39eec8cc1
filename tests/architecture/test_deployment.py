"""The image and the composed office say what docs/deploy.md promises."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.architecture.tree import PROJECT, SLICES, text

COMPOSE: dict[str, Any] = yaml.safe_load(text(PROJECT / "docker-compose.yml"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PARTS = ("web", "streams", "worker", "beat", "migrate")


def test_every_part_of_the_office_is_composed() -> None:
    assert sorted(SERVICES) == sorted([*PARTS, "postgres", "valkey", "proxy"])


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_part_is_asked_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_only_the_proxy_is_reachable_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["proxy"]


def test_beat_is_exactly_one_and_the_scalable_parts_have_no_fixed_name() -> None:
    assert SERVICES["beat"]["deploy"]["replicas"] == 1
    assert [name for name in ("web", "worker") if "container_name" in SERVICES[name]] == []


@pytest.mark.parametrize("name", PARTS)
def test_parts_run_the_same_image_without_privileges(name: str) -> None:
    service = SERVICES[name]
    assert (service["image"], service["cap_drop"], service["read_only"], service["security_opt"]) == (
        "pasocial:${PASOCIAL_VERSION:-latest}",
        ["ALL"],
        True,
        ["no-new-privileges:true"],
    )


def test_composed_office_gives_production_all_that_it_requires() -> None:
    required = re.findall(
        r'env\.(?:required|listed)\(\s*"([A-Z_]+)",\s*(?:None, )?hint',
        text(PROJECT / "pasocial/config/settings/prod.py"),
    )
    assert set(required) - set(SERVICES["web"]["environment"]) == set()


def test_every_secret_is_demanded_by_name() -> None:
    given = text(PROJECT / "docker-compose.yml")
    asked = {
        "SECRET_KEY",
        "PERSON_KEY_SECRET",
        "POSTGRES_PASSWORD",
        "VALKEY_PASSWORD",
        "EMAIL_URL",
        "MAIL_FROM",
        "SITE_HOST",
    }
    assert {name for name in asked if f"${{{name}:?" not in given} == set()
    example = text(PROJECT / "deploy" / "example.env")
    assert {name for name in asked if f"{name}=" not in example} == set()


def test_image_is_not_root_and_holds_every_slice() -> None:
    image = text(PROJECT / "Dockerfile")
    assert image.index("USER pasocial") < image.index("ENTRYPOINT")
    assert "HEALTHCHECK" in image
    present = [name for name in SLICES if (PROJECT / name / "__init__.py").exists()]
    assert [name for name in present if f"COPY {name} {name}" not in image] == []


def test_streams_leave_the_proxy_unbuffered_and_probes_stay_inside() -> None:
    proxy = text(PROJECT / "deploy" / "Caddyfile")
    streams = proxy[proxy.index("handle /streams/*") : proxy.index("\thandle {")]
    assert "streams 8001" in streams
    assert "flush_interval -1" in streams
    # Without an address the proxy would not start: an empty name leaves the directive without its argument.
    assert 'email "{$ACME_EMAIL}"' in proxy
    assert "@inside path /healthz /readyz /metrics" in proxy
    # A bare `respond` comes after every `handle` in Caddy's order and would never be reached.
    assert "\thandle @inside {\n\t\trespond 404\n\t}\n" in proxy


def test_proxy_gives_headers_seconds_and_lets_bodies_come() -> None:
    proxy = text(PROJECT / "deploy" / "Caddyfile")
    assert ("read_header 10s" in proxy, "max_size 111MB" in proxy) == (True, True)


def test_container_and_machine_run_the_same_server() -> None:
    """The options that protect it are written twice: for the image in shell, for `make up` in Python."""
    from pasocial.embedded.parts import LINES, PLAIN_HTTP, pages_command, streams_command

    started = text(PROJECT / "deploy" / "start.sh")
    for options in (LINES, PLAIN_HTTP):
        assert started.count(" ".join(options[:2])) == 2
        assert all(option in started for option in options)
    assert pages_command("x", 1, workers=1)[-1] in started
    assert streams_command("x", 1)[-1] in started


def test_health_is_asked_outside_of_the_image_too() -> None:
    """Builders of OCI images drop the Dockerfile's HEALTHCHECK."""
    assert [
        name for name in ("web", "streams", "worker", "beat") if "healthcheck" not in SERVICES[name]
    ] == []
    deploy = text(PROJECT / "docs" / "deploy.md")
    assert ("--health-cmd" in deploy, "livenessProbe" in deploy) == (True, True)
