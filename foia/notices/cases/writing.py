"""How a message about a request is written: once for each cause, in the reader's language, with a private link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from foia.access import LINK_PREFIX, sign_link
from foia.letters.courtesy import Words, message_in_language
from foia.models import AccessRequest
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices.queries import mail_about

TEMPLATE = "foia/news"
_LINK = re.compile(re.escape(LINK_PREFIX) + r"[\w.~:=-]+/")


def address_of(request: AccessRequest) -> str:
    """Where the applicant reads us: her address, else her PEC; empty when she gave none, or for an import."""
    if request.channel == AccessRequest.Channel.IMPORT:
        return ""
    return request.applicant.email or request.applicant.pec


def write(
    *,
    key: str,
    about: str,
    to: str,
    language: str,
    at: datetime,
    subject: str,
    paragraphs: Sequence[str],
    reason: str,
    heading: str = "",
    facts: Iterable[Sequence[str]] = (),
    quote: str = "",
    after: Sequence[str] = (),
    original: Sequence[str] = (),
    action_url: str = "",
    action_label: str = "",
    attachments: Iterable[str] = (),
    reply_to: str = "",
) -> None:
    """One message of ours, whose words are already in the language of its reader.

    `original`: the Italian paragraphs that have effect in law, beneath a courtesy translation.
    """
    if not to:
        return
    notices.write_mail(
        key=key,
        about=about,
        template=TEMPLATE,
        to=to,
        language=language,
        context=written(
            subject=subject,
            paragraphs=paragraphs,
            reason=reason,
            heading=heading,
            facts=facts,
            quote=quote,
            after=after,
            original=original,
            action_url=action_url,
            action_label=action_label,
        ),
        at=at,
        attachments=attachments,
        reply_to=reply_to,
    )


def written(
    *,
    subject: str,
    paragraphs: Sequence[str],
    reason: str,
    heading: str = "",
    facts: Iterable[Sequence[str]] = (),
    quote: str = "",
    after: Sequence[str] = (),
    original: Sequence[str] = (),
    action_url: str = "",
    action_label: str = "",
) -> dict[str, Any]:
    """What the template takes."""
    return {
        "subject": subject,
        "heading": heading or subject,
        "paragraphs": list(paragraphs),
        "facts": [tuple(pair) for pair in facts],
        "quote": quote,
        "after": list(after),
        "original": list(original),
        "action_url": action_url,
        "label": action_label,
        "reason": reason,
    }


def to_applicant(
    request: AccessRequest,
    *,
    event: str,
    at: datetime,
    words: Callable[[], Words],
    attachments: Iterable[str] = (),
    reply_to: str = "",
) -> None:
    """A message to the applicant with the private link to her case: `words` in her language, and in Italian beneath."""

    def all_words() -> Words:
        reason = _(
            "Ricevi questo messaggio perché hai fatto una richiesta di accesso. Il link scade dopo 30 giorni."
        )
        return {"reason": reason, **words()}

    write(
        key=f"foia:{event}",
        about=request.about,
        to=address_of(request),
        language=request.language,
        at=at,
        action_url=link_to(request, at),
        attachments=attachments,
        reply_to=reply_to,
        **message_in_language(request.language, all_words),
    )


def link_to(request: AccessRequest, at: datetime) -> str:
    """The whole address of the private link."""
    return settings.SITE_URL + sign_link(request, at)


def write_again(*, request: AccessRequest, mail_ids: Iterable[int], entry_id: int, at: datetime) -> None:
    """Messages that never arrived, to the applicant's new address, with a private link that works there."""
    to = address_of(request)
    if not to:
        return
    own = {mail.pk for mail in mail_about(request.about)}
    path = sign_link(request, at)
    for pk in sorted(own & set(mail_ids)):
        notices.send_elsewhere(
            mail_id=pk,
            to=to,
            key=f"foia:again:{entry_id}:{pk}",
            at=at,
            reworded=lambda text: _LINK.sub(lambda _found: path, text),
        )
