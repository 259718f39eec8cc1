"""How an appeal ended: the case is decided again (on what basis, since when, by when, why), or the decision stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words, not_to_come, words_of
from foia.rules.appeals import JUDGE_LABELS, JUDGES
from foia.rules.facts import Basis
from foia.rules.reopening import BASIS_LABELS, BY_HAND, REASON_LENGTH
from pasocial.design.widgets import CalendarDate, HintedRadios

HINTS = {
    Basis.OWN_ERROR: _("L'ufficio si accorge da solo che la decisione era sbagliata o incompleta."),
    Basis.COURT: _("La sentenza ordina di dare i documenti o di decidere di nuovo."),
    Basis.OMBUDSMAN: _("Ha ritenuto illegittimo il rifiuto e l'ufficio non lo conferma."),
}


class Reopen(CaseForm):
    basis = forms.ChoiceField(
        label=_("Perché si riapre"), choices=[(str(one), BASIS_LABELS[one]) for one in BY_HAND]
    )
    on = forms.DateField(
        label=_("Dal giorno"),
        widget=CalendarDate,
        help_text=_("Quando la sentenza o la pronuncia è arrivata; oggi, se l'errore è dell'ufficio."),
    )
    decide_by = forms.DateField(
        label=_("Nuova decisione entro"),
        required=False,
        widget=CalendarDate,
        help_text=_(
            "Solo se la sentenza fissa un giorno, o se vuoi un termine più breve dei 30 giorni di legge."
        ),
    )
    why = Words(
        label=_("Che cosa è successo"),
        rows=4,
        help_text=_("Resta nella pratica e guida chi prepara la nuova decisione."),
    )
    api = {
        "on": "The day the ruling was notified, or of the office's own act.",
        "decide_by": "The day a ruling sets, or an earlier one.",
        "why": "What happened: 20 to 20,000 characters.",
    }
    content = {"on": not_to_come(), "why": words_of("why", REASON_LENGTH)}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        basis = self.fields["basis"]
        basis.choices = [(str(one), _(BASIS_LABELS[one])) for one in BY_HAND]
        basis.widget = HintedRadios(choices=basis.choices, hints={str(one): HINTS[one] for one in BY_HAND})


class RejectedAppeal(CaseForm):
    judge = forms.ChoiceField(
        label=_("Chi ha deciso il ricorso"),
        choices=[(str(one), JUDGE_LABELS[one]) for one in JUDGES],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("Esito comunicato il"),
        widget=CalendarDate,
        help_text=_("Il giorno in cui l'ufficio l'ha saputo."),
    )
    why = Words(
        label=_("Che cosa dice"),
        rows=4,
        help_text=_("In breve, con gli estremi della sentenza o della pronuncia: resta nella pratica."),
    )
    api = {
        "on": "The day the office was told of the outcome.",
        "why": "What it says: 20 to 20,000 characters.",
    }
    content = {"on": not_to_come(), "why": words_of("why", REASON_LENGTH)}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["judge"].choices = [(str(one), _(JUDGE_LABELS[one])) for one in JUDGES]  # type: ignore[attr-defined]
