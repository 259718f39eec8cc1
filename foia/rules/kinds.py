"""The four kinds of access, the plain words citizens choose them by, and what applies to each.

A request that declares no title is a generalised (FOIA) request (Circolare FOIA 2/2017 §2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pasocial.refusal import mark as _


class AccessKind(StrEnum):
    """Which right of access is exercised."""

    SIMPLE_CIVIC = "simple_civic"
    GENERALISED = "generalised"
    DOCUMENTARY = "documentary"
    ENVIRONMENTAL = "environmental"


DEFAULT_KIND = AccessKind.GENERALISED


class Silence(StrEnum):
    """What it means when the term passes without a decision."""

    FAULT = "fault"  # never an outcome: the office is late and still owes the decision
    REFUSAL = "refusal"  # the law reads silence as a refusal


class Reviewer(StrEnum):
    """Who is asked first when the answer is missing or unsatisfying."""

    SUBSTITUTE = "substitute"  # holder of the substitute power, L. 241/1990 art. 2(9-bis)
    RPCT = "rpct"  # officer for the prevention of corruption and transparency
    OMBUDSMAN = "ombudsman"  # regional or local ombudsman, or the Commission for State bodies


@dataclass(frozen=True)
class KindRules:
    """What the law lays down for one kind. Italian texts are marked, not translated."""

    kind: AccessKind
    label: str
    choose_if: str  # one plain sentence, first person, for the form
    example: str
    clock: str  # one plain sentence on the term
    base: str  # act and article
    motive_required: bool
    pause_allowed: bool  # notice to counter-interested parties stops the clock
    parties_notified: bool
    extendable: bool
    rpct_may_receive: bool  # otherwise the RPCT forwards it
    silence: Silence
    reviewer: Reviewer
    counts_for_recurrence: bool  # default of open point 9


KINDS: Mapping[AccessKind, KindRules] = {
    # D.Lgs. 33/2013 art. 5(1); no motive 5(3); counter-interested parties never notified (C2 §6).
    AccessKind.SIMPLE_CIVIC: KindRules(
        kind=AccessKind.SIMPLE_CIVIC,
        label=_("Accesso civico semplice"),
        choose_if=_("Cerco qualcosa che per legge doveva già essere sul sito, e non c'è."),
        example=_("Il bilancio, i bandi di gara, gli incarichi, i curricula dei dirigenti."),
        clock=_("Pubblichiamo ciò che manca e ti mandiamo il collegamento entro 30 giorni."),
        base="D.Lgs. 33/2013 art. 5(1)",
        motive_required=False,
        pause_allowed=False,
        parties_notified=False,
        extendable=False,
        rpct_may_receive=True,
        silence=Silence.FAULT,
        reviewer=Reviewer.SUBSTITUTE,
        counts_for_recurrence=False,
    ),
    # D.Lgs. 33/2013 art. 5(2); no standing, no motive (C2 §3.2).
    AccessKind.GENERALISED: KindRules(
        kind=AccessKind.GENERALISED,
        label=_("Accesso civico generalizzato (FOIA)"),
        choose_if=_("Voglio dati o documenti che avete. Non devo dire perché."),
        example=_("Quante multe nel 2025, una perizia, i verbali di un sopralluogo, la spesa per un evento."),
        clock=_("Rispondiamo entro 30 giorni, con un provvedimento motivato."),
        base="D.Lgs. 33/2013 art. 5(2)",
        motive_required=False,
        pause_allowed=True,
        parties_notified=True,
        extendable=False,
        rpct_may_receive=False,
        silence=Silence.FAULT,
        reviewer=Reviewer.RPCT,
        counts_for_recurrence=True,
    ),
    # L. 241/1990 arts. 22-28: direct, concrete, current interest, motive (25(2)); silence refuses (25(4)).
    AccessKind.DOCUMENTARY: KindRules(
        kind=AccessKind.DOCUMENTARY,
        label=_("Accesso documentale (legge 241/1990)"),
        choose_if=_("Mi serve un documento che riguarda la mia posizione, e spiego perché."),
        example=_("Gli atti del mio concorso, la pratica edilizia del vicino, il fascicolo che mi riguarda."),
        clock=_("Rispondiamo entro 30 giorni; se non rispondiamo, la richiesta si considera respinta."),
        base="L. 241/1990 artt. 22-28; DPR 184/2006",
        motive_required=True,
        pause_allowed=False,
        parties_notified=True,
        extendable=False,
        rpct_may_receive=False,
        silence=Silence.REFUSAL,
        reviewer=Reviewer.OMBUDSMAN,
        counts_for_recurrence=False,
    ),
    # D.Lgs. 195/2005: anyone, no interest declared (3(1)); 60 days when large and complex (3(2)(b)).
    AccessKind.ENVIRONMENTAL: KindRules(
        kind=AccessKind.ENVIRONMENTAL,
        label=_("Accesso alle informazioni ambientali"),
        choose_if=_(
            "Cerco informazioni su aria, acqua, suolo, rumore, rifiuti, emissioni. Non devo dire perché."
        ),
        example=_("Le misure delle centraline, le analisi dell'acqua, le autorizzazioni di un impianto."),
        clock=_(
            "Rispondiamo entro 30 giorni, 60 se la richiesta è complessa: in quel caso ti avvisiamo prima."
        ),
        base="D.Lgs. 195/2005 art. 3",
        motive_required=False,
        pause_allowed=False,
        parties_notified=True,
        extendable=True,
        rpct_may_receive=False,
        silence=Silence.FAULT,
        reviewer=Reviewer.OMBUDSMAN,
        counts_for_recurrence=True,
    ),
}


def rules_of(kind: AccessKind) -> KindRules:
    """What applies to a kind."""
    return KINDS[kind]


def declared_or_default(declared: str) -> AccessKind:
    """The kind the applicant declared; FOIA when none or an unknown one was (C2 §2.2)."""
    try:
        return AccessKind(declared)
    except ValueError:
        return DEFAULT_KIND
