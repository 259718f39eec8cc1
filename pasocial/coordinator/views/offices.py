"""The tree of offices: shown, changed office by office, taken in from a file with a report on every row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pasocial.coordinator import forms
from pasocial.office.people.members.gate import needs
from pasocial.office.people.offices import importing, operations, queries
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from pasocial.tables import TableFault

PER_PAGE = 50


@needs("office.coordinate")
@require_http_methods(["GET", "POST"])
def offices(request: HttpRequest) -> HttpResponse:
    """The tree, and the form for a new office."""
    form = forms.OfficeForm(request.POST or None, new=True)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add_office(**form.cleaned_data, by=Actor.staff(request.user), at=timezone.now())
        except Refused as refused:
            form.add_error(refused.refusal.field or None, refused.refusal.text(_))
        else:
            messages.success(request, _("Ufficio aggiunto."))
            return redirect("coordinator_office", pk=made.pk)
    return _tree(request, form, forms.OfficesFile())


def _tree(
    request: HttpRequest, form: Any, file_form: Any, report: Any = None, status: int = 0
) -> HttpResponse:
    words = request.GET.get("q", "")[:100]
    page = Paginator(queries.tree(words), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "words": words, "form": form, "file_form": file_form, "report": report}
    if report is not None:
        told["refused"] = [(line, code, refusal.text(_)) for line, code, refusal in report.refused]
    wrong = form.errors or file_form.errors
    return render(request, "coordinator/offices.html", told, status=status or (422 if wrong else 200))


@needs("office.coordinate")
@require_POST
def import_file(request: HttpRequest) -> HttpResponse:
    """Takes in a file; the report stands on the page that answers, row by row for what was refused."""
    form, report = forms.OfficesFile(request.POST, request.FILES), None
    if form.is_valid():
        try:
            report = importing.import_offices(
                raw=form.cleaned_data["file"].read(), by=Actor.staff(request.user), at=timezone.now()
            )
        except TableFault as fault:
            form.add_error("file", fault.refusal.text(_))
    return _tree(request, forms.OfficeForm(new=True), form, report)


@needs("office.coordinate")
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """One office: what it is, who leads it, who works there."""
    found = queries.office(pk)
    if found is None:
        raise Http404
    form = forms.OfficeForm(
        request.POST or None,
        new=False,
        initial={
            "name": found.name,
            "level": found.level,
            "parent": found.parent_id,
            "head": found.head_id,
            "mailbox": found.mailbox,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_office(
                office_id=pk, **form.cleaned_data, by=Actor.staff(request.user), at=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.refusal.field or None, refused.refusal.text(_))
        else:
            messages.success(request, _("Ufficio salvato."))
            return redirect("coordinator_office", pk=pk)
    page = Paginator(queries.people_of(pk), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"office": found, "form": form, "person_form": forms.GroupPerson(), "page": page}
    return render(request, "coordinator/office.html", shown, status=422 if form.errors else 200)


@needs("office.coordinate")
@require_POST
def change_people(request: HttpRequest, pk: int) -> HttpResponse:
    """One action named by `action`: a person works here or no longer does, or the office is closed."""
    found = queries.office(pk)
    if found is None:
        raise Http404
    moment: dict[str, Any] = {"by": Actor.staff(request.user), "at": timezone.now()}
    action, form = request.POST.get("action", ""), forms.GroupPerson(request.POST)
    if action not in ("place", "remove", "close"):
        raise Http404
    try:
        if action == "close":
            operations.close_office(office_id=pk, **moment)
        elif form.is_valid():
            there = found if action == "place" else None
            operations.place_person(user=form.cleaned_data["user"], office=there, **moment)
        else:
            messages.error(request, _("Scegli una persona dall'elenco."))
            return redirect("coordinator_office", pk=pk)
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        messages.success(request, _("Ufficio aggiornato."))
    return redirect("coordinator_office", pk=pk)
