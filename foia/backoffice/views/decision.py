"""The decision of a case as its tab shows it: being prepared, as the letter that will leave, as it left."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs_case
from foia.backoffice.presenters import disclosure_chip, outcome_label
from foia.backoffice.views import reopening
from foia.backoffice.views.case import CasePage, tab
from foia.backoffice.views.releasing import shown_files
from foia.forms.decision import MOST_ROWS, Decide, ItemRows
from foia.letters import decision_letter
from foia.models import AccessRequest, Decision
from foia.operations import answering
from foia.queries import decisions, releases
from foia.rules.answering import reason_against_approving
from foia.rules.facts import Basis
from foia.rules.outcomes import GROUNDS, reason_against_deciding_now
from foia.rules.reopening import BASIS_LABELS
from foia.rules.states import State, Verb, reason_against_transition
from pasocial.cleaning import whole_number
from pasocial.office.files.attachments import queries as files
from pasocial.office.work.approvals.chains import chains_shown
from pasocial.outgoing import file_name
from pasocial.refusal import Refusal
from pasocial.sentences import day as day_words
from pasocial.sentences import long_day, moment, say, say_all

EDITABLE = (Decision.State.DRAFT, Decision.State.RETURNED)
DRAFTED_IN = (State.IN_PROGRESS, State.NEEDS_IDENTIFICATION, State.AWAITING_PARTIES)
FIELDS = (
    "effect",
    "outcome",
    "reasons",
    "answer_text",
    "publication_url",
    "deferred_until",
    "deferred_event",
    "transience",
    "earlier_request",
    "review_office",
)
PREFIX = "righe"


@tab("decisione", "foia/backoffice/case_decision.html")
def decision_tab(page: CasePage) -> dict[str, Any]:
    decision = page.case.decision
    context: dict[str, Any] = {"forms": {}, "decision": decision, "editor": None}
    context |= reopening.shown(page)
    context["chains"] = chains_shown(page.access_request.about) if decision is not None else []
    sent = [one for one in page.case.decisions if one.state == Decision.State.SENT]
    context["earlier"] = [_preview(page, one) for one in reversed(sent) if one is not decision]
    writable = decision is None or decision.state in (*EDITABLE, Decision.State.SENT)
    if page.works and page.access_request.state in DRAFTED_IN and writable:
        context["editor"] = _editor(page)
    elif decision is None:
        context["editor_against"] = _why_no_editor(page)
    if decision is None:
        return context
    context["shown"] = _preview(page, decision)
    context["banner"] = _banner(page, decision)
    if decision.state != Decision.State.SENT:
        context["released"] = shown_files(page, decision)
    if decision.state in (Decision.State.DRAFT, Decision.State.SUBMITTED):
        context["changes"] = shown_changes(page, decision)
        context["change_columns"] = [_("Che cosa"), _("Quando è tornata indietro"), _("Adesso")]
    if page.works and decision.state in EDITABLE and page.access_request.state in DRAFTED_IN:
        context["forms"]["proponi"] = page.form("proponi")
        context["against_submitting"] = say_all(_against(page, decision))
    if page.may("foia.approve") and decision.state == Decision.State.SUBMITTED:
        context["forms"]["approva"] = page.form("approva")
        context["forms"]["rimanda"] = page.form("rimanda")
        own = reason_against_approving(decision.drafted_by_id, page.request.user.pk)
        context["against_approving"] = [
            *([say(own)] if own else []),
            *say_all(_against(page, decision)),
        ]
    return context


def _against(page: CasePage, decision: Decision) -> list[Refusal]:
    """Everything that stands against approving it: what the law wants of it, and what its files still show."""
    return [
        *decisions.faults(page.access_request, decision, page.today),
        *releases.reasons_against_releasing(decision),
    ]


def _why_no_editor(page: CasePage) -> str:
    if not page.works:
        return _("La decisione la prepara la redazione accesso civico.")
    return say(reason_against_transition(State(page.access_request.state), Verb.PROPOSE)) or _(
        "Prendi in carico la richiesta per preparare la decisione."
    )


def _editor(page: CasePage) -> dict[str, Any]:
    """The form as it was sent, else as it was left unsent, else as it is stored."""
    form = page.bound.get("decisione")
    rows = getattr(form, "rows", None)
    kept = page.unsent.get("decisione") if form is None else None
    if form is None:
        form, rows = _fresh(page, kept)
    clock = page.case.clock
    early = reason_against_deciding_now(clock, page.today) if clock else None
    assert rows is not None
    for row in rows:
        row.fresh = getattr(row, "fresh", False)
    return {
        "form": form,
        "rows": rows,
        "action": reverse("foia_staff:decide", args=[page.access_request.pk]),
        "autosave_url": page.autosave("decisione"),
        "unsent": bool(kept),
        "follows": follows(page.case.decision),
        "gives_words": any(form[name].value() for name in ("answer_text", "publication_url")),
        "must_publish": page.access_request.kind == AccessRequest.Kind.SIMPLE_CIVIC,
        "against": say(early),
    }


def _fresh(page: CasePage, kept: dict[str, str] | None) -> tuple[Decide, Any]:
    decision = page.case.decision
    # A new decision starts from the one it follows: what was given, what was withheld and why.
    stored = decisions.rows_of(decision)
    initial = {name: getattr(decision, name) for name in FIELDS} if decision else {}
    lines = [
        {
            "title": item.title,
            "disclosure": item.disclosure,
            "partial": item.partial,
            "file": str(item.file or ""),
            "ground": item.ground,
            "reason": item.reason,
        }
        for item in stored
    ]
    if kept:
        initial |= {name: kept[name] for name in FIELDS if name in kept}
        lines = lines_from(kept) or lines
    form = Decide(
        about=page.access_request,
        user=page.request.user,
        follows=follows(decision),
        initial={**initial, "seen": page.seen},
    )
    rows = ItemRows(
        initial=lines or [{}],
        prefix=PREFIX,
        form_kwargs={"kind": page.access_request.kind, "files": page.case.files},
    )
    return form, rows


def lines_from(kept: dict[str, str]) -> list[dict[str, Any]]:
    """Rows as they were autosaved, by position."""
    lines = []
    for position in range(min(whole_number(kept.get(f"{PREFIX}-TOTAL_FORMS")) or 0, MOST_ROWS)):
        names = ("title", "disclosure", "partial", "file", "ground", "reason")
        lines.append({name: kept.get(f"{PREFIX}-{position}-{name}", "") for name in names})
    return lines


def _preview(page: CasePage, decision: Decision) -> dict[str, Any]:
    known = {str(stored.public_id): stored for stored in page.case.files}
    items = []
    for item in decisions.rows_of(decision):
        ground = GROUNDS.get(item.ground)
        stored = known.get(str(item.file)) if item.file else None
        items.append(
            {
                "title": item.title,
                "url": reverse("foia_staff:file", args=[page.access_request.pk, stored.public_id])
                if stored
                else "",
                "disclosure": disclosure_chip(item.disclosure),
                "partial": item.partial,
                "ground": f"{_(ground.wording)} ({ground.article})" if ground else "",
                "reason": item.reason,
            }
        )
    return {
        "items": items,
        "item_columns": [
            _("Documento"),
            _("Che cosa ne facciamo"),
            _("Motivo di legge"),
            _("Quale danno concreto"),
        ],
        "heading": _numbered(decision),
        "anchor": "anteprima" if decision is page.case.decision else f"decisione-{decision.number}",
        "number": decision.number,
        "letter_url": reverse("foia_staff:letter", args=[page.access_request.pk])
        + (f"?n={decision.number}" if decision.state == Decision.State.SENT else ""),
        "reasons": decision.reasons,
        "remedies": say_all(decisions.remedies_of(page.access_request, decision)),
        "decision_facts": _facts(decision),
    }


def follows(decision: Decision | None) -> bool:
    """Whether what is being written comes after a decision that left."""
    return decision is not None and (decision.number > 1 or decision.state == Decision.State.SENT)


def _numbered(decision: Decision) -> str:
    if decision.state == Decision.State.SENT and decision.sent_at:
        words = _("Decisione %(number)s, inviata %(day)s")
        return words % {"number": decision.number, "day": long_day(timezone.localdate(decision.sent_at))}
    if decision.number > 1:
        return _("Anteprima della decisione %(number)s") % {"number": decision.number}
    return _("Anteprima della decisione")


def _facts(decision: Decision) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [(_("Esito"), outcome_label(decision.outcome))]
    if decision.basis:
        facts.append((_("Perché una nuova decisione"), _(BASIS_LABELS[Basis(decision.basis)])))
    if decision.effect:
        facts.append((_("Rispetto alla precedente"), decision.get_effect_display()))
    if decision.deferred_until:
        facts.append((_("Differita fino al"), day_words(decision.deferred_until)))
    if decision.deferred_event:
        facts.append((_("Differita fino a"), decision.deferred_event))
    if decision.answer_text:
        facts.append((_("Dati nella lettera"), decision.answer_text))
    if decision.publication_url:
        facts.append((_("Pubblicato in"), decision.publication_url))
    facts.append((_("Preparata da"), f"{decision.drafted_by or '—'}, {moment(decision.drafted_at)}"))
    if decision.approved_at:
        facts.append((_("Approvata da"), f"{decision.approved_by or '—'}, {moment(decision.approved_at)}"))
    if decision.sent_at:
        facts.append((_("Inviata il"), moment(decision.sent_at)))
    return facts


def shown_changes(page: CasePage, decision: Decision) -> list[dict[str, str]]:
    """What was changed since the head sent it back, in the words of the page."""
    files_known = {str(stored.public_id): stored.name for stored in page.case.files}
    shown = []
    for change in decisions.changes_since_return(decision):
        if change.is_row:
            label = _("Documento «%(title)s»") % {"title": change.part}
            before, after = (_row_words(row, files_known) for row in (change.before, change.after))
        else:
            label = str(Decide.base_fields[change.part].label)
            before, after = (_field_words(change.part, value) for value in (change.before, change.after))
        shown.append({"label": label, "before": before, "after": after})
    return shown


def _field_words(name: str, value: Any) -> str:
    if name == "outcome":
        return outcome_label(value or "")
    if name == "deferred_until" and value:
        return day_words(value if isinstance(value, date) else date.fromisoformat(value))
    return str(value or "")


def _row_words(row: dict[str, Any] | None, files_known: dict[str, str]) -> str:
    """One row of the decision as lines; nothing where there is no such row."""
    if row is None:
        return ""
    ground = GROUNDS.get(row["ground"])
    lines = [
        row["title"],
        disclosure_chip(row["disclosure"]).label,
        _("con parti oscurate") if row["partial"] else "",
        f"{_(ground.wording)} ({ground.article})" if ground else "",
        row["reason"],
        files_known.get(row["file"], _("un file che non c'è più")) if row["file"] else "",
    ]
    return "\n".join(line for line in lines if line)


def _banner(page: CasePage, decision: Decision) -> dict[str, str] | None:
    state = decision.state
    if state == Decision.State.RETURNED:
        return {"kind": "warning", "title": _("Rimandata con osservazioni"), "text": decision.return_reason}
    if state == Decision.State.SUBMITTED:
        return {
            "kind": "info",
            "title": _("In attesa di approvazione"),
            "text": _("Non si può più cambiare. Se va corretta, chi approva la rimanda indietro."),
        }
    if state == Decision.State.SENT:
        return {"kind": "success", "title": _("Risposta inviata"), "text": ""}
    if state == Decision.State.LEAVING and page.access_request.state == State.STANDSTILL:
        until = page.access_request.send_not_before
        words = (
            _("Un controinteressato si è opposto: i documenti partono da %(day)s.") % {"day": long_day(until)}
            if until
            else _(
                "Un controinteressato si è opposto: registra quando ha ricevuto la comunicazione, da lì corrono 15 giorni."
            )
        )
        return {"kind": "warning", "title": _("Approvata, invio sospeso"), "text": words}
    if state == Decision.State.LEAVING:
        return {"kind": "success", "title": _("Approvata, in partenza"), "text": ""}
    return None


@require_GET
@needs_case("foia.read")
def letter(request: HttpRequest, access_request: AccessRequest) -> HttpResponseBase:
    """The letter of the newest decision, or of number `n`: as it left, or a preview of the one being prepared."""
    decision = decisions.decision_of(access_request, whole_number(request.GET.get("n"), 1, 999))
    if decision is None:
        messages.error(request, _("Non c'è ancora una decisione: preparala prima."))
        return redirect("foia_staff:case_tab", access_request.pk, "decisione")
    name = f"{answering.letter_name(access_request, decision.number)}.pdf"
    if decision.letter:
        stored = files.by_public_id(decision.letter)
        if stored is not None:
            return FileResponse(
                files.opened(stored),
                as_attachment=True,
                filename=file_name(name),
                content_type="application/pdf",
            )
    return FileResponse(
        BytesIO(decision_letter(access_request, decision, timezone.now())),
        # A preview may be looked at in its place.
        as_attachment=not request.GET.get("vedi"),
        filename=file_name(f"anteprima-{name}"),
        content_type="application/pdf",
    )
