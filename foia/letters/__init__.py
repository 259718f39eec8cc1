"""The letters people get as PDF, tagged (PDF/UA-1), in their language: receipt, decision, notice to a third party."""

from foia.letters.decision import decision_letter, tie_to_former
from foia.letters.party import grant_letter, grant_words, notice_letter, notice_words
from foia.letters.receipt import receipt_letter

__all__ = [
    "decision_letter",
    "grant_letter",
    "grant_words",
    "notice_letter",
    "notice_words",
    "receipt_letter",
    "tie_to_former",
]
