"""Asks for the third parties of one request: where each one's notice, reply, grant and remedies stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foia.models import AccessRequest, Party, PartyNotice, RecordedFact
from foia.queries.deadlines import facts_of, legal_facts, reading
from foia.rules.facts import FactKind, last_day, of_this_round
from foia.rules.kinds import AccessKind
from foia.rules.parties import Window, party_remedies
from foia.rules.party_steps import PartyCase
from foia.rules.states import State


@dataclass(frozen=True)
class PartyRemedy:
    """A review or an appeal of a party. `reference` names it in the API and where it is closed; `remedy` is its kind."""

    reference: int
    remedy: str
    served_on: date
    closed_on: date | None = None
    words: str = ""
    outcome: str = ""


def party_cases(
    request: AccessRequest,
    today: date,
    notices: Iterable[PartyNotice] | None = None,
    windows: Sequence[Window] | None = None,
) -> dict[int, PartyCase]:
    """Each party of the case as the rules judge her, by her id. Uses what was prefetched; one query for all notices."""
    round_ = of_this_round(facts_of(request))
    known = {
        window.party: window for window in (reading(request, today).windows if windows is None else windows)
    }
    rows = notices if notices is not None else leaving_notices(request)
    leaving = {row.party_id: row.leaves_at for row in rows if row.state == "leaving"}
    found = {}
    for party in request.parties.all():
        key = str(party.pk)
        found[party.pk] = PartyCase(
            kind=AccessKind(request.kind),
            state=State(request.state),
            has_email=bool(party.email),
            notified=party.notified_on is not None,
            leaving_at=leaving.get(party.pk),
            window=known.get(key),
            notice_received=party.notice_received_on is not None,
            opposed=party.opposed_on is not None,
            consented=party.consented_on is not None,
            told_on=last_day(round_, FactKind.GRANT_NOTICE_SENT, key),
            grant_received=last_day(round_, FactKind.GRANT_NOTICE_RECEIVED, key) is not None,
            open_remedies=sum(
                one.closed_on is None for one in remedies_of_party(request.facts.all(), party.pk)
            ),
        )
    return found


def party_of(request: AccessRequest, party_id: int) -> Party | None:
    """A party of this request; one of another request is not there."""
    return request.parties.filter(pk=party_id).first()


def notices_to(party: Party) -> list[PartyNotice]:
    """The notices made for a party, oldest first; uses what was prefetched."""
    return sorted(party.notices.all(), key=lambda notice: notice.pk)


def leaving_notices(request: AccessRequest) -> list[PartyNotice]:
    """Notices on their way for this case."""
    return list(
        PartyNotice.objects.filter(party__request=request, departure__state="leaving").select_related(
            "party", "departure"
        )
    )


def remedies_of_party(rows: Iterable[RecordedFact], party_id: int) -> list[PartyRemedy]:
    """What this party served, oldest first, each with its end. A corrected row keeps the reference of the first."""
    known = list(rows)
    corrects = {row.pk: row.voids_id for row in known if row.voids_id}
    served: dict[str, RecordedFact] = {}
    ends: dict[str, RecordedFact] = {}
    for row in known:
        if row.kind == FactKind.PARTY_REMEDY_SERVED:
            first = row.pk
            while first in corrects:
                first = corrects[first]
            served[str(row.detail.get("reference", first))] = row
        elif row.kind == FactKind.PARTY_REMEDY_CLOSED:
            ends[str(row.detail.get("reference", ""))] = row
    return [
        PartyRemedy(
            reference=int(one.reference),
            remedy=str(served[one.reference].detail.get("remedy", "")),
            served_on=one.served_on,
            closed_on=one.closed_on,
            words=str(served[one.reference].detail.get("words", "")),
            outcome=str(ends[one.reference].detail.get("outcome", "")) if one.reference in ends else "",
        )
        for one in party_remedies(legal_facts(known), str(party_id))
    ]
