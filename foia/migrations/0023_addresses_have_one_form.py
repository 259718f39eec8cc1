"""Addresses that were written with letters beyond ASCII take the one form in which they are now compared."""

from __future__ import annotations

from typing import Any

import idna
from django.db import migrations


def one_form(address: str) -> str:
    """As today's cleaning writes it; what is no such address stays as it is."""
    local, _sign, host = address.strip().rpartition("@")
    try:
        return f"{local.lower()}@{idna.encode(host.lower(), strict=True).decode('ascii')}"
    except (idna.IDNAError, UnicodeError, IndexError):
        return address


def rewrite(apps: Any, schema: Any) -> None:
    for model, names in {"Applicant": ("email", "pec"), "Party": ("email",)}.items():
        rows = apps.get_model("foia", model).objects
        for name in names:
            beyond = rows.filter(**{f"{name}__regex": "[^\\x01-\\x7f]"}).values_list("pk", name)
            for pk, address in list(beyond):
                rows.filter(pk=pk).update(**{name: one_form(address)})


class Migration(migrations.Migration):
    dependencies = [("foia", "0022_names_are_found_without_accents")]

    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop, elidable=True)]
