"""What can be done against a decision. Letters print these lines; no decision leaves without them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from foia.rules.kinds import AccessKind
from foia.rules.outcomes.endings import OUTCOMES, Outcome
from foia.rules.terms import REVIEW_DAYS, REVIEW_FILING_DAYS
from pasocial.refusal import Sentence, show_plainly
from pasocial.refusal import mark as _


class Body(StrEnum):
    """Which kind of administration we are: the ombudsman hears regional and local acts only (art. 5(8))."""

    LOCAL = "local"
    REGIONAL = "regional"
    STATE = "state"


@dataclass(frozen=True)
class Remedy:
    """One remedy: code, title and full sentence in Italian, source."""

    code: str
    title: str
    sentence: Sentence
    source: str

    def text(
        self, translate: Callable[[str], str] = str, show: Callable[[object], object] = show_plainly
    ) -> str:
        """The sentence as printed in the letter."""
        return self.sentence.text(translate, show)


# Grounds that make the RPCT or the ombudsman hear the Garante (D.Lgs. 33/2013 art. 5(7)).
_PRIVACY = frozenset({"personal_data"})


def remedies_for(
    kind: AccessKind,
    outcome: Outcome,
    grounds: Collection[str] = (),
    *,
    body: Body = Body.LOCAL,
    review_office: str = "",
) -> tuple[Remedy, ...]:
    """The applicant's remedies, in the order of the letter; none when nothing was withheld.

    `review_office`: who decides the review, if not the RPCT (C2 §4.3: the RPCT holds the documents himself).
    A later decision has the same as the first: each refusal may be reviewed (art. 5(7)).
    """
    if not OUTCOMES[outcome].withholds:
        return ()
    found: list[Remedy] = []
    if kind is AccessKind.GENERALISED:
        found.append(_review(review_office, hears_garante=bool(_PRIVACY & set(grounds))))
    if kind is AccessKind.SIMPLE_CIVIC:
        found.append(_substitute())
    if kind is AccessKind.GENERALISED and body is not Body.STATE:
        found.append(_ombudsman("D.Lgs. 33/2013 art. 5(8)"))
    if kind in (AccessKind.DOCUMENTARY, AccessKind.ENVIRONMENTAL):
        found.append(_commission() if body is Body.STATE else _ombudsman("L. 241/1990 art. 25(4)"))
    found.append(_court(kind))
    return tuple(found)


def remedies_for_parties(*, body: Body = Body.LOCAL, review_office: str = "") -> tuple[Remedy, ...]:
    """What a party can do against a grant over her opposition (D.Lgs. 33/2013 art. 5(9)), in a notice's formal words.

    The notice names each with its term and who decides it (L. 241/1990 art. 3(4)).
    """
    review = Sentence(
        _(
            "Può chiedere il riesame a: {office}, entro {filing_days} giorni e senza spese; "
            "la decisione arriva entro {days} giorni."
        ),
        _review_values(review_office),
    )
    found = [Remedy("review", _("Riesame"), review, "D.Lgs. 33/2013 art. 5(7) e (9)")]
    if body is not Body.STATE:
        found.append(_ombudsman("D.Lgs. 33/2013 art. 5(8) e (9)", _FORMAL_OMBUDSMAN))
    found.append(_court(AccessKind.GENERALISED, _FORMAL_COURT))
    return tuple(found)


def remedies_for_silence(
    kind: AccessKind, *, body: Body = Body.LOCAL, review_office: str = ""
) -> tuple[Remedy, ...]:
    """What the applicant can do when no answer came in time: printed on the receipt."""
    return remedies_for(kind, Outcome.REFUSED, body=body, review_office=review_office)


_OMBUDSMAN = _(
    "Puoi ricorrere, senza spese, al difensore civico competente per territorio "
    "(se manca, a quello dell'ambito superiore), informandone l'amministrazione: "
    "si pronuncia entro 30 giorni."
)
_FORMAL_OMBUDSMAN = _(
    "Può ricorrere, senza spese, al difensore civico competente per territorio "
    "(se manca, a quello dell'ambito superiore), informandone l'amministrazione: "
    "si pronuncia entro 30 giorni."
)
COURT = _(
    "Puoi fare ricorso al TAR entro 30 giorni da quando conosci la decisione "
    "o, se hai chiesto il riesame o ti sei rivolto al difensore civico, il loro esito."
)
_FORMAL_COURT = _(
    "Può proporre ricorso al TAR entro 30 giorni da quando conosce la decisione "
    "o, dopo un riesame o un ricorso al difensore civico, il loro esito."
)


def _review_values(office: str) -> dict[str, object]:
    return {
        "office": office
        or Sentence(_("Responsabile della prevenzione della corruzione e della trasparenza")),
        "filing_days": REVIEW_FILING_DAYS[-1].value,
        "days": REVIEW_DAYS[-1].value,
    }


REVIEW = _(
    "Puoi chiedere il riesame a: {office}. Chiedilo entro {filing_days} giorni, senza spese; "
    "la decisione arriva entro {days} giorni."
)
REVIEW_HEARING_GARANTE = _(
    "Puoi chiedere il riesame a: {office}. Chiedilo entro {filing_days} giorni, senza spese; "
    "la decisione arriva entro {days} giorni, più al massimo 10 per sentire il Garante privacy."
)


def _review(office: str, *, hears_garante: bool) -> Remedy:
    words = REVIEW_HEARING_GARANTE if hears_garante else REVIEW
    return Remedy("review", _("Riesame"), Sentence(words, _review_values(office)), "D.Lgs. 33/2013 art. 5(7)")


def _substitute() -> Remedy:
    return Remedy(
        "substitute",
        _("Potere sostitutivo"),
        Sentence(
            _("Puoi rivolgerti al titolare del potere sostitutivo, che provvede al posto dell'ufficio.")
        ),
        "L. 241/1990 art. 2(9-bis); D.Lgs. 33/2013 art. 5",
    )


def _ombudsman(source: str, words: str = _OMBUDSMAN) -> Remedy:
    return Remedy("ombudsman", _("Difensore civico"), Sentence(words), source)


def _commission() -> Remedy:
    return Remedy(
        "commission",
        _("Commissione per l'accesso"),
        Sentence(
            _(
                "Puoi ricorrere, senza spese, alla Commissione per l'accesso ai documenti amministrativi "
                "presso la Presidenza del Consiglio, entro 30 giorni."
            )
        ),
        "L. 241/1990 art. 25(4)",
    )


def _court(kind: AccessKind, words: str = COURT) -> Remedy:
    base = "L. 241/1990 art. 25(5); " if kind in (AccessKind.DOCUMENTARY, AccessKind.ENVIRONMENTAL) else ""
    return Remedy(
        "court",
        _("Tribunale amministrativo regionale"),
        Sentence(words),
        f"{base}c.p.a. (D.Lgs. 104/2010) art. 116",
    )
