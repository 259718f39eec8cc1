"""The line that makes a call from a terminal: to copy, with sample values where the reader puts her own."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

BASE_PATH = "/api/v1"
# What stands in an address, as the examples of the document have it.
SAMPLES = {
    "id": "12",
    "code": "7K3M-PQ9R-X2WD",
    "slug": "2026-0000012",
    "public_id": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "consultation": "5",
    "party": "3",
    "page": "41",
    "text": "quanto costano le luminarie",
}
MULTIPART = "multipart/form-data"
WIDEST = 76


def call_of(
    path: str,
    method: str,
    parameters: list[dict[str, Any]],
    media: tuple[str, ...],
    sent: Any,
    *,
    wants_key: bool,
) -> str:
    """`$BASE` and `$KEY` are for the reader's shell; the values between single quotes are exactly what is sent."""
    asked = {one["name"]: _sample(one) for one in parameters if one["in"] == "query" and one.get("required")}
    address = path.removeprefix(BASE_PATH)
    for one in parameters:
        if one["in"] == "path":
            address = address.replace(f"{{{one['name']}}}", _sample(one))
    query = f"?{urlencode(asked)}" if asked else ""
    verb = "" if method == "GET" or (method == "POST" and media) else f" -X {method}"
    pieces = [f'curl{verb} "$BASE{address}{query}"']
    if wants_key:
        pieces.append('-H "Authorization: Bearer $KEY"')
    headers = [(one["name"], _sample(one)) for one in parameters if one["in"] == "header"]
    pieces += ["-H " + _quoted(f"{name}: {value}") for name, value in headers]
    if media and media[0] == MULTIPART:
        pieces += _parts(sent)
    elif media:
        pieces += ['-H "Content-Type: application/json"', f"-d {_quoted(_written(sent))}"]
    return " \\\n  ".join(pieces)


def _parts(sent: Any) -> list[str]:
    """A form with files: each file is one of the reader's own disk."""
    found = []
    for name, value in (sent or {}).items():
        for one in value if isinstance(value, list) else [value]:
            written = f"{name}=@documento.pdf" if name == "files" else f"{name}={one}"
            found.append(f"-F {_quoted(written)}")
    return found


def _written(sent: Any) -> str:
    short = json.dumps(sent if sent is not None else {}, ensure_ascii=False)
    return short if len(short) <= WIDEST else json.dumps(sent, ensure_ascii=False, indent=2)


def _sample(parameter: dict[str, Any]) -> str:
    examples = [one["value"] for one in parameter.get("examples", {}).values() if "value" in one]
    if examples:
        return str(examples[0])
    return SAMPLES.get(parameter["name"], "1" if parameter["schema"].get("type") == "integer" else "…")


def _quoted(text: str) -> str:
    """For a POSIX shell: nothing between single quotes is read by it."""
    return "'" + text.replace("'", "'\\''") + "'"
