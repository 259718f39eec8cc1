"""Keys for programs: shown once, kept as a digest, good until revoked, expired or their maker leaves."""

from datetime import datetime, timedelta

import pytest

from pasocial.office.people.identity import operations, queries
from pasocial.office.people.identity.models import MachineToken
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.refusal import Refused
from tests.fixtures import user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def made(by: Actor, now: datetime, **more: object) -> tuple[MachineToken, str]:
    told = {
        "user": user(),
        "name": "Statistica",
        "scopes": ["foia.read"],
        "allowed": ["foia.read"],
        "expires_at": None,
    }
    return operations.make_token(**{**told, **more}, by=by, at=now)  # type: ignore[arg-type]


def test_key_names_its_holder_and_is_not_in_the_database(by: Actor, now: datetime) -> None:
    token, raw = made(by, now)
    assert queries.token_holder(raw, at=now) == (token.user, token)
    row = MachineToken.objects.filter(pk=token.pk).values().get()
    assert raw not in str(row)
    assert raw not in str(Entry.objects.values_list("note", flat=True))
    assert raw.startswith(row["prefix"])
    assert len(raw) > 40


@pytest.mark.parametrize("forged", ["", "pas_", "pas_" + "a" * 43, "x" * 5000, "pas_\x00"])
def test_unknown_key_opens_nothing(forged: str, by: Actor, now: datetime) -> None:
    made(by, now)
    assert queries.token_holder(forged, at=now) is None


def test_key_ends_when_it_expires_is_revoked_or_its_maker_leaves(by: Actor, now: datetime) -> None:
    _token, expiring = made(by, now, expires_at=now + HOUR)
    assert queries.token_holder(expiring, at=now + HOUR - timedelta(seconds=1)) is not None
    assert queries.token_holder(expiring, at=now + HOUR) is None
    revoked, raw = made(by, now)
    operations.revoke_token(token_id=revoked.pk, by=by, at=now + HOUR)
    operations.revoke_token(token_id=revoked.pk, by=by, at=now + 2 * HOUR)
    assert queries.token_holder(raw, at=now) is None
    assert Entry.objects.filter(event="office.token.revoked").count() == 1
    orphan, raw = made(by, now)
    orphan.user.is_active = False
    orphan.user.save()
    assert queries.token_holder(raw, at=now) is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"scopes": []}, "no_scope"),
        ({"scopes": ["foia.read", "foia.approve"]}, "scope_not_held"),
        ({"expires_at": datetime.fromisoformat("2026-03-02T09:00:00+00:00")}, "expiry_past"),
    ],
)
def test_key_that_makes_no_sense_is_refused(
    wrong: dict[str, object], code: str, by: Actor, now: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        made(by, now, **wrong)
    assert (refused.value.refusal.code, MachineToken.objects.count()) == (code, 0)


def test_use_is_noted_to_the_five_minutes(by: Actor, now: datetime) -> None:
    token, _raw = made(by, now)
    for minutes in (0, 3, 6):
        token.refresh_from_db()
        operations.note_use(token=token, at=now + timedelta(minutes=minutes))
    token.refresh_from_db()
    assert token.last_used_at == now + timedelta(minutes=6)
