"""The request as handed in, before anything is stored.

The fields are those Circolare FOIA 2/2017 (Annex 1) suggests, taken as a ceiling: nothing more is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from typing import Any

from foia.rules.filing.cleaning import clean_address, clean_line, clean_text
from foia.rules.kinds import DEFAULT_KIND, AccessKind, declared_or_default
from pasocial.cleaning import code


class FilingChannel(StrEnum):
    """How it reached us. Any is admissible, and none is a ground for rejection (C2 §3.3-3.4)."""

    PORTAL = "portal"
    API = "api"
    EMAIL = "email"
    PEC = "pec"
    POST = "post"
    FAX = "fax"
    COUNTER = "counter"
    SOCIAL = "social"


class Purpose(StrEnum):
    """Why, if the applicant cares to say: for statistics only, never a condition (C2 Annex 1)."""

    PERSONAL = "personal"
    RESEARCH = "research"
    JOURNALISM = "journalism"
    NGO = "ngo"
    TRADE_ASSOCIATION = "trade_association"
    COMMERCIAL = "commercial"


class DeliveryChoice(StrEnum):
    """How the applicant prefers to get the answer."""

    EMAIL = "email"
    PEC = "pec"
    POST = "post"
    COUNTER = "counter"


class Identification(StrEnum):
    """What vouches for the applicant's name (CAD art. 65(1); C2 §3.3)."""

    NONE = "none"
    DECLARED = "declared"  # a name and an e-mail address, nothing else
    ID_COPY = "id_copy"  # copy of an identity document
    SIGNATURE = "signature"  # digital or other art. 20 signature
    PEC = "pec"  # identified digital domicile
    EID = "eid"  # SPID, CIE, CNS, eIDAS
    AT_COUNTER = "at_counter"


@dataclass(frozen=True)
class ApplicantDetails:
    """Who asks. Every part may be empty: an anonymous applicant is asked, never dropped (C2 §3.2)."""

    name: str = ""
    email: str = ""
    pec: str = ""
    phone: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    residence: str = ""
    codice_fiscale: str = ""
    eidas_identifier: str = ""
    organisation: str = ""  # on behalf of whom
    identified_by: Identification = Identification.DECLARED


@dataclass(frozen=True)
class Filing:
    """A request ready to be judged. No declared kind means FOIA (C2 §2.2)."""

    subject: str
    body: str
    kind: AccessKind = DEFAULT_KIND
    applicant: ApplicantDetails = attribute(default_factory=ApplicantDetails)
    channel: FilingChannel = FilingChannel.PORTAL
    motive: str = ""  # documentary access only
    purpose: Purpose | None = None
    sector: str = ""  # office or matter, as the applicant sees it
    language: str = "it"
    delivery: DeliveryChoice = DeliveryChoice.EMAIL
    consent_electronic: bool = False
    agrees_to_be_told: bool = False  # when the same information is published later
    made_public_url: str = ""  # where the applicant asked in public (C2 §8.2)
    made_public_on: date | None = None


def cleaned(draft: Filing) -> Filing:
    """The same draft with every text cleaned; codes lose their blanks and take their usual
    case, addresses take their one form."""
    who = draft.applicant
    return replace(
        draft,
        subject=clean_line(draft.subject),
        body=clean_text(draft.body),
        motive=clean_text(draft.motive),
        sector=clean_line(draft.sector),
        made_public_url=clean_line(draft.made_public_url),
        applicant=replace(
            who,
            name=clean_line(who.name),
            email=clean_address(who.email),
            pec=clean_address(who.pec),
            phone=clean_line(who.phone),
            birth_place=clean_line(who.birth_place),
            residence=clean_line(who.residence),
            codice_fiscale=code(who.codice_fiscale),
            eidas_identifier=clean_line(who.eidas_identifier),
            organisation=clean_line(who.organisation),
        ),
    )


def filing_from(given: Mapping[str, Any]) -> Filing:
    """A filing from plain values by name, as a form of the office or another desk gives them; what is missing is empty."""
    person = ("name", "email", "pec", "phone", "birth_place", "residence", "codice_fiscale", "organisation")
    who = ApplicantDetails(
        **{name: str(given.get(name) or "") for name in person},
        birth_date=given.get("birth_date"),
        identified_by=Identification(given.get("identified_by") or Identification.DECLARED),
    )
    return Filing(
        subject=str(given.get("subject") or ""),
        body=str(given.get("body") or ""),
        motive=str(given.get("motive") or ""),
        sector=str(given.get("sector") or ""),
        made_public_url=str(given.get("made_public_url") or ""),
        kind=declared_or_default(given.get("kind") or ""),
        channel=FilingChannel(given["channel"]),
        language=given.get("language") or "it",
        delivery=DeliveryChoice(given.get("delivery") or DeliveryChoice.EMAIL),
        consent_electronic=bool(who.email or who.pec),
        made_public_on=given.get("made_public_on"),
        applicant=who,
    )
