"""A new request, step by step. What is typed is kept thirty days behind the draft's private address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from foia import access
from foia.models import Draft
from foia.operations.drafts import DraftChanged
from foia.operations.intake import file_request, save_draft
from foia.portal import forms, limits
from foia.portal.answers import bounded, bounded_keeping, come_back, personal, stopped
from foia.portal.uploads import MOST_FILES
from foia.portal.views import identity
from foia.portal.views.home import reading_if_filed_today
from foia.portal.views.suggestions import offers_for, offers_shown
from foia.queries.drafts import draft_files, open_draft
from foia.rules import filing
from foia.rules.drafts import Seen, differing, shown
from foia.rules.kinds import declared_or_default, rules_of
from pasocial.cleaning import address_shown
from pasocial.language import language_now
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.telling import notices_of, reasons_in, shown_kept
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from pasocial.sentences import day, say
from pasocial.timekeeping.zone import local_date

KIND, QUESTION, OFFERED, FILES, APPLICANT, REVIEW = "tipo", "richiesta", "forse", "file", "dati", "riepilogo"
STEPS = (
    (KIND, gettext_lazy("Che cosa cerchi")),
    (QUESTION, gettext_lazy("La domanda")),
    (FILES, gettext_lazy("Allegati")),
    (APPLICANT, gettext_lazy("Chi sei")),
    (REVIEW, gettext_lazy("Controlla e invia")),
)
_NUMBER = {KIND: 1, QUESTION: 2, OFFERED: 2, FILES: 3, APPLICANT: 4, REVIEW: 5}
# Nobody reads, writes and checks a request in less; whoever does is asked once to press the button again.
LEAST_SECONDS = 4
# After filing, the private address of the draft opens the receipt for this long; then code and e-mail do.
RECEIPT_MINUTES = 30


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The first step. The draft begins when the first answer is given, so that looking leaves no trace."""
    form = forms.KindStep(
        request.POST or None,
        initial={"kind": declared_or_default(request.GET.get("tipo", ""))},
    )
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        later = limits.too_soon(request, limits.DRAFTING, at)
        if later:
            return come_back(request, later)
        fields = {
            "kind": form.cleaned_data["kind"],
            "subject": filing.clean_line(request.POST.get("oggetto", ""))[:200],
        }
        _draft, token = save_draft(token=None, fields=fields, step=QUESTION, at=at)
        return redirect("foia:new_step", token=token, step=QUESTION)
    return render(
        request,
        "foia/portal/new_kind.html",
        {
            "form": form,
            "steps": [(label, "") for _name, label in STEPS],
            "current": 1,
            "subject": filing.clean_line(request.GET.get("oggetto", ""))[:200],
        },
        status=422 if form.errors else 200,
    )


@personal
@bounded_keeping
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """One step of a draft; an unknown or expired draft is told apart from one already sent."""
    at = timezone.now()
    draft = open_draft(token, at)
    show = _SHOWN.get(step)
    if draft is None or show is None:
        return render(request, "foia/portal/draft_gone.html", status=404)
    if draft.request is not None:
        return _already_filed(request, draft, at)
    return show(request, draft, token, at)


