"""An installation that failed says the real cause and what to do, in one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.install_trouble import why

PROJECT = Path(__file__).resolve().parents[2]
NEEDS_NEWER = """\
Collecting broth==4.1.2
ERROR: Ignored the following versions that require a different python version: 4.1.2 Requires-Python >=3.11.5; \
4.2 Requires-Python >=3.12
ERROR: Could not find a version that satisfies the requirement broth==4.1.2 (from versions: 1.0, 2.10)
ERROR: No matching distribution found for broth==4.1.2
"""


def told(log: str) -> str:
    return why(log, python="3.11.2", machine="Linux x86_64")


def test_package_that_needs_another_python_is_named_with_the_version_it_needs() -> None:
    assert told(NEEDS_NEWER) == (
        "broth 4.1.2 needs Python >=3.11.5 and this is 3.11.2: install such a Python, then 'rm -rf .venv' and "
        "'make env PYTHON=/path/to/it'."
    )


def test_upper_limit_of_python_is_told_in_the_same_way() -> None:
    log = NEEDS_NEWER.replace("4.1.2 Requires-Python >=3.11.5", "4.1.2 Requires-Python <3.11,>=3.8")
    assert told(log).startswith("broth 4.1.2 needs Python <3.11,>=3.8 and this is 3.11.2: ")


@pytest.mark.parametrize(
    "log",
    [
        NEEDS_NEWER.replace(
            "4.1.2 Requires-Python >=3.11.5; ", ""
        ),  # only other versions want another Python
        NEEDS_NEWER.replace("4.1.2 Requires", "14.1.2 Requires"),
        "ERROR: No matching distribution found for broth==4.1.2\n",
        "ERROR: No matching distribution found for broth==4.1.2; python_version >= '3.11'\n",
    ],
)
def test_package_without_a_file_for_this_machine_is_not_blamed_on_python(log: str) -> None:
    assert told(log).startswith("There is no ready-made broth 4.1.2 for Python 3.11.2 on Linux x86_64: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full (No space left on device): "),
        ("OSError: [Errno 122] Disk quota exceeded", "The disk is full (Disk quota exceeded): "),
        (
            "Retrying after connection broken by 'NewConnectionError(…: Failed to establish a new connection'",
            "The package index was not reached (NewConnectionError): check the network",
        ),
        (
            "HTTPSConnectionPool(…): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(…)))",
            "The package index answers with a certificate that this machine does not trust: ",
        ),
        (
            "PermissionError: [Errno 13] Permission denied: '/srv/pasocial/.venv/lib'",
            "/srv/pasocial/.venv/lib cannot be written by this user: ",
        ),
        ("a sentence of a pip to come", "The reason is in the lines above and in .venv/install.log"),
    ],
)
def test_other_causes_are_told_apart(line: str, said: str) -> None:
    # What pip adds at the end is the same for many causes: the cause comes first.
    assert told(f"{line}\nERROR: No matching distribution found for broth\n").startswith(said)


def test_file_that_is_not_the_pinned_one_is_told_as_such() -> None:
    log = (
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated …\n"
        "    broth==4.1.2 from file:///wheels/broth-4.1.2-py3-none-any.whl (from -r requirements-dev.txt (line 1)):\n"
        "        Expected sha256 aa\n             Got        bb\n"
    )
    assert told(log).startswith("The file received for broth 4.1.2 is not the one that was pinned")


def test_the_real_pip_of_this_python_is_understood(tmp_path: Path) -> None:
    """An index of one package that wants a Python of the future; no network is asked."""
    index = tmp_path / "broth"
    index.mkdir()
    (index / "index.html").write_text(
        '<!DOCTYPE html><html><body><a href="broth-4.1.2-py3-none-any.whl" data-requires-python="&gt;=4.7">'
        "broth-4.1.2-py3-none-any.whl</a></body></html>"
    )
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "--isolated", "install", "--no-deps", "--dry-run",
         "--index-url", tmp_path.as_uri(), "broth==4.1.2"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert pip.returncode == 1
    log = tmp_path / "install.log"
    log.write_text(pip.stdout + pip.stderr)
    said = subprocess.run(
        [sys.executable, "tools/install_trouble.py", str(log)],
        cwd=PROJECT, capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert said.stdout.startswith("broth 4.1.2 needs Python >=4.7 and this is 3.")
