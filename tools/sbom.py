"""The bill of materials of the image, from its pins and from what each package says of itself: `sbom.py FOLDER FILE`.

CycloneDX's own tool reads the pins and their hashes; licences and needs come from the packages unpacked in FOLDER.
Written twice from the same pins it is the same, byte by byte: no moment, no serial number, no line numbers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import fixup_id
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1]
PINS = "requirements-image.txt"
# The image's system and Python (Dockerfile); a pin for another one is not in it.
IMAGE = {
    "sys_platform": "linux",
    "platform_system": "Linux",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.11",
    "python_full_version": "3.11.14",
    "extra": "",
}
OPEN_SOURCE = "License :: OSI Approved :: "


def in_image(line: Requirement) -> bool:
    return line.marker is None or line.marker.evaluate(IMAGE)


def bill(unpacked: Path) -> dict[str, Any]:
    """The whole document. `unpacked` holds the packages of the image, as `pip install --target` lays them."""
    there = {canonicalize_name(each.name): each for each in metadata.distributions(path=[str(unpacked)])}
    # An index named by a scheme of packages, not by a host: where they come from is each installation's affair.
    command = [
        "requirements",
        "--index-url",
        "pkg:pypi",
        "--output-reproducible",
        "--no-validate",
        "--of",
        "JSON",
    ]
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", *command, "--pyproject", "pyproject.toml", PINS],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(told.stdout)
    components = [each for each in found["components"] if canonicalize_name(each["name"]) in there]
    refs = {canonicalize_name(each["name"]): each["purl"] for each in components}
    for each in components:
        about = there[canonicalize_name(each["name"])]
        each.pop("description", None)  # the line of the list, number included
        each["bom-ref"] = each["purl"]
        each["licenses"] = licences(about.metadata)
        for place in each.get("externalReferences", []):
            place["comment"] = "files of this version, whichever index serves them"
    components.sort(key=lambda each: str(each["purl"]))
    # The tool's own links would name hosts that an office need not know.
    for tool in found["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    root = found["metadata"]["component"]
    root["bom-ref"] = root["name"]
    asked = [canonicalize_name(Requirement(need).name) for need in _asked_by_us()]
    found["components"] = components
    found["dependencies"] = [
        {"ref": root["bom-ref"], "dependsOn": sorted({refs[name] for name in asked if name in refs})},
        *({"ref": refs[name], "dependsOn": needs(there[name], refs)} for name in sorted(refs)),
    ]
    return found  # type: ignore[no-any-return]


def licences(about: Any) -> list[dict[str, Any]]:
    """The licence as an SPDX expression where the package gives one, else in the words it uses."""
    expression = about.get("License-Expression")
    if expression:
        return [{"expression": expression}]
    named = [
        each.removeprefix(OPEN_SOURCE).removeprefix("License :: ")
        for each in about.get_all("Classifier") or []
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    said = (about.get("License") or "").strip()
    names = named or ([said.splitlines()[0][:200]] if said else [])
    return [
        {"license": {"id": identifier}} if (identifier := fixup_id(name)) else {"license": {"name": name}}
        for name in sorted(set(names))
    ]


def needs(about: metadata.Distribution, refs: dict[str, str]) -> list[str]:
    wanted = [Requirement(each) for each in about.requires or []]
    names = {canonicalize_name(each.name) for each in wanted if in_image(each)}
    return sorted(refs[name] for name in names if name in refs)


def _asked_by_us() -> list[str]:
    about = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    return [*about["dependencies"], *about["optional-dependencies"]["s3"]]


def main() -> None:
    unpacked, target = map(Path, sys.argv[1:3])
    written = json.dumps(bill(unpacked), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if wrong is not None:
        sys.exit(f"The bill of materials is not valid CycloneDX: {wrong}")
    target.write_text(written)
    print(f"{target}: {len(json.loads(written)['components'])} packages.")


if __name__ == "__main__":
    main()
