"""What each channel allows: the table itself, and its edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pasocial.office.messaging.channels import capabilities
from pasocial.office.messaging.channels.capabilities import CHANNELS

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_table_says_who_reads_how_long_and_until_when() -> None:
    told = {
        code: (one.space.value, one.longest, one.window_hours, one.writes_first)
        for code, one in CHANNELS.items()
    }
    assert told == {
        "mail": ("private", 100_000, 0, True),
        "pec": ("private", 100_000, 0, True),
        "web": ("private", 100_000, 0, False),
        "chat": ("private", 4_000, 0, False),
        "phone": ("private", 100_000, 0, True),
        "counter": ("private", 100_000, 0, True),
        "facebook_comment": ("public", 8_000, 0, False),
        "facebook_message": ("private", 2_000, 168, False),
        "whatsapp": ("private", 4_096, 24, False),
        "telegram": ("private", 4_096, 0, False),
        "mastodon": ("public", 500, 0, True),
        "mastodon_direct": ("private", 500, 0, True),
        "io": ("private", 10_000, 0, True),
    }


@pytest.mark.parametrize(
    ("channel", "length", "minutes", "reason"),
    [
        ("whatsapp", 4_096, 24 * 60 - 1, None),
        ("whatsapp", 4_097, 1, ("too_long", "text", {"length": 4_097, "longest": 4_096})),
        ("whatsapp", 1, 24 * 60, ("window_closed", "", {})),
        ("io", 80, 1, None),
        ("io", 79, 1, ("too_short", "text", {"length": 79, "shortest": 80})),
    ],
)
def test_edges_of_length_and_time(
    channel: str, length: int, minutes: int, reason: tuple[str, str, dict[str, int]] | None
) -> None:
    refusal = capabilities.reason_against_writing(
        CHANNELS[channel],
        text="x" * length,
        files=0,
        last_from_citizen=AT,
        at=AT + timedelta(minutes=minutes),
    )
    assert (refusal and (refusal.code, refusal.field, refusal.values)) == reason


def test_template_may_leave_after_the_window_where_the_network_has_such() -> None:
    late = AT + timedelta(hours=200)
    reasons = [
        capabilities.reason_against_writing(
            CHANNELS[code], text="x", files=0, last_from_citizen=AT, at=late, template=True
        )
        for code in ("whatsapp", "facebook_message")
    ]
    assert [reason and reason.code for reason in reasons] == [None, "window_closed"]


def test_more_files_than_the_channel_takes() -> None:
    reason = capabilities.reason_against_writing(
        CHANNELS["telegram"], text="x", files=2, last_from_citizen=AT, at=AT
    )
    assert reason is not None
    assert (reason.code, reason.field, reason.values) == ("too_many_files", "files", {"most": 1})
