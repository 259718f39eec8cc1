"""Tells people what happened to a request: the applicant, third parties, other offices, colleagues.

Each message is written once for each trail entry that caused it (`key`), in the reader's language, and every one to
the applicant holds a private link to her case. Imported requests belong to the past: nobody is written to about them.
"""

from foia.notices.cases.applicant import (
    answer,
    granted_but_held,
    kind_changed,
    message,
    receipt,
    reopened,
    withdrawn,
)
from foia.notices.cases.parties import (
    party_grant,
    party_notice,
    party_release_moved,
    party_window_moved,
    shown_mail,
)
from foia.notices.cases.progress import arrived, day_moved, in_care, parties_told
from foia.notices.cases.reviews import review_asked, review_decided
from foia.notices.cases.staff import (
    case_url,
    consultation,
    deadline,
    tell_desk,
    tell_heads,
    tell_person,
    workers_on,
)
from foia.notices.cases.writing import address_of, link_to, to_applicant, write, write_again

__all__ = [
    "address_of",
    "answer",
    "arrived",
    "case_url",
    "consultation",
    "day_moved",
    "deadline",
    "granted_but_held",
    "in_care",
    "kind_changed",
    "link_to",
    "message",
    "parties_told",
    "party_grant",
    "party_notice",
    "party_release_moved",
    "party_window_moved",
    "receipt",
    "reopened",
    "review_asked",
    "review_decided",
    "shown_mail",
    "tell_desk",
    "tell_heads",
    "tell_person",
    "to_applicant",
    "withdrawn",
    "workers_on",
    "write",
    "write_again",
]
