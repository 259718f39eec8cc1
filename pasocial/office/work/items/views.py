"""Work items in the browser: the queue, one item, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasocial.office.people.identity import queries as people
from pasocial.office.people.members import queries as members
from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.people.members.policy import desks_of
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as trail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import forms, operations, policy, queries
from pasocial.office.work.items.about import link_to, verb_of
from pasocial.office.work.items.models import Item
from pasocial.refusal import Refused
from pasocial.sentences import day, moment

PER_PAGE = 25


@staff_only
def queue(request: StaffRequest) -> HttpResponse:
    desks = desks_of(request.user)
    today = timezone.localdate()
    filters = forms.QueueFilters(request.GET, desks=desks)
    asked = filters.asked()
    found = queries.queue(
        desks=desks,
        user=request.user,
        today=today,
        who=asked["who"],
        desk=asked["desk"],
        state=asked["state"],
        text=asked["q"],
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    known = registry.desks()
    for item in page:
        item.desk_name = known[item.desk].name if item.desk in known else item.desk  # type: ignore[attr-defined]
        item.verb = verb_of(item.desk, item.kind)  # type: ignore[attr-defined]
        item.days_left = (item.due_on - today).days if item.due_on else None  # type: ignore[attr-defined]
    return render(
        request,
        "office/queue.html",
        {
            "page": page,
            "filters": filters,
            "asked": asked,
            "narrowed": any(asked.values()),
            "columns": [_("Attività"), _("Di chi"), _("Scadenza")],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
    )


@staff_only
def item(request: StaffRequest, pk: int) -> HttpResponse:
    return _show(request, _visible(request, pk))


@staff_only
def about(request: StaffRequest, reference: str) -> HttpResponse:
    """From a notice to the page of the thing it is about."""
    found = link_to(reference, request.user)
    if found is None:
        raise Http404
    return HttpResponseRedirect(found.url)


@require_POST
@staff_only
def take(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(policy.may_work(request.user, item))
    return _done(request, item, _("L'attività è tua."), operations.assign, to=request.user)


@require_POST
@staff_only
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(item.assignee_id == request.user.pk or policy.may_assign(request.user, item))
    return _done(request, item, _("L'attività è di nuovo in coda."), operations.assign, to=None)


@require_POST
@staff_only
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(policy.may_assign(request.user, item))
    form = forms.AssignItem(request.POST, item=item)
    if not form.is_valid():
        return _show(request, item, assign=form)
    return _done(
        request, item, _("Assegnazione salvata."), operations.assign, form, to=form.cleaned_data["assignee"]
    )


@require_POST
@staff_only
def assign_to_group(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(policy.may_assign(request.user, item))
    form = forms.AssignToGroup(request.POST)
    if not form.is_valid():
        return _show(request, item, to_group=form)
    return _done(
        request,
        item,
        _("L'attività è davanti al gruppo."),
        operations.assign_to_group,
        form,
        group_id=form.cleaned_data["group"].pk,
    )


@require_POST
@staff_only
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(policy.may_hand_over(request.user, item))
    form = forms.HandOver(request.POST, item=item)
    if not form.is_valid():
        return _show(request, item, hand_over=form)
    return _done(
        request,
        item,
        _("L'attività è passata all'altra redazione."),
        operations.hand_over,
        form,
        **form.cleaned_data,
    )


@require_POST
@staff_only
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    item = _visible(request, pk)
    _insist(policy.may_work(request.user, item))
    form = forms.Finish(request.POST)
    if not form.is_valid():
        return _show(request, item, finish=form)
    return _done(request, item, _("Attività conclusa."), operations.finish_item, form, **form.cleaned_data)


def _visible(request: StaffRequest, pk: int) -> Item:
    found = queries.find_item(pk)
    if found is None:
        raise Http404
    _insist(policy.may_see(request.user, found))
    return found


def _insist(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _done(
    request: StaffRequest,
    item: Item,
    words: str,
    operation: Any,
    form: django_forms.Form | None = None,
    **told: Any,
) -> HttpResponse:
    """Runs the operation; a refusal goes beside the field it is about, or on top of the page."""
    try:
        operation(item_id=item.pk, by=Actor.staff(request.user), at=timezone.now(), **told)
    except Refused as refused:
        if form is None:
            messages.error(request, refused.refusal.text(_))
            return redirect("office:item", pk=item.pk)
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, refused.refusal.text(_))
        return _show(request, item, **{_FORM_NAMES[type(form)]: form})
    messages.success(request, words)
    after = queries.find_item(item.pk)
    if after is not None and policy.may_see(request.user, after):
        return redirect("office:item", pk=item.pk)
    return redirect("office:queue")


_FORM_NAMES: dict[type, str] = {
    forms.AssignItem: "assign",
    forms.AssignToGroup: "to_group",
    forms.HandOver: "hand_over",
    forms.Finish: "finish",
}


def _show(request: StaffRequest, item: Item, **bound: django_forms.Form) -> HttpResponse:
    user = request.user
    today = timezone.localdate()
    known = registry.desks()
    is_open = item.state != Item.State.DONE
    shown: dict[str, Any] = {
        "item": item,
        "verb": verb_of(item.desk, item.kind),
        "desk_name": known[item.desk].name if item.desk in known else item.desk,
        "from_name": known[item.handed_from].name if item.handed_from in known else item.handed_from,
        "days_left": (item.due_on - today).days if item.due_on and is_open else None,
        "link": link_to(item.about, user),
        "history": _history(item),
        "may_take": is_open and policy.may_work(user, item) and item.assignee_id != user.pk,
        "may_give_back": is_open
        and item.assignee_id is not None
        and (item.assignee_id == user.pk or policy.may_assign(user, item)),
        "wrong": next(iter(bound.values()), None),
        "trail": [(_("Oggi"), reverse("office:dashboard")), (_("Attività"), reverse("office:queue"))],
    }
    shown["facts"] = [
        (_("Redazione"), shown["desk_name"]),
        (_("Assegnata a"), item.assignee or _("nessuno")),
        *(
            [(_("Al posto di"), _("%(name)s, che è assente") % {"name": item.instead_of})]
            if item.instead_of
            else []
        ),
        *([(_("Gruppo"), item.group)] if item.group else []),
        (_("Scadenza"), day(item.due_on) or _("senza scadenza")),
        (_("Aperta"), moment(item.opened_at)),
        *([(_("Arriva da"), shown["from_name"])] if item.handed_from else []),
    ]
    if is_open and policy.may_assign(user, item):
        shown["assign"] = bound.get("assign") or forms.AssignItem(
            item=item, initial={"assignee": item.assignee_id}
        )
        if bound.get("to_group") or members.has_open_groups():
            shown["to_group"] = bound.get("to_group") or forms.AssignToGroup(initial={"group": item.group_id})
    if is_open and policy.may_hand_over(user, item):
        shown["hand_over"] = bound.get("hand_over") or forms.HandOver(item=item)
        shown["acceptances"] = [
            {
                "label": accept.label,
                "desk": desk.name,
                "url": reverse("office:item_hand_over_as", args=[item.pk, kind]),
            }
            for kind, (desk, accept) in registry.acceptances().items()
            if desk.code != item.desk
        ]
    if is_open and policy.may_work(user, item):
        shown["finish"] = bound.get("finish") or forms.Finish()
    return render(request, "office/item.html", shown, status=422 if bound else 200)


def _history(item: Item) -> list[dict[str, Any]]:
    """The item's trail in words, oldest first."""
    entries = list(trail.history_of(f"office.item:{item.pk}"))
    names = people.names_of(
        [entry.user_id for entry in entries]
        + [entry.note.get("to") for entry in entries if isinstance(entry.note.get("to"), int)]
    )
    words = registry.event_words()
    known = registry.desks()
    shown = []
    for entry in entries:
        to = entry.note.get("to")
        whom = names.get(to, "") if isinstance(to, int) else str(known[to].name) if to in known else ""
        title = str(words.get(entry.event, entry.event))
        shown.append(
            {
                "title": title[:1].upper() + title[1:],
                "at": entry.happened_at,
                "who": names.get(entry.user_id or 0, _("il sistema")),
                "text": _("a %(whom)s") % {"whom": whom} if whom else "",
                "icon": "check" if entry.event.endswith("done") else "arrow-right",
            }
        )
    return shown
