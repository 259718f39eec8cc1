"""Notices of the person signed in, and the mail box page that shows every message that left or must leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from pasocial.design.shell import Link
from pasocial.office.files.attachments import queries as files
from pasocial.office.messaging.notices import forms, operations, queries, rules
from pasocial.office.messaging.notices.masking import has_secrets, masked
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.people.members.gate import StaffRequest, needs, staff_only
from pasocial.office.people.members.policy import desks_of
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.sentences import moment

PER_PAGE = 30
# Of a thing that many things happened to, the newest lines; the rest is in its own history.
MOST_LINES = 5
TONES = {"queued": "info", "sent": "success", "refused": "danger", "failed": "danger"}


@dataclass(frozen=True)
class Line:
    """One notice as a row: what happened, as a verb, and what one sees without opening it."""

    notice: Notice
    words: str


@dataclass(frozen=True)
class Thing:
    """All that a person was told of one thing, newest first; `waits`: something of it needs her."""

    name: str
    title: str
    lines: tuple[Line, ...]
    waits: bool
    unread: bool


def line_of(notice: Notice) -> Line:
    kind = registry.notice_kinds().get(notice.kind)
    return Line(notice, notice.words or (str(kind.label) if kind else notice.name))


def things_of(user: Any, page: Any) -> list[Thing]:
    """The things of one page with their lines."""
    lines = queries.notices_about(user, [row["about"] for row in page])
    found = []
    for row in page:
        newest = lines[row["about"]][0]
        titled = next((one.title for one in lines[row["about"]] if one.title), "")
        found.append(
            Thing(
                newest.name,
                titled,
                tuple(line_of(one) for one in lines[row["about"]][:MOST_LINES]),
                bool(row["waits"]),
                bool(row["unread"]),
            )
        )
    return found


@staff_only
def notices(request: StaffRequest) -> HttpResponse:
    return _shown(request, _ways_form(request))


def _shown(request: StaffRequest, form: forms.WaysToBeTold, status: int = 200) -> HttpResponse:
    waiting = request.GET.get("view") == "waiting"
    found = queries.told_things(request.user, waiting=waiting)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here, count = reverse("office:notices"), queries.unread_count(request.user)
    return render(
        request,
        "office/notices.html",
        {
            "page": page,
            "things": things_of(request.user, page),
            "views": [
                Link(_("Tutti"), here, active=not waiting),
                Link(_("Aspettano me"), f"{here}?view=waiting", active=waiting, count=count or None),
            ],
            "form": form,
            "trail": _today(),
        },
        status=status,
    )


def _ways_form(request: StaffRequest, given: Any = None) -> forms.WaysToBeTold:
    """The kinds of her desks and of the office, and any other she was told of; not those with a letter of their own."""
    desks, told = {"office", *desks_of(request.user)}, queries.kinds_told(request.user)
    kinds = [
        kind
        for kind in registry.notice_kinds().values()
        if not kind.has_letter and (kind.code.split(".", 1)[0] in desks or kind.code in told)
    ]
    return forms.WaysToBeTold(given, kinds=kinds, chosen=queries.ways_of(request.user.pk))


@require_GET
@staff_only
def bell(request: StaffRequest) -> HttpResponse:
    """The bell of the staff's header with the number of unread notices."""
    count = queries.unread_count(request.user)
    return render(
        request, "layouts/parts/notices_bell.html", {"url": queries.place_of_bell(count), "count": count}
    )


@require_POST
@staff_only
def preferences(request: StaffRequest) -> HttpResponse:
    form = _ways_form(request, request.POST)
    if "quiet" in request.POST:
        # One press for who wants no mail at all: every kind stays inside.
        operations.choose_ways(user_id=request.user.pk, ways=dict.fromkeys(form.fields, rules.INSIDE))
        messages.success(request, _("Non ti scriviamo più: trovi gli avvisi solo qui."))
        return redirect("office:notices")
    if not form.is_valid():
        return _shown(request, form, status=422)
    operations.choose_ways(user_id=request.user.pk, ways=form.ways())
    messages.success(request, _("Preferenze salvate."))
    return redirect("office:notices")


