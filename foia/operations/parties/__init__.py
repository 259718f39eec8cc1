"""Counter-interested parties: named, told, heard, told again of a grant over their opposition, and their remedies."""

from foia.operations.parties.held import window_of
from foia.operations.parties.naming import add_party
from foia.operations.parties.notices import (
    call_back_notice,
    dispatch_notice,
    note_grant_notice,
    notify_party,
    send_notice,
)
from foia.operations.parties.remedies import close_remedy, record_remedy
from foia.operations.parties.replies import (
    record_consent,
    record_grant_received,
    record_notice_received,
    record_opposition,
    resume_where_time_is_over,
)

__all__ = [
    "add_party",
    "call_back_notice",
    "close_remedy",
    "dispatch_notice",
    "note_grant_notice",
    "notify_party",
    "record_consent",
    "record_grant_received",
    "record_notice_received",
    "record_opposition",
    "record_remedy",
    "resume_where_time_is_over",
    "send_notice",
    "window_of",
]
