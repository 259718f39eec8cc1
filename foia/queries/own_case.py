"""Asks for a case as the person who made the request may see it; her page and the API print what is here.

Whether she may open it at all is asked at the door (`foia.access`): by then it is hers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from foia.models import (
    AccessRequest,
    Decision,
    Message,
    Rating,
    RecordedFact,
    RegisterEntry,
    ReleaseItem,
    Review,
)
from foia.queries.answer_pages import public_page_for
from foia.queries.deadlines import duty_of, legal_facts, ombudsman_clock_of, reading_of
from foia.queries.decisions import case_references, default_review_office, remedies_of
from foia.queries.reviews import last_review, reason_against_review
from foia.rules.answering import FACES, reason_against_rating
from foia.rules.clock import Clock, DutyClock, OmbudsmanClock
from foia.rules.dialogue import reason_against_writing_to_us
from foia.rules.facts import Fact
from foia.rules.kinds import AccessKind, Silence, rules_of
from foia.rules.ombudsman import Stage, stage_of
from foia.rules.open_remedies import OpenRemedy, open_remedies
from foia.rules.outcomes import GROUNDS, Outcome, remedies_for_silence
from foia.rules.own_case import HANDED_IN, OVER, may_have_file
from foia.rules.states import State, Verb, reason_against_transition
from pasocial.office.files.attachments import queries as stored_files
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.timekeeping import local_date


@dataclass(frozen=True)
class HerMessage:
    """One message, hers or the office's, with the files that are hers to have."""

    message: Message
    files: Sequence[Any]

    @property
    def is_hers(self) -> bool:
        return self.message.direction == Message.Direction.FROM_CITIZEN


@dataclass(frozen=True)
class HerDocument:
    """A document opened to her, by the title that the office gave it."""

    stored: Any
    title: str
    partial: bool


@dataclass(frozen=True)
class Withheld:
    """What she does not get, or not whole, and why. `ground` is its wording in Italian, empty without one."""

    title: str
    partial: bool
    ground: str
    reason: str


@dataclass(frozen=True)
class HerDecision:
    """A decision that left, with what it gives and what it keeps back."""

    decision: Decision
    released: tuple[HerDocument, ...]
    withheld: tuple[Withheld, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.decision.outcome)

    @property
    def publication_url(self) -> str:
        """Where it is published already; nothing that is no address of the web."""
        url = self.decision.publication_url
        return url if url.startswith(("http://", "https://")) else ""


class OwnCase:
    """All that she may see of it, and nothing the office keeps to itself.

    Each part is asked when it is first used, so that page and API pay for what they print; the number of queries
    does not depend on how much was written.
    """

    def __init__(self, access_request: AccessRequest, today: date) -> None:
        self.request = access_request
        self.today = today
        self.kind = AccessKind(access_request.kind)
        self.outcome = Outcome(access_request.outcome) if access_request.outcome else None

    @property
    def state(self) -> State:
        """Where it stands inside; `rules.own_case.outer_state` is what she may know of it."""
        return State(self.request.state)

    @cached_property
    def facts(self) -> Sequence[RecordedFact]:
        """Every recorded fact, also those put right; read once, for all clocks."""
        return list(self.request.facts.all())

    @cached_property
    def _legal(self) -> Sequence[Fact]:
        return legal_facts(self.facts)

    @cached_property
    def clock(self) -> Clock:
        """The clock of the first answer."""
        return reading_of(self.kind, self._legal, self.today)

    @cached_property
    def again(self) -> DutyClock | None:
        """The clock of the decision that is owed again, while it is."""
        found = duty_of(self._legal, self.today)
        return found if found is not None and found.open and self.state not in OVER else None

    @property
    def late(self) -> bool:
        """Whether what is owed to her now is late."""
        return (self.again.late if self.again else self.clock.late) and self.state not in OVER

    @cached_property
    def ombudsman(self) -> tuple[OmbudsmanClock, Stage] | None:
        """While she waits for the ombudsman, or for us after a finding: the clock, and whose turn it is."""
        clock, stage = ombudsman_clock_of(self._legal), stage_of(self._legal)
        if clock is None or stage not in (Stage.ASKED, Stage.FOUND) or clock.granted_on(self.today):
            return None
        return clock, stage

    @cached_property
    def messages(self) -> tuple[HerMessage, ...]:
        found = []
        for message in self._written:
            hers = message.direction == Message.Direction.FROM_CITIZEN
            files = [
                stored
                for stored in self._stored
                if stored.about == message.about and _may_have(stored, of_request=False, of_her_message=hers)
            ]
            found.append(HerMessage(message, files))
        return tuple(found)

    @cached_property
    def handed_in(self) -> tuple[Any, ...]:
        """The files she sent with the request itself, or with the request for review."""
        return tuple(
            stored
            for stored in self._stored
            if stored.about == self.request.about and stored.purpose in HANDED_IN
        )

    @cached_property
    def _written(self) -> Sequence[Message]:
        return list(self.request.messages.order_by("id"))

    @cached_property
    def _stored(self) -> Sequence[Any]:
        abouts = (message.about for message in self._written)
        return list(stored_files.files_about(self.request.about, *abouts))

    @cached_property
    def decisions(self) -> tuple[HerDecision, ...]:
        """Those that left, the newest first."""
        sent = list(
            Decision.objects.prefetch_related("items")
            .filter(request=self.request, state=Decision.State.SENT)
            .order_by("-number")
        )
        named = {str(item.file): item for one in sent for item in one.items.all() if _gives(item)}
        opened = {
            str(stored.public_id): stored
            for stored in (stored_files.by_public_ids(named) if named else ())
            if _may_have(stored, of_request=False, of_her_message=False)
        }
        return tuple(_her_decision(one, opened) for one in sent)

    @property
    def decision(self) -> HerDecision | None:
        """The newest that left."""
        return self.decisions[0] if self.decisions else None

    @cached_property
    def review(self) -> Review | None:
        """The newest request for review."""
        return last_review(self.request)

    @property
    def rating(self) -> Rating | None:
        return getattr(self.request, "rating", None)

    @property
    def is_unhappy(self) -> bool:
        """Whether she told us that the answer was of no use: then the page says what she can do."""
        return self.rating is not None and self.rating.face == min(FACES)

    @cached_property
    def remedies(self) -> tuple[OpenRemedy, ...]:
        """What she can still do against the newest decision, or against our silence, with the last day of each."""
        told_on: date | None = None
        if self.decision is not None:
            sent_at = self.decision.decision.sent_at
            told_on = local_date(sent_at) if sent_at else None
            named = remedies_of(self.request, self.decision.decision)
        elif self.late or self._upheld_in_review:
            # Only where the law reads silence as a refusal does a term run from its day.
            refused = rules_of(self.kind).silence is Silence.REFUSAL or self._upheld_in_review
            told_on = self.request.answered_on or (self.request.due_on if refused else None)
            named = remedies_for_silence(self.kind, review_office=default_review_office())
        else:
            return ()
        return open_remedies(named, self._legal, told_on, self.today, settings_store.patron_day())

    @property
    def _upheld_in_review(self) -> bool:
        """The review was the first answer to what nobody had answered, and it refused."""
        return self.decision is None and self.outcome is Outcome.REFUSED

    @cached_property
    def register_line(self) -> RegisterEntry | None:
        """The line of the public register about it, while it is public."""
        return (
            RegisterEntry.objects.filter(request=self.request, state=RegisterEntry.State.APPROVED)
            .defer("search")
            .first()
        )

    @cached_property
    def public_answer(self) -> Any:
        """The page that answers everybody who asked the same."""
        return public_page_for(self.request.pk)

    @cached_property
    def may(self) -> tuple[str, ...]:
        """What she can do now, in the order in which it is offered."""
        return tuple(self._may())

    def _may(self) -> Iterator[str]:
        if reason_against_writing_to_us(self.state) is None:
            yield "write"
        if self.state is State.NEEDS_IDENTIFICATION:
            yield "identify"
        if reason_against_transition(self.state, Verb.WITHDRAW) is None:
            yield "withdraw"
        if reason_against_rating(self.state, FACES[0]) is None:
            yield "rate"
        if reason_against_review(self.request, self.today) is None:
            yield "ask_review"


