"""The letters a citizen gets as PDF: the receipt and the decision, tagged (PDF/UA-1), in her language."""

from foia.letters.decision import decision_letter, tie_to_former
from foia.letters.receipt import receipt_letter

__all__ = ["decision_letter", "receipt_letter", "tie_to_former"]
