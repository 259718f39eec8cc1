"""One file before everybody may have it: what it says, what it carries unseen, and who answers for that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pasocial.office.files.attachments import forms, inspecting, inspections, queries, serving
from pasocial.office.files.attachments.cleaning import making
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.redaction.reading import content_of
from pasocial.office.files.attachments.views.doors import may_open_stored, may_redact, place_of, signed_in
from pasocial.office.files.attachments.views.findings import Findings, choices_of, findings_of
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused

CARRIED = {
    "author": gettext_lazy("autore"),
    "last_author": gettext_lazy("ultima modifica di"),
    "company": gettext_lazy("ente o impresa"),
    "title": gettext_lazy("titolo"),
    "subject": gettext_lazy("oggetto"),
    "description": gettext_lazy("descrizione"),
    "keywords": gettext_lazy("parole chiave"),
    "copyright": gettext_lazy("diritti"),
    "comment": gettext_lazy("commento"),
    "place": gettext_lazy("luogo dello scatto (GPS)"),
    "taken": gettext_lazy("data e ora di creazione"),
    "changed": gettext_lazy("data e ora della modifica"),
    "maker": gettext_lazy("marca dell'apparecchio"),
    "model": gettext_lazy("modello dell'apparecchio"),
    "serial": gettext_lazy("numero di serie"),
    "software": gettext_lazy("programma"),
    "maker_note": gettext_lazy("note del costruttore"),
    "xmp": gettext_lazy("descrizione XMP"),
    "iptc": gettext_lazy("descrizione IPTC"),
    "thumbnail": gettext_lazy("anteprima"),
    "after_end": gettext_lazy("dati dopo la fine dell'immagine"),
    "other": gettext_lazy("altra proprietà"),
}


def _stored(request: HttpRequest, public_id: UUID, *, to_decide: bool = False) -> StoredFile:
    stored = queries.by_public_id(public_id)
    if stored is None:
        raise Http404
    if not (may_redact(request.user, stored) if to_decide else may_open_stored(request.user, stored)):
        raise PermissionDenied("redact_policy" if to_decide else "file_policy")
    return stored


@signed_in("file_policy")
@require_safe
def show_inspection(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Permission: the desk's `file_policy`; the boxes are only for whoever its `redact_policy` names."""
    stored = _stored(request, public_id)
    if serving.refused_for_malware(stored):
        return render(request, "office/file_infected.html", {"file": stored}, status=403)
    return _page(request, stored)


def _page(
    request: HttpRequest, stored: StoredFile, form: forms.Confirming | None = None, status: int = 200
) -> HttpResponse:
    read = inspections.inspected(stored)
    asked = queries.inspection_of(stored)
    findings = findings_of(stored, read)
    decides = may_redact(request.user, stored)
    if form is None and decides and asked is not None and not findings.clear and read.read:
        form = form_of(findings)
    return render(
        request,
        "office/inspection.html",
        {
            "file": stored,
            "asked": asked,
            "findings": findings,
            "form": form,
            "decides": decides,
            "back": place_of(stored.about, request.user) or (_("Oggi"), reverse("office:dashboard")),
            "carried": _carried(stored),
            "leaves_clean": stored.media_type in making.PICTURES,
            "cleanable": stored.media_type in making.CLEANABLE,
            "next": request.POST.get("next", ""),
        },
        status=status,
    )


def _carried(stored: StoredFile) -> list[tuple[str, str]] | None:
    """What the file carries beside what it shows, in words; None when it cannot be told."""
    if stored.media_type not in making.CLEANABLE:
        return []
    try:
        told = making.properties_of(content_of(stored))
    except Refused:
        return None
    return [(str(CARRIED.get(code, code.removeprefix("text "))), value) for code, value in told]


def form_of(findings: Findings, data: Any = None, *, id_prefix: str = "id") -> forms.Confirming:
    """The boxes for what nobody answered for yet. `id_prefix` tells apart the forms of one page."""
    return forms.Confirming(
        data, choices=choices_of(findings), eyes=findings.wants_eyes, auto_id=f"{id_prefix}_%s"
    )


@signed_in("redact_policy")
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person's word on what was found; what is refused comes back with what was typed."""
    stored = _stored(request, public_id, to_decide=True)
    form = form_of(findings_of(stored, inspections.inspected(stored)), request.POST)
    if form.is_valid():
        try:
            inspecting.confirm_findings(
                public_id=stored.public_id,
                keys=form.chosen,
                reason=form.cleaned_data["reason"],
                by=Actor.staff(request.user),
                at=timezone.now(),
            )
        except Refused as refused:
            form.tell(refused, _)
    if form.errors:
        return _page(request, stored, form, status=422)
    messages.success(request, _("La conferma è salvata con il tuo nome."))
    return _back(request, stored)


@signed_in("redact_policy")
@require_POST
def read_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Has the file read anew, for instance after a name joined the case."""
    stored = _stored(request, public_id, to_decide=True)
    inspecting.ask_for_reading(
        public_ids=[stored.public_id], by=Actor.staff(request.user), at=timezone.now(), anew=True
    )
    messages.success(request, _("Il file viene letto: fra poco qui c'è che cosa si è trovato."))
    return _back(request, stored)


def _back(request: HttpRequest, stored: StoredFile) -> HttpResponse:
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, None):
        return redirect(wanted)
    return redirect("office:inspection", public_id=stored.public_id)
