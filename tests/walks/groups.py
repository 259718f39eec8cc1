"""The groups of persons that the tables of who may use what are told in."""

from __future__ import annotations

from dataclasses import dataclass

from tests.walks.office import PERSONS, STAFF

Group = frozenset[str]


def group(*names: str) -> Group:
    assert set(names) <= set(PERSONS), names
    return frozenset(names)


NOBODY = group()
ALL = group(*PERSONS)
SIGNED_IN = group(*STAFF)
MEMBERS = SIGNED_IN - {"no role"}
HEADS = group("foia head", "newsroom head", "coordinator")
OWNER = group("citizen")

FOIA_STAFF = group("foia head", "foia editor", "foia viewer")
FOIA_READ = FOIA_STAFF | {"rpct", "coordinator"}
FOIA_WORK = group("foia head", "foia editor")
FOIA_HEAD = group("foia head")
RPCT = group("rpct")
WORK_OR_REVIEW = FOIA_WORK | RPCT
PUBLISH_REGISTER = FOIA_HEAD | RPCT
TOPICS = FOIA_READ | {"top"}
CHOOSE = FOIA_HEAD | {"coordinator"}
ASKED = group("asked contact")
PUBLIC_FILE = MEMBERS
QUEUE_OF_FOIA = FOIA_STAFF | {"coordinator"}

NEWSROOM_READ = group("newsroom head", "newsroom editor", "newsroom viewer", "coordinator")
NEWSROOM_WRITE = group("newsroom head", "newsroom editor")
NEWSROOM_APPROVE = group("newsroom head", "coordinator")
PANEL = NEWSROOM_APPROVE | NEWSROOM_WRITE
COORDINATOR = group("coordinator")
TRAIL = COORDINATOR | RPCT

# Keys of the head of access: everything she may, or reading only.
FULL, READING = group("full key"), group("full key", "reading key")


@dataclass(frozen=True)
class Who:
    get: Group = NOBODY
    act: Group = NOBODY


def both(who: Group) -> Who:
    return Who(get=who, act=who)
