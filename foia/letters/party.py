"""What a third party reads whose interests an answer may touch, in the formal register of a notice with effect in law.

Nothing in it says who asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.letters.courtesy import OFFICIAL, Words, message_in_language
from foia.models import AccessRequest, Party
from foia.queries.decisions import remedies_against_grant
from foia.queries.protocol import protocol_of, responsible_for
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import GROUNDS
from foia.rules.terms import OPPOSITION_DAYS, STANDSTILL_DAYS, in_force
from pasocial.office.files.papers.paper import paragraphs, pdf, sender
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.sentences import show

TEMPLATE = Path(__file__).with_name("party.typ")


def notice_words(request: AccessRequest, party: Party) -> Words:
    """The notice of a request: what is asked, what may be opposed, by when, how; who answers for it (art. 5(5))."""
    return _in_her_language(request, party, _notice)


def grant_words(request: AccessRequest, party: Party) -> Words:
    """Access is granted over her opposition: what happens next, and what she can still do (art. 5(7)-(9))."""
    return _in_her_language(request, party, _grant)


def window_moved_words(request: AccessRequest, party: Party, day: date) -> Words:
    """The last day to oppose is another, because the office had recorded a day wrongly."""

    def words(request: AccessRequest, party: Party) -> Words:
        return {
            "subject": _("Richiesta di accesso %(number)s: cambia il giorno entro cui può opporsi")
            % {"number": request.number},
            "paragraphs": [
                _("Gentile %(name)s,") % {"name": party.name},
                _(
                    "abbiamo corretto un giorno registrato per errore sull'avviso che Le abbiamo inviato. Lei può "
                    "presentare un'opposizione motivata fino al giorno indicato qui sotto."
                ),
            ],
            "facts": [*_case(request), (_("Può opporsi fino a"), str(show(day))), *_office(request)],
            "quote": "",
            "after": [_("Per scriverci: %(how)s, indicando il numero della richiesta.") % {"how": _how()}],
            "reason": _(
                "Riceve questo avviso perché la legge Le dà modo di esprimersi prima della decisione."
            ),
        }

    return _in_her_language(request, party, words)


def release_moved_words(request: AccessRequest, party: Party, day: date) -> Words:
    """The first day on which documents may leave over her opposition is another, for the same reason."""

    def words(request: AccessRequest, party: Party) -> Words:
        return {
            "subject": _(
                "Richiesta di accesso %(number)s: cambia il giorno da cui i documenti possono partire"
            )
            % {"number": request.number},
            "paragraphs": [
                _("Gentile %(name)s,") % {"name": party.name},
                _(
                    "abbiamo corretto un giorno registrato per errore sulla comunicazione di accoglimento. I documenti "
                    "non saranno consegnati prima del giorno indicato qui sotto."
                ),
            ],
            "facts": [
                *_case(request),
                (_("I documenti possono partire da"), str(show(day))),
                *_office(request),
            ],
            "quote": "",
            "after": [_("Per scriverci: %(how)s, indicando il numero della richiesta.") % {"how": _how()}],
            "reason": _("Riceve questa comunicazione perché ha presentato un'opposizione."),
        }

    return _in_her_language(request, party, words)


def notice_letter(request: AccessRequest, party: Party, at: datetime) -> bytes:
    """The same notice on paper, for a party who has only a postal address."""
    return _on_paper(request, party, notice_words(request, party), at)


def grant_letter(request: AccessRequest, party: Party, at: datetime) -> bytes:
    """The same news of the grant on paper."""
    return _on_paper(request, party, grant_words(request, party), at)


def _notice(request: AccessRequest, party: Party) -> Words:
    rules = rules_of(AccessKind(request.kind))
    ground = GROUNDS.get(party.interest)
    days = in_force(OPPOSITION_DAYS[rules.kind], request.received_on).value
    return {
        "subject": _("Avviso al controinteressato: richiesta di accesso %(number)s")
        % {"number": request.number},
        "paragraphs": [
            _("Gentile %(name)s,") % {"name": party.name},
            _(
                "%(body)s ha ricevuto una richiesta di accesso a dati o documenti (%(kind)s, %(base)s) che "
                "potrebbero riguardare un Suo interesse protetto dalla legge. Ne trasmettiamo copia, senza i dati "
                "di chi l'ha presentata, perché Lei possa esprimersi prima che l'amministrazione decida."
            )
            % {"body": settings_store.value("body_name"), "kind": _(rules.label), "base": rules.base},
        ],
        "facts": [
            *_case(request),
            (_("Ricevuta il"), str(show(request.received_on))),
            *([(_("Suo interesse protetto"), f"{_(ground.wording)} ({ground.article})")] if ground else []),
            *_office(request),
        ],
        "quote": request.body,
        "after": [
            _(
                "Entro %(days)d giorni dalla ricezione di questo avviso Lei può presentare un'opposizione motivata. "
                "Trascorso il termine, accertata la ricezione, l'amministrazione decide sulla richiesta."
            )
            % {"days": days},
            _(
                "Che cosa può opporre: il danno concreto che la conoscenza di questi dati o documenti porterebbe "
                "all'interesse indicato sopra, anche solo per una parte di essi. La sola mancanza del consenso non "
                "basta a impedire l'accesso: valutiamo il danno che Lei descrive."
            ),
            _("Come: %(how)s, indicando il numero della richiesta. Può anche comunicare il Suo consenso.")
            % {"how": _how()},
        ],
        "reason": _("Riceve questo avviso perché la legge Le dà modo di esprimersi prima della decisione."),
    }


def _grant(request: AccessRequest, party: Party) -> Words:
    return {
        "subject": _("Accolta la richiesta di accesso %(number)s dopo la Sua opposizione")
        % {"number": request.number},
        "paragraphs": [
            _("Gentile %(name)s,") % {"name": party.name},
            _(
                "%(body)s ha valutato la Sua opposizione e ha deciso di accogliere, in tutto o in parte, la richiesta. "
                "I dati o documenti saranno consegnati non prima che siano trascorsi %(days)d giorni da quando Lei "
                "riceve questa comunicazione."
            )
            % {"body": settings_store.value("body_name"), "days": STANDSTILL_DAYS[-1].value},
        ],
        "facts": [*_case(request), *_office(request)],
        "quote": "",
        "after": [
            _(
                "Contro questa decisione Lei ha i rimedi elencati qui sotto. Finché uno di cui abbiamo notizia è "
                "aperto, non consegniamo nulla."
            ),
            *(
                f"{_(remedy.title)} ({remedy.source}). {remedy.text(_, show)}"
                for remedy in remedies_against_grant(request)
            ),
            _("Per scriverci: %(how)s, indicando il numero della richiesta.") % {"how": _how()},
        ],
        "reason": _("Riceve questa comunicazione perché ha presentato un'opposizione."),
    }


def _case(request: AccessRequest) -> list[tuple[str, str]]:
    protocol = protocol_of(request)
    return [
        (_("Numero della richiesta"), request.number),
        *([(_("Protocollo"), protocol)] if protocol else []),
        (_("Oggetto"), request.subject),
    ]


def _office(request: AccessRequest) -> list[tuple[str, str]]:
    """Who answers for the case: the desk and, where it is known, the office that holds the documents."""
    found = [
        (_("Ufficio responsabile"), f"{settings_store.value('body_name')}, {_('ufficio accesso civico')}")
    ]
    if responsible := responsible_for(request):
        found.append((_("Responsabile del procedimento"), responsible))
    if request.holder:
        found.append((_("Ufficio che detiene i documenti"), request.holder))
    return found


def _how() -> str:
    """Every way to write to us that the coordinator set."""
    known = settings_store.values("contact_pec", "contact_email", "address")
    ways = [
        _("PEC %(address)s") % {"address": known["contact_pec"]} if known["contact_pec"] else "",
        _("e-mail %(address)s") % {"address": known["contact_email"]} if known["contact_email"] else "",
        _("posta a %(address)s") % {"address": " ".join(str(known["address"]).split())}
        if known["address"]
        else "",
    ]
    return ", ".join(way for way in ways if way)


def _in_her_language(
    request: AccessRequest, party: Party, write: Callable[[AccessRequest, Party], Words]
) -> Words:
    return message_in_language(party.language or OFFICIAL, lambda: write(request, party))


def _on_paper(request: AccessRequest, party: Party, words: Words, at: datetime) -> bytes:
    language = party.language or OFFICIAL
    with override(language):
        asked = _("Testo della richiesta")
    lines = {
        "language": language,
        "title": words["subject"],
        "number": request.number,
        "sender": sender(),
        "footer": words["subject"],
        "to": [party.name, party.postal_address or party.email],
        "opening": [[each] for each in words["paragraphs"]],
        "summary": words["facts"],
        "asked": asked if words["quote"] else "",
        "quote": paragraphs(words["quote"]),
        "after": [[each] for each in words["after"]],
        "original": [[each] for each in words["original"]],
    }
    return pdf(TEMPLATE, lines, at)
