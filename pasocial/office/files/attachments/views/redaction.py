"""Makes a redacted copy of one file: what was found is shown in its place, ticked, and a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pasocial.office.files.attachments import clearing, forms, queries, redacting, serving
from pasocial.office.files.attachments.models import Clearance, StoredFile
from pasocial.office.files.attachments.redaction.reading import (
    HIDDEN,
    PDF,
    Reading,
    Seen,
    missing_in,
    read,
    seen_in,
)
from pasocial.office.files.attachments.views.doors import (
    may_open_stored,
    may_redact,
    names_known,
    place_of,
    signed_in,
)
from pasocial.office.files.attachments.views.findings import DATUM_WORDS
from pasocial.office.files.attachments.views.material import suggested_name
from pasocial.office.files.attachments.views.preview import Preview, preview_of
from pasocial.office.record.trail.actor import Actor
from pasocial.personal_data import PersonalDatum
from pasocial.refusal import Refused

# More boxes than this are more than a form may carry: then each different text has one box for all its places.
MOST_BOXES = 350


@dataclass(frozen=True)
class Box:
    """One tick: a stretch, or (in long files) every place where the same text stands."""

    key: str
    page: int
    datum: str
    excerpt: str
    before: str
    after: str
    places: int
    ticked: bool


@dataclass(frozen=True)
class PageOfBoxes:
    number: int
    boxes: list[Box]


def boxes_of(seen: Sequence[Seen], shown: Iterable[str], ticked: Iterable[str]) -> tuple[list[Box], bool]:
    """The boxes, ticked unless somebody saw and unticked them, and whether texts were put together."""
    known, kept = set(shown), set(ticked)
    together = len(seen) > MOST_BOXES
    groups: dict[str, list[Seen]] = {}
    for one in seen:
        groups.setdefault(_key(one, together), []).append(one)
    found = [
        Box(
            key=key,
            page=several[0].page,
            datum=str(DATUM_WORDS[several[0].finding.datum]),
            excerpt=" ".join(several[0].finding.excerpt.split()),
            before=several[0].before,
            after=several[0].after,
            places=len(several),
            ticked=key not in known or key in kept,
        )
        for key, several in groups.items()
    ]
    return found, together


def _key(one: Seen, together: bool) -> str:
    if not together:
        return one.key
    return "t" + sha256(f"{one.finding.datum}:{one.finding.excerpt.casefold()}".encode()).hexdigest()[:16]


PROPERTY_WORDS = {
    "title": gettext_lazy("titolo"),
    "author": gettext_lazy("autore"),
    "subject": gettext_lazy("oggetto"),
    "keywords": gettext_lazy("parole chiave"),
    "creator": gettext_lazy("scritto con"),
    "producer": gettext_lazy("PDF creato con"),
    "creationDate": gettext_lazy("creato il"),
    "modDate": gettext_lazy("cambiato il"),
}


def told_of(properties: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a file says of itself to whoever opens its properties, in words."""
    return [(str(PROPERTY_WORDS.get(name, name)), value) for name, value in properties]


def mark_of(keys: Iterable[str]) -> str:
    """Tells whether the findings a person saw are still those of now (a name may have joined the case meanwhile)."""
    return sha256("\n".join(keys).encode()).hexdigest()[:32]


@signed_in("redact_policy")
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    stored = queries.by_public_id(public_id)
    if stored is None:
        raise Http404
    if not may_redact(request.user, stored):
        raise PermissionDenied("redact_policy")
    if serving.refused_for_malware(stored):
        return render(request, "office/file_infected.html", {"file": stored}, status=403)
    wanted = _gathered(stored, request.GET.get("per", ""))
    names = names_known(stored.about, *([wanted.about] if wanted else []))
    try:
        reading = read(stored)
    except Refused as refused:
        return _show(request, stored, wanted, unreadable=refused.refusal.text(_), status=422)
    if request.method != "POST":
        form = forms.Copy(initial={"name": suggested_name(stored.name, names), "ground": "personal_data"})
        return _show(request, stored, wanted, reading=reading, seen=seen_in(reading, names), form=form)
    form = forms.Copy(request.POST)
    valid = form.is_valid()
    seen = seen_in(reading, names, form.wanted())
    keys, _together = boxes_of(seen, (), ())
    same = request.POST.get("mark") == mark_of(one.key for one in keys)
    missing = missing_in(reading, form.wanted()) if valid else []
    if missing and "make" in request.POST and same:
        # A name misspelt here would stay in a copy that says it was read again.
        words = ", ".join(f"«{word}»" for word in missing)
        form.add_error(
            "words",
            _("Nel testo non c'è: %(words)s. Correggi o cancella, poi crea la copia.") % {"words": words},
        )
        missing = []
    elif valid and "make" in request.POST and same:
        try:
            return _make(request, stored, wanted, form, _chosen(request, seen, keys), names)
        except Refused as refused:
            form.tell(refused, _)
    elif valid and "make" in request.POST:
        messages.warning(request, _("Ci sono parole nuove da guardare: controlla i segni e conferma."))
    preview = None
    if "preview" in request.POST and not form.errors.get("words"):
        preview = preview_of(
            stored,
            _chosen(request, seen, keys),
            asked=request.POST["preview"],
            pages=len(reading.pages),
            by_eye=bool(form.data.get("by_eye")),
        )
        form.errors.clear()
    return _show(
        request,
        stored,
        wanted,
        reading=reading,
        seen=seen,
        form=form,
        missing=missing,
        preview=preview,
        status=422 if form.errors else 200,
    )


