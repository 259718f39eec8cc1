"""What the applicant reads: receipt, messages, the answer and every later one, what changes on the way."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from foia.letters.courtesy import Words
from foia.models import AccessRequest, Message
from foia.notices.cases.writing import to_applicant
from foia.rules.facts import Basis
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.open_remedies import court_until
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.reopening import BASIS_WORDS
from foia.rules.terms import STANDSTILL_DAYS
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.sentences import show
from pasocial.timekeeping import local_date


def receipt(*, request: AccessRequest, entry_id: int, letter: str, at: datetime) -> None:
    """The receipt: number, code, due day; the PDF with the computation comes with it."""

    def words() -> Words:
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
        return {
            "subject": _("Ricevuta della richiesta %(number)s") % {"number": request.number},
            "heading": _("La tua richiesta è arrivata"),
            "paragraphs": paragraphs,
            "facts": [
                (_("Numero"), request.number),
                (_("Oggetto"), request.subject),
                (_("Codice per seguirla"), request.code),
                (_("Ricevuta"), str(show(request.received_on))),
                (_("Risposta entro"), str(show(request.due_on)) if request.due_on else "—"),
            ],
            "after": [
                _(
                    "Conserva il codice: con il tuo indirizzo e-mail apre la richiesta anche quando il link scade."
                )
            ],
        }

    to_applicant(
        request, event=f"receipt:{entry_id}", at=at, attachments=[letter] if letter else [], words=words
    )


def message(*, request: AccessRequest, message_id: int, entry_id: int, at: datetime) -> None:
    """What the office wrote to the applicant, whole, with where to answer."""
    written = Message.objects.filter(pk=message_id, request=request, direction="out").first()
    if written is None:
        return

    def words() -> Words:
        subject = {
            "identification": _("Richiesta %(number)s: dicci chi sei"),
            "clarification": _("Richiesta %(number)s: ci serve una precisazione"),
            "transfer": _("Richiesta %(number)s: trasmessa all'amministrazione competente"),
            "extension": _("Richiesta %(number)s: il termine si allunga"),
            "gap": _("Richiesta %(number)s: manca qualcosa"),
            "refusal_confirmed": _("Richiesta %(number)s: il rifiuto è confermato"),
        }.get(written.purpose, _("Richiesta %(number)s: un messaggio per te"))
        opening = {
            "identification": _(
                "Per accogliere la richiesta dobbiamo sapere chi la fa. Il termine intanto decorre."
            ),
            "clarification": _("Ti chiediamo di precisare la richiesta. Il termine intanto decorre."),
            "transfer": _("I documenti li ha un'altra amministrazione: le abbiamo mandato la tua richiesta."),
            "extension": _("La richiesta è complessa e il termine, per legge, si allunga."),
            "gap": _(
                "Alla tua richiesta manca qualcosa. Il termine si ferma e riparte da zero quando la completi."
            ),
            "refusal_confirmed": _(
                "Il difensore civico riteneva illegittimo il rifiuto. L'ufficio lo conferma, con questi motivi:"
            ),
        }.get(written.purpose, _("L'ufficio ti ha scritto:"))
        return {
            "subject": subject % {"number": request.number},
            "paragraphs": [opening],
            "quote": written.body,
            "facts": [(_("Risposta entro"), str(show(request.due_on)))]
            if written.purpose == "extension"
            else [],
            "after": [
                _("Se non sei d'accordo puoi fare ricorso al TAR entro %(day)s (D.Lgs. 104/2010, art. 116).")
                % {"day": show(court_until(local_date(at)))}
            ]
            if written.purpose == "refusal_confirmed"
            else [],
            "action_label": _("Apri la richiesta e rispondi"),
        }

    to_applicant(request, event=f"message:{entry_id}", at=at, words=words)


def answer(
    *, request: AccessRequest, entry_id: int, letter: str, at: datetime, outcome: str, number: int = 1
) -> None:
    """The decision left: outcome in a line, letter attached, documents behind the link."""

    def words() -> Words:
        ending = OUTCOMES[Outcome(outcome)]
        subject = (
            _("Nuova decisione sulla richiesta %(number)s")
            if number > 1
            else _("Risposta alla richiesta %(number)s")
        )
        return {
            "subject": subject % {"number": request.number},
            "heading": _("Esito: %(outcome)s") % {"outcome": _(ending.label)},
            "paragraphs": [
                _(ending.meaning),
                _("La risposta completa, con i motivi e con che cosa puoi fare, è nella lettera allegata."),
            ],
            "facts": [(_("Oggetto"), request.subject)],
            "after": [
                _("Dalla pagina della richiesta scarichi i documenti e puoi dirci come ti sei trovato.")
            ],
            "action_label": _("Apri la risposta"),
        }

    to_applicant(
        request, event=f"answer:{entry_id}", at=at, attachments=[letter] if letter else [], words=words
    )


def kind_changed(*, request: AccessRequest, entry_id: int, at: datetime) -> None:
    """Another right of access applies: the applicant learns which, and by when."""

    def words() -> Words:
        rules = rules_of(AccessKind(request.kind))
        return {
            "subject": _("Richiesta %(number)s: la trattiamo come un altro tipo di accesso")
            % {"number": request.number},
            "paragraphs": [
                _("Leggendola abbiamo visto che vale un altro diritto di accesso. Non devi rifarla."),
                _(rules.clock),
            ],
            "facts": [
                (_("Tipo di accesso"), f"{_(rules.label)} ({rules.base})"),
                (_("Risposta entro"), str(show(request.due_on)) if request.due_on else "—"),
            ],
        }

    to_applicant(request, event=f"kind:{entry_id}", at=at, words=words)


def withdrawn(*, request: AccessRequest, entry_id: int, at: datetime) -> None:
    """Confirms a withdrawal, so that nobody else can take a request back unnoticed."""

    def words() -> Words:
        return {
            "subject": _("Richiesta %(number)s ritirata") % {"number": request.number},
            "paragraphs": [
                _("La richiesta è ritirata e non riceverai una risposta. Puoi farne una nuova quando vuoi."),
                _("Se non l'hai ritirata tu, rispondi a questo messaggio."),
            ],
        }

    to_applicant(
        request,
        event=f"withdrawn:{entry_id}",
        at=at,
        reply_to=str(settings_store.value("contact_email")),
        words=words,
    )


def granted_but_held(*, request: AccessRequest, opposed: bool, entry_id: int, at: datetime) -> None:
    """Access is granted over an opposition, or against an appeal: the applicant knows why she waits (C2 §6.3)."""

    def words() -> Words:
        why = [_("La tua richiesta è accolta, ma una persona che i documenti riguardano ha fatto ricorso.")]
        why.append(
            _(
                "I documenti non possono partire finché non è concluso: poi te li mandiamo, senza altre domande."
            )
        )
        if opposed:
            why = [
                _("La tua richiesta è accolta, ma una persona che i documenti riguardano si era opposta."),
                _(
                    "Per legge deve avere %(days)d giorni, da quando lo sa, per reagire: poi ti mandiamo la risposta "
                    "e i documenti, senza che tu debba chiederli di nuovo."
                )
                % {"days": STANDSTILL_DAYS[-1].value},
            ]
        return {
            "subject": _("Richiesta %(number)s accolta: i documenti arrivano più avanti")
            % {"number": request.number},
            "paragraphs": [
                *why,
                _("Questi sono i motivi della decisione:"),
            ],
            "quote": request.decision.reasons,
        }

    to_applicant(request, event=f"held:{entry_id}", at=at, words=words)


def reopened(*, request: AccessRequest, basis: str, due_on: date, entry_id: int, at: datetime) -> None:
    """The case is decided again, by a ruling or because we found our own error: why, and by when."""

    def words() -> Words:
        return {
            "subject": _("Richiesta %(number)s: la riapriamo") % {"number": request.number},
            "paragraphs": [
                _("Decidiamo di nuovo sulla tua richiesta, %(why)s.") % {"why": _(BASIS_WORDS[Basis(basis)])},
                _(
                    "Non devi fare nulla: la nuova decisione ti arriva qui, e la precedente resta nella tua pagina."
                ),
            ],
            "facts": [(_("Nuova decisione entro"), str(show(due_on)))],
        }

    to_applicant(request, event=f"reopened:{entry_id}", at=at, words=words)
