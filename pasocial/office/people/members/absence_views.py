"""My absences: when I am away and who stands in; for whom I stand in now. Each person sees and changes only her own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pasocial.office.people.members import operations, queries
from pasocial.office.people.members.forms import NewAbsence
from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused

MOST_SHOWN = 50


@staff_only
@require_http_methods(["GET", "POST"])
def absences(request: StaffRequest) -> HttpResponse:
    """The form, what is recorded, and whose place she takes today."""
    now = timezone.now()
    form = NewAbsence(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            operations.record_absence(
                user=request.user, **form.cleaned_data, by=Actor.staff(request.user), at=now
            )
        except Refused as refused:
            field = refused.refusal.field
            form.add_error(field if field in form.fields else None, refused.refusal.text(_))
        else:
            messages.success(request, _("Assenza registrata: chi ti sostituisce riceve ciò che arriva a te."))
            return redirect("office:absences")
    today = timezone.localdate()
    return render(
        request,
        "office/absences.html",
        {
            "form": form,
            "absences": [
                (one, one.last_day >= today) for one in queries.absences_of(request.user.pk)[:MOST_SHOWN]
            ],
            "stands_in": queries.stands_in_for(request.user.pk, now),
            "columns": [_("Giorni"), _("Chi sostituisce"), {"label": _("Azioni"), "hidden": True}],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
        status=422 if form.errors else 200,
    )


@staff_only
@require_POST
def end_absence(request: StaffRequest, pk: int) -> HttpResponse:
    """Back earlier, or not away at all; another person's is not there."""
    if not queries.has_absence(request.user.pk, pk):
        raise Http404
    try:
        operations.end_absence(absence_id=pk, by=Actor.staff(request.user), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.refusal.text(_))
    else:
        messages.success(request, _("Assenza conclusa: da oggi ricevi di nuovo tu."))
    return redirect("office:absences")
