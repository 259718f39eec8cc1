"""Why pip could not install the pinned packages, in one sentence that says what to do: `install_trouble.py LOG`.

Runs with any Python and nothing installed, since it speaks when the installation has failed.
"""

import platform
import re
import sys
from pathlib import Path

UNREACHED = (
    "NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "Read timed out", "NameResolutionError",
    "Temporary failure in name resolution", "Name or service not known", "Network is unreachable",
    "Connection refused", "ProxyError", "RemoteDisconnected", "Connection reset by peer", "ConnectionResetError",
)  # fmt: skip
AGAIN = "then run 'make env' again."


def why(log: str, *, python: str, machine: str) -> str:
    """`log` is what pip wrote, `python` the version that ran it (3.11.2), `machine` its system and processor."""
    disk = re.search(r"No space left on device|Disk quota exceeded", log)
    if disk:
        return f"The disk is full ({disk[0]}): free about 1 GB where this checkout and the temporary folder lie, {AGAIN}"
    denied = re.search(r"Permission denied: '([^']+)'", log)
    if denied:
        return f"{denied[1]} cannot be written by this user: change its owner, or remove .venv, {AGAIN}"
    if re.search(r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError", log):
        return (
            "The package index answers with a certificate that this machine does not trust: tell pip of your network's "
            f"authority with PIP_CERT=/path/to/authority.pem, {AGAIN}"
        )
    # Before what was not found: an index that nobody reaches has no version of anything.
    for sign in UNREACHED:
        if sign in log:
            return f"The package index was not reached ({sign}): check the network and pip's proxy settings, {AGAIN}"
    mismatch = re.search(r"DO NOT MATCH THE HASHES.*?\n\s+([A-Za-z0-9._-]+)==(\S+)", log, re.S)
    if mismatch:
        return (
            f"The file received for {mismatch[1]} {mismatch[2]} is not the one that was pinned, and was not installed: "
            "empty pip's cache ('pip cache purge'); if it happens again, do not trust the index that sent it."
        )
    missing = re.search(r"No matching distribution found for ([A-Za-z0-9._-]+)==([^\s;(]+)", log)
    if missing:
        name, version = missing.groups()
        # pip tells all that it left out for the sake of Python, of which only this version matters.
        left_out = rf"(?:^|[:;])\s*{re.escape(version)} Requires-Python ([^;\n]+)"
        wanted = re.search(left_out, log, re.M)
        if wanted:
            return (
                f"{name} {version} needs Python {wanted[1].strip()} and this is {python}: install such a Python, then "
                "'rm -rf .venv' and 'make env PYTHON=/path/to/it'."
            )
        return (
            f"There is no ready-made {name} {version} for Python {python} on {machine}: use a Python from 3.11 to 3.13 "
            "('make env PYTHON=/path/to/it'), or a system for which the package is published."
        )
    return (
        "The reason is in the lines above and in .venv/install.log; once it is removed, run 'make env' again."
    )


def main() -> None:
    log = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    print(why(log, python=platform.python_version(), machine=f"{platform.system()} {platform.machine()}"))


if __name__ == "__main__":
    main()
