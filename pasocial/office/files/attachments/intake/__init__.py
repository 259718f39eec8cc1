"""Looks at a file before it is kept: what it is, what is in it, what it may be called. Never keeps anything itself."""

from pasocial.office.files.attachments.intake.kinds import (
    ACCEPT_ATTRIBUTE,
    ACCEPTED,
    ACCEPTED_IN_WORDS,
    MAX_BYTES,
)
from pasocial.office.files.attachments.intake.looking import (
    Looked,
    doubles,
    first_scan_state,
    look_at,
    renaming,
    sum_of,
)
from pasocial.office.files.attachments.intake.names import clean_name

__all__ = [
    "ACCEPTED",
    "ACCEPTED_IN_WORDS",
    "ACCEPT_ATTRIBUTE",
    "MAX_BYTES",
    "Looked",
    "clean_name",
    "doubles",
    "first_scan_state",
    "look_at",
    "renaming",
    "sum_of",
]
