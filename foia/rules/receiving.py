"""What is wrong with how a request reached us: the moment, the protocol, how many files came with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from foia.rules.filing import clean_line
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

MAX_FILES = 10
PROTOCOL_LENGTH = 60
# What reached us longer ago than a year is a mistyped year, or belongs to the import of old registers.
OLDEST_RECEIPT = timedelta(days=366)


def reason_against_files(number: int) -> Refusal | None:
    """Why so many files are not taken in one sending."""
    if number > MAX_FILES:
        return Refusal(
            "too_many_files",
            _("Puoi allegare al massimo {most} file: togline {extra}."),
            "files",
            {"most": MAX_FILES, "extra": number - MAX_FILES},
        )
    return None


def reasons_against_receiving(
    received: datetime, at: datetime, files: int, *, imported: bool
) -> list[Refusal]:
    """Every reason against a request that reached us then. `imported`: from an old register, which may be of any year."""
    reasons = []
    if received > at:
        reasons.append(
            Refusal("received_in_future", _("La data di ricezione è nel futuro: correggila."), "received_at")
        )
    elif received < at - OLDEST_RECEIPT and not imported:
        reasons.append(
            Refusal(
                "received_long_ago",
                _("È più di un anno fa: controlla l'anno. I registri del passato si importano da un file."),
                "received_at",
            )
        )
    many = reason_against_files(files)
    return [*reasons, *([many] if many else [])]


def reason_against_no_protocol(number: str) -> Refusal | None:
    """An entry in the protocol that is made afterwards has a number."""
    if number:
        return None
    return Refusal("protocol_missing", _("Scrivi il numero di protocollo."), "protocol")


def reason_against_later_protocol(on: date, today: date) -> Refusal | None:
    """Nothing was entered in the protocol on a day that has not come."""
    if on <= today:
        return None
    return Refusal(
        "registered_in_future", _("La data di protocollo è nel futuro: correggila."), "registered_on"
    )


def reasons_against_registering(
    on: date | None, protocol: str, received: datetime, at: datetime
) -> list[Refusal]:
    """Every reason against an entry in the protocol of that day and number; the day is Italy's."""
    reasons = []
    if on and (later := reason_against_later_protocol(on, local_date(at))):
        reasons.append(later)
    elif on and on < local_date(received):
        reasons.append(
            Refusal(
                "registered_before_receipt",
                _("Il protocollo non può precedere l'arrivo: controlla le due date."),
                "registered_on",
            )
        )
    if len(clean_line(protocol)) > PROTOCOL_LENGTH:
        reasons.append(
            Refusal(
                "protocol_too_long",
                _("Scrivi solo il numero di protocollo: al massimo {most} caratteri."),
                "protocol",
                {"most": PROTOCOL_LENGTH},
            )
        )
    return reasons
