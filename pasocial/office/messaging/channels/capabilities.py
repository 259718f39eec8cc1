"""What each channel allows: who reads it, how long a text may be, whether and until when we may answer.

One table for composer, guards and API. The figures are those of each network's documentation, named on the line above.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


class Space(StrEnum):
    """Who reads what is written there."""

    PUBLIC = "public"
    PRIVATE = "private"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Channel:
    """One channel. Lengths in characters as a reader counts them; `window_hours` from the last message of the citizen.

    `writes_first`: we may begin. `by_hand`: what is said there is written down by staff, nothing is sent. `template_after`:
    when the window is over a template approved by the network may still be sent. `receipts`: the channel tells that a
    message of ours was delivered. `edits`, `deletes`: what we can do to a message of ours that has left.
    """

    code: str
    label: str
    space: Space = Space.PRIVATE
    longest: int = 100_000
    shortest: int = 1
    files: int = 0
    file_bytes: int = 0
    window_hours: int = 0
    writes_first: bool = False
    by_hand: bool = False
    template_after: bool = False
    receipts: bool = False
    subject: bool = False
    edits: bool = False
    deletes: bool = False
    network: str = ""
    icon: str = "it-comment"


MEGABYTE = 1_000_000

CHANNELS: Mapping[str, Channel] = {
    each.code: each
    for each in (
        Channel(
            "mail",
            _("e-mail"),
            files=20,
            file_bytes=20 * MEGABYTE,
            writes_first=True,
            subject=True,
            icon="it-mail",
        ),
        # PEC: 100 MB for the product of size and recipients, technical rules annexed to DM 2/11/2005, 6.5.
        Channel(
            "pec",
            _("PEC"),
            files=20,
            file_bytes=30 * MEGABYTE,
            writes_first=True,
            subject=True,
            receipts=True,
            icon="it-certified-mail",
        ),
        Channel("web", _("modulo del sito"), files=10, file_bytes=20 * MEGABYTE, icon="it-pa"),
        Channel("chat", _("chat del sito"), longest=4_000, icon="it-messages"),
        Channel("phone", _("telefono"), writes_first=True, by_hand=True, icon="it-telephone"),
        Channel("counter", _("sportello"), writes_first=True, by_hand=True, icon="it-user"),
        # Graph API, object comments: a message of at most 8,000 characters.
        Channel(
            "facebook_comment",
            _("commento su Facebook"),
            space=Space.PUBLIC,
            longest=8_000,
            edits=True,
            deletes=True,
            network="facebook",
            icon="it-facebook",
        ),
        # Messenger platform: 2,000 characters, standard messaging window of 24 hours, 7 days for a person's own answer.
        Channel(
            "facebook_message",
            _("messaggio su Facebook"),
            longest=2_000,
            files=1,
            file_bytes=25 * MEGABYTE,
            window_hours=7 * 24,
            receipts=True,
            network="facebook",
            icon="it-facebook",
        ),
        # WhatsApp Cloud API: body of a text message 4,096 characters, customer service window of 24 hours.
        Channel(
            "whatsapp",
            _("WhatsApp"),
            longest=4_096,
            files=1,
            file_bytes=100 * MEGABYTE,
            window_hours=24,
            template_after=True,
            receipts=True,
            network="whatsapp",
            icon="it-whatsapp",
        ),
        # Telegram Bot API, sendMessage: 1 to 4,096 characters; a bot cannot begin a conversation.
        Channel(
            "telegram",
            _("Telegram"),
            longest=4_096,
            files=1,
            file_bytes=50 * MEGABYTE,
            edits=True,
            deletes=True,
            network="telegram",
            icon="it-telegram",
        ),
        # Mastodon: 500 characters unless the server allows more, four media.
        Channel(
            "mastodon",
            _("Mastodon"),
            space=Space.PUBLIC,
            longest=500,
            files=4,
            file_bytes=16 * MEGABYTE,
            writes_first=True,
            edits=True,
            deletes=True,
            network="mastodon",
            icon="it-mastodon",
        ),
        Channel(
            "mastodon_direct",
            _("messaggio su Mastodon"),
            longest=500,
            files=4,
            file_bytes=16 * MEGABYTE,
            writes_first=True,
            edits=True,
            deletes=True,
            network="mastodon",
            icon="it-mastodon",
        ),
        # App IO: subject 10 to 120 characters, body 80 to 10,000; nobody answers there.
        Channel(
            "io",
            _("app IO"),
            longest=10_000,
            shortest=80,
            writes_first=True,
            subject=True,
            receipts=True,
            network="io",
            icon="it-inbox",
        ),
    )
}


def window_closes_at(channel: Channel, last_from_citizen: datetime | None) -> datetime | None:
    """Until when an answer may be written; None when there is no such limit."""
    if not channel.window_hours or last_from_citizen is None:
        return None
    return last_from_citizen + timedelta(hours=channel.window_hours)


def reason_against_writing(
    channel: Channel,
    *,
    text: str,
    files: int,
    last_from_citizen: datetime | None,
    at: datetime,
    template: bool = False,
) -> Refusal | None:
    """Why this text cannot be written on this channel now; of several reasons the first that stands in the way."""
    if last_from_citizen is None and not channel.writes_first:
        return Refusal(
            "may_not_begin", _("Su questo canale si può solo rispondere: aspetta che scriva chi vuole.")
        )
    closes = window_closes_at(channel, last_from_citizen)
    if closes is not None and at >= closes and not (template and channel.template_after):
        return Refusal(
            "window_closed",
            _("Il tempo per rispondere su questo canale è finito: scrivi con un altro mezzo."),
        )
    if not text.strip():
        return Refusal("nothing_written", _("Scrivi il testo."), "text")
    if len(text) > channel.longest:
        return Refusal(
            "too_long",
            _("Il testo ha {length} caratteri: su questo canale possono essere al massimo {longest}."),
            "text",
            {"length": len(text), "longest": channel.longest},
        )
    if len(text) < channel.shortest:
        return Refusal(
            "too_short",
            _("Il testo ha {length} caratteri: su questo canale devono essere almeno {shortest}."),
            "text",
            {"length": len(text), "shortest": channel.shortest},
        )
    if files > channel.files:
        return Refusal(
            "too_many_files",
            _("Su questo canale si possono mandare al massimo {most} file."),
            "files",
            {"most": channel.files},
        )
    return None
