"""What the FOIA module remembers."""

from foia.models.access_request import AccessRequest, Applicant, Numbering, Rating
from foia.models.answer import Decision, ReleaseItem
from foia.models.clock_recount import ClockRecount
from foia.models.exchange import Consultation, Message, Note
from foia.models.pages import AnswerPage, AnswersIndexPage
from foia.models.party import Party
from foia.models.party_notice import PartyNotice
from foia.models.publication import AvoidedRequest, RegisterEntry, TopicFollower
from foia.models.recorded_fact import RecordedFact
from foia.models.review import Review
from foia.models.topic import (
    PersonStatement,
    ProposalThreshold,
    Suggestion,
    Topic,
    TopicAct,
    TopicAsker,
    TopicChange,
    TopicIdentity,
    TopicMembership,
    TopicRecount,
)

__all__ = [
    "AccessRequest",
    "AnswerPage",
    "AnswersIndexPage",
    "Applicant",
    "AvoidedRequest",
    "ClockRecount",
    "Consultation",
    "Decision",
    "Message",
    "Note",
    "Numbering",
    "Party",
    "PartyNotice",
    "PersonStatement",
    "ProposalThreshold",
    "Rating",
    "RecordedFact",
    "RegisterEntry",
    "ReleaseItem",
    "Review",
    "Suggestion",
    "Topic",
    "TopicAct",
    "TopicAsker",
    "TopicChange",
    "TopicFollower",
    "TopicIdentity",
    "TopicMembership",
    "TopicRecount",
]
