"""The program that opens foreign files to clean them, to read office documents and to tell their properties.

It reads one JSON order on standard input and writes one JSON answer; it runs with limits, knows nothing of the office,
and must never import Django or the network. PDFs are read by the redaction's own program.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

# Started alone, it finds its neighbours by itself.
sys.path.insert(0, str(Path(__file__).parents[5]))

from pasocial.office.files.attachments.cleaning import papers, properties, words
from pasocial.office.files.attachments.cleaning.pictures import Unclean, kind_of, without_metadata

SECONDS = 40
BYTES = 2 * 1024**3
WRITTEN_BYTES = 400 * 1024**2


def limit_itself() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def clean(order: dict[str, Any]) -> dict[str, Any]:
    """Writes `target`: the file at `source` without its metadata. `title` names a PDF; pictures have none."""
    content = Path(order["source"]).read_bytes()
    target = Path(order["target"])
    if content[:1024].find(b"%PDF-") >= 0:
        papers.pdf(order["source"], order["target"], order.get("title", ""))
    elif kind_of(content):
        target.write_bytes(without_metadata(content))
    elif content[:2] == b"PK":
        target.write_bytes(papers.archive(content))
    else:
        raise Unclean("kind")
    return {}


def read(order: dict[str, Any]) -> dict[str, Any]:
    return words.read(Path(order["source"]).read_bytes())


def tell(order: dict[str, Any]) -> dict[str, Any]:
    return {"properties": properties.of(Path(order["source"]).read_bytes(), order["source"])}


def main() -> None:
    limit_itself()
    order = json.load(sys.stdin)
    try:
        answer = {"clean": clean, "read": read, "tell": tell}[order["do"]](order)
    except Unclean as unclean:
        answer = {"refused": str(unclean)}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    except Exception:  # whatever a foreign file provokes is the file's fault, and the parent says so
        answer = {"refused": "broken"}
    json.dump(answer, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
