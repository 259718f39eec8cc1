"""Writes to third parties whose interests an answer may touch; the words are those of `foia.letters.party`."""

from __future__ import annotations

from datetime import date, datetime

from foia.letters import grant_words
from foia.letters.courtesy import OFFICIAL, Words
from foia.letters.party import release_moved_words, window_moved_words
from foia.models import AccessRequest, Party
from foia.notices.cases.writing import TEMPLATE, write, written
from pasocial.office.messaging.notices.operations import render_mail
from pasocial.office.record.settings_store import queries as settings_store


def party_notice(*, request: AccessRequest, party: Party, words: Words, entry_id: int, at: datetime) -> None:
    """A third party gets a copy of the request, without who made it, in the words that were shown before (art. 5(5))."""
    _write(f"foia:party:{entry_id}", request, party, at, words)


def party_grant(*, request: AccessRequest, party: Party, entry_id: int, at: datetime) -> None:
    """An opponent learns that access is granted all the same, and what she can do in fifteen days."""
    _write(f"foia:party_grant:{entry_id}:{party.pk}", request, party, at, grant_words(request, party))


def party_window_moved(
    *, request: AccessRequest, party: Party, day: date, entry_id: int, at: datetime
) -> None:
    """The last day on which this party may oppose is another, because a day was recorded wrongly."""
    words = window_moved_words(request, party, day)
    _write(f"foia:party_window:{entry_id}:{party.pk}", request, party, at, words)


def party_release_moved(
    *, request: AccessRequest, party: Party, day: date, entry_id: int, at: datetime
) -> None:
    """The first day on which documents may leave over this party's opposition is another."""
    words = release_moved_words(request, party, day)
    _write(f"foia:party_release:{entry_id}:{party.pk}", request, party, at, words)


def shown_mail(party: Party, words: Words) -> tuple[str, str]:
    """Subject and text of the mail that these words become, as it will leave."""
    subject, text, _html = render_mail(
        template=TEMPLATE, language=party.language or OFFICIAL, context=written(**words)
    )
    return subject, text


def _write(key: str, request: AccessRequest, party: Party, at: datetime, words: Words) -> None:
    write(
        key=key,
        about=request.about,
        to=party.email,
        language=party.language or OFFICIAL,
        at=at,
        reply_to=str(settings_store.value("contact_pec") or settings_store.value("contact_email")),
        **words,
    )
