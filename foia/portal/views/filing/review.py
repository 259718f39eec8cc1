"""All of it on one page before it is sent: what is wrong with the step that mends it, and the day of the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foia import access
from foia.operations.intake import file_request
from foia.portal import forms, limits
from foia.portal.answers import come_back
from foia.portal.views.filing.pages import APPLICANT, FILES, KIND, QUESTION, REVIEW, OpenStep
from foia.portal.views.home import reading_if_filed_today
from foia.rules import filing
from foia.rules.kinds import rules_of
from pasocial.cleaning import address_shown
from pasocial.language import language_now
from pasocial.office.files.attachments.telling import shown_kept
from pasocial.office.files.drafts.queries import draft_files
from pasocial.office.people.identity.proven import signed_in
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.answers import too_soon
from pasocial.refusal import Refused
from pasocial.sentences import day, say
from pasocial.timekeeping.zone import local_date

if TYPE_CHECKING:
    from pasocial.office.files.drafts.models import Draft

# Nobody reads, writes and checks a request in less; whoever does is asked once to press the button again.
LEAST_SECONDS = 4
# Where the field of a refusal is asked for.
_STEP_OF = dict.fromkeys(("subject", "body", "motive"), QUESTION) | {"kind": KIND, "files": FILES}


def review(step: OpenStep) -> HttpResponse:
    request, draft, at = step.request, step.draft, step.at
    # Nothing of the identity is kept with the draft: whoever holds its private link proves nothing by it.
    person = signed_in(request) if draft.fields.get("proven") else None
    handed_in = forms.draft_from(draft.fields, language=language_now(), person=person)
    problems = _problems(step, filing.reasons_against_filing(handed_in, local_date(at)))
    if draft.fields.get("proven") and person is None:
        words = _("Il tuo accesso con identità digitale è scaduto: entra di nuovo, o continua senza.")
        problems.insert(0, {"text": words, "url": step.address(APPLICANT)})
    again = ""
    if request.method == "POST" and not problems:
        again = _reason_to_ask_again(request, draft, at)
        if again:
            step.keep({"asked_again": True}, REVIEW)
        else:
            later = too_soon(request, limits.FILING, at)
            if later:
                return come_back(request, later, kept=True)
            try:
                filed = file_request(
                    draft=handed_in,
                    by=Actor.citizen(draft.about),
                    at=at,
                    idempotency_key=f"draft:{draft.pk}",
                    draft_id=draft.pk,
                )
            except Refused as refused:
                problems = _problems(step, refused.refusals)
            else:
                access.grant(request, filed)
                return redirect("foia:receipt", code=filed.code)
    clock = reading_if_filed_today(handed_in.kind)
    return step.page(
        "new_review",
        REVIEW,
        422 if request.method == "POST" else 200,
        kind=step.kind_words,
        question=_shown_question(handed_in),
        person=_shown_applicant(handed_in),
        files=[
            {**shown_kept(stored), "kind": stored.name.rpartition(".")[2]} for stored in draft_files(draft)
        ],
        problems=problems,
        again=again,
        due_on=clock.due_on,
        unnamed=filing.needs_identification(handed_in),
    )


def _problems(step: OpenStep, reasons: Any) -> list[dict[str, str]]:
    return [
        {
            "text": say(reason),
            "url": step.address(_STEP_OF.get(reason.field, APPLICANT))
            + (f"#id_{reason.field}" if reason.field else ""),
        }
        for reason in reasons
    ]


def _reason_to_ask_again(request: HttpRequest, draft: Draft, at: datetime) -> str:
    """Programs fill every field, or too fast: they are asked to press again; nobody is dropped silently."""
    if request.POST.get("website"):
        return _(
            "È stato riempito un campo che va lasciato vuoto. "
            "Non serve altro: premi di nuovo «Invia la richiesta»."
        )
    if at - draft.created_at < timedelta(seconds=LEAST_SECONDS) and not draft.fields.get("asked_again"):
        return _("Per sicurezza ricontrolla i dati e premi di nuovo «Invia la richiesta».")
    return ""


def _shown_question(handed_in: filing.Filing) -> list[tuple[str, str]]:
    rows = [(_("Oggetto"), handed_in.subject), (_("Che cosa chiedi"), handed_in.body)]
    if rules_of(handed_in.kind).motive_required:
        rows.append((_("Perché ti serve"), handed_in.motive))
    return rows


def _shown_applicant(handed_in: filing.Filing) -> list[tuple[str, str]]:
    who = handed_in.applicant
    purposes = {str(value): str(label) for value, label in forms.PURPOSES}
    rows = [
        (_("Nome e cognome"), who.name),
        (
            _("Identità"),
            _("provata con l'identità digitale") if who.identified_by is filing.Identification.EID else "",
        ),
        (_("E-mail"), address_shown(who.email)),
        (_("Codice fiscale"), who.codice_fiscale),
        (_("Data di nascita"), day(who.birth_date)),
        (_("Organizzazione"), who.organisation),
        (_("A che cosa ti servono"), purposes.get(str(handed_in.purpose), "") if handed_in.purpose else ""),
        (_("Domanda fatta in pubblico"), handed_in.made_public_url),
    ]
    told = _("Sì") if handed_in.agrees_to_be_told else _("No")
    return [row for row in rows if row[1]] + [(_("Avviso se sarà pubblicata"), told)]
