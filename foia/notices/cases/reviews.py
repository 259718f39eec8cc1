"""What a review makes people read: its receipt, the task of who decides it, its outcome."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.letters.courtesy import Words
from foia.models import AccessRequest, Review
from foia.notices.cases.staff import tell_about
from foia.notices.cases.writing import to_applicant, write
from foia.notices.kinds import Told
from foia.queries.reviews import last_review
from foia.rules.open_remedies import court_until
from pasocial.office.people.members import queries as members
from pasocial.sentences import show
from pasocial.timekeeping import local_date


def review_asked(*, request: AccessRequest, entry_id: int, at: datetime) -> None:
    """The transparency officer learns of a review; the applicant gets its receipt."""
    review = _newest(request)

    def words() -> Words:
        return {
            "subject": _("Riesame della richiesta %(number)s: ricevuto") % {"number": request.number},
            "paragraphs": [
                _("Abbiamo ricevuto la tua domanda di riesame: la decide il responsabile della trasparenza.")
            ],
            "facts": [(_("Decisione entro"), str(show(review.due_on)))],
        }

    to_applicant(request, event=f"review:{entry_id}", at=at, words=words)
    for officer in members.holders_of_office_role("rpct"):
        with override(officer.language):
            url = f"/redazione/foia/richieste/{request.pk}/riesame/"
            subject = _("Riesame da decidere: richiesta %(number)s") % {"number": request.number}
            write(
                key=f"foia:review:{entry_id}:{officer.pk}",
                about=request.about,
                to=officer.email,
                language=officer.language,
                at=at,
                subject=subject,
                paragraphs=[_("È arrivata una domanda di riesame.")],
                facts=[(_("Oggetto"), request.subject), (_("Decisione entro"), str(show(review.due_on)))],
                action_url=settings.SITE_URL + url,
                action_label=_("Apri il riesame"),
                reason=_("Ricevi questo messaggio perché decidi i riesami."),
            )
            tell_about([officer.pk], Told.REVIEW, request, entry_id, url, at)


def review_decided(
    *, request: AccessRequest, entry_id: int, at: datetime, decide_by: date | None = None
) -> None:
    """The outcome of a review, with its reasons; when it was granted, by when the office decides again."""
    review = _newest(request)

    def words() -> Words:
        return {
            "subject": _("Riesame della richiesta %(number)s: deciso") % {"number": request.number},
            "heading": _("Riesame: %(outcome)s") % {"outcome": review.get_outcome_display()},
            "paragraphs": [_("Il responsabile della trasparenza ha deciso, con questi motivi:")],
            "facts": [(_("Nuova decisione entro"), str(show(decide_by)))] if decide_by else [],
            "quote": review.reasons,
            "after": [
                _("L'ufficio ora prende una nuova decisione, che ti arriva senza che tu debba chiederla.")
            ]
            if review.outcome == review.Outcome.GRANTED
            else [
                _("Se non sei d'accordo puoi fare ricorso al TAR entro %(day)s (D.Lgs. 104/2010, art. 116).")
                % {"day": show(court_until(local_date(at)))}
            ],
        }

    to_applicant(request, event=f"review_decided:{entry_id}", at=at, words=words)


def _newest(request: AccessRequest) -> Review:
    review = last_review(request)
    assert review is not None  # what happened to it is being told
    return review
