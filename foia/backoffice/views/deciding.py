"""Keeping the draft of a decision: typed row by row, its files at once, beside a colleague's when both wrote."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foia.backoffice.access import actor, needs_case
from foia.backoffice.presenters import disclosure_chip, outcome_label
from foia.backoffice.views.case import UNPROCESSABLE, page_of
from foia.backoffice.views.decision import FIELDS, PREFIX, follows, lines_from
from foia.backoffice.views.doing import conflicting
from foia.forms.decision import MOST_ROWS, Decide, ItemRows
from foia.models import AccessRequest
from foia.operations import answering
from foia.operations.concurrency import Stale
from foia.queries import decisions
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.cleaning import whole_number
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments import telling
from pasocial.office.files.attachments.intake import renaming
from pasocial.office.files.drafts import autosave, unsent
from pasocial.refusal import Refused
from pasocial.sentences import say
from pasocial.sentences.forms import put_refusal


@require_http_methods(["GET", "POST"])
@needs_case("foia.work")
def decide(request: HttpRequest, access_request: AccessRequest) -> HttpResponseBase:
    """Keeps the draft; «aggiungi riga» only adds an empty row to what is being typed."""
    back = reverse("foia_staff:case_tab", args=[access_request.pk, "decisione"])
    if request.method != "POST":
        return redirect(back)
    return _keep_uploads(request, access_request, back)


def _keep_uploads(request: HttpRequest, access_request: AccessRequest, back: str) -> HttpResponseBase:
    """Files go into the case as soon as they arrive, so a row that is refused never loses its file."""
    posted = request.POST.copy()
    now = timezone.now()
    refused: dict[str, Refused] = {}
    for name, upload in request.FILES.items():
        if isinstance(upload, list) or not (name.startswith(f"{PREFIX}-") and name.endswith("-upload")):
            continue
        try:
            stored = attachments.store_file(
                content=upload,
                name=upload.name or "file",
                about=access_request.about,
                purpose="release",
                by=actor(request),
                at=now,
                renaming=True,
            )
        except Refused as problem:
            refused[name] = problem
        else:
            if (said := renaming(upload.name or "file", stored.media_type)) is not None:
                messages.warning(request, telling.renamed(said))
            posted[name.removesuffix("upload") + "file"] = str(stored.public_id)
    adding = posted.get("act") == "add"
    newest = decisions.decision_of(access_request)
    form = Decide(posted, about=access_request, user=request.user, follows=follows(newest))
    rows = _rows(posted, access_request)
    valid = form.is_valid() and rows.is_valid()
    for name, refusal in refused.items():
        position = name.removeprefix(f"{PREFIX}-").split("-")[0]
        place = whole_number(position, most=len(rows.forms) - 1)
        if place is not None:
            rows.forms[place].add_error("upload", say(refusal.refusal))
            valid = False
    if adding:
        for refusal in refused.values():
            messages.error(request, say(refusal.refusal))
        return _with_one_more(request, access_request, posted)
    if not valid:
        if not form.errors:
            form.add_error(None, _("Controlla le righe dei documenti: qualcosa manca."))
        return _again(request, access_request, form, rows, UNPROCESSABLE)
    lines = [
        ItemDraft(
            title=row["title"],
            disclosure=Disclosure(row["disclosure"]),
            file=row["file"],
            partial=row["partial"],
            ground=row["ground"],
            reason=row["reason"],
        )
        for row in (each.cleaned_data for each in rows.kept)
    ]
    given = {name: form.cleaned_data[name] for name in FIELDS}
    try:
        answering.draft_decision(
            request_id=access_request.pk,
            items=lines,
            by=actor(request),
            at=now,
            version=form.cleaned_data["version"],
            **given,
        )
    except Stale as stale:
        form.rows = rows  # type: ignore[attr-defined]
        return conflicting(
            request,
            access_request,
            "decisione",
            "decisione",
            form,
            stale,
            differences=_differences(access_request, given, lines),
            button=("act", "save"),
        )
    except Refused as problem:
        put_refusal(form, problem)
        return _again(request, access_request, form, rows, UNPROCESSABLE)
    unsent.forget(
        case=access_request.about, user=request.user, form="decisione", seen=autosave.seen_in(request)
    )
    if posted.get("act") == "preview":
        return redirect(reverse("foia_staff:letter", args=[access_request.pk]) + "?vedi=1")
    messages.success(request, _("Bozza salvata. Controlla l'anteprima e mandala in approvazione."))
    return redirect(back + "#anteprima")


def _rows(posted: Any, access_request: AccessRequest) -> Any:
    known = decisions.case_files(access_request)
    return ItemRows(
        posted, MultiValueDict(), prefix=PREFIX, form_kwargs={"kind": access_request.kind, "files": known}
    )


def _with_one_more(request: HttpRequest, access_request: AccessRequest, posted: Any) -> HttpResponse:
    """The same form with one empty row; nothing typed is judged yet."""
    total = whole_number(posted.get(f"{PREFIX}-TOTAL_FORMS", "1"))
    count = min(1 if total is None else total, MOST_ROWS)
    newest = decisions.decision_of(access_request)
    form = Decide(
        about=access_request,
        user=request.user,
        follows=follows(newest),
        initial={name: posted.get(name) for name in (*FIELDS, "seen", "version")},
    )
    lines = lines_from({key: value for key, value in posted.items() if isinstance(value, str)})[:count]
    page = page_of(request, access_request, "decisione")
    rows = ItemRows(
        initial=[*lines, {}][:MOST_ROWS],
        prefix=PREFIX,
        form_kwargs={"kind": access_request.kind, "files": page.case.files},
    )
    if rows.forms:
        rows.forms[-1].fresh = True
    form.rows = rows  # type: ignore[attr-defined]
    page.bound["decisione"] = form
    return page.response()


def _again(
    request: HttpRequest, access_request: AccessRequest, form: Decide, rows: Any, status: int
) -> HttpResponse:
    page = page_of(request, access_request, "decisione")
    form.rows = rows  # type: ignore[attr-defined]
    page.bound["decisione"] = form
    return page.response(status)


def _differences(
    access_request: AccessRequest, given: dict[str, Any], lines: list[ItemDraft]
) -> list[dict[str, str]]:
    """What the stored draft says now, beside what was typed, where they differ."""
    stored = decisions.decision_of(access_request)
    if stored is None:
        return []
    labels = Decide.base_fields
    found = []
    for name in FIELDS:
        theirs, mine = getattr(stored, name), given[name]
        if (theirs or "") != (mine or "") and not (name == "review_office" and not mine):
            if name == "outcome":
                theirs, mine = outcome_label(theirs), outcome_label(mine)
            found.append(
                {"label": str(labels[name].label), "theirs": str(theirs or ""), "mine": str(mine or "")}
            )
    theirs = "\n".join(
        f"{item.title} — {item.get_disclosure_display()}" for item in decisions.rows_of(stored)
    )
    mine = "\n".join(f"{line.title} — {disclosure_chip(str(line.disclosure)).label}" for line in lines)
    if theirs != mine:
        found.append({"label": _("Documenti"), "theirs": theirs, "mine": mine})
    return found
