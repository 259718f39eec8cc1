"""Every kind of thing that members are told of access requests: what to do, or what happened, and when it is over."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from foia.wording import FoiaEvent
from pasocial.office.record.registry import NoticeKind


class Told(StrEnum):
    """What a member is told; the codes are stored with her notices and her choices."""

    APPROVE = "foia.approve"
    REVISE = "foia.revise"
    MESSAGE = "foia.message"
    REPLY = "foia.reply"
    CALLED = "foia.called"
    REOPENED = "foia.reopened"
    CONSULTATION = "foia.consultation"
    REVIEW = "foia.review"
    ENTRUSTED = "foia.entrusted"
    PARTY_REVIEW = "foia.party_review"
    PARTY_HELD = "foia.party_held"
    PARTY_REPLY = "foia.party_reply"
    PARTY_REMEDY = "foia.party_remedy"
    APPEAL = "foia.appeal"
    FINDING = "foia.finding"
    DEADLINE = "foia.deadline"
    ENTRY = "foia.entry"
    IDENTIFIED = "foia.identified"
    REVIEW_DECIDED = "foia.review_decided"
    WITHDRAWN = "foia.withdrawn"


_ENDED = (FoiaEvent.ANSWERED, FoiaEvent.WITHDRAWN, FoiaEvent.TRANSFERRED, FoiaEvent.CLOSED)

NOTICES = (
    NoticeKind(
        Told.APPROVE,
        _("Approva la decisione"),
        way="now",
        over=(FoiaEvent.DECISION_APPROVED, FoiaEvent.DECISION_RETURNED, FoiaEvent.WITHDRAWN),
    ),
    NoticeKind(
        Told.REVISE,
        _("Rivedi la decisione: è tornata con osservazioni"),
        way="now",
        over=(FoiaEvent.DECISION_SUBMITTED, *_ENDED),
    ),
    NoticeKind(
        Told.MESSAGE,
        _("Leggi: il richiedente ha scritto"),
        way="now",
        over=(FoiaEvent.WRITTEN_TO_CITIZEN, *_ENDED),
    ),
    NoticeKind(
        Told.REPLY,
        _("Leggi: un ufficio ha risposto"),
        way="now",
        over=(FoiaEvent.DECISION_DRAFTED, *_ENDED),
    ),
    NoticeKind(Told.CALLED, _("Leggi: ti chiamano in una nota"), way="now", over=_ENDED),
    NoticeKind(
        Told.REOPENED,
        _("Decidi di nuovo: la richiesta è riaperta"),
        way="now",
        over=(FoiaEvent.DECISION_DRAFTED, *_ENDED),
    ),
    NoticeKind(
        Told.CONSULTATION,
        _("Rispondi: serve il tuo ufficio"),
        way="now",
        over=(FoiaEvent.CONSULTATION_REPLIED, FoiaEvent.CONSULTATION_WITHDRAWN),
        has_letter=True,
    ),
    NoticeKind(
        Told.REVIEW, _("Decidi il riesame"), way="now", over=(FoiaEvent.REVIEW_DECIDED,), has_letter=True
    ),
    NoticeKind(
        Told.ENTRUSTED, _("Decidi il riesame che ti è affidato"), way="now", over=(FoiaEvent.REVIEW_DECIDED,)
    ),
    NoticeKind(
        Told.PARTY_REVIEW,
        _("Decidi il riesame di un controinteressato"),
        way="now",
        over=(FoiaEvent.PARTY_REMEDY_CLOSED,),
    ),
    NoticeKind(
        Told.PARTY_HELD,
        _("Rimedia: un avviso a un controinteressato non è partito"),
        way="now",
        over=(FoiaEvent.PARTY_NOTIFIED, *_ENDED),
    ),
    NoticeKind(
        Told.PARTY_REPLY,
        _("Leggi: un controinteressato ha risposto"),
        way="now",
        over=(FoiaEvent.DECISION_DRAFTED, *_ENDED),
    ),
    NoticeKind(
        Told.PARTY_REMEDY,
        _("Fermo: un controinteressato contesta l'accoglimento, i documenti non partono"),
        way="now",
        over=(FoiaEvent.PARTY_REMEDY_CLOSED,),
    ),
    NoticeKind(
        Told.APPEAL,
        _("Segui il ricorso del richiedente"),
        way="now",
        over=(FoiaEvent.APPEAL_REJECTED, FoiaEvent.REOPENED, FoiaEvent.REFUSAL_CONFIRMED),
    ),
    NoticeKind(
        Told.FINDING,
        _("Conferma o supera il rifiuto: il difensore civico lo ritiene illegittimo"),
        way="now",
        over=(FoiaEvent.REFUSAL_CONFIRMED, FoiaEvent.REOPENED),
    ),
    NoticeKind(Told.DEADLINE, _("Rispondi: la scadenza si avvicina"), over=_ENDED),
    NoticeKind(
        Told.ENTRY,
        _("Approva la voce del registro"),
        over=(FoiaEvent.ENTRY_APPROVED, FoiaEvent.ENTRY_HIDDEN),
    ),
    NoticeKind(Told.IDENTIFIED, _("Il richiedente si è identificato"), over=_ENDED),
    NoticeKind(Told.REVIEW_DECIDED, _("Il riesame è deciso"), over=(FoiaEvent.DECISION_DRAFTED,)),
    NoticeKind(Told.WITHDRAWN, _("La richiesta è stata ritirata")),
)
