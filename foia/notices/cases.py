"""Tells people what happened to a request: the applicant, third parties, other offices, colleagues.

Each message is written once for each trail entry that caused it (`key`), in the reader's language, and every one to
the applicant holds a private link to her case. Imported requests belong to the past: nobody is written to about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.access import LINK_PREFIX, sign_link
from foia.letters.paper import shown
from foia.models import Consultation, Message, Party, Request
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.terms import STANDSTILL_DAYS
from pasocial.office import settings_store
from pasocial.office.members import queries as members
from pasocial.office.notices import operations as notices
from pasocial.office.notices.queries import mail_about, preference_of
from pasocial.office.work import queries as work

TEMPLATE = "foia/news"
_LINK = re.compile(re.escape(LINK_PREFIX) + r"[\w.~:=-]+/")


def address_of(request: Request) -> str:
    """Where the applicant reads us: her address, else her PEC; empty when she gave none, or for an import."""
    if request.channel == Request.Channel.IMPORT:
        return ""
    return request.applicant.email or request.applicant.pec


def write(
    *,
    key: str,
    about: str,
    to: str,
    language: str,
    at: datetime,
    subject: str,
    paragraphs: Sequence[str],
    reason: str,
    heading: str = "",
    facts: Iterable[tuple[str, str]] = (),
    quote: str = "",
    after: Sequence[str] = (),
    action_url: str = "",
    action_label: str = "",
    attachments: Iterable[str] = (),
    reply_to: str = "",
) -> None:
    """One message of ours; call it inside `override(language)`, since the words are already chosen."""
    if not to:
        return
    notices.write_mail(
        key=key,
        about=about,
        template=TEMPLATE,
        to=to,
        language=language,
        context={
            "subject": subject,
            "heading": heading or subject,
            "paragraphs": list(paragraphs),
            "facts": list(facts),
            "quote": quote,
            "after": list(after),
            "action_url": action_url,
            "label": action_label,
            "reason": reason,
        },
        at=at,
        attachments=attachments,
        reply_to=reply_to,
    )


def to_applicant(request: Request, *, event: str, at: datetime, **words: Any) -> None:
    """A message to the applicant with the private link to her case."""
    with override(request.language):
        write(
            key=f"foia:{event}",
            about=request.about,
            to=address_of(request),
            language=request.language,
            at=at,
            action_url=link_to(request),
            reason=_(
                "Ricevi questo messaggio perché hai fatto una richiesta di accesso. Il link scade dopo 30 giorni."
            ),
            **words,
        )


def link_to(request: Request) -> str:
    """The whole address of the private link."""
    return settings.SITE_URL + sign_link(request)


def write_again(*, request: Request, mail_ids: Iterable[int], entry_id: int, at: datetime) -> None:
    """Messages that never arrived, to the applicant's new address, with a private link that works there."""
    to = address_of(request)
    if not to:
        return
    own = {mail.pk for mail in mail_about(request.about)}
    path = sign_link(request)
    for pk in sorted(own & set(mail_ids)):
        notices.send_elsewhere(
            mail_id=pk,
            to=to,
            key=f"foia:again:{entry_id}:{pk}",
            at=at,
            reworded=lambda text: _LINK.sub(lambda _found: path, text),
        )


def receipt(*, request: Request, entry_id: int, letter: str, at: datetime) -> None:
    """The receipt: number, code, due day; the PDF with the computation comes with it."""
    with override(request.language):
        paragraphs = [
            _(
                "Abbiamo ricevuto la tua richiesta. Nella ricevuta allegata trovi come abbiamo calcolato la scadenza."
            )
        ]
        if request.identified_on is None:
            paragraphs.append(
                _(
                    "Manca il tuo nome: scrivilo dalla pagina della richiesta. Il termine decorre lo stesso, "
                    "ma senza un nome non possiamo accoglierla."
                )
            )
        to_applicant(
            request,
            event=f"receipt:{entry_id}",
            at=at,
            subject=_("Ricevuta della richiesta %(number)s") % {"number": request.number},
            heading=_("La tua richiesta è arrivata"),
            paragraphs=paragraphs,
            facts=[
                (_("Numero"), request.number),
                (_("Oggetto"), request.subject),
                (_("Codice per seguirla"), request.code),
                (_("Ricevuta"), str(shown(request.received_on))),
                (_("Risposta entro"), str(shown(request.due_on)) if request.due_on else "—"),
            ],
            after=[
                _(
                    "Conserva il codice: con il tuo indirizzo e-mail apre la richiesta anche quando il link scade."
                )
            ],
            attachments=[letter] if letter else [],
        )


