"""Decides, file by file, what of the gathered material may become public."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pasocial.office.files.attachments import clearing, forms, inspecting, queries, redacting
from pasocial.office.files.attachments.inspections import inspected_files
from pasocial.office.files.attachments.models import Clearance
from pasocial.office.files.attachments.views.doors import (
    may_open_stored,
    may_redact,
    names_known,
    place_of,
    signed_in,
)
from pasocial.office.files.attachments.views.findings import Findings, choices_of, findings_of
from pasocial.office.record.trail.actor import Actor
from pasocial.personal_data import personal_data_in
from pasocial.refusal import Refused

# What an answer says to the person who asked; for everyone its documents are nearly always enough.
LETTER = "letter"
TONES = {"open": "warning", "clear": "success", "replaced": "success", "left_out": "quiet"}


@dataclass
class Row:
    """One gathered file as its page shows it."""

    clearance: Clearance
    title: str
    tone: str
    open_url: str = ""
    copy_url: str = ""
    report_url: str = ""
    redact_url: str = ""
    may_decide: bool = False
    # The thing the file came from: two requests often bring files of one name.
    origin: tuple[str, str] | None = None
    forms: dict[str, forms.Told] = field(default_factory=dict)
    findings: Findings | None = None
    # Of the copy that takes its place: what was left in it wants a person's word too.
    copy_findings: Findings | None = None

    @property
    def id(self) -> str:
        return f"file-{self.clearance.pk}"

    @property
    def decided(self) -> bool:
        return self.clearance.state != Clearance.State.OPEN


def shown_material(held: Iterable[Clearance], user: Any = None) -> list[Row]:
    """Rows without forms. The name of a file nobody looked at may name somebody: without `user` it is not shown."""
    rows = []
    for number, one in enumerate(held, 1):
        cleared = one.state == Clearance.State.CLEAR
        opens = cleared if user is None else may_open_stored(user, one.file)
        row = Row(
            clearance=one,
            title=one.file.name if opens else _("File %(number)d") % {"number": number},
            tone=TONES[one.state],
        )
        if opens:
            row.open_url = reverse("office:file", args=[one.file.public_id])
        if one.copy is not None:
            row.copy_url = reverse("office:file", args=[one.copy.public_id])
        rows.append(row)
    return rows


def material_page(user: Any, held: Iterable[Clearance], about: str) -> str:
    """The address where these files are decided, for whoever sees what they were gathered for; else nothing."""
    return reverse("office:material", args=[about]) if list(held) and place_of(about, user) else ""


@signed_in("about_url")
@require_safe
def show_material(request: HttpRequest, about: str) -> HttpResponse:
    return _page(request, about)


def _page(
    request: HttpRequest,
    about: str,
    *,
    bound: tuple[str, str, forms.Told] | None = None,
    status: int = 200,
) -> HttpResponse:
    held = queries.clearances(about)
    place = place_of(about, request.user)
    if place is None:
        raise PermissionDenied("material")
    if not held:
        raise Http404
    rows = shown_material(held, request.user)
    origins = {name: place_of(name, request.user) for name in {one.file.about for one in held}}
    copies = [row.clearance.copy for row in rows if row.clearance.copy is not None]
    read = inspected_files([*(row.clearance.file for row in rows), *copies])
    for row in rows:
        row.origin = origins[row.clearance.file.about]
        row.findings = findings_of(row.clearance.file, read[row.clearance.file.pk])
        if row.clearance.copy is not None:
            row.copy_findings = findings_of(row.clearance.copy, read[row.clearance.copy.pk])
        _dress(row, request.user, about)
        if bound and bound[0] == str(row.clearance.file.public_id):
            row.forms[bound[1]] = bound[2]
    letters = [
        row for row in rows if row.may_decide and not row.decided and row.clearance.file.purpose == LETTER
    ]
    letters_form = None
    if len(letters) > 1:
        letters_form = (
            bound[2]
            if bound and bound[1] == LETTER
            else forms.LeavingOut(
                prefix=LETTER,
                initial={"reason": _("È scritta a una persona sola: per tutti bastano i documenti.")},
            )
        )
    return render(
        request,
        "office/material.html",
        {
            "rows": rows,
            "letters": len(letters),
            "letters_form": letters_form,
            "about": about,
            "place": place,
            "undecided": sum(not row.decided for row in rows),
            "wrong": bound[2] if bound else None,
            "published": all(one.published_at for one in held),
        },
        status=status,
    )


def _dress(row: Row, user: Any, about: str) -> None:
    one = row.clearance
    if one.copy is not None:
        row.report_url = reverse("office:redaction", args=[one.copy.public_id])
    row.may_decide = one.published_at is None and may_redact(user, one.file)
    if not row.may_decide:
        return
    prefix = f"f{one.pk}"
    row.forms = {
        "libera": _clearing_form(one, row.findings),
        "escludi": forms.LeavingOut(prefix=f"{prefix}-escludi"),
        "sostituisci": forms.CopyByHand(
            prefix=f"{prefix}-sostituisci",
            initial={"name": suggested_name(one.file.name, names_known(one.file.about, about))},
        ),
    }
    if queries.readable(one.file):
        row.redact_url = reverse("office:redact", args=[one.file.public_id]) + f"?per={about}"


def _clearing_form(one: Clearance, findings: Findings | None, data: Any = None) -> forms.Clearing:
    return forms.Clearing(
        data,
        prefix=f"f{one.pk}-libera",
        choices=choices_of(findings) if findings else (),
        eyes=findings is None or findings.wants_eyes,
    )


def suggested_name(name: str, names: Iterable[str]) -> str:
    """The original's name without what seems personal, marked as the redacted one."""
    stem, _dot, ending = name.rpartition(".")
    plain = (stem or name).replace("_", " ")
    for one in reversed(personal_data_in(plain, names)):
        plain = plain[: one.start] + plain[one.end :]
    words = " ".join(plain.replace("-", " ").split()) or _("documento")
    return f"{words.replace(' ', '-')}-{_('oscurato')}.{ending if stem else 'pdf'}"[-120:]


