"""The files a decision hands over, as its tab shows them: what was found in each, and who answers for it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from foia.backoffice.presenters import disclosure_chip
from foia.backoffice.views.case import CasePage
from foia.models import Decision
from foia.queries import releases
from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.queries import confirmations_of
from pasocial.office.files.attachments.views.findings import findings_of
from pasocial.office.files.attachments.views.inspection import form_of


def shown_files(page: CasePage, decision: Decision) -> list[dict[str, Any]]:
    """One row for each file: `findings` and, for whoever works the case, the boxes to confirm and its copies."""
    released = releases.released_files(page.access_request, decision, page.case.files)
    answers = confirmations_of([one.stored for one in released])
    editable = decision.state in (Decision.State.DRAFT, Decision.State.RETURNED)
    applicant = [page.case.applicant.name, page.case.applicant.organisation]
    return [_row(page, one, answers.get(one.stored.pk, {}), editable, applicant) for one in released]


def _row(
    page: CasePage, one: releases.Released, answers: dict[str, Any], editable: bool, applicant: list[str]
) -> dict[str, Any]:
    stored = one.stored
    findings = findings_of(stored, one.read, answers)
    form = None
    if page.works and one.public and one.read.read and not findings.clear:
        form = form_of(findings, id_prefix=f"f{stored.pk}")
    copies = []
    if page.works and editable:
        copies = [
            {
                "name": made.copy.name,
                "url": reverse("office:redaction", args=[made.copy.public_id]),
                "form": page.form(
                    "usa-copia",
                    mark=f"-{made.copy.pk}",
                    file=str(stored.public_id),
                    copy=str(made.copy.public_id),
                ),
            }
            for made in files.redacted_copies(stored)
        ]
    others = 0 if one.public else releases.of_third_persons(one, applicant)
    return {
        "id": f"file-{stored.pk}",
        "file": stored,
        "title": ", ".join(one.titles),
        "public": one.public,
        "disclosure": disclosure_chip("public" if one.public else "requester"),
        "findings": findings,
        "form": form,
        "confirm_url": reverse("office:confirm_findings", args=[stored.public_id]),
        "again_url": reverse("office:read_again", args=[stored.public_id]) if page.works else "",
        "inspection_url": reverse("office:inspection", args=[stored.public_id]),
        "redact_url": reverse("office:redact", args=[stored.public_id])
        if page.works and findings.readable and editable
        else "",
        "copies": copies,
        "warning": ngettext(
            "Nel documento c'è %(n)d dato che può riguardare altre persone: chi l'ha chiesto lo leggerà.",
            "Nel documento ci sono %(n)d dati che possono riguardare altre persone: chi l'ha chiesto li leggerà.",
            others,
        )
        % {"n": others}
        if others
        else "",
        "next": page.tab_url("decisione") + "#dati-personali",
    }