def message(*, request: Request, message_id: int, entry_id: int, at: datetime) -> None:
    """What the office wrote to the applicant, whole, with where to answer."""
    written = Message.objects.filter(pk=message_id, request=request, direction="out").first()
    if written is None:
        return
    with override(request.language):
        subject = {
            "identification": _("Richiesta %(number)s: dicci chi sei"),
            "clarification": _("Richiesta %(number)s: ci serve una precisazione"),
            "transfer": _("Richiesta %(number)s: trasmessa all'amministrazione competente"),
            "extension": _("Richiesta %(number)s: il termine si allunga"),
        }.get(written.purpose, _("Richiesta %(number)s: un messaggio per te"))
        opening = {
            "identification": _(
                "Per accogliere la richiesta dobbiamo sapere chi la fa. Il termine intanto decorre."
            ),
            "clarification": _("Ti chiediamo di precisare la richiesta. Il termine intanto decorre."),
            "transfer": _("I documenti li ha un'altra amministrazione: le abbiamo mandato la tua richiesta."),
            "extension": _("La richiesta è complessa e il termine, per legge, si allunga."),
        }.get(written.purpose, _("L'ufficio ti ha scritto:"))
        to_applicant(
            request,
            event=f"message:{entry_id}",
            at=at,
            subject=subject % {"number": request.number},
            paragraphs=[opening],
            quote=written.body,
            facts=[(_("Risposta entro"), str(shown(request.due_on)))]
            if written.purpose == "extension"
            else [],
            action_label=_("Apri la richiesta e rispondi"),
        )


def answer(*, request: Request, entry_id: int, letter: str, at: datetime) -> None:
    """The decision left: outcome in a line, letter attached, documents behind the link."""
    with override(request.language):
        outcome = OUTCOMES[Outcome(request.outcome)]
        to_applicant(
            request,
            event=f"answer:{entry_id}",
            at=at,
            subject=_("Risposta alla richiesta %(number)s") % {"number": request.number},
            heading=_("Esito: %(outcome)s") % {"outcome": _(outcome.label)},
            paragraphs=[
                _(outcome.meaning),
                _("La risposta completa, con i motivi e con che cosa puoi fare, è nella lettera allegata."),
            ],
            facts=[(_("Oggetto"), request.subject)],
            after=[_("Dalla pagina della richiesta scarichi i documenti e puoi dirci come ti sei trovato.")],
            action_label=_("Apri la risposta"),
            attachments=[letter] if letter else [],
        )


def kind_changed(*, request: Request, entry_id: int, at: datetime) -> None:
    """Another right of access applies: the applicant learns which, and by when."""
    with override(request.language):
        rules = rules_of(AccessKind(request.kind))
        to_applicant(
            request,
            event=f"kind:{entry_id}",
            at=at,
            subject=_("Richiesta %(number)s: la trattiamo come un altro tipo di accesso")
            % {"number": request.number},
            paragraphs=[
                _("Leggendola abbiamo visto che vale un altro diritto di accesso. Non devi rifarla."),
                _(rules.clock),
            ],
            facts=[
                (_("Tipo di accesso"), f"{_(rules.label)} ({rules.base})"),
                (_("Risposta entro"), str(shown(request.due_on)) if request.due_on else "—"),
            ],
        )


def withdrawn(*, request: Request, entry_id: int, at: datetime) -> None:
    """Confirms a withdrawal, so that nobody else can take a request back unnoticed."""
    with override(request.language):
        to_applicant(
            request,
            event=f"withdrawn:{entry_id}",
            at=at,
            subject=_("Richiesta %(number)s ritirata") % {"number": request.number},
            paragraphs=[
                _("La richiesta è ritirata e non riceverai una risposta. Puoi farne una nuova quando vuoi."),
                _("Se non l'hai ritirata tu, rispondi a questo messaggio."),
            ],
            reply_to=str(settings_store.value("contact_email")),
        )


def granted_but_held(*, request: Request, entry_id: int, at: datetime) -> None:
    """Access is granted over an opposition: the applicant knows, and knows why she waits (C2 §6.3)."""
    with override(request.language):
        to_applicant(
            request,
            event=f"held:{entry_id}",
            at=at,
            subject=_("Richiesta %(number)s accolta: i documenti arrivano più avanti")
            % {"number": request.number},
            paragraphs=[
                _("La tua richiesta è accolta, ma una persona che i documenti riguardano si era opposta."),
                _(
                    "Per legge deve avere %(days)d giorni, da quando lo sa, per reagire: poi ti mandiamo la risposta "
                    "e i documenti, senza che tu debba chiederli di nuovo."
                )
                % {"days": STANDSTILL_DAYS[-1].value},
                _("Questi sono i motivi della decisione:"),
            ],
            quote=request.decision.reasons,
        )


