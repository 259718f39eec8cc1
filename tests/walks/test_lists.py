"""Every list costs the same number of queries whether it shows a few rows or three times as many."""

from __future__ import annotations

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.fixtures import deliver_reactions
from tests.walks.office import Office
from tests.walks.who import said, said_here

MORE = 3


def queries(client: Client, path: str) -> list[str]:
    client.get(
        path
    )  # what is read once and remembered (the site's root, content types) is not the list's cost
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code == 200, (path, answer.status_code)
    return [query["sql"] for query in captured.captured_queries]


def test_every_list_costs_the_same_with_few_rows_and_with_many(office: Office) -> None:
    lists: dict[str, str] = {}
    for _owner, told in said_here("LISTS"):
        lists |= told
    with transaction.atomic():
        visitors = {person: office.client(person) for person in set(lists.values())}
        few = {path: queries(visitors[person], path) for path, person in lists.items()}
        grow(office)
        many = {path: queries(visitors[person], path) for path, person in lists.items()}
        transaction.set_rollback(True)
    dearer = {
        path: (len(few[path]), len(many[path]), repeated(many[path]))
        for path in lists
        # The trail asks once for each kind of thing on its page: with more rows of one kind there may be fewer kinds.
        if len(many[path]) > len(few[path])
    }
    assert dearer == {}


def repeated(statements: list[str]) -> str:
    """The statement asked most often, without its values: where to look."""
    heads = [statement.split(" WHERE ")[0][:120] for statement in statements]
    return max(heads, key=heads.count)


def grow(office: Office) -> None:
    """Three more rows in every list, through the operations that make them: each slice knows its own (`grow`)."""
    for _owner, one_more in said("grow"):
        for number in range(MORE):
            one_more(office, number)
    deliver_reactions()
