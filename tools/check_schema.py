"""The committed OpenAPI document is valid and says what the code does; --write brings it up to date."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COMMITTED = PROJECT / "docs" / "openapi.yaml"


def generated() -> str:
    """The schema of the code, as drf-spectacular writes it."""
    import django
    from django.utils import translation

    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.test")
    django.setup()
    from drf_spectacular.generators import SchemaGenerator
    from drf_spectacular.renderers import OpenApiYamlRenderer

    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    return OpenApiYamlRenderer().render(schema, renderer_context={}).decode()


def main() -> int:
    written = generated()
    if "--write" in sys.argv[1:]:
        COMMITTED.parent.mkdir(exist_ok=True)
        COMMITTED.write_text(written)
        print(f"Written: {COMMITTED.relative_to(PROJECT)}")
        return 0
    import yaml
    from openapi_spec_validator import validate

    validate(yaml.safe_load(written))
    committed = COMMITTED.read_text() if COMMITTED.exists() else ""
    if committed != written:
        difference = difflib.unified_diff(
            committed.splitlines(), written.splitlines(), "committed", "code", lineterm=""
        )
        print("\n".join(list(difference)[:40]))
        print("docs/openapi.yaml is not what the code does: run `make openapi` and commit it.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
