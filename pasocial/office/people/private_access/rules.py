"""What a receipt code and a private link are, and when neither opens anything. Plain Python: facts in, an answer out."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from pasocial.cleaning import address as normal_address
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# Digits and capitals that nobody takes for one another: 32 signs, five bits each, twelve of them (60 bits).
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# How a code is found in a text, for who declares what of a message is its addressee's alone.
CODE_IN_WORDS = r"\b" + "[-‑]".join([f"[{SIGNS}]{{4}}"] * 3) + r"\b"

_CODE = re.compile(f"[{SIGNS}]{{12}}")
_BLANKS = re.compile(r"[\s\-–—]")


def normal_code(code: str) -> str:
    """The code as it is stored, whatever blanks, hyphens and case it was typed with; empty when it is none."""
    signs = _BLANKS.sub("", code[:60]).upper()
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}" if _CODE.fullmatch(signs) else ""


@dataclass(frozen=True)
class PrivateLink:
    """What a link says of itself: which thing, to whose address it was sent, until when it opens.

    `key` is public: a receipt code, a number. `mark` tells two addresses apart and tells neither.
    """

    key: str
    mark: str
    until: datetime

    @classmethod
    def read(cls, written: str) -> PrivateLink | None:
        """As `str(link)` wrote it; None for anything else."""
        parts = written.rsplit(".", 2)
        if len(parts) != 3 or not re.fullmatch(r"[0-9a-f]{1,9}", parts[2]):
            return None
        return cls(parts[0], parts[1], datetime.fromtimestamp(int(parts[2], 16), tz=UTC))

    def __str__(self) -> str:
        return f"{self.key}.{self.mark}.{int(self.until.timestamp()):x}"

    def opens(self, at: datetime) -> bool:
        return at < self.until


def mark_of(address: str, secret: bytes) -> str:
    """Ties a link to the address it was sent to: when the address is corrected, old links stop working."""
    return hmac.new(secret, normal_address(address).encode(), hashlib.sha256).hexdigest()[:12]


def is_same_address(given: str, right: str) -> bool:
    """Whether an address was guessed. Both sides are hashed, so that no length shows in the time taken."""
    one, other = (
        hashlib.sha256(normal_address(each).encode("utf-8", "replace")).digest() for each in (given, right)
    )
    return hmac.compare_digest(one, other) and bool(normal_address(right))


def digest_of(secret: str) -> str:
    """What is kept of a secret of 192 random bits or more: whoever reads the table cannot use it, nor search it back."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def reason_against_another_try(*, over: bool, seconds: int) -> Refusal | None:
    """Why no code is tried now. `seconds` until the next try is welcome."""
    if not over:
        return None
    return Refusal(
        "too_many_tries",
        _("Troppi tentativi. Riprova tra {minutes} minuti, o usa il link che trovi nelle nostre e-mail."),
        values={"minutes": -(-seconds // 60), "seconds": seconds},
    )