def party_notice(*, request: Request, party: Party, entry_id: int, at: datetime) -> None:
    """A third party gets a copy of the request, without who made it, and how to oppose (art. 5(5))."""
    with override("it"):
        write(
            key=f"foia:party:{entry_id}",
            about=request.about,
            to=party.email,
            language="it",
            at=at,
            subject=_("Una richiesta di accesso riguarda documenti che ti toccano"),
            paragraphs=[
                _("Gentile %(name)s,") % {"name": party.name},
                _(
                    "abbiamo ricevuto una richiesta di accesso a dati o documenti che potrebbero riguardare un tuo "
                    "interesse protetto (D.Lgs. 33/2013, art. 5-bis, comma 2)."
                ),
            ],
            facts=[(_("Richiesta"), request.number), (_("Oggetto"), request.subject)],
            quote=request.body,
            after=[
                _(
                    "Entro 10 giorni da quando ricevi questo avviso puoi opporti, spiegando il motivo: rispondi a "
                    "questo messaggio o scrivi all'indirizzo in fondo. Se non ti opponi, decidiamo senza di te."
                ),
                _(
                    "La mancanza del tuo consenso non basta a impedire l'accesso: valutiamo il danno concreto."
                ),
            ],
            reason=_(
                "Ricevi questo avviso perché la legge vuole che tu possa dire la tua prima che decidiamo."
            ),
            reply_to=_reply_address(),
        )


def party_grant(*, request: Request, party: Party, entry_id: int, at: datetime) -> None:
    """An opponent learns that access is granted all the same, and what she can do in fifteen days."""
    with override("it"):
        write(
            key=f"foia:party_grant:{entry_id}:{party.pk}",
            about=request.about,
            to=party.email,
            language="it",
            at=at,
            subject=_("Accolta la richiesta di accesso a cui ti eri opposto"),
            paragraphs=[
                _("Gentile %(name)s,") % {"name": party.name},
                _(
                    "abbiamo valutato la tua opposizione e deciso di accogliere, in tutto o in parte, la richiesta "
                    "%(number)s: i documenti saranno consegnati dopo %(days)d giorni da quando ricevi questo avviso."
                )
                % {"number": request.number, "days": STANDSTILL_DAYS[-1].value},
            ],
            after=[
                _(
                    "In questo tempo puoi chiedere il riesame al responsabile della trasparenza, rivolgerti al "
                    "difensore civico o fare ricorso al TAR (D.Lgs. 33/2013, art. 5, commi 7, 8 e 9)."
                )
            ],
            facts=[(_("Oggetto"), request.subject)],
            reason=_("Ricevi questo avviso perché ti eri opposto alla richiesta."),
            reply_to=_reply_address(),
        )


def consultation(*, request: Request, asked: Consultation, entry_id: int, at: datetime) -> None:
    """A colleague of another office is asked about one case."""
    contact = asked.contact
    with override(contact.language):
        url = f"/redazione/foia/condivise/{request.pk}/"
        write(
            key=f"foia:consultation:{entry_id}",
            about=request.about,
            to=contact.email,
            language=contact.language,
            at=at,
            subject=_("Richiesta di accesso %(number)s: serve il tuo ufficio") % {"number": request.number},
            paragraphs=[_("Per rispondere a una richiesta di accesso ci serve il tuo aiuto.")],
            facts=[
                (_("Oggetto"), request.subject),
                (_("Rispondi entro"), str(shown(asked.due_on))),
            ],
            quote=asked.question,
            action_url=settings.SITE_URL + url,
            action_label=_("Apri il caso e rispondi"),
            reason=_("Ricevi questo messaggio perché sei referente del tuo ufficio."),
        )
        _tell(
            [contact.pk],
            entry_id,
            _("Serve il tuo ufficio: %(subject)s") % {"subject": request.subject},
            url,
            at,
        )


def review_asked(*, request: Request, entry_id: int, at: datetime) -> None:
    """The transparency officer learns of a review; the applicant gets its receipt."""
    review = request.review
    with override(request.language):
        to_applicant(
            request,
            event=f"review:{entry_id}",
            at=at,
            subject=_("Riesame della richiesta %(number)s: ricevuto") % {"number": request.number},
            paragraphs=[
                _("Abbiamo ricevuto la tua domanda di riesame: la decide il responsabile della trasparenza.")
            ],
            facts=[(_("Decisione entro"), str(shown(review.due_on)))],
        )
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
                facts=[(_("Oggetto"), request.subject), (_("Decisione entro"), str(shown(review.due_on)))],
                action_url=settings.SITE_URL + url,
                action_label=_("Apri il riesame"),
                reason=_("Ricevi questo messaggio perché decidi i riesami."),
            )
            _tell([officer.pk], entry_id, subject, url, at)