def _clear(request: HttpRequest, one: Clearance, form: Any, step: dict[str, Any]) -> None:
    clearing.clear(
        confirmed=form.cleaned_data.get("keys", []),
        by_eye=form.cleaned_data.get("by_eye", False),
        reason=form.cleaned_data["reason"],
        **step,
    )


def _leave_out(request: HttpRequest, one: Clearance, form: Any, step: dict[str, Any]) -> None:
    clearing.leave_out(reason=form.cleaned_data["reason"], **step)


def _replace(request: HttpRequest, one: Clearance, form: Any, step: dict[str, Any]) -> None:
    copy = redacting.keep_copy_by_hand(
        public_id=one.file.public_id,
        content=form.cleaned_data["content"],
        name=form.cleaned_data["name"],
        names=names_known(one.file.about, one.about),
        by_eye=form.cleaned_data["by_eye"],
        confirmed=form.cleaned_data["confirmed"],
        by=step["by"],
        at=step["at"],
    )
    clearing.replace(copy_id=copy.public_id, **step)


def _reopen(request: HttpRequest, one: Clearance, form: Any, step: dict[str, Any]) -> None:
    clearing.reopen(**step)


Act = Callable[[HttpRequest, Clearance, Any, dict[str, Any]], None]
VERBS: dict[str, tuple[type[forms.Told], Act]] = {
    "libera": (forms.Clearing, _clear),
    "escludi": (forms.LeavingOut, _leave_out),
    "sostituisci": (forms.CopyByHand, _replace),
    "riapri": (forms.Told, _reopen),
}


@signed_in("redact_policy")
@require_POST
def decide(request: HttpRequest, about: str, public_id: UUID, verb: str) -> HttpResponse:
    """One decision on one file; what is refused comes back with what was typed."""
    if verb not in VERBS:
        raise Http404
    one = queries.clearance_of(about, public_id)
    if one is None:
        raise Http404
    if not may_redact(request.user, one.file):
        raise PermissionDenied("redact_policy")
    kind, act = VERBS[verb]
    if verb == "libera":
        # Whoever decides before the worker came by waits a moment, as she does when she redacts.
        inspecting.read_file(public_id=public_id, at=timezone.now())
        read = inspected_files([one.file])[one.file.pk]
        form: forms.Told = _clearing_form(one, findings_of(one.file, read), request.POST)
    else:
        form = kind(request.POST, request.FILES, prefix=f"f{one.pk}-{verb}")
    step = {
        "about": about,
        "public_id": public_id,
        "by": Actor.staff(request.user),
        "at": timezone.now(),
    }
    if form.is_valid():
        try:
            act(request, one, form, step)
        except Refused as refused:
            if verb == "riapri":
                messages.error(request, refused.refusal.text(_))
                return redirect("office:material", about=about)
            form.tell(refused, _)
    if form.errors:
        return _page(request, about, bound=(str(public_id), verb, form), status=422)
    messages.success(request, _("La decisione sul file è salvata."))
    return redirect(reverse("office:material", args=[about]) + f"#file-{one.pk}")


@signed_in("redact_policy")
@require_POST
def leave_letters_out(request: HttpRequest, about: str) -> HttpResponse:
    """The letters nobody looked at stay inside, each with the same reason and its own entry in the trail."""
    held = [
        one
        for one in queries.clearances(about)
        if one.state == Clearance.State.OPEN
        and one.file.purpose == LETTER
        and may_redact(request.user, one.file)
    ]
    if not held:
        raise PermissionDenied("redact_policy")
    form = forms.LeavingOut(request.POST, prefix=LETTER)
    if form.is_valid():
        try:
            clearing.leave_several_out(
                about=about,
                public_ids=[one.file.public_id for one in held],
                reason=form.cleaned_data["reason"],
                by=Actor.staff(request.user),
                at=timezone.now(),
            )
        except Refused as refused:
            form.tell(refused, _)
    if form.errors:
        return _page(request, about, bound=("", LETTER, form), status=422)
    messages.success(request, _("Le lettere restano fuori dalla pubblicazione."))
    return redirect("office:material", about=about)
