"""Keys for programs: made by heads and the coordinator, shown once, revoked at any time."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasocial.office.people.identity import operations, queries
from pasocial.office.people.members.forms import NewToken
from pasocial.office.people.members.gate import HEADS, StaffRequest, needs
from pasocial.office.people.members.policy import may, permissions_of
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused


@never_cache
@needs(HEADS)
def tokens(request: StaffRequest) -> HttpResponse:
    """The key itself is in the answer to the form and nowhere else: not in a session, not in a message."""
    allowed = permissions_of(request.user)
    form = NewToken(request.POST or None, allowed=allowed)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, made = operations.make_token(
                user=request.user,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                allowed=allowed,
                expires_at=form.expires_at(),
                by=Actor.staff(request.user),
                at=timezone.now(),
            )
            form = NewToken(allowed=allowed)
        except Refused as refused:
            field = refused.refusal.field
            form.add_error(field if field in form.fields else None, refused.refusal.text(_))
    every = may(request.user, "office.coordinate")
    listed = queries.every_token() if every else queries.tokens_of(request.user)
    return render(
        request,
        "office/tokens.html",
        {
            "form": form,
            "made": made,
            "tokens": list(listed[:200]),
            "now": timezone.now(),
            "every": every,
            "columns": [
                _("Chiave"),
                _("Che cosa può fare"),
                _("Stato"),
                _("Ultimo uso"),
                {"label": _("Azioni"), "hidden": True},
            ],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
        status=422 if form.errors else 200,
    )


@require_POST
@needs(HEADS)
def revoke_token(request: StaffRequest, pk: int) -> HttpResponse:
    """One's own keys, or anybody's for the coordinator."""
    found = queries.find_token(pk)
    if found is None or not (found.user_id == request.user.pk or may(request.user, "office.coordinate")):
        raise PermissionDenied
    operations.revoke_token(token_id=pk, by=Actor.staff(request.user), at=timezone.now())
    messages.success(request, _("La chiave è revocata: da ora non funziona più."))
    return redirect("office:tokens")