def review_decided(*, request: Request, entry_id: int, at: datetime) -> None:
    """The outcome of a review, with its reasons."""
    review = request.review
    with override(request.language):
        to_applicant(
            request,
            event=f"review_decided:{entry_id}",
            at=at,
            subject=_("Riesame della richiesta %(number)s: deciso") % {"number": request.number},
            heading=_("Riesame: %(outcome)s") % {"outcome": review.get_outcome_display()},
            paragraphs=[_("Il responsabile della trasparenza ha deciso, con questi motivi:")],
            quote=review.reasons,
            after=[
                _(
                    "Se non sei d'accordo puoi fare ricorso al TAR entro 30 giorni (D.Lgs. 104/2010, art. 116)."
                )
            ],
        )


def tell_desk(*, request: Request, entry: Any, words: str, at: datetime, tab: str = "") -> None:
    """A line in the dashboard of whoever works on the case, or of the desk's heads; never to who caused it."""
    told = [pk for pk in workers_on(request) if pk != entry.user_id]
    _tell(told, entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at)


def tell_heads(*, request: Request, entry: Any, words: str, at: datetime, tab: str = "") -> None:
    """A line for the desk's heads, who approve."""
    told = [head.pk for head in members.holders_of_desk_roles("foia", "head") if head.pk != entry.user_id]
    _tell(told, entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at)


def tell_person(
    *, request: Request, user_id: int, entry: Any, words: str, at: datetime, tab: str = ""
) -> None:
    """A line for one colleague."""
    if user_id != entry.user_id:
        _tell(
            [user_id], entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at
        )


def deadline(*, request: Request, nearness: str, today: date, at: datetime) -> None:
    """Once for each step towards the due day: its owner (or the heads) is told; the heads too when it is close.

    The daily reminder of the office already mails owners what is due within two days, so they get mail from here
    only before that.
    """
    assert request.due_on is not None
    owners = work.assignees_about(request.about)
    heads = [head.pk for head in members.holders_of_desk_roles("foia", "head")]
    close = nearness in ("2", "0", "late")
    told = list(dict.fromkeys([*(owners or heads), *(heads if close else [])]))
    mailed = heads if close else (owners or heads)
    key = f"foia:deadline:{request.pk}:{request.due_on.isoformat()}:{nearness}"
    for user in get_user_model().objects.filter(pk__in=told, is_active=True).order_by("pk"):
        with override(user.language):
            words = {
                "late": _("Termine passato"),
                "0": _("Scade oggi"),
                "2": _("Scade tra due giorni o meno"),
                "7": _("Scade entro una settimana"),
            }.get(nearness, _("Scade entro quindici giorni"))
            url = case_url(request)
            line = f"{words} · {request.number} {request.subject}"
            notices.tell(user_ids=[user.pk], key=key, words=line, url=url, at=at)
            if user.pk in mailed and preference_of(user.pk).mail_when_due:
                write(
                    key=f"{key}:{user.pk}",
                    about=request.about,
                    to=user.email,
                    language=user.language,
                    at=at,
                    subject=f"{words}: {request.number}",
                    paragraphs=[_("Una richiesta di accesso si avvicina al suo termine, o lo ha passato.")],
                    facts=[
                        (_("Oggetto"), request.subject),
                        (_("Scadenza"), str(shown(request.due_on))),
                    ],
                    action_url=settings.SITE_URL + url,
                    action_label=_("Apri il caso"),
                    reason=_("Ricevi questo messaggio perché lavori sulle richieste di accesso."),
                )


def workers_on(request: Request) -> list[int]:
    """Ids of who works on the case, else of the desk's heads."""
    return list(work.assignees_about(request.about)) or [
        head.pk for head in members.holders_of_desk_roles("foia", "head")
    ]


def case_url(request: Request, tab: str = "") -> str:
    """The staff address of the case, or of one of its tabs."""
    return f"/redazione/foia/richieste/{request.pk}/" + (f"{tab}/" if tab else "")


def _tell(user_ids: Iterable[int], entry_id: int, words: str, url: str, at: datetime) -> None:
    notices.tell(user_ids=user_ids, key=f"entry:{entry_id}", words=words, url=url, at=at)


def _reply_address() -> str:
    return str(settings_store.value("contact_pec") or settings_store.value("contact_email"))
