"""Asks for the clean copy of a file, its words or its properties; what cannot be done is said in words."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.refusal import Refusal, Refused

CHILD = Path(__file__).with_name("child.py")
# A little more than the child allows itself.
SECONDS = 60

PICTURES = frozenset(
    (
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/gif",
        "image/webp",
        "image/heic",
        "image/heif",
        "image/avif",
    )
)
OFFICE = frozenset(
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    )
)
PDF = "application/pdf"
CLEANABLE = PICTURES | OFFICE | {PDF}

REFUSED = {
    "signed": _("è firmato: togliere le proprietà romperebbe la firma"),
    "encrypted": _("è protetto da una password"),
    "broken": _("è danneggiato e non si lascia leggere"),
    "too_heavy": _("chiede troppo tempo o troppa memoria"),
    "too_long": _("è troppo lungo per essere controllato in una volta"),
    "kind": _("è di un tipo che qui non si legge"),
    "gone": _("il suo contenuto non si trova più"),
}


def refuse(code: str) -> Refused:
    return Refused(Refusal(f"unclean_{code}", REFUSED.get(code, REFUSED["broken"]), "file"))


def cleaned(content: bytes, *, title: str = "") -> bytes:
    """The content without metadata. Raises Refused: unclean_signed, _encrypted, _broken, _too_heavy, _kind."""
    with tempfile.TemporaryDirectory(prefix="pasocial-clean-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "target"
        source.write_bytes(content)
        _ask({"do": "clean", "source": str(source), "target": str(target), "title": title})
        return target.read_bytes()


def words_of(content: bytes) -> dict[str, Any]:
    """`pages`, `pictures`, `foreign` of an office document, see words.read. Raises Refused."""
    return _with_source(content, "read")


def properties_of(content: bytes) -> list[tuple[str, str]]:
    """What the file carries beside what it shows: (code, value). Raises Refused."""
    return [(code, value) for code, value in _with_source(content, "tell")["properties"]]


def _with_source(content: bytes, verb: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="pasocial-read-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        return _ask({"do": verb, "source": str(source)})


def _ask(order: Mapping[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(CHILD)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as slow:
        raise refuse("too_heavy") from slow
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as nothing:
        raise refuse("too_heavy" if done.returncode else "broken") from nothing
    if "refused" in answer:
        raise refuse(answer["refused"])
    return answer
