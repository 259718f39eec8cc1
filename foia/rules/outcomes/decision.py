"""What a decision must contain before it can be approved. All faults at once, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foia.rules.clock import Clock
from foia.rules.kinds import AccessKind
from foia.rules.outcomes.endings import OUTCOMES, Outcome
from foia.rules.outcomes.grounds import FORBIDDEN_GROUNDS, GROUNDS, Interest
from foia.rules.outcomes.remedies import Body, remedies_for
from pasocial.refusal import Refusal, Sentence
from pasocial.refusal import mark as _

REASON_LENGTH = 20


@dataclass(frozen=True)
class WithheldGroup:
    """A group of items kept back, wholly or in part, for the same grounds (C2 §7a)."""

    items: str  # what is withheld, in words
    grounds: tuple[str, ...]
    reason: str  # why the ground applies to these items
    redacted: bool = False  # handed over with parts removed


@dataclass(frozen=True)
class DecisionDraft:
    """A decision as proposed.

    `remedies`: codes the letter prints; `None` means all that the law asks for, which the letter writes by
    itself. Given explicitly, none of them may be missing.
    """

    outcome: Outcome
    reason: str = ""
    withheld: tuple[WithheldGroup, ...] = ()
    released_items: int = 0
    answer_text: str = ""  # the data asked for, when they are given in the letter itself
    deferred_until: date | None = None
    deferred_event: str = ""
    transience: str = ""  # why the prejudice will pass
    publication_url: str = ""  # simple civic access: where it was published
    clarification_asked_on: date | None = None
    identification_asked_on: date | None = None
    earlier_request: str = ""  # identical one by the same person, fully satisfied
    transferred_to: str = ""
    review_office: str = ""
    remedies: tuple[str, ...] | None = None

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground used, once, in order."""
        return tuple(dict.fromkeys(code for group in self.withheld for code in group.grounds))


def reason_against_deciding_now(clock: Clock, today: date) -> Refusal | None:
    """Why no decision may be taken today: some counter-interested party may still speak."""
    if clock.unproven_receipts:
        return Refusal(
            "receipt_unproven",
            _(
                "Non si può decidere: registra quando ogni controinteressato ha ricevuto l'avviso "
                "(o la compiuta giacenza)."
            ),
        )
    if clock.decide_not_before and today < clock.decide_not_before:
        return Refusal(
            "parties_may_oppose",
            _("Non si può ancora decidere: i controinteressati possono opporsi. Decidi da {first_day}."),
            values={"first_day": clock.decide_not_before},
        )
    return None


def reasons_against_decision(
    decision: DecisionDraft,
    clock: Clock,
    kind: AccessKind,
    *,
    today: date,
    body: Body = Body.LOCAL,
) -> list[Refusal]:
    """Every reason against approving this decision today."""
    rules = OUTCOMES[decision.outcome]
    reasons: list[Refusal] = []
    if rules.decided:
        too_early = reason_against_deciding_now(clock, today)
        if too_early:
            reasons.append(too_early)
        if len(decision.reason.strip()) < REASON_LENGTH:
            reasons.append(
                Refusal(
                    "reason_missing",
                    _("Scrivi la motivazione in parole chiare: ogni risposta è espressa e motivata."),
                    "reason",
                )
            )
    reasons += _about_content(decision, kind)
    for place, group in enumerate(decision.withheld):
        reasons += _about_group(group, f"withheld-{place}", kind, decision)
    if decision.outcome is Outcome.DEFERRED:
        reasons += _about_deferral(decision, kind, today)
    if rules.withholds:
        reasons += _about_remedies(decision, kind, body)
    return reasons


def _about_content(decision: DecisionDraft, kind: AccessKind) -> Iterator[Refusal]:
    rules = OUTCOMES[decision.outcome]
    gives = decision.released_items > 0 or bool(decision.answer_text.strip())
    published = bool(decision.publication_url.strip())
    if rules.releases and kind is AccessKind.SIMPLE_CIVIC:
        # D.Lgs. 33/2013 art. 5(6): publish, then send the link.
        if not published:
            yield Refusal(
                "publication_missing",
                _("Indica l'indirizzo della pagina in cui hai pubblicato i documenti."),
                "publication_url",
            )
    elif rules.releases and not gives and not published:
        yield Refusal(
            "nothing_released",
            _("Scegli i documenti da consegnare o scrivi i dati nella risposta."),
            "released_items",
        )
    if rules.withholds and not decision.withheld:
        yield Refusal(
            "nothing_justified",
            _("Elenca che cosa non viene consegnato e, per ogni gruppo, il motivo di legge."),
            "withheld",
        )
    if decision.outcome is Outcome.GRANTED and decision.withheld:
        yield Refusal(
            "granted_but_withheld",
            _("Se qualcosa non viene consegnato l'esito è «accolta parzialmente»: cambia l'esito."),
            "outcome",
        )
    if decision.outcome is Outcome.REFUSED and (gives or any(g.redacted for g in decision.withheld)):
        # D.Lgs. 33/2013 art. 5-bis(4): partial access is compulsory when only parts are protected.
        yield Refusal(
            "refused_but_released",
            _("Se qualcosa viene consegnato, anche oscurato, l'esito è «accolta parzialmente»."),
            "outcome",
        )
    # C2 §3.1: inadmissible only if the invitation to specify went unanswered.
    if decision.outcome is Outcome.INADMISSIBLE and not decision.clarification_asked_on:
        yield Refusal(
            "clarification_never_asked",
            _("Invita prima il richiedente a precisare: è inammissibile solo se non risponde."),
            "clarification_asked_on",
        )
    # C2 §3.2: an anonymous applicant must be asked.
    if decision.outcome is Outcome.UNRECEIVABLE and not decision.identification_asked_on:
        yield Refusal(
            "identification_never_asked",
            _("Chiedi prima al richiedente di identificarsi: è irricevibile solo se non risponde."),
            "identification_asked_on",
        )
    if decision.outcome is Outcome.TRANSFERRED and not decision.transferred_to.strip():
        yield Refusal(
            "addressee_missing", _("Indica a quale amministrazione la trasferisci."), "transferred_to"
        )


