"""The walk through the newsroom: who may use each address, and what stands for each argument (tests/walks asks)."""

from __future__ import annotations

from typing import Any

from tests.walks.groups import NEWSROOM_APPROVE, NEWSROOM_READ, NEWSROOM_WRITE, Group, Who

# Whom the roles of the registry give each permission, in plain sight: the declarations are held to it (test_table.py).
HOLDERS: dict[str, Group] = {
    "newsroom.read": NEWSROOM_READ,
    "newsroom.write": NEWSROOM_WRITE,
    "newsroom.approve": NEWSROOM_APPROVE,
}
# Who may read (GET) and who may act (POST, PUT), by the name of the address.
WHO: dict[str, Who] = {
    # the newsroom
    "newsroom:commissions": Who(NEWSROOM_READ),
    "newsroom:commission": Who(NEWSROOM_READ),
    "newsroom:take": Who(act=NEWSROOM_WRITE),
    "newsroom:submit": Who(act=NEWSROOM_WRITE),
    "newsroom:drop": Who(act=NEWSROOM_WRITE),
    "newsroom:publish": Who(act=NEWSROOM_APPROVE),
    "newsroom:return": Who(act=NEWSROOM_APPROVE),
    # the API: the newsroom; the keys of this walk belong to somebody who has no role there
    "api:newsroom_commissions": Who(NEWSROOM_READ),
    "api:newsroom_commission": Who(NEWSROOM_READ),
    "api:newsroom_commission_take": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_submit": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_drop": Who(act=NEWSROOM_WRITE),
    "api:newsroom_commission_return": Who(act=NEWSROOM_APPROVE),
    "api:newsroom_commission_publish": Who(act=NEWSROOM_APPROVE),
}
# Beginnings of names whose arguments mean the same.
FAMILIES = ("api:newsroom_", "newsroom:")
# The object of the walk's office behind an argument: of an address or a family (`name.argument`), or of all (`argument`).
VALUES: dict[str, Any] = {
    "api:newsroom_.pk": lambda o: o.commission.pk,
    "newsroom:.pk": lambda o: o.commission.pk,
}
# What is read and is no page: files, pieces of a page, ways that lead elsewhere, forms that stand on another page.
NOT_PAGES = frozenset([])