def _chosen(request: HttpRequest, seen: Sequence[Seen], boxes: Sequence[Box]) -> list[Seen]:
    """What goes: all but what somebody saw and unticked. Past the last box nothing can be unticked, so everything goes."""
    shown, ticked = set(request.POST.get("shown", "").split(",")), set(request.POST.getlist("remove"))
    kept = {box.key for box in boxes[:MOST_BOXES] if box.key in shown and box.key not in ticked}
    together = len(seen) > MOST_BOXES
    return [one for one in seen if _key(one, together) not in kept]


def _gathered(stored: StoredFile, about: str) -> Clearance | None:
    return queries.clearance_to_publish(stored, about)


def _make(
    request: HttpRequest,
    stored: StoredFile,
    wanted: Clearance | None,
    form: forms.Copy,
    chosen: Sequence[Seen],
    names: Sequence[str],
) -> HttpResponse:
    by, now = Actor.staff(request.user), timezone.now()
    copy = redacting.make_redacted_copy(
        public_id=stored.public_id,
        seen=chosen,
        name=form.cleaned_data["name"],
        names=names,
        by_eye=form.cleaned_data["by_eye"],
        word_ground=form.cleaned_data["ground"] or "personal_data",
        by=by,
        at=now,
    )
    if wanted is not None:
        clearing.replace(
            about=wanted.about, public_id=stored.public_id, copy_id=copy.public_id, by=by, at=now
        )
    messages.success(request, _("La copia oscurata è pronta: rileggila prima di usarla."))
    return redirect("office:redaction", public_id=copy.public_id)


def _show(
    request: HttpRequest,
    stored: StoredFile,
    wanted: Clearance | None,
    *,
    reading: Reading | None = None,
    seen: Sequence[Seen] = (),
    form: forms.Copy | None = None,
    missing: Sequence[str] = (),
    preview: Preview | None = None,
    unreadable: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = request.POST.get("shown", "").split(",") if request.method == "POST" else []
    boxes, together = boxes_of(seen, shown, request.POST.getlist("remove"))
    pages: dict[int, list[Box]] = {}
    for box in boxes[:MOST_BOXES]:
        pages.setdefault(0 if together else box.page, []).append(box)
    looked_at = sorted({*reading.blind_pages, *reading.picture_pages}) if reading else []
    if form is not None and not looked_at:
        del form.fields["by_eye"]
    return render(
        request,
        "office/redact.html",
        {
            "file": stored,
            "wanted": wanted,
            "back": _back(request.user, stored, wanted),
            "unreadable": unreadable,
            "pages": [PageOfBoxes(number, found) for number, found in sorted(pages.items())],
            "together": together,
            "count": len(seen),
            "beyond": max(0, len(boxes) - MOST_BOXES),
            "page_count": len(reading.pages) if reading else 0,
            "blind_pages": reading.blind_pages if reading else (),
            "picture_pages": looked_at,
            "may_preview": reading is not None and stored.media_type == PDF,
            "preview": preview,
            "properties": told_of(reading.properties) if reading else [],
            "hidden": [str(HIDDEN[one]) for one in reading.hidden] if reading else [],
            "shown": ",".join(box.key for box in boxes[:MOST_BOXES]),
            "mark": mark_of(box.key for box in boxes),
            "form": form,
            "missing": missing,
            "copies": [
                {
                    "name": one.copy.name,
                    "url": reverse("office:redaction", args=[one.copy.public_id]),
                    "at": one.made_at,
                }
                for one in queries.redacted_copies(stored)
            ],
        },
        status=status,
    )


def _back(user: Any, stored: StoredFile, wanted: Clearance | None) -> tuple[str, str]:
    if wanted is not None:
        return _("File da pubblicare"), reverse("office:material", args=[wanted.about])
    return place_of(stored.about, user) or (_("Oggi"), reverse("office:dashboard"))


@signed_in("file_policy")
@require_safe
def show_redaction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was done to make this copy: counts by page and kind, never the words that went."""
    stored = queries.by_public_id(public_id)
    made = queries.redaction_of(stored) if stored is not None else None
    if stored is None or made is None:
        raise Http404
    if not may_open_stored(request.user, stored):
        raise PermissionDenied("file")
    by_kind: dict[tuple[str, str], list[int]] = {}
    for row in made.removed:
        by_kind.setdefault((row["datum"], row.get("ground", "")), []).append(row["page"])
    grounds = {code: str(words) for code, words in forms.GROUNDS}
    waiting = queries.clearance_of_copy(stored)
    original = made.original
    try:
        left = told_of(read(stored).properties)
    except Refused:
        left = None
    return render(
        request,
        "office/redaction.html",
        {
            "file": stored,
            "made": made,
            "original_url": reverse("office:file", args=[original.public_id])
            if original is not None and may_open_stored(request.user, original)
            else "",
            "back": _back(request.user, stored, waiting),
            "rows": [
                {
                    "datum": str(DATUM_WORDS.get(PersonalDatum(datum), datum)),
                    "ground": grounds.get(ground, ""),
                    "times": len(pages),
                    "pages": ", ".join(map(str, sorted(set(pages))[:30])),
                }
                for (datum, ground), pages in sorted(by_kind.items())
            ],
            "columns": [_("Che cosa"), _("Motivo"), _("Quante volte"), _("Pagine")],
            "stripped": [str(HIDDEN[one]) for one in made.stripped if one in HIDDEN],
            "is_pdf": stored.media_type == PDF,
            "properties": left,
        },
    )
