"""What a citizen hands in, how it is cleaned, and what is wrong with it, if anything."""

from foia.rules.filing.cleaning import clean_address, clean_line, clean_text, has_forbidden_characters
from foia.rules.filing.draft import (
    ApplicantDetails,
    DeliveryChoice,
    Filing,
    FilingChannel,
    Identification,
    Purpose,
    cleaned,
    filing_from,
)
from foia.rules.filing.guards import (
    KEY_REUSED,
    is_codice_fiscale,
    is_email,
    needs_identification,
    reason_against_identifying,
    reason_against_repeating,
    reasons_against_filing,
)

__all__ = [
    "KEY_REUSED",
    "ApplicantDetails",
    "DeliveryChoice",
    "Filing",
    "FilingChannel",
    "Identification",
    "Purpose",
    "clean_address",
    "clean_line",
    "clean_text",
    "cleaned",
    "filing_from",
    "has_forbidden_characters",
    "is_codice_fiscale",
    "is_email",
    "needs_identification",
    "reason_against_identifying",
    "reason_against_repeating",
    "reasons_against_filing",
]
