"""Why two requests look alike, in the reader's language: the rules keep codes and values, the page makes sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def sentences(why: Mapping[str, Any]) -> list[str]:
    """Every reason, then every warning. A code this page does not know shows its values rather than nothing."""
    words = {
        "same_words": _("Usano le stesse parole."),
        "shared_terms": _("Hanno in comune: {listed}."),
        "same_kinds": _("Chiedono lo stesso tipo di documento: {listed}."),
        "same_offices": _("Nominano lo stesso ufficio: {listed}."),
        "same_places": _("Nominano lo stesso luogo: {listed}."),
        "same_period": _("Riguardano lo stesso periodo: {listed}."),
        "overlapping_period": _("I periodi si sovrappongono: {listed}."),
        "different_offices": _("Attenzione, uffici diversi: {listed}."),
        "different_places": _("Attenzione, luoghi diversi: {listed}."),
        "different_period": _("Attenzione, periodi diversi: {listed}."),
        "one_period": _("Solo una delle due indica il periodo: {listed}."),
    }
    found = []
    for code, values in [*why.get("parts", ()), *why.get("warnings", ())]:
        listed = ", ".join(f"«{value}»" if code == "shared_terms" else str(value) for value in values)
        found.append(words.get(code, "{listed}").format(listed=listed))
    return [sentence for sentence in found if sentence.strip()]
