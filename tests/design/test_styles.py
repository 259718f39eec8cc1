"""Templates use only classes that exist; styles ask for nothing from elsewhere."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Names that mark a part for scripts, tests or a parent's rule, and need no rule of their own.
UNSTYLED = {
    "pa-allauth",
    "pa-chips-clear",
    "pa-dl-1",
    "pa-file",
    "pa-group",
    "pa-section-actions",
    "pa-single",
    "pa-suggestions",
    "pa-work-content",
}


def used_classes() -> dict[str, str]:
    """Every `pa-` class written whole in a template, with one template that uses it."""
    used: dict[str, str] = {}
    for folder in [ROOT / "templates", *ROOT.glob("pasocial/*/templates")]:
        for path in folder.glob("**/*.html"):
            for value in re.findall(r'class="([^"]*)"', path.read_text()):
                for name in re.sub(r"\{[%{].*?[%}]\}", " ", value).split():
                    if name.startswith("pa-") and not name.endswith("-"):
                        used[name] = str(path.relative_to(ROOT))
    return used


def test_classes_of_templates_are_styled() -> None:
    styles = " ".join(
        path.read_text()
        for path in [*ROOT.glob("pasocial/*/css/*.css"), *ROOT.glob("pasocial/*/static/**/*.css")]
    )
    known = set(re.findall(r"\.(pa-[a-z0-9-]+)", styles)) | UNSTYLED

    assert {name: where for name, where in used_classes().items() if name not in known} == {}


def test_names_without_rule_are_still_used() -> None:
    assert UNSTYLED - set(used_classes()) == set()


def test_styles_ask_for_nothing_from_elsewhere() -> None:
    for path in ROOT.glob("pasocial/design/css/*.css"):
        asked = re.findall(r"url\(\"?([^)\"]+)", path.read_text())
        assert [address for address in asked if address.startswith(("http", "//"))] == []
