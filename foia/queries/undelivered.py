"""Asks which messages never reached the applicant where she can be reached now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foia.models import AccessRequest
from pasocial.cleaning import address
from pasocial.office.messaging.notices.queries import mail_about

NEVER_ARRIVED = ("refused", "failed")


def undelivered(access_request: AccessRequest, mails: Iterable[Any] | None = None) -> list[Any]:
    """Messages to her present addresses that never arrived, oldest first. `mails` of the case, where they are at hand."""
    applicant = access_request.applicant
    hers = {address(one) for one in (applicant.email, applicant.pec) if one}
    every = mail_about(access_request.about).filter(state__in=NEVER_ARRIVED) if mails is None else mails
    lost = [mail for mail in every if mail.state in NEVER_ARRIVED and address(mail.to) in hers]
    return sorted(lost, key=lambda mail: mail.pk)
