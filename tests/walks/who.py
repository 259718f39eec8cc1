"""Who may use what: one line for each address of ours, by the name of its URL, for reading (GET) and acting (POST, PUT).

Each slice tells its own in a `walk.py` beside its tests; here they are found and put together. An address without a line
fails the walk: state who may use it. A group that is empty means the method is not offered there. Wagtail's own pages
have a walk of their own (test_panel.py); the sign-in pages are django-allauth's.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.walks.groups import *  # noqa: F403 - the tables and those who read them speak of the same groups
from tests.walks.groups import Group, Who

TESTS = Path(__file__).resolve().parents[1]


def _walk_at(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


# By slice: the name of the folder of its tests.
WALKS: dict[str, ModuleType] = {
    path.parent.name: _walk_at(path) for path in sorted(TESTS.rglob("walk.py")) if path.parent.name != "walks"
}
WHO: dict[str, Who] = {line: who for walk in WALKS.values() for line, who in walk.WHO.items()}
HOLDERS: dict[str, Group] = {code: who for walk in WALKS.values() for code, who in walk.HOLDERS.items()}

# The sign-in pages are django-allauth's: no object of ours is behind them, and everybody may try to sign in.
SIGN_IN = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
