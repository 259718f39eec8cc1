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
    for model, names in {"User": ("email",)}.items():
        rows = apps.get_model("office_identity", model).objects
        for name in names:
            beyond = rows.filter(**{f"{name}__regex": "[^\\x01-\\x7f]"}).values_list("pk", name)
            for pk, address in list(beyond):
                form = one_form(address)
                # Where an address may stand only once, the second spelling of one that is there already stays.
                if not rows.filter(**{name: form}).exists():
                    rows.filter(pk=pk).update(**{name: form})


class Migration(migrations.Migration):
    dependencies = [("office_identity", "0001_initial")]

    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop, elidable=True)]
