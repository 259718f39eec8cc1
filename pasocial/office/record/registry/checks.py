"""System checks: a wrong path in a desk's declaration fails `manage.py check`, not a citizen."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.core.checks import Error, register
from django.urls import NoReverseMatch, reverse

from pasocial.office.record import registry

WAYS = ("now", "digest", "inside")


@register()
def desk_declarations(**_: Any) -> list[Error]:
    errors: list[Error] = []
    known = registry.known_events()
    for what, number, codes in (
        ("clocks", "E005", [each.code for desk in registry.desks().values() for each in desk.clocks]),
        (
            "things handed over",
            "E006",
            [each.kind for desk in registry.desks().values() for each in desk.accepts],
        ),
        ("measures", "E007", [each.code for desk in registry.desks().values() for each in desk.measures]),
    ):
        errors += [
            Error(f"Two {what} call themselves {code!r}; rename one of them.", id=f"office.{number}")
            for code in sorted({code for code in codes if codes.count(code) > 1})
        ]
    for desk in registry.desks().values():
        for path in (
            [reaction.run for reaction in desk.reactions]
            + [turn.run for turn in desk.turns]
            + [tile.query for tile in desk.tiles]
            + [clock.read for clock in desk.clocks]
            + [path for accept in desk.accepts for path in (accept.operation, accept.form)]
            + [fill.draw for fill in desk.fills]
            + [measure.count for measure in desk.measures]
            + [
                path
                for kind in desk.approvals
                for path in (kind.approve, kind.refuse, kind.version, kind.shown, kind.place)
            ]
            + [path for kind in desk.departures for path in (kind.send, kind.call_back)]
            + [
                path
                for path in (
                    desk.file_policy,
                    desk.stream_policy,
                    desk.redact_policy,
                    desk.names_known,
                    desk.about_url,
                    desk.things_called,
                    desk.find_things,
                    desk.plant_pages,
                )
                if path
            ]
        ):
            try:
                registry.resolve(path)
            except ImportError as problem:
                errors.append(Error(f"{desk.code}: {path} cannot be imported: {problem}", id="office.E001"))
        for reaction in desk.reactions:
            if str(reaction.event) not in known:
                errors.append(
                    Error(
                        f"{desk.code} reacts to {reaction.event}, which no desk declares.", id="office.E002"
                    )
                )
        for fill in desk.fills:
            if fill.slot not in registry.SLOTS:
                errors.append(
                    Error(
                        f"{desk.code} fills {fill.slot}, which is no place: there are {', '.join(registry.SLOTS)}.",
                        id="office.E008",
                    )
                )
        for measure in desk.measures:
            if measure.unit not in ("share", "days", "number") or measure.better not in ("higher", "lower"):
                errors.append(
                    Error(
                        f"{desk.code}: measure {measure.code} is a share, days or a number, better higher or lower.",
                        id="office.E009",
                    )
                )
        for code in desk.permissions:
            if not code.startswith(f"{desk.code}."):
                errors.append(
                    Error(
                        f"{desk.code}: permission {code} must start with the desk's code.", id="office.E003"
                    )
                )
        for kind in desk.notices:
            wrong = [event for event in kind.over if str(event) not in known]
            if not kind.code.startswith(f"{desk.code}.") or wrong or kind.way not in WAYS:
                errors.append(
                    Error(
                        f"{desk.code}: notice {kind.code} must start with the desk's code, end at known events"
                        f" and have one of the ways {', '.join(WAYS)}.",
                        id="office.E010",
                    )
                )
        for turn in desk.turns:
            if bool(turn.daily_at) == bool(turn.every_seconds):
                errors.append(
                    Error(
                        f"{desk.code}: {turn.run} needs either daily_at or every_seconds.", id="office.E004"
                    )
                )
    return errors


@register()
def desk_addresses(**_: Any) -> list[Error]:
    """Two desks at one address hide each other's pages, and a menu leads to an address that there is."""
    errors: list[Error] = []
    answering: dict[str, str] = {}
    for desk in registry.desks().values():
        for address in addresses(desk):
            other = answering.setdefault(address, desk.code)
            if other != desk.code:
                errors.append(
                    Error(
                        f"{other} and {desk.code} both answer at {address}: give one of them another prefix.",
                        id="office.E011",
                    )
                )
        for entry in desk.menu:
            try:
                reverse(entry.url_name)
            except NoReverseMatch:
                errors.append(
                    Error(
                        f"{desk.code}: the menu leads to {entry.url_name}, which is no address:"
                        " look at app_name in its urls.py.",
                        id="office.E012",
                    )
                )
    return errors


def addresses(desk: registry.Desk) -> Iterator[str]:
    """Where the desk answers people, as its routes are written."""
    for begins, urls in (
        (f"/redazione/{desk.staff_prefix}", desk.staff_urls),
        (f"/{desk.public_prefix}", desk.public_urls),
    ):
        for pattern in import_module(urls).urlpatterns if urls else ():
            yield f"{begins}{pattern.pattern}"
