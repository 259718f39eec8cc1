"""The bill of materials that ships in the image is that of the pins the image is made of."""

from __future__ import annotations

import json
import re
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from tests.architecture.test_requirements import pins, version_of
from tests.architecture.tree import PROJECT, text
from tools.sbom import in_image

WRITTEN = text(PROJECT / "sbom.cdx.json")
BILL: dict[str, Any] = json.loads(WRITTEN)


def hashes_pinned() -> dict[str, list[str]]:
    blocks = re.split(r"^(?=[A-Za-z0-9])", text(PROJECT / "requirements-image.txt"), flags=re.M)[1:]
    return {
        canonicalize_name(block.split("==")[0]): sorted(re.findall(r"sha256:([0-9a-f]{64})", block))
        for block in blocks
    }


def test_bill_is_valid_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(WRITTEN) is None


def test_bill_lists_exactly_what_the_image_installs() -> None:
    wanted = {
        name: f"pkg:pypi/{name}@{version_of(pin)}"
        for name, pin in pins("requirements-image.txt").items()
        if in_image(pin)
    }
    assert {each["name"]: each["purl"] for each in BILL["components"]} == wanted


def test_each_package_has_its_hashes_its_licence_and_its_needs() -> None:
    pinned = hashes_pinned()
    for each in BILL["components"]:
        (files,) = each["externalReferences"]
        assert sorted(one["content"] for one in files["hashes"]) == pinned[each["name"]]
        assert each["licenses"], f"{each['name']} has no licence"
    refs = {each["bom-ref"] for each in BILL["components"]}
    assert {each["ref"] for each in BILL["dependencies"]} == refs | {"pasocial"}
    assert {need for each in BILL["dependencies"] for need in each.get("dependsOn", [])} <= refs


def test_bill_tells_no_host_no_moment_and_no_number_of_its_own() -> None:
    assert [line for line in WRITTEN.splitlines() if "://" in line] == [
        ' "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",'
    ]
    assert ("serialNumber" in BILL, "timestamp" in BILL["metadata"]) == (False, False)


def test_image_holds_its_bill() -> None:
    assert "COPY manage.py requirements.txt sbom.cdx.json ./" in text(PROJECT / "Dockerfile")