def own_file(access_request: AccessRequest, public_id: str | UUID) -> Any:
    """A file of this case that its applicant may have, whatever its scan says; None for every other.

    Whoever gives it out asks first whether it is blocked, and says why it waits.
    """
    stored = stored_files.by_public_id(public_id)
    if stored is None or stored.about not in case_references(access_request):
        return None
    of_request = stored.about == access_request.about
    if _may_have(stored, of_request=of_request, of_her_message=False):
        return stored
    hers = access_request.messages.filter(direction=Message.Direction.FROM_CITIZEN).only("pk")
    of_her_message = not of_request and any(stored.about == message.about for message in hers)
    return stored if _may_have(stored, of_request=of_request, of_her_message=of_her_message) else None


def case_with_code(code: str) -> AccessRequest | None:
    """The case with this code, written as it is stored; whether it may be opened is asked at the door."""
    return AccessRequest.objects.select_related("applicant").defer("search").filter(code=code).first()


def case_with_code_and_address(code: str, address: str) -> AccessRequest | None:
    """The case with this code whose applicant is reached there, by e-mail or, without one, by certified mail."""
    hers = Q(applicant__email__iexact=address) | Q(applicant__email="", applicant__pec__iexact=address)
    return AccessRequest.objects.select_related("applicant").defer("search").filter(hers, code=code).first()


def receipt_of(access_request: AccessRequest) -> Any:
    """The receipt that was sent, None when none was made."""
    return stored_files.newest_about(access_request.about, "receipt")


def handed_in_with(access_request: AccessRequest) -> list[Any]:
    """The files that came with the request itself, in order."""
    return [one for one in stored_files.files_about(access_request.about) if one.purpose == "filed"]


def _may_have(stored: Any, *, of_request: bool, of_her_message: bool) -> bool:
    return may_have_file(
        access=stored.access, purpose=stored.purpose, of_request=of_request, of_her_message=of_her_message
    )


def _gives(item: ReleaseItem) -> bool:
    return bool(item.file) and item.disclosure != "private"


def _her_decision(decision: Decision, opened: dict[str, Any]) -> HerDecision:
    items = list(decision.items.all())
    given = {str(item.file): item for item in items if _gives(item)}
    released = [
        HerDocument(stored, given[name].title or stored.name, given[name].partial)
        for name, stored in opened.items()
        if name in given
    ]
    withheld = [
        Withheld(
            title=item.title,
            partial=item.partial,
            ground=GROUNDS[item.ground].wording if item.ground in GROUNDS else "",
            reason=item.reason,
        )
        for item in items
        if item.disclosure == "private" or item.partial
    ]
    return HerDecision(decision, tuple(released), tuple(withheld))
