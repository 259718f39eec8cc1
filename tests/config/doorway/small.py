"""A small WSGI application behind the doorway, for the server of test_application.py."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from pasocial.config.doorway.application import Doorway
from pasocial.config.doorway.bounds import Pace
from pasocial.config.doorway.receiving import REFUSED_KEY

MEGABYTE = 1_000_000
BIG = 12 * MEGABYTE
with NamedTemporaryFile(delete=False) as _made:
    _made.write(b"f" * BIG)
BIG_FILE = Path(_made.name)


def wsgi(environ: dict[str, Any], start_response: Any) -> Any:
    path = environ["PATH_INFO"]
    if path == "/file":
        start_response("200 OK", [("Content-Length", str(BIG))])
        return environ["wsgi.file_wrapper"](BIG_FILE.open("rb"), 4096)
    if path == "/pieces":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return (b"p" * MEGABYTE for _ in range(BIG // MEGABYTE))
    if path == "/breaks":
        raise RuntimeError("a fault of the application")
    if path == "/sleeps":
        time.sleep(0.5)
    told = {
        "method": environ["REQUEST_METHOD"],
        "path": path,
        "query": environ["QUERY_STRING"],
        "length": environ.get("CONTENT_LENGTH"),
        "body": len(environ["wsgi.input"].read()),
        "refused": environ.get(REFUSED_KEY),
        "headers": {name: value for name, value in environ.items() if name.startswith("HTTP_")},
    }
    said = json.dumps(told).encode()
    status = "413 Content Too Large" if told["refused"] == "too_large" else "200 OK"
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(said)))])
    return _one(said)


def _one(said: bytes) -> Iterator[bytes]:
    yield said


application = Doorway(
    wsgi,
    threads=2,
    most_bytes=lambda method, path: 50 * MEGABYTE if path == "/upload" else MEGABYTE,
    pace=Pace(grace_seconds=8.0, least_bytes_a_second=1000.0, silent_seconds=3.0),
)