@require_POST
@staff_only
def mark_read(request: StaffRequest) -> HttpResponse:
    operations.mark_read(user_id=request.user.pk, at=timezone.now())
    messages.success(request, _("Tutti gli avvisi sono segnati come letti."))
    return redirect("office:notices")


@require_POST
@staff_only
def open_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Marks one notice as read and goes where it points."""
    notice = queries.find_notice(request.user, pk)
    if notice is None:
        raise Http404
    operations.mark_read(user_id=request.user.pk, notice_id=pk, at=timezone.now())
    if notice.url and url_has_allowed_host_and_scheme(notice.url, None):
        return HttpResponseRedirect(notice.url)
    return redirect("office:notices")


@needs("office.read_mail")
def mailbox(request: StaffRequest) -> HttpResponse:
    filters = forms.MailFilters(request.GET)
    asked = filters.asked()
    page = Paginator(queries.outgoing(state=asked["state"], text=asked["q"]), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for row in page:
        row.tone = TONES[row.state]  # type: ignore[attr-defined]
        row.subject = masked(row.subject, to=row.to, reader=request.user.email)
    return render(
        request,
        "office/mailbox.html",
        {
            "page": page,
            "filters": filters,
            "narrowed": any(asked.values()),
            "counts": queries.mail_counts(),
            "local": settings.EMAIL_BACKEND == operations.LOCAL_MAILBOX,
            "columns": [_("Oggetto e destinatario"), _("Scritto"), _("Stato")],
            "trail": _today(),
        },
    )


@csp_update({"frame-src": [SELF]})
@needs("office.read_mail")
def mail(request: StaffRequest, pk: int) -> HttpResponse:
    found = _mail(pk)
    hides = _readable(found) and found.to.casefold() != request.user.email.casefold()
    hides = hides and has_secrets(f"{found.subject}\n{found.text}\n{found.html}")
    may_send_again = found.state in (Mail.State.REFUSED, Mail.State.FAILED) and bool(found.text)
    _mask(found, request)
    return render(
        request,
        "office/mail.html",
        {
            "mail": found,
            "hides": hides,
            "tone": TONES[found.state],
            "facts": [
                (_("A"), found.to),
                (_("Scritto"), moment(found.queued_at)),
                (_("Partito"), moment(found.sent_at) or _("non ancora")),
                (_("Tentativi"), str(found.attempts)),
                (_("Caso"), found.about),
                (_("Lingua"), found.language),
                ("Message-ID", found.message_id),
            ],
            "trail": [*_today(), (_("Posta in uscita"), reverse("office:mailbox"))],
            "readable": _readable(found),
            "files": files.by_public_ids(found.attachments),
            "may_send_again": may_send_again,
        },
    )


@xframe_options_sameorigin
@needs("office.read_mail")
def mail_html(request: StaffRequest, pk: int) -> HttpResponse:
    """The HTML body by itself: no script, no form, nothing loaded from anywhere, an origin of its own."""
    found = _mail(pk)
    _mask(found, request)
    answer = HttpResponse(found.html if _readable(found) else "")
    answer["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@needs("office.read_mail")
def send_again(request: StaffRequest, pk: int) -> HttpResponse:
    _mail(pk)
    operations.send_again(mail_id=pk, by=Actor.staff(request.user), at=timezone.now())
    messages.success(request, _("Il messaggio è di nuovo in partenza."))
    return redirect("office:mail", pk=pk)


def _today() -> list[tuple[str, str]]:
    return [(_("Oggi"), reverse("office:dashboard"))]


def _mail(pk: int) -> Mail:
    found = queries.find_mail(pk)
    if found is None:
        raise Http404
    return found


def _mask(found: Mail, request: StaffRequest) -> None:
    """Only for this page: what is masked is never saved. Links to a case are hers who asked, also in the local box."""
    for name in ("subject", "text", "html"):
        setattr(found, name, masked(getattr(found, name), to=found.to, reader=request.user.email))


def _readable(found: Mail) -> bool:
    """A link that opens somebody's account is nobody else's to read, but where the box is the only way to get it."""
    return found.kind not in operations.SECRET_KINDS or settings.EMAIL_BACKEND == operations.LOCAL_MAILBOX
