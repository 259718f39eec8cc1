"""The days from which anybody may reckon when an answer is due. Nothing is kept: the address holds what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from foia.portal.fields import Day
from foia.rules.clock import Fact, FactKind
from foia.rules.kinds import DEFAULT_KIND, KINDS, AccessKind, rules_of
from pasocial.design.clean_forms import CleanForm
from pasocial.sentences import show
from pasocial.timekeeping import local_date

PARTIES = ("1", "2")
EARLIEST = date(1990, 9, 2)  # the law on documents came into force
YEARS_AHEAD = 10
OPPOSED, AGREED = "opposizione", "consenso"
WORDS = {OPPOSED: FactKind.PARTY_OPPOSED, AGREED: FactKind.PARTY_CONSENTED}
_ANSWERS = [("", _("Non ha ancora risposto")), (OPPOSED, _("Si è opposta")), (AGREED, _("È d'accordo"))]
_KINDS = [
    (str(kind), _(KINDS[kind].label)) for kind in sorted(KINDS, key=lambda one: one is not DEFAULT_KIND)
]


class Reckoning(CleanForm):
    """`facts()` are what was typed, as the rules read it. Field names are Italian: they are the page's address."""

    tipo = forms.ChoiceField(
        label=_("Tipo di accesso"),
        choices=_KINDS,
        initial=str(DEFAULT_KIND),
        error_messages={"invalid_choice": _("Scegli un tipo di accesso dall'elenco.")},
    )
    ricevuta = Day(
        label=_("Giorno in cui l'amministrazione ha ricevuto la richiesta"),
        help_text=_("Conta l'arrivo, anche di sera o di domenica, non il protocollo."),
    )
    proroga = Day(
        label=_("Proroga comunicata il"),
        required=False,
        help_text=_("Solo accesso ambientale: vale se ti hanno avvisato nei primi 30 giorni."),
    )
    irregolare = Day(
        label=_("Ti hanno detto che manca qualcosa il"),
        required=False,
        help_text=_("Solo accesso documentale: vale se te lo dicono entro 10 giorni."),
    )
    completata = Day(label=_("Hai completato la richiesta il"), required=False)
    avviso_1 = Day(label=_("Avviso spedito il"), required=False)
    arrivato_1 = Day(label=_("Avviso arrivato il"), required=False)
    esito_1 = forms.ChoiceField(label=_("Che cosa ha risposto"), choices=_ANSWERS, required=False)
    parola_1 = Day(label=_("Ha risposto il"), required=False)
    avviso_2 = Day(label=_("Avviso spedito il"), required=False)
    arrivato_2 = Day(label=_("Avviso arrivato il"), required=False)
    esito_2 = forms.ChoiceField(label=_("Che cosa ha risposto"), choices=_ANSWERS, required=False)
    parola_2 = Day(label=_("Ha risposto il"), required=False)
    risposta = Day(
        label=_("Risposta inviata il"),
        required=False,
        help_text=_("Se hanno già risposto: vedi se era in tempo."),
    )

    use_required_attribute = False

    @property
    def kind(self) -> AccessKind:
        return AccessKind(self.cleaned_data["tipo"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        latest = date(local_date(timezone.now()).year + YEARS_AHEAD, 12, 31)
        days = {name: day for name, day in given.items() if isinstance(day, date)}
        for name, day in days.items():
            if not EARLIEST <= day <= latest:
                words = say("Scrivi un giorno tra %(first)s e %(last)s.")
                self.add_error(name, words % {"first": show(EARLIEST), "last": show(latest)})
        received = given.get("ricevuta")
        kind = AccessKind(given["tipo"]) if given.get("tipo") else DEFAULT_KIND
        for name, day in days.items():
            if received and day < received:
                words = say("Non può precedere l'arrivo della richiesta, %(day)s: controlla la data.")
                self.add_error(name, words % {"day": show(received)})
        if "proroga" in days and not rules_of(kind).extendable:
            self.add_error("proroga", say("Solo per l'accesso ambientale il termine si può prorogare."))
        for name in ("irregolare", "completata"):
            if name in days and kind is not AccessKind.DOCUMENTARY:
                self.add_error(
                    name, say("Solo nell'accesso documentale completare la richiesta sposta il termine.")
                )
        if "completata" in days and "irregolare" not in days:
            self.add_error("irregolare", say("Scrivi quando ti hanno detto che mancava qualcosa."))
        self._in_order("irregolare", "completata", days)
        for party in PARTIES:
            self._check_party(party, given, days)
        return given

    def _check_party(self, party: str, given: dict[str, Any], days: dict[str, date]) -> None:
        sent, arrived, word = f"avviso_{party}", f"arrivato_{party}", f"parola_{party}"
        answer = given.get(f"esito_{party}")
        if (arrived in days or word in days or answer) and sent not in days:
            self.add_error(sent, say("Scrivi quando è stato spedito l'avviso."))
        self._in_order(sent, arrived, days)
        self._in_order(sent, word, days)
        if word in days and not answer:
            self.add_error(f"esito_{party}", say("Scegli che cosa ha risposto."))
        if answer and word not in days and word not in self.errors:
            self.add_error(word, say("Scrivi quando ha risposto."))

    def _in_order(self, first: str, then: str, days: dict[str, date]) -> None:
        if first in days and then in days and days[then] < days[first]:
            words = say("Non può precedere %(day)s: controlla la data.")
            self.add_error(then, words % {"day": show(days[first])})

    def facts(self) -> list[Fact]:
        """What happened, in the order of its days."""
        given = self.cleaned_data
        kinds = {
            "ricevuta": FactKind.FILED,
            "proroga": FactKind.EXTENSION_NOTIFIED,
            "irregolare": FactKind.GAP_NOTICE,
            "completata": FactKind.GAP_COMPLETED,
            "risposta": FactKind.ANSWERED,
        }
        found = [Fact(kind, given[name]) for name, kind in kinds.items() if given.get(name)]
        for party in PARTIES:
            if sent := given.get(f"avviso_{party}"):
                found.append(Fact(FactKind.PARTY_NOTICE_SENT, sent, party))
            if arrived := given.get(f"arrivato_{party}"):
                found.append(Fact(FactKind.PARTY_NOTICE_RECEIVED, arrived, party))
            if word := given.get(f"parola_{party}"):
                found.append(Fact(WORDS[given[f"esito_{party}"]], word, party))
        return sorted(found, key=lambda fact: fact.on)

    @property
    def tells_of_parties(self) -> bool:
        """Whether anything about third parties was typed: then their part stands open."""
        return self._any(
            *(f"{name}_{party}" for party in PARTIES for name in ("avviso", "arrivato", "esito", "parola"))
        )

    @property
    def tells_of_steps(self) -> bool:
        """Whether another step was typed."""
        return self._any("proroga", "irregolare", "completata", "risposta")

    def _any(self, *names: str) -> bool:
        return any(str(self[name].value() or "").strip() or name in self.errors for name in names)