def _already_filed(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """A reload, a double click or the back button after sending: the receipt, never a second request."""
    assert draft.request is not None
    if at - draft.request.received_at < timedelta(minutes=RECEIPT_MINUTES):
        access.grant(request, draft.request)
    if access.granted(request, draft.request):
        return redirect("foia:receipt", code=draft.request.code)
    messages.info(
        request, _("Questa richiesta è già stata inviata. Per aprirla usa il codice e la tua e-mail.")
    )
    return redirect("foia:find")


def page_of(
    request: HttpRequest, name: str, draft: Draft, token: str, step: str, status: int = 200, **context: Any
) -> HttpResponse:
    steps = [(label, reverse("foia:new_step", args=[token, name])) for name, label in STEPS]
    private = request.build_absolute_uri(reverse("foia:new_step", args=[token, step]))
    return render(
        request,
        f"foia/portal/{name}.html",
        {
            "token": token,
            "draft": draft,
            "steps": steps,
            "current": _NUMBER.get(step, _NUMBER[QUESTION]),
            "private_link": private,
            "kept_until": draft.expires_at,
            **context,
        },
        status=status,
    )


def _keep(draft: Draft, token: str, changes: Mapping[str, Any], step: str, at: datetime) -> None:
    """Adds to the draft what this step decided; what other steps hold is not touched."""
    draft.fields = save_draft(token=token, fields=changes, step=step, at=at)[0].fields


def _keep_typed(
    request: HttpRequest,
    draft: Draft,
    token: str,
    typed: Mapping[str, Any],
    step: str,
    at: datetime,
    **more: Any,
) -> Seen:
    """Writes what was typed into the draft, right or wrong; raises DraftChanged when another page was quicker."""
    seen = _seen(request)
    kept, _token = save_draft(
        token=token, fields=more.pop("also", {}), typed=typed, step=step, at=at, seen=seen, **more
    )
    draft.fields = kept.fields
    return shown(kept.fields, tuple(typed), seen.page)


def _seen(request: HttpRequest) -> Seen:
    return Seen.read(request.POST.get("autosave_seen", ""))


def _saved(seen: Seen) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["X-Autosave-Seen"] = str(seen)
    return answer


def _overtaken(
    request: HttpRequest,
    changed: DraftChanged,
    token: str,
    step: str,
    typed: Mapping[str, Any],
    form: forms.QuestionStep | forms.ApplicantStep,
    name: str,
    **context: Any,
) -> HttpResponse:
    """Both texts on one page, the typed one in its fields; sending it again is a choice made knowingly."""
    kept = changed.draft.fields
    seen = shown(kept, tuple(typed), _seen(request).page)
    if _autosaving(request):
        answer = HttpResponse(status=409)
        answer["X-Autosave-Seen"] = str(seen)
        return answer
    both = [
        {"label": form.fields[field].label, "kept": _in_words(form, field, kept.get(field))}
        for field in differing(kept, typed)
        if field in form.fields
    ]
    return page_of(
        request,
        name,
        changed.draft,
        token,
        step,
        409,
        form=form,
        seen=seen,
        conflict={"words": say(changed.refusal), "both": both},
        **context,
    )


def _in_words(form: forms.QuestionStep | forms.ApplicantStep, field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Sì") if value else _("No")
    choices = dict(getattr(form.fields[field], "choices", ()))
    return str(choices.get(value, value or ""))


def _kind(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    form = forms.KindStep(request.POST or None, initial=draft.fields)
    if request.method == "POST" and form.is_valid():
        _keep(draft, token, form.cleaned_data, QUESTION, at)
        return redirect("foia:new_step", token=token, step=QUESTION)
    return page_of(request, "new_kind", draft, token, KIND, 422 if form.errors else 200, form=form)


def _question(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    today = local_date(at)
    if request.method == "POST":
        form = forms.QuestionStep(request.POST, kept=draft.fields, today=today)
        good = form.is_valid()
        typed = form.typed()
        text = f"{typed.get('subject', '')} {typed.get('body', '')}"
        mark = hashlib.sha256(text.encode()).hexdigest()[:16]
        ask_first = draft.fields.get("offered") != mark and bool(offers_for(text, limit=1))
        goes_on = good and not _autosaving(request)
        also = {"offered": mark} if goes_on else {}
        try:
            seen = _keep_typed(
                request, draft, token, typed, QUESTION, at, also=also, next_step=FILES if goes_on else ""
            )
        except DraftChanged as changed:
            return _overtaken(
                request, changed, token, QUESTION, typed, form, "new_question", kind=_kind_words(draft)
            )
        if _autosaving(request):
            return _saved(seen)
        if good:
            return redirect("foia:new_step", token=token, step=OFFERED if ask_first else FILES)
        return page_of(
            request,
            "new_question",
            draft,
            token,
            QUESTION,
            422,
            form=form,
            kind=_kind_words(draft),
            seen=seen,
        )
    form = forms.QuestionStep(kept=draft.fields, today=today)
    seen = shown(draft.fields, tuple(form.fields))
    return page_of(
        request, "new_question", draft, token, QUESTION, form=form, kind=_kind_words(draft), seen=seen
    )


def _autosaving(request: HttpRequest) -> bool:
    """The page's script saves while the citizen types; it wants no page back."""
    return request.headers.get("X-Requested-With") == "autosave"


def _kind_words(draft: Draft) -> dict[str, str]:
    rules = rules_of(declared_or_default(draft.fields.get("kind", "")))
    return {"name": _(rules.label), "choose_if": _(rules.choose_if), "clock": _(rules.clock)}


def _offered(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    """Perhaps the answer is already public: shown once, also to whoever writes without JavaScript."""
    offers = offers_for(
        f"{draft.fields.get('subject', '')} {draft.fields.get('body', '')}", limit=5, counted=True
    )
    if not offers:
        return redirect("foia:new_step", token=token, step=FILES)
    offers_shown(offers, at)
    return page_of(request, "new_offered", draft, token, OFFERED, offers=offers)


def _files(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    kept = list(draft_files(draft))
    form = forms.FilesStep(request.POST or None, request.FILES or None)
    if request.method == "POST":
        later = limits.too_soon(request, limits.UPLOADING, at) if request.FILES else None
        if later:
            return come_back(request, later, kept=True)
        form = forms.FilesStep(request.POST, request.FILES)
        form.is_valid()
        if too_much := stopped(request):
            form.add_error("files", too_much)
        given = form.cleaned_data.get("files") or []
        by = Actor.citizen(draft.about)
        for gone in [
            stored for stored in kept if str(stored.public_id) in set(request.POST.getlist("remove"))
        ]:
            attachments.remove_file(public_id=gone.public_id, by=by, at=at)
            kept.remove(gone)
        received = attachments.store_each(
            uploads=given, about=draft.about, purpose="filed", most=MOST_FILES, by=by, at=at
        )
        for reason in reasons_in(received, MOST_FILES):
            form.add_error("files", reason)
        for notice in notices_of(received):
            messages.warning(request, notice)
        # A file that got another name is seen by its author before anything goes on.
        stays = request.POST.get("go", "next" if not request.POST.getlist("remove") else "") != "next"
        if not form.errors and not stays and not received.renamed:
            _keep(draft, token, {}, APPLICANT, at)
            return redirect("foia:new_step", token=token, step=APPLICANT)
        if not form.errors:
            return redirect("foia:new_step", token=token, step=FILES)
        kept = list(draft_files(draft))
    return page_of(
        request,
        "new_files",
        draft,
        token,
        FILES,
        422 if form.errors else 200,
        form=form,
        kept=[shown_kept(stored) for stored in kept],
        most=MOST_FILES,
    )


def _applicant(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    today = local_date(at)
    person = access.signed_in(request)
    form = forms.ApplicantStep(kept=draft.fields, today=today, person=person)
    seen = shown(draft.fields, tuple(form.fields))
    if request.method == "POST":
        form = forms.ApplicantStep(request.POST, kept=draft.fields, today=today, person=person)
        good = form.is_valid()
        typed = form.typed()
        try:
            seen = _keep_typed(
                request,
                draft,
                token,
                typed,
                APPLICANT,
                at,
                also={"proven": person is not None},
                next_step=REVIEW if good else "",
            )
        except DraftChanged as changed:
            return _overtaken(
                request,
                changed,
                token,
                APPLICANT,
                typed,
                form,
                "new_applicant",
                person=person,
                ways=identity.ways(f"bozza:{token}"),
                demonstration=identity.demonstration(),
            )
        if _autosaving(request):
            return _saved(seen)
        if good:
            return redirect("foia:new_step", token=token, step=REVIEW)
    return page_of(
        request,
        "new_applicant",
        draft,
        token,
        APPLICANT,
        422 if form.errors else 200,
        form=form,
        seen=seen,
        person=person,
        expired=bool(draft.fields.get("proven")) and person is None,
        ways=identity.ways(f"bozza:{token}"),
        demonstration=identity.demonstration(),
    )


# Where the field of a refusal is asked for.
_STEP_OF = dict.fromkeys(("subject", "body", "motive"), QUESTION) | {"kind": KIND, "files": FILES}


def _review(request: HttpRequest, draft: Draft, token: str, at: datetime) -> HttpResponse:
    today = local_date(at)
    # Nothing of the identity is kept with the draft: whoever holds its private link proves nothing by it.
    person = access.signed_in(request) if draft.fields.get("proven") else None
    handed_in = forms.draft_from(draft.fields, language=language_now(), person=person)
    problems = _problems(filing.reasons_against_filing(handed_in, today), token)
    if draft.fields.get("proven") and person is None:
        words = _("Il tuo accesso con identità digitale è scaduto: entra di nuovo, o continua senza.")
        problems.insert(0, {"text": words, "url": reverse("foia:new_step", args=[token, APPLICANT])})
    again = ""
    if request.method == "POST" and not problems:
        again = _reason_to_ask_again(request, draft, at)
        if again:
            _keep(draft, token, {"asked_again": True}, REVIEW, at)
        else:
            later = limits.too_soon(request, limits.FILING, at)
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
                problems = _problems(refused.refusals, token)
            else:
                access.grant(request, filed)
                return redirect("foia:receipt", code=filed.code)
    clock = reading_if_filed_today(handed_in.kind)
    return page_of(
        request,
        "new_review",
        draft,
        token,
        REVIEW,
        422 if request.method == "POST" else 200,
        kind=_kind_words(draft),
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


def _problems(reasons: Any, token: str) -> list[dict[str, str]]:
    return [
        {
            "text": say(reason),
            "url": reverse("foia:new_step", args=[token, _STEP_OF.get(reason.field, APPLICANT)])
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


_SHOWN: dict[str, Callable[[HttpRequest, Draft, str, datetime], HttpResponse]] = {
    KIND: _kind,
    QUESTION: _question,
    OFFERED: _offered,
    FILES: _files,
    APPLICANT: _applicant,
    REVIEW: _review,
}
