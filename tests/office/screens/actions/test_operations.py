"""Whatever the desk: an action whose letter leaves is shown, waits whole, is done as it departs, or is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.messaging.notices.operations import write_mail
from pasocial.office.record import registry
from pasocial.office.record.registry import DepartureKind
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.record.trail.operations import record
from pasocial.office.screens.actions import Action, ActionCall, Leaves, operations
from pasocial.office.screens.actions.models import PlannedCall
from pasocial.refusal import Refusal, Refused
from tests.fixtures import NOW, deliver_reactions, user_with

pytestmark = pytest.mark.django_db
EVENT = "newsroom.page.published"
SYSTEM = Actor.system("test")
LEAVES = NOW + timedelta(seconds=15)


@dataclass
class Thing:
    pk: int = 1
    about: str = "newsroom.case:1"


def write(entry: Any) -> None:
    """The reaction that writes the letter of the sample."""
    words = {"what": "Parte", "name": "prova", "action_url": "https://ente.example/"}
    write_mail(
        key=f"sample:{entry.pk}",
        about=entry.about,
        template="office/notice",
        to="fuori@posta.example",
        language="it",
        context=words,
        at=entry.happened_at,
    )


@dataclass
class Desk:
    """What its operation did, and what it refuses."""

    done: list[ActionCall] = field(default_factory=list)
    refuses: Refusal | None = None

    def act(self, call: ActionCall) -> None:
        if self.refuses:
            raise Refused(self.refuses)
        self.done.append(call)
        record(event=EVENT, about=call.about.about, by=call.by, at=call.at)

    @property
    def action(self) -> Action:
        leaves = Leaves("newsroom.letter", "Lettera di prova", (write,))
        return Action(permission="newsroom.write", act=self.act, name="scrivi", leaves=leaves)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk()
    here = f"{__name__}.leave_sample"
    kind = DepartureKind("newsroom.letter", "Lettera", here, TAKE_BACK, "newsroom.approve")
    known = {**registry.departure_kinds(), kind.code: kind}
    path = f"{write.__module__}.{write.__qualname__}"
    monkeypatch.setattr(registry, "departure_kinds", lambda: known)
    monkeypatch.setattr(registry, "reactions_to", lambda event: (path,) if event == EVENT else told(event))
    monkeypatch.setitem(SAMPLE, "desk", made)
    return made


TAKE_BACK = "pasocial.office.screens.actions.operations.take_back"
SAMPLE: dict[str, Desk] = {}
told: Callable[[str], tuple[str, ...]] = registry.reactions_to


def leave_sample(*, thing: int, by: Actor, at: datetime) -> None:
    actions = {"scrivi": SAMPLE["desk"].action}
    operations.leave(planned_id=thing, actions=actions, thing=lambda about: Thing(about=about), by=by, at=at)


@pytest.fixture
def call() -> ActionCall:
    person = user_with("newsroom")
    return ActionCall(Thing(), {"why": "Perché sì."}, person, Actor.staff(person), NOW)


def planned(desk: Desk, call: ActionCall) -> PlannedCall:
    made = operations.prepare(action=desk.action, call=call)
    assert made is not None
    return operations.send_off(planned=made, action=desk.action, about=call.about, by=call.by, at=call.at)


def test_it_is_shown_waits_and_is_done_once_by_whoever_pressed(desk: Desk, call: ActionCall) -> None:
    made = planned(desk, call)
    assert [letter["to"] for letter in made.letters] == ["fuori@posta.example"]
    assert (Mail.objects.count(), Entry.objects.filter(event=EVENT).count()) == (0, 0)
    desk.done.clear()
    assert [departures.send_due(by=SYSTEM, at=at) for at in (NOW, LEAVES, LEAVES)] == [0, 1, 0]
    deliver_reactions()
    [done] = desk.done
    assert (done.given["why"], done.by, done.at, done.version) == ("Perché sì.", call.by, LEAVES, None)
    made.refresh_from_db()
    assert (Mail.objects.filter(to="fuori@posta.example").count(), made.given, made.letters) == (1, {}, [])


def test_called_back_it_was_never_done(desk: Desk, call: ActionCall) -> None:
    made = planned(desk, call)
    operations.take_back(thing=made.pk, by=call.by, at=LEAVES)
    with pytest.raises(Refused):
        operations.take_back(thing=made.pk, by=call.by, at=LEAVES)
    assert (departures.send_due(by=SYSTEM, at=LEAVES), Entry.objects.filter(event=EVENT).count()) == (0, 0)
    made.refresh_from_db()
    assert (made.waiting, made.given["why"]) == (False, "Perché sì.")


def test_what_the_desk_refuses_as_it_leaves_is_held_and_told(desk: Desk, call: ActionCall) -> None:
    made = planned(desk, call)
    desk.refuses = Refusal("too_late", "Non si può più.")
    assert departures.send_due(by=SYSTEM, at=LEAVES) == 0
    departure = Departure.objects.get(pk=made.departure_id)
    assert (departure.state, departure.trouble_words) == ("held", "Non si può più.")
    deliver_reactions()
    assert list(Notice.objects.filter(kind="office.departure_stuck").values_list("user_id", flat=True)) == [
        call.user.pk
    ]


def test_what_writes_to_nobody_is_done_at_once(
    desk: Desk, call: ActionCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "reactions_to", lambda event: ())
    assert operations.prepare(action=desk.action, call=call) is None
    assert (Entry.objects.filter(event=EVENT).count(), PlannedCall.objects.count()) == (1, 0)


def test_a_program_puts_it_on_its_way_at_once(desk: Desk, call: ActionCall) -> None:
    made = operations.send_unseen(action=desk.action, call=call)
    assert made is not None
    assert (made.waiting, Departure.objects.get().leaves_at) == (True, LEAVES)


def test_the_same_is_not_planned_twice(desk: Desk, call: ActionCall) -> None:
    made = planned(desk, call)
    for again in (made, operations.prepare(action=desk.action, call=call)):
        assert again is not None
        with pytest.raises(Refused) as caught:
            operations.send_off(planned=again, action=desk.action, about=call.about, by=call.by, at=NOW)
        assert caught.value.refusal.code == "already_leaving"


def test_words_go_after_a_day_but_not_while_they_wait(desk: Desk, call: ActionCall) -> None:
    made = planned(desk, call)
    later = NOW + timedelta(days=1, seconds=1)
    assert operations.remove_old(by=SYSTEM, at=later) == 0
    operations.take_back(thing=made.pk, by=call.by, at=NOW)
    assert (operations.remove_old(by=SYSTEM, at=later), PlannedCall.objects.count()) == (1, 0)
