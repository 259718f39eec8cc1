"""Approvals in the browser: what waits for me, one of them, the link of a mail, the chains."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pasocial.office.people.members.gate import StaffRequest, needs, staff_only
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import forms, operations, policy, queries, rules
from pasocial.office.work.approvals.chains import shown_chain
from pasocial.office.work.approvals.models import Approval
from pasocial.refusal import Refusal, Refused

PER_PAGE = 25
UNPROCESSABLE, GONE = 422, 410


@staff_only
def approvals(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    done = request.GET.get("vista") == "decise"
    found: Any = queries.signed_by(request.user) if done else queries.to_sign(request.user, now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    standing = queries.standing_of(request.user, now)
    kinds = registry.approval_kinds()
    for row in page:
        each = row.approval if done else row
        row.kind_words = kinds[each.kind].label if each.kind in kinds else each.kind
        row.stands_in = None if done else standing.deputed.get(each.waits_for)
        row.late = not done and each.due_at is not None and each.due_at <= now
    return render(
        request,
        "office/approvals.html",
        {
            "page": page,
            "done": done,
            "columns": [_("Che cosa"), _("Preparata da"), _("Entro")],
            "done_columns": [_("Che cosa"), _("Come"), _("Quando")],
            "views": [
                {"label": _("Da approvare"), "url": reverse("office:approvals"), "active": not done},
                {"label": _("Decise da me"), "url": "?vista=decise", "active": done},
            ],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
    )


@staff_only
def approval(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_POST
@staff_only
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = forms.Approve(request.POST)
    if not form.is_valid():
        return _page(request, found, approve_form=form, status=UNPROCESSABLE)
    try:
        # What she read is what she signs.
        _insist_same(form.cleaned_data["version"], found)
        operations.approve(
            approval_id=pk,
            comment=form.cleaned_data["comment"],
            by=Actor.staff(request.user),
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.refusal.text(_))
        return _page(request, found, approve_form=form, status=UNPROCESSABLE)
    messages.success(request, _("Approvata."))
    return redirect("office:approvals")


@require_POST
@staff_only
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = forms.SendBack(request.POST)
    if not form.is_valid():
        return _page(request, found, back_form=form, status=UNPROCESSABLE)
    try:
        operations.send_back(
            approval_id=pk, why=form.cleaned_data["why"], by=Actor.staff(request.user), at=timezone.now()
        )
    except Refused as refused:
        form.add_error("why" if refused.refusal.field else None, refused.refusal.text(_))
        return _page(request, found, back_form=form, status=UNPROCESSABLE)
    messages.success(request, _("Rimandata a chi l'ha preparata."))
    return redirect("office:approvals")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Anyone with the mail sees what waits, and nothing of what is in it; only the person herself, signed in, approves.

    A GET never changes anything: programs that look into mails open every address they find.
    """
    found = queries.link_of(token)
    now = timezone.now()
    against = rules.reason_against_link(
        known=found is not None,
        used=found is not None and found.used_at is not None,
        expires_at=found.expires_at if found else None,
        at=now,
    )
    if against is not None or found is None:
        return _link_page(request, None, against, GONE)
    if not request.user.is_authenticated:
        return (
            redirect_to_login(request.get_full_path())
            if request.method == "POST"
            else _link_page(request, found)
        )
    if request.user.pk != found.user_id:
        return _link_page(
            request, found, rules.reason_against_signer(rules.Signing(True, "", "", None, None)), 403
        )
    if request.method != "POST":
        return _page(request, found.step.approval, link=request.path)
    form = forms.Approve(request.POST)
    try:
        if form.is_valid():
            _insist_same(form.cleaned_data["version"], found.step.approval)
            operations.use_link(link_id=found.pk, by=Actor.staff(request.user), at=now)
            messages.success(request, _("Approvata."))
            return redirect("office:approvals")
    except Refused as refused:
        form.add_error(None, refused.refusal.text(_))
    return _page(request, found.step.approval, approve_form=form, link=request.path, status=UNPROCESSABLE)