def _about_group(
    group: WithheldGroup, field: str, kind: AccessKind, decision: DecisionDraft
) -> Iterator[Refusal]:
    if not group.items.strip():
        yield Refusal("items_missing", _("Scrivi quali documenti o parti non vengono consegnati."), field)
    values = {"items": group.items}
    if not group.grounds:
        yield Refusal(
            "ground_missing",
            _("Scegli il motivo di legge per «{items}»: ogni gruppo ha il suo."),
            field,
            values,
        )
    if len(group.reason.strip()) < REASON_LENGTH:
        yield Refusal(
            "group_reason_missing",
            _("Spiega per «{items}» quale danno concreto ci sarebbe: citare la norma non basta."),
            field,
            values,
        )
    for code in group.grounds:
        ground = GROUNDS.get(code)
        if code in FORBIDDEN_GROUNDS:
            yield Refusal(f"forbidden_{code}", FORBIDDEN_GROUNDS[code], field)
        elif ground is None:
            yield Refusal("ground_unknown", _("Scegli un motivo dall'elenco: questo non esiste."), field)
        elif kind not in ground.kinds:
            yield Refusal(
                "ground_of_other_kind",
                _("«{ground}» non vale per questo tipo di accesso: scegline un altro."),
                field,
                {"ground": Sentence(ground.wording)},
            )
        elif code == "unreasonable" and not decision.clarification_asked_on:
            # C2 §7d: dialogue before refusing a massive request.
            yield Refusal(
                "narrowing_never_asked",
                _("Prima di rifiutare una richiesta massiva proponi al richiedente di ridurla."),
                "clarification_asked_on",
            )
        elif code == "already_satisfied" and not decision.earlier_request.strip():
            # C2 §7d: only if the same person's former request was fully satisfied.
            yield Refusal(
                "earlier_request_missing",
                _("Indica la richiesta precedente della stessa persona, soddisfatta per intero."),
                "earlier_request",
            )


def _about_deferral(decision: DecisionDraft, kind: AccessKind, today: date) -> Iterator[Refusal]:
    """C2 §7b: a 5-bis(1) or (2) prejudice *and* transience, hence an end; it never cures lateness."""
    if decision.deferred_until is None and not decision.deferred_event.strip():
        yield Refusal(
            "deferral_without_end",
            _("Indica fino a quando: una data o l'evento che farà cessare il rinvio."),
            "deferred_until",
        )
    if decision.deferred_until is not None and decision.deferred_until <= today:
        yield Refusal(
            "deferral_already_over",
            _("La data del rinvio è già passata: accogli la richiesta."),
            "deferred_until",
        )
    if len(decision.transience.strip()) < REASON_LENGTH:
        yield Refusal(
            "transience_missing", _("Spiega perché il danno è temporaneo e quando passerà."), "transience"
        )
    for code in decision.grounds:
        ground = GROUNDS.get(code)
        if ground is None or kind not in ground.kinds or ground.may_defer:
            continue
        words = (
            _("«{ground}» è un divieto assoluto: non giustifica un rinvio.")
            if ground.interest is Interest.ABSOLUTE
            else _("«{ground}» non giustifica un rinvio: serve un interesse pubblico o privato a rischio.")
        )
        yield Refusal("ground_cannot_defer", words, "withheld", {"ground": Sentence(ground.wording)})


def _about_remedies(decision: DecisionDraft, kind: AccessKind, body: Body) -> Iterator[Refusal]:
    if kind is AccessKind.GENERALISED and not decision.review_office.strip():
        # C2 §4.3, §8: the decision names the office that decides the review.
        yield Refusal(
            "review_office_missing", _("Indica l'ufficio che decide l'eventuale riesame."), "review_office"
        )
    if decision.remedies is None:
        return
    required = remedies_for(
        kind, decision.outcome, decision.grounds, body=body, review_office=decision.review_office
    )
    for remedy in required:
        if remedy.code not in decision.remedies:
            yield Refusal(
                "remedy_missing",
                _("Nella risposta manca un rimedio: aggiungi «{remedy}»."),
                "remedies",
                {"remedy": Sentence(remedy.title)},
            )
