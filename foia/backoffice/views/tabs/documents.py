"""Every file of the case, by where it came from, with who may open it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foia.backoffice.showing import file_row
from foia.backoffice.views.case import CasePage, tab
from pasocial.design.presentation import moment


@tab("documenti", "foia/backoffice/case_documents.html")
def documents(page: CasePage) -> dict[str, Any]:
    titles = {
        "filed": _("Allegati alla richiesta"),
        "message": _("Allegati ai messaggi"),
        "collected": _("Documenti raccolti dall'ufficio"),
        "consultation": _("Ricevuti da altri uffici"),
        "release": _("Documenti della decisione"),
        "letter": _("Lettere"),
    }
    groups: dict[str, list[Any]] = {}
    for stored in page.case.files:
        kind = "consultation" if stored.about.startswith("foia.consultation:") else stored.purpose
        note = moment(stored.stored_at)
        groups.setdefault(kind, []).append(file_row(stored, page.request.pk, note))
    order = [*titles, *(kind for kind in groups if kind not in titles)]
    return {
        "forms": {"carica": page.form("carica")} if page.works else {},
        "file_groups": [
            {"title": titles.get(kind, _("Altri")), "files": groups[kind]} for kind in order if kind in groups
        ],
    }