link.permission = "by link"  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@needs("office.coordinate")
def chains(request: StaffRequest) -> HttpResponse:
    """The chain of each kind; a change holds for what is asked from now on."""
    kinds = registry.approval_kinds()
    bound: forms.Chain | None = None
    if request.method == "POST" and request.POST.get("kind") in kinds:
        bound = forms.Chain(request.POST, kind=kinds[request.POST["kind"]])
        if bound.is_valid():
            try:
                operations.set_chain(
                    kind=bound.kind.code,
                    steps=bound.steps,
                    by=Actor.staff(request.user),
                    at=timezone.now(),
                )
            except Refused as refused:
                field = refused.refusal.field
                bound.add_error(field if field in bound.fields else None, refused.refusal.text(_))
            else:
                messages.success(
                    request, _("Catena salvata: vale per ciò che si manda in approvazione da adesso.")
                )
                return redirect("office:approval_chains")
    shown = [bound if bound and bound.kind is kind else _chain_form(kind) for kind in kinds.values()]
    return render(
        request,
        "office/approval_chains.html",
        {
            "chains": shown,
            "trail": [
                (_("Oggi"), reverse("office:dashboard")),
                (_("Approvazioni"), reverse("office:approvals")),
            ],
        },
        status=UNPROCESSABLE if bound else 200,
    )


def _chain_form(kind: registry.ApprovalKind) -> forms.Chain:
    initial: dict[str, Any] = {}
    for place, (permission, days) in enumerate(queries.chain_of(kind.code), start=1):
        initial |= {f"permission_{place}": permission, f"days_{place}": days}
    return forms.Chain(kind=kind, initial=initial)


def _visible(request: StaffRequest, pk: int) -> Approval:
    found = queries.one(pk)
    if found is None or not policy.may_see(request.user, found, timezone.now()):
        raise Http404
    return found


def _insist_same(read: str, found: Approval) -> None:
    reason = rules.reason_against_version(read, found.version)
    if reason is not None:
        raise Refused(reason)


def _page(
    request: Any,
    found: Approval,
    approve_form: forms.Approve | None = None,
    back_form: forms.SendBack | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    kind = queries.kind_of(found)
    now = timezone.now()
    against = queries.reason_against_signing(found, request.user, queries.version_now(found), now)
    standing = queries.standing_of(request.user, now)
    place = queries.place_of(found, standing)
    return render(
        request,
        "office/approval.html",
        {
            "approval": found,
            "kind": kind.label,
            "shown": registry.resolve(kind.shown)(queries.pk_of(found)),
            "chain": shown_chain(found, queries.steps_of(found)),
            "against": against.text(_) if against else "",
            "may_send_back": against is None or against.code == "version_changed",
            "stands_in": standing.deputed.get(found.waits_for),
            # Where the whole of it is, for whoever may open that.
            "place": "" if place == request.path else place,
            "approve_form": approve_form or forms.Approve(initial={"version": found.version}),
            "approve_url": link or reverse("office:approval_approve", args=[found.pk]),
            "back_form": back_form or forms.SendBack(),
            "trail": [
                (_("Oggi"), reverse("office:dashboard")),
                (_("Approvazioni"), reverse("office:approvals")),
            ],
        },
        status=status,
    )


def _link_page(
    request: HttpRequest, found: Any, against: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """Little, for whoever has the mail: what kind of thing waits, until when; nothing of what it says."""
    return render(
        request,
        "office/approval_link.html",
        {
            "approval": found.step.approval if found and against is None else None,
            "kind": queries.kind_of(found.step.approval).label if found and against is None else "",
            "expires_at": found.expires_at if found else None,
            "against": against.text(_) if against else "",
            "approvals_url": reverse("office:approvals"),
            "login_url": redirect_to_login(request.get_full_path()).url,
        },
        status=status,
    )
