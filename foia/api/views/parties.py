"""Third parties and the days that open and close their windows: the steps as a table."""

from __future__ import annotations

from collections.abc import Callable

from foia.api.serializers import steps as forms
from foia.api.views.doing import Doing, Step, own
from foia.models import Request as Case
from foia.operations import parties

ON = {"on": "2026-03-10"}


def _party(doing: Doing) -> int:
    return own(Case.objects.get(pk=doing.case).parties, doing.kwargs["party"])


def _add_party(doing: Doing) -> object:
    names = ("name", "interest", "email", "postal_address", "documents_read", "language")
    return parties.add_party(**{name: doing.given[name] for name in names}, **doing.step)


def _dated(act: Callable[..., object], *more: str) -> Callable[[Doing], object]:
    def do(doing: Doing) -> object:
        given = {name: doing.given[name] for name in ("on", *more)}
        return act(party_id=_party(doing), **given, **doing.held)

    return do


PARTY_STEPS = (
    Step(
        "parties/",
        "Name a third party",
        forms.AddParty,
        "foia.work",
        _add_party,
        {
            "name": "Luci del Nord S.r.l.",
            "interest": "economic_interests",
            "email": "info@lucidelnord.example",
            "documents_read": True,
        },
        tag="Parties",
        status=201,
    ),
    *(
        Step(f"parties/<int:party>/{path}/", summary, form, "foia.work", act, sent, tag="Parties", more=more)
        for path, summary, form, act, sent, more in (
            (
                "notified",
                "Record that a party was notified",
                forms.On,
                _dated(parties.notify_party),
                ON,
                "From this day the term stands still.",
            ),
            (
                "received",
                "Record that the notice was received",
                forms.On,
                _dated(parties.record_notice_received),
                ON,
                "Ten days to oppose run from here.",
            ),
            (
                "opposed",
                "Record an opposition",
                forms.Opposed,
                _dated(parties.record_opposition, "text"),
                {**ON, "text": "Le fatture svelano i nostri prezzi."},
                "",
            ),
            (
                "consented",
                "Record a consent",
                forms.On,
                _dated(parties.record_consent),
                ON,
                "",
            ),
            (
                "grant-received",
                "Record that an opponent knows of the grant",
                forms.On,
                _dated(parties.record_grant_received),
                ON,
                "Documents leave from the sixteenth day.",
            ),
            (
                "remedy",
                "Record a remedy of a party, or its end",
                forms.Remedied,
                _dated(parties.record_remedy, "closed"),
                {**ON, "closed": False},
                "Nothing leaves meanwhile.",
            ),
        )
    ),
)
