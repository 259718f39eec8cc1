"""The legal numbers of civic access, each with its source and the days on which it holds.

The law is code with a source, never a setting. When a statute changes, close the old row with its last day
and add the new one below it: cases filed under the old row keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from foia.rules.facts import Basis
from foia.rules.kinds import AccessKind


@dataclass(frozen=True)
class Term:
    """A number set by law. `valid_to` is the last day it holds; empty means still in force."""

    value: int
    source: str
    valid_from: date
    valid_to: date | None = None


Series = tuple[Term, ...]

# D.Lgs. 97/2016 art. 42: administrations had six months from 23 June 2016.
_FOIA_IN_FORCE = date(2016, 12, 23)
_D33_IN_FORCE = date(2013, 4, 20)
_L241_IN_FORCE = date(1990, 9, 2)
# L. 15/2005 gave art. 25 the wording in use.
_L241_REFORMED = date(2005, 3, 8)
# L. 69/2009 art. 7 gave art. 2 the thirty days in use.
_L241_TERMS_IN_FORCE = date(2009, 7, 4)
_DPR184_IN_FORCE = date(2006, 6, 2)
_D195_IN_FORCE = date(2005, 10, 8)
_CPA_IN_FORCE = date(2010, 9, 16)

# Days from receipt to the decision.
ANSWER_DAYS: Mapping[AccessKind, Series] = {
    # "... nel termine di trenta giorni dalla presentazione dell'istanza": publish and send the link.
    AccessKind.SIMPLE_CIVIC: (Term(30, "D.Lgs. 33/2013 art. 5(6)", _D33_IN_FORCE),),
    # Express and reasoned decision; C2 calls the term non-derogable (§5).
    AccessKind.GENERALISED: (Term(30, "D.Lgs. 33/2013 art. 5(6); Circolare FOIA 2/2017 §5", _FOIA_IN_FORCE),),
    # After thirty days of silence the request counts as refused.
    AccessKind.DOCUMENTARY: (Term(30, "L. 241/1990 art. 25(4)", _L241_IN_FORCE),),
    AccessKind.ENVIRONMENTAL: (Term(30, "D.Lgs. 195/2005 art. 3(2)(a)", _D195_IN_FORCE),),
}

# Days from receipt when the environmental request is large and complex; notified inside the first thirty.
EXTENDED_ANSWER_DAYS: Mapping[AccessKind, Series] = {
    AccessKind.ENVIRONMENTAL: (Term(60, "D.Lgs. 195/2005 art. 3(2)(b)", _D195_IN_FORCE),),
}

# Days a counter-interested party has to oppose, from receipt of the notice.
OPPOSITION_DAYS: Mapping[AccessKind, Series] = {
    AccessKind.GENERALISED: (
        Term(10, "D.Lgs. 33/2013 art. 5(5); Circolare FOIA 2/2017 §6.2", _FOIA_IN_FORCE),
    ),
    AccessKind.DOCUMENTARY: (Term(10, "DPR 184/2006 art. 3(2)", _DPR184_IN_FORCE),),
    AccessKind.ENVIRONMENTAL: (Term(10, "DPR 184/2006 art. 3(2), per analogia", _DPR184_IN_FORCE),),
}

# Most days for which notice to counter-interested parties stops the clock, whatever their number.
PAUSE_DAYS: Mapping[AccessKind, Series] = {
    AccessKind.GENERALISED: (Term(10, "D.Lgs. 33/2013 art. 5(5); Circolare FOIA 2/2017 §5", _FOIA_IN_FORCE),),
}

# Days that must run, from the party's receipt of the grant, before anything is sent over an opposition.
STANDSTILL_DAYS: Series = (Term(15, "D.Lgs. 33/2013 art. 5(6); Circolare FOIA 2/2017 §6.3", _FOIA_IN_FORCE),)

# Days to tell the applicant that a documentary request is irregular or incomplete; the term starts again.
GAP_NOTICE_DAYS: Series = (Term(10, "DPR 184/2006 art. 6(5)", _DPR184_IN_FORCE),)

# Days in which the RPCT decides a review.
REVIEW_DAYS: Series = (Term(20, "D.Lgs. 33/2013 art. 5(7)", _FOIA_IN_FORCE),)

# Most days for which hearing the Garante privacy stops a review.
GARANTE_DAYS: Series = (Term(10, "D.Lgs. 33/2013 art. 5(7)", _FOIA_IN_FORCE),)

# Days the law does not set, told to applicants as thirty; later reviews are accepted and the RPCT decides.
REVIEW_FILING_DAYS: Series = (Term(30, "Circolare FOIA 1/2019 §7", _FOIA_IN_FORCE),)

# Days to decide again once a case was reopened. D.Lgs. 33/2013 sets none: L. 241/1990 art. 2(2) gives thirty to every
# proceeding without a term of its own. It is the longest the law allows; a review or a ruling may set an earlier day.
NEW_DECISION_DAYS: Mapping[Basis, Series] = {
    Basis.REVIEW: (Term(30, "L. 241/1990 art. 2(2); D.Lgs. 33/2013 art. 5(7)", _L241_TERMS_IN_FORCE),),
    Basis.OMBUDSMAN: (Term(30, "L. 241/1990 art. 2(2); D.Lgs. 33/2013 art. 5(8)", _L241_TERMS_IN_FORCE),),
    # "... entro un termine non superiore, di norma, a trenta giorni": the ruling may set another.
    Basis.COURT: (Term(30, "c.p.a. (D.Lgs. 104/2010) art. 116(4)", _CPA_IN_FORCE),),
    Basis.OWN_ERROR: (Term(30, "L. 241/1990 art. 2(2) e art. 21-nonies", _L241_TERMS_IN_FORCE),),
}

# Days in which the regional or local ombudsman decides.
OMBUDSMAN_DAYS: Series = (Term(30, "D.Lgs. 33/2013 art. 5(8)", _FOIA_IN_FORCE),)

# Days the administration has to confirm a refusal that the ombudsman finds unlawful; then access is granted.
CONFIRMATION_DAYS: Series = (Term(30, "D.Lgs. 33/2013 art. 5(8)", _FOIA_IN_FORCE),)

# Days to go to the regional administrative court, from knowledge of the decision or from silence.
COURT_DAYS: Series = (Term(30, "c.p.a. (D.Lgs. 104/2010) art. 116(1)", _CPA_IN_FORCE),)

# Days of formal notice (diffida) before a collective action on standards of service.
FORMAL_NOTICE_DAYS: Series = (Term(90, "D.Lgs. 198/2009 art. 3(1)", date(2010, 1, 15)),)


def in_force(series: Series, on: date) -> Term:
    """The row that holds on a day.

    A day before the first row takes the first: requests imported from before the act are read as if under it,
    so that their history can be shown at all.
    """
    for term in series:
        if term.valid_from <= on and (term.valid_to is None or on <= term.valid_to):
            return term
    if on < series[0].valid_from:
        return series[0]
    raise LookupError(f"no term in force on {on}: the rows leave a gap")
