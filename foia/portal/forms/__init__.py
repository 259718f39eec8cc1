"""The portal's forms: the steps of a new request, and what may be done with one."""

from foia.portal.forms.filing import (
    PURPOSES,
    ApplicantStep,
    DraftLink,
    FilesStep,
    KindStep,
    QuestionStep,
    draft_from,
)
from foia.portal.forms.following import (
    AskReview,
    FindRequest,
    Identify,
    Rate,
    Withdraw,
    WriteMessage,
)
from foia.portal.forms.reckoning import Reckoning

__all__ = [
    "PURPOSES",
    "ApplicantStep",
    "AskReview",
    "DraftLink",
    "FilesStep",
    "FindRequest",
    "Identify",
    "KindStep",
    "QuestionStep",
    "Rate",
    "Reckoning",
    "Withdraw",
    "WriteMessage",
    "draft_from",
]
